"""How did a figure develop from month-end to month-end?"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from shuniu.policy.measures import Subject
from shuniu.policy.measures import measure as measure_of
from shuniu.policy.packs import Figures
from shuniu.queries.packs import days_of_change
from shuniu.statistics.answers import Pair, Point, Table
from shuniu.statistics.conditions import Counting, counting
from shuniu.statistics.counting import counted, nothing
from shuniu.statistics.figures import figure
from shuniu.statistics.law import law_at
from shuniu.statistics.places import known_days


def month_ends(on: date, months: int) -> list[date]:
    """The last days of the ``months`` months before the one of ``on``, and ``on`` itself."""
    year, month = on.year, on.month
    found = [on]
    for _ in range(months):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
        found.append(date(year, month, monthrange(year, month)[1]))
    return sorted(found)


def trend(measure_key: str, node: int, on: date, months: int = 12) -> list[Point]:
    """The figure on each month-end up to ``on``, oldest first; no information shows as a point without a pair."""
    days = month_ends(on, months)
    known = known_days(node, days)
    if measure_of(measure_key).subject is Subject.REPORTED:
        pairs = _reported(measure_key, node, known)
    else:
        pairs = _counted(measure_key, node, known)
    return [Point(on=day, pair=pairs.get(day)) for day in days]


def _counted(measure_key: str, node: int, days: Sequence[date]) -> dict[date, Pair]:
    """One statement for all days on which the same figures hold."""
    measure = measure_of(measure_key)
    by_law: dict[str, tuple[list[date], Counting]] = {}
    for day, law in _laws(node, days):
        one = counting(measure, law)
        by_law.setdefault(one.columns.as_string(None), ([], one))[0].append(day)
    found: dict[date, Pair] = {}
    for group, one in by_law.values():
        rows = counted([one], [node], group)
        for day in group:
            found[day] = rows.get((day, node), [nothing(one)])[0][0]
    return found


def _laws(node: int, days: Sequence[date]) -> Iterator[tuple[date, Figures]]:
    """The law of each day; asked again only where it may have changed since the day before."""
    changes = days_of_change(node, days[0], days[-1]) if days else []
    held: tuple[date, Figures] | None = None
    for day in days:
        if held is None or any(held[0] < change <= day for change in changes):
            held = (day, law_at([node], day)[node])
        yield day, held[1]


def _reported(measure_key: str, node: int, days: Sequence[date]) -> dict[date, Pair]:
    found: dict[date, Pair] = {}
    for day in days:
        told = figure(measure_key, node, day, with_digest=False)
        if isinstance(told, Table) and told.numerator is not None:
            found[day] = Pair(numerator=told.numerator, denominator=told.denominator)
    return found
