"""On which sheet is an act on a Party organization done, and by whom?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from shuniu.commands.journal import Act
from shuniu.queries.party.card import PartyCard
from shuniu.web.parts import Link
from shuniu.web.party.acts import may_keep, may_write
from shuniu.web.party.card import card_of, name_of
from shuniu.web.writing import Sheet, written


def node_to_change(request: HttpRequest, code: str) -> PartyCard:
    """404 for what may not be read, 403 for what may not be changed or does not exist today."""
    card = card_of(request, code)
    if not (card.writable and card.naming and may_write(request)):
        raise PermissionDenied
    return card


def node_to_keep(request: HttpRequest, code: str) -> PartyCard:
    """The same for acts that whoever keeps the register there may do, without changing the tree."""
    card = card_of(request, code)
    if not (card.keeps_units and card.naming and may_keep(request)):
        raise PermissionDenied
    return card


def sheet(
    card: PartyCard, act: str, form: Form, lead: str = "", *, submit: str = "", facts: Sequence[tuple[str, Any]] = ()
) -> Sheet:
    address = reverse("party_organization", args=[card.code])
    return Sheet(
        title=f"{act}：{name_of(card)}",
        lead=lead,
        form=form,
        facts=facts,
        submit=submit or act,
        back=address,
        crumbs=[Link("党组织", reverse("party")), Link(name_of(card), address), Link(act, "")],
    )


def done(request: HttpRequest, page: Sheet, work: Callable[[Act], object], said: str, tab: str = "") -> HttpResponse:
    """Back on the card, on the tab where the new fact stands."""
    return written(request, page, work, said, page.back + (f"?tab={tab}" if tab else ""))
