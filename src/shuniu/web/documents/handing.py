"""登记送达: a body that does not sign in has it on paper, as whoever sent it out says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.cases.receiving import HandedOver, hand_over_document
from shuniu.commands.journal import Act
from shuniu.policy.grants import Action
from shuniu.queries.cases.receiving import unsigned_of
from shuniu.web.documents.register import card_of, crumbs_of
from shuniu.web.frame import day_of
from shuniu.web.lists import words_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.writing import ActForm, Sheet, day_field, only_today, searching, written


class HandingForm(ActForm):
    receiver = forms.TypedChoiceField(label="收文单位", coerce=int)
    since = day_field("送达日期")
    field_order = ("receiver", "since")

    def __init__(self, given: Any, unsigned: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(given, **more)
        field = self.fields["receiver"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "请选择"), *((str(key), name) for key, name in unsigned)]


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.ISSUE_DOCUMENT)
def document_hand_over(request: HttpRequest, public: UUID) -> HttpResponse:
    card = card_of(request, public)
    if not card.writable:
        raise Http404
    back = reverse("document", args=[public])
    unsigned, more = unsigned_of(public, day_of(request), words_of(request))
    form = HandingForm(request.POST or None, unsigned, initial={"since": day_of(request)})

    def hand_over(act: Act) -> None:
        hand_over_document(act, HandedOver(document=public, receiver=form.cleaned_data["receiver"]))

    sheet = Sheet(
        title="登记送达",
        lead=f"{card.number}　{card.title}",
        form=form,
        submit="登记送达",
        back=back,
        crumbs=crumbs_of(request, Link(card.number, back), Link("登记送达", "")),
        notes=["没有在平台上签收、已经送达纸质文件的，登记送达的日期。"],
        search=searching(request, "查找收文单位", more=more),
    )
    return written(request, sheet, hand_over, "已登记送达。", back)
