"""Which of the units named does a Party organization cover on a day, and which of them reach the standard?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from shuniu.models import Standing
from shuniu.queries.arrays import among


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """``node``: who answers for the unit, else who keeps it; ``eligible`` None while its members are not known."""

    node: int
    covered: bool
    eligible: bool | None


def stands(keys: Iterable[int], on: date) -> dict[int, Stands]:
    """Those that count on the day; one query."""
    counted = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    rows = Standing.objects.filter(counted, unit__in=among(keys), valid_from__lte=on)
    fields = ("unit_id", "node_id", "org_covered", "eligible")
    return {
        unit: Stands(node=node, covered=covered, eligible=eligible)
        for unit, node, covered, eligible in rows.values_list(*fields)
    }
