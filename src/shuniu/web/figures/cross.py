"""A figure by two dimensions: a table of which each cell opens its rows; as a workbook with every value."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.measures import MEASURES, Dimension, Measure
from shuniu.statistics import NoFigures, NotCountedSo, Pair
from shuniu.statistics.cross import REST, Cross, Heading, cross_for, crossable
from shuniu.web.exporting import table_file
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.figures.board import DIMENSIONS, LABELS, choices
from shuniu.web.figures.telling import pair_words, ratio_columns, rows_address
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.parts import Link

MEASURED = tuple(one for one in MEASURES.values() if crossable(one))
FIRST = "organization_coverage"
USUAL = (Dimension.CHILD, Dimension.TYPE)
# A workbook holds every value, as far as a sheet can be read at all.
EXPORTED = (5_000, 200)


def measure_named(request: HttpRequest, measures: tuple[Measure, ...]) -> Measure:
    """The measure of ``?measure=``; one that is not offered is a 404."""
    key = request.GET.get("measure", FIRST)
    found = next((one for one in measures if one.key == key), None)
    if found is None:
        raise Http404
    return found


def _by(request: HttpRequest, measure: Measure) -> tuple[Dimension, Dimension]:
    """Two different dimensions that the measure has; what is missing or the same twice gives way to the usual ones."""
    asked = [request.GET.get("by", ""), request.GET.get("and", "")]
    able = [one for one, _ in DIMENSIONS if one in measure.dimensions]
    wanted = [Dimension(one) for one in asked if one in able]
    first, second, *_ = dict.fromkeys([*wanted, *(one for one in USUAL if one in able), *able])
    return first, second


def _found(
    request: HttpRequest, measure: Measure, asked: Asked, most: tuple[int, int] | None = None
) -> Cross | NoFigures:
    try:
        by = tuple(one.value for one in _by(request, measure))
        return cross_for(actor_of(request), measure.key, asked.key, day_of(request), (by[0], by[1]), most)
    except NotCountedSo as problem:
        raise Http404 from problem


@require_GET
def figure_cross(request: HttpRequest) -> HttpResponse:
    asked, measure = asked_node(request), measure_named(request, MEASURED)
    found, by = _found(request, measure, asked), _by(request, measure)
    here = {"node": asked.code, "measure": measure.key, "by": by[0].value, "and": by[1].value}
    context = {
        "asked": asked,
        "measure": measure,
        "measures": MEASURED,
        "choices": choices(request),
        "dimensions": [(one.value, label) for one, label in DIMENSIONS if one in measure.dimensions],
        "by": [one.value for one in by],
        "silent": found.sentence if isinstance(found, NoFigures) else "",
        "table": None if isinstance(found, NoFigures) else _table(request, found),
        "export": with_day(request, reverse("figure_cross_export"), **here),
        "crumbs": [Link("统计", with_day(request, reverse("figures"), node=asked.code)), Link("两项分组", "")],
    }
    return framed(request, "figures/cross.html.jinja", context)


def _table(request: HttpRequest, found: Cross) -> dict[str, Any]:
    left = [
        f"{LABELS[dimension]}共 {many + len(shown) - 1} 项，“其余”合并 {many} 项，全部见导出的表。"
        for dimension, many, shown in zip((found.down, found.across), found.gathered, (found.rows, found.columns),
                                          strict=True)
        if many
    ]  # fmt: skip
    return {
        "head": LABELS[found.down],
        "across": LABELS[found.across],
        "columns": [_name(one, found.across, found) for one in found.columns],
        "rows": [
            (_name(row, found.down, found), [_cell(request, found, row, column) for column in found.columns],
             _linked(request, found, found.row_totals[row.key], [(found.down, row.key)]))
            for row in found.rows
        ],
        "totals": [
            _linked(request, found, found.column_totals[one.key], [(found.across, one.key)]) for one in found.columns
        ],
        "whole": _linked(request, found, _whole(found), []),
        "notes": left,
    }  # fmt: skip


def _whole(found: Cross) -> Pair:
    return Pair(numerator=found.whole.numerator or 0, denominator=found.whole.denominator)


def _name(one: Heading, dimension: Dimension, found: Cross) -> str:
    """What hangs on the node itself says so, as on the board."""
    return "本级直接归口" if dimension is Dimension.CHILD and one.key == found.whole.at else one.name


def _cell(request: HttpRequest, found: Cross, row: Heading, column: Heading) -> Any:
    pair = found.cells.get((row.key, column.key))
    return _linked(request, found, pair, [(found.down, row.key), (found.across, column.key)])


def _linked(request: HttpRequest, found: Cross, pair: Pair | None, narrowing: list[tuple[Dimension, str]]) -> Any:
    """A number is the way to its rows; what is gathered under 其余 has no address of its own."""
    words = None if pair is None else pair_words(pair, found.whole.measure)
    if words is None or any(key == REST for _, key in narrowing):
        return words
    kept = {dimension.value: key for dimension, key in narrowing}
    return Link(words, rows_address(request, found.whole.measure.key, found.whole.at, **kept))


@require_GET
def figure_cross_export(request: HttpRequest) -> FileResponse:
    """One line for each cell: a ratio leaves with numerator and denominator, so that it can be added up again."""
    asked, measure = asked_node(request), measure_named(request, MEASURED)
    found = _found(request, measure, asked, EXPORTED)
    if isinstance(found, NoFigures):
        raise Http404
    numbers = [(f"{measure.name}（{measure.unit}）", "number")]
    if measure.is_ratio:
        numbers = ratio_columns(measure)
    rows = [
        [_name(row, found.down, found), _name(column, found.across, found), *exported_pair(pair)]
        for row in found.rows
        for column in found.columns
        if (pair := found.cells.get((row.key, column.key))) is not None
    ]
    title = f"{measure.name}_按{LABELS[found.down]}和{LABELS[found.across]}"
    columns = [(LABELS[found.down], "text"), (LABELS[found.across], "text"), *numbers]
    notes = [f"范围：{asked.name}及其下级", f"口径：{found.whole.definition}", found.whole.source.label]
    return table_file(request, title, columns, [*rows, ["合计", "", *exported_pair(_whole(found))]], notes)


def exported_pair(pair: Pair) -> list[Any]:
    if pair.denominator is None:
        return [pair.numerator]
    return [pair.numerator, pair.denominator, pair.value]
