"""One page of a list by key: the last page is as fast as the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models import Window as Over

from shuniu.access import Actor
from shuniu.queries.shapes import Beside, Rows, count, mappings

# Counting further costs more than it tells.
CAP = 10_000
# So many are offered in one list to choose from; whoever is not among them is found by words.
OFFERED = 200
_ALL = "all_of_them"


@dataclass(frozen=True, slots=True)
class Page:
    """Rows as plain mappings, to which more may be put; ``after`` and ``before`` are the keys of the pages beside,
    empty where none is."""

    rows: Sequence[dict[str, Any]]
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


def capped_count(rows: QuerySet[Any] | Rows) -> tuple[int, bool]:
    found = count(rows, CAP + 1) if isinstance(rows, Rows) else rows.order_by()[: CAP + 1].count()
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


def page_of(
    rows: QuerySet[Any] | Rows,
    keys: Sequence[str],
    window: Window,
    fields: Sequence[str],
    beside: Beside | None = None,
) -> Page:
    """One page of ``rows`` ordered by ``keys`` (the last one unique), as mappings of ``fields``. ``beside``: of
    ``Rows``, what is told with each, where the page itself is called ``listed``."""
    backwards = window.before is not None
    ascending = window.down == backwards
    at = window.before if backwards else window.after
    wanted = tuple(dict.fromkeys([*fields, *keys]))
    counted = at is None and isinstance(rows, Rows) and _is_narrow(rows.actor)
    fixed = (tuple(keys), ascending, wanted, window.size + 1, counted)
    if isinstance(rows, Rows):
        found = list(mappings(rows, _slice, fixed, at or (), beside and _in_order(beside, keys, ascending)))
    else:
        found = list(_slice(rows, *fixed, *(at or ())))
    total = found[0].pop(_ALL, None) if counted and found else None
    more, found = len(found) > window.size, found[: window.size]
    if total is not None:
        held, capped = min(total, CAP), total > CAP
    else:
        held, capped = (len(found), False) if at is None and not more else capped_count(rows)
    if backwards:
        found.reverse()
    has_after = backwards or more
    has_before = more if backwards else at is not None
    return Page(
        rows=found,
        count=held,
        capped=capped,
        after=_key(found[-1], keys) if found and has_after else None,
        before=_key(found[0], keys) if found and has_before else None,
    )


def _in_order(beside: Beside, keys: Sequence[str], ascending: bool) -> Beside:
    """What is told beside each leaves no order of itself."""
    return replace(beside, text=_ordered(beside.text, tuple(keys), ascending))


@lru_cache(maxsize=100)
def _ordered(text: str, keys: tuple[str, ...], ascending: bool) -> str:
    order = ", ".join(f"listed.{key}{'' if ascending else ' DESC'}" for key in keys)
    return f"{text} ORDER BY {order}"


def _is_narrow(actor: Actor) -> bool:
    """So little stands below that all of it may be looked at for one page, and is counted on the way."""
    return actor.node is not None and not actor.wide


def _slice(
    rows: QuerySet[Any], keys: Sequence[str], ascending: bool, wanted: Sequence[str], size: int, counted: bool, *at: Any
) -> QuerySet[Any, dict[str, Any]]:
    if at:
        rows = rows.filter(_beyond(keys, at, ascending))
    counted = counted and not rows.query.distinct  # told before what is the same is left out
    if counted:
        rows = rows.annotate(**{_ALL: Over(Count("*"))})
    order = [key if ascending else f"-{key}" for key in keys]
    return rows.order_by(*order).values(*wanted, *([_ALL] if counted else []))[:size]


def _key(row: Mapping[str, Any], keys: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row[key] for key in keys)
