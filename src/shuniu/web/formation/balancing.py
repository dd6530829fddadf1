"""Proposals beside those of setting up: balanced joint committees (归口), and instructors to send (派驻).

What is ticked and accepted is done at once where one act does it (归口); of who could be sent a plan is made, which the
instructors' page shows until somebody is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from shuniu.commands.formation.accepting import accept_moves, accept_sending
from shuniu.commands.formation.plans import Plan
from shuniu.commands.journal import Act
from shuniu.commands.party.answering import Answering
from shuniu.policy.formation.planning.deciding import PLAN_REASONS
from shuniu.policy.formation.planning.proposals import ProposalKind
from shuniu.policy.grants import Action
from shuniu.policy.measures import MEASURES
from shuniu.policy.words.pipeline import PlanWay
from shuniu.queries.formation.planning import (
    AssignedLine,
    Assignments,
    Balanced,
    MoveLine,
    balanced_loads,
    instructor_assignments,
)
from shuniu.statistics.law import law_at
from shuniu.web.exporting import table_file
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.figures.board import choices
from shuniu.web.figures.tables import NUMBER, TEXT, ReportTable, exported
from shuniu.web.formation.pipeline_rows import may_plan
from shuniu.web.formation.planner import crumbs_of, views
from shuniu.web.frame import day_of, framed, with_day
from shuniu.web.parts import Link, Status
from shuniu.web.refusals import UNPROCESSABLE, Refusal, attempt
from shuniu.web.rights import needs
from shuniu.web.wording import number
from shuniu.web.writing import ActForm, DatedForm, act_from, day_field, only_today

MOST_SHOWN = 200


class MovesForm(DatedForm):
    """From which day who answers for what is ticked."""


class SendingForm(ActForm):
    planned_on = day_field("计划日", help_text="计划在哪一天派驻到位。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One page: its tables, the last of which is ticked by the ``keys`` beside its rows; the form, the act that is done
    for the keys ticked, and what is said of it."""

    name: str
    tables: Sequence[ReportTable]
    keys: Sequence[str]
    form: ActForm
    hint: str
    done: str
    act: Callable[[Act, set[str]], object]


@require_GET
@needs(Action.WRITE_UNIT)
def planner_loads(request: HttpRequest) -> HttpResponse:
    asked = asked_node(request)
    return _page(request, asked, _moves(request, asked), Refusal(status=200))


@only_today
@require_POST
@needs(Action.WRITE_UNIT)
def planner_loads_accept(request: HttpRequest) -> HttpResponse:
    asked = asked_node(request)
    return _accepted(request, asked, _moves(request, asked, request.POST))


@require_GET
@needs(Action.WRITE_UNIT)
def planner_instructors(request: HttpRequest) -> HttpResponse:
    asked = asked_node(request)
    return _page(request, asked, _sending(request, asked), Refusal(status=200))


@only_today
@require_POST
@needs(Action.WRITE_UNIT)
def planner_instructors_accept(request: HttpRequest) -> HttpResponse:
    asked = asked_node(request)
    return _accepted(request, asked, _sending(request, asked, request.POST))


def _moves(request: HttpRequest, asked: Asked, given: Any = None) -> Proposed:
    found = _balanced(request, asked)

    def move(act: Act, ticked: set[str]) -> object:
        rows = [one for one in found.moves if str(one.uuid) in ticked]
        return accept_moves(act, [Answering(unit=one.unit, party_organization=one.to) for one in rows])

    return Proposed(
        name="planner_loads",
        tables=_loads(found),
        keys=[str(one.uuid) for one in found.moves],
        form=MovesForm(given, initial={"since": day_of(request)}),
        hint="勾选要调整的单位，写明从哪一天起，再点“采纳”：归口从这一天起变更，以前的照旧可查。",
        done="已调整 {} 家的归口。",
        act=move,
    )


def _sending(request: HttpRequest, asked: Asked, given: Any = None) -> Proposed:
    found = instructor_assignments(asked.key, day_of(request))
    form = SendingForm(given)

    def plan(act: Act, ticked: set[str]) -> object:
        return accept_sending(act, [_plan_of(one, form) for one in found.lines if str(one.uuid) in ticked])

    return Proposed(
        name="planner_instructors",
        tables=[_instructors(found)],
        keys=["" if one.planned else str(one.uuid) for one in found.lines],
        form=form,
        hint="勾选单位，写明计划日，再点“采纳”：列入指导员的“待派驻”，在那里写明文号派驻。",
        done="{} 家已列入“待派驻”。",
        act=plan,
    )


def _plan_of(one: AssignedLine, form: ActForm) -> Plan:
    return Plan(
        unit=one.unit,
        party_organization=one.node,
        way=PlanWay.INSTRUCTOR.value,
        planned_on=form.cleaned_data["planned_on"],
        reason=PLAN_REASONS[ProposalKind.INSTRUCTOR],
        note="按组建规划",
        instructor=one.instructor,
    )


