"""Put down when an organization renews its own board, and what its Party organization says of the procedure."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.sync.renewals import OpinionOn, RenewalOf, give_opinions, set_renewals
from shuniu.policy.words.sync import ProceduralMatter, ProceduralOpinion
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.seen import opinions_seen, renewals_seen
from shuniu.queries.sync.renewals import RenewalCard, renewal_card
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link, Status
from shuniu.web.wording import day
from shuniu.web.writing import DatedForm, Sheet, day_field, only_today, written


class RenewalForm(DatedForm):
    held_on = day_field("上次换届", required=False, help_text="已经举行的，以会议日期为准。")
    due_on = day_field("下次换届", required=False, help_text="按章程规定的任期推算，或以登记证书、批复为准。")
    source = forms.CharField(label="来源", max_length=200, help_text="例如：章程第二十一条；换届会议决议。")
    field_order = ["held_on", "due_on", "source", "since"]


@only_today
@require_http_methods(["GET", "POST"])
def organization_renewal(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """换届日期: the day of the office only, nothing of who is elected."""
    seen = renewals_seen(uuid)
    card = _card(request, uuid)
    if not (card.writable and card.registered):
        raise PermissionDenied
    first = {"since": day_of(request), "seen": seen, "held_on": card.held_on, "due_on": card.due_on}
    form = RenewalForm(request.POST or None, initial={**first, "source": card.source})

    def put(act: Act) -> object:
        cells = form.cleaned_data
        row = RenewalOf(unit=card.unit, held_on=cells["held_on"], due_on=cells["due_on"], source=cells["source"],
                        seen=form.seen)  # fmt: skip
        return set_renewals(act, [row])

    sheet = Sheet(
        title=f"换届日期：{card.name}",
        lead="只登记日期，不登记人选",
        form=form,
        facts=_facts(card),
        submit="登记",
        back=reverse("organization", args=[uuid]),
        crumbs=_crumbs(card, "换届日期"),
    )
    return written(request, sheet, put, "换届日期已登记。", sheet.back)


class OpinionForm(DatedForm):
    """Nothing is asked about candidates, and there is no free text."""

    party_organization = forms.ChoiceField(label="由哪个党组织提出")
    renewal_on = day_field("哪一天的换届", help_text="社会组织换届会议的日期，可以是将要召开的。")
    opinion = forms.ChoiceField(label="程序意见", choices=[("", "请选择"), *ProceduralOpinion.choices()])
    matters = forms.MultipleChoiceField(
        label="需要补正的程序事项",
        required=False,
        choices=ProceduralMatter.choices(),
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["party_organization", "renewal_on", "opinion", "matters", "since"]

    def __init__(self, given: Any, speakers: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(given, **more)
        self.fields["since"].label = "哪一天提出的"
        choice = self.fields["party_organization"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(str(key), name) for key, name in speakers]


@only_today
@require_http_methods(["GET", "POST"])
def organization_opinion(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """换届程序意见 of the Party organization: of the procedure alone."""
    seen = opinions_seen(uuid)
    card = _card(request, uuid)
    if not card.speakers:
        raise PermissionDenied
    first = {"since": day_of(request), "seen": seen, "renewal_on": card.due_on}
    form = OpinionForm(request.POST or None, card.speakers, initial=first)

    def give(act: Act) -> object:
        cells = form.cleaned_data
        row = OpinionOn(
            unit=card.unit,
            party_organization=int(cells["party_organization"]),
            renewal_on=cells["renewal_on"],
            opinion=cells["opinion"],
            matters=tuple(cells["matters"]),
            seen=form.seen,
        )
        return give_opinions(act, [row])

    address = reverse("organization", args=[uuid])
    sheet = Sheet(
        title=f"换届程序意见：{card.name}",
        lead="只对程序提出意见，不评价人选；同一次换届再提的，以新的为准",
        form=form,
        facts=_facts(card),
        submit="提出",
        back=address,
        crumbs=_crumbs(card, "换届程序意见"),
    )
    return written(request, sheet, give, "程序意见已登记。", sheet.back)


def _crumbs(card: RenewalCard, last: str) -> list[Link]:
    address = reverse("organization", args=[card.uuid])
    return [Link("社会组织", reverse("organizations")), Link(card.name, address), Link(last, "")]


def _card(request: HttpRequest, uuid: UUID) -> RenewalCard:
    try:
        return renewal_card(actor_of(request), uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem


def _facts(card: RenewalCard) -> list[tuple[str, Any]]:
    """Its own days beside the terms of the Party organizations that cover it, and what was said already."""
    facts: list[tuple[str, Any]] = [("本单位下次换届", day(card.due_on) if card.due_on else None)]
    for one in card.covering:
        due = day(one.term_due) if one.term_due else "未登记"
        facts.append((f"{one.name}届满", due))
        if one.finding is not None:
            facts.append(("对照", Status(one.finding.state.label, "soon" if one.finding.open else "done")))
            facts.append(("说明", one.finding.sentence))
    for said in card.opinions:
        matters = "、".join(ProceduralMatter(one).label for one in said["matters"])
        told = ProceduralOpinion(said["opinion"]).label + (f"：{matters}" if matters else "")
        facts.append((f"{said['name']}对{day(said['renewal_on'])}换届", told))
    return facts
