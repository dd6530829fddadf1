"""Put down through whom an organization is reached; show a telephone once, for a purpose that is put down."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from shuniu.commands.journal import Act, act_of
from shuniu.commands.looks.reveal import reveal_contact
from shuniu.commands.party.contacts import Contact, set_contacts
from shuniu.policy.words import ContactRole
from shuniu.queries.seen import contacts_seen
from shuniu.web.frame import actor_of, day_of, framed
from shuniu.web.organizations.card import card_of
from shuniu.web.organizations.contact_form import OF_UNITS, ContactForm, contact_facts
from shuniu.web.organizations.registering import crumbs_of, editable
from shuniu.web.refusals import attempt
from shuniu.web.writing import Sheet, only_today, written


@only_today
@require_http_methods(["GET", "POST"])
def organization_contacts(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """联系方式: whoever may change the register there and see its contacts."""
    seen = contacts_seen(uuid)
    found, card = editable(request, uuid), card_of(request, uuid)
    if not card.may_see_contact:
        raise PermissionDenied
    first = {"since": day_of(request), "seen": seen, "role": request.GET.get("role", ContactRole.CONTACT.value)}
    own = [one for one in card.contacts if one["role"] in OF_UNITS]
    form = ContactForm(request.POST or None, OF_UNITS, own, initial=first)

    def put(act: Act) -> object:
        return set_contacts(act, [Contact(unit=found.unit, **form.contact)])

    sheet = Sheet(
        title=f"联系方式：{found.name}",
        lead="每种联系人只登记一位；电话不直接显示",
        form=form,
        submit="登记",
        back=reverse("organization", args=[uuid]),
        crumbs=crumbs_of(found, "联系方式"),
        facts=contact_facts(own),
    )
    return written(request, sheet, put, "联系方式已登记。", f"{sheet.back}?tab=party")


class PurposeForm(forms.Form):
    row = forms.UUIDField()
    purpose = forms.CharField(max_length=200, required=False)


@only_today
@require_POST
def organization_contact(request: HttpRequest, uuid: UUID) -> HttpResponse:
    card = card_of(request, uuid)
    if not card.may_see_contact:
        raise PermissionDenied
    back = reverse("organization", args=[uuid]) + "?tab=party"
    name = card.registration["name"] if card.registration else card.code
    return told_once(request, {one["row"] for one in card.contacts}, name, back)


def told_once(request: HttpRequest, offered: Collection[UUID | None], name: str, back: str) -> HttpResponse:
    """The telephone, when its row is among those ``offered``. The answer is kept nowhere: no redirect, no session."""
    form, phones = PurposeForm(request.POST), []
    valid = form.is_valid() and form.cleaned_data["row"] in offered
    refusal = None
    if valid:

        def look() -> None:
            cells = form.cleaned_data
            phones.append(reveal_contact(act_of(actor_of(request)), cells["row"], cells["purpose"]))

        refusal = attempt(form, look)
    context = {
        "phone": phones[0] if phones else "",
        "asked": valid and refusal is None,
        "objections": refusal.objections if refusal else (),
        "back": back,
        "name": name,
    }
    status = refusal.status if refusal else 200 if valid else 422
    return framed(request, "organizations/contact.html.jinja", context, status=status)
