"""Decouple an organization, put down its charter clause, who guides it, and which organization it continues."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.organizations.edit import CharterClause, record_charter_clauses
from shuniu.commands.organizations.succession import SuccessionOf, record_successions
from shuniu.commands.party.decouple import Decoupling, decouple_organizations
from shuniu.commands.party.guide import Guiding, guide_units, unguide_units
from shuniu.policy import words
from shuniu.policy.journal.ending import LATER_TOO
from shuniu.queries.accounts import Actor
from shuniu.queries.organizations.bodies import hubs_to_name
from shuniu.queries.organizations.writing import Editable
from shuniu.queries.party.choosing import committees_to_name
from shuniu.queries.seen import guides_seen, jurisdictions_seen, registrations_seen
from shuniu.web.frame import actor_of, day_of
from shuniu.web.organizations.naming import UnitNamedForm
from shuniu.web.organizations.registering import crumbs_of, editable
from shuniu.web.writing import (
    BEGIN,
    END,
    DatedForm,
    Sheet,
    day_field,
    only_today,
    written,
)

CLAUSE = "写明依据的文件或决定。"


def _sheet(found: Editable, act: str, form: forms.Form, lead: str) -> Sheet:
    return Sheet(
        title=f"{act}：{found.name}",
        lead=lead,
        form=form,
        submit="登记",
        back=reverse("organization", args=[found.uuid]),
        crumbs=crumbs_of(found, act),
    )


def _done(request: HttpRequest, sheet: Sheet, work: Callable[[Act], object], said: str) -> HttpResponse:
    return written(request, sheet, work, said, sheet.back)


def _fill(field: forms.Field, rows: list[tuple[str, str]], none: str) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", none), *rows]


class DecoupleForm(DatedForm):
    """The day of decoupling, and who takes over; the law asks for one."""

    party_organization = forms.ChoiceField(label="脱钩后归口党组织", required=False)
    clause = forms.CharField(label="依据", max_length=120, required=False, help_text=CLAUSE)
    field_order = ["party_organization", "clause", "since"]

    def __init__(self, given: Any, actor: Actor, on: date, **more: Any) -> None:
        super().__init__(given, **more)
        rows = [(str(one.key), one.name) for one in committees_to_name(actor, on)]
        _fill(self.fields["party_organization"], rows, "请选择")


@only_today
@require_http_methods(["GET", "POST"])
def organization_decouple(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """脱钩不脱管: the mode changes, the supervising unit falls away, the responsible one takes over (A06, A07)."""
    seen = {"seen": registrations_seen(uuid), "seen_jurisdictions": jurisdictions_seen(uuid)}
    found, on = editable(request, uuid), day_of(request)
    form = DecoupleForm(request.POST or None, actor_of(request), on, initial={"since": on, **seen})

    def decouple(act: Act) -> None:
        chosen = form.cleaned_data["party_organization"]
        node = int(chosen) if chosen else None
        row = Decoupling(
            unit=found.unit,
            party_organization=node,
            clause=form.cleaned_data["clause"],
            seen=form.seen,
            seen_jurisdictions=form.seen_of("jurisdictions"),
        )
        decouple_organizations(act, [row])

    sheet = _sheet(found, "脱钩", form, "登记方式改为脱钩，不再有业务主管单位；党建工作由接手的党组织负责")
    return _done(request, sheet, decouple, "脱钩已登记。")


class CharterForm(DatedForm):
    present = forms.ChoiceField(
        label="章程", widget=forms.RadioSelect, choices=[("1", "已写入党建内容"), ("0", "没有写入")]
    )
    adopted_on = day_field("写入日期", required=False, help_text="会议通过或核准的日期。")
    text = forms.CharField(
        label="条款内容",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="照录章程原文。",
    )
    field_order = ["present", "adopted_on", "text", "since"]


@only_today
@require_http_methods(["GET", "POST"])
def organization_charter(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """章程写入党建: whether, since which day, in which words (A15)."""
    seen = registrations_seen(uuid)
    found, on = editable(request, uuid), day_of(request)
    first = {
        "since": on,
        "seen": seen,
        "present": {True: "1", False: "0"}.get(found.values["charter_clause"], ""),
        "adopted_on": found.values["charter_clause_on"],
        "text": found.values["charter_clause_text"],
    }
    form = CharterForm(request.POST or None, initial=first)

    def put(act: Act) -> object:
        cells = form.cleaned_data
        present = cells["present"] == "1"
        row = CharterClause(
            unit=found.unit,
            present=present,
            adopted_on=cells["adopted_on"] if present else None,
            text=cells["text"] if present else "",
            seen=form.seen,
        )
        return record_charter_clauses(act, [row])

    sheet = _sheet(found, "章程党建条款", form, "党组织在法人治理结构中的地位，以章程原文为准")
    return _done(request, sheet, put, "章程党建条款已登记。")


class GuidedForm(DatedForm):
    """Who guides or contacts the organization beside the responsible one: a Party organization or a hub."""

    way = forms.ChoiceField(
        label="办什么", widget=forms.RadioSelect, choices=[(BEGIN, "开始"), (END, "结束")], initial=BEGIN
    )
    kind = forms.ChoiceField(
        label="关系", choices=words.GuidanceKind.choices(), initial=words.GuidanceKind.GUIDANCE.value
    )
    party_organization = forms.ChoiceField(label="由哪个党组织", required=False)
    hub = forms.ChoiceField(label="或由哪个“枢纽型”社会组织", required=False, help_text="两者只选一个。")
    clause = forms.CharField(label="依据", max_length=120, required=False, help_text=CLAUSE)
    field_order = ["way", "kind", "party_organization", "hub", "clause", "since"]

    def __init__(self, given: Any, actor: Actor, on: date, **more: Any) -> None:
        super().__init__(given, **more)
        nodes = [(str(one.key), one.name) for one in committees_to_name(actor, on)]
        _fill(self.fields["party_organization"], nodes, "未选")
        _fill(self.fields["hub"], [(str(key), name) for key, name in hubs_to_name(actor, on)], "未选")

    def guiding(self, unit: int) -> Guiding:
        cells = self.cleaned_data
        node, hub = cells["party_organization"], cells["hub"]
        return Guiding(
            unit=unit,
            kind=words.GuidanceKind(cells["kind"]),
            party_organization=int(node) if node else None,
            hub=int(hub) if hub else None,
            clause=cells["clause"],
            seen=self.seen,
            later_too=self.later_too,
        )


@only_today
@require_http_methods(["GET", "POST"])
def organization_guide(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """指导、联系: apart from jurisdiction, any number of guides (B22, C03)."""
    seen = guides_seen(uuid)
    found, on = editable(request, uuid), day_of(request)
    form = GuidedForm(request.POST or None, actor_of(request), on, initial={"since": on, "seen": seen, LATER_TOO: ""})

    def guide(act: Act) -> object:
        work = guide_units if form.cleaned_data["way"] == BEGIN else unguide_units
        return work(act, [form.guiding(found.unit)])

    sheet = _sheet(found, "指导、联系", form, "不改变归口；指导联系的党组织可以查看该单位的登记")
    return _done(request, sheet, guide, "指导联系已登记。")


class SuccessionForm(UnitNamedForm):
    """Which unit continues this one, and how."""

    kind = forms.ChoiceField(
        label="怎样承继", choices=words.SuccessionKind.choices(), initial=words.SuccessionKind.MERGED.value
    )
    field_order = ["kind", "unit", "since"]

    def __init__(self, given: Any, actor: Actor, on: date, **more: Any) -> None:
        super().__init__(given, actor, on, **more)
        self.fields["unit"].label = "承继的单位"


@only_today
@require_http_methods(["GET", "POST"])
def organization_succeed(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """承继: merged into, split into, renamed into another; no status is changed by this."""
    found, on = editable(request, uuid), day_of(request)
    form = SuccessionForm(request.POST or None, actor_of(request), on, initial={"since": on})

    def succeed(act: Act) -> object:
        assert form.named is not None, "a valid form names a unit"
        kind = words.SuccessionKind(form.cleaned_data["kind"])
        row = SuccessionOf(predecessor=found.unit, successor=form.named, kind=kind)
        return record_successions(act, [row])

    sheet = _sheet(found, "合并、分立", form, "只登记由谁承继；原单位注销的，另在“注销、撤销”中办理")
    sheet = replace(sheet, fields={"successor": "unit"})
    return _done(request, sheet, succeed, "承继关系已登记。")
