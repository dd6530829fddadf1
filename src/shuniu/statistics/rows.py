"""Which rows stand behind a number? Every number opens them: name, code, what was counted about each that day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from psycopg import sql

from shuniu.policy.measures import Dimension, Measure, Subject
from shuniu.policy.measures import measure as measure_of
from shuniu.policy.words import (
    DesignationVerb,
    HubElement,
    HubLevel,
    MemberBase,
    OrganizationType,
    PartyOrganizationKind,
    RegistrationMode,
    RegistrationStatus,
)
from shuniu.queries.conditions import EVERY_ROW
from shuniu.queries.naming import unit_names
from shuniu.queries.wording import label
from shuniu.statistics.answers import CountedRow, NoFigures, NotCountedSo, RowPage, Wanted
from shuniu.statistics.conditions import Counting, counting
from shuniu.statistics.counting import answer, scope
from shuniu.statistics.dimensions import NO_NAME, NO_SUPERVISOR, column, dimensions, stored_value, within
from shuniu.statistics.law import law_at
from shuniu.statistics.places import place_of, places

NUMERATOR, DENOMINATOR = "numerator", "denominator"
FIRST_PAGE = Wanted()
_NAMED_UNIT = """
    JOIN shuniu_unit u ON u.id = {key}
    LEFT JOIN LATERAL (
        SELECT r.name, r.sort_key FROM shuniu_registration r
        WHERE r.unit_id = u.id AND r.retracted_id IS NULL AND r.period @> s.day
        UNION ALL
        SELECT n.name, n.sort_key FROM shuniu_unitname n
        WHERE n.unit_id = u.id AND n.retracted_id IS NULL AND n.period @> s.day
        LIMIT 1
    ) named ON true
