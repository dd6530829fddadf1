"""How did figures develop from month-end to month-end?"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from shuniu.policy.measures import Measure, Subject
from shuniu.policy.measures import measure as measure_of
from shuniu.policy.packs import Figures
from shuniu.policy.words import Line
from shuniu.statistics.answers import Pair, Point, Table
from shuniu.statistics.conditions import Counting, counting
from shuniu.statistics.figures import by_scope, figure
from shuniu.statistics.law import laws_on
from shuniu.statistics.numbers import pairs_through
from shuniu.statistics.places import known_days
from shuniu.statistics.tallies import keeps


def month_ends(on: date, months: int) -> list[date]:
    """The last days of the ``months`` months before the one of ``on``, and ``on`` itself."""
    year, month = on.year, on.month
    found = [on]
    for _ in range(months):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
        found.append(date(year, month, monthrange(year, month)[1]))
    return sorted(found)


def trends(measure_keys: Sequence[str], node: int, on: date, months: int = 12) -> dict[str, list[Point]]:
    """The figures on each month-end up to ``on``, oldest first; no information shows as a point without a pair."""
    days = month_ends(on, months)
    known = known_days(node, days)
    laws = laws_on(node, known)
    pairs: dict[str, dict[date, Pair]] = {}
    for (subject, line), measures in by_scope([measure_of(key) for key in measure_keys]).items():
        if subject is Subject.REPORTED:
            pairs |= {one.key: _reported(one.key, node, known) for one in measures}
        else:
            pairs |= _counted(measures, node, laws, line)
    told = {(key, day) for key in measure_keys for day, law in laws if not measure_of(key).silence(law)}
    return {
        key: [Point(on=day, pair=pairs[key].get(day) if (key, day) in told else None) for day in days]
        for key in measure_keys
    }


def _counted(
    measures: Sequence[Measure], node: int, laws: Sequence[tuple[date, Figures]], line: Line
) -> dict[str, dict[date, Pair]]:
    """For all days on which the same is counted at once."""
    alike: dict[tuple[str, ...], tuple[list[date], list[Counting]]] = {}
    for day, law in laws:
        countings = [counting(one, law) for one in measures]
        said = tuple(one.columns.as_string(None) for one in countings)
        alike.setdefault(said, ([], countings))[0].append(day)
    keeping = keeps([node]) if measures[0].subject is Subject.UNIT else frozenset()
    found: dict[str, dict[date, Pair]] = {one.key: {} for one in measures}
    for days, countings in alike.values():
        rows = pairs_through(countings, node, days, line, keeps=node in keeping)
        for day in days:
            for one, pair in zip(countings, rows[day], strict=True):
                found[one.measure.key][day] = pair
    return found


def _reported(measure_key: str, node: int, days: Sequence[date]) -> dict[date, Pair]:
    found: dict[date, Pair] = {}
    for day in days:
        told = figure(measure_key, node, day, with_digest=False)
        if isinstance(told, Table) and told.numerator is not None:
            found[day] = Pair(numerator=told.numerator, denominator=told.denominator)
    return found
