"""The pools of Party-building instructors on a day: who is where, since when. In the order of their numbers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.words import InstructorSource
from shuniu.queries.accounts import Actor, granted
from shuniu.queries.instructors.pool import instructor_page
from shuniu.queries.instructors.waiting import count_waiting_to_send
from shuniu.queries.party.choosing import committees_to_read
from shuniu.web.addresses import leading
from shuniu.web.exporting import every_row, workbook
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.instructors.views import ways_to_look
from shuniu.web.lists import ALL, Field, Filtering, Screen, listing, window_of
from shuniu.web.parts import Link
from shuniu.web.party.listing import views_of
from shuniu.web.rights import needs
from shuniu.web.wording import day, word

STATES = [("posted", "已派驻"), ("free", "可派驻、尚未派驻"), ("unavailable", "不可派驻")]


def where(row: Mapping[str, Any]) -> str | None:
    """Where somebody has been sent, since when; what is out of reach is only counted."""
    known = [f"{one.name}（{day(one.since)} 起）" for one in row["postings"] if one.uuid is not None]
    hidden = len(row["postings"]) - len(known)
    return "；".join([*known, *([f"管辖范围以外 {hidden} 家"] if hidden else [])]) or None


FIELDS = (
    Field(key="name", label="姓名", show=lambda row: row["name"] or row["instructor__code"]),
    Field(key="code", label="编号", show=lambda row: row["instructor__code"]),
    Field(key="pool", label="所在人才库", show=lambda row: row["pool"], quiet=True),
    Field(key="source", label="来源", show=lambda row: word(row["source"], InstructorSource)),
    Field(key="full_time", label="专兼职", show=lambda row: "专职" if row["full_time"] else "兼职"),
    Field(key="available", label="可派驻", show=lambda row: row["available"]),
    Field(key="home_unit", label="原单位", show=lambda row: row["home_unit"], quiet=True),
    Field(key="recommended_by", label="推荐单位", show=lambda row: row["recommended_by"], quiet=True),
    Field(key="selection_number", label="选派文号", show=lambda row: row["selection_number"], quiet=True),
    Field(key="selected_on", label="选派日", show=lambda row: row["selected_on"], quiet=True),
    Field(key="since", label="入库自", show=lambda row: row["since"], quiet=True),
    Field(key="postings", label="派驻单位", show=where),
)


class InstructorFiltering(Filtering):
    q = forms.CharField(label="姓名或编号", max_length=60)
    node = forms.ChoiceField(label="所在人才库")
    source = forms.ChoiceField(label="来源", choices=[ALL, *InstructorSource.choices()])
    state = forms.ChoiceField(label="派驻情况", choices=[ALL, *STATES])

    def __init__(self, given: Any, actor: Actor, on: date) -> None:
        super().__init__(given)
        self.offer("node", committees_to_read(actor, on, str(given.get("node", ""))))

    @property
    def narrowing(self) -> dict[str, str]:
        chosen = self.chosen
        kept: dict[str, str] = {name: str(chosen[name]) for name in ("node", "source", "state") if name in chosen}
        return {**kept, "text": str(chosen.get("q", "")).strip()}


def screen(query: str) -> Screen:
    return Screen(
        key="instructors",
        title="党建工作指导员",
        unit="名",
        fields=FIELDS,
        ordered="code",
        address=leading("instructor", "instructor__uuid", query),
        why_empty="这一天没有符合条件的指导员。",
        what_next="请减少筛选条件，或换一个账日；还没有登记的，请先入库。",
    )


@require_GET
@needs(Action.READ_PARTY_ORGANIZATION)
def instructors(request: HttpRequest) -> HttpResponse:
    actor, on = actor_of(request), day_of(request)
    filters = InstructorFiltering(request.GET, actor, on)
    found = instructor_page(actor, on, window_of(request), **filters.narrowing)
    acts = []
    if granted(actor, Action.WRITE_UNIT) and not writing_off(request):
        waiting = count_waiting_to_send(actor, on)
        acts = [Link(f"待派驻 {waiting} 家", reverse("instructors_waiting"))] if waiting else []
        acts += [Link("派驻", reverse("instructor_post")), Link("入库", reverse("instructor_new"))]
    context = {
        "listing": listing(request, screen(with_day(request, "")), found, filters, reverse("instructors_export")),
        "views": views_of(request, "instructors"),
        "ways": ways_to_look(request, "instructors"),
        "acts": acts,
    }
    return framed(request, "instructors/list.html.jinja", context)


@require_GET
@needs(Action.READ_PARTY_ORGANIZATION)
def instructors_export(request: HttpRequest) -> FileResponse:
    """Exactly what the list shows, all pages of it."""
    actor, on = actor_of(request), day_of(request)
    filters = InstructorFiltering(request.GET, actor, on)
    narrowing = filters.narrowing
    rows = every_row(request, lambda window: instructor_page(actor, on, window, **narrowing))
    return workbook(request, screen(""), rows, filters)
