"""Put down where a Party organization sits, for which region it is the fallback, whom it guides, what it plans."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.organizations.planning import Cell, plan_cells
from shuniu.commands.party.guide import Guiding, guide_units, unguide_units
from shuniu.commands.party.localities import Fallback, set_fallbacks
from shuniu.commands.party.seating import Seating, seat_party_organizations, unseat_party_organizations
from shuniu.kernel.text import fold
from shuniu.policy import words
from shuniu.policy.journal.ending import LATER_TOO
from shuniu.queries.accounts import Actor
from shuniu.queries.organizations.choosing import divisions_below, home_region, township_below
from shuniu.queries.party.card import fallback_regions, seats_of
from shuniu.queries.party.writing import NodeToWrite
from shuniu.queries.seen import cells_seen, guided_seen, localities_seen, seats_seen
from shuniu.web.frame import actor_of, day_of
from shuniu.web.organizations.naming import NAMED, UnitNamedForm
from shuniu.web.party.sheets import done, node_to_change, node_to_keep, sheet
from shuniu.web.writing import BEGIN, END, DatedForm, only_today


def _way(begin: str, end: str) -> forms.ChoiceField:
    choices = [(BEGIN, begin), (END, end)]
    return forms.ChoiceField(label="办什么", widget=forms.RadioSelect, choices=choices, initial=BEGIN)


class SeatForm(UnitNamedForm):
    way = _way("登记所在单位", "结束")
    role = forms.ChoiceField(label="关系", choices=words.SeatRole.choices(), initial=words.SeatRole.OWN.value)
    field_order = ["way", "unit", "role", "since"]


@only_today
@require_http_methods(["GET", "POST"])
def party_seat(request: HttpRequest, code: str) -> HttpResponse:
    """所在单位: its own, the one that hosts it (B34, B35), the secretary's."""
    seen = seats_seen(code)
    node, on = node_to_change(request, code), day_of(request)
    form = SeatForm(request.POST or None, actor_of(request), on, initial={"since": on, "seen": seen, LATER_TOO: ""})

    def seat(act: Act) -> object:
        assert form.named is not None, "a valid form names a unit"
        role = words.SeatRole(form.cleaned_data["role"])
        row = Seating(party_organization=node.key, unit=form.named, role=role, seen=form.seen, later_too=form.later_too)
        begins = form.cleaned_data["way"] == BEGIN
        return (seat_party_organizations if begins else unseat_party_organizations)(act, [row])

    lead = "设在哪个单位；由行业主管部门、协会承办的，写依托单位"
    facts = [(words.SeatRole(row["role"]).label, row["name"]) for row in seats_of(node.key, on)]
    page = sheet(node, "所在单位", form, lead, submit="登记", facts=facts)
    return done(request, page, seat, "所在单位已登记。", "formation")


