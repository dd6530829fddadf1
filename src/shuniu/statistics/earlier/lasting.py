"""What of a large node reads now as it was known at a moment? The derived tables, without whatever was touched since.

One statement says both, so that it is of one moment: what an act finishes after it began is in neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from psycopg import sql

from shuniu.kernel.public_ids import PublicIds
from shuniu.policy.measures import Dimension, Measure
from shuniu.policy.packs import Figures
from shuniu.policy.words import Line
from shuniu.queries.conditions import EVERY_ROW
from shuniu.statistics.check.laws import DECIDING
from shuniu.statistics.conditions import Counting, counting
from shuniu.statistics.counting import TABLES, answer, plain, scope
from shuniu.statistics.dimensions import column
from shuniu.statistics.earlier.adding import Added, Numbers
from shuniu.statistics.earlier.moment import Moment
from shuniu.statistics.earlier.since import ACTS, changed, changed_since
from shuniu.statistics.rows import DENOMINATOR, NUMERATOR, narrowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Measures of one subject by the same dimensions; ``opened``: with the keys of what stands behind that part.

    ``public``: with the public ids behind the numerator.
    """

    node: int
    on: date
    line: Line
    moment: Moment
    law: Figures
    narrowed: Mapping[str, str]
    opened: str = ""
    public: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Of one measure what has lasted. Cells: values of the dimensions, then the numbers; who counts, by key and id."""

    numbers: Numbers
    cells: Sequence[Sequence[Any]]
    keys: Sequence[int]
    public: PublicIds = PublicIds()


@dataclass(frozen=True, slots=True)
class Lasting:
    """``changed``: what is to be counted afresh, here or elsewhere."""

    parts: Sequence[Part]
    changed: frozenset[int]


def lasting(sums: Sequence[Added], asked: Asked) -> Lasting:
    """Of measures that have subject, line and dimensions in common."""
    countings = [counting(one.measure, asked.law) for one in sums]
    by = sums[0].by
    given = _given(asked)
    before = _changed(sums[0].measure, given)
    rows = answer(_question(countings, by, asked), {**given, "before": before})
    width, total = len(by), next(row for row in rows if row[0])
    parts = []
    for index, _ in enumerate(countings):
        first = 2 + width + 5 * index
        cells = [(*row[2 : 2 + width], *map(plain, row[first : first + 3])) for row in rows if not row[0]]
        numbers = (plain(total[first]), plain(total[first + 1]), total[first + 2])
        public = PublicIds(bytes(total[first + 4] or b""))
        parts.append(Part(numbers, cells, total[first + 3] or (), public))
    return Lasting(parts, frozenset(total[1]) | frozenset(before))


def _changed(measure: Measure, given: dict[str, Any]) -> list[int]:
    """What the acts that are finished by now have touched; names them in ``given``. What others finish until the great
    question is asked is named by that."""
    given["acts"] = acts = [row[0] for row in answer(sql.SQL(ACTS), given)]
    if not acts:
        return []
    given["first"] = acts[0]
    return [row[0] for row in answer(sql.SQL(changed(measure.subject)), given)]


def _given(asked: Asked) -> dict[str, Any]:
    return {
        "nodes": [asked.node],
        "days": [asked.on],
        "at": asked.moment.at,
        "unfinished": sorted(asked.moment.unfinished),
        "deciding": [f"{beginning}%" for beginning in DECIDING],
    }


def _question(countings: Sequence[Counting], by: Sequence[Dimension], asked: Asked) -> sql.Composable:
    """Is it the sum of all, what has changed, the cell; and five columns for each measure."""
    measure = countings[0].measure
    groups = sql.SQL(", ").join([column(one) for one in by])
    whole = sql.SQL("GROUPING({}) > 0").format(groups) if by else sql.SQL("true")
    cells = sql.SQL(" GROUP BY GROUPING SETS ((), ({}))").format(groups) if by else sql.SQL("")
    conditions = [EVERY_ROW, *narrowed(measure, asked.narrowed, asked.on)]
    return sql.SQL(
        "{changed} SELECT {whole}, CASE WHEN {whole} THEN ARRAY(SELECT id FROM changed) END, {columns} FROM {scope}"
        " WHERE s.subject NOT IN (SELECT id FROM changed UNION ALL SELECT unnest(%(before)s::bigint[]))"
        " AND {conditions}{cells}"
    ).format(
        changed=sql.SQL(changed_since(measure.subject)),
        whole=whole,
        columns=sql.SQL(", ").join([*([groups] if by else []), *(_columns(one, asked) for one in countings)]),
        scope=scope(measure.subject, asked.line) if not asked.public else _with_ids(measure, asked.line),
        conditions=sql.SQL(" AND ").join(conditions),
        cells=cells,
    )


def _columns(one: Counting, asked: Asked) -> sql.Composable:
    behind = {NUMERATOR: one.inside, DENOMINATOR: one.whole}.get(asked.opened)
    keys = sql.SQL("NULL") if behind is None else sql.SQL("array_agg(s.subject) FILTER (WHERE {})").format(behind)
    public: sql.Composable = sql.SQL("NULL")
    if asked.public:
        public = sql.SQL("string_agg(uuid_send(t.uuid), ''::bytea ORDER BY t.uuid) FILTER (WHERE {})").format(
            one.inside
        )
    return sql.SQL("{}, {}, {}").format(one.columns, keys, public)


def _with_ids(measure: Measure, line: Line) -> sql.Composable:
    table = sql.Identifier(TABLES[measure.subject])
    return sql.SQL("{} JOIN {} t ON t.id = s.subject").format(scope(measure.subject, line), table)
