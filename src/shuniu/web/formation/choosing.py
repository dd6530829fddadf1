"""采纳 and 不采纳 of chosen proposals, after one has seen which they are."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.formation.planning import Deciding, accept_proposals, refuse_proposals
from shuniu.policy.formation.planning.proposals import ProposalKind
from shuniu.policy.grants import Action
from shuniu.queries.formation.planning import RunCard, proposals_named
from shuniu.web.formation.planner import crumbs_of, run_of
from shuniu.web.frame import framed
from shuniu.web.parts import Link
from shuniu.web.refusals import UNPROCESSABLE, Refusal, attempt
from shuniu.web.rights import needs
from shuniu.web.writing import ActForm, act_from, day_field, only_today

AT_ONCE = 100


class AcceptForm(ActForm):
    """By when what is accepted is to be done; which proposals stand in the boxes of the table."""

    planned_on = day_field("计划日", help_text="计划在哪一天批复成立（或派驻到位）；期限从这一天倒推。")


class RefuseForm(ActForm):
    reason = forms.CharField(label="不采纳的原因", max_length=200, help_text="写单位的情况，不写个人。")


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_UNIT)
def planning_accept(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _decided(request, run_of(request, uuid), accepting=True)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_UNIT)
def planning_refuse(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _decided(request, run_of(request, uuid), accepting=False)


def _decided(request: HttpRequest, card: RunCard, *, accepting: bool) -> HttpResponse:
    """Shows what was chosen; sent with its key it is done for the boxes that are ticked."""
    chosen = _chosen(request)
    rows = proposals_named(card, chosen[:AT_ONCE])
    sent = request.method == "POST" and "key" in request.POST
    given = request.POST if sent else None
    form: ActForm = AcceptForm(given) if accepting else RefuseForm(given)
    if not sent:
        return _page(request, card, form, rows, Refusal(status=200), accepting=accepting)
    if len(rows) < len(chosen):
        form.add_error(None, "选中的方案有的已经决定，请核对后再办。" if chosen else "请至少选择一项。")
    if not form.is_valid() or not rows:
        return _page(request, card, form, rows, Refusal(status=UNPROCESSABLE), accepting=accepting)
    told: list[int] = []
    refusal = attempt(form, lambda: told.append(_decide(request, card, form, chosen, accepting=accepting)))
    if refusal is not None:
        return _page(request, card, form, rows, refusal, accepting=accepting)
    done = "已采纳 {} 项，组建方案已经制定，需要新建的已起草组建申请。" if accepting else "{} 项不采纳。"
    messages.success(request, done.format(told[0]))
    return HttpResponseRedirect(reverse("planning_run", args=[card.uuid]))


def _decide(request: HttpRequest, card: RunCard, form: ActForm, chosen: list[UUID], *, accepting: bool) -> int:
    cells = form.cleaned_data
    row = Deciding(
        run=card.uuid,
        proposals=tuple(chosen),
        planned_on=cells.get("planned_on"),
        reason=cells.get("reason", ""),
    )
    act = act_from(request, form)
    return accept_proposals(act, row) if accepting else refuse_proposals(act, row)


def _chosen(request: HttpRequest) -> list[UUID]:
    given = request.POST if request.method == "POST" else request.GET
    found: dict[UUID, None] = {}
    for text in given.getlist("row"):
        try:
            found.setdefault(UUID(text))
        except ValueError:
            continue
    return list(found)


def _page(
    request: HttpRequest, card: RunCard, form: ActForm, rows: list[Any], refusal: Refusal, *, accepting: bool
) -> HttpResponse:
    back = reverse("planning_run", args=[card.uuid])
    title = "采纳规划方案" if accepting else "不采纳规划方案"
    context = {
        "title": title,
        "lead": "每家制定组建方案；需要新建党组织的，同时起草组建申请，由承办人补充后提交"
        if accepting
        else "写明原因，方案保留备查",
        "form": form,
        "objections": refusal.objections,
        "conflict": refusal.meanwhile is not None,
        "rows": [
            {
                "uuid": str(row["uuid"]),
                "kind": ProposalKind(row["kind"]).label,
                "names": "、".join(name for name, _ in row["names"]),
                "branch": row["branch"],
            }
            for row in rows
        ],
        "most": AT_ONCE,
        "submit": "采纳" if accepting else "不采纳",
        "back": back,
        "crumbs": crumbs_of(request, Link(card.node_name, back), Link(title, "")),
    }
    return framed(request, "formation/deciding.html.jinja", context, status=refusal.status)
