"""采纳, 不采纳 and 撤回采纳 of chosen proposals, after one has seen which they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.formation.deciding import Deciding, accept_proposals, refuse_proposals, take_back_proposals
from shuniu.commands.journal import Act
from shuniu.policy.formation.planning.proposals import ProposalKind
from shuniu.policy.grants import Action
from shuniu.policy.words.pipeline import Outcome
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way of deciding: what stands there to be decided, the form, the act, and what is said of it."""

    title: str
    lead: str
    submit: str
    done: str
    outcome: Outcome
    form: type[ActForm]
    act: Callable[[Act, Deciding], int]


ACCEPT = Way(
    title="采纳规划方案",
    lead="每家制定组建方案。新建党组织的起草组建申请，并入的起草增加覆盖单位的调整，由承办人补充后提交；"
    "选派指导员的列入“待派驻”",
    submit="采纳",
    done="已采纳 {} 项，组建方案已经制定；起草了什么，见下面的“结果”。",
    outcome=Outcome.OPEN,
    form=AcceptForm,
    act=accept_proposals,
)
REFUSE = Way(
    title="不采纳规划方案",
    lead="写明原因，方案保留备查",
    submit="不采纳",
    done="{} 项不采纳。",
    outcome=Outcome.OPEN,
    form=RefuseForm,
    act=refuse_proposals,
)
TAKE_BACK = Way(
    title="撤回采纳",
    lead="起草的申请和调整终止，组建方案恢复到采纳以前，方案回到待定；已经提交或者已经派驻的不能撤回",
    submit="撤回采纳",
    done="已撤回 {} 项，回到待定。",
    outcome=Outcome.ACCEPTED,
    form=ActForm,
    act=take_back_proposals,
)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_UNIT)
def planning_accept(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _decided(request, run_of(request, uuid), ACCEPT)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_UNIT)
def planning_refuse(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _decided(request, run_of(request, uuid), REFUSE)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_UNIT)
def planning_take_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _decided(request, run_of(request, uuid), TAKE_BACK)


def _decided(request: HttpRequest, card: RunCard, way: Way) -> HttpResponse:
    """Shows what was chosen; sent with its key it is done for the boxes that are ticked."""
    chosen = chosen_in(request)
    rows = proposals_named(card, chosen[:AT_ONCE], way.outcome)
    sent = request.method == "POST" and "key" in request.POST
    form = way.form(request.POST if sent else None)
    if not sent:
        return _page(request, card, form, rows, Refusal(status=200), way)
    if len(rows) < len(chosen):
        form.add_error(None, "选中的方案有的已经决定，请核对后再办。" if chosen else "请至少选择一项。")
    if not form.is_valid() or not rows:
        return _page(request, card, form, rows, Refusal(status=UNPROCESSABLE), way)
    told: list[int] = []
    cells = form.cleaned_data
    row = Deciding(
        run=card.uuid,
        proposals=tuple(row["uuid"] for row in rows),
        planned_on=cells.get("planned_on"),
        reason=cells.get("reason", ""),
    )
    refusal = attempt(form, lambda: told.append(way.act(act_from(request, form), row)))
    if refusal is not None:
        return _page(request, card, form, rows, refusal, way)
    messages.success(request, way.done.format(told[0]))
    return HttpResponseRedirect(reverse("planning_run", args=[card.uuid]))


def chosen_in(request: HttpRequest) -> list[UUID]:
    given = request.POST if request.method == "POST" else request.GET
    found: dict[UUID, None] = {}
    for text in given.getlist("row"):
        try:
            found.setdefault(UUID(text))
        except ValueError:
            continue
    return list(found)


def _page(
    request: HttpRequest, card: RunCard, form: ActForm, rows: list[Any], refusal: Refusal, way: Way
) -> HttpResponse:
    back = reverse("planning_run", args=[card.uuid])
    context = {
        "title": way.title,
        "lead": way.lead,
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
        "waiting": way.outcome.label,
        "most": AT_ONCE,
        "submit": way.submit,
        "back": back,
        "crumbs": crumbs_of(request, Link(card.node_name, back), Link(way.title, "")),
    }
    return framed(request, "formation/deciding.html.jinja", context, status=refusal.status)
