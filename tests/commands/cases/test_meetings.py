"""A committee's meeting from its planning to its close; what is refused changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from psycopg.types.range import DateRange
from tests.cast import BEGINNING
from tests.commands.cases.meeting import DUE, MEETING_DAY, SUBMITTED, TODAY, WHY, Table
from tests.commands.cast import refused

from shuniu.access import cases_on_the_list
from shuniu.commands.cases.meetings import (
    CaseNamed,
    PlannedMeeting,
    arrange_cases,
    cancel_meeting,
    change_meeting,
    decide_cases,
    hold_meeting,
    plan_meeting,
    schedule_cases,
)
from shuniu.commands.cases.meetings.deciding import Attended
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.models import AgendaItem, Case, Entry, Formation, Meeting, Person, Post, Resolution, Step
from shuniu.policy.cases.voting import QUORUM
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db


def codes(found: object) -> list[tuple[str, int | None]]:
    return [(one.code, one.row) for one in found]  # type: ignore[attr-defined]


@pytest.mark.req("D10", "D12")
def test_a_meeting_decides_its_cases_one_by_one(round_table: Table) -> None:
    cases = [round_table.file(which) for which in range(3)]
    round_table.plan(place="三楼会议室")
    round_table.schedule(*cases)
    assert {one.state for one in Case.objects.all()} == {"on_agenda"}
    assert cases_on_the_list(round_table.cast.clerk).count() == 3
    round_table.hold()
    first, second, third = cases
    round_table.decide(round_table.decided(first), round_table.decided(second, Verb.REFUSE))
    round_table.decide(round_table.decided(third, Verb.DEFER, no=0))
    round_table.close()
    assert [one.state for one in Case.objects.order_by("pk")] == ["to_reply", "to_answer", "to_put_off"]
    refusal = Resolution.objects.get(item__case=second)
    assert (refusal.outcome, refusal.yes, refusal.no, refusal.reason) == ("refuse", 0, 6, WHY.reason)
    step = Step.objects.filter(case=second).latest("pk")
    assert (step.reason, step.next_steps, step.recorded_id) == (WHY.reason, WHY.next_steps, refusal.recorded_id)
    assert step.clauses == refusal.clauses == list(WHY.clauses)
    meeting = round_table.row()
    assert (meeting.state, meeting.due, meeting.present, meeting.proposed) == ("closed", 7, 6, None)
    assert [one.position for one in AgendaItem.objects.order_by("pk")] == [1, 2, 3]
    # What was put off waits until that is answered in writing; the organization's day is kept with the decision.
    third.refresh_from_db()
    assert not cases_on_the_list(round_table.clerks[2]).exists()
    assert (third.at_id, third.due_on, Step.objects.filter(case=third).latest("pk").due_on) == (
        round_table.cast.top, None, DUE,
    )  # fmt: skip


@pytest.mark.req("D10")
def test_what_is_put_down_later_counts_from_the_day_of_the_meeting(round_table: Table) -> None:
    case = round_table.file()
    round_table.plan()
    round_table.schedule(case)
    round_table.hold()
    round_table.decide(round_table.decided(case))
    lines = Entry.objects.filter(act__in=["meeting.schedule", "meeting.hold", "meeting.decide"])
    assert {one.on for one in lines} == {MEETING_DAY}
    assert {one.at.date() for one in lines} == {TODAY}
    assert Entry.objects.get(act="meeting.plan").on == TODAY


def test_for_a_meeting_to_come_cases_are_put_on_the_agenda_today(round_table: Table) -> None:
    case = round_table.file()
    round_table.plan(date(2020, 7, 20))
    round_table.schedule(case)
    assert Entry.objects.get(act="meeting.schedule").on == TODAY
    assert codes(refused(round_table.hold)) == [("not_held_yet", None)]


@pytest.mark.req("D10")
def test_all_that_stands_against_the_decisions_is_said_at_once(round_table: Table) -> None:
    cases = [round_table.file(which) for which in range(3)]
    round_table.plan()
    round_table.schedule(*cases)
    round_table.hold()
    first, second, third = cases
    rows = [
        round_table.decided(first, yes=3),
        round_table.decided(second, Verb.REFUSE, yes=4, no=3, said=replace(WHY, reason="")),
        round_table.decided(third, yes=6),
    ]
    found = refused(lambda: round_table.decide(*rows))
    assert codes(found) == [("not_passed", 0), ("votes_exceed", 1), ("reason_missing", 1)]
    assert not Resolution.objects.exists()
    assert {one.state for one in Case.objects.all()} == {"on_agenda"}


def test_without_a_quorum_the_meeting_does_not_stand(round_table: Table) -> None:
    case = round_table.file()
    round_table.plan()
    round_table.schedule(case)
    assert codes(refused(lambda: round_table.hold(7, 3))) == [("quorum_missed", None)]
    assert codes(refused(lambda: round_table.decide(round_table.decided(case)))) == [("meeting_state", None)]
    round_table.hold(7, 4)
    assert codes(refused(lambda: round_table.decide(round_table.decided(case, yes=3)))) == [("not_passed", 0)]
    round_table.decide(round_table.decided(case, yes=4))


def test_a_meeting_stands_under_what_held_on_its_day(round_table: Table) -> None:
    """What the office decides on afterwards about its quorum binds the meetings that follow."""
    cast, after = round_table.cast, MEETING_DAY + timedelta(days=1)
    figure = DecidedFigure(party_organization=cast.top, key=QUORUM, value="two_thirds", decision="议事规则")
    decide_figures(cast.act(after), [figure])
    round_table.plan()
    round_table.hold(7, 4)
    round_table.plan(after)
    assert codes(refused(lambda: round_table.hold(7, 4))) == [("quorum_missed", None)]
    round_table.hold(7, 5)


def test_who_filed_it_does_not_put_down_the_decision(round_table: Table) -> None:
    case = round_table.file()
    round_table.plan()
    round_table.schedule(case)
    round_table.hold()
    both = replace(round_table.cast.clerk, account=round_table.clerks[0].account)
    found = refused(lambda: round_table.decide(round_table.decided(case), by=both))
    assert codes(found) == [("own_case", 0)]


def test_nothing_is_decided_twice_and_nothing_after_the_close(round_table: Table) -> None:
    case, other = round_table.file(), round_table.file(1)
    round_table.plan()
    round_table.schedule(case, other)
    round_table.hold()
    looked_at = round_table.decided(case)
    round_table.decide(looked_at)
    with pytest.raises(ChangedMeanwhile):
        round_table.decide(looked_at)
    with pytest.raises(ChangedMeanwhile):  # decided already: it stands open on no agenda
        round_table.decide(round_table.decided(case))
    assert codes(refused(round_table.hold)) == [("already_decided", None)]
    assert codes(refused(round_table.close)) == [("items_open", None)]
    round_table.unschedule(other)
    other.refresh_from_db()
    assert other.state == "to_meet"
    round_table.close()
    assert codes(refused(lambda: round_table.schedule(other))) == [("meeting_state", None)]
    assert Resolution.objects.count() == 1


def test_what_was_deferred_comes_to_a_later_meeting(round_table: Table) -> None:
    case = round_table.file()
    round_table.plan()
    round_table.schedule(case)
    round_table.hold()
    round_table.decide(round_table.decided(case, Verb.DEFER, no=0))
    Case.objects.filter(pk=case.pk).update(state="to_meet", holder="committee", at=round_table.cast.top)
    round_table.plan(date(2020, 6, 20))
    round_table.schedule(case)
    round_table.hold()
    round_table.decide(round_table.decided(case))
    assert [one.outcome for one in Resolution.objects.order_by("pk")] == ["defer", "approve"]


@pytest.mark.parametrize("who", ["outsider", "secretary", "branch_secretary"])
def test_who_does_not_decide_here_does_nothing_here(round_table: Table, who: str) -> None:
    case = round_table.file()
    round_table.plan()
    stranger = getattr(round_table.cast, who)
    act, named = round_table.cast.act(actor=stranger), round_table.named(case)
    plan = PlannedMeeting(party_organization=round_table.cast.top, held_on=MEETING_DAY)
    meeting, before = round_table.meeting, Meeting.objects.count()
    for attempt in (
        lambda: plan_meeting(act, plan),
        lambda: change_meeting(act, meeting, 1, plan),
        lambda: cancel_meeting(act, meeting, 1),
        lambda: schedule_cases(act, meeting, named),
        lambda: hold_meeting(act, meeting, 1, Attended(due=7, present=6)),
        lambda: decide_cases(act, meeting, [round_table.decided(case)]),
        lambda: schedule_cases(act, uuid4(), named),
    ):
        assert [code for code, _ in codes(refused(attempt))] == ["not_in_reach"]
    assert Meeting.objects.count() == before


def test_a_case_of_another_committee_is_not_put_on_this_agenda(round_table: Table) -> None:
    case, foreign = round_table.file(), round_table.file(1)
    Case.objects.filter(pk=foreign.pk).update(committee=round_table.cast.joint, at=round_table.cast.joint)
    round_table.plan()
    assert codes(refused(lambda: round_table.schedule(case, foreign))) == [("other_committee", 1)]
    Case.objects.filter(pk=foreign.pk).update(committee=round_table.cast.stranger)
    assert codes(refused(lambda: round_table.schedule(case, foreign))) == [("not_in_reach", 1)]
    assert not AgendaItem.objects.exists()


def test_a_meeting_before_the_application_does_not_decide_on_it(round_table: Table) -> None:
    case = round_table.file(on=date(2020, 6, 16))
    round_table.plan()
    assert codes(refused(lambda: round_table.schedule(case))) == [("before_submission", 0)]
    round_table.plan(date(2020, 6, 16))
    round_table.schedule(case)
    earlier = PlannedMeeting(party_organization=round_table.cast.top, held_on=SUBMITTED)
    act = round_table.cast.act()
    assert codes(refused(lambda: change_meeting(act, round_table.meeting, 1, earlier))) == [("before_submission", None)]


@pytest.mark.req("D10")
def test_a_meeting_from_before_the_register_began_is_put_down(round_table: Table) -> None:
    """The register says nothing of earlier days, so nothing stands against it; the texts it names first are asked."""
    earlier = BEGINNING - timedelta(days=400)
    round_table.plan(earlier)
    assert codes(refused(lambda: round_table.hold(7, 3))) == [("quorum_missed", None)]
    round_table.hold(7, 6)
    round_table.close()
    assert (round_table.row().held_on, round_table.row().state) == (earlier, "closed")
    assert Entry.objects.get(act="meeting.hold").on == earlier


def test_no_committee_met_before_it_was_set_up(round_table: Table) -> None:
    founded = BEGINNING - timedelta(days=30)
    Formation.objects.create(
        party_organization_id=round_table.cast.top, mode="separate", established_on=founded,
        period=DateRange(BEGINNING, None), recorded=round_table.cast.opening,
    )  # fmt: skip
    round_table.plan(founded)
    plan = PlannedMeeting(party_organization=round_table.cast.top, held_on=founded - timedelta(days=1))
    act, before = round_table.cast.act(), Meeting.objects.count()
    assert codes(refused(lambda: plan_meeting(act, plan))) == [("before_committee", None)]
    assert codes(refused(lambda: change_meeting(act, round_table.meeting, 1, plan))) == [("before_committee", None)]
    assert Meeting.objects.count() == before


def test_the_agenda_is_set_in_order_and_only_as_it_was_looked_at(round_table: Table) -> None:
    first, second, third = (round_table.file(which) for which in range(3))
    round_table.plan()
    round_table.schedule(first, second)
    round_table.schedule(third)
    act, version = round_table.cast.act(), round_table.row().version
    arrange_cases(act, round_table.meeting, version, [third.uuid, first.uuid, second.uuid])
    found = list(AgendaItem.objects.order_by("position").values_list("case", flat=True))
    assert found == [third.pk, first.pk, second.pk]
    with pytest.raises(ChangedMeanwhile):
        arrange_cases(act, round_table.meeting, version, [first.uuid, second.uuid, third.uuid])
    with pytest.raises(ChangedMeanwhile):  # one of the agenda is missing
        arrange_cases(act, round_table.meeting, version + 1, [first.uuid, second.uuid])


def test_a_case_named_twice_or_as_it_was_before_is_not_taken(round_table: Table) -> None:
    case = round_table.file()
    round_table.plan()
    named = round_table.named(case)
    act = round_table.cast.act()
    assert codes(refused(lambda: schedule_cases(act, round_table.meeting, [*named, *named]))) == [("named_twice", 1)]
    stale = [CaseNamed(case=case.uuid, version=case.version + 1)]
    with pytest.raises(ChangedMeanwhile):
        schedule_cases(act, round_table.meeting, stale)
    round_table.schedule(case)
    assert codes(refused(lambda: round_table.schedule(case))) == [("wrong_state", 0)]


def test_a_planned_meeting_is_changed_and_cancelled_by_who_saw_it_last(round_table: Table) -> None:
    round_table.plan()
    act, later = round_table.cast.act(), date(2020, 6, 30)
    moved = PlannedMeeting(party_organization=round_table.cast.top, held_on=later, title="第3次党委会")
    change_meeting(act, round_table.meeting, 1, moved)
    assert (round_table.row().held_on, round_table.row().title) == (later, "第3次党委会")
    with pytest.raises(ChangedMeanwhile):
        cancel_meeting(act, round_table.meeting, 1)
    cancel_meeting(act, round_table.meeting, 2)
    assert round_table.row().state == "cancelled"
    assert codes(refused(round_table.hold)) == [("meeting_state", None)]


@pytest.mark.req("D10")
def test_who_was_due_is_proposed_by_the_posts_of_that_day(round_table: Table) -> None:
    for number in range(5):
        someone = Person.objects.create(recorded=round_table.cast.opening)
        begins = date(2020, 6, 16) if number == 4 else date(2019, 1, 1)
        Post.objects.create(
            person=someone, party_organization_id=round_table.cast.top, post="委员",
            period=DateRange(begins, None), recorded=round_table.cast.opening,
        )  # fmt: skip
    round_table.plan()
    assert codes(refused(lambda: round_table.hold(5, 5))) == [("due_reason_missing", None)]
    round_table.hold(5, 5, reason="一名委员的任职尚未登记")
    assert (round_table.row().proposed, round_table.row().due_reason) == (4, "一名委员的任职尚未登记")
    round_table.hold(4, 4, reason="不需要了")
    assert (round_table.row().due, round_table.row().due_reason) == (4, "")


def test_one_key_is_one_meeting(round_table: Table) -> None:
    planned = PlannedMeeting(party_organization=round_table.cast.top, held_on=MEETING_DAY)
    keyed = round_table.cast.act(key="once")
    assert plan_meeting(keyed, planned) == plan_meeting(keyed, planned)
    assert Meeting.objects.count() == 1
