"""Rebuild the dated closure of the tree for what was moved, set up or dissolved, and everything below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from shuniu.kernel.period import Period
from shuniu.models import Lineage, Placement, record

# (ancestor, child below the ancestor, depth, days)
Above = tuple[int, int, int, Period]


def below_ever(nodes: Iterable[int]) -> set[int]:
    """The nodes and everything that stood below them on any day, by facts in force."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH RECURSIVE below(id) AS (
                SELECT unnest(%s::bigint[])
                UNION
                SELECT p.party_organization_id FROM shuniu_placement p JOIN below b ON p.parent_id = b.id
                WHERE p.retracted_id IS NULL
            )
            SELECT id FROM below
            """,
            [list(nodes)],
        )
        return {row[0] for row in cursor.fetchall()}


class _Forest:
    """Dated places of the affected nodes and of all that ever stood above them."""

    def __init__(self, nodes: set[int]) -> None:
        self.places: dict[int, list[tuple[int | None, Period]]] = {}
        frontier = set(nodes)
        while frontier:
            rows = Placement.objects.filter(party_organization__in=frontier, retracted__isnull=True)
            found = rows.values_list("party_organization_id", "parent_id", "period")
            self.places.update({node: [] for node in frontier})
            for node, parent, days in found:
                self.places[node].append((parent, Period(_first(days.lower), days.upper)))
            above = {parent for rows in self.places.values() for parent, _ in rows if parent is not None}
            frontier = above - self.places.keys()
        self.known: dict[int, list[Above]] = {}

    def above(self, node: int) -> list[Above]:
        """Every ancestor of a node with the days it was one; the node itself at depth 0."""
        known = self.known.get(node)
        if known is None:
            known = self.known[node] = self._compute(node)
        return known

    def _compute(self, node: int) -> list[Above]:
        found: list[Above] = []
        for parent, days in self.places.get(node, ()):
            found.append((node, node, 0, days))
            if parent is None:
                continue
            for ancestor, child, depth, held in self.above(parent):
                shared = held.intersection(days)
                if shared is not None:
                    found.append((ancestor, child if depth else node, depth + 1, shared))
        return _joined(found)


def _first(day: date | None) -> date:
    assert day is not None, "a fact has a first day"
    return day


def _joined(rows: list[Above]) -> list[Above]:
    """Stretches of the same relation that touch are one stretch."""
    rows.sort(key=lambda row: (row[0], row[1], row[2], row[3].start))
    joined: list[Above] = []
    for row in rows:
        if joined and joined[-1][:3] == row[:3] and joined[-1][3].end == row[3].start:
            joined[-1] = (*row[:3], Period(joined[-1][3].start, row[3].end))
        else:
            joined.append(row)
    return joined


# Rows: ancestor, descendant, child, depth, first day, first day after.
Line = tuple[int, int, int, int, date, date | None]
_HELD = """
    SELECT id, ancestor_id, descendant_id, child_id, depth, valid_from, valid_to FROM shuniu_lineage
    WHERE descendant_id = any(%s::bigint[])
"""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """Whose lines upward were written anew, which rows stood there, and which stand there now."""

    nodes: set[int]
    held: list[Line]
    lines: list[Line]


def rebuild_lineage(nodes: Iterable[int]) -> Rewritten:
    """Write the closure anew for ``nodes`` and everything below: of its rows those that differ."""
    affected = below_ever(nodes)
    forest = _Forest(affected)
    lines: list[Line] = [
        (ancestor, node, child, depth, days.start, days.end)
        for node in sorted(affected)
        for ancestor, child, depth, days in forest.above(node)
    ]
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [list(affected)])
        held: dict[Line, int] = {row[1:]: row[0] for row in cursor.fetchall()}
        gone = [held[row] for row in held.keys() - set(lines)]
        if gone:
            cursor.execute("DELETE FROM shuniu_lineage WHERE id = any(%s::bigint[])", [gone])
    come = [row for row in lines if row not in held]
    record.insert(Lineage, ["ancestor", "descendant", "child", "depth", "valid_from", "valid_to"], come)
    return Rewritten(affected, list(held), lines)
