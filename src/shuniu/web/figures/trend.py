"""How did one figure develop over the last 12, 24 or 36 month-ends? A line, and every number with its rows."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.measures import MEASURES, Measure
from shuniu.policy.words import FigureSource
from shuniu.statistics import Point, trends_for
from shuniu.web.exporting import table_file
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.figures.board import choices, listed_measure
from shuniu.web.figures.cross import exported_pair
from shuniu.web.figures.telling import pair_words, ratio_columns
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.parts import Chart, Link, Series

MONTHS = (12, 24, 36)
LONGEST = MONTHS[-1]


def _months(request: HttpRequest) -> int:
    given = request.GET.get("months", "")
    return int(given) if given in {str(one) for one in MONTHS} else LONGEST


def _key(request: HttpRequest, key: str) -> str:
    """The form names the measure in the query, as a link does in the path."""
    return request.GET.get("measure", key)


def _points(request: HttpRequest, measure: Measure, asked: Asked) -> list[Point]:
    """The latest first."""
    found = trends_for(actor_of(request), [measure.key], asked.key, day_of(request), _months(request))
    return found[measure.key][::-1]


@require_GET
def figure_trend(request: HttpRequest, key: str) -> HttpResponse:
    measure, asked, months = listed_measure(_key(request, key)), asked_node(request), _months(request)
    points = _points(request, measure, asked)
    address, here = reverse("figure_trend", args=[measure.key]), {"node": asked.code}
    context = {
        "asked": asked,
        "measure": measure,
        "choices": choices(request),
        "tabs": [Link(f"{one} 个月", with_day(request, address, **here, months=one), one == months) for one in MONTHS],
        "measures": [one for one in MEASURES.values() if one.source is FigureSource.COUNTED],
        "months": months,
        "known": any(point.pair for point in points),
        "chart": _chart(measure, points),
        "rows": [_row(request, measure, asked, point) for point in points],
        "export": with_day(request, reverse("figure_trend_export", args=[measure.key]), **here, months=months),
        "crumbs": [Link("统计", with_day(request, reverse("figures"), **here)), Link("走势", "")],
    }
    return framed(request, "figures/trend.html.jinja", context)


def _chart(measure: Measure, points: list[Point]) -> Chart:
    known = points[::-1]
    return Chart(
        key=measure.key.replace("_", "-"),
        title=measure.name,
        kind="line",
        labels=[point.on.isoformat() for point in known],
        series=(Series(measure.name, [_value(point) for point in known]),),
        on=known[-1].on,
        dimension="月末",
        ratio=measure.is_ratio,
    )


def _value(point: Point) -> float | None:
    return point.pair.value if point.pair else None


def _row(request: HttpRequest, measure: Measure, asked: Asked, point: Point) -> dict[str, Any]:
    """A day with its number as the way to its rows of that day; 无数据 where nothing was known."""
    pair = point.pair
    words = pair_words(pair, measure) if pair else None
    address = with_day(request, reverse("figure_rows", args=[measure.key]), node=asked.code, on=point.on.isoformat())
    return {
        "on": point.on,
        "value": "无数据" if pair is None else None if words is None else Link(words, address),
        "numerator": pair.numerator if pair else None,
        "denominator": pair.denominator if pair else None,
    }


@require_GET
def figure_trend_export(request: HttpRequest, key: str) -> FileResponse:
    measure, asked = listed_measure(key), asked_node(request)
    points = [point for point in _points(request, measure, asked) if point.pair is not None]
    columns = [("月末", "text"), (f"{measure.name}（{measure.unit}）", "number")]
    if measure.is_ratio:
        columns = [("月末", "text"), *ratio_columns(measure)]
    rows = [[point.on.isoformat(), *exported_pair(point.pair)] for point in points if point.pair]
    notes = [f"范围：{asked.name}及其下级", f"口径：{measure.definition}", measure.source.label]
    return table_file(request, f"{measure.name}_走势", columns, rows, notes)
