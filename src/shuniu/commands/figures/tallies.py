"""By how much does an act change the tallies of large nodes?

A tally is ``lineage ⋈ standing``, added up from the first day on. Both are written as steps: a stretch begins on a day
and ends on another, and so does a relation of the tree. A step of the one and a step of the other together are a step
on the later of their days; so what a move or an act on units changes is the product of the steps that changed with
the others as they are. Nothing is asked about the past, and a back-dated act is like any other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection
from psycopg import sql

from shuniu.commands.figures.stretches import COLUMNS
from shuniu.models import Standing, TallyNode
from shuniu.policy.measures.additive import ADDITIVE
from shuniu.queries.conditions import part_of

# (ancestor, child, node, day, +1 or -1)
Step = tuple[int, int, int, date, int]
# A stretch as written, without the unit, and +1 or -1.
Signed = tuple[int, Sequence[Any]]

NAMES = sql.SQL(", ").join([sql.Identifier(name) for name in ADDITIVE])
_MARGINS = ("type", "field", "mode", "child")

_LINEAGE = sql.SQL("""(
    SELECT l.ancestor_id AS ancestor, l.child_id AS child, l.descendant_id AS node, b.day, b.sign
    FROM shuniu_lineage l CROSS JOIN LATERAL (VALUES (l.valid_from, 1), (l.valid_to, -1)) AS b(day, sign)
    WHERE l.ancestor_id = any(%(large)s::bigint[]) AND b.day IS NOT NULL)""")
_MOVED = sql.SQL(
    "(SELECT * FROM unnest(%(ancestor)s::bigint[], %(child)s::bigint[], %(node)s::bigint[], %(day)s::date[],"
    " %(sign)s::int[]) AS moved(ancestor, child, node, day, sign))"
)
_STANDING = sql.SQL("(SELECT 1 AS sign, one.* FROM shuniu_standing one WHERE {})")
EVERY = _STANDING.format(sql.SQL("true"))
_AT_MOVED = _STANDING.format(sql.SQL("one.node_id = any(%(node)s::bigint[])"))

FIELDS = {field.name: field for field in Standing._meta.concrete_fields}
# What a stretch is written with and no sum reads.
_UNREAD = ("unit", "status", "region", "supervisor", "base", "roll_full_members", "guided_by")
_READ = tuple(name for name in COLUMNS if name not in _UNREAD)
# Nobody records activities yet: the column keeps its default.
_UNWRITTEN = sql.SQL("").join([sql.SQL(", false AS active_covered")] * ("active_covered" not in COLUMNS))


def _array(name: str) -> sql.Composable:
    return sql.SQL("{}::" + str(FIELDS[name].db_type(connection)) + "[]").format(sql.Placeholder(name))


def _given() -> sql.Composable:
    """Stretches as the act wrote and removed them."""
    names = [sql.Identifier(str(FIELDS[name].column)) for name in _READ]
    return sql.SQL("(SELECT one.*{} FROM unnest(%(sign)s::int[], {}) AS one(sign, {}))").format(
        _UNWRITTEN, sql.SQL(", ").join(map(_array, _READ)), sql.SQL(", ").join(names)
    )


def product(placed: sql.Composable, stretches: sql.Composable) -> sql.Composable:
    """Steps of ``placed`` × steps of ``stretches``: what changes at each node, by margin, key and day."""
    sums = [sql.SQL("nullif(sum(w.sign * w.{0}), 0) AS {0}").format(sql.Identifier(name)) for name in ADDITIVE]
    parts = [sql.SQL("{} AS {}").format(part_of(one), sql.Identifier(name)) for name, one in ADDITIVE.items()]
    grouped = [sql.SQL("grouping(w.{}) = 0").format(sql.Identifier(name)) for name in _MARGINS]
    cases = list(zip(_MARGINS, grouped, strict=True))
    return sql.SQL("""
        SELECT node_id, margin, key, day, {names} FROM (
            SELECT w.ancestor AS node_id, CASE {margin} ELSE 'total' END AS margin, CASE {key} ELSE '' END AS key,
                w.day, {sums}
            FROM (
                SELECT p.ancestor, p.child, greatest(p.day, b.day) AS day, p.sign * s.sign * b.sign AS sign,
                    s.type, s.field, s.mode, {parts}
                FROM {placed} AS p JOIN {stretches} AS s ON s.node_id = p.node
                CROSS JOIN LATERAL (VALUES (s.valid_from, 1), (s.valid_to, -1)) AS b(day, sign)
                WHERE b.day IS NOT NULL
            ) AS w
            GROUP BY GROUPING SETS ((w.ancestor, w.day), {sets})
        ) AS t WHERE num_nonnulls({names}) > 0
    """).format(
        names=NAMES,
        margin=sql.SQL(" ").join([sql.SQL("WHEN {} THEN {}").format(is_, sql.Literal(name)) for name, is_ in cases]),
        key=sql.SQL(" ").join(
            [sql.SQL("WHEN {} THEN w.{}::text").format(is_, sql.Identifier(name)) for name, is_ in cases]
        ),
        sums=sql.SQL(", ").join(sums),
        parts=sql.SQL(", ").join(parts),
        placed=placed,
        stretches=stretches,
        sets=sql.SQL(", ").join([sql.SQL("(w.ancestor, w.day, w.{})").format(sql.Identifier(n)) for n in _MARGINS]),
    )


def large_nodes() -> frozenset[int]:
    """The nodes whose tallies are kept. Who holds on to the tree knows that none is added meanwhile."""
    return frozenset(TallyNode.objects.values_list("pk", flat=True))


def add_up(table: str, placed: sql.Composable, stretches: sql.Composable, given: Mapping[str, Any]) -> None:
    query = sql.SQL("INSERT INTO {} (node_id, margin, key, day, {}) {}").format(
        sql.Identifier(table), NAMES, product(placed, stretches)
    )
    with connection.cursor() as cursor:
        cursor.execute(query, given)


def add_up_from_start(nodes: Sequence[int]) -> None:
    """Every change at the nodes, for tallies that are built anew."""
    add_up("shuniu_tallychange", _LINEAGE, EVERY, {"large": list(nodes)})


def tree_changed(large: frozenset[int], gone: Iterable[Sequence[Any]], come: Iterable[Sequence[Any]]) -> None:
    """Put down what other relations of the tree change while the stretches are as they were.

    Rows of lineage: ancestor, descendant, child, depth, first day, first day after.
    """
    steps: Counter[tuple[int, int, int, date]] = Counter()
    for sign, rows in ((-1, gone), (1, come)):
        for ancestor, node, child, _, start, end in rows:
            if ancestor in large:
                steps[ancestor, child, node, start] += sign
                if end is not None:
                    steps[ancestor, child, node, end] -= sign
    changed = [(*step, sign) for step, sign in steps.items() if sign]
    if changed:
        names = ("ancestor", "child", "node", "day", "sign")
        given = dict(zip(names, map(list, zip(*changed, strict=True)), strict=True))
        add_up("shuniu_tallypending", _MOVED, _AT_MOVED, given)


def stretches_changed(large: frozenset[int], gone: Iterable[Sequence[Any]], come: Iterable[Sequence[Any]]) -> None:
    """Put down what other stretches change while the tree is as it is. Rows of COLUMNS."""
    signed = [(-1, row) for row in gone] + [(1, row) for row in come]
    if not large or not signed:
        return
    given: dict[str, Any] = {name: [row[COLUMNS.index(name)] for _, row in signed] for name in _READ}
    given |= {"large": list(large), "sign": [sign for sign, _ in signed]}
    add_up("shuniu_tallypending", _LINEAGE, _given(), given)
