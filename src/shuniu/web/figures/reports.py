"""The reports the source texts ask for, one table at a time, and as a workbook."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.statistics.reports import NothingKnown
from shuniu.web.exporting import table_file
from shuniu.web.figures.asked import asked_node
from shuniu.web.figures.board import choices
from shuniu.web.figures.crossing_tables import crossing
from shuniu.web.figures.entry_tables import entries
from shuniu.web.figures.joint_tables import joint, renewals
from shuniu.web.figures.leadership_tables import shortfalls
from shuniu.web.figures.report_tabs import report_crumbs, report_tabs
from shuniu.web.figures.tables import REPORTS as FIRST_REPORTS
from shuniu.web.figures.tables import Report, exported
from shuniu.web.figures.work_tables import classes, dispatch, levels, tiers
from shuniu.web.frame import framed, with_day

REPORTS: dict[str, tuple[str, Report]] = {
    **FIRST_REPORTS,
    "levels": ("分级覆盖", levels),
    "classes": ("分类施策", classes),
    "dispatch": ("应派指导员", dispatch),
    "tiers": ("级次核对", tiers),
    "joint": ("联合组建", joint),
    "renewals": ("换届同步", renewals),
    "shortfalls": ("班子缺额", shortfalls),
    "crossing": ("交叉任职", crossing),
    "entries": ("录入进度", entries),
}
TITLES = {key: title for key, (title, _) in REPORTS.items()}
FIRST = "overview"
# Which rows of a report are asked for, where it has several.
NARROWED = ("without", "kind")
# A page shows the first of them, the workbook all.
MOST_SHOWN = 200


def _chosen(request: HttpRequest) -> str:
    given = request.GET.get("report", FIRST)
    if given not in REPORTS:
        raise Http404
    return given


@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    asked, chosen = asked_node(request), _chosen(request)
    table, silent = None, ""
    try:
        table = REPORTS[chosen][1](request, asked)
    except NothingKnown as nothing:
        silent = str(nothing)
    kept = {"node": asked.code}
    context = {
        "asked": asked,
        "table": table,
        "silent": silent,
        "shown": MOST_SHOWN,
        "choices": choices(request),
        "crumbs": report_crumbs(request, asked),
        "tabs": report_tabs(request, asked, chosen, TITLES),
        "chosen": chosen,
        "export": with_day(request, reverse("reports_export"), **kept, report=chosen, **_narrowed(request)),
    }
    return framed(request, "figures/reports.html.jinja", context)


def _narrowed(request: HttpRequest) -> dict[str, str]:
    """The workbook has the rows of the page."""
    return {key: given for key in NARROWED if (given := request.GET.get(key, ""))}


@require_GET
def reports_export(request: HttpRequest) -> FileResponse:
    asked = asked_node(request)
    try:
        table = REPORTS[_chosen(request)][1](request, asked)
    except NothingKnown as nothing:
        raise Http404 from nothing
    rows = [[_number(value, kind) for value, (_, kind) in zip(row, table.columns, strict=True)]
            for row in exported(table)]  # fmt: skip
    told = [f"范围：{asked.name}及其下级", *table.notes, *(one.label for one in table.doors)]
    return table_file(request, table.title, table.columns, rows, told)


def _number(value: object, kind: str) -> object:
    """A number that the page shows as words of a link leaves as a number."""
    if kind == "number" and isinstance(value, str):
        return int(value.replace(",", ""))
    return value
