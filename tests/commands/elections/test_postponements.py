"""A term is postponed by whoever stands above, for a year at most, and ends on the later day then."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests.commands.cast import TODAY, World, refused
from tests.commands.elections.bench import BEGUN, DAY, END, Bench, bench

from shuniu.access import Actor
from shuniu.commands.elections.letters import Numbering
from shuniu.commands.elections.postponing import (
    PostponementMoved,
    PostponementRequest,
    move_postponement,
    submit_postponement,
)
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.party.terms import TermOfCommittee, record_terms
from shuniu.models import Case, Document, DocumentReceiver, Term
from shuniu.policy.cases.reasoning import Reasons
from shuniu.policy.elections.letters import Letter
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import Verb
from shuniu.queries.elections.letters import letter_card

pytestmark = pytest.mark.django_db
LATER = date(2027, 10, 1)
SAID = Reasons(reason="理由不足", clauses=("national#选举条例3",), next_steps="按期召开党员大会")


def ask(one: Bench, until: date = LATER, version: int = 0, by: Actor | None = None) -> UUID:
    wanted = PostponementRequest(body=one.body, until=until, grounds="等待组织关系转接", version=version)
    return submit_postponement(one.act(by), wanted)


def decide(one: Bench, verb: Verb, **said: Any) -> None:
    row = one.row
    by = one.secretary if verb in (Verb.WITHDRAW, Verb.DROP) else one.joint
    move_postponement(one.act(by), PostponementMoved(case=row.uuid, version=row.version, verb=verb, **said))


@pytest.mark.req("D01")
def test_an_approved_postponement_ends_the_term_later(one: Bench) -> None:
    ask(one)
    assert (one.row.state, one.row.at_id, one.row.number) == ("requested", one.world.north, "延期2026-0001")
    assert one.terms() == [(BEGUN, END)]
    decide(one, Verb.APPROVE)
    assert (one.row.state, one.row.holder) == ("done", "")
    assert one.terms() == [(BEGUN, LATER)]


def test_a_term_that_is_over_may_be_postponed_too(world: World) -> None:
    one = bench(world, begun=date(2023, 3, 1), end=date(2026, 3, 1))
    ask(one, date(2027, 3, 1))
    decide(one, Verb.APPROVE)
    assert one.terms() == [(date(2023, 3, 1), date(2027, 3, 1))]


def test_a_year_is_the_limit(one: Bench) -> None:
    assert [found.code for found in refused(lambda: ask(one, LATER + DAY))] == ["too_long"]
    assert not Case.objects.exists()


@pytest.mark.req("D01")
def test_a_second_postponement_is_counted_from_the_first_end(one: Bench) -> None:
    """Approved twice: the register keeps the regular end, and the year is that of the first one."""
    half = date(2027, 4, 1)
    ask(one, half)
    decide(one, Verb.APPROVE)
    term = Term.objects.get(retracted__isnull=True, party_organization=one.body)
    assert (term.period.upper, term.regular_until) == (half, END)
    assert [found.code for found in refused(lambda: ask(one, LATER + DAY))] == ["too_long"]
    ask(one, LATER)
    decide(one, Verb.APPROVE)
    term = Term.objects.get(retracted__isnull=True, party_organization=one.body)
    assert (term.period.upper, term.regular_until) == (LATER, END)
    assert [found.code for found in refused(lambda: ask(one, LATER + DAY))] == ["used_up"]


def test_a_refusal_says_why_and_what_next(one: Bench) -> None:
    ask(one)
    assert {found.code for found in refused(lambda: decide(one, Verb.REFUSE))} == {
        "reason_missing",
        "next_steps_missing",
        "clauses_missing",
    }
    unknown = Numbering(mark="别的代字")
    both = refused(lambda: decide(one, Verb.REFUSE, numbering=unknown))
    assert {found.code for found in both} >= {"reason_missing", "mark_unknown"}
    decide(one, Verb.REFUSE, said=SAID)
    assert (one.row.state, one.terms()) == ("refused", [(BEGUN, END)])


@pytest.mark.req("D01", "P11")
def test_a_refusal_goes_out_under_a_number_and_reaches_the_body(one: Bench) -> None:
    ask(one)
    decide(one, Verb.REFUSE, said=SAID)
    paper = Document.objects.get(case=one.row)
    title = f"关于不同意{paper.addressee}延期换届的批复"
    assert (paper.title, paper.kind, paper.party_organization_id) == (title, "official_reply", one.world.north)
    assert DocumentReceiver.objects.get(document=paper).party_organization_id == one.body
    told = letter_card(one.secretary, paper.uuid, TODAY)
    assert (told.letter, told.refused) == (Letter.NO_DELAY, SAID)
    # The election is due when it was; nothing beside it is to be done.
    assert not Case.objects.filter(kind="follow_up").exists()


def test_a_refusal_that_went_out_on_paper_keeps_its_number(one: Bench) -> None:
    ask(one)
    said = Numbering(number=7, issued_on=TODAY)
    decide(one, Verb.REFUSE, said=SAID, numbering=said)
    paper = Document.objects.get(case=one.row)
    assert (paper.number, paper.on_paper, paper.title[:5]) == (7, True, "关于不同意")


def test_it_is_returned_with_remarks_and_mended_where_they_are(one: Bench) -> None:
    ask(one)
    assert [found.code for found in refused(lambda: decide(one, Verb.RETURN))] == ["remarks_missing"]
    decide(one, Verb.RETURN, remarks={"until": "请按全体大会的日期填写"})
    assert (one.row.state, one.row.at_id) == ("returned", one.body)
    wanted = PostponementRequest(body=one.body, until=LATER - DAY, grounds="另一个理由", version=one.row.version)
    assert [found.code for found in refused(lambda: submit_postponement(one.act(), wanted))] == ["locked"]
    ask(one, LATER - DAY, one.row.version)
    assert (one.row.state, one.row.number) == ("requested", "延期2026-0001")
    decide(one, Verb.APPROVE)
    assert one.terms() == [(BEGUN, LATER - DAY)]


def test_nobody_approves_what_the_register_no_longer_says(one: Bench, world: World) -> None:
    """Since it was asked for a new term has begun; what was asked is asked of that one again."""
    ask(one)
    record_terms(world.act(), [TermOfCommittee(party_organization=one.body, begins_on=TODAY, ends_on=date(2029, 9, 1))])
    assert [found.code for found in refused(lambda: decide(one, Verb.APPROVE))] == ["not_later"]


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        (Verb.APPROVE, {}),
        (Verb.RETURN, {"remarks": {"until": "请核对"}}),
        (Verb.REFUSE, {"said": Reasons(reason="理由不足", clauses=("national#选举条例3",), next_steps="按期召开")}),
    ],
)
def test_who_asked_does_not_decide(one: Bench, verb: Verb, said: dict[str, Any]) -> None:
    ask(one, by=one.joint)
    assert [found.code for found in refused(lambda: decide(one, verb, **said))] == ["own_case"]
    one.joint = one.world.actor(Role.JOINT_COMMITTEE_CLERK, one.world.north)
    decide(one, verb, **said)


def test_it_is_withdrawn_and_sent_again(one: Bench) -> None:
    ask(one)
    with pytest.raises(ChangedMeanwhile):
        ask(one)
    decide(one, Verb.WITHDRAW)
    assert one.row.state == "draft"
    ask(one, LATER - DAY, one.row.version)
    decide(one, Verb.APPROVE)
    assert one.terms() == [(BEGUN, LATER - DAY)]
    assert Case.objects.count() == 1
