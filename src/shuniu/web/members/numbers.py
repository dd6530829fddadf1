"""Show the citizen number or the mobile of a member once, for a purpose that is put down."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from shuniu.commands.journal import act_of
from shuniu.commands.looks.reveal import NUMBERS, reveal_number
from shuniu.web.frame import actor_of, framed
from shuniu.web.members.card import card_of
from shuniu.web.refusals import attempt
from shuniu.web.writing import only_today


class NumberForm(forms.Form):
    field = forms.ChoiceField(choices=list(NUMBERS.items()))
    purpose = forms.CharField(max_length=200, required=False)


@only_today
@require_POST
def member_number(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The answer is kept nowhere: no redirect, no session, and no cache on the way may keep it."""
    card = card_of(request, uuid)
    if not card.reveals:
        raise PermissionDenied
    form, shown = NumberForm(request.POST), []
    valid = form.is_valid()
    refusal = None
    if valid:

        def look() -> None:
            cells = form.cleaned_data
            shown.append(reveal_number(act_of(actor_of(request)), uuid, cells["field"], cells["purpose"]))

        refusal = attempt(form, look)
    context = {
        "name": card.name,
        "label": NUMBERS[form.cleaned_data["field"]] if valid else "号码",
        "number": shown[0] if shown else "",
        "asked": valid and refusal is None,
        "objections": refusal.objections if refusal else (),
        "back": reverse("member", args=[uuid]),
    }
    status = refusal.status if refusal else 200 if valid else 422
    return framed(request, "members/number.html.jinja", context, status=status)
