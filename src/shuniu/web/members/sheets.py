"""On which sheet is an act on a member done?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse

from shuniu.queries.members.card import MemberCard
from shuniu.queries.members.naming import OUT_OF_REACH
from shuniu.web.members.card import crumbs_of, held_since
from shuniu.web.parts import Link
from shuniu.web.writing import Sheet


def sheet_of(request: HttpRequest, card: MemberCard, act: str, form: Form, lead: str = "", **more: Any) -> Sheet:
    """``more``: submit, template, fields of the sheet where they differ."""
    address = reverse("member", args=[card.uuid])
    given: Mapping[str, Any] = {"submit": act, "more": {"known": ""}, **more}
    return Sheet(
        title=f"{act}：{card.name}",
        lead=lead,
        form=form,
        facts=_held(card),
        back=address,
        crumbs=crumbs_of(request, Link(card.name, address), Link(act, "")),
        **given,
    )


def _held(card: MemberCard) -> list[tuple[str, Any]]:
    """Where the member is held now, since when."""
    if card.membership is None:
        return []
    key = card.membership["party_organization_id"]
    name = card.nodes[key].name if key in card.nodes else OUT_OF_REACH
    return [("所在党组织", name), ("自", held_since(card))]
