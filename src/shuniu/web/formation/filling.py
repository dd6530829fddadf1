"""Fill in an application, let it be checked, keep it, send it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shuniu.commands.formation.asking import Applied, ask_formation
from shuniu.commands.formation.filling import keep_formation, submit_formation
from shuniu.commands.journal import Act
from shuniu.kernel.decision import Refused
from shuniu.policy.formation.applying import Checked
from shuniu.policy.formation.fields import FIELDS
from shuniu.policy.grants import Action
from shuniu.queries.formation.applying import ToApply, application_of, own_unit, registrations_behind
from shuniu.queries.formation.candidates import candidates_at
from shuniu.queries.formation.reading import open_lists, told_of
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.organizations.choosing import divisions_below, home_region
from shuniu.queries.party.choosing import committees_to_name
from shuniu.web.cases.beginning import against_applying, told_refused
from shuniu.web.formation.forms import ApplicationForm, Offered, hosted_by_centres
from shuniu.web.formation.wording import said_by
from shuniu.web.frame import actor_of, day_of, framed
from shuniu.web.parts import Link
from shuniu.web.refusals import Refusal, attempt, place_objections
from shuniu.web.rights import needs
from shuniu.web.writing import act_from, only_today

NOT_DONE = Refusal(status=200)


def _found(request: HttpRequest, unit: UUID) -> ToApply:
    try:
        return application_of(actor_of(request), unit, day_of(request))
    except NotFound as problem:
        raise Http404 from problem


def _form(request: HttpRequest, to: ToApply, given: Any = None) -> ApplicationForm:
    actor, on = actor_of(request), day_of(request)
    offered = Offered()
    if not to.own:
        home = home_region(actor, on) if hosted_by_centres(open_lists(to.figures)) else ""
        offered = Offered(
            parents=committees_to_name(actor, on),
            candidates=candidates_at(actor, [to.unit, *to.units], on),
            regions=divisions_below(home) if home else (),
        )
    return ApplicationForm(given, actor, on, to, offered)


@only_today
@require_GET
@needs(Action.FILE_CASE)
def formation_own(request: HttpRequest) -> HttpResponse:
    """For the clerk of an organization: the application of the own unit."""
    unit = own_unit(actor_of(request))
    if unit is None:
        raise Http404
    return HttpResponseRedirect(reverse("formation_fill", args=[unit]))


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def formation_fill(request: HttpRequest, unit: UUID) -> HttpResponse:
    """As it is filled in; sent here it is 暂存."""
    to = _found(request, unit)
    if request.method != "POST":
        against = against_applying(request, to.unit) if to.open is None else []
        if against and to.own:
            back = reverse("organization", args=[to.uuid])
            return told_refused(request, f"申请组建党组织：{to.name}", back, against)
        # An office may name another superior.
        return _page(request, to, _form(request, to), Refusal(against, status=200))
    return _filled(request, to, keep_formation, "已暂存，尚未提交。")


@only_today
@require_POST
@needs(Action.FILE_CASE)
def formation_submit(request: HttpRequest, unit: UUID) -> HttpResponse:
    return _filled(request, _found(request, unit), submit_formation, "已提交，等待材料审查。")


@only_today
@require_POST
@needs(Action.FILE_CASE)
def formation_check(request: HttpRequest, unit: UUID) -> HttpResponse:
    """检查: everything the law says about what is filled in; nothing is written."""
    to = _found(request, unit)
    if not _fillable(to):
        return _not_now(request, to)
    form = _form(request, to, request.POST)
    if not form.is_valid():
        return _page(request, to, form, Refusal())
    try:
        checked = ask_formation(act_from(request, form), _row(to, form, whole=True))
    except Refused as refused:
        return _page(request, to, form, Refusal(place_objections(form, refused.decision)))
    place_objections(form, checked.decision)
    return _page(request, to, form, NOT_DONE, checked)


def _row(to: ToApply, form: ApplicationForm, *, whole: bool = False) -> Applied:
    """``whole``: together with what is locked, as the law has to see it."""
    held = dict(to.open.filed) if whole and to.open is not None else {}
    filed = {**held, **form.filed}
    seen = None if form.seen is None else (*form.seen, *registrations_behind(filed.get("units") or ()))
    return Applied(unit=to.unit, filed=filed, version=form.cleaned_data["version"], seen=seen)


def _fillable(to: ToApply) -> bool:
    return to.open is None or to.open.fillable


def _not_now(request: HttpRequest, to: ToApply) -> HttpResponse:
    messages.warning(request, "这份申请现在不能修改，本次没有写入。")
    return HttpResponseRedirect(reverse("formation_fill", args=[to.uuid]))


def _filled(request: HttpRequest, to: ToApply, fill: Callable[[Act, Applied], UUID], done: str) -> HttpResponse:
    if not _fillable(to):
        return _not_now(request, to)
    form = _form(request, to, request.POST)
    if not form.is_valid():
        return _page(request, to, form, Refusal())
    case: list[UUID] = []
    refusal = attempt(form, lambda: case.append(fill(act_from(request, form), _row(to, form))))
    if refusal is not None:
        if refusal.meanwhile is not None:
            form.renew()
        return _page(request, to, form, refusal)
    messages.success(request, done)
    return HttpResponseRedirect(reverse("formation", args=[case[0]]))


def _page(
    request: HttpRequest, to: ToApply, form: ApplicationForm, refusal: Refusal, checked: Checked | None = None
) -> HttpResponse:
    actor, on = actor_of(request), day_of(request)
    locked: list[tuple[str, Any]] = []
    if form.locked and to.open is not None:
        committee = to.open.filed.get("parent")
        said = said_by(told_of(actor, committee, (on, on), [to.open.filed]))
        locked = [(FIELDS[name], said(name, to.open.filed.get(name))) for name in form.locked]
    context = {
        "to": to,
        "form": form,
        "fillable": _fillable(to),
        "locked": locked,
        "returned": form.locked != [],
        "objections": refusal.objections or (checked.decision.objections if checked else ()),
        "findings": checked.findings if checked else (),
        "checked": checked is not None,
        "told": bool(refusal.objections),
        "meanwhile": refusal.meanwhile,
        "parent": to.parent[1] if to.parent else "",
        "crumbs": [
            Link("事项", reverse("cases")),
            Link(to.name, reverse("organization", args=[to.uuid])),
            Link("申请组建党组织", ""),
        ],
    }
    return framed(request, "formation/fill.html.jinja", context, status=refusal.status)
