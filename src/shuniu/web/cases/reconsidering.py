"""提请复议: what a meeting decided and nobody has answered yet goes back to wait for a later one; the answer of an
outside body is entered anew."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.cases.reconsidering import reconsider_case
from shuniu.commands.journal import Act
from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseState, Verb
from shuniu.queries.cases.card import CaseCard, card_of_any
from shuniu.queries.organizations.card import NotFound
from shuniu.web.cases.forms import CaseForm
from shuniu.web.cases.screen import Door
from shuniu.web.cases.telling import page_of_kind
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.writing import Sheet, few_lines, only_today, unless_done, written

NOTES = (
    "原来的决定照旧保留在会议记录中，只由以后的会议改变。",
    "提请后回到“待上会”。材料有误的，可以再退回申请方修改，重新提交后上会；材料无误的，直接列入下一次会议。",
)

OUTSIDE_NOTES = (
    "登记有误或者街道党委改变意见的，写明理由。事项回到“待街道党委审批”，再登记批复、不同意，或者退回申请方修改。",
)
AGAIN, ENTERED_ANEW = "提请复议", "重新登记街道党委意见"


class ReconsiderForm(CaseForm):
    reason = few_lines("理由", max_length=LONGEST_REASON, help_text="写明哪一处有误、要改成什么。")


def decided_outside(card: CaseCard) -> bool:
    """It came to where it is from the outside body that decides on it."""
    return len(card.steps) > 1 and card.steps[-2].state is CaseState.OUTSIDE


def door_to_reconsider(card: CaseCard) -> Door:
    label = ENTERED_ANEW if decided_outside(card) else AGAIN
    return Door(address=reverse("case_reconsider", args=[card.uuid]), link=True, label=label)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def case_reconsider(request: HttpRequest, uuid: UUID) -> HttpResponse:
    try:
        procedure, card = card_of_any(actor_of(request), uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem
    if Verb.RECONSIDER not in card.verbs:
        unless_done(request, page_of_kind(procedure.kind.value, uuid))
        raise Http404
    form = ReconsiderForm(request.POST or None, initial={"version": card.version})
    back = page_of_kind(procedure.kind.value, uuid)
    about = card.unit.name if card.unit else card.party_organization[1] if card.party_organization else ""

    def work(act: Act) -> None:
        reconsider_case(act, uuid, form.cleaned_data["version"], form.cleaned_data["reason"])

    outside = decided_outside(card)
    title = ENTERED_ANEW if outside else AGAIN
    sheet = Sheet(
        title=title,
        form=form,
        submit=title,
        back=back,
        lead=f"{procedure.kind.label}　{about}",
        notes=OUTSIDE_NOTES if outside else NOTES,
        facts=[("编号", card.number or None), ("现在", card.state.label)],
        crumbs=[Link("事项", reverse("cases")), Link(procedure.kind.label, back), Link(title, "")],
    )
    done = "已回到待街道党委审批。" if outside else "已提请复议，等待以后的会议研究。"
    return written(request, sheet, work, done, back)
