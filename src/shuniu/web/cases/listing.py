"""待办: what lies here, what is elsewhere, what is late, what is closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.cases.planned import PLANNED_KINDS
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseHolder, CaseKind, CaseState
from shuniu.queries.cases.listing import CLOSED, ELSEWHERE, HERE, LATE, case_page, waiting
from shuniu.web.cases.telling import due_of, kind_of, page_of_kind, status_of
from shuniu.web.cases.views import views_of
from shuniu.web.exporting import every_row, workbook
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.lists import Field, Filtering, Screen, by_day, listing, window_of
from shuniu.web.parts import Link, Status
from shuniu.web.rights import needs
from shuniu.web.wording import day, word

WHICH: Mapping[str, str] = {HERE: "待本级办理", ELSEWHERE: "别处办理中", LATE: "别处超期未办", CLOSED: "已办结"}
EMPTY: Mapping[str, tuple[str, str]] = {
    HERE: ("现在没有待办的事项。", "新的事项到本级以后列在这里。"),
    ELSEWHERE: ("没有在别处办理的事项。", "本级能看到的、由其他单位办理的事项列在这里。"),
    LATE: ("别处没有超期未办的事项。", "别处办理、已过期限的事项，和没有接收的工作交接列在这里。"),
    CLOSED: ("还没有办结的事项。", "办结、不同意和终止的事项列在这里。"),
}
KINDS = [(one.value, one.label) for one in CaseKind if one is not CaseKind.INFORMATION]


class CaseFilters(Filtering):
    which = forms.ChoiceField(label="查看", choices=list(WHICH.items()), widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="种类", choices=[("", "全部"), *KINDS])


def _fields(today: date, which: str) -> tuple[Field, ...]:
    def due(row: Mapping[str, Any]) -> Status | None:
        if not row["holder"]:
            return None
        if row["due_on"] is None and row["kind"] in PLANNED_KINDS:
            return Status("没有定计划日")
        return due_of(row["due_on"], today, provisional=row["due_provisional"], planned=row["due_planned"])

    # What is over lies with nobody.
    waits = () if which == CLOSED else (Field(key="holder", label="现在由谁办", show=_holder),)
    return (
        Field(key="about", label="社会组织或党组织", show=lambda row: row["about"]),
        Field(key="kind", label="事项", show=kind_of),
        Field(key="state", label="状态", show=lambda row: status_of(CaseState(row["state"])), plain=_state),
        *waits,
        Field(key="due", label="期限", show=due, plain=lambda row: getattr(due(row), "word", "")),
        Field(key="moved_on", label="办结日期" if which == CLOSED else "自", show=lambda row: day(row["moved_on"])),
        Field(key="number", label="编号", show=lambda row: row["number"], quiet=True),
    )


def _state(row: Mapping[str, Any]) -> str:
    return CaseState(row["state"]).label


def _holder(row: Mapping[str, Any]) -> str:
    """By name: the office with which it lies, the unit itself, or whoever answers for the unit."""
    held = {CaseHolder.APPLICANT.value: row["about"], CaseHolder.REVIEWER.value: row["answering"]}
    named = row["at_name"] or held.get(row["holder"]) or word(row["holder"], CaseHolder)
    return f"{named}（由本级代办）" if row["stands_in"] else named


def _asked(request: HttpRequest) -> tuple[str, str, CaseFilters]:
    which = request.GET.get("which", HERE)
    filters = CaseFilters(request.GET)
    return which if which in WHICH else HERE, str(filters.chosen.get("kind", "")), filters


def _screen(request: HttpRequest, which: str) -> Screen:
    why, next_ = EMPTY[which]
    return Screen(
        key="cases",
        title="事项",
        fields=_fields(actor_of(request).today, which),
        address=lambda row: _address(request, row),
        unit="件",
        ordered="due",
        why_empty=why,
        what_next=next_,
    )


def _address(request: HttpRequest, row: Mapping[str, Any]) -> str:
    page = page_of_kind(row["kind"], row["uuid"])
    return with_day(request, page) if page else ""


@require_GET
@needs(Action.READ_CASE)
def cases(request: HttpRequest) -> HttpResponse:
    actor, on = actor_of(request), day_of(request)
    which, kind, filters = _asked(request)
    here = reverse("cases")
    counts = {HERE: waiting(actor)[0]}
    found = by_day(lambda window: case_page(actor, which, on, window, kind))(window_of(request))
    context = {
        "views": views_of(request, "cases"),
        "tabs": [
            Link(label, with_day(request, here, which=key, kind=kind), key == which, counts.get(key))
            for key, label in WHICH.items()
        ],
        "listing": listing(request, _screen(request, which), found, filters, reverse("cases_export")),
    }
    return framed(request, "cases/list.html.jinja", context)


@require_GET
@needs(Action.READ_CASE)
def cases_export(request: HttpRequest) -> FileResponse:
    """Exactly what the list shows."""
    actor, on = actor_of(request), day_of(request)
    which, kind, filters = _asked(request)
    rows = every_row(request, by_day(lambda window: case_page(actor, which, on, window, kind)))
    return workbook(request, _screen(request, which), rows, filters)
