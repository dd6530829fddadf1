"""An election from the request to the archive: who does what, what stands in the register after it, what does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.commands.cast import TODAY, World, refused
from tests.commands.elections.bench import BEGUN, DAY, DEPUTY, END, MEMBER, SECRETARY, Bench, bench, mark
from tests.commands.members.roll import ADMITTED, entered, row

from shuniu.access import cases_on_the_list
from shuniu.commands.cases.planned import plan_case
from shuniu.commands.elections.moving import Moved, move_election
from shuniu.commands.elections.nominating import Nomination, keep_candidates
from shuniu.commands.elections.reporting import elected_on
from shuniu.commands.elections.requesting import ElectionRequest, keep_election
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.members.posts import PostHeld, set_posts
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.commands.party.move import Move as Relocated
from shuniu.commands.party.move import move_party_organizations
from shuniu.kernel.decision import Refused
from shuniu.models import Candidate, Case, ElectionCase, ElectionRound, Entry, Step, Votes
from shuniu.policy.elections.candidates import CEILING
from shuniu.policy.elections.conducting import Conduct
from shuniu.policy.words import PartyPost
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db


def codes(command: Any) -> list[str]:
    return [one.code for one in refused(command)]


@pytest.mark.req("D01")
def test_an_election_from_the_request_to_the_archive(one: Bench) -> None:
    set_posts(
        one.world.act(BEGUN),
        [
            PostHeld(person=one.people[8], party_organization=one.body, post=SECRETARY, begins_on=BEGUN),
            PostHeld(person=one.people[1], party_organization=one.body, post=MEMBER, begins_on=BEGUN),
        ],
    )  # fmt: skip
    one.to_voting(deputies=1)
    result = one.vote({0: 10, 1: 9, 2: 8, 3: 1})
    assert (result.closed, one.row.state) == (True, "first_meeting")
    one.vote({0: 3}, present=3, voters=3)
    assert one.row.state == "first_meeting"
    one.vote({1: 3}, present=3, voters=3)
    assert one.row.state == "to_report"
    one.report(p2="organization_commissary")
    assert (one.row.state, one.row.at_id) == ("reported", one.world.north)
    assert one.posts(TODAY) == {8: ("secretary", ""), 1: ("committee_member", "")}, (
        "nothing counts before it is approved"
    )
    one.reply()
    assert one.posts(TODAY) == {
        0: ("secretary", "elected"), 1: ("deputy_secretary", "elected"), 2: ("organization_commissary", "elected"),
    }  # fmt: skip
    assert one.posts(TODAY - DAY) == {8: ("secretary", ""), 1: ("committee_member", "")}, "the past stays"
    assert one.terms() == [(BEGUN, TODAY), (TODAY, date(2029, 9, 1))]
    one.move(Verb.ARCHIVE)
    assert (one.row.state, one.row.holder, one.row.number) == ("done", "", "换届2026-0001")
    verbs = list(Step.objects.filter(case=one.row).order_by("pk").values_list("verb", flat=True))
    assert verbs == [
        "submit", "approve", "submit", "accept", "elect", "record", "record", "report", "reply", "archive",
    ]  # fmt: skip


def test_a_small_branch_elects_its_secretary_without_a_committee(world: World) -> None:
    one = bench(world, 5)
    one.to_voting(seats=0, deputies=1)
    assert one.vote({0: 5}).closed
    assert one.row.state == "voting"
    one.vote({1: 4})
    assert one.row.state == "to_report"
    one.report()
    one.reply()
    assert one.posts(TODAY) == {0: ("secretary", "elected"), 1: ("deputy_secretary", "elected")}


def test_who_counts_stands_for_nothing_and_is_kept_with_the_minutes(one: Bench) -> None:
    one.to_voting()
    counts = {0: 10, 1: 9, 2: 8, 3: 1}
    stands = Conduct(scrutineers=[one.public(one.people[3])])
    assert codes(lambda: one.vote(counts, conduct=stands)) == ["scrutineer_stands"]
    # Whoever is written in stands as well.
    written = Conduct(tellers=[one.public(one.people[5])])
    more = {**counts, 2: 6, 5: 1}
    assert codes(lambda: one.vote(more, written=(5,), conduct=written)) == ["scrutineer_stands"]
    there = [one.public(one.people[key]) for key in (6, 7)]
    one.vote(counts, conduct=Conduct(chaired_by="committee", sat_in=1, scrutineers=there[:1], tellers=there[1:]))
    kept = ElectionRound.objects.get(case=one.row)
    assert (kept.chaired_by, kept.sat_in, kept.on_leave) == ("committee", 1, None)
    assert (kept.scrutineers, kept.tellers) == ([str(there[0])], [str(there[1])])


def test_the_case_lies_with_who_has_to_act(one: Bench) -> None:
    def lies_with() -> str:
        offices = {"body": one.secretary, "above": one.joint, "top": one.world.clerk}
        return "+".join(name for name, actor in offices.items() if cases_on_the_list(actor).exists())

    found = []
    one.request()
    found.append(lies_with())
    one.move(Verb.APPROVE, one.joint)
    found.append(lies_with())
    one.nominate(range(4), 0)
    found.append(lies_with())
    one.move(Verb.ACCEPT, one.joint)
    found.append(lies_with())
    assert found == ["above", "body", "above", "body"]


def test_nobody_decides_on_what_the_same_account_sent(one: Bench) -> None:
    one.request(by=one.joint)
    assert codes(lambda: one.move(Verb.APPROVE, one.joint)) == ["own_case"]
    one.move(Verb.APPROVE, one.world.clerk)
    assert one.row.state == "nominating"


def test_nor_on_the_candidates_or_the_result_that_it_sent(one: Bench) -> None:
    """Whoever sent in one part of it decides on none of what follows."""
    one.request()
    one.move(Verb.APPROVE, one.joint)
    one.secretary, secretary = one.joint, one.secretary
    one.nominate(range(4), 0)
    assert codes(lambda: one.move(Verb.ACCEPT, one.joint)) == ["own_case"]
    assert codes(lambda: one.move(Verb.RETURN, one.joint, candidates="请核对")) == ["own_case"]
    another = one.world.actor(Role.JOINT_COMMITTEE_CLERK, one.world.north)
    one.move(Verb.ACCEPT, another)
    one.secretary = secretary
    one.vote({0: 10, 1: 9, 2: 8, 3: 1})
    one.vote({0: 3}, present=3, voters=3)
    one.report()
    assert codes(one.reply) == ["own_case"]
    one.reply(by=another)
    assert one.terms()[-1][0] == TODAY


def test_it_stays_under_the_texts_of_the_day_it_was_sent(one: Bench) -> None:
    """A ceiling for the surplus that is decided on afterwards binds the next election, not the one under way."""
    one.request()
    one.move(Verb.APPROVE, one.joint)
    figure = DecidedFigure(party_organization=one.world.north, key=CEILING, value=20, decision="选举工作办法")
    decide_figures(one.world.act(TODAY + DAY), [figure])
    one.day = TODAY + 2 * DAY
    one.nominate(range(5), 0)
    one.move(Verb.RETURN, one.joint, candidates="请核对")
    one.nominate(range(5), 0)
    assert one.row.law_day == TODAY
    Case.objects.filter(pk=one.row.pk).update(holder="")  # done with: the body asks again
    one.request()
    one.move(Verb.APPROVE, one.joint)
    assert codes(lambda: one.nominate(range(5), 0)) == ["ceiling"]
    one.nominate(range(4), 0)


@pytest.mark.parametrize(("who", "code"), [("secretary", "not_in_reach"), ("stranger", "not_in_reach")])
def test_who_may_not_decide(one: Bench, who: str, code: str) -> None:
    one.request()
    actor = one.secretary if who == "secretary" else one.world.neighbour
    assert codes(lambda: one.move(Verb.APPROVE, actor)) == [code]


def test_who_may_not_ask(one: Bench, world: World) -> None:
    assert codes(lambda: one.request(by=world.neighbour)) == ["not_in_reach"]
    other = bench(world, 8, name="乙协会党支部")
    assert codes(lambda: one.request(by=other.secretary)) == ["not_in_reach"]


def test_everything_that_stands_against_a_request_is_told_at_once(one: Bench) -> None:
    found = codes(lambda: one.request(seats=2, planned_on=END + 400 * DAY))
    assert found == ["seats_few", "delayed_beyond"]
    assert not Case.objects.exists()


def test_what_is_kept_is_sent_later_and_a_page_from_before_is_not_taken(one: Bench) -> None:
    draft = ElectionRequest(body=one.body, form="general_meeting", seats=0, deputies=0, planned_on=None)
    keep_election(one.act(), draft)
    assert (one.row.state, one.row.holder) == ("draft", "applicant")
    with pytest.raises(ChangedMeanwhile):
        keep_election(one.act(), draft)
    one.request()
    assert Case.objects.count() == 1
    assert one.row.state == "requested"


def test_what_is_returned_is_mended_where_it_was_remarked_upon(one: Bench) -> None:
    one.request()
    assert codes(lambda: one.move(Verb.RETURN, one.joint)) == ["remarks_missing"]
    assert codes(lambda: one.move(Verb.RETURN, one.joint, candidates="太早")) == ["field_unknown"]
    one.move(Verb.RETURN, one.joint, seats="请按5名申报")
    assert one.row.state == "returned"
    assert codes(lambda: one.request(seats=5, deputies=1)) == ["locked"]
    one.request(seats=5)
    assert one.row.filed["seats"] == 5
    one.move(Verb.WITHDRAW)
    assert one.row.state == "returned"


def test_candidates_are_members_of_this_body_with_their_rights(one: Bench, world: World) -> None:
    other = bench(world, 1, name="乙协会党支部")
    (young,) = entered(world, row(one.body, "党员新", membership={"state": "probationary"}))
    one.request()
    one.move(Verb.APPROVE, one.joint)
    one.people += [young]
    assert codes(lambda: one.nominate([0, 1, 2, 10], 0)) == ["not_full"]
    one.people[10] = other.people[0]
    assert codes(lambda: one.nominate([0, 1, 2, 10], 0)) == ["not_in_reach"], "the branch does not see the other roll"
    one.secretary = one.joint
    assert codes(lambda: one.nominate([0, 1, 2, 10], 0)) == ["not_held"]
    assert not Candidate.objects.exists()


def test_candidates_are_kept_and_replaced_until_they_are_sent(one: Bench) -> None:
    one.request()
    one.move(Verb.APPROVE, one.joint)
    for people in ([0, 1], [2]):
        named = [(one.public(one.people[key]), PartyPost.COMMITTEE_MEMBER) for key in people]
        keep_candidates(one.act(), Nomination(case=one.row.uuid, version=one.row.version, candidates=named))
    assert list(one.outcomes()) == [2]
    assert codes(lambda: one.nominate([0, 1, 2], 0)) == ["surplus"]


def test_a_vote_that_cannot_be_valid_cannot_be_closed(one: Bench) -> None:
    one.to_voting()
    yes = {0: 7, 1: 7, 2: 6, 3: 1}
    assert codes(lambda: one.vote(yes, present=7)) == ["quorum"]
    assert "returned" in codes(lambda: one.vote(yes, present=8, returned=9))
    assert codes(lambda: one.vote({0: 7, 1: 7, 2: 6}, present=8)) == ["votes"], "all on the ballot are counted"
    assert codes(lambda: one.vote(yes, present=8, voters=9)) == ["voters_differ"]
    assert codes(lambda: one.vote(yes, present=8, held_on=TODAY + DAY)) == ["not_held"]
    assert not ElectionRound.objects.exists()
    assert not Votes.objects.exists()


def test_a_tie_at_the_edge_is_voted_upon_again(one: Bench) -> None:
    one.to_voting()
    first = one.vote({0: 10, 1: 8, 2: 6, 3: 6})
    assert (first.left, first.closed) == (1, False)
    assert one.outcomes() == {0: "elected", 1: "elected", 2: "tied", 3: "tied"}
    assert one.row.state == "voting"
    assert codes(lambda: one.vote({0: 10})) == ["votes", "votes", "written_in_many"]
    one.vote({2: 7, 3: 3})
    assert one.outcomes() == {0: "elected", 1: "elected", 2: "elected", 3: "not_elected"}
    assert one.row.state == "first_meeting"


def test_where_nobody_passes_the_second_time_nobody_is_tied_any_more(one: Bench) -> None:
    one.to_voting()
    one.vote({0: 10, 1: 8, 2: 6, 3: 6})
    again = one.vote({2: 5, 3: 5})
    assert (again.left, again.closed) == (1, False)
    assert one.outcomes() == {0: "elected", 1: "elected", 2: "", 3: ""}
    one.vote({2: 4, 3: 6})
    assert one.outcomes() == {0: "elected", 1: "elected", 2: "not_elected", 3: "elected"}


def test_a_vote_entered_later_is_judged_by_its_own_day(one: Bench, world: World) -> None:
    """By the roll of the day on which it was held, and not before the candidates were agreed to."""
    one.request()
    one.move(Verb.APPROVE, one.joint)
    one.nominate(range(4), 0)
    one.day = TODAY + 3 * DAY
    one.move(Verb.ACCEPT, one.joint)
    entered(world, row(one.body, "党员新", membership=ADMITTED), on=TODAY + 6 * DAY)
    one.day = TODAY + 9 * DAY
    yes = {0: 10, 1: 9, 2: 8, 3: 1}
    assert codes(lambda: one.vote(yes, held_on=TODAY + 2 * DAY)) == ["before"]
    assert codes(lambda: one.vote(yes, held_on=TODAY + 5 * DAY, voters=11)) == ["voters_differ"]
    assert codes(lambda: one.vote(yes, held_on=TODAY + 6 * DAY, voters=10)) == ["voters_differ"]
    one.vote(yes, held_on=TODAY + 6 * DAY, voters=11)
    assert ElectionRound.objects.get().on_roll == 11


def test_who_is_not_due_is_not_on_leave(one: Bench) -> None:
    """Two are not counted among those due; of the eight who are, seven came: one may have been on leave."""
    one.to_voting()
    yes = {0: 7, 1: 7, 2: 6, 3: 1}
    more = {"present": 7, "excluded": {"illness": 2}, "agreed": True}
    assert codes(lambda: one.vote(yes, conduct=Conduct(on_leave=2), **more)) == ["leave_many"]
    one.vote(yes, conduct=Conduct(on_leave=1), **more)


def test_too_few_pass_they_are_voted_upon_again_or_the_place_stays_empty_with_consent(world: World) -> None:
    first, second = bench(world), bench(world, name="乙协会党支部")
    for one in (first, second):
        one.to_voting()
    assert first.vote({0: 10, 1: 8, 2: 5, 3: 3}).left == 1
    assert first.row.state == "voting"
    first.vote({2: 6, 3: 4})
    assert first.row.state == "first_meeting"
    assert codes(lambda: second.vote({0: 10, 1: 8, 2: 5, 3: 3}, consent=4)) == ["consent"]
    second.vote({0: 10, 1: 8, 2: 5, 3: 3}, consent=5)
    assert second.row.state == "first_meeting"
    assert second.outcomes() == {0: "elected", 1: "elected", 2: "not_elected", 3: "not_elected"}


def test_somebody_written_in_may_be_elected(one: Bench) -> None:
    one.to_voting()
    one.vote({0: 10, 1: 9, 2: 3, 3: 1, 7: 6}, written={7})
    assert one.outcomes() == {0: "elected", 1: "elected", 2: "not_elected", 3: "not_elected", 7: "elected"}
    assert Candidate.objects.get(person=one.people[7]).written_in


def test_the_committee_elects_one_of_its_own(one: Bench) -> None:
    """Who was nominated as secretary was not elected into the committee: it names one on the spot, nobody else."""
    one.to_voting()
    one.vote({0: 2, 1: 9, 2: 8, 3: 7})
    assert one.row.state == "first_meeting"
    assert codes(lambda: one.vote({0: 3}, present=3, voters=3)) == ["not_elected"]
    assert codes(lambda: one.vote({1: 3}, present=3, voters=3, consent=3)) == ["not_reducible"]
    assert codes(lambda: one.vote({1: 3}, present=3, voters=4)) == ["voters_differ", "quorum"]
    one.vote({1: 3}, present=3, voters=3)
    assert one.outcomes(SECRETARY) == {0: "not_elected", 1: "elected"}
    assert one.row.state == "to_report"


def test_what_is_entered_later_is_marked_by_its_two_days(one: Bench) -> None:
    one.to_voting()
    one.vote({0: 10, 1: 9, 2: 8, 3: 1})
    found = ElectionRound.objects.get()
    assert (found.held_on, found.recorded.on) == (TODAY, TODAY)
    assert codes(lambda: one.vote({0: 3}, present=3, voters=3, held_on=TODAY - DAY)) == ["before"]


def test_a_returned_report_is_mended_by_entering_the_minutes_anew(one: Bench) -> None:
    one.to_voting()
    one.vote({0: 10, 1: 9, 2: 8, 3: 1})
    one.vote({0: 3}, present=3, voters=3)
    one.report()
    one.move(Verb.RETURN, one.joint, minutes="得票与记录不符")
    one.move(Verb.RESUME)
    assert (one.row.state, one.outcomes()) == ("voting", dict.fromkeys(range(4), ""))
    one.vote({0: 9, 1: 10, 2: 8, 3: 1})
    one.vote({0: 3}, present=3, voters=3)
    one.report()
    assert ElectionRound.objects.filter(withdrawn=True).count() == 2
    sent = [step.filed["minutes"][0]["votes"][0][1] for step in Step.objects.filter(verb="report").order_by("pk")]
    assert sent == [10, 9], "what was reported before stays with its step"
    one.reply()
    assert one.posts(TODAY)[0] == ("secretary", "elected")


def test_minutes_entered_anew_are_the_ones_that_are_reported_and_that_a_result_counts_from(one: Bench) -> None:
    one.to_voting()
    one.vote({0: 10, 1: 9, 2: 8, 3: 1})
    one.vote({0: 3}, present=3, voters=3)
    one.report()
    one.move(Verb.RETURN, one.joint, minutes="开会日期与会议记录不符")
    one.move(Verb.RESUME)
    held, one.day = TODAY + 2 * DAY, TODAY + 4 * DAY
    more = {"present": 8, "excluded": {"illness": 2}, "agreed": True, "held_on": held}
    one.vote({0: 8, 1: 7, 2: 6, 3: 1}, **more)
    one.vote({0: 3}, present=3, voters=3, held_on=held)
    one.report()
    told = Step.objects.filter(verb="report").latest("pk").filed["minutes"]
    assert [(row["held_on"], row["due"], row["present"]) for row in told] == [
        ("2026-09-03", 8, 8),
        ("2026-09-03", 3, 3),
    ]
    assert codes(lambda: one.reply(held - DAY)) == ["effective"]
    one.reply(held)
    assert one.terms()[-1][0] == held


def test_a_result_counts_from_a_day_between_the_election_and_today(one: Bench) -> None:
    one.to_voting()
    one.vote({0: 10, 1: 9, 2: 8, 3: 1})
    one.vote({0: 3}, present=3, voters=3)
    one.report()
    for day in (TODAY - DAY, TODAY + DAY):
        assert codes(lambda day=day: one.reply(day)) == ["effective"]
    assert codes(lambda: one.reply(by=one.secretary)) == ["not_in_reach"]
    assert one.terms() == [(BEGUN, END)]
    one.reply()
    with pytest.raises(ChangedMeanwhile):
        row_before = one.row
        move_election(one.act(), Moved(case=row_before.uuid, version=row_before.version - 1, verb=Verb.ARCHIVE))


def test_what_was_approved_stands_beside_the_case(one: Bench) -> None:
    one.request(deputies=1)
    one.move(Verb.APPROVE, one.joint)
    found = ElectionCase.objects.get()
    assert (found.seats, found.deputies, found.form, found.party_organization_id) == (3, 1, "general_meeting", one.body)


@pytest.mark.parametrize(("kind", "code"), [("temporary_branch", "no_election"), ("joint_committee", "appointed")])
def test_who_does_not_elect(world: World, kind: str, code: str) -> None:
    (body,) = world.establish("丙", under=world.north, kind=kind)
    wanted = ElectionRequest(body=body, form="general_meeting", seats=3, deputies=0, planned_on=None)
    assert codes(lambda: keep_election(world.act(), wanted)) == [code]


def test_where_the_parent_changes_the_new_one_decides(one: Bench, world: World) -> None:
    move_party_organizations(world.act(TODAY), [Relocated(party_organization=one.body, parent=world.south)])
    one.request()
    south = world.actor(Role.JOINT_COMMITTEE_CLERK, world.south)
    mark(world, world.south, "南联")
    assert codes(lambda: one.move(Verb.APPROVE, one.joint)) == ["not_in_reach"]
    one.move(Verb.APPROVE, south)


def test_a_dropped_one_makes_room_for_another(one: Bench) -> None:
    keep_election(
        one.act(), ElectionRequest(body=one.body, form="general_meeting", seats=3, deputies=0, planned_on=None)
    )
    one.move(Verb.DROP)
    one.request()
    assert Case.objects.count() == 2
    assert Entry.objects.filter(act="election.drop").exists()


def test_a_deputy_is_elected_after_the_secretary(one: Bench) -> None:
    one.to_voting(deputies=1)
    one.vote({0: 10, 1: 9, 2: 8, 3: 1})
    assert codes(lambda: one.vote({1: 3}, present=3, voters=3)) == ["votes", "written_in_many"]
    one.vote({0: 2}, present=3, voters=3)
    one.vote({1: 2}, present=3, voters=3)
    assert one.outcomes(DEPUTY) == {1: "elected"}


def test_refused_acts_change_nothing(one: Bench) -> None:
    one.to_voting()
    before = (one.row.version, Step.objects.count(), Entry.objects.count())
    with pytest.raises(Refused):
        one.vote({0: 1}, present=1)
    with pytest.raises(Refused):
        one.report()
    assert (one.row.version, Step.objects.count(), Entry.objects.count()) == before


def test_where_nobody_is_elected_others_are_put_forward_and_reviewed(world: World) -> None:
    one = bench(world, 6)
    one.to_voting(seats=0)
    assert codes(lambda: one.renominate(" ")) == ["reason_missing"]
    assert not one.vote({0: 3}).closed, "half is not more than half"
    one.renominate()
    assert (one.row.state, one.row.holder) == ("nominating", "applicant")
    one.nominate([], 1)
    assert one.outcomes(SECRETARY) == {0: "not_named", 1: ""}
    one.move(Verb.ACCEPT, one.joint)
    one.vote({1: 3, 0: 2}, written=(0,))
    assert one.outcomes(SECRETARY) == {0: "not_named", 1: ""}, "written in, and elected neither"
    one.vote({1: 4})
    assert one.row.state == "to_report"
    one.report()
    one.move(Verb.RETURN, one.joint, minutes="请核对票数")
    one.move(Verb.RESUME)
    kept = dict(ElectionRound.objects.filter(case=one.row).values_list("number", "withdrawn"))
    assert kept == {1: False, 2: True, 3: True}, "the meeting before stays as it was"
    one.vote({1: 5})
    assert elected_on(one.row) == TODAY, "the day of the meeting that elected"
    ElectionRound.objects.filter(case=one.row, number=1).update(held_on=TODAY - 30 * DAY)
    one.report()
    assert codes(lambda: one.reply(TODAY - 30 * DAY)) == ["effective"]
    one.reply()
    assert one.posts(TODAY) == {1: ("secretary", "elected")}


def test_a_planned_day_that_has_passed_dates_nothing(one: Bench) -> None:
    one.to_voting()
    assert one.row.due_on == TODAY + 20 * DAY
    Case.objects.filter(pk=one.row.pk).update(filed={**one.row.filed, "planned_on": str(TODAY - DAY)})
    one.renominate()
    assert (one.row.due_on, one.row.due_planned) == (None, False)


def test_who_stood_before_stands_again_where_named_again(world: World) -> None:
    one = bench(world, 6)
    one.to_voting(seats=0)
    one.vote({0: 3})
    one.renominate()
    one.nominate([], 0)
    assert one.outcomes(SECRETARY) == {0: ""}
    assert Votes.objects.get().candidate == Candidate.objects.get(), "votes stay with whom they were given"


def test_what_an_election_has_given_is_not_taken_by_others_put_forward(one: Bench) -> None:
    one.to_voting()
    assert not one.vote({0: 10, 1: 9, 2: 2, 3: 1}).closed
    assert codes(one.renominate) == ["elected_already"]
    assert one.row.state == "voting"


@pytest.mark.req("D01")
def test_each_step_is_due_on_the_day_that_was_approved_or_planned(one: Bench) -> None:
    def due() -> tuple[date | None, bool]:
        return one.row.due_on, one.row.due_planned

    one.request()
    assert due() == (None, False)
    above, by = one.row, one.joint
    plan_case(one.act(by), above.uuid, above.version, TODAY + DAY)
    assert due() == (TODAY + DAY, True), "no text says until when a request is looked at: who has it says so"
    one.move(Verb.APPROVE, by)
    assert due() == (TODAY + 20 * DAY, True), "the day of the meeting that was approved"
    one.nominate(range(4), 0)
    assert due() == (None, False)
    one.move(Verb.ACCEPT, by)
    assert due() == (TODAY + 20 * DAY, True)
