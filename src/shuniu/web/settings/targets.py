"""What has a node set out to reach, how far is it, and by when? The list, and the form that sets a target (E07)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.packs.figures import SetTarget, set_targets
from shuniu.policy.figures.targets import TargetState
from shuniu.policy.grants import Action
from shuniu.queries.decided import targets_of
from shuniu.queries.seen import targets_seen
from shuniu.statistics import NoFigures, Table
from shuniu.statistics.reports import NothingKnown, target_lines
from shuniu.statistics.targets import TargetLine
from shuniu.web.dated import dated_facts
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.figures.telling import rows_address
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link, Status
from shuniu.web.rights import needs
from shuniu.web.settings.forms import TargetForm
from shuniu.web.settings.frame import crumbs, first_day, may_set, place, set_down, settable, shown
from shuniu.web.writing import Sheet, only_today

STATES = {
    TargetState.MET: Status("已达到", "done"),
    TargetState.UNDER_WAY: Status("进行中"),
    TargetState.MISSED: Status("到期未达到", "urgent"),
    TargetState.NO_FIGURE: Status("无数据", "muted"),
}


@require_GET
@needs(Action.READ_FIGURE)
def targets(request: HttpRequest) -> HttpResponse:
    asked, actor, on = asked_node(request), actor_of(request), day_of(request)
    silent = ""
    lines: list[TargetLine] = []
    try:
        lines = target_lines(actor, asked.key, on)
    except NothingKnown as nothing:
        silent = str(nothing)
    context = {
        "crumbs": crumbs(request, Link("目标", "")),
        "silent": silent,
        "lines": [_line(request, asked, one) for one in lines],
        "timeline": dated_facts(actor, targets_of(asked.key), on),
        "acts": [Link("设定目标", place(request, "target_new", asked))]
        if may_set(request, Action.SET_TARGET, asked)
        else [],
    }
    return shown(request, "settings/targets.html.jinja", asked, context)


def _percent(value: Decimal) -> str:
    return f"{value.normalize():f}%"


def _line(request: HttpRequest, asked: Asked, one: TargetLine) -> tuple[Any, ...]:
    progress = one.progress
    return (
        one.measure.name,
        _percent(one.target.baseline),
        f"{one.target.delta.normalize():f} 个百分点",
        _percent(one.target.goal),
        _current(request, asked, one.figure, one.progress.shown if one.progress else ""),
        progress.wanting if progress else None,
        one.target.deadline,
        STATES[progress.state if progress else TargetState.NO_FIGURE],
        one.source,
    )


def _current(request: HttpRequest, asked: Asked, told: Table | NoFigures, percent: str) -> Link | str:
    if isinstance(told, NoFigures) or not percent:
        return "无数据"
    return Link(
        f"{percent}（{told.numerator:,}/{told.denominator:,}）", rows_address(request, told.measure.key, asked.code)
    )


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.SET_TARGET)
def target_new(request: HttpRequest) -> HttpResponse:
    asked = settable(request, Action.SET_TARGET)
    form = TargetForm(request.POST or None, initial={**first_day(request), "seen": targets_seen(asked.key)})

    def set_target(act: Act) -> object:
        cells = form.cleaned_data
        names = ("measure", "baseline", "points", "due_on", "source")
        row = SetTarget(party_organization=asked.key, seen=form.seen, **{name: cells[name] for name in names})
        return set_targets(act, [row])

    back = place(request, "targets", asked)
    sheet = Sheet(
        title="设定目标",
        lead=asked.name,
        form=form,
        submit="设定目标",
        back=back,
        crumbs=crumbs(request, Link("目标", back), Link("设定目标", "")),
        notes=["同一指标已有目标的，从这一天起由新目标代替；以前的目标照旧可查。"],
    )
    return set_down(request, sheet, set_target, "目标已设定。")
