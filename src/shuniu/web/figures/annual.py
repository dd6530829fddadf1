"""The annual table of Party building, from reports or from the register; every cell opens its organizations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.figures.annual import BY_KEY, COLUMNS, LINES, ROWS, Base, Counts
from shuniu.policy.grants import Action
from shuniu.policy.packs import NotStated
from shuniu.queries.accounts import granted
from shuniu.spreadsheets.annual import Form, write_form_to
from shuniu.statistics import NoFigures, figure_for
from shuniu.statistics.reports import NothingKnown
from shuniu.statistics.reports.annual import TOTAL, WHOLE, AnnualLine, AnnualTable, Portion, annual_lines, annual_table
from shuniu.web.exporting import WORKBOOK, table_file
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.figures.board import choices
from shuniu.web.figures.report_tabs import report_crumbs, report_tabs
from shuniu.web.figures.reports import TITLES
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.lists import window_of
from shuniu.web.parts import Column, Link, Listing, Row
from shuniu.web.wording import number

TITLE = "社会组织法人单位建立党的基层组织情况"
LABELS = {TOTAL: "总数"} | {kind.value: kind.label for kind in COLUMNS}
MEANS = {
    Base.REPORTED: "按填报数：当日有效的填报，每家一份，不与登记簿相加。",
    Base.REGISTER: "按登记簿：当日在册的社会组织，由登记事项、组织覆盖和人数算出，不取填报的组建情况。",
}
PAGE, EXPORTED_AT_ONCE = 50, 5_000


def _base(request: HttpRequest) -> Base:
    try:
        return Base(request.GET.get("base", Base.REPORTED.value))
    except ValueError as problem:
        raise Http404 from problem


@require_GET
def annual(request: HttpRequest) -> HttpResponse:
    asked, base = asked_node(request), _base(request)
    table, silent = None, ""
    try:
        table = annual_table(actor_of(request), asked.key, day_of(request), base)
    except (NothingKnown, NotStated) as nothing:
        silent = str(nothing)
    kept = {"node": asked.code}
    context = {
        "asked": asked,
        "silent": silent,
        "means": MEANS[base],
        "base": base.value,
        "columns": list(LABELS.values()),
        "rows": _rows(request, asked, table) if table else [],
        "identity": _identity(table) if table else "",
        "outside": table.outside if table else 0,
        "reach": _reach(request, asked, table) if table and base is Base.REPORTED else "",
        "choices": choices(request),
        "crumbs": report_crumbs(request, asked),
        "tabs": report_tabs(request, asked, "annual", TITLES),
        "bases": [
            Link(f"按{one.label}", with_day(request, reverse("annual"), **kept, base=one.value), one is base)
            for one in Base
        ],
        "export": with_day(request, reverse("annual_export"), **kept, base=base.value),
    }
    return framed(request, "figures/annual.html.jinja", context)


def _identity(table: AnnualTable) -> str:
    """The form's own check, said either way."""
    rule = "单位数 = 已单独建立 + 已建立联合党支部 + 未建立的各项"
    if not table.differing:
        return f"{rule}：相符"
    return f"{rule}：不符（{'、'.join(LABELS[column] for column in table.differing)}）"


def _reach(request: HttpRequest, asked: Asked, table: AnnualTable) -> str:
    """How many of the register the reports speak of: whoever hands the table in must know what it leaves out."""
    told = figure_for(actor_of(request), "social_organizations", asked.key, day_of(request), with_digest=False)
    if isinstance(told, NoFigures):
        return ""
    units = table.cells[ROWS[0].key][TOTAL]
    rest = "没有填报的不在表内。" if units else "可以先导入党建情况统计表，或者看“按登记簿”。"
    return f"当日社会组织 {number(told.numerator)} 家，有填报 {number(units)} 家；{rest}"


def _rows(request: HttpRequest, asked: Asked, table: AnnualTable) -> list[tuple[int, str, list[Link], str, str]]:
    """Depth, label, cells, 口径 and line number; a heading that only gathers rows has neither cells nor number."""
    told: list[tuple[int, str, list[Link], str, str]] = []
    named = {row.label for row in ROWS}
    opened: set[str] = set()
    for row in ROWS:
        path = row.label.split("/")
        for depth in range(len(path) - 1):
            above = "/".join(path[: depth + 1])
            if above not in named and above not in opened:
                opened.add(above)
                told.append((depth, path[depth], [], "", ""))
        cells = [
            Link(number(table.cells[row.key][column]), _opens(request, asked, table.base, (row.key, column)))
            for column in LABELS
        ]
        told.append((len(path) - 1, path[-1], cells, row.means, LINES[row.key]))
    return told


def _opens(request: HttpRequest, asked: Asked, base: Base, cell: tuple[str, str]) -> str:
    row, column = cell
    return with_day(request, reverse("annual_rows"), node=asked.code, base=base.value, row=row, column=column)


