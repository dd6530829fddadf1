"""Count rows of a day: ``lineage ⋈ standing``, and the same for Party organizations, hubs and postings.

One statement for any number of nodes, days and measures of one subject. Nothing here asks who is asking.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from psycopg import sql

from shuniu.policy.measures import Subject
from shuniu.policy.members.holding import holds_members
from shuniu.policy.words import Line, PartyOrganizationKind
from shuniu.queries.prepared import rows_of, statement
from shuniu.statistics.answers import Number, Pair
from shuniu.statistics.conditions import Counting

# In these words every scope names its days.
_DAYS = "unnest(%(days)s::date[]) AS d(day)"
# The planner knows a day that is written there, and not one of a list.
_ONE_DAY = "(SELECT %(day)s::date AS day) AS d"
_ABOVE = """
    FROM unnest(%(days)s::date[]) AS d(day)
    JOIN shuniu_lineage l ON l.ancestor_id = any(%(nodes)s::bigint[])
        AND l.valid_from <= d.day AND (l.valid_to IS NULL OR l.valid_to > d.day)
"""
_STRETCH = "s.valid_from <= d.day AND (s.valid_to IS NULL OR s.valid_to > d.day)"
# Who keeps the register into which the unit was entered: that node, or once it has ended the nearest of those above it
# on its last day that has not. The stretches are told the same by queries/facts/keeping.
KEEPER = """(
    SELECT k.ancestor_id FROM shuniu_lineage k
    WHERE k.descendant_id = u.registered_at_id AND k.valid_from <= d.day
        AND (k.valid_to IS NULL OR k.valid_to > d.day OR NOT EXISTS (
            SELECT FROM shuniu_lineage later WHERE later.descendant_id = k.descendant_id AND later.depth = 0
                AND (later.valid_to IS NULL OR later.valid_to > k.valid_to)))
        AND EXISTS (
            SELECT FROM shuniu_lineage lasting WHERE lasting.descendant_id = k.ancestor_id AND lasting.depth = 0
                AND (lasting.valid_to IS NULL OR lasting.valid_to > d.day))
    ORDER BY k.depth LIMIT 1)"""
# A unit that no stretch speaks of (an organ that is a hub) stands where somebody answers for it, else where it is kept.
_AT_UNIT = f"""
    LEFT JOIN shuniu_jurisdiction j
        ON j.unit_id = u.id AND j.retracted_id IS NULL AND j.period @> d.day
    JOIN shuniu_lineage l
        ON l.descendant_id = coalesce(j.party_organization_id, {KEEPER})
        AND l.ancestor_id = any(%(nodes)s::bigint[])
        AND l.valid_from <= d.day AND (l.valid_to IS NULL OR l.valid_to > d.day)
