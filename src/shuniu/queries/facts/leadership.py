"""Who is secretary of a Party organization, who stands above it, and who signs in for its secretary? For commands."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from shuniu.models import Assignment, Case, Placement
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


def signing_in_for(node: int, on: date) -> list[UUID]:
    """The assignments by which its secretary signs in."""
    held = Assignment.objects.filter(during(on), party_organization=node, role=Role.BRANCH_SECRETARY.value)
    return list(held.order_by("pk").values_list("uuid", flat=True))


def handing_over(nodes: Collection[int]) -> set[int]:
    """Of these, those whose hand-over is still open."""
    rows = Case.objects.filter(kind=CaseKind.HANDOVER.value, party_organization__in=nodes).exclude(holder="")
    return {node for node in rows.values_list("party_organization", flat=True) if node is not None}
