"""定计划日 for a case of which no text says until when."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.cases.planned import plan_case
from shuniu.commands.journal import Act
from shuniu.policy.cases.planned import PLANNED_KINDS
from shuniu.policy.cases.procedure import Procedure
from shuniu.policy.grants import Action
from shuniu.queries.cases.card import CaseCard, card_of_any
from shuniu.queries.organizations.card import NotFound
from shuniu.web.cases.forms import CaseForm
from shuniu.web.cases.telling import page_of_kind
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.writing import Sheet, day_field, only_today, written

LEAD = "适用文件没有写这一步的期限；计划日由承办的党组织自己定，过了计划日列入上级党组织的“别处超期未办”"
NOTE = "所有同类事项都要有期限的，由有权的党组织在“本级决定”里登记；登记以后新到这一步的事项按它计算。"


class PlanForm(CaseForm):
    due_on = day_field("计划日", help_text="准备在哪一天以前办完这一步。")


def plannable(procedure: Procedure, card: CaseCard) -> bool:
    """It lies here, and no text sets a day."""
    return procedure.kind in PLANNED_KINDS and card.here and (card.due_on is None or card.due_planned)


def planned_day(card: CaseCard) -> date | None:
    return card.due_on if card.due_planned else None


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.READ_CASE)
def case_plan(request: HttpRequest, uuid: UUID) -> HttpResponse:
    try:
        procedure, card = card_of_any(actor_of(request), uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem
    if not plannable(procedure, card):
        raise Http404
    form = PlanForm(request.POST or None, initial={"version": card.version, "due_on": planned_day(card)})
    back = page_of_kind(procedure.kind.value, uuid)

    def plan(act: Act) -> None:
        plan_case(act, uuid, form.cleaned_data["version"], form.cleaned_data["due_on"])

    sheet = Sheet(
        title="定计划日",
        form=form,
        submit="定计划日",
        back=back,
        lead=LEAD,
        notes=[NOTE],
        facts=[*([("编号", card.number)] if card.number else []), ("现在", card.state.label)],
        crumbs=[Link("事项", reverse("cases")), Link(procedure.kind.label, back), Link("定计划日", "")],
    )
    return written(request, sheet, plan, "计划日已定。", back)
