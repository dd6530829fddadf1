"""What every report by the nodes right below one shares: its lines, and the organizations behind a number by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from psycopg import sql

from shuniu.statistics.counting import answer
from shuniu.statistics.places import places

OWN = "own"
# What the register calls the organizations of a scope ``s``; a list goes by name and key.
NAMED = """
    JOIN shuniu_registration r ON r.unit_id = s.subject AND r.retracted_id IS NULL AND r.period @> s.day
    JOIN shuniu_unit u ON u.id = s.subject
"""
ORDER = "r.sort_key, u.id"
# A line: the code of the node, its name, and the cells of its rows.
Line = tuple[str, str, list[tuple[Any, ...]]]


def by_child(rows: Sequence[tuple[Any, ...]], node: int, on: date) -> list[Line]:
    """Rows that begin with a child, as one line for each of them by name. What hangs on the node itself stands below
    nothing but itself: it comes first, and without a code."""
    cells: dict[int, list[tuple[Any, ...]]] = {}
    for child, *told in rows:
        cells.setdefault(child, []).append(tuple(told))
    named = places(cells, on)
    lines = [("" if child == node else named[child].code, named[child].name, told) for child, told in cells.items()]
    return sorted(lines, key=lambda one: (one[0] != "", one[1]))


class Portion:
    """The statement of one page by name: what it is narrowed by, after which key, and how many rows."""

    def __init__(self, narrowed: Mapping[str, str], after: tuple[str, int] | None, limit: int) -> None:
        self.given: dict[str, Any] = {"limit": limit}
        self._asked = narrowed
        self._conditions: list[sql.Composable] = [sql.SQL("true")]
        self.flag(OWN, "s.child = s.ancestor")
        if after is not None:
            self._conditions.append(sql.SQL(f"({ORDER}) > (%(name)s, %(key)s)"))
            self.given |= {"name": after[0], "key": after[1]}

    def equal(self, name: str, column: str) -> None:
        """Narrow by the word under ``name``, where one is asked for."""
        if self._asked.get(name):
            self._conditions.append(sql.SQL(f"{column} = %({name})s"))
            self.given[name] = self._asked[name]

    def flag(self, name: str, condition: str) -> None:
        if self._asked.get(name):
            self._conditions.append(sql.SQL(condition))

    def read(self, columns: sql.Composable, rows: sql.Composable, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """``columns`` from ``rows``, which end before their conditions; the last two cells are the key of the row."""
        query = sql.SQL("{columns}, {order} {rows} {conditions} ORDER BY {order} LIMIT %(limit)s").format(
            columns=columns, rows=rows, order=sql.SQL(ORDER), conditions=sql.SQL(" AND ").join(self._conditions)
        )
        return answer(query, {**given, **self.given})
