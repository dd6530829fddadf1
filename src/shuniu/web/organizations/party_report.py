"""填报的党建情况: how the card shows it beside what is counted, and how a clerk puts down a report by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.party.reported import Report, report_states
from shuniu.kernel.dates import PartialDate, parse_date
from shuniu.kernel.text import fold
from shuniu.policy.figures.differences import DifferenceKind
from shuniu.policy.words import FormationMode
from shuniu.queries.organizations.card import OrganizationCard
from shuniu.queries.organizations.reported import reported_state
from shuniu.queries.seen import reported_states_seen
from shuniu.statistics.reports.differences import DifferenceLine, differences_of
from shuniu.web.frame import day_of
from shuniu.web.organizations.contact_form import contact_lines
from shuniu.web.organizations.forms import YES_NO
from shuniu.web.organizations.registering import crumbs_of, editable
from shuniu.web.wording import day, word
from shuniu.web.writing import DatedForm, Sheet, only_today, written

TEXTS = ("source", "supervising_unit", "party_organization", "reason_not_formed", "instructor_unit")
BY_ROLL = {DifferenceKind.MEMBERS, DifferenceKind.FEWER_FULL}
FLAGS = ("has_party_organization", "instructor", "trade_union", "youth_league", "womens_federation")


def _text(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=200, required=False, help_text=help_text)


def _flag(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=YES_NO, required=False)


class ReportForm(DatedForm):
    """What a source says of the organization; what it does not say stays empty."""

    source = forms.CharField(label="来源", max_length=200, help_text="例如：2026 年党建情况统计表。")
    has_party_organization = _flag("已建党组织")
    formation_mode = forms.ChoiceField(
        label="组建方式", choices=[("", "未填"), *FormationMode.choices()], required=False
    )
    party_organization = _text("党组织名称")
    formed_on = forms.CharField(
        label="党组织成立时间", max_length=20, required=False, help_text="写到哪一级算哪一级，例如 2018-03。"
    )
    reason_not_formed = _text("未建立原因")
    staff = forms.IntegerField(label="从业人员", required=False, min_value=0, max_value=10_000_000)
    supervising_unit = _text("业务主管单位")
    instructor = _flag("有党建工作指导员")
    instructor_unit = _text("指导员工作单位")
    trade_union = _flag("工会")
    youth_league = _flag("共青团")
    womens_federation = _flag("妇联")

    def clean_formed_on(self) -> str:
        reading = parse_date(self.cleaned_data["formed_on"])
        if reading.problem or reading.warning:
            raise forms.ValidationError("日期请写成 2018、2018-03 或 2018-03-15 的样子。")
        return reading.iso or ""

    @property
    def state(self) -> dict[str, Any]:
        cells = self.cleaned_data
        formed = PartialDate.from_iso(cells["formed_on"]) if cells["formed_on"] else None
        return {
            **{name: fold(cells[name]) for name in TEXTS},
            **{name: {"1": True, "0": False}.get(cells[name]) for name in FLAGS},
            "formation_mode": cells["formation_mode"],
            "staff": cells["staff"],
            "formed_on": formed.earliest if formed else None,
            "formed_precision": formed.precision if formed else "",
        }


def _initial(state: Mapping[str, Any]) -> dict[str, Any]:
    first = {name: state[name] for name in (*TEXTS, "formation_mode", "staff")}
    first |= {name: {True: "1", False: "0"}.get(state[name], "") for name in FLAGS}
    return {**first, "formed_on": _formed(state)}


def _formed(state: Mapping[str, Any]) -> str:
    if not state["formed_on"]:
        return ""
    return PartialDate.of(state["formed_on"], state["formed_precision"] or "day").iso


@only_today
@require_http_methods(["GET", "POST"])
def organization_party_report(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """From a day on until the next report; nothing of it is counted."""
    seen = reported_states_seen(uuid)
    found = editable(request, uuid)
    state = reported_state(found.unit, day_of(request))
    first = {"since": day_of(request), "seen": seen, **(_initial(state) if state else {})}
    form = ReportForm(request.POST or None, initial=first)
    sheet = Sheet(
        title=f"填报的党建情况：{found.name}",
        lead="照来源填写，与登记簿分开存放，不计入按登记簿的数字",
        form=form,
        submit="登记",
        back=reverse("organization", args=[uuid]) + "?tab=party",
        crumbs=crumbs_of(found, "填报的党建情况"),
    )

    def report(act: Act) -> object:
        return report_states(act, [Report(unit=found.unit, state=form.state, seen=form.seen)])

    return written(request, sheet, report, "填报的党建情况已登记。", sheet.back)


def report_part(request: HttpRequest, card: OrganizationCard, *, writable: bool) -> dict[str, Any]:
    """What the report in force says, and where the register says otherwise."""
    state = reported_state(card.unit, day_of(request))
    # How many a roll holds is for those who may know who works there.
    hidden = set() if card.may_see_contact else BY_ROLL
    differences = [one for one in differences_of(card.unit, day_of(request)) if one.kind not in hidden]
    return {
        "facts": _facts(state) if state else [],
        "named": contact_lines(card.contacts, named=True),
        "differences": [(one.kind.label, _both_sides(one)) for one in differences],
        "address": reverse("organization_party_report", args=[card.uuid]) if writable else "",
    }


def _both_sides(one: DifferenceLine) -> str:
    aside = f"（已搁置到 {day(one.until)}：{one.reason}）" if one.aside else ""
    return f"填报：{one.reported}；登记簿：{one.held}{aside}"


def _facts(state: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Only what the report says; what it leaves open is not listed."""
    said: list[tuple[str, Any]] = [
        ("来源", state["source"]),
        ("填报自", day(state["period"].lower)),
        ("已建党组织", state["has_party_organization"]),
        ("组建方式", word(state["formation_mode"], FormationMode) if state["formation_mode"] else None),
        ("党组织名称", state["party_organization"]),
        ("党组织成立时间", _formed(state)),
        ("未建立原因", state["reason_not_formed"]),
        ("从业人员", state["staff"]),
        ("业务主管单位", state["supervising_unit"]),
        ("有党建工作指导员", state["instructor"]),
        ("指导员工作单位", state["instructor_unit"]),
        ("工会", state["trade_union"]),
        ("共青团", state["youth_league"]),
        ("妇联", state["womens_federation"]),
    ]
    return [(label, value) for label, value in said if value not in (None, "")]
