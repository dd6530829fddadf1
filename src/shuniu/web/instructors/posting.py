"""Send an instructor to an organization, or end that."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.instructors.posting import Sending, end_postings, post_instructors
from shuniu.commands.journal import Act
from shuniu.policy.grants import Action
from shuniu.policy.journal.ending import LATER_TOO
from shuniu.queries.accounts import Actor, granted
from shuniu.queries.instructors.pool import instructors_to_send
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.organizations.card import NotFound, unit_to_read
from shuniu.queries.seen import postings_seen
from shuniu.web.frame import actor_of, day_of
from shuniu.web.instructors.card import writable
from shuniu.web.instructors.pooling import sheet_of
from shuniu.web.instructors.views import crumbs_of
from shuniu.web.lists import words_of
from shuniu.web.organizations.naming import UnitNamedForm
from shuniu.web.parts import Link
from shuniu.web.writing import DatedForm, Sheet, only_today, searching, written


class PostForm(UnitNamedForm):
    """Whom, where to, under which document."""

    instructor = forms.ChoiceField(label="指导员", help_text="只列出今天在库的；不可派驻的不能派驻。")
    document_number = forms.CharField(label="派驻文号", max_length=80, required=False)
    field_order = ["instructor", "unit", "document_number", "since"]

    def __init__(self, given: Any, actor: Actor, on: date, sendable: list[tuple[int, str, UUID]], **more: Any) -> None:
        super().__init__(given, actor, on, **more)
        self.fields["unit"].label = "派驻单位"
        who = self.fields["instructor"]
        assert isinstance(who, forms.ChoiceField)
        who.choices = [("", "请选择"), *((str(key), label) for key, label, _ in sendable)]


@only_today
@require_http_methods(["GET", "POST"])
def instructor_post(request: HttpRequest) -> HttpResponse:
    """派驻: one instructor to one organization; several organizations are several postings (G07)."""
    actor, on = actor_of(request), day_of(request)
    if not granted(actor, Action.WRITE_UNIT):
        raise PermissionDenied
    chosen = _uuid(request.GET.get("instructor", ""))
    sendable, more = instructors_to_send(actor, on, words_of(request), chosen)
    first = {**_first(request, actor, on, sendable), "seen": postings_seen([key for key, _, _ in sendable])}
    form = PostForm(request.POST or None, actor, on, sendable, initial=first)

    def post(act: Act) -> object:
        assert form.named is not None, "a valid form names a unit"
        cells = form.cleaned_data
        row = Sending(
            instructor=int(cells["instructor"]),
            unit=form.named,
            document_number=cells["document_number"],
            seen=form.seen,
        )
        return post_instructors(act, [row])

    sheet = Sheet(
        title="派驻指导员",
        lead="派驻期间，是对该单位的一种工作覆盖；一名指导员可以派驻几家",
        form=form,
        submit="派驻",
        back=reverse("instructors"),
        crumbs=crumbs_of(request, Link("派驻", "")),
        search=searching(request, "查找指导员", more=more),
    )
    return written(request, sheet, post, "已派驻。", sheet.back)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _first(request: HttpRequest, actor: Actor, on: date, sendable: list[tuple[int, str, UUID]]) -> dict[str, Any]:
    """Whom or where to, when one comes from a card; what is out of reach is left empty."""
    first: dict[str, Any] = {"since": on}
    asked = request.GET.get("instructor", "")
    first["instructor"] = next((str(key) for key, _, uuid in sendable if str(uuid) == asked), "")
    where = _uuid(request.GET.get("unit", ""))
    try:
        unit = unit_to_read(actor, where) if where else None
    except NotFound:
        unit = None
    if unit is None:
        return first
    return {**first, "unit": unit.code or names_of([unit.pk], on).get(unit.pk, "")}


class EndForm(DatedForm):
    unit = forms.ChoiceField(label="派驻单位")
    field_order = ["unit", "since"]

    def __init__(self, given: Any, rows: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(given, **more)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ChoiceField)
        unit.choices = [("", "请选择"), *rows]


@only_today
@require_http_methods(["GET", "POST"])
def instructor_end_posting(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """结束派驻 at one of the organizations where the instructor is."""
    card = writable(request, uuid)
    seen = postings_seen([card.key])
    rows = [(str(one.unit), one.name) for one in card.postings if one.uuid is not None]
    form = EndForm(request.POST or None, rows, initial={"since": day_of(request), "seen": seen, LATER_TOO: ""})

    def end(act: Act) -> object:
        unit = int(form.cleaned_data["unit"])
        row = Sending(instructor=card.key, unit=unit, seen=form.seen, later_too=form.later_too)
        return end_postings(act, [row])

    sheet = sheet_of(request, card, "结束派驻", form, "从这一天起不再派驻")
    return written(request, sheet, end, "派驻已结束。", sheet.back)
