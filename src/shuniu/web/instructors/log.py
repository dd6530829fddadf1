"""The work log of instructors: the entries of the organizations within reach, and one of them with its past."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.words import InstructorDuty
from shuniu.queries.accounts import Actor
from shuniu.queries.instructors.work import WorkFilter, WorkLogCard, unit_to_log, work_log_card, work_log_page
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.party.choosing import committees_to_read
from shuniu.web.addresses import leading
from shuniu.web.dated import dated_facts
from shuniu.web.exporting import every_row, workbook
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.instructors.views import crumbs_of, ways_to_look
from shuniu.web.lists import ALL, Field, Filtering, Screen, listing, window_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.wording import day, moment, word
from shuniu.web.writing import day_field

FIELDS = (
    Field(key="done_on", label="日期", show=lambda row: day(row["done_on"])),
    Field(key="unit", label="单位", show=lambda row: row["unit"]),
    Field(key="duty", label="职责", show=lambda row: word(row["duty"], InstructorDuty)),
    Field(key="done", label="做了什么", show=lambda row: row["done"]),
    Field(key="who", label="指导员", show=lambda row: row["who"]),
    Field(key="recorded", label="登记时间", show=lambda row: moment(row["recorded__at"]), quiet=True),
    Field(key="recorded_by", label="登记人", show=lambda row: row["recorded__actor__title"], quiet=True),
)


class WorkFiltering(Filtering):
    """By organization, node, duty and days; never by a person."""

    unit = forms.ChoiceField(label="单位")
    node = forms.ChoiceField(label="隶属于")
    duty = forms.ChoiceField(label="职责", choices=[ALL, *InstructorDuty.choices()])
    since = day_field("自")
    until = day_field("至")

    def __init__(self, given: Mapping[str, Any], actor: Actor, on: date) -> None:
        super().__init__(given)
        unit, node = self.fields["unit"], self.fields["node"]
        assert isinstance(unit, forms.ChoiceField) and isinstance(node, forms.ChoiceField)
        units = _named(actor, str(given.get("unit", "")), on)
        nodes = [(one.code, one.name) for one in committees_to_read(actor, on, str(given.get("node", "")))]
        unit.choices, node.choices = [ALL, *units], [ALL, *nodes]
        for name, known in (("unit", units), ("node", nodes)):
            if not known:
                del self.fields[name]

    @property
    def wanted(self) -> WorkFilter:
        chosen = self.chosen
        unit = chosen.pop("unit", "")
        return WorkFilter(unit=UUID(unit) if unit else None, **chosen)


def _named(actor: Actor, asked: str, on: date) -> list[tuple[str, str]]:
    """The organization one comes from; which ones there are is asked of the register, not of this list."""
    try:
        unit = unit_to_log(actor, UUID(asked), on)
    except (ValueError, NotFound):
        return []
    return [(str(unit.uuid), unit.name)]


def screen(query: str) -> Screen:
    return Screen(
        key="work_logs",
        title="指导员工作日志",
        unit="条",
        fields=FIELDS,
        address=leading("work_log", "uuid", query),
        why_empty="没有符合条件的工作日志。",
        what_next="请减少筛选条件，或换一个账日；要记的，请打开社会组织页面的「工作日志」。",
    )


@require_GET
@needs(Action.READ_WORK_LOG)
def work_logs(request: HttpRequest) -> HttpResponse:
    actor, on = actor_of(request), day_of(request)
    filters = WorkFiltering(request.GET, actor, on)
    found = work_log_page(actor, on, window_of(request), filters.wanted)
    context = {
        "title": "指导员工作日志",
        "listing": listing(request, screen(with_day(request, "")), found, filters, reverse("work_logs_export")),
        "views": ways_to_look(request, "work_logs"),
        "crumbs": crumbs_of(request, Link("工作日志", "")),
        "footnote": "最近的在前；只写对社会组织做了什么，不写个人情况。",
    }
    return framed(request, "instructors/page.html.jinja", context)


@require_GET
@needs(Action.READ_WORK_LOG)
def work_logs_export(request: HttpRequest) -> FileResponse:
    """Exactly what the list shows, all pages of it."""
    actor, on = actor_of(request), day_of(request)
    filters = WorkFiltering(request.GET, actor, on)
    wanted = filters.wanted
    rows = every_row(request, lambda window: work_log_page(actor, on, window, wanted))
    return workbook(request, screen(""), rows, filters)


def card_of(request: HttpRequest, uuid: UUID) -> WorkLogCard:
    try:
        return work_log_card(actor_of(request), uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem


@require_GET
@needs(Action.READ_WORK_LOG)
def work_log(request: HttpRequest, uuid: UUID) -> HttpResponse:
    card, actor, on = card_of(request, uuid), actor_of(request), day_of(request)
    correct = Link("更正", reverse("work_log_correct", args=[uuid]))
    context = {
        "crumbs": crumbs_of(
            request, Link("工作日志", with_day(request, reverse("work_logs"))), Link(day(card.done_on), "")
        ),
        "heading": f"工作日志：{card.unit_name}",
        "facts": [
            ("单位", Link(card.unit_name, with_day(request, reverse("organization", args=[card.unit]), tab="work"))),
            ("日期", card.done_on),
            ("职责", word(card.duty, InstructorDuty)),
            ("指导员", card.who),
            ("做了什么", card.done),
            ("登记人", card.recorded_by),
        ],
        "acts": [correct] if card.correctable and not writing_off(request) else [],
        "timeline": dated_facts(actor, card.facts, on),
    }
    return framed(request, "instructors/entry.html.jinja", context)
