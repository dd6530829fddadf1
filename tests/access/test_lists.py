"""Every open case is on the list of the nearest office at work, in both shapes of the question and as walked by hand.

The world of the guard's tests, with what moved and what ended in it; who is at work changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from uuid import uuid4

import pytest
from django.db.models import QuerySet
from psycopg.types.range import DateRange
from tests.access.oracle import Facts
from tests.access.test_guard import told
from tests.access.world import START, TODAY, Told

from shuniu.access import Actor, cases_on_the_list, other_cases_on_the_list, submissions_on_the_list
from shuniu.models import Account, Assignment, Case
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import CaseHolder, CaseKind

__all__ = ["told"]
pytestmark = pytest.mark.django_db
COMMITTEES = {Role.COMMITTEE_CLERK, Role.JOINT_COMMITTEE_CLERK}
# Who does what is asked of each holder; written out here and not taken from the grants.
DOING = {
    "applicant": COMMITTEES | {Role.BRANCH_SECRETARY}, "reviewer": COMMITTEES, "committee": {Role.COMMITTEE_CLERK},
}  # fmt: skip


@dataclass(frozen=True)
class Open:
    """A case as the oracle knows it."""

    key: int
    information: bool
    holder: str
    at: int | None
    unit: int | None


@dataclass
class Desks:
    """Who is at work where: by node, the roles; and for which units somebody signs in."""

    told: Told
    roles: dict[int, set[Role]]
    signed: set[int]

    def sit(self, role: Role, node: int | None = None, unit: int | None = None, *, active: bool = True) -> None:
        account = Account.objects.create(username=uuid4().hex, title="在岗", is_active=active)
        Assignment.objects.create(
            account=account, role=role.value, party_organization_id=node, unit_id=unit,
            period=DateRange(START, None), recorded=self.told.entry,
        )  # fmt: skip
        if active and node is not None:
            self.roles.setdefault(node, set()).add(role)
        elif active and unit is not None:
            self.signed.add(unit)

    def office(self, case: Open) -> set[int]:
        """The node whose list it is on, walked upwards step by step."""
        doing = {Role.COMMITTEE_CLERK, Role.JOINT_COMMITTEE_CLERK} if case.information else DOING[case.holder]
        found = set()
        for place in self._places(case):
            node: int | None = place
            while node and self.told.facts.parent(node, TODAY) is not None:
                if self.roles.get(node, set()) & doing:
                    found.add(node)
                    break
                node = self.told.facts.parent(node, TODAY)
        return found

    def _places(self, case: Open) -> Iterator[int]:
        facts: Facts = self.told.facts
        if case.at is not None:
            yield facts.keeper(case.at, TODAY) or 0
        elif case.unit is not None and not (case.holder == "applicant" and case.unit in self.signed):
            answering = facts.said(facts.responsible, case.unit, TODAY)
            yield from answering
            if set(answering) <= facts.outside:
                yield facts.keeper(facts.entered_at[case.unit], TODAY) or 0


def opened(told: Told) -> list[Open]:
    """One of each kind with each holder, at every node and about every unit."""
    lying = [(node, None) for node in told.nodes.values()] + [(None, unit) for unit in told.units.values()]
    kinds = [(False, one.value) for one in CaseHolder] + [(True, "reviewer")]
    rows = [
        Case(
            kind=CaseKind.INFORMATION.value if information else CaseKind.FORMATION.value, topic=uuid4().hex[:30],
            state="given", holder=holder, at_id=at, unit_id=unit, party_organization_id=at, law_day=TODAY,
        )
        for at, unit in lying for information, holder in kinds
    ]  # fmt: skip
    made = Case.objects.bulk_create(rows)
    information = CaseKind.INFORMATION.value
    return [Open(one.pk, one.kind == information, one.holder, one.at_id, one.unit_id) for one in made]


def keys(rows: QuerySet[Case]) -> set[int]:
    found = list(rows.values_list("pk", flat=True))
    assert len(found) == len(set(found))
    return set(found)


def asked(actor: Actor) -> set[int]:
    """The same whichever way it is asked."""
    here = keys(cases_on_the_list(actor))
    assert keys(cases_on_the_list(actor, named=True)) == here
    wide = replace(actor, most=True)
    for one in (actor, wide):
        of_information, others = keys(submissions_on_the_list(one)), keys(other_cases_on_the_list(one))
        assert of_information | others == here
        assert not of_information & others
    return here


@pytest.mark.req("D12")
@pytest.mark.parametrize("seed", range(4))
def test_a_case_is_on_the_list_of_the_nearest_office_at_work(told: Told, seed: int) -> None:
    chance, cases = Random(seed), opened(told)
    desks = Desks(told, {}, set())
    places = [(role, node) for node in told.nodes.values() for role in (*COMMITTEES, Role.BRANCH_SECRETARY)]
    for role, node in chance.sample(places, len(places) // (2 + seed)):
        desks.sit(role, node, active=chance.random() < 0.8)
    for unit in chance.sample(sorted(told.units.values()), len(told.units) // 2):
        desks.sit(Role.ORGANIZATION_CLERK, unit=unit, active=chance.random() < 0.8)
    seen = 0
    for node, roles in desks.roles.items():
        for role in roles:
            expected = {
                one.key for one in cases
                if node in desks.office(one)
                and role in (COMMITTEES if one.information else DOING[one.holder])
            }  # fmt: skip
            assert asked(told.actor(role, node, None)) == expected
            seen += len(expected)
    assert seen > 50
