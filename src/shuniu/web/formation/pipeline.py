"""组建进度: the board of a node, each number of which opens its organizations, also as a workbook (D03, E10)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.words.pipeline import Age, PipelineState, PlanState
from shuniu.queries.accounts import granted
from shuniu.statistics.reports import NothingKnown, PipelineBoard, PipelineLine, pipeline_board
from shuniu.web.exporting import table_file
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.figures.board import choices
from shuniu.web.figures.tables import NUMBER, TEXT, ReportTable, exported
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.organizations.views import views_of
from shuniu.web.parts import Link
from shuniu.web.wording import number

DEFINITION = (
    "口径：当日没有党组织覆盖的社会组织，各计一次。有组建申请在办，或者有党组织正在办理把它增加为覆盖单位（包括分设）的，列“组建办理中”；暂缓的，以及一年内未获同意、没有再申请的列“暂缓”；"
    "其余按名册和最近一次人数填报：达到应建标准的列“应建、尚未申请”，有党员而未达标准的列“未达标准”。"
    "“应建未建”不论处在哪种状态都计入，与统计的同名数字一致，应当为 0。时间分段是本平台的约定，原文未明示。"
)
# Two tables beside each other say what one of fourteen columns could not.
STATES, AGEING = "所处状态", "未覆盖的时间和组建方案"


@require_GET
def pipeline(request: HttpRequest) -> HttpResponse:
    asked, silent = asked_node(request), ""
    plans = granted(actor_of(request), Action.WRITE_UNIT)
    tables: list[ReportTable] = []
    try:
        tables = _tables(request, asked)
    except NothingKnown as nothing:
        silent = str(nothing)
    context = {
        "asked": asked,
        "silent": silent,
        "tables": tables,
        "definition": DEFINITION,
        "choices": choices(request),
        "views": views_of(request, "pipeline"),
        "planner": with_day(request, reverse("planner"), node=asked.code) if plans else "",
        "exports": [Link("导出 Excel", with_day(request, reverse("pipeline_export"), node=asked.code))],
    }
    return framed(request, "formation/board.html.jinja", context)


@require_GET
def pipeline_export(request: HttpRequest) -> FileResponse:
    """Both tables as one: a workbook is as wide as it likes."""
    asked = asked_node(request)
    try:
        states, ageing = _tables(request, asked)
    except NothingKnown as nothing:
        raise Http404 from nothing
    columns = [*states.columns, *ageing.columns[1:]]
    rows = [
        [_counted(value, kind) for value, (_, kind) in zip([*one, *other[1:]], columns, strict=True)]
        for one, other in zip(exported(states), exported(ageing), strict=True)
    ]
    return table_file(request, "组建进度", columns, rows, [f"范围：{asked.name}及其下级", DEFINITION])


def _counted(value: Any, kind: str) -> Any:
    return int(value.replace(",", "")) if kind == NUMBER and isinstance(value, str) else value


def _tables(request: HttpRequest, asked: Asked) -> list[ReportTable]:
    found = pipeline_board(actor_of(request), asked.key, day_of(request))
    empty = "所有社会组织都有党组织覆盖，或者没有社会组织。"
    return [
        ReportTable(
            title=STATES,
            columns=_columns("没有党组织覆盖", *(one.label for one in PipelineState), "应建未建"),
            rows=[_states(request, asked, *line) for line in _lines(found)],
            empty=empty,
        ),
        ReportTable(
            title=AGEING,
            columns=_columns(*(one.label for one in (*Age, *PlanState))),
            rows=[_ageing(request, asked, *line) for line in _lines(found)],
            empty=empty,
        ),
    ]


def _columns(*labels: str) -> list[tuple[str, str]]:
    return [("党组织", TEXT), *((label, NUMBER) for label in labels)]


def _lines(found: PipelineBoard) -> list[tuple[PipelineLine, str]]:
    """Each line with what it is called; the total first where there is more than one."""
    lines = [(one, one.name if one.code else f"{one.name}（本级）") for one in found.lines]
    return [(found.total, "合计"), *lines] if len(lines) > 1 else lines


def _where(asked: Asked, one: PipelineLine) -> dict[str, str]:
    return {"node": one.code or asked.code, **({} if one.code else {"own": "1"})}


def _states(request: HttpRequest, asked: Asked, one: PipelineLine, name: str) -> Sequence[Any]:
    where = _where(asked, one)
    states = [_number(request, one.states[state], {**where, "state": state.value}) for state in PipelineState]
    exceptions = _number(request, one.exceptions, {**where, "exception": "1"})
    return (name, _number(request, one.organizations, where), *states, exceptions)


def _ageing(request: HttpRequest, asked: Asked, one: PipelineLine, name: str) -> Sequence[Any]:
    where = _where(asked, one)
    ages = [_number(request, one.ages[age], {**where, "age": age.value}) for age in Age]
    plans = [_number(request, one.plans[plan], {**where, "plan": plan.value}) for plan in PlanState]
    return (name, *ages, *plans)


def _number(request: HttpRequest, count: int, where: dict[str, str]) -> Any:
    return Link(number(count), with_day(request, reverse("pipeline_rows"), **where)) if count else 0