@require_GET
def annual_export(request: HttpRequest) -> FileResponse:
    """The form as it is handed in."""
    asked, base, on = asked_node(request), _base(request), day_of(request)
    try:
        table = annual_table(actor_of(request), asked.key, on, base)
    except (NothingKnown, NotStated) as nothing:
        raise Http404 from nothing
    outside = [f"另有 {table.outside} 家不属于表列各类，不在表内。"] if table.outside else []
    form = Form(
        title=TITLE,
        filler=f"填报单位：{asked.name}",
        unit="计量单位：个、名",
        columns=list(LABELS.values()),
        rows=[
            (LINES[row.key], tuple(row.label.split("/")), [table.cells[row.key][column] for column in LABELS])
            for row in ROWS
        ],
        notes=[f"截至 {on.isoformat()}。{MEANS[base]}", _identity(table), *outside],
    )
    out = TemporaryFile()  # noqa: SIM115 - the answer closes it when it has been sent
    write_form_to(out, form)
    out.seek(0)
    name = f"年报表_按{base.label}_{on.isoformat()}.xlsx"
    answer = FileResponse(out, as_attachment=True, filename=name, content_type=WORKBOOK)
    answer["Cache-Control"] = "no-store"
    return answer


def _cell(request: HttpRequest) -> tuple[str, str]:
    row, column = request.GET.get("row", ROWS[0].key), request.GET.get("column", TOTAL)
    if row not in BY_KEY or column not in LABELS:
        raise Http404
    return row, column


def _lines(request: HttpRequest, asked: Asked, portion: Portion = WHOLE) -> list[AnnualLine]:
    cell = _cell(request)
    return list(annual_lines(actor_of(request), asked.key, day_of(request), _base(request), cell, portion))


@require_GET
def annual_rows(request: HttpRequest) -> HttpResponse:
    """The organizations behind one cell, by page."""
    asked, base, (row, column) = asked_node(request), _base(request), _cell(request)
    after, silent = window_of(request).after, ""
    found: list[AnnualLine] = []
    try:
        found = _lines(request, asked, Portion(after=(after[0], after[1]) if after else None, most=PAGE + 1))
    except (NothingKnown, NotStated) as nothing:
        silent = str(nothing)
    table = with_day(request, reverse("annual"), node=asked.code, base=base.value)
    context = {
        "asked": asked,
        "silent": silent,
        "title": f"{BY_KEY[row].label.replace('/', '：')}（{LABELS[column]}）",
        "means": f"按{base.label}。口径：{BY_KEY[row].means}",
        "listing": _listing(request, asked, found),
        "crumbs": report_crumbs(request, asked, Link("年报表", table), Link("明细", "")),
    }
    return framed(request, "figures/annual_rows.html.jinja", context)


def _columns(request: HttpRequest) -> list[tuple[str, str]]:
    sums = BY_KEY[_cell(request)[0]].counts is Counts.SUM
    body = [("填报的党组织", "text")] if _base(request) is Base.REPORTED else []
    return [("名称", "text"), ("代码", "text"), *body, *([("人数", "number")] if sums else [])]


def _cells(request: HttpRequest, line: AnnualLine) -> list[Any]:
    sums = BY_KEY[_cell(request)[0]].counts is Counts.SUM
    body = [line.body or None] if _base(request) is Base.REPORTED else []
    return [line.name, line.code, *body, *([line.number] if sums else [])]


def _listing(request: HttpRequest, asked: Asked, found: list[AnnualLine]) -> Listing:
    row, column = _cell(request)
    here = {"node": asked.code, "base": _base(request).value, "row": row, "column": column}
    address, opens = reverse("annual_rows"), granted(actor_of(request), Action.READ_UNIT)
    key = json.dumps(found[PAGE - 1].key, ensure_ascii=False) if len(found) > PAGE else ""
    return Listing(
        title=BY_KEY[row].label,
        columns=[Column(key=name, label=name, numeric=kind == "number") for name, kind in _columns(request)],
        rows=[
            Row(_cells(request, one), with_day(request, reverse("organization", args=[one.uuid])) if opens else "")
            for one in found[:PAGE]
        ],
        on=day_of(request),
        previous=with_day(request, address, **here) if request.GET.get("after") else "",
        next=with_day(request, address, **here, after=key) if key else "",
        exports=[Link("导出 Excel", with_day(request, reverse("annual_rows_export"), **here))],
        why_empty="这个数字背后没有记录。",
        what_next="数字为 0，或者换一个账日再看。",
    )


@require_GET
def annual_rows_export(request: HttpRequest) -> FileResponse:
    asked, base, (row, column) = asked_node(request), _base(request), _cell(request)
    try:
        first = _lines(request, asked, Portion(most=EXPORTED_AT_ONCE))
    except (NothingKnown, NotStated) as nothing:
        raise Http404 from nothing

    def every_row() -> Iterator[list[Any]]:
        found = first
        while found:
            yield from (_cells(request, one) for one in found)
            found = _lines(request, asked, Portion(after=found[-1].key, most=EXPORTED_AT_ONCE))

    notes = [
        f"范围：{asked.name}及其下级",
        f"{BY_KEY[row].label}（{LABELS[column]}），按{base.label}",
        f"口径：{BY_KEY[row].means}",
    ]
    return table_file(request, "年报表_明细", _columns(request), every_row(), notes)