def _accepted(request: HttpRequest, asked: Asked, proposed: Proposed) -> HttpResponse:
    """Done for what is ticked and still proposed."""
    ticked = {text for text in request.POST.getlist("row") if _public(text)}
    if not ticked or ticked - set(proposed.keys):
        told = "请至少勾选一家。" if not ticked else "勾选的有的情况已经变化，不再是建议，请核对后再办。"
        proposed.form.add_error(None, told)
    if not proposed.form.is_valid():
        return _page(request, asked, proposed, Refusal(status=UNPROCESSABLE))
    refusal = attempt(proposed.form, lambda: proposed.act(act_from(request, proposed.form), ticked))
    if refusal is not None:
        return _page(request, asked, proposed, refusal)
    messages.success(request, proposed.done.format(len(ticked)))
    return HttpResponseRedirect(with_day(request, reverse(proposed.name), node=asked.code))


def _public(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


@require_GET
@needs(Action.WRITE_UNIT)
def planner_loads_export(request: HttpRequest) -> FileResponse:
    asked = asked_node(request)
    return _book(request, asked, _loads(_balanced(request, asked))[-1])


@require_GET
@needs(Action.WRITE_UNIT)
def planner_instructors_export(request: HttpRequest) -> FileResponse:
    asked = asked_node(request)
    return _book(request, asked, _instructors(instructor_assignments(asked.key, day_of(request))))


def _book(request: HttpRequest, asked: Asked, table: ReportTable) -> FileResponse:
    return table_file(
        request, table.title, table.columns, exported(table), [f"范围：{asked.name}及其下级", *table.notes]
    )


def _page(request: HttpRequest, asked: Asked, proposed: Proposed, refusal: Refusal) -> HttpResponse:
    context = {
        "asked": asked,
        "choices": choices(request),
        "tables": proposed.tables,
        "shown": MOST_SHOWN,
        "keys": proposed.keys,
        "form": proposed.form if may_plan(request) and any(proposed.keys) else None,
        "hint": proposed.hint,
        "accept": with_day(request, reverse(f"{proposed.name}_accept"), node=asked.code),
        "objections": refusal.objections,
        "conflict": refusal.meanwhile is not None,
        "accepted": with_day(request, reverse(f"{proposed.name}_accepted")) if may_plan(request) else "",
        "views": views(request, proposed.name, asked.code),
        "export": with_day(request, reverse(f"{proposed.name}_export"), node=asked.code),
        "crumbs": crumbs_of(request),
    }
    return framed(request, "formation/balancing.html.jinja", context, status=refusal.status)


def _balanced(request: HttpRequest, asked: Asked) -> Balanced:
    on = day_of(request)
    kinds = MEASURES["joint_committees"].kinds(law_at([asked.key], on)[asked.key])
    return balanced_loads(asked.key, on, [kind.value for kind in kinds])


def _loads(found: Balanced) -> list[ReportTable]:
    """Loads before and after, and the moves that lead there."""
    empty = "没有联合党委。" if found.bounds else "适用文本没有规定联合党委的规模。"
    said = []
    if found.bounds:
        least, most = found.bounds
        meant = f"{least} 至 {most} 家" if least < most else f"{most} 家（没有作出允许偏离的决定，按目标数计）"
        said = [f"每个联合党委 {meant}。共需调整 {len(found.moves)} 家，为达到规模所需的最少家数。"]
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
        rows=[_move(one) for one in found.moves],
        empty="不需要调整。" if found.loads else empty,
    )
    return [loads, moves]


def _move(one: MoveLine) -> tuple[Any, ...]:
    told = "领域与联合党委一致" if one.fits else "距离最近"
    return Link(one.name, reverse("organization", args=[one.uuid])), one.giver, one.receiver, told


def _instructors(found: Assignments) -> ReportTable:
    limit = (
        f"一名指导员最多派驻 {found.limit} 家" if found.limit is not None else "一名最多派驻几家，原文未明示，按平均"
    )
    return ReportTable(
        title="建议派驻",
        columns=[("社会组织", TEXT), ("建议指导员", TEXT), ("派驻后共（家）", NUMBER), ("进度", TEXT)],
        rows=[_line(one) for one in found.lines],
        notes=[
            f"未达应建标准、组织和工作都没有覆盖的 {number(found.waiting)} 家，"
            f"其中 {number(found.left)} 家没有可派的指导员。{limit}；重点单位在先，其余就近。"
        ],
        empty=_nobody(found.waiting),
    )


def _line(one: AssignedLine) -> tuple[Any, ...]:
    planned: Any = Link("待派驻", reverse("instructors_waiting")) if one.planned else Status("未列入方案", "muted")
    return (
        Link(one.name, reverse("formation_plan", args=[one.uuid])),
        Link(f"指导员{one.code}", reverse("instructor", args=[one.instructor_uuid])),
        number(one.together),
        planned,
    )


def _nobody(waiting: int) -> Any:
    return "没有可以派驻的指导员，请先在人才库中入库。" if waiting else "没有需要派驻指导员的社会组织。"
