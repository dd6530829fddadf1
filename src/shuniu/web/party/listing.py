"""The list of Party organizations on a day, and the same list as a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.words import JointAxis, PartyOrganizationKind
from shuniu.queries.accounts import Actor
from shuniu.queries.party.choosing import committees_to_name
from shuniu.queries.party.tree import party_page
from shuniu.web.addresses import leading
from shuniu.web.exporting import every_row, workbook
from shuniu.web.frame import actor_of, day_of, framed, links, with_day
from shuniu.web.lists import ALL, Field, Filtering, Screen, listing, window_of
from shuniu.web.parts import Link
from shuniu.web.party.acts import founding_acts
from shuniu.web.rights import needs
from shuniu.web.wording import word


def _gathered_by(row: Mapping[str, Any]) -> str | None:
    """What a joint committee gathers: 行业：餐饮."""
    return f"{word(row['axis'], JointAxis)}：{row['axis_value']}" if row["axis"] else None


FIELDS = (
    Field(key="name", label="名称", show=lambda row: row["name"]),
    Field(key="code", label="代码", show=lambda row: row["party_organization__code"]),
    Field(key="kind", label="种类", show=lambda row: word(row["kind"], PartyOrganizationKind)),
    Field(key="parent", label="上级党组织", show=lambda row: row["parent"]["name"] if row["parent"] else None),
    Field(key="axis", label="组建依据", show=_gathered_by, quiet=True),
    Field(key="target_load", label="目标负荷", show=lambda row: row["target_load"], numeric=True, quiet=True),
    Field(
        key="managed",
        label="在本平台管理",
        show=lambda row: row["party_organization__managed"],
        quiet=True,
    ),
)


def screen(query: str) -> Screen:
    return Screen(
        key="party",
        title="党组织",
        unit="个",
        fields=FIELDS,
        address=leading("party_organization", "party_organization__code", query),
        why_empty="这一天没有符合条件的党组织。",
        what_next="请减少筛选条件，或换一个账日；还没有登记的，请先导入党组织信息台账或逐个新建。",
    )


class PartyFiltering(Filtering):
    q = forms.CharField(label="名称", max_length=80)
    kind = forms.ChoiceField(label="种类", choices=[ALL, *PartyOrganizationKind.choices()])
    node = forms.ChoiceField(label="隶属于")
    term = forms.ChoiceField(label="任期", choices=[ALL, ("over", "已届满、未换届"), ("near", "六个月内届满")])

    def __init__(self, given: Any, actor: Actor, on: date) -> None:
        super().__init__(given)
        self.offer("node", committees_to_name(actor, on, str(given.get("node", ""))))

    @property
    def narrowing(self) -> dict[str, str]:
        chosen = self.chosen
        kept: dict[str, str] = {name: str(chosen[name]) for name in ("kind", "node", "term") if name in chosen}
        return {**kept, "words": str(chosen.get("q", ""))}


@require_GET
@needs(Action.READ_PARTY_ORGANIZATION)
def party_list(request: HttpRequest) -> HttpResponse:
    actor, on = actor_of(request), day_of(request)
    filters = PartyFiltering(request.GET, actor, on)
    found = party_page(actor, on, window_of(request), **filters.narrowing)
    context = {
        "listing": listing(request, screen(with_day(request, "")), found, filters, reverse("party_export")),
        "views": views_of(request, "party_list"),
        "acts": founding_acts(request),
    }
    return framed(request, "party/list.html.jinja", context)


def views_of(request: HttpRequest, current: str) -> list[Link]:
    """The two ways to look at Party organizations, and whom they have sent; a later subject, known by its address."""
    names = (("party", "按隶属关系"), ("party_list", "按名称"), ("instructors", "指导员"))
    return links(request, ((label, name, name == current) for name, label in names))


@require_GET
@needs(Action.READ_PARTY_ORGANIZATION)
def party_export(request: HttpRequest) -> FileResponse:
    """Exactly what the list shows, all pages of it."""
    actor, on = actor_of(request), day_of(request)
    filters = PartyFiltering(request.GET, actor, on)
    narrowing = filters.narrowing
    rows = every_row(request, lambda window: party_page(actor, on, window, **narrowing))
    return workbook(request, screen(""), rows, filters)
