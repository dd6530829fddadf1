"""填报与登记差异: where does what is reported of Party building in an organization say otherwise than the register?

One line for each organization and kind. Nothing is compared that the report leaves open, and of an organization that
is not counted on the day nothing but that. A head-count below what rolls name is told of every organization that has
one, also without a report: the roll is at least so many.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import sql

from shuniu.access import Actor
from shuniu.policy.figures.differences import DifferenceKind
from shuniu.policy.words import FormationMode
from shuniu.policy.words.word import Word
from shuniu.statistics.counting import KEEPER, answer
from shuniu.statistics.reports.asked import asked

# Whose reports: those of whoever answers for the organization, else of the node that keeps its register.
_AT_NODE = """
    LEFT JOIN shuniu_jurisdiction j ON j.unit_id = u.id AND j.retracted_id IS NULL AND j.period @> d.day
    JOIN shuniu_lineage l ON l.descendant_id = coalesce(j.party_organization_id, {keeper})
        AND l.ancestor_id = %(node)s AND l.valid_from <= d.day AND (l.valid_to IS NULL OR l.valid_to > d.day)
"""
_ONE_UNIT = "JOIN shuniu_unit alone ON alone.id = u.id AND alone.id = %(unit)s"
_FOUND = """
    SELECT u.id AS unit, u.uuid, coalesce(u.code, '') AS code, coalesce(r.name, u.code, '') AS name,
        coalesce(r.sort_key, '') AS sort_key, s.source, lower(s.period) AS since, v.place, v.kind, v.reported, v.held
    FROM shuniu_reportedstate s
    JOIN (SELECT %(on)s::date AS day) d ON true
    JOIN shuniu_unit u ON u.id = s.unit_id
    {within}
    LEFT JOIN LATERAL (
        SELECT g.name, g.sort_key, g.supervising_unit_id FROM shuniu_registration g
        WHERE g.unit_id = u.id AND g.retracted_id IS NULL AND lower(g.period) <= d.day
        ORDER BY g.period DESC LIMIT 1) r ON true
    LEFT JOIN shuniu_standing t ON t.unit_id = u.id AND t.valid_from <= d.day
        AND (t.valid_to IS NULL OR t.valid_to > d.day)
    LEFT JOIN LATERAL (
        SELECT n.name, f.mode, f.established_on AS day, f.established_precision AS "precision"
        FROM shuniu_coverage o
        JOIN shuniu_naming n ON n.party_organization_id = o.party_organization_id AND n.retracted_id IS NULL
            AND n.period @> d.day
        LEFT JOIN shuniu_formation f ON f.party_organization_id = o.party_organization_id AND f.retracted_id IS NULL
            AND f.period @> d.day
        WHERE o.unit_id = u.id AND o.retracted_id IS NULL AND o.period @> d.day
        ORDER BY n.name <> s.party_organization, o.period, o.id LIMIT 1) b ON t.org_covered
    LEFT JOIN LATERAL (
        SELECT c.members, c.full_members FROM shuniu_headcount c
        WHERE c.unit_id = u.id AND c.retracted_id IS NULL AND c.as_of <= d.day
        ORDER BY c.as_of DESC LIMIT 1) c ON t.separate
    LEFT JOIN LATERAL (
        SELECT count(*) AS members, count(*) FILTER (WHERE m.state = 'full') AS full_members
        FROM shuniu_coverage o JOIN shuniu_membership m ON m.party_organization_id = o.party_organization_id
            AND m.retracted_id IS NULL AND m.period @> d.day
        WHERE o.unit_id = u.id AND o.retracted_id IS NULL AND o.period @> d.day) roll ON t.separate
    LEFT JOIN LATERAL (
        SELECT n.name FROM shuniu_unitname n WHERE n.unit_id = r.supervising_unit_id AND n.retracted_id IS NULL
        ORDER BY n.name <> s.supervising_unit, n.period DESC LIMIT 1) p ON true
    CROSS JOIN LATERAL (VALUES
        (0, 'not_covered', s.has_party_organization AND NOT t.org_covered, s.party_organization, ''),
        (1, 'not_formed', NOT s.has_party_organization AND t.org_covered, '', b.name),
        (2, 'mode', s.has_party_organization AND t.org_covered AND s.formation_mode <> ''
            AND (s.formation_mode = 'separate') <> t.separate,
            s.formation_mode, CASE WHEN t.separate THEN 'separate' WHEN coalesce(b.mode, '') IN ('', 'separate')
            THEN 'joint' ELSE b.mode END),
        (3, 'name', t.org_covered AND s.party_organization <> '' AND b.name <> s.party_organization,
            s.party_organization, b.name),
        (4, 'formed_on', t.org_covered AND {months} <> {months_held},
            {said}, {said_held}),
        (5, 'instructor', t.id IS NOT NULL AND s.instructor AND NOT EXISTS (
            SELECT FROM shuniu_posting q WHERE q.unit_id = u.id AND q.retracted_id IS NULL AND q.period @> d.day),
            '', ''),
        (6, 'members', t.separate AND roll.members > 0
            AND (c.members <> roll.members OR c.full_members <> roll.full_members),
            concat_ws('/', coalesce(c.members::text, ''), coalesce(c.full_members::text, '')),
            concat_ws('/', roll.members, roll.full_members)),
        (7, 'supervisor', t.id IS NOT NULL AND s.supervising_unit <> ''
            AND s.supervising_unit <> coalesce(p.name, ''), s.supervising_unit, coalesce(p.name, '')),
        (8, 'not_in_register', t.id IS NULL, '', '')
    ) AS v(place, kind, differs, reported, held)
    WHERE s.retracted_id IS NULL AND s.period @> d.day AND v.differs
