"""Two registrations of one organization: which may be such, both side by side, and the act that makes them one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuniu.commands.journal import Act, act_of
from shuniu.commands.organizations.identity import Foreseen, Same, foresee, resolve_duplicates
from shuniu.policy.grants import Action
from shuniu.queries.organizations.card import OrganizationCard
from shuniu.queries.organizations.duplicates import MOST, Group, alike
from shuniu.queries.organizations.listing import Filters, organization_page
from shuniu.queries.paging import Window
from shuniu.queries.party.choosing import committees_to_name
from shuniu.queries.seen import registrations_seen
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.lists import Filtering, words_of
from shuniu.web.organizations.card import card_of
from shuniu.web.organizations.columns import status_of
from shuniu.web.organizations.facts import registration_facts
from shuniu.web.organizations.registering import crumbs_of, editable
from shuniu.web.organizations.views import views_of
from shuniu.web.parts import Link, Status
from shuniu.web.rights import needs
from shuniu.web.wording import plain
from shuniu.web.writing import ActForm, Sheet, only_today, written

THIS, OTHER = "this", "other"
OFFERED = 20
NOTHING = ("", plain(None))
BY = {"name": "名称相同", "code": "代码只差校验位"}


class NodeFiltering(Filtering):
    """Below which Party organization the register is searched."""

    node = forms.ChoiceField(label="归口于")

    def __init__(self, given: Any, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__(given)
        choice = self.fields["node"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", "全部"), *rows]


@require_GET
@needs(Action.WRITE_UNIT)
def organizations_alike(request: HttpRequest) -> HttpResponse:
    """疑似重复: what may be one, by name and by code. Nothing is merged by this."""
    actor, on = actor_of(request), day_of(request)
    filters = NodeFiltering(
        request.GET, [(one.code, one.name) for one in committees_to_name(actor, on, request.GET.get("node", ""))]
    )
    found = alike(actor, on, filters.chosen.get("node", ""))
    notes = [f"{BY[by]}的较多，这里列出前 {MOST} 组；归并后再看其余。" for by in BY if by in found.more]
    context = {
        "views": views_of(request, "organizations_alike"),
        "filters": filters,
        "rows": [row for group in found.groups for row in _rows(request, group)],
        "count": len(found.groups),
        "notes": notes,
    }
    return framed(request, "organizations/alike.html.jinja", context)


def _rows(request: HttpRequest, group: Group) -> list[dict[str, Any]]:
    """The first of a group, and each of the others to be looked at beside it."""
    first, *others = group.members
    return [
        {
            "cells": (_card(request, first.uuid, first.name), first.code or None, status_of(first.status),
                      _card(request, one.uuid, one.name), one.code or None, status_of(one.status),
                      one.responsible or None, BY[group.by]),
            "address": "" if writing_off(request) else _pair_address(one.uuid, first.uuid, OTHER),
        }
        for one in others
    ]  # fmt: skip


def _card(request: HttpRequest, uuid: UUID, name: str) -> Link:
    return Link(name, with_day(request, reverse("organization", args=[uuid])))


def _pair_address(uuid: UUID, other: UUID, keep: str) -> str:
    return f"{reverse('organization_same', args=[uuid])}?other={other}&keep={keep}"


class SureForm(ActForm):
    """What is sent back: which other one, and which of the two is kept."""

    other = forms.UUIDField(widget=forms.HiddenInput)
    keep = forms.ChoiceField(choices=[(THIS, THIS), (OTHER, OTHER)], widget=forms.HiddenInput)
    sure = forms.BooleanField(label="已逐项核对，两条登记是同一家")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Both registrations; ``kept`` and ``duplicate`` as the page now has it."""

    this: OrganizationCard
    other: OrganizationCard
    keep: str

    @property
    def kept(self) -> OrganizationCard:
        return self.this if self.keep == THIS else self.other

    @property
    def duplicate(self) -> OrganizationCard:
        return self.other if self.keep == THIS else self.this

    @property
    def lines(self) -> list[tuple[str, Any, Any, Status | None]]:
        """What either of them says, side by side; where they differ it is said in a word."""
        one, two = _told(self.kept), _told(self.duplicate)
        return [
            (label, one.get(label), two.get(label), _differing(one.get(label), two.get(label)))
            for label in one | two
            if not _nothing(one.get(label)) or not _nothing(two.get(label))
        ]


