"""Who is secretary of a Party organization, who stands above it, and who signs in for its secretary? For commands."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shuniu.models import Assignment, Case, Membership, Person, Placement, Post, Seat, Unit
from shuniu.policy.words import PartyPost, SeatRole
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import CaseKind
from shuniu.queries.days import during
from shuniu.queries.facts.posts import secretaries


def secretaries_on(nodes: Iterable[int], on: date) -> dict[int, set[int]]:
    """The persons who are secretary of each that day."""
    return {
        node: {one.person for one in held if one.period.contains(on)} for node, held in secretaries(nodes, on).items()
    }


def superior_of(node: int, on: date) -> int:
    """The Party organization above it, itself where none is."""
    found = Placement.objects.filter(during(on), party_organization=node, parent__isnull=False)
    above = found.values_list("parent", flat=True).first()
    return node if above is None else above


def signing_in_for(node: int, on: date, before: date) -> list[UUID]:
    """The assignments by which its secretary signs in that day, of those that began before the other one."""
    held = Assignment.objects.filter(
        during(on), party_organization=node, role=Role.BRANCH_SECRETARY.value, period__startswith__lt=before
    )
    return list(held.order_by("pk").values_list("uuid", flat=True))


def accounts_of(assignments: Collection[UUID]) -> set[int]:
    """Whose they are, or were."""
    return set(Assignment.objects.filter(uuid__in=assignments).values_list("account", flat=True))


def handing_over(nodes: Collection[int]) -> set[int]:
    """Of these, those whose hand-over is still open."""
    rows = Case.objects.filter(kind=CaseKind.HANDOVER.value, party_organization__in=nodes).exclude(holder="")
    return {node for node in rows.values_list("party_organization", flat=True) if node is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class RollLine:
    """A member of the roll that day: key, state, and since when a full member."""

    person: int
    state: str
    full_since: date | None


def members_named(publics: Collection[UUID], on: date) -> dict[UUID, RollLine]:
    """The members meant by their public ids, as the roll has them on the day."""
    people = dict(Person.objects.filter(uuid__in=publics).values_list("pk", "uuid"))
    rows = Membership.objects.filter(during(on), person__in=people)
    return {
        people[person]: RollLine(person=person, state=state, full_since=since)
        for person, state, since in rows.values_list("person", "state", "full_member_on")
    }


def was_led(node: int, before: date) -> bool:
    """Whether anybody led it before the day."""
    leading = [one.value for one in PartyPost if one.leads]
    return Post.objects.filter(
        retracted__isnull=True, party_organization=node, post__in=leading, period__startswith__lt=before
    ).exists()


def secretary_units(node: int, on: date) -> list[int]:
    """The units of its secretary that day."""
    rows = Seat.objects.filter(during(on), party_organization=node, role=SeatRole.SECRETARY_UNIT.value)
    return list(rows.order_by("unit").values_list("unit", flat=True))


def unit_of(public: UUID) -> int | None:
    return Unit.objects.filter(uuid=public).values_list("pk", flat=True).first()
