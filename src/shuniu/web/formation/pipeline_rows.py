"""The organizations behind a number of 组建进度: narrowed, chosen for a plan, and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.words.pipeline import Age, PipelineState, PlanState, PlanWay
from shuniu.queries.accounts import granted
from shuniu.statistics.reports import PipelineRow, pipeline_rows
from shuniu.web.figures.behind import Behind
from shuniu.web.formation.pipeline import DEFINITION
from shuniu.web.frame import actor_of, framed, with_day, writing_off
from shuniu.web.parts import Link, Row, Status, Tone
from shuniu.web.wording import day, word

STATES: dict[PipelineState, Tone] = {PipelineState.ELIGIBLE: "urgent", PipelineState.IN_PROGRESS: "soon"}
PLANS: dict[PlanState, Tone] = {PlanState.OVER: "urgent", PlanState.NONE: "muted"}
COLUMNS = ("名称", "状态", "状态自", "未覆盖自", "正式党员", "工作覆盖", "方案", "责任党组织", "计划日", "未组建的原因")


def may_plan(request: HttpRequest) -> bool:
    return granted(actor_of(request), Action.WRITE_UNIT) and not writing_off(request)


def _plan(one: PipelineRow) -> str:
    return word(one.way, PlanWay) if one.way else ""


def _row(request: HttpRequest, one: PipelineRow) -> Row:
    opens = granted(actor_of(request), Action.READ_UNIT)
    cells: list[Any] = [
        one.name,
        Status(one.state.label, STATES.get(one.state, "plain")),
        day(one.state_since),
        day(one.bare_since),
        one.full_members,
        "已覆盖" if one.work_covered else None,
        Status(_plan(one) or one.plan.label, PLANS.get(one.plan, "plain")),
        one.owner or None,
        Status(f"{day(one.planned_on)} 已过", "urgent") if one.plan is PlanState.OVER else one.planned_on,
        one.reason or None,
    ]
    return Row(cells, with_day(request, reverse("formation_plan", args=[one.uuid])) if opens else "", str(one.uuid))


def _told(one: PipelineRow) -> Sequence[Any]:
    until = one.planned_on.isoformat() if one.planned_on else ""
    days = [one.state_since.isoformat(), one.bare_since.isoformat()]
    told = ["已覆盖" if one.work_covered else "", _plan(one), one.owner, until, one.reason]
    return [one.name, one.code, one.state.label, *days, one.full_members, *told]


BEHIND = Behind(
    title="组建进度明细",
    rows="pipeline_rows",
    export="pipeline_rows_export",
    file="组建进度_明细",
    definition=DEFINITION,
    columns=COLUMNS,
    exported=(COLUMNS[0], "代码", *COLUMNS[1:]),
    numeric=frozenset({"正式党员"}),
    read=pipeline_rows,
    row=_row,
    told=_told,
    words={"state": ("状态", PipelineState), "age": ("未覆盖时间", Age), "plan": ("方案", PlanState)},
    flags={"own": ("范围", "本级直接负责的"), "exception": ("党员", "应建未建的")},
)


@require_GET
def rows(request: HttpRequest) -> HttpResponse:
    plans = may_plan(request)
    found = BEHIND.page(request, [Link("制定方案", reverse("formation_plans_set"))] if plans else [])
    context = {
        **found,
        "heading": "没有党组织覆盖的社会组织",
        "hint": "勾选一家或几家，再点“制定方案”；点名称看这一家的方案和时间倒推表。" if plans else "",
        "crumbs": [
            Link("组建进度", with_day(request, reverse("pipeline"), node=found["asked"].code)),
            Link("明细", ""),
        ],
    }
    return framed(request, "figures/behind.html.jinja", context)


@require_GET
def rows_export(request: HttpRequest) -> FileResponse:
    return BEHIND.workbook(request)
