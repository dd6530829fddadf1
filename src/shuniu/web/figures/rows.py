"""The rows behind a number on a day: who they are, and what was counted about each."""

from __future__ import annotations

import json
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.measures import OF_BODIES, Dimension, Measure, Subject
from shuniu.policy.places.arranging import called, region_of
from shuniu.queries.accounts import granted
from shuniu.queries.naming import region_names
from shuniu.statistics import CountedRow, NoFigures, NotCountedSo, RowPage, Table, Wanted, figure_for, rows_for
from shuniu.statistics.dimensions import WITHIN
from shuniu.web.exporting import table_file
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.figures.board import LABELS, listed_measure
from shuniu.web.figures.telling import figure_of
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.lists import window_of
from shuniu.web.parts import Chip, Column, Link, Listing, Row

PAGE = 50
EXPORTED_AT_ONCE = 5_000
PARTS = {"numerator": "分子", "denominator": "分母"}
NUMERIC = ("正式党员", "名册正式党员", "党员", "从业人员")
# Shown first on the page; the workbook has every attribute.
SHOWN = ("归口党组织", "登记状态", "类型", "正式党员", "从业人员", "种类", "级别", "方式", "3+1机制")
# Where the rows are counted by how many members are known: on which count that stands.
BASED = ("党员情况依据", "名册正式党员")
WHOLE = ("党组织覆盖", "党的工作覆盖")  # told apart only where both kinds stand in one list


def _narrowing(request: HttpRequest) -> dict[str, str]:
    return {one.value: request.GET[one.value] for one in LABELS if request.GET.get(one.value)}


def key_words(dimension: Dimension, key: str) -> str:
    """A key as a reader calls it: of several regions the one they lie in."""
    if dimension is not Dimension.REGION or not key.endswith(WITHIN):
        return key
    beginning = key.removesuffix(WITHIN)
    code = region_of(beginning)
    return f"{called(beginning, region_names([code]).get(code, code))}（{key}）"


def _part(request: HttpRequest, measure: Measure) -> str:
    given = request.GET.get("part", "numerator")
    return given if given in PARTS and measure.is_ratio else "numerator"


def _rows(request: HttpRequest, measure: Measure, asked: Asked, wanted: Wanted) -> RowPage | NoFigures:
    try:
        return rows_for(actor_of(request), measure.key, asked.key, day_of(request), _narrowing(request), wanted)
    except NotCountedSo as problem:
        raise Http404 from problem


@require_GET
def figure_rows(request: HttpRequest, key: str) -> HttpResponse:
    measure, asked = listed_measure(key), asked_node(request)
    part, after = _part(request, measure), window_of(request).after
    wanted = Wanted(part=part, after=(str(after[0]), int(after[1])) if after else None, limit=PAGE)
    found = _rows(request, measure, asked, wanted)
    told = figure_for(actor_of(request), key, asked.key, day_of(request), with_digest=False)
    context: dict[str, Any] = {
        "asked": asked,
        "measure": measure,
        "figure": figure_of(request, told),
        "silent": found.sentence if isinstance(found, NoFigures) else "",
        "parts": _parts(request, key, asked, part) if measure.is_ratio else [],
        "listing": None if isinstance(found, NoFigures) else _listing(request, measure, asked, found, told),
        "board": with_day(request, reverse("figures"), node=asked.code),
    }
    return framed(request, "figures/rows.html.jinja", context)


def _parts(request: HttpRequest, key: str, asked: Asked, chosen: str) -> list[Link]:
    address, kept = reverse("figure_rows", args=[key]), _narrowing(request)
    return [
        Link(label, with_day(request, address, node=asked.code, part=part, **kept), part == chosen)
        for part, label in PARTS.items()
    ]


