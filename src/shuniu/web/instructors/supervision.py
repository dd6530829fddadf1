"""What a committee sees of the work of its instructors: organizations, by what was done at them in a period.

Those without a record come first. Numbers stand for organizations, never for a person, and nobody is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.words import InstructorDuty
from shuniu.queries.accounts import Actor
from shuniu.queries.instructors.supervision import Supervised, supervision_page, supervision_summary
from shuniu.queries.party.choosing import committees_to_read
from shuniu.web.addresses import leading
from shuniu.web.exporting import every_row, workbook
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.instructors.views import address_with, crumbs_of, days_of_month, month_until, ways_to_look
from shuniu.web.lists import ALL, Field, Filtering, Screen, listing, window_of
from shuniu.web.parts import Link, Status
from shuniu.web.rights import needs
from shuniu.web.wording import day
from shuniu.web.writing import day_field

SILENT = "silent"
NO_RECORD = "本期无记录"
Row = Mapping[str, Any]


class SupervisionFiltering(Filtering):
    node = forms.ChoiceField(label="隶属于")
    month = forms.CharField(label="月份", max_length=7, widget=forms.TextInput(attrs={"placeholder": "2026-10"}))
    since = day_field("自")
    until = day_field("至")
    state = forms.ChoiceField(label="记录", choices=[ALL, (SILENT, NO_RECORD)])

    def __init__(self, given: Mapping[str, Any], actor: Actor, on: date) -> None:
        super().__init__(given)
        self.on = on
        self.offer("node", committees_to_read(actor, on, str(given.get("node", ""))))

    @property
    def wanted(self) -> Supervised:
        """Days that are given go before a month; without either, the month of the day until that day."""
        chosen = self.chosen
        first, last = days_of_month(chosen.get("month", "")) or month_until(chosen.get("until", self.on))
        since = chosen.get("since", first)
        until = chosen.get("until", self.on if "since" in chosen else last)
        # Nothing is known of days after that of the page.
        last = min(max(since, until), self.on)
        return Supervised(
            since=min(since, until, last),
            until=last,
            node=chosen.get("node", ""),
            silent=chosen.get("state") == SILENT,
        )


def fields(opens: Callable[[Row, str], str]) -> tuple[Field, ...]:
    """``opens``: the address of the entries behind a number, of one duty or of all."""
    return (
        Field(key="name", label="单位", show=lambda row: row["name"]),
        Field(
            key="latest",
            label="最近一条",
            show=lambda row: day(row["latest"]) if row["latest"] else Status(NO_RECORD, "soon"),
            plain=lambda row: day(row["latest"]) if row["latest"] else NO_RECORD,
        ),
        *(_number(one.value, one.label, opens) for one in InstructorDuty),
        Field(
            key="total",
            label="合计",
            show=lambda row: _linked(row["total"], opens(row, "")),
            plain=lambda row: row["total"],
            numeric=True,
        ),
        Field(key="posted", label="派驻", show=_posted),
        Field(key="responsible", label="归口党组织", show=lambda row: row["responsible"], quiet=True),
        Field(key="code", label="统一社会信用代码", show=lambda row: row["unit__code"], quiet=True),
    )


def _number(duty: str, label: str, opens: Callable[[Row, str], str]) -> Field:
    return Field(
        key=duty,
        label=label,
        show=lambda row: _linked(row["counts"].get(duty, 0), opens(row, duty)),
        plain=lambda row: row["counts"].get(duty, 0),
        numeric=True,
    )


def _linked(number: int, address: str) -> Any:
    return Link(str(number), address) if number else 0


def _posted(row: Row) -> str:
    number, since = row["posted"]
    return f"{number} 名，{day(since)} 起"


def screen(request: HttpRequest, wanted: Supervised) -> Screen:
    def opens(row: Row, duty: str) -> str:
        given = (("unit", row["unit__uuid"]), ("duty", duty), ("since", wanted.since), ("until", wanted.until))
        return address_with(request, "work_logs", given)

    return Screen(
        key="work_supervision",
        title="指导员工作情况",
        unit="家",
        fields=fields(opens),
        address=leading("organization", "unit__uuid", with_day(request, "", tab="work")),
        why_empty="这一期没有派驻指导员的单位。",
        what_next="请换一个期间或账日，或减少筛选条件；没有派驻的，请先派驻。",
    )


@require_GET
@needs(Action.READ_PARTY_ORGANIZATION)
@needs(Action.READ_WORK_LOG)
def work_supervision(request: HttpRequest) -> HttpResponse:
    actor, on = actor_of(request), day_of(request)
    filters = SupervisionFiltering(request.GET, actor, on)
    wanted = filters.wanted
    found = supervision_page(actor, on, window_of(request), wanted)
    context = {
        "title": "指导员工作情况",
        "lead": f"{day(wanted.since)} 至 {day(wanted.until)}",
        "summary": _summary(request, actor, on, wanted),
        "listing": listing(request, screen(request, wanted), found, filters, reverse("work_supervision_export")),
        "views": ways_to_look(request, "work_supervision"),
        "crumbs": crumbs_of(request, Link("工作情况", "")),
        "footnote": "按单位统计工作日志条数，本期无记录的在前；不按人统计，不比较。",
    }
    return framed(request, "instructors/page.html.jinja", context)


def _summary(request: HttpRequest, actor: Actor, on: date, wanted: Supervised) -> list[tuple[str, Any]]:
    told = supervision_summary(actor, on, wanted)
    period = (("node", wanted.node), ("since", wanted.since), ("until", wanted.until))
    silent = address_with(request, "work_supervision", (*period, ("state", SILENT)))
    everyone = address_with(request, "work_supervision", period)
    numbers = [("派驻单位", Link(f"{told.organizations} 家", everyone))] if not wanted.silent else []
    numbers.append((NO_RECORD, Link(f"{told.silent} 家", silent)))
    if wanted.silent:
        return numbers
    for one in InstructorDuty:
        address = address_with(request, "work_logs", (*period, ("duty", one.value)))
        numbers.append((one.label, Link(f"{told.by_duty.get(one.value, 0)} 条", address)))
    return numbers


@require_GET
@needs(Action.READ_PARTY_ORGANIZATION)
@needs(Action.READ_WORK_LOG)
def work_supervision_export(request: HttpRequest) -> FileResponse:
    """Exactly what the list shows, all pages of it."""
    actor, on = actor_of(request), day_of(request)
    wanted = SupervisionFiltering(request.GET, actor, on).wanted
    # The workbook says its period also where the page took the usual one.
    period = {"since": wanted.since.isoformat(), "until": wanted.until.isoformat(), "month": ""}
    filters = SupervisionFiltering({**request.GET.dict(), **period}, actor, on)
    rows = every_row(request, lambda window: supervision_page(actor, on, window, wanted))
    return workbook(request, screen(request, wanted), rows, filters)
