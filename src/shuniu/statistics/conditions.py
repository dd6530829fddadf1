"""How is a numerator or a denominator of a measure said in SQL, and of which sums is it made?"""

from __future__ import annotations

from dataclasses import dataclass

from psycopg import sql

from shuniu.policy.measures import Measure, Subject
from shuniu.policy.measures.additive import Terms, terms
from shuniu.policy.packs import Figures
from shuniu.queries.conditions import all_of, column_among


@dataclass(frozen=True, slots=True)
class Counting:
    """One measure in SQL: which rows make its numerator and its denominator, and what is counted about them.

    ``terms``: the same as sums of the tallies of large nodes; None where it is counted row by row everywhere.
    """

    measure: Measure
    inside: sql.Composable
    whole: sql.Composable | None
    numerator: sql.Composable
    denominator: sql.Composable | None
    missing: sql.Composable
    terms: Terms | None

    @property
    def columns(self) -> sql.Composable:
        """Numerator, denominator and what is missing, as three columns."""
        return sql.SQL(", ").join([self.numerator, self.denominator or sql.SQL("NULL"), self.missing])


def counting(measure: Measure, figures: Figures) -> Counting:
    """A measure as it applies where these figures hold."""
    kinds: list[sql.Composable] = []
    if measure.subject is Subject.PARTY_ORGANIZATION:
        kinds = [column_among("kind", [kind.value for kind in measure.kinds(figures)])]
    base = measure.denominator_for(figures)
    whole = None if base is None else all_of(base, kinds)
    inside = all_of((*(base or ()), *measure.numerator), kinds)
    denominator = None if whole is None else _whole(measure, whole)
    summed = measure.sums[0] if measure.sums else ""
    missing: sql.Composable = sql.SQL("0")
    if summed:
        column = sql.Identifier("s", summed)
        numerator = _sum(summed, inside)
        missing = sql.SQL("count(*) FILTER (WHERE {} AND {} IS NULL)").format(inside, column)
        inside = sql.SQL("{} AND {} > 0").format(inside, column)
    else:
        numerator = _count(measure, inside)
    if whole is not None and measure.over:
        whole = sql.SQL("{} AND {} > 0").format(whole, sql.Identifier("s", measure.over))
    return Counting(
        measure=measure,
        inside=inside,
        whole=whole,
        numerator=numerator,
        denominator=denominator,
        missing=missing,
        terms=terms(measure, figures),
    )


def _sum(name: str, inside: sql.Composable) -> sql.Composable:
    return sql.SQL("coalesce(sum({}) FILTER (WHERE {}), 0)").format(sql.Identifier("s", name), inside)


def _whole(measure: Measure, whole: sql.Composable) -> sql.Composable:
    return _sum(measure.over, whole) if measure.over else _count(measure, whole)


def _count(measure: Measure, inside: sql.Composable) -> sql.Composable:
    if not measure.distinct:
        return sql.SQL("count(*) FILTER (WHERE {})").format(inside)
    return sql.SQL("count(DISTINCT {}) FILTER (WHERE {})").format(sql.Identifier("s", measure.distinct), inside)
