"""Whose own renewal falls on another day than the end of the term of a Party organization covering it (F03)?

For the first page. Where a text of the chain wants both together; what is not known of a day is told on the report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from shuniu.access import Actor, below, visible
from shuniu.models import Coverage, Jurisdiction, Renewal, Standing, Term, Unit
from shuniu.policy.grants import Action
from shuniu.policy.sync.renewing import RenewalFacts, RenewalFinding, judge_renewal
from shuniu.policy.words import UnitKind
from shuniu.policy.words.accounts import Role
from shuniu.queries.days import during, standing_on
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.organizations.bodies import names_of

# More than these are not counted out on a first page; the report has them all.
MOST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Diverging:
    """``due_on``: the earlier of the two days."""

    unit: UUID
    name: str
    due_on: date
    finding: RenewalFinding


def tells_each(actor: Actor) -> bool:
    """A branch and the clerk of an organization read of each one; offices above read how many there are."""
    return actor.role in (Role.BRANCH_SECRETARY, Role.ORGANIZATION_CLERK)


def diverging(actor: Actor, on: date) -> list[Diverging]:
    """By the earlier day, each organization with the Party organization that is farthest from it."""
    rows = list(_rows(actor, on)[:MOST])
    answering = _answering({row["unit"] for row in rows}, on)
    node_of = {row["unit"]: answering.get(row["unit"], row["party_organization"]) for row in rows}
    law = figures_at(set(node_of.values()), on) if rows else {}
    found: dict[int, tuple[dict[str, Any], RenewalFinding]] = {}
    for row in rows:
        facts = RenewalFacts(unit_due=row["due"], term_due=row["ends"])
        finding = judge_renewal(facts, law[node_of[row["unit"]]])
        if finding is None or not finding.open:
            continue
        if row["unit"] not in found or (finding.days or 0) > (found[row["unit"]][1].days or 0):
            found[row["unit"]] = (row, finding)
    names = names_of(found, on)
    told = [
        Diverging(
            unit=row["unit__uuid"],
            name=names.get(unit, ""),
            due_on=min(row["due"], row["ends"]),
            finding=finding,
        )
        for unit, (row, finding) in found.items()
    ]
    return sorted(told, key=lambda one: (one.due_on, one.name))


def _rows(actor: Actor, on: date) -> QuerySet[Any, Any]:
    """What is covered, with both days where both are known and differ."""
    due = Renewal.objects.filter(during(on), unit=OuterRef("unit")).values("due_on")[:1]
    ends = Term.objects.filter(during(on), party_organization=OuterRef("party_organization"))
    rows = Coverage.objects.filter(during(on), _within(actor, on)).annotate(
        due=Subquery(due), ends=Subquery(ends.values("period__endswith")[:1])
    )
    apart = rows.filter(due__isnull=False, ends__isnull=False).exclude(due=F("ends"))
    return apart.order_by("unit", "party_organization").values(
        "unit", "unit__uuid", "party_organization", "due", "ends"
    )


def _within(actor: Actor, on: date) -> Q:
    """Of those whose days are put down at all. Whoever has most of a register below is answered by where they count."""
    known = Q(unit__in=Renewal.objects.filter(during(on), due_on__isnull=False).values("unit"))
    if actor.wide:
        return known & Q(unit__in=Standing.objects.filter(standing_on(on), node__in=below(actor)).values("unit"))
    mine = visible(Unit.objects.filter(kind=UnitKind.SOCIAL_ORGANIZATION.value), actor, Action.READ_UNIT)
    return known & Q(unit__in=mine.values("pk"))


def _answering(units: Iterable[int], on: date) -> dict[int, int]:
    held = Jurisdiction.objects.filter(during(on), unit__in=list(units))
    return dict(held.values_list("unit", "party_organization"))
