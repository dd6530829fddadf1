"""Put down at once in the register a split and a raised body leave their first election to the superior, as a decided
adjustment does; a correction and what a ledger tells leave nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.cast import Cast

from shuniu.access import cases_on_the_list
from shuniu.commands.cases.first_elections import open_first_elections
from shuniu.commands.journal import open_act
from shuniu.commands.party.establish import NewPartyOrganization, establish_party_organizations
from shuniu.commands.party.rename import ChangeOfKind, change_kinds
from shuniu.commands.party.split import Part, split_party_organization
from shuniu.commands.party.terms import TermOfCommittee, record_terms
from shuniu.models import Case
from shuniu.queries.facts.elections import body_facts

pytestmark = pytest.mark.django_db
TODAY = date(2020, 7, 1)
LATER = TODAY + timedelta(days=400)


def left_to_elect() -> list[tuple[int, int, int, str]]:
    """Of whom, who sees to it, who decided, and of which case."""
    rows = Case.objects.filter(kind="follow_up", topic="first_election").exclude(holder="").order_by("pk")
    return [(row.party_organization_id or 0, row.at_id or 0, row.committee_id or 0, row.filed["of"]) for row in rows]


def set_up(cast: Cast, kind: str, parent: int, name: str = "中共科技某某支部委员会") -> int:
    row = NewPartyOrganization(name=name, kind=kind, parent=parent)
    return establish_party_organizations(cast.act(date(2018, 1, 1)), [row])[0]


@pytest.mark.req("D01", "L21")
def test_a_part_split_off_elects_its_first_committee(cast: Cast) -> None:
    new = NewPartyOrganization(name="中共澄川市澄笙学会第二支部委员会", kind="party_branch", parent=cast.joint)
    (part,) = split_party_organization(cast.act(), cast.branch, [Part(new=new)])
    assert left_to_elect() == [(part, cast.joint, cast.top, "")]
    assert [one.topic for one in cases_on_the_list(cast.secretary)] == ["first_election"]
    assert body_facts(part, TODAY).first and not body_facts(cast.joint, TODAY).full_members


@pytest.mark.req("D01")
def test_what_elects_nobody_leaves_nothing(cast: Cast) -> None:
    """A temporary branch ends with its task, and a joint committee is appointed by the level above."""
    temporary = NewPartyOrganization(name="中共防汛临时支部委员会", kind="temporary_branch", parent=cast.joint)
    joint = NewPartyOrganization(name="中共澄川市第三联合委员会", kind="joint_committee", parent=cast.top)
    split_party_organization(cast.act(), cast.branch, [Part(new=temporary)])
    split_party_organization(cast.act(), cast.joint, [Part(new=joint)])
    assert left_to_elect() == []


RAISED = [
    ("party_branch", "general_branch", True),
    ("general_branch", "primary_committee", True),
    ("temporary_branch", "party_branch", True),
    ("joint_branch", "party_branch", False),
    ("general_branch", "party_branch", False),
]


@pytest.mark.req("L21")
@pytest.mark.parametrize(("before", "now", "elects"), RAISED)
def test_a_raised_body_elects_as_what_it_is_now(cast: Cast, before: str, now: str, elects: bool) -> None:
    body = set_up(cast, before, cast.joint)
    change_kinds(cast.act(), [ChangeOfKind(party_organization=body, kind=now, name="中共科技某某委员会")])
    assert left_to_elect() == ([(body, cast.joint, cast.top, "")] if elects else [])
    # An hour later the same is sent again: nothing changes, and nothing more is left to do.
    change_kinds(cast.act(), [ChangeOfKind(party_organization=body, kind=now, name="中共科技某某委员会")])
    assert len(left_to_elect()) == elects


@pytest.mark.req("L21")
def test_a_correction_and_a_ledger_leave_nothing_to_elect(cast: Cast) -> None:
    for how in ({"correction": True}, {"asked_before": True}, {"elects": False}):
        body = set_up(cast, "party_branch", cast.joint, f"中共{next(iter(how))}支部委员会")
        row = ChangeOfKind(party_organization=body, kind="general_branch", name=f"中共{next(iter(how))}总支部委员会")
        change_kinds(cast.act(), [row], **how)
    assert left_to_elect() == []


@pytest.mark.req("L21")
def test_once_it_is_left_to_do_it_is_a_first_election(cast: Cast) -> None:
    """So no term before it is put off or cut short; done by hand, it is none any more."""
    body = set_up(cast, "party_branch", cast.joint)
    change_kinds(
        cast.act(), [ChangeOfKind(party_organization=body, kind="general_branch", name="中共某某总支部委员会")]
    )
    assert body_facts(body, TODAY).first
    with open_act(cast.act(), "test.given") as opened:
        open_first_elections(opened.act, [body])
    assert len(left_to_elect()) == 1, "one still open about the same says what is to be done"


def raise_later(cast: Cast, body: int, kind: str = "general_branch", on: date = LATER) -> None:
    change_kinds(cast.act(on), [ChangeOfKind(party_organization=body, kind=kind, name=f"中共某某{kind}")])


@pytest.mark.req("L21")
def test_until_the_day_it_is_raised_it_elects_as_what_it_is(cast: Cast) -> None:
    """So a vacancy is filled, and the term it has is kept to; an election from before that day leaves it to do."""
    body = set_up(cast, "party_branch", cast.joint)
    record_terms(cast.act(), [TermOfCommittee(party_organization=body, begins_on=date(2018, 1, 1))])
    raise_later(cast, body)
    assert len(left_to_elect()) == 1
    assert [body_facts(body, on).first for on in (TODAY, LATER - timedelta(days=1), LATER)] == [False, False, True]
    record_terms(cast.act(), [TermOfCommittee(party_organization=body, begins_on=TODAY, ends_on=LATER)])
    assert len(left_to_elect()) == 1 and body_facts(body, LATER).first
    record_terms(cast.act(LATER), [TermOfCommittee(party_organization=body, begins_on=LATER)])
    assert left_to_elect() == [] and not body_facts(body, LATER).first


@pytest.mark.req("L21")
def test_raised_sooner_than_was_put_down_it_elects_sooner(cast: Cast) -> None:
    body = set_up(cast, "party_branch", cast.joint)
    record_terms(cast.act(), [TermOfCommittee(party_organization=body, begins_on=date(2018, 1, 1))])
    raise_later(cast, body, "primary_committee")
    raise_later(cast, body, "general_branch", TODAY)
    assert len(left_to_elect()) == 1 and body_facts(body, TODAY).first
