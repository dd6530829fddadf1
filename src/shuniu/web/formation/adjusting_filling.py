"""Fill in an adjustment, let it be checked, keep it, send it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from shuniu.commands.formation.adjusting import keep_adjustment, submit_adjustment
from shuniu.commands.formation.adjusting_law import Adjusting, ask_adjustment
from shuniu.commands.journal import Act
from shuniu.kernel.decision import Refused
from shuniu.policy.formation.adjusting import ends
from shuniu.policy.formation.adjusting_steps import FIELDS, fields_of
from shuniu.policy.formation.applying import Checked
from shuniu.policy.grants import Action
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.queries.cases.ending import work_of_nodes
from shuniu.queries.formation.adjusting import ToAdjust, names_filed, to_adjust
from shuniu.queries.organizations.card import NotFound
from shuniu.web.cases.beginning import refused_before
from shuniu.web.cases.open_work import WorkTable, work_before
from shuniu.web.formation.adjusting_forms import AdjustmentForm, initial_of
from shuniu.web.formation.adjusting_reading import said_by
from shuniu.web.frame import actor_of, address_of, day_of, framed, with_day
from shuniu.web.parts import Link
from shuniu.web.refusals import Refusal, attempt, place_objections
from shuniu.web.rights import needs
from shuniu.web.writing import act_from, only_today

NOT_DONE = Refusal(status=200)
LEADS = {
    AdjustmentTopic.RENAME: "批复以后从批复写明的日期起用新的全称，以前的名称照旧可查",
    AdjustmentTopic.RANK: "升格为党总支、党委的，可以同时在其下设党支部，并把党员逐名编入",
    AdjustmentTopic.MERGE: "批复以后，下级、归口和覆盖的单位、党员一并转入，以前的照旧可查",
    AdjustmentTopic.SPLIT: "没有划出的留在原党组织；党员逐名转接，各自的经历保留",
    AdjustmentTopic.TAKE_IN: "批复以后从批复写明的日期起一并覆盖，原来覆盖的照旧",
    AdjustmentTopic.REATTACH: "批复以后划到新的上级之下，以前的隶属关系照旧可查",
    AdjustmentTopic.DISSOLVE: "撤销以前，党员转入写明的党组织；还有下级和归口单位的，先要划出",
    AdjustmentTopic.EVOLVE: "联合组建的分出一部分单位，改为小联合或者单独组建",
}


def _found(request: HttpRequest, code: str, topic: str) -> tuple[ToAdjust, AdjustmentTopic]:
    if topic not in set(AdjustmentTopic):
        raise Http404
    try:
        return to_adjust(actor_of(request), code, AdjustmentTopic(topic), day_of(request)), AdjustmentTopic(topic)
    except NotFound as problem:
        raise Http404 from problem


def _form(request: HttpRequest, to: ToAdjust, topic: AdjustmentTopic, given: Any = None) -> AdjustmentForm:
    actor, on = actor_of(request), day_of(request)
    first: dict[str, Any] = {"version": to.open.version if to.open else 0, "seen": to.seen}
    if to.open is not None:
        first |= initial_of(to.open.filed, names_filed(actor, [to.open.filed], on))
    return AdjustmentForm(given, actor, on, to, topic, initial=first)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def adjustment_fill(request: HttpRequest, code: str, topic: str) -> HttpResponse:
    """As it is filled in; sent here it is 暂存."""
    to, which = _found(request, code, topic)
    back = with_day(request, address_of("party_organization", code))
    if to.open is None and (refused := refused_before(request, f"{which.label}：{to.name}", back, [to.key])):
        return refused
    if request.method != "POST":
        return _page(request, to, which, _form(request, to, which), NOT_DONE)
    return _filled(request, to, which, keep_adjustment, "已暂存，尚未提交。")


@only_today
@require_POST
@needs(Action.FILE_CASE)
def adjustment_submit(request: HttpRequest, code: str, topic: str) -> HttpResponse:
    to, which = _found(request, code, topic)
    return _filled(request, to, which, submit_adjustment, "已提交，等待材料审查。")


@only_today
@require_POST
@needs(Action.FILE_CASE)
def adjustment_check(request: HttpRequest, code: str, topic: str) -> HttpResponse:
    """检查: everything the law says about what is filled in; nothing is written."""
    to, which = _found(request, code, topic)
    form = _form(request, to, which, request.POST)
    if not form.is_valid() or not to.fillable:
        return _page(request, to, which, form, Refusal())
    held = dict(to.open.filed) if to.open is not None else {}
    try:
        checked = ask_adjustment(act_from(request, form), _row(to, which, form, {**held, **form.filed}))
    except Refused as refused:
        return _page(request, to, which, form, Refusal(place_objections(form, refused.decision)))
    place_objections(form, checked.decision)
    return _page(request, to, which, form, NOT_DONE, checked)


def _row(to: ToAdjust, topic: AdjustmentTopic, form: AdjustmentForm, filed: dict[str, Any]) -> Adjusting:
    return Adjusting(
        party_organization=to.key, topic=topic, filed=filed, version=form.cleaned_data["version"], seen=form.seen
    )


def _filled(
    request: HttpRequest, to: ToAdjust, topic: AdjustmentTopic, fill: Callable[[Act, Adjusting], UUID], done: str
) -> HttpResponse:
    form = _form(request, to, topic, request.POST)
    if not form.is_valid() or not to.fillable:
        return _page(request, to, topic, form, Refusal())
    case: list[UUID] = []
    refusal = attempt(form, lambda: case.append(fill(act_from(request, form), _row(to, topic, form, form.filed))))
    if refusal is not None:
        return _page(request, to, topic, form, refusal)
    messages.success(request, done)
    return HttpResponseRedirect(reverse("adjustment", args=[case[0]]))


def _page(
    request: HttpRequest,
    to: ToAdjust,
    topic: AdjustmentTopic,
    form: AdjustmentForm,
    refusal: Refusal,
    checked: Checked | None = None,
) -> HttpResponse:
    locked: list[tuple[str, Any]] = []
    if to.open is not None and to.open.unlocked is not None:
        said = said_by(names_filed(actor_of(request), [to.open.filed], day_of(request)))
        names = [name for name in fields_of(topic) if name not in form.fillable]
        locked = [(FIELDS[name], said(name, to.open.filed.get(name))) for name in names]
    context = {
        "to": to,
        "topic": topic,
        "lead": LEADS[topic],
        "form": form,
        "remarks": to.open.remarks if to.open is not None and to.open.unlocked is not None else {},
        "locked": locked,
        "objections": refusal.objections or (checked.decision.objections if checked else ()),
        "findings": checked.findings if checked else (),
        "checked": checked is not None,
        "told": bool(refusal.objections),
        "work": _open_work(request, to, topic),
        "crumbs": [
            Link("党组织", reverse("party")),
            Link(to.name, reverse("party_organization", args=[to.code])),
            Link(f"报批{topic.label}", ""),
        ],
    }
    return framed(request, "formation/adjust.html.jinja", context, status=refusal.status)


def _open_work(request: HttpRequest, to: ToAdjust, topic: AdjustmentTopic) -> WorkTable | None:
    """Of what certainly ends: whoever reports it knows what is not finished there."""
    if not ends(topic, {}):
        return None
    merged = topic is AdjustmentTopic.MERGE
    leaving = to.open.key if to.open else None
    work = work_of_nodes(actor_of(request), [to.key], day_of(request), merged=merged, leaving=leaving)
    return work_before(request, work, "批复")
