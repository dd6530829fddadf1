"""The annual table of Party building in organizations: from what was reported, or from the register, never mixed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import sql

from shuniu.access import Actor
from shuniu.policy.figures.annual import BY_KEY, COLUMNS, PARTS, ROWS, Base, Counts
from shuniu.policy.measures import Subject
from shuniu.statistics.counting import KEEPER, answer, plain, scope
from shuniu.statistics.law import law_at
from shuniu.statistics.reports.asked import asked

MIN_FULL = "formation.min_full_members"
TOTAL = "total"
_AFTER = "(sort_key, unit) > (%(after_name)s, %(after_unit)s)"

# Each base gives one line for each organization: unit, code, uuid, name, sort_key, type, formed (committee,
# general_branch, branch, joint; null: none), body (which joint one), members, full, staff, relations_out, instructed.
_COUNT = sql.SQL("""
    LEFT JOIN LATERAL (
        SELECT c.* FROM shuniu_headcount c WHERE c.unit_id = u.id AND c.retracted_id IS NULL AND c.as_of <= %(on)s
        ORDER BY c.as_of DESC LIMIT 1) c ON true
""")
_REPORTED = sql.SQL("""
    SELECT u.id AS unit, u.uuid, u.code, r.name, r.sort_key, r.type,
        CASE WHEN NOT coalesce(s.has_party_organization, false) THEN NULL
             WHEN s.formation_mode <> '' AND s.formation_mode <> 'separate' THEN 'joint'
             WHEN s.party_organization LIKE '%%总支%%' THEN 'general_branch'
             WHEN s.party_organization LIKE '%%支部%%' OR s.party_organization = '' THEN 'branch'
             ELSE 'committee' END AS formed,
        s.party_organization AS body, c.members, c.full_members AS "full", s.staff, c.relations_out,
        coalesce(s.instructor, false) AS instructed
    FROM shuniu_reportedstate s
    JOIN (SELECT %(on)s::date AS day) d ON true
    JOIN shuniu_unit u ON u.id = s.unit_id
    JOIN shuniu_registration r ON r.unit_id = u.id AND r.retracted_id IS NULL AND r.period @> d.day
    LEFT JOIN shuniu_jurisdiction j ON j.unit_id = u.id AND j.retracted_id IS NULL AND j.period @> d.day
    JOIN shuniu_lineage l ON l.descendant_id = coalesce(j.party_organization_id, {keeper})
        AND l.ancestor_id = %(node)s AND l.valid_from <= d.day AND (l.valid_to IS NULL OR l.valid_to > d.day)
    {count} WHERE s.retracted_id IS NULL AND s.period @> d.day
""").format(keeper=sql.SQL(KEEPER), count=_COUNT)
_REGISTER = sql.SQL("""
    SELECT u.id AS unit, u.uuid, u.code, r.name, r.sort_key, s.type,
        CASE WHEN NOT s.org_covered THEN NULL WHEN NOT s.separate THEN 'joint'
             WHEN b.kind = 'general_branch' THEN 'general_branch' WHEN b.kind LIKE '%%branch' THEN 'branch'
             ELSE 'committee' END AS formed,
        b.body, CASE WHEN s.known THEN s.members END AS members,
        CASE WHEN s.base = 'roll' THEN s.roll_full_members WHEN s.known THEN s.full_members END AS "full", s.staff,
        c.relations_out, EXISTS (SELECT FROM shuniu_posting p WHERE p.unit_id = u.id AND p.retracted_id IS NULL
            AND p.period @> s.day) AS instructed
    FROM {scope}
    JOIN shuniu_unit u ON u.id = s.unit_id
    JOIN shuniu_registration r ON r.unit_id = u.id AND r.retracted_id IS NULL AND r.period @> s.day
    LEFT JOIN LATERAL (
        SELECT n.kind, o.party_organization_id::text AS body
        FROM shuniu_coverage o JOIN shuniu_naming n ON n.party_organization_id = o.party_organization_id
            AND n.retracted_id IS NULL AND n.period @> s.day
        WHERE o.unit_id = u.id AND o.retracted_id IS NULL AND o.period @> s.day
        ORDER BY o.period, o.id LIMIT 1) b ON s.org_covered
    {count}
