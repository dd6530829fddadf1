"""Put down when organizations renew their boards, and what Party organizations say of the procedure."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cast import Cast
from tests.web.offices import attach, cover, enter

from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.sync.renewals import OpinionOn, RenewalOf, give_opinions, set_renewals
from shuniu.kernel.decision import Refused
from shuniu.models import Entry, Renewal, RenewalOpinion
from shuniu.policy.words.accounts import Role

pytestmark = pytest.mark.django_db
DUE = date(2021, 6, 1)


@pytest.fixture
def unit(cast: Cast) -> int:
    made, _ = enter(cast, "澄川市阿岚学会", "澄川市白榆学会")
    attach(cast, [made], cast.joint)
    cover(cast, [made], cast.branch)
    return made


@pytest.mark.req("F03")
def test_days_are_dated_facts_and_another_day_keeps_the_past(cast: Cast, unit: int) -> None:
    assert set_renewals(cast.act(date(2020, 1, 1)), [RenewalOf(unit=unit, due_on=DUE, source="章程")]) == [unit]
    assert set_renewals(cast.act(), [RenewalOf(unit=unit, due_on=date(2022, 6, 1), source="章程")]) == [unit]
    rows = Renewal.objects.filter(unit=unit, retracted__isnull=True).order_by("period")
    assert [(row.due_on, row.period.lower) for row in rows] == [
        (DUE, date(2020, 1, 1)),
        (date(2022, 6, 1), date(2020, 7, 1)),
    ]
    assert set_renewals(cast.act(), [RenewalOf(unit=unit, due_on=date(2022, 6, 1), source="章程")]) == []


def test_nothing_is_written_over_what_was_not_seen(cast: Cast, unit: int) -> None:
    set_renewals(cast.act(), [RenewalOf(unit=unit, due_on=DUE, source="章程")])
    with pytest.raises(ChangedMeanwhile):
        set_renewals(cast.act(), [RenewalOf(unit=unit, due_on=date(2022, 1, 1), source="章程", seen=())])


def test_a_refusal_changes_nothing_and_foreign_is_out_of_reach(cast: Cast, unit: int) -> None:
    before = Entry.objects.count()
    elsewhere = cast.actor_at(None, Role.ORGANIZATION_CLERK, unit + 1)
    for actor in (cast.outsider, elsewhere):
        with pytest.raises(Refused) as refused:
            set_renewals(cast.act(actor=actor), [RenewalOf(unit=unit, due_on=DUE, source="章程")])
        assert refused.value.decision.objections[0].code == "not_in_reach"
    with pytest.raises(Refused):
        set_renewals(cast.act(), [RenewalOf(unit=unit, source="")])
    assert (Renewal.objects.count(), Entry.objects.count()) == (0, before)


@pytest.mark.req("F03")
def test_the_organization_itself_and_the_branch_covering_it_put_the_day_down(cast: Cast, unit: int) -> None:
    own = cast.actor_at(None, Role.ORGANIZATION_CLERK, unit)
    for actor, due in ((own, DUE), (cast.branch_secretary, date(2022, 6, 1))):
        assert set_renewals(cast.act(actor=actor), [RenewalOf(unit=unit, due_on=due, source="章程")]) == [unit]
        assert Renewal.objects.get(unit=unit, retracted__isnull=True).due_on == due


@pytest.mark.req("F13")
def test_the_branch_secretary_says_of_the_procedure_and_a_later_word_takes_its_place(cast: Cast, unit: int) -> None:
    first = OpinionOn(
        unit=unit, party_organization=cast.branch, renewal_on=DUE, opinion="with_remarks", matters=("quorum", "notice")
    )
    assert give_opinions(cast.act(date(2020, 6, 30), cast.branch_secretary), [first]) == [unit]
    again = OpinionOn(unit=unit, party_organization=cast.branch, renewal_on=DUE, opinion="complied")
    assert give_opinions(cast.act(actor=cast.branch_secretary), [again]) == [unit]
    rows = RenewalOpinion.objects.filter(unit=unit, retracted__isnull=True).order_by("period")
    assert [(row.opinion, row.matters, row.period.upper) for row in rows] == [
        ("with_remarks", ["notice", "quorum"], date(2020, 7, 1)),
        ("complied", [], None),
    ]


@pytest.mark.req("F13")
def test_only_who_covers_or_answers_for_it_says_anything(cast: Cast, unit: int) -> None:
    def given(by: int, actor: object) -> str:
        row = OpinionOn(unit=unit, party_organization=by, renewal_on=DUE, opinion="complied")
        with pytest.raises(Refused) as refused:
            give_opinions(cast.act(actor=actor), [row])  # type: ignore[arg-type]
        return refused.value.decision.objections[0].code

    assert given(cast.other, cast.clerk) == "not_theirs"
    assert given(cast.joint, cast.branch_secretary) == "not_in_reach"
    assert given(cast.branch, cast.outsider) == "not_in_reach"
    assert not RenewalOpinion.objects.exists()
    answering = OpinionOn(unit=unit, party_organization=cast.joint, renewal_on=DUE, opinion="complied")
    assert give_opinions(cast.act(actor=cast.secretary), [answering]) == [unit]
