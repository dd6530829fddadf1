"""What has an office reported, with which source? Never shown under the label of a counted figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shuniu.models import ReportedFigure
from shuniu.policy.figures.indicators import per_10_000_residents
from shuniu.policy.measures import MEASURES, Measure
from shuniu.policy.packs import Figures
from shuniu.policy.words import FigureSource, Precision
from shuniu.statistics.answers import NoFigures, Table
from shuniu.statistics.conditions import counting
from shuniu.statistics.counting import nothing, plain
from shuniu.statistics.numbers import numbers
from shuniu.statistics.places import Place

PER_10_000, RESIDENTS, ALL = "per_10_000_residents", "residents", "social_organizations"


def _in_force(place: Place, on: date, key: str = "") -> Sequence[ReportedFigure]:
    rows = ReportedFigure.objects.filter(party_organization=place.key, retracted__isnull=True, period__contains=on)
    return list(rows.filter(key=key) if key else rows.order_by("key", "id"))


def reported_figure(measure: Measure, place: Place, on: date, figures: Figures) -> Table | NoFigures:
    """What holds at this very node on the day: nobody's report is added to another's."""
    if measure.key == PER_10_000:
        return _per_10_000(measure, place, on, figures)
    found = _in_force(place, on, measure.key)
    if not found:
        return NoFigures(measure=measure, at=place.code, on=on, sentence=f"无数据：本级没有填报“{measure.name}”")
    return _table(measure, place, on, figures, found[0])


def _table(measure: Measure, place: Place, on: date, figures: Figures, row: ReportedFigure) -> Table:
    return Table(
        measure=measure,
        node=place.key,
        at=place.code,
        on=on,
        numerator=plain(row.numerator),
        denominator=plain(row.denominator),
        source=FigureSource.REPORTED,
        clause=measure.clause(figures.chain),
        definition=measure.definition,
        share=None if row.share is None else float(row.share),
        said=row.source,
    )


def _per_10_000(measure: Measure, place: Place, on: date, figures: Figures) -> Table | NoFigures:
    """Organizations counted here per 10,000 of the residents reported; both numbers stand in the answer (A12)."""
    residents = _in_force(place, on, RESIDENTS)
    number = residents[0].numerator if residents else None
    if not number:
        return NoFigures(measure=measure, at=place.code, on=on, sentence="无数据：本级没有填报常住人口，不能折算")
    one = counting(MEASURES[ALL], figures)
    pair, _ = numbers([one], [place.key], [on], keeping=[place.key] * place.tallied).get(
        (on, place.key), [nothing(one)]
    )[0]
    rate = per_10_000_residents(int(pair.numerator), int(number))
    return Table(
        measure=measure,
        node=place.key,
        at=place.code,
        on=on,
        numerator=pair.numerator,
        denominator=plain(Decimal(number)),
        source=FigureSource.REPORTED,
        clause=measure.clause(figures.chain),
        definition=measure.definition,
        share=None if rate is None else float(rate),
        said=residents[0].source,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedLine:
    """One reported figure as it is listed: its label says 填报数, its source stands beside it."""

    key: str
    name: str
    unit: str
    label: str
    numerator: Decimal | None
    denominator: Decimal | None
    share: Decimal | None
    source: str
    clause: str
    since: date
    until: date | None
    precision: Precision


def reported_lines(place: Place, on: date) -> list[ReportedLine]:
    """Everything reported at a node that holds on the day (B29–B32, D27, headlines of reports)."""
    found = []
    for row in _in_force(place, on):
        measure = MEASURES.get(row.key)
        found.append(
            ReportedLine(
                key=row.key,
                name=measure.name if measure else row.key,
                unit=measure.unit if measure else "",
                label=FigureSource.REPORTED.label,
                numerator=row.numerator,
                denominator=row.denominator,
                share=row.share,
                source=row.source,
                clause=row.clause,
                since=row.period.lower,
                until=row.period.upper,
                precision=Precision(row.precision),
            )
        )
    return found
