"""Supervising units, authorities and other bodies: the list with former names, the card, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.organizations.outside import (
    Abolition,
    OutsideUnit,
    UnitRenaming,
    abolish_units,
    register_outside_units,
    rename_units,
)
from shuniu.policy.grants import Action
from shuniu.policy.words import SuccessionKind, UnitKind
from shuniu.queries.outside import BodyCard, NoBody, body_card, body_page, successors_of
from shuniu.queries.seen import names_seen
from shuniu.web.addresses import leading
from shuniu.web.dated import dated_facts
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.lists import ALL, Field, Filtering, Screen, listing, window_of, words_of
from shuniu.web.parts import Link, Status
from shuniu.web.rights import needs
from shuniu.web.settings.body_forms import KINDS, AbolishForm, BodyForm, RenameBodyForm
from shuniu.web.settings.frame import crumbs, first_day, set_down
from shuniu.web.wording import day, word
from shuniu.web.writing import Sheet, only_today, searching

STANDS, ABOLISHED = Status("存续", "done"), Status("已撤销", "muted")
FIELDS = (
    Field(key="name", label="名称", show=lambda row: row["name"]),
    Field(key="kind", label="种类", show=lambda row: word(row["unit__kind"], UnitKind)),
    Field(key="former", label="以前的名称", show=lambda row: "、".join(row["former"]) or None),
    Field(key="state", label="情况", show=lambda row: ABOLISHED if row["abolished"] else STANDS),
    Field(key="since", label="自", show=lambda row: day(row["period"].lower)),
    Field(key="code", label="代码", show=lambda row: row["unit__code"], quiet=True),
)


class BodyFiltering(Filtering):
    called = forms.CharField(label="名称（含以前的）或代码", max_length=80)
    kind = forms.ChoiceField(label="种类", choices=[ALL, *KINDS])
    state = forms.ChoiceField(label="情况", choices=[ALL, ("standing", "存续"), ("abolished", "已撤销")])


@require_GET
@needs(Action.WRITE_UNIT)
def bodies(request: HttpRequest) -> HttpResponse:
    filters = BodyFiltering(request.GET)
    chosen = filters.chosen
    found = body_page(
        actor_of(request),
        day_of(request),
        window_of(request),
        words=chosen.get("called", ""),
        kind=chosen.get("kind", ""),
        state=chosen.get("state", ""),
    )
    query = with_day(request, "")
    screen = Screen(
        key="bodies",
        title="其他单位",
        unit="个",
        fields=FIELDS,
        address=leading("body", "unit__uuid", query),
        why_empty="没有符合条件的单位。",
        what_next="请减少筛选条件，或登记单位。",
    )
    context = {
        "listing": listing(request, screen, found, filters),
        "crumbs": crumbs(request, Link("其他单位", "")),
        "acts": [] if writing_off(request) else [Link("登记单位", reverse("body_new"))],
    }
    return framed(request, "settings/bodies.html.jinja", context)


def _card(request: HttpRequest, uuid: UUID) -> BodyCard:
    try:
        return body_card(actor_of(request), uuid, day_of(request))
    except NoBody as none:
        raise Http404 from none


def _title(card: BodyCard) -> str:
    return card.name or "这一天没有名称"


@require_GET
@needs(Action.WRITE_UNIT)
def body(request: HttpRequest, uuid: UUID) -> HttpResponse:
    card = _card(request, uuid)
    acts = []
    if card.writable and card.name and not card.abolished and not writing_off(request):
        acts = [Link("更名", reverse("body_rename", args=[uuid])), Link("撤销", reverse("body_abolish", args=[uuid]))]
    context = {
        "name": _title(card),
        "crumbs": _crumbs(request, card),
        "facts": _facts(request, card),
        "timeline": dated_facts(actor_of(request), card.facts, day_of(request)),
        "acts": acts,
    }
    return framed(request, "settings/body.html.jinja", context)


def _crumbs(request: HttpRequest, card: BodyCard, *more: Link) -> list[Link]:
    above = Link("其他单位", with_day(request, reverse("bodies")))
    itself = Link(_title(card), reverse("body", args=[card.uuid]) if more else "")
    return crumbs(request, above, itself, *more)


def _facts(request: HttpRequest, card: BodyCard) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [("种类", word(card.kind, UnitKind))]
    if card.code:
        facts.append(("代码", card.code))
    if card.name:
        facts.append(("情况", ABOLISHED if card.abolished else STANDS))
    if card.supervised:
        address = with_day(request, reverse("organizations"), supervisor=str(card.uuid))
        facts.append(("主管的社会组织", Link(f"{card.supervised:,} 家", address)))
    return facts


def _writable(request: HttpRequest, uuid: UUID) -> BodyCard:
    card = _card(request, uuid)
    if not card.writable:
        raise PermissionDenied
    return card


def _done(
    request: HttpRequest, card: BodyCard, form: forms.Form, submit: str, work: Callable[[Act], object], **more: Any
) -> HttpResponse:
    sheet = Sheet(
        title=f"{submit}：{_title(card)}",
        form=form,
        submit=submit,
        back=reverse("body", args=[card.uuid]),
        crumbs=_crumbs(request, card, Link(submit, "")),
        **more,
    )
    return set_down(request, sheet, work, f"已登记{submit}。")


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_UNIT)
def body_rename(request: HttpRequest, uuid: UUID) -> HttpResponse:
    seen = names_seen(uuid)
    card = _writable(request, uuid)
    form = RenameBodyForm(request.POST or None, initial={**first_day(request), "seen": seen, "name": card.name})

    def rename(act: Act) -> object:
        row = UnitRenaming(unit=card.key, name=form.cleaned_data["name"], seen=form.seen)
        return rename_units(act, [row], correction=form.cleaned_data["correction"])

    return _done(request, card, form, "更名", rename, lead="以前的名称照旧可查", fields={"unit": "name", "on": "since"})


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_UNIT)
def body_abolish(request: HttpRequest, uuid: UUID) -> HttpResponse:
    seen = names_seen(uuid)
    card = _writable(request, uuid)
    offered, more = successors_of(actor_of(request), card.kind, card.key, day_of(request), words_of(request))
    form = AbolishForm(request.POST or None, offered, initial={**first_day(request), "seen": seen})

    def abolish(act: Act) -> object:
        cells: Mapping[str, Any] = form.cleaned_data
        successor = int(cells["successor"]) if cells["successor"] else None
        row = Abolition(unit=card.key, successor=successor, kind=SuccessionKind(cells["kind"]), seen=form.seen)
        return abolish_units(act, [row])

    notes = (
        [f"仍由其主管的社会组织有 {card.supervised:,} 家，撤销后请逐家变更业务主管单位。"] if card.supervised else []
    )
    more_of_sheet: dict[str, Any] = {
        "lead": "名称照旧可查，注明已撤销",
        "notes": notes,
        "fields": {"unit": "since", "on": "since"},
        "search": searching(request, "查找承继的单位", more=more),
    }
    return _done(request, card, form, "撤销", abolish, **more_of_sheet)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_UNIT)
def body_new(request: HttpRequest) -> HttpResponse:
    form, node = BodyForm(request.POST or None, initial=first_day(request)), actor_of(request).node
    if node is None:
        raise PermissionDenied

    def register(act: Act) -> None:
        cells = form.cleaned_data
        row = OutsideUnit(name=cells["name"], kind=UnitKind(cells["kind"]), code=cells["code"] or None)
        register_outside_units(act, [row], node)

    back = reverse("bodies")
    sheet = Sheet(
        title="登记单位",
        lead="业务主管单位、登记管理机关等；社会组织在登记簿登记",
        form=form,
        submit="登记单位",
        back=back,
        crumbs=crumbs(request, Link("其他单位", back), Link("登记单位", "")),
    )
    return set_down(request, sheet, register, "单位已登记。")
