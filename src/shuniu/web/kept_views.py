"""How do saved views stand on a page: the own ones, and those the offices at and above share?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from shuniu.queries.saved_views import KeptView, views_of
from shuniu.web.frame import actor_of, with_day, writing_off
from shuniu.web.keepable import address_in, may_open
from shuniu.web.parts import Link

SHOWN_AT_HOME = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """One view on a page: where it leads, for whom it is, and where its owner changes and drops it."""

    link: Link
    readers: str
    change: str
    drop: str


def shown_views(request: HttpRequest) -> Sequence[Shown]:
    """Only pages this office may open at all; the page itself judges whose rows are seen."""
    found = []
    for one in views_of(actor_of(request)):
        address = address_in(one.path + ("?" + one.query if one.query else ""))
        if address is not None and may_open(actor_of(request), address):
            found.append(_shown(request, one, address.whole))
    return found


def _shown(request: HttpRequest, one: KeptView, address: str) -> Shown:
    readers = f"由{one.shared_by}共享" if not one.own else "本级和下级" if one.shared_by else "仅自己"
    changing = one.own and not writing_off(request)
    return Shown(
        Link(one.name, address),
        readers,
        reverse("view_change", args=[one.uuid]) if changing else "",
        reverse("view_drop", args=[one.uuid]) if changing else "",
    )


def views_at_home(request: HttpRequest) -> list[Link]:
    """The first of them as links, and the way to all."""
    found = [one.link for one in shown_views(request)]
    more = [Link("全部常用视图", with_day(request, reverse("views")))] if found else []
    return [*found[:SHOWN_AT_HOME], *more]
