"""Which way is a number had: from the tallies where they are kept and suffice, or counted row by row?

Both ways always give the same number; a test asks both.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from psycopg import sql

from shuniu.policy.measures import Dimension
from shuniu.policy.words import Line
from shuniu.statistics.answers import Pair
from shuniu.statistics.conditions import Counting
from shuniu.statistics.counting import answer, counted, nothing, scope
from shuniu.statistics.dimensions import column
from shuniu.statistics.tallies import MARGINS, tallied, tallied_by
from shuniu.statistics.through import STRETCHED, counted_through

# By day and node: for each counting its pair and what is missing. Absent means no row.
Numbers = dict[tuple[date, int], list[tuple[Pair, int]]]


def numbers(
    countings: Sequence[Counting],
    nodes: Sequence[int],
    days: Sequence[date],
    line: Line = Line.RESPONSIBLE,
    *,
    keeping: Collection[int] = (),
) -> Numbers:
    """Countings, all of one subject, for nodes and days; ``keeping``: the nodes that keep tallies."""
    summed = [one for one in countings if one.terms is not None] if line is Line.RESPONSIBLE else []
    large = [node for node in nodes if node in keeping] if summed else []
    small = [node for node in nodes if node not in large]
    found = counted(countings, small, days, line, small=True) if small else {}
    if large:
        rest = [one for one in countings if one.terms is None]
        sums = tallied(summed, large, days)
        others = counted(rest, large, days, line) if rest else {}
        for key in sums.keys() | others.keys():
            told = dict(zip(map(id, summed), sums.get(key, ()), strict=False))
            told |= dict(zip(map(id, rest), others.get(key, ()), strict=False))
            found[key] = [told.get(id(one)) or nothing(one) for one in countings]
    return found


def pairs_through(
    countings: Sequence[Counting], node: int, days: Sequence[date], line: Line, *, keeps: bool
) -> dict[date, list[Pair]]:
    """For each of many days, in their order, the pairs of countings of one subject; each row is read once."""
    told: dict[date, dict[int, Pair]] = {day: {} for day in days}
    rest = [one for one in countings if not (keeps and one.terms is not None and line is Line.RESPONSIBLE)]
    stretched = rest if line is Line.RESPONSIBLE and countings[0].measure.subject in STRETCHED else []
    if stretched:
        for day, pairs in counted_through(stretched, node, days, small=not keeps).items():
            told[day].update(zip(map(id, stretched), pairs, strict=True))
    others = [one for one in countings if one not in stretched]
    if others:
        for (day, _), found in numbers(others, [node], days, line, keeping=[node] * keeps).items():
            told[day].update((id(one), pair) for one, (pair, _) in zip(others, found, strict=True))
    return {day: [told[day].get(id(one)) or nothing(one)[0] for one in countings] for day in days}


def cells(
    one: Counting, node: int, on: date, by: tuple[Dimension, ...], line: Line, *, keeps: bool
) -> list[tuple[Any, ...]]:
    """Stored values of the dimensions, then numerator, denominator and what is missing, of each cell."""
    if keeps and one.terms is not None and line is Line.RESPONSIBLE and len(by) == 1 and by[0] in MARGINS:
        return tallied_by(one, node, on, by[0])
    groups = sql.SQL(", ").join([column(dimension) for dimension in by])
    query = sql.SQL("SELECT {groups}, {columns} FROM {scope} GROUP BY {groups}").format(
        groups=groups, columns=one.columns, scope=scope(one.measure.subject, line)
    )
    return answer(query, {"nodes": [node], "days": [on]}, small=not keeps)
