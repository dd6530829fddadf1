"""How is a condition of a measure, or a sum of tallies, said in SQL about a row ``s`` of standing?

The closed list of policy/measures/conditions, read a second time: ``holds`` there and the sentence here must agree,
and a test asks both of the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from psycopg import sql

from shuniu.policy.measures.additive import Additive
from shuniu.policy.measures.conditions import COMMITTEE_BLOCK, SUPERVISOR_BLOCK
from shuniu.policy.words import HubElement, RegistrationMode


def column_among(column: str, values: list[str]) -> sql.Composable:
    return sql.SQL("{} = any({})").format(sql.Identifier("s", column), sql.Literal(values))


SENTENCES: Mapping[str, sql.Composable] = {
    "org_covered": sql.SQL("s.org_covered"),
    "not_org_covered": sql.SQL("NOT s.org_covered"),
    "work_covered": sql.SQL("s.work_covered"),
    "org_or_work_covered": sql.SQL("(s.org_covered OR s.work_covered)"),
    "active_covered": sql.SQL("s.active_covered"),
    "separate": sql.SQL("s.separate"),
    "eligible": sql.SQL("s.eligible IS TRUE"),
    "known": sql.SQL("s.known"),
    "not_known": sql.SQL("NOT s.known"),
    "unattached": sql.SQL("NOT s.attached"),
    "decoupled": column_among("mode", [RegistrationMode.DECOUPLED.value]),
    "committee_block": column_among("mode", [one.value for one in COMMITTEE_BLOCK]),
    "supervisor_block": column_among("mode", [one.value for one in SUPERVISOR_BLOCK]),
    "mechanism_complete": sql.SQL("s.elements @> {}::varchar[]").format(sql.Literal([one.value for one in HubElement])),
    "management_known": sql.SQL("s.in_both IS NOT NULL"),
    "crossed": sql.SQL("s.in_both > 0"),
}
EVERY_ROW = sql.SQL("true")


def all_of(names: Iterable[str], more: Iterable[sql.Composable] = ()) -> sql.Composable:
    parts = [*more, *(SENTENCES[name] for name in sorted(names))]
    return sql.SQL(" AND ").join(parts) if parts else EVERY_ROW


def part_of(one: Additive) -> sql.Composable:
    """What a row adds to a sum."""
    inside = all_of(one.conditions)
    if one.summed:
        return sql.SQL("CASE WHEN {} THEN coalesce({}, 0) ELSE 0 END").format(inside, sql.Identifier("s", one.summed))
    if one.stated:
        inside = sql.SQL("{} AND {} IS NOT NULL").format(inside, sql.Identifier("s", one.stated))
    return sql.SQL("({})::int").format(inside)
