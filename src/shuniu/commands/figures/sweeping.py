"""Lineage and stretches of everything at once, in statements over all rows: a register of millions is built anew.

The law stays where it is: what counts at a node on which days is asked of it as for single units, and laid beside the
facts as rows. Statements only lay days over days. Tests hold both ways against each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import connection

from shuniu.commands.figures.law import Law, Laws
from shuniu.commands.figures.sweeping_sql import (
    BRANCHES,
    COUNTED,
    DECIDING,
    DONE,
    DROPPED,
    HEADS,
    LINEAGE,
    PORTION_OF_UNITS,
    ROLLS,
    SETTINGS,
    STRETCHES,
    VIEWS,
)
from shuniu.models import Jurisdiction, Unit, record
from shuniu.queries.facts.keeping import keepers

_ALWAYS = date(1, 1, 1)
# (ancestor, first day, first day after) of those above a node, and itself, that name texts or decided something
Signature = tuple[tuple[int, date, date | None], ...]


def sweep_lineage() -> None:
    """The dated closure of all places in force, anew."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM shuniu_lineage")
        cursor.execute(SETTINGS)
        cursor.execute(LINEAGE)
        cursor.execute(DONE)


def sweep_standing(most: int) -> int:
    """The stretches of all units, anew; ``most`` units at a time. Returns how many units there are."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM shuniu_standing")
        cursor.execute(COUNTED)
        units, since = cursor.fetchone()
        if not units:
            return 0
        cursor.execute(SETTINGS)
        for statement in (*VIEWS, *BRANCHES, *ROLLS):
            cursor.execute(statement)
        _lay_out_law(since)
        for start in range(0, len(units), most):
            portion = units[start : start + most]
            for statement in PORTION_OF_UNITS:
                cursor.execute(statement, {"low": portion[0], "high": portion[-1]})
            cursor.execute(STRETCHES)
        for statement in (*DROPPED, DONE):
            cursor.execute(statement)
    return len(units)


def _lay_out_law(since: date) -> None:
    """Who keeps what was entered where, which law holds where, and what each law says, as temporary tables."""
    kept = keepers(set(Unit.objects.values_list("registered_at", flat=True).distinct()))
    record.stage(
        "kept",
        [("home", "bigint"), ("first", "date"), ("after", "date"), ("node", "bigint")],
        [(home, first, after, node) for home, row in kept.items() for first, after, node in _through(row)],
    )
    answering = Jurisdiction.objects.filter(retracted__isnull=True).values_list("party_organization", flat=True)
    nodes = set(answering.distinct()) | {node for row in kept.values() for _, node in row}
    laws, lines = _laws(nodes, since)
    record.stage("law_of_node", [("node", "bigint"), ("first", "date"), ("after", "date"), ("law", "integer")], lines)
    record.stage(
        "law_says",
        [
            ("law", "integer"),
            ("statuses", "text[]"),
            ("kinds", "text[]"),
            ("modes", "text[]"),
            ("instruments", "text[]"),
        ],
        [
            (number, *(sorted(one) for one in (law.statuses, law.kinds, law.modes, law.instruments)))
            for number, law in enumerate(laws)
        ],
    )
    record.stage(
        "reached",
        [
            ("law", "integer"),
            ("counted", "boolean"),
            ("full_members", "integer"),
            ("members", "integer"),
            ("named", "integer"),
            ("eligible", "boolean"),
            ("base", "text"),
        ],
        _reached(laws),
    )


def _reached(laws: Iterable[Law]) -> list[tuple[Any, ...]]:
    """What each law says of every head-count and number in rolls that ever stood together, once."""
    with connection.cursor() as cursor:
        cursor.execute(HEADS)
        told = cursor.fetchall()
    return [
        (number, *heads, *law.eligible((_ALWAYS, *heads[1:3]) if heads[0] else None, heads[3]))
        for number, law in enumerate(laws)
        for heads in told
    ]


def _through(row: list[tuple[date, int]]) -> Iterator[tuple[date, date | None, int]]:
    for place, (first, node) in enumerate(row):
        yield max(first, _ALWAYS), row[place + 1][0] if place + 1 < len(row) else None, node


def _laws(nodes: Iterable[int], since: date) -> tuple[list[Law], list[tuple[int, date, date | None, int]]]:
    """Distinct laws, and lines (node, first day, first day after, number of the law).

    Nodes under the same deciding ones on the same days share their law: it is asked for one of them.
    """
    alike: dict[Signature, list[int]] = defaultdict(list)
    for node, signature in _signatures(nodes).items():
        alike[signature].append(node)
    if not alike:
        return [], []
    known = Laws([group[0] for group in alike.values()], since)
    numbers: dict[int, int] = {}
    laws: list[Law] = []
    lines: list[tuple[int, date, date | None, int]] = []
    for group in alike.values():
        days = [known.days[0], *known.changes(group[0])]
        for place, day in enumerate(days):
            law = known.at(group[0], day)
            if id(law) not in numbers:
                numbers[id(law)] = len(laws)
                laws.append(law)
            after = days[place + 1] if place + 1 < len(days) else None
            lines += [(node, day, after, numbers[id(law)]) for node in group]
    return laws, lines


def _signatures(nodes: Iterable[int]) -> Mapping[int, Signature]:
    """By node: those at and above it that decide something, nearest first, with the days they stood there."""
    found: dict[int, list[tuple[int, date, date | None]]] = {node: [] for node in nodes}
    with connection.cursor() as cursor:
        cursor.execute(DECIDING, [list(found)])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    for node, ancestor, first, after in rows:
        found[node].append((ancestor, first, after))
    return {node: tuple(rows) for node, rows in found.items()}


__all__ = ["sweep_lineage", "sweep_standing"]