class LocalityForm(DatedForm):
    """Begin or end to be the fallback of a county, or of one street or township in it."""

    way = _way("开始兜底", "不再兜底")
    region = forms.ChoiceField(label="区（县）")
    street = forms.CharField(
        label="街道（乡镇）", max_length=60, required=False, help_text="只兜底其中一个街道、乡镇的，填写它的全称。"
    )
    field_order = ["way", "region", "street", "since"]

    def __init__(self, given: Any, home: str, held: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(given, **more)
        self.held = {code for code, _ in held}
        region = self.fields["region"]
        assert isinstance(region, forms.ChoiceField)
        region.choices = [("", "请选择"), *dict([*(divisions_below(home) if home else []), *held]).items()]
        if not home:
            region.help_text = "登记了社会组织以后，可以选定所在省的区（县）。"

    def clean(self) -> dict[str, Any]:
        cells = super().clean() or {}
        place = cells.get("region", "")
        if place and cells.get("street"):
            place = township_below(place, cells["street"])
            if not place:
                self.add_error("street", "区划表中没有这个街道（乡镇），请核对全称；整个区（县）兜底的不填。")
        if place and cells.get("way") == END and place not in self.held:
            self.add_error("region", "当日没有由本党组织兜底的登记。")
        return {**cells, "place": place}


@only_today
@require_http_methods(["GET", "POST"])
def party_locality(request: HttpRequest, code: str) -> HttpResponse:
    seen = localities_seen()
    node, on, actor = node_to_change(request, code), day_of(request), actor_of(request)
    held = fallback_regions(node.key, on)
    first = {"since": on, "seen": seen, LATER_TOO: ""}
    form = LocalityForm(request.POST or None, home_region(actor, on), held, initial=first)

    def fall_back(act: Act) -> object:
        cells = form.cleaned_data
        falls_to = node.key if cells["way"] == BEGIN else None
        row = Fallback(region=cells["place"], party_organization=falls_to, seen=form.seen, later_too=form.later_too)
        return set_fallbacks(act, [row])

    lead = "一个区域同一天只有一个兜底的党组织；原来另有的，从这一天起由本党组织接替"
    facts = [("现在兜底", "、".join(name for _, name in held) or None)]
    page = sheet(node, "兜底区域", form, lead, submit="登记", facts=facts)
    return done(request, page, fall_back, "兜底区域已登记。")


class GuideForm(UnitNamedForm):
    way = _way("开始", "结束")
    kind = forms.ChoiceField(
        label="关系", choices=words.GuidanceKind.choices(), initial=words.GuidanceKind.GUIDANCE.value
    )
    clause = forms.CharField(label="依据", max_length=120, required=False, help_text="写明依据的文件或决定。")
    field_order = ["way", "unit", "kind", "clause", "since"]


@only_today
@require_http_methods(["GET", "POST"])
def party_guide(request: HttpRequest, code: str) -> HttpResponse:
    """指导、联系: beside the line of responsibility; it lets the guide read the unit."""
    seen = guided_seen(code)
    node, on = node_to_keep(request, code), day_of(request)
    form = GuideForm(request.POST or None, actor_of(request), on, initial={"since": on, "seen": seen, LATER_TOO: ""})

    def guide(act: Act) -> object:
        assert form.named is not None, "a valid form names a unit"
        cells = form.cleaned_data
        row = Guiding(
            unit=form.named,
            kind=words.GuidanceKind(cells["kind"]),
            party_organization=node.key,
            clause=cells["clause"],
            seen=form.seen,
            later_too=form.later_too,
        )
        return (guide_units if cells["way"] == BEGIN else unguide_units)(act, [row])

    lead = "不改变归口；指导联系的党组织可以查看该单位的登记"
    page = sheet(node, "指导、联系", form, lead, submit="登记")
    return done(request, page, guide, "指导联系已登记。", "guides")


class PlanForm(UnitNamedForm):
    """One cell of the planning grid, and the organization that stands in it."""

    way = _way("列入布局", "不再列入")
    subtype = forms.ChoiceField(label="细类", choices=[("", "请选择"), *words.OrganizationSubtype.choices()])
    cell = forms.CharField(label="行业、省级地域或乡镇", max_length=60)
    field_order = ["way", "subtype", "cell", "unit", "since"]

    def __init__(self, given: Any, actor: Actor, on: date, **more: Any) -> None:
        super().__init__(given, actor, on, **more)
        self.fields["unit"].required = False
        self.fields["unit"].label = "已有的社会组织"
        self.fields["unit"].help_text = f"还没有的不填。{NAMED}"

    def clean_cell(self) -> str:
        return fold(self.cleaned_data["cell"])


@only_today
@require_http_methods(["GET", "POST"])
def party_plan(request: HttpRequest, code: str) -> HttpResponse:
    """布局: one organization for each industry, province of origin and township (A14)."""
    seen = cells_seen(code)
    node, on = node_to_keep(request, code), day_of(request)
    form = PlanForm(request.POST or None, actor_of(request), on, initial={"since": on, "seen": seen, LATER_TOO: ""})

    def plan(act: Act) -> object:
        return plan_cells(act, [_cell(node, form)])

    lead = "一个新兴行业一家行业协会，一个省级地域一家异地商会，一个乡镇一家基层商会"
    return done(request, sheet(node, "布局", form, lead, submit="登记"), plan, "布局已登记。")


def _cell(node: NodeToWrite, form: PlanForm) -> Cell:
    cells = form.cleaned_data
    return Cell(
        party_organization=node.key,
        subtype=cells["subtype"],
        cell=cells["cell"],
        unit=form.named,
        wished=cells["way"] == BEGIN,
        seen=form.seen,
        later_too=form.later_too,
    )
