"""The organizations behind a number of 组建进度: narrowed, chosen for a plan, and as a workbook."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.words.pipeline import Age, PipelineState, PlanState, PlanWay
from shuniu.policy.words.word import Word
from shuniu.queries.accounts import granted
from shuniu.statistics.reports import NothingKnown, PipelineRow, pipeline_rows
from shuniu.web.exporting import table_file
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.formation.pipeline import DEFINITION
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.lists import window_of
from shuniu.web.parts import Chip, Column, Link, Listing, Row, Status, Tone
from shuniu.web.wording import day, word

PAGE, EXPORTED_AT_ONCE = 50, 5_000
STATES: dict[PipelineState, Tone] = {PipelineState.ELIGIBLE: "urgent", PipelineState.IN_PROGRESS: "soon"}
PLANS: dict[PlanState, Tone] = {PlanState.OVER: "urgent", PlanState.NONE: "muted"}
COLUMNS = ("名称", "状态", "状态自", "未覆盖自", "正式党员", "工作覆盖", "方案", "责任党组织", "计划日", "未组建的原因")
NUMERIC = frozenset({"正式党员"})
WORDS: Mapping[str, tuple[str, type[Word]]] = {
    "state": ("状态", PipelineState),
    "age": ("未覆盖时间", Age),
    "plan": ("方案", PlanState),
}
FLAGS = {"own": ("范围", "本级直接负责的"), "exception": ("党员", "达到应建标准的")}


def narrowing(request: HttpRequest) -> dict[str, str]:
    """What the address narrows by; a word nobody knows does not narrow."""
    given = {name: request.GET.get(name, "") for name in WORDS}
    known = {name: value for name, value in given.items() if value in set(WORDS[name][1])}
    return known | {name: "1" for name in FLAGS if request.GET.get(name)}


def _rows(request: HttpRequest, asked: Asked, after: tuple[str, int] | None, limit: int) -> list[PipelineRow]:
    return pipeline_rows(actor_of(request), asked.key, day_of(request), narrowing(request), after, limit)


@require_GET
def rows(request: HttpRequest) -> HttpResponse:
    asked, silent = asked_node(request), ""
    given = window_of(request).after
    after = (str(given[0]), int(given[1])) if given else None
    found: list[PipelineRow] = []
    try:
        found = _rows(request, asked, after, PAGE + 1)
    except NothingKnown as nothing:
        silent = str(nothing)
    context = {
        "asked": asked,
        "silent": silent,
        "listing": _listing(request, asked, found),
        "choosing": _choosing(request, asked),
        "definition": DEFINITION,
        "plans": may_plan(request),
        "crumbs": [Link("组建进度", with_day(request, reverse("pipeline"), node=asked.code)), Link("明细", "")],
    }
    return framed(request, "formation/rows.html.jinja", context)


def may_plan(request: HttpRequest) -> bool:
    return granted(actor_of(request), Action.WRITE_UNIT) and not writing_off(request)


def _choosing(request: HttpRequest, asked: Asked) -> list[tuple[str, list[Link]]]:
    """Each filter with its words as links; the chosen one is marked."""
    kept, address = narrowing(request), reverse("pipeline_rows")
    offered = []
    for name, (label, words) in WORDS.items():
        rest = {one: value for one, value in kept.items() if one != name}
        links = [Link("全部", with_day(request, address, node=asked.code, **rest), name not in kept)]
        links += [
            Link(one.label, with_day(request, address, node=asked.code, **rest, **{name: one.value}),
                 kept.get(name) == one.value)
            for one in words
        ]  # fmt: skip
        offered.append((label, links))
    return offered


def _chips(request: HttpRequest, asked: Asked) -> list[Chip]:
    """What no line of words above the list shows as chosen."""
    kept, address = narrowing(request), reverse("pipeline_rows")
    return [
        Chip(*said, with_day(request, address, node=asked.code, **{one: kept[one] for one in kept if one != name}))
        for name, said in FLAGS.items()
        if name in kept
    ]


def _narrowed(request: HttpRequest) -> str:
    kept = narrowing(request)
    told = [f"{label}：{words(kept[name]).label}" for name, (label, words) in WORDS.items() if name in kept]
    return "；".join([*told, *(f"{label}：{said}" for name, (label, said) in FLAGS.items() if name in kept)])


def _listing(request: HttpRequest, asked: Asked, found: list[PipelineRow]) -> Listing:
    here, address = {"node": asked.code, **narrowing(request)}, reverse("pipeline_rows")
    more = len(found) > PAGE
    return Listing(
        title="组建进度明细",
        columns=[Column(key=name, label=name, numeric=name in NUMERIC) for name in COLUMNS],
        rows=[_row(request, one) for one in found[:PAGE]],
        on=day_of(request),
        chips=_chips(request, asked),
        actions=[Link("制定方案", reverse("formation_plans_set"))] if may_plan(request) else [],
        previous=with_day(request, address, **here) if request.GET.get("after") else "",
        next=with_day(request, address, **here, after=json.dumps(found[PAGE - 1].key)) if more else "",
        exports=[Link("导出 Excel", with_day(request, reverse("pipeline_rows_export"), **here))],
        why_empty="没有符合条件的社会组织。",
        what_next="请减少筛选条件，或换一个账日。",
    )


def _row(request: HttpRequest, one: PipelineRow) -> Row:
    opens = granted(actor_of(request), Action.READ_UNIT)
    plan = Status(_plan(one) or one.plan.label, PLANS.get(one.plan, "plain"))
    cells: list[Any] = [
        one.name,
        Status(one.state.label, STATES.get(one.state, "plain")),
        day(one.state_since),
        day(one.bare_since),
        one.full_members,
        "已覆盖" if one.work_covered else None,
        plan,
        one.owner or None,
        Status(f"{day(one.planned_on)} 已过", "urgent") if one.plan is PlanState.OVER else one.planned_on,
        one.reason or None,
    ]
    return Row(cells, with_day(request, reverse("formation_plan", args=[one.uuid])) if opens else "", str(one.uuid))


def _plan(one: PipelineRow) -> str:
    return word(one.way, PlanWay) if one.way else ""


@require_GET
def rows_export(request: HttpRequest) -> FileResponse:
    """Every row behind the number."""
    asked = asked_node(request)
    try:
        first = _rows(request, asked, None, EXPORTED_AT_ONCE)
    except NothingKnown as nothing:
        raise Http404 from nothing

    def every_row() -> Iterator[list[Any]]:
        found = first
        while found:
            for one in found:
                until = one.planned_on.isoformat() if one.planned_on else ""
                days = [one.state_since.isoformat(), one.bare_since.isoformat()]
                told = ["已覆盖" if one.work_covered else "", _plan(one), one.owner, until, one.reason]
                yield [one.name, one.code, one.state.label, *days, one.full_members, *told]
            found = _rows(request, asked, found[-1].key, EXPORTED_AT_ONCE)

    columns = [(name, "number" if name in NUMERIC else "text") for name in (COLUMNS[0], "代码", *COLUMNS[1:])]
    narrowed = _narrowed(request)
    notes = [f"范围：{asked.name}及其下级", DEFINITION, *([f"筛选：{narrowed}"] if narrowed else [])]
    return table_file(request, "组建进度_明细", columns, every_row(), notes)
