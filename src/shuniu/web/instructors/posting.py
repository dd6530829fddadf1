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
from shuniu.kernel.text import fold
from shuniu.policy.grants import Action
from shuniu.queries.accounts import Actor, granted
from shuniu.queries.instructors import instructors_to_send
from shuniu.queries.organizations.bodies import names_of, unit_to_name
from shuniu.queries.organizations.card import NotFound, unit_to_read
from shuniu.web.frame import actor_of, day_of
from shuniu.web.instructors.card import crumbs_of, writable
from shuniu.web.instructors.pooling import sheet_of
from shuniu.web.parts import Link
from shuniu.web.writing import NO_SUCH_UNIT, DatedForm, Sheet, only_today, said_if_unchanged, written


class PostForm(DatedForm):
    """Whom, where to, under which document."""

    instructor = forms.ChoiceField(label="指导员", help_text="只列出今天在库的；不可派驻的不能派驻。")
    unit = forms.CharField(label="派驻单位", max_length=200, help_text="写统一社会信用代码，或与登记完全一致的名称。")
    document_number = forms.CharField(label="派驻文号", max_length=80, required=False)
    field_order = ["instructor", "unit", "document_number", "since"]

    def __init__(self, given: Any, actor: Actor, on: date, **more: Any) -> None:
        super().__init__(given, **more)
        self.actor, self.on = actor, on
        self.named: int | None = None
        who = self.fields["instructor"]
        assert isinstance(who, forms.ChoiceField)
        who.choices = [("", "请选择"), *((str(key), label) for key, label, _ in instructors_to_send(actor, on))]

    def clean_unit(self) -> str:
        text = fold(self.cleaned_data["unit"])
        self.named = unit_to_name(self.actor, text, self.on)
        if self.named is None:
            raise forms.ValidationError(NO_SUCH_UNIT)
        return text


@only_today
@require_http_methods(["GET", "POST"])
def instructor_post(request: HttpRequest) -> HttpResponse:
    """派驻: one instructor to one organization; several organizations are several postings (G07)."""
    actor, on = actor_of(request), day_of(request)
    if not granted(actor, Action.WRITE_UNIT):
        raise PermissionDenied
    form = PostForm(request.POST or None, actor, on, initial=_first(request, actor, on))

    def post(act: Act) -> str | None:
        assert form.named is not None, "a valid form names a unit"
        cells = form.cleaned_data
        row = Sending(instructor=int(cells["instructor"]), unit=form.named, document_number=cells["document_number"])
        return said_if_unchanged(post_instructors(act, [row]))

    sheet = Sheet(
        title="派驻指导员",
        lead="派驻期间，是对该单位的一种工作覆盖；一名指导员可以派驻几家",
        form=form,
        submit="派驻",
        back=reverse("instructors"),
        crumbs=crumbs_of(request, Link("派驻", "")),
    )
    return written(request, sheet, post, "已派驻。", sheet.back)


def _first(request: HttpRequest, actor: Actor, on: date) -> dict[str, Any]:
    """Whom or where to, when one comes from a card; what is out of reach is left empty."""
    first: dict[str, Any] = {"since": on}
    asked = request.GET.get("instructor", "")
    first["instructor"] = next((str(key) for key, _, uuid in instructors_to_send(actor, on) if str(uuid) == asked), "")
    try:
        unit = unit_to_read(actor, UUID(request.GET.get("unit", "")))
    except (ValueError, NotFound):
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
    rows = [(str(one.unit), one.name) for one in card.postings if one.uuid is not None]
    form = EndForm(request.POST or None, rows, initial={"since": day_of(request)})

    def end(act: Act) -> str | None:
        row = Sending(instructor=card.key, unit=int(form.cleaned_data["unit"]))
        return said_if_unchanged(end_postings(act, [row]))

    sheet = sheet_of(request, card, "结束派驻", form, "从这一天起不再派驻")
    return written(request, sheet, end, "派驻已结束。", sheet.back)
