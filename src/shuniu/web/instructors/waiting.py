"""待派驻: organizations for which an instructor is planned; ticked, the one who could be sent is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.instructors.posting import Sending, post_instructors
from shuniu.policy.grants import Action
from shuniu.queries.instructors.waiting import MOST, ToSend, waiting_to_send
from shuniu.web.figures.tables import TEXT, ReportTable
from shuniu.web.frame import actor_of, day_of, framed
from shuniu.web.instructors.views import crumbs_of
from shuniu.web.parts import Link, Status
from shuniu.web.refusals import UNPROCESSABLE, Refusal, attempt
from shuniu.web.rights import needs
from shuniu.web.wording import day
from shuniu.web.writing import DatedForm, act_from, only_today


class SendForm(DatedForm):
    """Under which document, from which day."""

    document_number = forms.CharField(label="派驻文号", max_length=80, required=False)
    field_order = ["document_number", "since"]


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_UNIT)
def instructors_waiting(request: HttpRequest) -> HttpResponse:
    found = waiting_to_send(actor_of(request), day_of(request))
    form = SendForm(request.POST or None, initial={"since": day_of(request)})
    if request.method != "POST":
        return _page(request, form, found, Refusal(status=200))
    ticked = set(request.POST.getlist("row"))
    chosen = [one for one in found if str(one.uuid) in ticked and one.instructor is not None]
    if not chosen or len(chosen) < len(ticked):
        form.add_error(None, "请至少勾选一家。" if not ticked else "勾选的有的已经派驻或变更，请核对后再办。")
    if not form.is_valid():
        return _page(request, form, found, Refusal(status=UNPROCESSABLE))
    number = form.cleaned_data["document_number"]
    rows = [
        Sending(instructor=one.instructor[0], unit=one.unit, document_number=number)
        for one in chosen
        if one.instructor is not None
    ]
    refusal = attempt(form, lambda: post_instructors(act_from(request, form), rows))
    if refusal is not None:
        return _page(request, form, found, refusal)
    messages.success(request, f"已派驻 {len(rows)} 家。")
    return HttpResponseRedirect(reverse("instructors_waiting"))


def _page(request: HttpRequest, form: SendForm, found: Sequence[ToSend], refusal: Refusal) -> HttpResponse:
    table = ReportTable(
        title="待派驻的社会组织",
        columns=[("社会组织", TEXT), ("建议指导员", TEXT), ("计划日", TEXT), ("责任党组织", TEXT)],
        rows=[_row(request, one) for one in found],
    )
    context = {
        "table": table,
        "keys": [str(one.uuid) if one.instructor is not None else "" for one in found],
        "most": MOST,
        "form": form,
        "objections": refusal.objections,
        "conflict": refusal.meanwhile is not None,
        "back": reverse("instructors"),
        "crumbs": crumbs_of(request, Link("待派驻", "")),
    }
    return framed(request, "instructors/waiting.html.jinja", context, status=refusal.status)


def _row(request: HttpRequest, one: ToSend) -> list[Any]:
    over = one.planned_on < actor_of(request).today
    planned: Any = Status(f"{day(one.planned_on)} 已过", "urgent") if over else day(one.planned_on)
    sender = (
        Link(f"指导员{one.instructor[2]}", reverse("instructor", args=[one.instructor[1]]))
        if one.instructor is not None
        else Link("选指导员派驻", f"{reverse('instructor_post')}?unit={one.uuid}")
    )
    return [Link(one.name, reverse("formation_plan", args=[one.uuid])), sender, planned, one.owner]
