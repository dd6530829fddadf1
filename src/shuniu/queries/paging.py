"""One page of a list by key: the last page is as fast as the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

# Counting further costs more than it tells.
CAP = 10_000
# So many are offered in one list to choose from; whoever is not among them is found by words.
OFFERED = 200


@dataclass(frozen=True, slots=True)
class Page:
    """Rows as plain mappings; ``after``/``before`` are the keys of the neighbouring pages, empty where none is."""

    rows: Sequence[Mapping[str, Any]]
    count: int
    capped: bool
    after: tuple[Any, ...] | None
    before: tuple[Any, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which page is wanted: after a key, before a key, or the first; ``down`` reverses the order."""

    size: int = 50
    after: tuple[Any, ...] | None = None
    before: tuple[Any, ...] | None = None
    down: bool = False


def capped_count(rows: QuerySet[Any]) -> tuple[int, bool]:
    found = rows.order_by()[: CAP + 1].count()
    return min(found, CAP), found > CAP


def _beyond(keys: Sequence[str], at: tuple[Any, ...], ascending: bool) -> Q:
    """Rows strictly behind ``at`` in the order of ``keys``."""
    word = "gt" if ascending else "lt"
    condition = Q()
    for index, key in enumerate(keys):
        same = {name: at[place] for place, name in enumerate(keys[:index])}
        condition |= Q(**same, **{f"{key}__{word}": at[index]})
    # The first key alone bounds the scan, so that the index is used for every page.
    return Q(**{f"{keys[0]}__{word}e": at[0]}) & condition


def page_of(rows: QuerySet[Any], keys: Sequence[str], window: Window, fields: Sequence[str]) -> Page:
    """One page of ``rows`` ordered by ``keys`` (the last one unique), as mappings of ``fields``."""
    count, capped = capped_count(rows)
    backwards = window.before is not None
    ascending = window.down == backwards
    at = window.before if backwards else window.after
    if at is not None:
        rows = rows.filter(_beyond(keys, at, ascending))
    order = [key if ascending else f"-{key}" for key in keys]
    wanted = list(dict.fromkeys([*fields, *keys]))
    found = list(rows.order_by(*order).values(*wanted)[: window.size + 1])
    more, found = len(found) > window.size, found[: window.size]
    if backwards:
        found.reverse()
    has_after = backwards or more
    has_before = more if backwards else at is not None
    return Page(
        rows=found,
        count=count,
        capped=capped,
        after=_key(found[-1], keys) if found and has_after else None,
        before=_key(found[0], keys) if found and has_before else None,
    )


def _key(row: Mapping[str, Any], keys: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row[key] for key in keys)
