"""How is a condition, a numerator or a denominator of a measure said in SQL?

The closed list of policy/measures/conditions, read a second time: ``holds`` there and the sentence here must agree,
and a test asks both of the same rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from psycopg import sql

from shuniu.policy.measures import Measure, Subject
from shuniu.policy.measures.conditions import COMMITTEE_BLOCK, SUPERVISOR_BLOCK
from shuniu.policy.packs import Figures
from shuniu.policy.words import HubElement, RegistrationMode


def _among(column: str, values: list[str]) -> sql.Composable:
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
    "decoupled": _among("mode", [RegistrationMode.DECOUPLED.value]),
    "committee_block": _among("mode", [one.value for one in COMMITTEE_BLOCK]),
    "supervisor_block": _among("mode", [one.value for one in SUPERVISOR_BLOCK]),
    "mechanism_complete": sql.SQL("s.elements @> {}::varchar[]").format(sql.Literal([one.value for one in HubElement])),
}
EVERY_ROW = sql.SQL("true")


@dataclass(frozen=True, slots=True)
class Counting:
    """One measure in SQL: which rows make its numerator and its denominator, and what is counted about them."""

    measure: Measure
    inside: sql.Composable
    whole: sql.Composable | None
    numerator: sql.Composable
    denominator: sql.Composable | None
    missing: sql.Composable

    @property
    def columns(self) -> sql.Composable:
        """Numerator, denominator and what is missing, as three columns."""
        return sql.SQL(", ").join([self.numerator, self.denominator or sql.SQL("NULL"), self.missing])


def _all_of(names: tuple[str, ...], more: list[sql.Composable]) -> sql.Composable:
    parts = [*more, *(SENTENCES[name] for name in names)]
    return sql.SQL(" AND ").join(parts) if parts else EVERY_ROW


def counting(measure: Measure, figures: Figures) -> Counting:
    """A measure as it applies where these figures hold."""
    kinds: list[sql.Composable] = []
    if measure.subject is Subject.PARTY_ORGANIZATION:
        kinds = [_among("kind", [kind.value for kind in measure.kinds(figures)])]
    base = measure.denominator_for(figures)
    whole = None if base is None else _all_of(base, kinds)
    inside = _all_of((*(base or ()), *measure.numerator), kinds)
    summed = measure.sums[0] if measure.sums else ""
    missing: sql.Composable = sql.SQL("0")
    if summed:
        column = sql.Identifier("s", summed)
        numerator: sql.Composable = sql.SQL("coalesce(sum({}) FILTER (WHERE {}), 0)").format(column, inside)
        missing = sql.SQL("count(*) FILTER (WHERE {} AND {} IS NULL)").format(inside, column)
        inside = sql.SQL("{} AND {} > 0").format(inside, column)
    else:
        numerator = _count(measure, inside)
    return Counting(
        measure=measure,
        inside=inside,
        whole=whole,
        numerator=numerator,
        denominator=None if whole is None else _count(measure, whole),
        missing=missing,
    )


def _count(measure: Measure, inside: sql.Composable) -> sql.Composable:
    if not measure.distinct:
        return sql.SQL("count(*) FILTER (WHERE {})").format(inside)
    return sql.SQL("count(DISTINCT {}) FILTER (WHERE {})").format(sql.Identifier("s", measure.distinct), inside)
