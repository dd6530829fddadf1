"""How does an answer of the counter stand on a page: with its 口径, its clause, its day, and the way to its rows?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from shuniu.policy.measures import Measure, Subject
from shuniu.policy.words import FigureSource
from shuniu.statistics import NoFigures, Pair, Point, Table
from shuniu.web.clauses import clause_words
from shuniu.web.frame import with_day
from shuniu.web.parts import Figure, Link, Target
from shuniu.web.wording import number, percent

LISTED = (Subject.UNIT, Subject.PARTY_ORGANIZATION, Subject.HUB, Subject.POSTING, Subject.ROLL, Subject.CROSSING)


def rows_address(request: HttpRequest, measure: str, code: str, **narrowing: str) -> str:
    """Where the rows behind a number stand."""
    return with_day(request, reverse("figure_rows", args=[measure]), node=code, **narrowing)


def figure_of(
    request: HttpRequest,
    told: Table | NoFigures,
    *,
    trend: Sequence[Point] = (),
    target: Target | None = None,
) -> Figure:
    """One number with everything it means; 无数据 with its reason where there is none."""
    measure = told.measure
    if isinstance(told, NoFigures):
        return Figure(
            key=measure.key,
            name=measure.name,
            value=None,
            on=told.on,
            definition=measure.definition,
            reported=measure.source is FigureSource.REPORTED,
            hint=told.sentence.removeprefix("无数据："),
        )
    counted = measure.subject in LISTED
    return Figure(
        key=measure.key,
        name=measure.name,
        value=told.value,
        on=told.on,
        definition=told.definition,
        ratio=measure.unit == "%",
        unit=measure.counted_in,
        numerator=_whole(told.numerator) if told.denominator is not None else None,
        denominator=_whole(told.denominator),
        clause=clause_words(told.clause.key),
        reported=told.source is FigureSource.REPORTED,
        origin=told.said,
        rows=rows_address(request, measure.key, told.at) if counted else "",
        trend=[point.pair.value if point.pair else None for point in trend],
        target=target,
        hint=_missing(told),
    )


def _missing(told: Table) -> str:
    """Whose number is not in the sum because nobody has stated it."""
    if not told.missing:
        return ""
    whose = "个党组织没有名册" if told.measure.subject is Subject.ROLL else "家没有填报"
    return f"其中 {told.missing:,} {whose}"


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def pair_words(pair: Pair | None, measure: Measure) -> str | None:
    """One number of a table: 82.4% or 2,973; None where there is no information."""
    if pair is None or pair.value is None:
        return None
    return percent(pair.value) if measure.is_ratio else number(pair.value)


def pair_link(request: HttpRequest, pair: Pair | None, measure: Measure, code: str) -> Any:
    """The same as the link to its rows."""
    words = pair_words(pair, measure)
    return None if words is None else Link(words, rows_address(request, measure.key, code))


def ratio_columns(measure: Measure) -> list[tuple[str, str]]:
    """A share leaves with numerator and denominator, so that it can be added up again."""
    unit = measure.counted_in
    return [(f"分子（{unit}）", "number"), (f"分母（{unit}）", "number"), (measure.name, "percent")]
