"""填报与登记差异: the list to work off, by kind, page by page, and as a workbook."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.figures.differences import DEFINITION, DifferenceKind
from shuniu.policy.grants import Action
from shuniu.queries.accounts import granted
from shuniu.statistics.reports import NothingKnown
from shuniu.statistics.reports.differences import DifferenceLine, Key, difference_counts, difference_lines
from shuniu.web.exporting import table_file
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.figures.board import choices
from shuniu.web.figures.report_tabs import report_crumbs, report_tabs
from shuniu.web.figures.reports import TITLES
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.lists import key_in
from shuniu.web.parts import Column, Link, Listing, Row
from shuniu.web.wording import day

PAGE, EXPORTED_AT_ONCE = 50, 5_000
# What one organization's own act settles; the others are settled at the Party organization, found on the card.
ACTS = {
    DifferenceKind.SUPERVISOR: "organization_change",
    DifferenceKind.FEWER_FULL: "organization_head_count",
    DifferenceKind.MEMBERS: "organization_head_count",
}
COLUMNS = ("社会组织", "差异", "填报", "登记簿", "来源", "填报自", "怎么办")


def _kind(request: HttpRequest) -> DifferenceKind | None:
    given = request.GET.get("kind", "")
    return DifferenceKind(given) if given in set(DifferenceKind) else None


def _lines(request: HttpRequest, asked: Asked, after: Key | None, limit: int) -> list[DifferenceLine]:
    return difference_lines(actor_of(request), asked.key, day_of(request), _kind(request), after, limit)


def may_accept(request: HttpRequest) -> bool:
    return granted(actor_of(request), Action.WRITE_PARTY_ORGANIZATION) and not writing_off(request)


@require_GET
def differences(request: HttpRequest) -> HttpResponse:
    asked, silent = asked_node(request), ""
    given = key_in(request.GET.get("after", ""), str, int, int)
    after = (given[0], given[1], given[2]) if given else None
    found: list[DifferenceLine] = []
    counts: Mapping[DifferenceKind, int] = {}
    try:
        counts = difference_counts(actor_of(request), asked.key, day_of(request))
        found = _lines(request, asked, after, PAGE + 1)
    except NothingKnown as nothing:
        silent = str(nothing)
    context = {
        "asked": asked,
        "silent": silent,
        "kinds": _kinds(request, asked, counts),
        "listing": _listing(request, asked, found, counts),
        "definition": DEFINITION,
        "choices": choices(request),
        "kind": _kind(request) or "",
        "hint": _hint(request, counts),
        "crumbs": report_crumbs(request, asked),
        "tabs": report_tabs(request, asked, "differences", TITLES),
    }
    return framed(request, "figures/differences.html.jinja", context)


def _kinds(request: HttpRequest, asked: Asked, counts: Mapping[DifferenceKind, int]) -> list[Link]:
    """How much of each; what there is none of is not offered unless it is looked at."""
    address, chosen = reverse("differences"), _kind(request)
    every = Link("全部", with_day(request, address, node=asked.code), chosen is None, sum(counts.values()))
    each = [
        Link(kind.label, with_day(request, address, node=asked.code, kind=kind.value), kind is chosen, number)
        for kind, number in counts.items()
        if number or kind is chosen
    ]
    return [every, *each]


def _hint(request: HttpRequest, counts: Mapping[DifferenceKind, int]) -> str:
    """How several are accepted at once; the bar for it appears only where something has been chosen."""
    acceptable = DifferenceKind.NOT_COVERED
    if counts.get(acceptable, 0) < 2 or not may_accept(request):
        return ""
    if _kind(request) is acceptable:
        return "勾选一家或几家，再点“采纳组建”。办理以前先列出将要登记的内容。"
    return "" if _kind(request) else f"要一次采纳几家，请先点“{acceptable.label}”。"


def _listing(
    request: HttpRequest, asked: Asked, found: list[DifferenceLine], counts: Mapping[DifferenceKind, int]
) -> Listing:
    kind, address = _kind(request), reverse("differences")
    here = {"node": asked.code, "kind": kind.value if kind else ""}
    accepting = kind is DifferenceKind.NOT_COVERED and may_accept(request)
    key = json.dumps(found[PAGE - 1].key, ensure_ascii=False) if len(found) > PAGE else ""
    return Listing(
        title="填报与登记差异",
        columns=[Column(key=name, label=name) for name in COLUMNS],
        rows=[_row(request, asked, one) for one in found[:PAGE]],
        on=day_of(request),
        count=counts.get(kind, 0) if kind else sum(counts.values()),
        unit="家" if kind else "项",
        actions=[Link("采纳组建", reverse("formations_accept"))] if accepting else [],
        previous=with_day(request, address, **here) if request.GET.get("after") else "",
        next=with_day(request, address, **here, after=key) if key else "",
        exports=[Link("导出 Excel", with_day(request, reverse("differences_export"), **here))],
        why_empty="填报与登记没有差异。",
        what_next="没有填报的单位不在其中；可以先导入党建情况统计表。",
    )


def _row(request: HttpRequest, asked: Asked, one: DifferenceLine) -> Row:
    opens = granted(actor_of(request), Action.READ_UNIT)
    card = with_day(request, reverse("organization", args=[one.uuid]), tab="party") if opens else ""
    cells = [one.name, one.kind.label, one.reported, one.held, one.source, day(one.since), _remedy(request, one, card)]
    return Row(cells, card, str(one.uuid))


def _remedy(request: HttpRequest, one: DifferenceLine, card: str) -> Any:
    """The act that settles the line, with the organization filled in; else where both sides and their acts stand."""
    if one.kind is DifferenceKind.NOT_COVERED:
        address = f"{reverse('formations_accept')}?row={one.uuid}" if may_accept(request) else ""
    elif not granted(actor_of(request), Action.WRITE_UNIT) or writing_off(request):
        address = ""
    elif one.kind is DifferenceKind.INSTRUCTOR:
        address = f"{reverse('instructor_post')}?unit={one.uuid}"
    else:
        act = ACTS.get(one.kind)
        address = reverse(act, args=[one.uuid]) if act else card
    return Link(one.kind.remedy, address) if address else one.kind.remedy


@require_GET
def differences_export(request: HttpRequest) -> FileResponse:
    """Every line, with the code of each organization."""
    asked, kind = asked_node(request), _kind(request)
    try:
        first = _lines(request, asked, None, EXPORTED_AT_ONCE)
    except NothingKnown as nothing:
        raise Http404 from nothing

    def every_row() -> Iterator[list[Any]]:
        found = first
        while found:
            for one in found:
                told = [one.kind.label, one.reported, one.held, one.source, one.since.isoformat(), one.kind.remedy]
                yield [one.name, one.code, *told]
            found = _lines(request, asked, found[-1].key, EXPORTED_AT_ONCE)

    columns = [(name, "text") for name in (COLUMNS[0], "代码", *COLUMNS[1:])]
    narrowed = [f"筛选：{kind.label}"] if kind else []
    return table_file(
        request, "填报与登记差异", columns, every_row(), [f"范围：{asked.name}及其下级", DEFINITION, *narrowed]
    )