"""
_RESPONSIBLE = (
    "SELECT d.day, l.ancestor_id AS ancestor, l.child_id AS child, s.unit_id AS subject, s.*,"
    " l.valid_from AS placed_from, l.valid_to AS placed_to"
    + _ABOVE
    + "JOIN shuniu_standing s ON s.node_id = l.descendant_id AND "
    + _STRETCH
)
_GUIDED = (
    "SELECT DISTINCT ON (d.day, l.ancestor_id, s.id) "
    "d.day, l.ancestor_id AS ancestor, l.child_id AS child, s.unit_id AS subject, s.*"
    + _ABOVE
    + "JOIN shuniu_standing s ON s.guided_by @> ARRAY[l.descendant_id] AND "
    + _STRETCH
    + " ORDER BY d.day, l.ancestor_id, s.id, l.child_id"
)
_BOTH = _GUIDED.replace(
    "s.guided_by @> ARRAY[l.descendant_id]",
    "(s.node_id = l.descendant_id OR s.guided_by @> ARRAY[l.descendant_id])",
)
LINES: Mapping[Line, str] = {Line.RESPONSIBLE: _RESPONSIBLE, Line.GUIDED: _GUIDED, Line.BOTH: _BOTH}
_HUBS = """
    SELECT d.day, l.ancestor_id AS ancestor, l.child_id AS child, h.unit_id AS subject, h.level, h.verb,
        ARRAY(SELECT e.element FROM shuniu_hubelement e WHERE e.unit_id = h.unit_id
              AND e.retracted_id IS NULL AND e.period @> d.day)::varchar[] AS elements
    FROM unnest(%(days)s::date[]) AS d(day)
    JOIN shuniu_hub h ON h.retracted_id IS NULL AND h.period @> d.day
    JOIN shuniu_unit u ON u.id = h.unit_id
    """
_POSTINGS = """
    SELECT d.day, l.ancestor_id AS ancestor, l.child_id AS child, o.instructor_id AS instructor, o.unit_id AS unit
    FROM unnest(%(days)s::date[]) AS d(day)
    JOIN shuniu_posting o ON o.retracted_id IS NULL AND o.period @> d.day
    JOIN shuniu_unit u ON u.id = o.unit_id
    """
HOLDING = "'{" + ",".join(kind for kind in PartyOrganizationKind if holds_members(kind)) + "}'::varchar[]"
SCOPES: Mapping[Subject, str] = {
    Subject.PARTY_ORGANIZATION: "SELECT d.day, l.ancestor_id AS ancestor, l.child_id AS child,"
    " n.party_organization_id AS subject, n.kind, n.name, n.sort_key"
    + _ABOVE
    + """
    JOIN shuniu_partyorganization p ON p.id = l.descendant_id AND p.managed
    JOIN shuniu_naming n ON n.party_organization_id = p.id AND n.retracted_id IS NULL AND n.period @> d.day
    """,
    # A Party organization without a roll is counted as missing, not as one that holds nobody.
    Subject.ROLL: "SELECT d.day, l.ancestor_id AS ancestor, l.child_id AS child, n.party_organization_id AS subject,"
    " n.name, n.sort_key, r.members, r.full_members, r.probationary"
    + _ABOVE
    + f"""
    JOIN shuniu_naming n ON n.party_organization_id = l.descendant_id AND n.retracted_id IS NULL
        AND n.period @> d.day AND n.kind = any({HOLDING})
    JOIN shuniu_partyorganization p ON p.id = l.descendant_id AND p.managed
    LEFT JOIN shuniu_rollstanding r ON r.party_organization_id = l.descendant_id
        AND r.valid_from <= d.day AND (r.valid_to IS NULL OR r.valid_to > d.day)
    """,
    Subject.CROSSING: "SELECT d.day, l.ancestor_id AS ancestor, l.child_id AS child,"
    " l.descendant_id AS subject, c.leaders, c.managers, c.in_both"
    + _ABOVE
    + """
    JOIN shuniu_crossingstanding c ON c.party_organization_id = l.descendant_id
        AND c.valid_from <= d.day AND (c.valid_to IS NULL OR c.valid_to > d.day)
    JOIN shuniu_partyorganization p ON p.id = l.descendant_id AND p.managed
    """,
    Subject.HUB: _HUBS + _AT_UNIT,
    Subject.POSTING: _POSTINGS + _AT_UNIT,
}
TABLES: Mapping[str, str] = {
    Subject.UNIT: "shuniu_unit",
    Subject.HUB: "shuniu_unit",
    Subject.PARTY_ORGANIZATION: "shuniu_partyorganization",
    Subject.ROLL: "shuniu_partyorganization",
    Subject.CROSSING: "shuniu_partyorganization",
    "instructor": "shuniu_instructor",
    "unit": "shuniu_unit",
}


def scope(subject: Subject, line: Line = Line.RESPONSIBLE) -> sql.Composable:
    """Every row of a subject at the nodes %(nodes)s on the days %(days)s, as a table ``s``."""
    inner = LINES[line] if subject is Subject.UNIT else SCOPES[subject]
    return sql.SQL("({}) AS s").format(sql.SQL(inner))


def answer(query: sql.Composable, given: Mapping[str, Any], *, small: bool = False) -> list[tuple[Any, ...]]:
    """``small``: of nodes so small that each of their rows is looked up, whatever the values are. Planned for the day,
    such a question is rather answered by reading all stretches there are."""
    with connection.cursor() as cursor:
        text = query.as_string(cursor.connection)
        if len(given.get("days", ())) == 1:
            text, given = text.replace(_DAYS, _ONE_DAY), {**given, "day": given["days"][0]}
        if small:
            return rows_of(statement(text), given)
        cursor.execute(text, given)
        return cursor.fetchall()


def plain(number: Any) -> Number | None:
    """Sums come as decimals; whole ones are told as whole numbers."""
    if isinstance(number, Decimal):
        return int(number) if number == number.to_integral_value() else float(number)
    return number


def counted(
    countings: Sequence[Counting],
    nodes: Sequence[int],
    days: Sequence[date],
    line: Line = Line.RESPONSIBLE,
    *,
    small: bool = False,
) -> dict[tuple[date, int], list[tuple[Pair, int]]]:
    """By day and node: for each counting (all of one subject) its pair and what is missing. Absent means no row."""
    query = sql.SQL("SELECT s.day, s.ancestor, {} FROM {} GROUP BY s.day, s.ancestor").format(
        sql.SQL(", ").join([one.columns for one in countings]), scope(countings[0].measure.subject, line)
    )
    rows = answer(query, {"nodes": list(nodes), "days": list(days)}, small=small)
    return {(row[0], row[1]): [as_pair(row[2 + 3 * i :]) for i in range(len(countings))] for row in rows}


def as_pair(cells: Sequence[Any]) -> tuple[Pair, int]:
    return Pair(numerator=plain(cells[0]) or 0, denominator=plain(cells[1])), cells[2]


def nothing(one: Counting) -> tuple[Pair, int]:
    """What is counted where no row stands."""
    return Pair(numerator=0, denominator=None if one.denominator is None else 0), 0


def digest(one: Counting, node: int, on: date, line: Line = Line.RESPONSIBLE) -> str:
    """SHA-256 over the numerator's public ids."""
    measure = one.measure
    query = sql.SQL(
        "SELECT encode(sha256(convert_to(coalesce(string_agg(t.uuid::text, E'\\n' ORDER BY t.uuid), ''), 'UTF8')),"
        " 'hex') FROM {} AS t WHERE t.id IN (SELECT {} FROM {} WHERE {})"
    ).format(
        sql.Identifier(TABLES[measure.distinct or measure.subject]),
        sql.Identifier("s", measure.distinct or "subject"),
        scope(measure.subject, line),
        one.inside,
    )
    return str(answer(query, {"nodes": [node], "days": [on]})[0][0])
