"""Put down through whom a Party organization is reached; show a telephone once, for a purpose that is put down."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from shuniu.commands.journal import Act
from shuniu.commands.party.contacts import Contact, set_contacts
from shuniu.policy.words import ContactRole
from shuniu.queries.seen import contacts_of_node_seen
from shuniu.web.frame import day_of
from shuniu.web.organizations.contact_form import OF_NODES, ContactForm, contact_facts
from shuniu.web.organizations.contacts import told_once
from shuniu.web.party.card import card_of, name_of
from shuniu.web.party.sheets import done, node_to_change, sheet
from shuniu.web.writing import only_today

TAB = "formation"


@only_today
@require_http_methods(["GET", "POST"])
def party_contacts(request: HttpRequest, code: str) -> HttpResponse:
    """联系方式: whoever may change the Party organization and see its contacts."""
    seen = contacts_of_node_seen(code)
    node, card = node_to_change(request, code), card_of(request, code)
    if not card.may_see_contact:
        raise PermissionDenied
    first = {"since": day_of(request), "seen": seen, "role": request.GET.get("role", ContactRole.SECRETARY.value)}
    form = ContactForm(request.POST or None, OF_NODES, card.contacts, initial=first)

    def put(act: Act) -> object:
        return set_contacts(act, [Contact(party_organization=node.key, **form.contact)])

    lead = "每种联系人只登记一位；电话不直接显示"
    page = sheet(node, "联系方式", form, lead, submit="登记", facts=contact_facts(card.contacts))
    return done(request, page, put, "联系方式已登记。", TAB)


@only_today
@require_POST
def party_contact(request: HttpRequest, code: str) -> HttpResponse:
    card = card_of(request, code)
    if not card.may_see_contact:
        raise PermissionDenied
    back = f"{reverse('party_organization', args=[code])}?tab={TAB}"
    return told_once(request, {one["row"] for one in card.contacts}, name_of(card), back)
