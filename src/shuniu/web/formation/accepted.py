"""What the office has accepted of moved 归口 and instructors to be sent: 撤回采纳 while nothing has happened since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.formation.accepting import take_moves_back, take_sending_back
from shuniu.commands.journal import Act
from shuniu.policy.grants import Action
from shuniu.queries.accounts import Actor
from shuniu.queries.formation.accepted import AcceptedLine, accepted_moves, accepted_sending
from shuniu.web.figures.tables import TEXT, ReportTable
from shuniu.web.formation.planner import crumbs_of
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.parts import Link
from shuniu.web.refusals import UNPROCESSABLE, Refusal, attempt
from shuniu.web.rights import needs
from shuniu.web.wording import day
from shuniu.web.writing import ActForm, act_from, only_today, unless_done

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """One sort of what was accepted: how its page reads, where it came from, what it lists, and the act."""

    title: str
    lead: str
    name: str
    columns: Sequence[str]
    lines: Callable[[Actor, date], list[AcceptedLine]]
    cells: Callable[[AcceptedLine], Sequence[Any]]
    back: Callable[[Act, Sequence[int]], list[int]]
    done: str


MOVES = Taking(
    title="已采纳的归口调整",
    lead="撤回以后由原来的党组织归口，如同没有调整过；采纳以后已经办理了别的，写明是什么，不能撤回",
    name="planner_loads",
    columns=("社会组织", "原归口", "现归口", "自"),
    lines=accepted_moves,
    cells=lambda one: (one.before, one.now, day(one.on)),
    back=take_moves_back,
    done="已撤回 {} 家，由原来的党组织归口。",
)
SENDING = Taking(
    title="已采纳的派驻建议",
    lead="撤回以后组建方案恢复到采纳以前；方案已经变更、指导员已经派驻的，写明是什么，不能撤回",
    name="planner_instructors",
    columns=("社会组织", "建议指导员", "计划日"),
    lines=accepted_sending,
    cells=lambda one: (one.now, day(one.on)),
    back=take_sending_back,
    done="已撤回 {} 家，组建方案恢复到采纳以前。",
)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_UNIT)
def planner_loads_accepted(request: HttpRequest) -> HttpResponse:
    return _taken(request, MOVES)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_UNIT)
def planner_instructors_accepted(request: HttpRequest) -> HttpResponse:
    return _taken(request, SENDING)


def _taken(request: HttpRequest, taking: Taking) -> HttpResponse:
    lines = taking.lines(actor_of(request), day_of(request))
    if request.method == "GET":
        return _page(request, taking, lines, ActForm(), Refusal(status=200))
    form, ticked = ActForm(request.POST), set(request.POST.getlist("row"))
    rows = [one for one in lines if str(one.uuid) in ticked]
    if len(rows) < len(ticked):
        unless_done(request, with_day(request, reverse(f"{taking.name}_accepted")))
    if not ticked or len(rows) < len(ticked):
        told = "请至少勾选一家。" if not ticked else "勾选的有的情况已经变化，请核对后再办。"
        form.add_error(None, told)
    if not form.is_valid():
        return _page(request, taking, lines, form, Refusal(status=UNPROCESSABLE))
    refusal = attempt(form, lambda: taking.back(act_from(request, form), [one.unit for one in rows]))
    if refusal is not None:
        return _page(request, taking, taking.lines(actor_of(request), day_of(request)), form, refusal)
    messages.success(request, taking.done.format(len(rows)))
    return HttpResponseRedirect(with_day(request, reverse(f"{taking.name}_accepted")))


def _page(
    request: HttpRequest, taking: Taking, lines: Sequence[AcceptedLine], form: ActForm, refusal: Refusal
) -> HttpResponse:
    back = with_day(request, reverse(taking.name))
    context = {
        "title": taking.title,
        "lead": taking.lead,
        "table": ReportTable(
            title=taking.title,
            columns=[(label, TEXT) for label in (*taking.columns, "撤回")],
            rows=[(_opened(one), *taking.cells(one), _told(one)) for one in lines],
        ),
        "shown": MOST_SHOWN,
        "keys": [str(one.uuid) if one.back.allowed else "" for one in lines],
        "form": form,
        "objections": refusal.objections,
        "conflict": refusal.meanwhile is not None,
        "back": back,
        "crumbs": crumbs_of(request, Link(taking.title, "")),
    }
    return framed(request, "formation/accepted.html.jinja", context, status=refusal.status)


def _opened(one: AcceptedLine) -> Link:
    return Link(one.name, reverse("organization", args=[one.uuid]))


def _told(one: AcceptedLine) -> str:
    return "；".join(each.fact for each in one.back.objections) or "可以撤回"
