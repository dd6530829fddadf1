"""What was decided and not answered yet goes back to wait for a later meeting; nothing of what was decided is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.commands.cases.meeting import MEETING_DAY, Table
from tests.commands.cast import refused

from shuniu.access import Actor, cases_on_the_list
from shuniu.commands.cases.reconsidering import reconsider_case
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.organizations.edit import strike_off
from shuniu.models import AgendaItem, Case, Entry, Resolution, Step
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db


def decided(round_table: Table, outcome: Verb = Verb.APPROVE) -> Case:
    case = round_table.file()
    meet(round_table, case, outcome)
    return case


def meet(round_table: Table, case: Case, outcome: Verb, held_on: date = MEETING_DAY) -> None:
    round_table.plan(held_on)
    round_table.schedule(case)
    round_table.hold()
    round_table.decide(round_table.decided(case, outcome))


def reconsider(round_table: Table, case: Case, reason: str = "名称有误", by: Actor | None = None) -> None:
    case.refresh_from_db()
    reconsider_case(round_table.cast.act(actor=by), case.uuid, case.version, reason)


@pytest.mark.req("D10", "D12")
@pytest.mark.parametrize(("first", "then"), [(Verb.APPROVE, Verb.REFUSE), (Verb.REFUSE, Verb.APPROVE)])
def test_only_a_later_meeting_decides_otherwise(round_table: Table, first: Verb, then: Verb) -> None:
    case = decided(round_table, first)
    reconsider(round_table, case)
    case.refresh_from_db()
    assert (case.state, case.holder, case.at_id) == ("to_meet", "committee", round_table.cast.top)
    assert list(cases_on_the_list(round_table.cast.clerk)) == [case]
    assert [one.outcome for one in Resolution.objects.all()] == [first.value]
    # Not the same meeting, nor one before it; another one of the same day will do.
    (found,) = refused(lambda: round_table.schedule(case))
    assert found.code == "decided_before"
    round_table.plan(MEETING_DAY - timedelta(days=1))
    (found,) = refused(lambda: round_table.schedule(case))
    assert found.code == "decided_before"
    meet(round_table, case, then, MEETING_DAY)
    assert [one.outcome for one in Resolution.objects.order_by("pk")] == [first.value, then.value]
    verbs = list(Step.objects.filter(case=case).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["submit", "schedule", first.value, "reconsider", "schedule", then.value]
    assert Step.objects.get(case=case, verb="reconsider").reason == "名称有误"


@pytest.mark.req("D12")
def test_without_a_reason_or_a_decision_nothing_happens(round_table: Table) -> None:
    case = decided(round_table)
    before = Entry.objects.count()
    assert [one.code for one in refused(lambda: reconsider(round_table, case, " "))] == ["reason_missing"]
    assert [one.code for one in refused(lambda: reconsider(round_table, case, by=round_table.clerks[0]))] != []
    assert [one.code for one in refused(lambda: reconsider(round_table, case, by=round_table.cast.outsider))] != []
    case.refresh_from_db()
    assert (case.state, Entry.objects.count()) == ("to_reply", before)
    reconsider(round_table, case)
    found = refused(lambda: reconsider(round_table, case))
    assert [one.code for one in found] == ["wrong_state"]


def test_whoever_looked_at_another_version_is_told_and_a_key_counts_once(round_table: Table) -> None:
    case = decided(round_table)
    case.refresh_from_db()
    version = case.version
    with pytest.raises(ChangedMeanwhile):
        reconsider_case(round_table.cast.act(), case.uuid, version - 1, "名称有误")
    for _ in range(2):
        reconsider_case(round_table.cast.act(key="again"), case.uuid, version, "名称有误")
    assert Step.objects.filter(case=case, verb="reconsider").count() == 1


def test_no_meeting_that_has_decided_on_it_does_so_again(round_table: Table) -> None:
    """Nor the one before the last, though it was held on the same day."""
    case = decided(round_table)
    first = round_table.meeting
    reconsider(round_table, case)
    meet(round_table, case, Verb.REFUSE)
    reconsider(round_table, case)
    for meeting in (first, round_table.meeting):
        round_table.meeting = meeting
        assert [found.code for found in refused(lambda: round_table.schedule(case))] == ["decided_before"]
    meet(round_table, case, Verb.APPROVE)


@pytest.mark.req("A10", "D10")
def test_what_is_before_another_meeting_lapses_and_the_first_decision_stays_written(round_table: Table) -> None:
    case = decided(round_table)
    reconsider(round_table, case)
    round_table.plan(MEETING_DAY + timedelta(days=1))
    round_table.schedule(case)
    assert AgendaItem.objects.filter(case=case).count() == 2
    strike_off(round_table.cast.act(), [round_table.units[0]])
    case.refresh_from_db()
    assert (case.state, case.holder) == ("lapsed", "")
    assert [item.resolution.outcome for item in AgendaItem.objects.filter(case=case)] == ["approve"]
    round_table.hold()
    round_table.close()
