"""Proposals that are carried out elsewhere: balanced joint committees (归口), and instructors to send (派驻)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.measures import MEASURES
from shuniu.queries.formation.planning import balanced_loads, instructor_assignments
from shuniu.statistics.law import law_at
from shuniu.web.exporting import table_file
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.figures.board import choices
from shuniu.web.figures.tables import NUMBER, TEXT, ReportTable, exported
from shuniu.web.formation.planner import crumbs_of, views
from shuniu.web.frame import day_of, framed, with_day
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.wording import number

MOST_SHOWN = 200


@require_GET
@needs(Action.WRITE_UNIT)
def planner_loads(request: HttpRequest) -> HttpResponse:
    asked = asked_node(request)
    return _page(request, asked, "planner_loads", _loads(request, asked))


@require_GET
@needs(Action.WRITE_UNIT)
def planner_instructors(request: HttpRequest) -> HttpResponse:
    asked = asked_node(request)
    return _page(request, asked, "planner_instructors", [_instructors(request, asked)])


@require_GET
@needs(Action.WRITE_UNIT)
def planner_loads_export(request: HttpRequest) -> FileResponse:
    asked = asked_node(request)
    return _book(request, asked, _loads(request, asked)[-1])


@require_GET
@needs(Action.WRITE_UNIT)
def planner_instructors_export(request: HttpRequest) -> FileResponse:
    asked = asked_node(request)
    return _book(request, asked, _instructors(request, asked))


def _book(request: HttpRequest, asked: Asked, table: ReportTable) -> FileResponse:
    return table_file(
        request, table.title, table.columns, exported(table), [f"范围：{asked.name}及其下级", *table.notes]
    )


def _page(request: HttpRequest, asked: Asked, name: str, tables: Sequence[ReportTable]) -> HttpResponse:
    context = {
        "asked": asked,
        "choices": choices(request),
        "tables": tables,
        "shown": MOST_SHOWN,
        "views": views(request, name, asked.code),
        "export": with_day(request, reverse(f"{name}_export"), node=asked.code),
        "crumbs": crumbs_of(request),
    }
    return framed(request, "formation/balancing.html.jinja", context)


def _loads(request: HttpRequest, asked: Asked) -> list[ReportTable]:
    """Loads before and after, and the moves that lead there."""
    on = day_of(request)
    kinds = [kind.value for kind in MEASURES["joint_committees"].kinds(law_at([asked.key], on)[asked.key])]
    found = balanced_loads(asked.key, on, kinds)
    empty = "没有联合党委。" if found.bounds else "适用文本没有规定联合党委的规模。"
    said = []
    if found.bounds:
        least, most = found.bounds
        said = [
            f"每个联合党委 {least} 至 {most} 家；没有作出允许偏离的决定的，按目标数计。"
            f"共需调整 {len(found.moves)} 家，为达到规模所需的最少家数。"
        ]
    loads = ReportTable(
        title="联合党委规模",
        columns=[("联合党委", TEXT), ("现在（家）", NUMBER), ("调整后（家）", NUMBER)],
        rows=[(name, number(now), number(after)) for name, now, after in found.loads],
        notes=said,
        empty=empty,
    )
    moves = ReportTable(
        title="建议调整的归口",
        columns=[("社会组织", TEXT), ("现归口", TEXT), ("建议归口", TEXT), ("说明", TEXT)],
        rows=[
            (
                Link(one.name, reverse("organization", args=[one.uuid])),
                one.giver,
                one.receiver,
                "领域与联合党委一致" if one.fits else "距离最近",
            )
            for one in found.moves
        ],
        notes=["调整由归口办理，这里只提出建议。"] if found.moves else [],
        empty="不需要调整。" if found.loads else empty,
    )
    return [loads, moves]


def _instructors(request: HttpRequest, asked: Asked) -> ReportTable:
    found = instructor_assignments(asked.key, day_of(request))
    limit = (
        f"一名指导员最多派驻 {found.limit} 家" if found.limit is not None else "一名最多派驻几家，原文未明示，按平均"
    )
    return ReportTable(
        title="建议派驻",
        columns=[("指导员", TEXT), ("建议派驻的社会组织", TEXT), ("连同现有（家）", NUMBER)],
        rows=[
            (
                Link(f"指导员{one.code}", reverse("instructor", args=[one.instructor])),
                "、".join(name for name, _ in one.organizations),
                number(one.together),
            )
            for one in found.lines
        ],
        notes=[
            f"未达应建标准、组织和工作都没有覆盖的 {number(found.waiting)} 家，"
            f"其中 {number(found.left)} 家没有可派的指导员。{limit}；重点单位在先，其余就近。派驻由派驻指导员办理。"
        ],
        empty=_nobody(found.waiting),
    )


def _nobody(waiting: int) -> Any:
    return "没有可以派驻的指导员，请先在人才库中入库。" if waiting else "没有需要派驻指导员的社会组织。"
