"""The trainings that nodes held for instructors: a list, a workbook, and one of them with who took part."""

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
from shuniu.queries.accounts import Actor, granted
from shuniu.queries.instructors.training import TrainingCard, training_card, training_page
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.party.choosing import committees_to_read
from shuniu.web.addresses import leading
from shuniu.web.dated import dated_facts
from shuniu.web.exporting import every_row, workbook
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.instructors.views import crumbs_of, ways_to_look
from shuniu.web.lists import Field, Filtering, Screen, listing, window_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.wording import day


def days(row: Mapping[str, Any]) -> str:
    begins, ends = day(row["begins_on"]), day(row["ends_on"])
    return begins if begins == ends else f"{begins} 至 {ends}"


FIELDS = (
    Field(key="name", label="培训名称", show=lambda row: row["name"]),
    Field(key="days", label="日期", show=days),
    Field(key="hours", label="学时", show=lambda row: row["hours"], numeric=True),
    Field(key="organizer", label="承办单位", show=lambda row: row["organizer"]),
    Field(key="node", label="组织培训的党组织", show=lambda row: row["node"]),
    Field(key="took_part", label="参加指导员", show=lambda row: row["took_part"], numeric=True),
)


class TrainingFiltering(Filtering):
    q = forms.CharField(label="培训名称", max_length=60)
    node = forms.ChoiceField(label="组织培训的党组织")

    def __init__(self, given: Any, actor: Actor, on: date) -> None:
        super().__init__(given)
        self.offer("node", committees_to_read(actor, on, str(given.get("node", ""))))

    @property
    def narrowing(self) -> dict[str, str]:
        chosen = self.chosen
        return {"text": str(chosen.get("q", "")).strip(), "node": str(chosen.get("node", ""))}


def screen(query: str) -> Screen:
    return Screen(
        key="instructor_trainings",
        title="指导员培训",
        unit="次",
        fields=FIELDS,
        address=leading("instructor_training", "course__uuid", query),
        why_empty="没有符合条件的培训。",
        what_next="请减少筛选条件，或换一个账日；还没有登记的，请登记培训。",
    )


@require_GET
@needs(Action.READ_PARTY_ORGANIZATION)
def instructor_trainings(request: HttpRequest) -> HttpResponse:
    actor, on = actor_of(request), day_of(request)
    filters = TrainingFiltering(request.GET, actor, on)
    found = training_page(actor, on, window_of(request), **filters.narrowing)
    export, query = reverse("instructor_trainings_export"), with_day(request, "")
    keeps = granted(actor, Action.WRITE_UNIT) and not writing_off(request)
    context = {
        "title": "指导员培训",
        "listing": listing(request, screen(query), found, filters, export),
        "views": ways_to_look(request, "instructor_trainings"),
        "crumbs": crumbs_of(request, Link("培训", "")),
        "acts": [Link("登记培训", reverse("instructor_training_new"))] if keeps else [],
        "footnote": "最近的在前；只记参加，不记成绩。",
    }
    return framed(request, "instructors/page.html.jinja", context)


@require_GET
@needs(Action.READ_PARTY_ORGANIZATION)
def instructor_trainings_export(request: HttpRequest) -> FileResponse:
    """Exactly what the list shows, all pages of it."""
    actor, on = actor_of(request), day_of(request)
    filters = TrainingFiltering(request.GET, actor, on)
    narrowing = filters.narrowing
    rows = every_row(request, lambda window: training_page(actor, on, window, **narrowing))
    return workbook(request, screen(""), rows, filters)


def card_of(request: HttpRequest, uuid: UUID) -> TrainingCard:
    try:
        return training_card(actor_of(request), uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem


@require_GET
def instructor_training(request: HttpRequest, uuid: UUID) -> HttpResponse:
    card, actor, on = card_of(request, uuid), actor_of(request), day_of(request)
    row = card.row
    people = [Link(name, with_day(request, reverse("instructor", args=[one]))) for _, name, one in card.known]
    above = Link("培训", with_day(request, reverse("instructor_trainings")))
    correct = Link("更正", reverse("instructor_training_correct", args=[uuid]))
    context = {
        "crumbs": crumbs_of(request, above, Link(row["name"], "")),
        "heading": row["name"],
        "facts": [
            ("日期", days(row)),
            ("学时", row["hours"]),
            ("组织培训的党组织", row["node"]),
            ("承办单位", row["organizer"]),
        ],
        "people": people,
        "hidden": len(card.hidden),
        "acts": [correct] if card.writable and not writing_off(request) else [],
        "timeline": dated_facts(actor, card.facts, on),
    }
    return framed(request, "instructors/entry.html.jinja", context)
