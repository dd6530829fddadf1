"""Look through an application: 通过 or 退回; and by whoever applied: 撤回."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from shuniu.commands.formation.filling import withdraw_formation
from shuniu.commands.formation.reviewing import check_formation_case, return_formation, review_formation
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseState
from shuniu.queries.cases.card import CaseCard
from shuniu.web.formation.looking import RETURNED, WITHDRAWN, Decide, Shown, accepted_words, decided
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
    return _decided(request, card, lambda act, one, form: accept(act, one), accepted_words(card), accepting=True)


@only_today
@require_POST
@needs(Action.REVIEW_CASE)
def formation_return(request: HttpRequest, uuid: UUID) -> HttpResponse:
    card = found(request, uuid)
    return _decided(request, card, lambda act, one, form: return_formation(act, one, form.remarks), RETURNED)


@only_today
@require_POST
@needs(Action.FILE_CASE)
def formation_withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    card = found(request, uuid)
    if not card.applies:
        raise PermissionDenied
    return _decided(request, card, lambda act, one, form: withdraw_formation(act, one.case, one.version), WITHDRAWN)


def _decided(
    request: HttpRequest, card: CaseCard, decide: Decide, done: str, *, accepting: bool = False
) -> HttpResponse:
    def anew(kept: Mapping[str, str], refusal: Refusal) -> HttpResponse:
        now = found(request, card.uuid)
        return page(request, now, form_of(now, **kept), refusal)

    shown = Shown(
        uuid=card.uuid,
        address=reverse("formation", args=[card.uuid]),
        page=lambda form, refusal: page(request, card, form, refusal),
        anew=anew,
    )
    return decided(request, form_of(card, request.POST), shown, decide, done, accepting=accepting)