"""
_FEWER = """
    SELECT u.id, u.uuid, coalesce(u.code, ''), coalesce(r.name, u.code, ''), coalesce(r.sort_key, ''), c.source,
        c.as_of, 9, 'fewer_full', t.full_members::text, t.roll_full_members::text
    FROM shuniu_standing t
    JOIN shuniu_unit u ON u.id = t.unit_id
    CROSS JOIN LATERAL (
        SELECT h.source, h.as_of FROM shuniu_headcount h
        WHERE h.unit_id = t.unit_id AND h.retracted_id IS NULL AND h.as_of <= %(on)s
        ORDER BY h.as_of DESC LIMIT 1) c
    LEFT JOIN shuniu_registration r ON r.unit_id = u.id AND r.retracted_id IS NULL AND r.period @> %(on)s::date
    {within}
    WHERE t.roll_full_members > t.full_members AND t.valid_from <= %(on)s
        AND (t.valid_to IS NULL OR t.valid_to > %(on)s)
"""
_COUNTED_BELOW = """
    JOIN shuniu_lineage l ON l.descendant_id = t.node_id AND l.ancestor_id = %(node)s AND l.valid_from <= %(on)s
        AND (l.valid_to IS NULL OR l.valid_to > %(on)s)
"""
# Two days are the same as far as the coarser of them is known.
_COARSE = """CASE WHEN 'year' IN (s.formed_precision, b."precision") THEN 'YYYY'
    WHEN 'month' IN (s.formed_precision, b."precision") THEN 'YYYY-MM' ELSE 'YYYY-MM-DD' END"""
_EXACT = "CASE {} WHEN 'year' THEN 'YYYY' WHEN 'month' THEN 'YYYY-MM' ELSE 'YYYY-MM-DD' END"
_PARTS = {
    "months": sql.SQL(f"to_char(s.formed_on, {_COARSE})"),
    "months_held": sql.SQL(f"to_char(b.day, {_COARSE})"),
    "said": sql.SQL(f"to_char(s.formed_on, {_EXACT.format('s.formed_precision')})"),
    "said_held": sql.SQL(f"to_char(b.day, {_EXACT.format('b.precision')})"),
}
OF_NODE = sql.SQL("{} UNION ALL {}").format(
    sql.SQL(_FOUND).format(within=sql.SQL(_AT_NODE).format(keeper=sql.SQL(KEEPER)), **_PARTS),
    sql.SQL(_FEWER).format(within=sql.SQL(_COUNTED_BELOW)),
)
OF_UNIT = sql.SQL("{} UNION ALL {}").format(
    sql.SQL(_FOUND).format(within=sql.SQL(_ONE_UNIT), **_PARTS), sql.SQL(_FEWER).format(within=sql.SQL(_ONE_UNIT))
)
# What is set aside are these two sides: where one of them says otherwise now, the line is open again.
_LINES = """
    (SELECT line.uuid, line.code, line.name, line.kind, coalesce(line.reported, '') AS reported,
        coalesce(line.held, '') AS held, line.source, line.since, a.reason, a.until, line.sort_key, line.unit,
        line.place
    FROM ({found}) AS line LEFT JOIN shuniu_differenceaside a ON a.unit_id = line.unit AND a.kind = line.kind
        AND a.retracted_id IS NULL AND a.period @> %(on)s::date AND a.until >= %(on)s::date
        AND a.reported = coalesce(line.reported, '') AND a.held = coalesce(line.held, '')) AS line