""").format(scope=scope(Subject.UNIT), count=_COUNT)
LINES: Mapping[Base, sql.Composable] = {Base.REPORTED: _REPORTED, Base.REGISTER: _REGISTER}
_UNFORMED = "formed IS NULL AND "
CONDITIONS: Mapping[str, str] = {
    "units": "true",
    "committee": "formed = 'committee'",
    "general_branch": "formed = 'general_branch'",
    "branch": "formed = 'branch'",
    "joint": "formed = 'joint'",
    "joint_three": "formed = 'joint' AND members >= 3",
    "joint_bodies": "formed = 'joint'",
    "eligible": _UNFORMED + '"full" >= %(least)s',
    "group": "false",
    "few": _UNFORMED + 'members > 0 AND coalesce("full", 0) < %(least)s',
    "none": _UNFORMED + 'members = 0 AND coalesce("full", 0) < %(least)s',
    "unknown": _UNFORMED + 'members IS NULL AND ("full" IS NULL OR "full" < %(least)s)',
    "instructed": _UNFORMED + "instructed",
    "staff": "staff > 0",
    "members": "members > 0",
    "relations_out": "relations_out > 0",
    "instructors": "instructed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualTable:
    """``cells``: row key → column (a type, or ``total``) → number. ``outside``: organizations of no type of the form.

    ``differing``: rows in which an identity does not hold; the form is wrong there, and the page says so.
    """

    base: Base
    cells: Mapping[str, Mapping[str, int]]
    outside: int
    differing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualLine:
    """An organization behind a cell, with what the row adds up of it (None where it counts organizations)."""

    uuid: UUID
    code: str
    name: str
    body: str
    number: int | None
    key: tuple[str, int]


def annual_table(actor: Actor, node: int, on: date, base: Base) -> AnnualTable:
    """Raises NotYours, NothingKnown; NotStated where no text says how many full members make an organization due."""
    asked(actor, node, on)
    given = _given(node, on)
    found = answer(_counts(base), given)
    by_type = {row[0]: dict(zip(_KEYS, map(_whole, row[1:]), strict=True)) for row in found}
    bodies = dict(answer(_bodies(base), given))
    cells = {
        row.key: {
            kind.value: bodies.get(kind.value, 0)
            if row.counts is Counts.BODIES
            else by_type.get(kind, {}).get(row.key, 0)
            for kind in COLUMNS
        }
        for row in ROWS
    }
    for columns in cells.values():
        columns[TOTAL] = sum(columns.values())
    outside = sum(counts["units"] for kind, counts in by_type.items() if kind not in set(COLUMNS))
    return AnnualTable(base=base, cells=cells, outside=outside, differing=tuple(_differing(cells)))


_KEYS = [row.key for row in ROWS if row.counts is not Counts.BODIES]


def _whole(number: Any) -> int:
    return int(plain(number) or 0)


def _differing(cells: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Columns in which the parts do not make up the whole."""
    return [column for column, whole in cells["units"].items() if sum(cells[part][column] for part in PARTS) != whole]


def _given(node: int, on: date) -> dict[str, Any]:
    least = law_at([node], on)[node].integer(MIN_FULL)
    return {"node": node, "on": on, "nodes": [node], "days": [on], "least": least}


def _counts(base: Base) -> sql.Composable:
    columns = [
        sql.SQL(f"sum({row.key})" if row.counts is Counts.SUM else f"count(*) FILTER (WHERE {CONDITIONS[row.key]})")
        for row in ROWS
        if row.counts is not Counts.BODIES
    ]
    return sql.SQL("SELECT type, {} FROM ({}) AS line GROUP BY type").format(sql.SQL(", ").join(columns), LINES[base])


def _bodies(base: Base) -> sql.Composable:
    """Joint branches under the type most of their organizations have; equal numbers: the type that stands first."""
    order = "array_position(ARRAY[" + ", ".join(f"'{kind.value}'" for kind in COLUMNS) + "]::varchar[], type)"
    return sql.SQL(
        "SELECT type, count(*) FROM (SELECT DISTINCT ON (body) body, type FROM"
        " (SELECT body, type, count(*) AS many FROM ({}) AS line WHERE formed = 'joint' GROUP BY body, type) AS each"
        " ORDER BY body, many DESC, {}) AS one GROUP BY type"
    ).format(LINES[base], sql.SQL(order))


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """The first ``most`` after a key; all from the beginning where neither is given."""

    after: tuple[str, int] | None = None
    most: int | None = None


WHOLE = Portion()


def annual_lines(
    actor: Actor, node: int, on: date, base: Base, cell: tuple[str, str], portion: Portion = WHOLE
) -> Sequence[AnnualLine]:
    """The organizations behind a cell (row key, column), by name. Raises as ``annual_table``, KeyError for a cell the
    form has not."""
    asked(actor, node, on)
    row, column = BY_KEY[cell[0]], cell[1]
    if column != TOTAL and column not in set(COLUMNS):
        raise KeyError(column)
    number = row.key if row.counts is Counts.SUM else "NULL::int"
    kinds = [kind.value for kind in COLUMNS] if column == TOTAL else [column]
    query = sql.SQL(
        "SELECT uuid, code, name, body, {}, sort_key, unit FROM ({}) AS line WHERE type = any(%(kinds)s) AND {} AND {}"
        " ORDER BY sort_key, unit LIMIT %(most)s"
    ).format(sql.SQL(number), LINES[base], sql.SQL(CONDITIONS[row.key]), sql.SQL(_AFTER if portion.after else "true"))
    given = {**_given(node, on), "kinds": kinds, "most": portion.most}
    if portion.after:
        given |= dict(zip(("after_name", "after_unit"), portion.after, strict=True))
    return [
        AnnualLine(
            uuid=uuid,
            code=code or "",
            name=name,
            body=body if base is Base.REPORTED else "",
            number=many,
            key=(order, unit),
        )
        for uuid, code, name, body, many, order, unit in answer(query, given)
    ]
