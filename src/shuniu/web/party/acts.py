"""Which acts does a page of Party organizations offer, to whom, on which day?"""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from shuniu.policy.grants import Action
from shuniu.queries.accounts import granted
from shuniu.web.frame import actor_of, writing_off
from shuniu.web.parts import Link

ACTS = (
    ("更名", "party_rename"),
    ("调整隶属", "party_move"),
    ("覆盖单位", "party_cover"),
    ("登记任期", "party_term"),
    ("合并", "party_merge"),
    ("撤销", "party_dissolve"),
)


def may_write(request: HttpRequest) -> bool:
    return not writing_off(request) and granted(actor_of(request), Action.WRITE_PARTY_ORGANIZATION)


def founding_acts(request: HttpRequest) -> list[Link]:
    return [Link("新建党组织", reverse("party_new"))] if may_write(request) else []


def acts_on(request: HttpRequest, code: str) -> list[Link]:
    """The acts on one Party organization; whether it may be written is asked by the card."""
    return [Link(label, reverse(name, args=[code])) for label, name in ACTS] if may_write(request) else []