"""
_OF_NODE, _OF_UNIT = (sql.SQL(_LINES).format(found=found) for found in (OF_NODE, OF_UNIT))
Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceCounts:
    """How many organizations differ in each way: still to be worked off, and set aside."""

    open: Mapping[DifferenceKind, int]
    aside: Mapping[DifferenceKind, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceLine:
    """``reported`` and ``held`` in words, ``sides`` as they are compared; ``since``: the day from which the report
    holds, ``source`` who says so. ``reason`` and ``until`` where it is set aside."""

    uuid: UUID
    code: str
    name: str
    kind: DifferenceKind
    reported: str
    held: str
    sides: tuple[str, str]
    source: str
    since: date
    reason: str
    until: date | None
    key: Key

    @property
    def aside(self) -> bool:
        return self.until is not None


def difference_counts(actor: Actor, node: int, on: date) -> DifferenceCounts:
    """Raises NotYours, NothingKnown."""
    asked(actor, node, on)
    query = sql.SQL("SELECT kind, count(*) FILTER (WHERE until IS NULL), count(until) FROM {} GROUP BY kind")
    found = {row[0]: row[1:] for row in answer(query.format(_OF_NODE), {"node": node, "on": on})}
    told = {kind: found.get(kind.value, (0, 0)) for kind in DifferenceKind}
    return DifferenceCounts(
        open={kind: still for kind, (still, _) in told.items()},
        aside={kind: aside for kind, (_, aside) in told.items()},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which lines of a list: of one kind, set aside or still open."""

    kind: DifferenceKind | None = None
    aside: bool = False


def difference_lines(
    actor: Actor, node: int, on: date, wanted: Wanted, after: Key | None, limit: int
) -> list[DifferenceLine]:
    """By name of the organization, after a key. Raises NotYours, NothingKnown."""
    asked(actor, node, on)
    given: dict[str, Any] = {"node": node, "on": on, "limit": limit}
    conditions = [sql.SQL("until IS NOT NULL" if wanted.aside else "until IS NULL")]
    if wanted.kind is not None:
        conditions.append(sql.SQL("kind = %(kind)s"))
        given["kind"] = wanted.kind.value
    if after is not None:
        conditions.append(sql.SQL("(sort_key, unit, place) > (%(name)s, %(key)s, %(place)s)"))
        given |= dict(zip(("name", "key", "place"), after, strict=True))
    query = sql.SQL("SELECT * FROM {} WHERE {} ORDER BY sort_key, unit, place LIMIT %(limit)s").format(
        _OF_NODE, sql.SQL(" AND ").join(conditions)
    )
    return [_line(row) for row in answer(query, given)]


def differences_of(unit: int, on: date) -> list[DifferenceLine]:
    """Of one organization, for whoever has been let to its card; also what is set aside."""
    query = sql.SQL("SELECT * FROM {} ORDER BY place").format(_OF_UNIT)
    return [_line(row) for row in answer(query, {"unit": unit, "on": on})]


def _line(row: tuple[Any, ...]) -> DifferenceLine:
    uuid, code, name, kind, reported, held, source, since, reason, until, *key = row
    found = DifferenceKind(kind)
    said, register = _told(found, reported, held)
    return DifferenceLine(
        uuid=uuid,
        code=code,
        name=name,
        kind=found,
        reported=said,
        held=register,
        sides=(reported, held),
        source=source,
        since=since,
        reason=reason or "",
        until=until,
        key=(key[0], key[1], key[2]),
    )


def _told(kind: DifferenceKind, reported: str, held: str) -> tuple[str, str]:
    """Both sides in words."""
    fixed = {
        DifferenceKind.NOT_COVERED: (f"已建：{reported}" if reported else "已建，未写党组织名称", "没有党组织覆盖"),
        DifferenceKind.NOT_FORMED: ("未建", f"由{held}覆盖"),
        DifferenceKind.INSTRUCTOR: ("有指导员", "没有在派的指导员"),
        DifferenceKind.NOT_IN_REGISTER: ("有填报", "当日不在册"),
        DifferenceKind.SUPERVISOR: (reported, held or "没有业务主管单位"),
        DifferenceKind.MODE: (_label(FormationMode, reported), _label(FormationMode, held)),
    }
    if kind is DifferenceKind.MEMBERS:
        return _counted(reported), _counted(held)
    if kind is DifferenceKind.FEWER_FULL:
        return f"正式党员 {reported} 名", f"名册载明在本单位工作的正式党员 {held} 名"
    return fixed.get(kind, (reported, held))


def _label(words: type[Word], code: str) -> str:
    """A pack may open a mode of its own."""
    return words(code).label if code in set(words) else code


def _counted(numbers: str) -> str:
    """“12/10”: members, and how many of them are full; either may be unknown."""
    members, _, full = numbers.partition("/")
    said = [f"党员 {members} 名"] if members else []
    return "，".join([*said, *([f"正式党员 {full} 名"] if full else [])])
