"""Look through an application: 通过 or 退回; and by whoever applied: 撤回."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from shuniu.commands.formation.filling import withdraw_formation
from shuniu.commands.formation.reviewing import Looked, check_formation_case, return_formation, review_formation
from shuniu.commands.journal import Act
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseState
from shuniu.queries.cases.card import CaseCard
from shuniu.web.cases.acting import Doing, acted, moved_meanwhile
from shuniu.web.cases.forms import CaseForm, remark_on
from shuniu.web.formation.reading import form_of, found, page
from shuniu.web.refusals import Refusal
from shuniu.web.rights import needs
from shuniu.web.writing import only_today


@only_today
@require_POST
@needs(Action.REVIEW_CASE)
def formation_accept(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """通过: the material is complete, or the business department agrees."""
    card = found(request, uuid)
    accept = review_formation if card.state is CaseState.REVIEWING else check_formation_case
    done = "初审通过，待上会研究。" if card.state is CaseState.REVIEWING else "材料审查通过，转入初审。"
    return _decided(request, card, lambda act, one, form: accept(act, one), done, accepting=True)


@only_today
@require_POST
@needs(Action.REVIEW_CASE)
def formation_return(request: HttpRequest, uuid: UUID) -> HttpResponse:
    card = found(request, uuid)
    done = "已退回，由申请方修改。"
    return _decided(request, card, lambda act, one, form: return_formation(act, one, form.remarks), done)


@only_today
@require_POST
@needs(Action.FILE_CASE)
def formation_withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    card = found(request, uuid)
    if not card.applies:
        raise PermissionDenied
    form = form_of(card, request.POST)
    doing = Doing(
        work=lambda act: withdraw_formation(act, card.uuid, form.cleaned_data["version"]),
        done="已撤回，可以继续修改。",
        then=reverse("formation", args=[uuid]),
        again=_again(request, card),
    )
    return acted(request, form, doing)


Decide = Callable[[Act, Looked, CaseForm], object]


def _decided(
    request: HttpRequest, card: CaseCard, decide: Decide, done: str, *, accepting: bool = False
) -> HttpResponse:
    form = form_of(card, request.POST)

    def work(act: Act) -> object:
        looked = Looked(case=card.uuid, version=form.cleaned_data["version"], seen=form.seen)
        return decide(act, looked, form)

    doing = Doing(
        work=work,
        done=done,
        then=reverse("formation", args=[card.uuid]),
        again=_again(request, card),
        accepting=accepting,
    )
    return acted(request, form, doing)


def _again(request: HttpRequest, card: CaseCard) -> Callable[[CaseForm, Refusal], HttpResponse]:
    """As it is now, with what was written; the next decision is on this."""

    def again(form: CaseForm, refusal: Refusal) -> HttpResponse:
        if not moved_meanwhile(refusal):
            return page(request, card, form, refusal)
        now = found(request, card.uuid)
        kept = {remark_on(name): text for name, text in form.remarks.items()}
        return page(request, now, form_of(now, **kept), refusal)

    return again
