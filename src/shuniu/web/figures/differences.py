"""填报与登记差异: the list to work off, by kind, page by page, and as a workbook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.figures.differences import DEFINITION, DifferenceKind
from shuniu.policy.grants import Action
from shuniu.queries.accounts import granted
from shuniu.statistics.reports import NothingKnown
from shuniu.statistics.reports.differences import (
    DifferenceCounts,
    DifferenceLine,
    Key,
    Wanted,
    difference_counts,
    difference_lines,
)
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
SAID = ("社会组织", "差异", "填报", "登记簿", "来源", "填报自")
OPEN = (*SAID, "怎么办", "一时不能办结的")
ASIDE = (*SAID[:4], "填报自", "搁置的原因", "搁置到", "怎么办")
NOTHING_DIFFERS = "没有填报的单位不在其中；可以先导入党建情况统计表。"
NOTHING_ASIDE = "一时不能办结的，在清单中点“搁置”。"
EXPORTED_COLUMNS = (*SAID, "怎么办"), (*SAID, "搁置的原因", "搁置到")


def _kind(request: HttpRequest) -> DifferenceKind | None:
    given = request.GET.get("kind", "")
    return DifferenceKind(given) if given in set(DifferenceKind) else None


def _aside(request: HttpRequest) -> bool:
    """Whether what is set aside is looked at: a list by itself, of all kinds."""
    return request.GET.get("aside", "") == "1"


def _wanted(request: HttpRequest) -> Wanted:
    return Wanted(aside=True) if _aside(request) else Wanted(kind=_kind(request))


def _lines(request: HttpRequest, asked: Asked, after: Key | None, limit: int) -> list[DifferenceLine]:
    return difference_lines(actor_of(request), asked.key, day_of(request), _wanted(request), after, limit)


def may_settle(request: HttpRequest) -> bool:
    return granted(actor_of(request), Action.WRITE_UNIT) and not writing_off(request)


def may_accept(request: HttpRequest) -> bool:
    return granted(actor_of(request), Action.WRITE_PARTY_ORGANIZATION) and not writing_off(request)


@require_GET
def differences(request: HttpRequest) -> HttpResponse:
    asked, silent = asked_node(request), ""
    given = key_in(request.GET.get("after", ""), str, int, int)
    after = (given[0], given[1], given[2]) if given else None
    found: list[DifferenceLine] = []
    counts = DifferenceCounts(open={}, aside={})
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
        "hint": _hint(request, counts),
        "crumbs": report_crumbs(request, asked),
        "tabs": report_tabs(request, asked, "differences", TITLES),
    }
    return framed(request, "figures/differences.html.jinja", context)


def _here(request: HttpRequest) -> dict[str, str]:
    """Which list of them the address asks for."""
    if _aside(request):
        return {"aside": "1"}
    kind = _kind(request)
    return {"kind": kind.value} if kind else {}


def _kinds(request: HttpRequest, asked: Asked, counts: DifferenceCounts) -> list[Link]:
    """How much of each; what there is none of is not offered unless it is looked at. What is set aside stands apart."""
    here = _here(request)

    def link(label: str, number: int, **query: str) -> Link:
        return Link(label, with_day(request, reverse("differences"), node=asked.code, **query), query == here, number)

    each = [(link(kind.label, number, kind=kind.value), number) for kind, number in counts.open.items()]
    aside = link("搁置", sum(counts.aside.values()), aside="1")
    return [
        link("全部", sum(counts.open.values())),
        *(one for one, number in each if number or one.current),
        *([aside] if aside.count or aside.current else []),
    ]


def _hint(request: HttpRequest, counts: DifferenceCounts) -> str:
    """How several are accepted at once; the bar for it appears only where something has been chosen."""
    if _aside(request):
        return "填报或登记簿有一方变了，或者期限到了，自动重新列入清单；也可以提前恢复办理。"
    acceptable = DifferenceKind.NOT_COVERED
    if counts.open.get(acceptable, 0) < 2 or not may_accept(request):
        return ""
    if _kind(request) is acceptable:
        return "勾选一家或几家，再点“采纳组建”。办理以前先列出将要登记的内容。"
    return "" if _kind(request) else f"要一次采纳几家，请先点“{acceptable.label}”。"


def _listing(request: HttpRequest, asked: Asked, found: list[DifferenceLine], counts: DifferenceCounts) -> Listing:
    wanted, address = _wanted(request), reverse("differences")
    kind, here = wanted.kind, {"node": asked.code, **_here(request)}
    accepting = kind is DifferenceKind.NOT_COVERED and may_accept(request)
    counted = counts.aside if wanted.aside else counts.open
    columns = _columns(request)
    key = json.dumps(found[PAGE - 1].key, ensure_ascii=False) if len(found) > PAGE else ""
    return Listing(
        title="填报与登记差异",
        columns=[Column(key=name, label=name) for name in columns],
        rows=[_row(request, asked, one) for one in found[:PAGE]],
        on=day_of(request),
        count=counted.get(kind, 0) if kind else sum(counted.values()),
        unit="家" if kind else "项",
        actions=[Link("采纳组建", reverse("formations_accept"))] if accepting else [],
        previous=with_day(request, address, **here) if request.GET.get("after") else "",
        next=with_day(request, address, **here, after=key) if key else "",
        exports=[Link("导出 Excel", with_day(request, reverse("differences_export"), **here))],
        why_empty="没有搁置的差异。" if wanted.aside else "填报与登记没有差异。",
        what_next=NOTHING_ASIDE if wanted.aside else NOTHING_DIFFERS,
    )


def _row(request: HttpRequest, asked: Asked, one: DifferenceLine) -> Row:
    opens = granted(actor_of(request), Action.READ_UNIT)
    card = with_day(request, reverse("organization", args=[one.uuid]), tab="party") if opens else ""
    cells = [one.name, one.kind.label, one.reported, one.held]
    settles = may_settle(request)
    if one.aside:
        again = [_act("恢复办理", "difference_take_up", one)] if settles else []
        return Row([*cells, day(one.since), one.reason, day(one.until), *again], card, str(one.uuid))
    aside = [_act("搁置", "difference_aside", one)] if settles else []
    return Row([*cells, one.source, day(one.since), _remedy(request, one, card), *aside], card, str(one.uuid))


def _columns(request: HttpRequest) -> tuple[str, ...]:
    """The last one is for whoever may settle something."""
    columns = ASIDE if _aside(request) else OPEN
    return columns if may_settle(request) else columns[:-1]


def _act(label: str, name: str, one: DifferenceLine) -> Link:
    return Link(label, f"{reverse(name, args=[one.uuid])}?kind={one.kind.value}")


def _remedy(request: HttpRequest, one: DifferenceLine, card: str) -> Any:
    """The act that settles the line, with the organization filled in; else where both sides and their acts stand."""
    if one.kind is DifferenceKind.NOT_COVERED:
        address = f"{reverse('formations_accept')}?row={one.uuid}" if may_accept(request) else ""
    elif not may_settle(request):
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
    asked, wanted = asked_node(request), _wanted(request)
    try:
        first = _lines(request, asked, None, EXPORTED_AT_ONCE)
    except NothingKnown as nothing:
        raise Http404 from nothing

    def every_row() -> Iterator[list[Any]]:
        found = first
        while found:
            for one in found:
                told = [one.kind.label, one.reported, one.held, one.source, one.since.isoformat()]
                last = [one.reason, day(one.until)] if wanted.aside else [one.kind.remedy]
                yield [one.name, one.code, *told, *last]
            found = _lines(request, asked, found[-1].key, EXPORTED_AT_ONCE)

    first_column, *others = EXPORTED_COLUMNS[wanted.aside]
    columns = [(name, "text") for name in (first_column, "代码", *others)]
    narrowed = [f"筛选：{wanted.kind.label}"] if wanted.kind else ["搁置的"] if wanted.aside else []
    return table_file(
        request, "填报与登记差异", columns, every_row(), [f"范围：{asked.name}及其下级", DEFINITION, *narrowed]
    )
