"""Facts in force, read plainly for the second count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, Q

from shuniu.models.facts import IN_FORCE
from shuniu.queries.arrays import among


@dataclass(frozen=True, slots=True)
class Held:
    """One fact with its days."""

    start: date
    end: date | None
    values: tuple[Any, ...]

    def on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


Facts = dict[int, list[Held]]


def held(
    model: type[Model], key: str, fields: Sequence[str], keys: Iterable[int] | None = None, known: Q = IN_FORCE
) -> Facts:
    """Facts in force (or ``known`` otherwise) by the value of ``key``, in the order of their days."""
    rows = model._default_manager.filter(known)
    if keys is not None:
        rows = rows.filter(**{f"{key}__in": among(keys)})
    found: Facts = defaultdict(list)
    for owner, days, *values in rows.order_by("period", "pk").values_list(key, "period", *fields).iterator():
        found[owner].append(Held(days.lower, days.upper, tuple(values)))
    return found


def bounds(facts: Iterable[Held]) -> set[date]:
    """First days, and the first days after."""
    return {day for fact in facts for day in (fact.start, fact.end) if day is not None}