"""
_OF_UNIT = "u.uuid, u.code, coalesce(named.name, u.code, ''), coalesce(named.sort_key, u.code, ''), u.id"
_STANDING = (
    "s.node_id, s.attached, s.status, s.type, s.region, s.field, s.mode, s.supervisor_id, s.org_covered,"
    " s.work_covered, s.separate, s.eligible, s.base, s.full_members, s.roll_full_members,"
    " s.members, s.staff"
)
_SORT_KEY = "coalesce(named.sort_key, u.code, '')"


def rows(
    measure_key: str,
    node: int,
    on: date,
    filters: Mapping[str, str] | None = None,
    wanted: Wanted = FIRST_PAGE,
) -> RowPage | NoFigures:
    """The rows of the numerator (or of the denominator), narrowed by keys of a breakdown.

    Raises UnknownMeasure, NotCountedSo, NotYours.
    """
    measure = measure_of(measure_key)
    place = place_of(node, on)
    dimensions(measure, list(filters or {}))
    law = law_at([node], on)[node] if not place.silent else None
    if law is None or measure.silence(law):
        return NoFigures(measure=measure, at=place.code, on=on, sentence=measure.silence(law) if law else place.silent)
    if measure.subject is Subject.REPORTED:
        return RowPage(measure=measure, at=place.code, on=on, rows=(), after=None)
    one = counting(measure, law)
    conditions = [_part(one, wanted.part), *narrowed(measure, filters or {}, on)]
    found = _SHAPES[_shape(measure)](one, conditions, {"nodes": [node], "days": [on]}, wanted)
    more = wanted.limit is not None and len(found) > wanted.limit
    found = found[: wanted.limit]
    return RowPage(
        measure=measure,
        at=place.code,
        on=on,
        rows=told(measure, found, on),
        after=(found[-1][3], found[-1][4]) if more else None,
    )


def _part(one: Counting, part: str) -> sql.Composable:
    if part == NUMERATOR:
        return one.inside
    if part != DENOMINATOR or one.whole is None:
        raise NotCountedSo(f"“{one.measure.name}”没有“{part}”这一部分")
    return one.whole


def narrowed(measure: Measure, filters: Mapping[str, str], on: date) -> list[sql.Composable]:
    conditions: list[sql.Composable] = []
    for dimension in dimensions(measure, list(filters)):
        conditions.append(_equal(dimension, filters[dimension.value], on))
    return conditions


def _equal(dimension: Dimension, key: str, on: date) -> sql.Composable:
    if dimension is Dimension.CHILD:
        nodes = sql.SQL("(SELECT id FROM shuniu_partyorganization WHERE code = {})").format(sql.Literal(key))
        return sql.SQL("{} = {}").format(column(dimension), nodes)
    if dimension is Dimension.SUPERVISOR:
        return _supervisor(key, on)
    if beginning := within(dimension, key):
        return sql.SQL("starts_with({}, {})").format(column(dimension), sql.Literal(beginning))
    return sql.SQL("{} = {}").format(column(dimension), sql.Literal(stored_value(dimension, key)))


def _supervisor(key: str, on: date) -> sql.Composable:
    """By the name of the day; a body abolished by then keeps the last name it bore."""
    if key == NO_SUPERVISOR:
        return sql.SQL("s.supervisor_id IS NULL")
    return sql.SQL(
        "coalesce((SELECT n.name FROM shuniu_unitname n WHERE n.unit_id = s.supervisor_id AND n.retracted_id IS NULL"
        " AND lower(n.period) <= {on} AND s.supervisor_id IS NOT NULL"
        " ORDER BY lower(n.period) DESC LIMIT 1), {none}) = {key} AND s.supervisor_id IS NOT NULL"
    ).format(on=sql.Literal(on), none=sql.Literal(NO_NAME), key=sql.Literal(key))


Shape = Callable[[Counting, list[sql.Composable], dict[str, Any], Wanted], list[tuple[Any, ...]]]


def _page(columns: str, joins: str, order: tuple[str, str]) -> Shape:
    """Rows of one subject in the order of a name and a key; the first five columns are the frame of every row."""

    def read(
        one: Counting, conditions: list[sql.Composable], given: dict[str, Any], wanted: Wanted
    ) -> list[tuple[Any, ...]]:
        name, key = sql.SQL(order[0]), sql.SQL(order[1])
        if wanted.after is not None:
            given = {**given, "after": wanted.after[0], "at": wanted.after[1]}
            behind = sql.SQL("({}, {}) > (%(after)s, %(at)s)").format(name, key)
            conditions = [*conditions, behind]
        query = sql.SQL("SELECT DISTINCT {} FROM {} {} WHERE {} ORDER BY 4, 5 {}").format(
            sql.SQL(columns),
            scope(one.measure.subject, one.measure.line),
            sql.SQL(joins),
            sql.SQL(" AND ").join(conditions or [EVERY_ROW]),
            sql.SQL("") if wanted.limit is None else sql.SQL("LIMIT {}").format(sql.Literal(wanted.limit + 1)),
        )
        return answer(query, given)

    return read


def _shape(measure: Measure) -> str:
    return f"posted_{measure.distinct}" if measure.distinct else measure.subject


_SHAPES: Mapping[str, Shape] = {
    Subject.UNIT: _page(f"{_OF_UNIT}, {_STANDING}", _NAMED_UNIT.format(key="s.unit_id"), (_SORT_KEY, "u.id")),
    Subject.HUB: _page(
        f"{_OF_UNIT}, s.level, s.verb, s.elements", _NAMED_UNIT.format(key="s.subject"), (_SORT_KEY, "u.id")
    ),
    "posted_unit": _page(_OF_UNIT, _NAMED_UNIT.format(key="s.unit"), (_SORT_KEY, "u.id")),
    # Instructors are persons: their number in the pool and nothing else, in the order of that number.
    "posted_instructor": _page(
        "i.uuid, i.code, '', i.code, i.id", "JOIN shuniu_instructor i ON i.id = s.instructor", ("i.code", "i.id")
    ),
    Subject.PARTY_ORGANIZATION: _page(
        "p.uuid, p.code, s.name, s.sort_key, p.id, s.kind",
        "JOIN shuniu_partyorganization p ON p.id = s.subject",
        ("s.sort_key", "p.id"),
    ),
    # Rows of measures on persons end here: how many each Party organization holds, and no name.
    Subject.ROLL: _page(
        "p.uuid, p.code, s.name, s.sort_key, p.id, s.members, s.full_members, s.probationary",
        "JOIN shuniu_partyorganization p ON p.id = s.subject",
        ("s.sort_key", "p.id"),
    ),
    Subject.CROSSING: _page(
        "p.uuid, p.code, n.name, n.sort_key, p.id, s.leaders, s.managers, s.in_both",
        "JOIN shuniu_partyorganization p ON p.id = s.subject JOIN shuniu_naming n ON n.party_organization_id = p.id"
        " AND n.retracted_id IS NULL AND n.period @> s.day",
        ("n.sort_key", "p.id"),
    ),
}


def told(measure: Measure, found: Sequence[tuple[Any, ...]], on: date) -> list[CountedRow]:
    """Each row in words: the first five cells are public id, code, name, its order and its key."""
    attributes = _attributes(measure, found, on)
    return [
        CountedRow(uuid=row[0], code=row[1] or "", name=row[2], attributes=said)
        for row, said in zip(found, attributes, strict=True)
    ]


def _attributes(measure: Measure, found: Sequence[tuple[Any, ...]], on: date) -> list[dict[str, Any]]:
    if measure.subject is Subject.UNIT:
        return _of_units(found, on)
    if measure.subject is Subject.PARTY_ORGANIZATION:
        return [{"种类": label(PartyOrganizationKind, row[5])} for row in found]
    if measure.subject is Subject.ROLL:
        return [{"党员": row[5], "正式党员": row[6], "预备党员": row[7]} for row in found]
    if measure.subject is Subject.CROSSING:
        return [{"班子成员": row[5], "党员管理人员": row[6], "两边都任职": row[7]} for row in found]
    if measure.subject is Subject.HUB:
        return [
            {
                "级别": label(HubLevel, row[5]),
                "方式": label(DesignationVerb, row[6]),
                "3+1机制": "、".join(label(HubElement, one) for one in HubElement if one.value in row[7]),
            }
            for row in found
        ]
    return [{} for _ in found]


def _of_units(found: Sequence[tuple[Any, ...]], on: date) -> list[dict[str, Any]]:
    nodes = places({row[5] for row in found}, on)
    supervisors = unit_names({row[12] for row in found}, on)
    return [
        {
            "归口党组织": nodes[row[5]].name if row[6] else "",
            "登记在": nodes[row[5]].name if not row[6] else "",
            "登记状态": label(RegistrationStatus, row[7]),
            "类型": label(OrganizationType, row[8]),
            "行政区划": row[9],
            "领域": row[10],
            "登记管理方式": label(RegistrationMode, row[11]),
            "业务主管单位": "" if row[12] is None else supervisors.get(row[12], NO_NAME),
            "党组织覆盖": row[13],
            "党的工作覆盖": row[14],
            "单独组建": row[15],
            "达到应建标准": row[16],
            "党员情况依据": label(MemberBase, row[17]) if row[17] != "none" else "",
            "正式党员": row[18],
            # Whom no roll names may be there all the same: nobody named is no number.
            "名册正式党员": row[19] or None,
            "党员": row[20],
            "从业人员": row[21],
        }
        for row in found
    ]