def _told(card: OrganizationCard) -> dict[str, Any]:
    row = card.registration
    if row is None:
        return {"统一社会信用代码": card.code}
    work = {"归口党组织": row["responsible"], "覆盖党组织": "、".join(one["name"] for one in row["branches"]) or None}
    return {"名称": row["name"], **dict(registration_facts(card)), **work}


def _nothing(value: Any) -> bool:
    return value is None or plain(value) in NOTHING


def _differing(one: Any, two: Any) -> Status | None:
    return Status("不同", "soon") if plain(one) != plain(two) else None


@only_today
@require_http_methods(["GET", "POST"])
def organization_same(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """与另一登记重复: choose the other, look at both, and resolve the one into the other."""
    found = editable(request, uuid)
    given = request.POST if request.method == "POST" else request.GET
    other = _uuid(given.get("other", ""))
    if other is None:
        return _choosing(request, uuid)
    seen = {"seen": tuple(sorted({*registrations_seen(uuid), *registrations_seen(other)}))}
    keep = given.get("keep", "")
    pair = Pair(this=card_of(request, uuid), other=card_of(request, other), keep=keep if keep == OTHER else THIS)
    if pair.other.body is not None:
        raise PermissionDenied
    form = SureForm(request.POST or None, initial={"other": other, "keep": pair.keep, **seen})
    row = Same(duplicate=pair.duplicate.unit, kept=pair.kept.unit)
    expected = foresee(act_of(actor_of(request)), row)

    def resolve(act: Act) -> object:
        return resolve_duplicates(act, [Same(duplicate=row.duplicate, kept=row.kept, seen=form.seen)])

    sheet = Sheet(
        title=f"与另一登记重复：{found.name}",
        lead="核对两条登记是不是同一家；是的，归并为一条",
        form=form,
        submit="归并",
        back=reverse("organization", args=[uuid]),
        crumbs=crumbs_of(found, "与另一登记重复"),
        template="organizations/same.html.jinja",
        more={"pair": pair, "foreseen": expected, "ways": _ways(pair), "moving": _moving(expected),
              "another": reverse("organization_same", args=[uuid])},
    )  # fmt: skip
    kept = reverse("organization", args=[pair.kept.uuid])
    return written(request, sheet, resolve, "已归并。原登记的地址此后转到本页。", kept)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _ways(pair: Pair) -> list[Link]:
    """Which of the two is kept: another answer is another page, so that what would move is always told."""
    told = {THIS: pair.this, OTHER: pair.other}
    return [
        Link(
            f"保留 {card.registration['name'] if card.registration else card.code}（{card.code or '无代码'}）",
            _pair_address(pair.this.uuid, pair.other.uuid, keep),
            keep == pair.keep,
        )
        for keep, card in told.items()
    ]


def _moving(expected: Foreseen) -> list[tuple[str, int, int]]:
    return [(one.heading, one.moved, one.left) for one in expected.moving]


def _choosing(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The other one by a part of its name or the beginning of its code; at first those that bear the same name."""
    card = card_of(request, uuid)
    name = str(card.registration["name"]) if card.registration else ""
    words = words_of(request) if "q" in request.GET else name
    actor, window = actor_of(request), Window(size=OFFERED + 1)
    page = organization_page(actor, day_of(request), Filters(words=words), window, with_branches=False)
    rows = [row for row in page.rows if row["unit__uuid"] != uuid][:OFFERED] if words else []
    context = {
        "name": name,
        "words": words,
        "crumbs": crumbs_of(editable(request, uuid), "与另一登记重复"),
        "back": reverse("organization", args=[uuid]),
        "more": page.count > OFFERED + 1,
        "rows": [
            (Link(row["name"], _pair_address(uuid, row["unit__uuid"], THIS)), row["unit__code"],
             status_of(row["status"]), row["responsible"] or None)
            for row in rows
        ],
    }  # fmt: skip
    return framed(request, "organizations/same_choose.html.jinja", context)
