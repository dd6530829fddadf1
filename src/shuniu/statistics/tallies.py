"""What do the tallies of large nodes say? Month-end + what changed since + what is not folded yet, in one statement.

One statement sees one moment: a job that folds meanwhile neither hides a change nor shows it twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from psycopg import sql

from shuniu.models import TallyNode
from shuniu.policy.measures import Dimension
from shuniu.policy.measures.additive import Sum, Terms
from shuniu.queries.prepared import Statement, rows_of, statement
from shuniu.statistics.answers import Pair
from shuniu.statistics.conditions import Counting
from shuniu.statistics.counting import as_pair

TOTAL = "total"
MARGINS: Mapping[Dimension, str] = {
    dimension: dimension.value for dimension in (Dimension.TYPE, Dimension.FIELD, Dimension.MODE, Dimension.CHILD)
}
_MANY = """
    SELECT n.node_id, d.day, least(d.month_end, n.until) AS month
    FROM shuniu_tallynode n, unnest(%(days)s::date[], %(month_ends)s::date[]) AS d(day, month_end)
    WHERE n.node_id = any(%(nodes)s::bigint[])
"""
# Of lists the planner does not know how long they are: it planned each time anew to find out.
_ONE = """
    SELECT n.node_id, %(day)s::date AS day, least(%(month_end)s::date, n.until) AS month
    FROM shuniu_tallynode n WHERE n.node_id = %(node)s::bigint
"""
_READ = sql.SQL("""
    WITH asked AS ({asked})
    SELECT day, node_id, key, {columns} FROM (
        SELECT a.day, a.node_id, t.key, {names} FROM asked a
        JOIN shuniu_tallymonth t ON t.node_id = a.node_id AND t.margin = {margin} AND t.month = a.month
        UNION ALL
        SELECT a.day, a.node_id, t.key, {names} FROM asked a
        JOIN shuniu_tallychange t
            ON t.node_id = a.node_id AND t.margin = {margin} AND t.day > a.month AND t.day <= a.day
        UNION ALL
        SELECT a.day, a.node_id, t.key, {names} FROM asked a
        JOIN shuniu_tallypending t ON t.node_id = a.node_id AND t.margin = {margin} AND t.day <= a.day
    ) AS s GROUP BY day, node_id, key HAVING sum(units) <> 0
""")


def keeps(nodes: Iterable[int]) -> frozenset[int]:
    """Of ``nodes``, those that keep tallies."""
    return frozenset(TallyNode.objects.filter(pk__in=set(nodes)).values_list("pk", flat=True))


def tallied(
    countings: Sequence[Counting], nodes: Sequence[int], days: Sequence[date]
) -> dict[tuple[date, int], list[tuple[Pair, int]]]:
    """As ``counting.counted`` answers, for nodes that keep tallies and measures that follow from them."""
    rows = _read(countings, nodes, days, TOTAL)
    return {(row[0], row[1]): [as_pair(row[3 + 3 * i :]) for i in range(len(countings))] for row in rows}


def tallied_by(one: Counting, node: int, on: date, dimension: Dimension) -> list[tuple[Any, ...]]:
    """Key, numerator, denominator and what is missing of each cell."""
    rows = _read([one], [node], [on], MARGINS[dimension])
    stored = int if dimension is Dimension.CHILD else str
    return [(stored(row[2]), *row[3:]) for row in rows]


def _read(
    countings: Sequence[Counting], nodes: Sequence[int], days: Sequence[date], margin: str
) -> list[tuple[Any, ...]]:
    """Few rows, looked up by node, margin and day: to put the question together and to plan it took longer than to
    answer it."""
    one = len(nodes) == len(days) == 1
    asked = _statement(tuple(each.terms for each in countings if each.terms is not None), margin, one)
    month_ends = [_month_end_by(day) for day in days]
    if one:
        return rows_of(asked, {"node": nodes[0], "day": days[0], "month_end": month_ends[0]})
    return rows_of(asked, {"nodes": list(nodes), "days": list(days), "month_ends": month_ends})


@lru_cache(maxsize=1_000)
def _statement(wanted: tuple[Terms, ...], margin: str, one: bool) -> Statement:
    columns: list[sql.Composable] = []
    names = {"units"}
    for told in wanted:
        for terms in (told.numerator, told.denominator, told.missing):
            columns.append(_said(terms))
            names |= {name for _, name in terms or ()}
    query = _READ.format(
        asked=sql.SQL(_ONE if one else _MANY),
        # How many rows there are depends on it, and the planner is to know.
        margin=sql.Literal(margin),
        columns=sql.SQL(", ").join(columns),
        names=sql.SQL(", ").join([sql.Identifier("t", name) for name in sorted(names)]),
    )
    return statement(query.as_string())


def _said(terms: Sum | None) -> sql.Composable:
    if terms is None:
        return sql.SQL("NULL")
    parts = [
        sql.SQL("{} coalesce(sum({}), 0)").format(sql.SQL("-" if sign < 0 else "+"), sql.Identifier(name))
        for sign, name in terms
    ]
    return sql.SQL(" ").join(parts) if parts else sql.SQL("0")


def _month_end_by(day: date) -> date:
    """The latest month-end up to a day; nothing is told of a month before the calendar begins."""
    next_day = day + timedelta(days=1) if day < date.max else day
    if next_day.day == 1:
        return day
    first = day.replace(day=1)
    return first - timedelta(days=1) if first > date.min else first