def _listing(request: HttpRequest, measure: Measure, asked: Asked, found: RowPage, told: Table | NoFigures) -> Listing:
    shown = (*SHOWN, *WHOLE) if _part(request, measure) == "denominator" else SHOWN
    shown = (*shown, *BASED) if {"eligible", "known"} & set(measure.numerator) else shown
    names = [name for name in shown if found.rows and name in found.rows[0].attributes]
    part, kept = _part(request, measure), _narrowing(request)
    here = {"node": asked.code, "part": part, **kept}
    address = reverse("figure_rows", args=[measure.key])
    following = with_day(request, address, **here, after=json.dumps(found.after)) if found.after else ""
    export = with_day(request, reverse("figure_rows_export", args=[measure.key]), **here)
    return Listing(
        title=measure.name,
        columns=[
            Column(key="name", label="名称"),
            Column(key="code", label="代码"),
            *(Column(key=name, label=name, numeric=name in NUMERIC) for name in names),
        ],
        rows=[_row(request, measure, row, names) for row in found.rows],
        on=day_of(request),
        count=_count(told, part) if not kept else None,
        unit=measure.counted_in,
        chips=[
            Chip(LABELS[one], key_words(one, kept[one.value]), _without(request, address, here, one.value))
            for one in LABELS
            if one.value in kept
        ],
        previous=with_day(request, address, **here) if request.GET.get("after") else "",
        next=following,
        exports=[Link("导出 Excel", export)],
        why_empty="这个数字背后没有记录。",
        what_next="数字为 0，或者换一个账日再看。",
    )


def _without(request: HttpRequest, address: str, here: dict[str, str], name: str) -> str:
    return with_day(request, address, **{key: value for key, value in here.items() if key != name})


def _count(told: Table | NoFigures, part: str) -> int | None:
    if isinstance(told, NoFigures) or told.measure.sums:
        return None
    value = told.numerator if part == "numerator" else told.denominator
    return None if value is None else int(value)


def _row(request: HttpRequest, measure: Measure, row: CountedRow, names: list[str]) -> Row:
    return Row(
        [row.name or row.code, row.code, *(row.attributes[name] for name in names)], _card(request, measure, row)
    )


def _card(request: HttpRequest, measure: Measure, row: CountedRow) -> str:
    """The card of the row; it opens only for whoever reaches it today."""
    actor = actor_of(request)
    if measure.subject in OF_BODIES and granted(actor, Action.READ_PARTY_ORGANIZATION):
        return with_day(request, reverse("party_organization", args=[row.code]))
    if measure.subject is Subject.UNIT and granted(actor, Action.READ_UNIT):
        return with_day(request, reverse("organization", args=[row.uuid]))
    return ""


@require_GET
def figure_rows_export(request: HttpRequest, key: str) -> FileResponse:
    """Every row behind the number, with all that was counted about it."""
    measure, asked = listed_measure(key), asked_node(request)
    part = _part(request, measure)
    first = _rows(request, measure, asked, Wanted(part=part, limit=EXPORTED_AT_ONCE))
    if isinstance(first, NoFigures):
        raise Http404
    names = list(first.rows[0].attributes) if first.rows else []

    def every_row() -> Any:
        found: RowPage | NoFigures = first
        while isinstance(found, RowPage):
            for row in found.rows:
                yield [row.name, row.code, *(row.attributes[name] for name in names)]
            if found.after is None:
                return
            found = _rows(request, measure, asked, Wanted(part=part, after=found.after, limit=EXPORTED_AT_ONCE))

    columns = [("名称", "text"), ("代码", "text"), *((name, "number" if name in NUMERIC else "text") for name in names)]
    narrowed = "；".join(
        f"{LABELS[one]}：{key_words(one, request.GET[one.value])}" for one in LABELS if one.value in _narrowing(request)
    )
    notes = [f"范围：{asked.name}及其下级", f"口径：{measure.definition}", *([f"筛选：{narrowed}"] if narrowed else [])]
    return table_file(request, f"{measure.name}_明细", columns, every_row(), notes)
