"""收文: what came in to this body: the list of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.words.meetings import DocumentKind
from shuniu.policy.words.received import ReceivedState
from shuniu.queries.cases.receiving import OPEN, UNREAD, came_in, received_page
from shuniu.queries.paging import Page, Window
from shuniu.web.addresses import leading
from shuniu.web.cases.views import views_of
from shuniu.web.documents.register import KINDS
from shuniu.web.exporting import every_row, workbook
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.journal.entries import newest_first
from shuniu.web.lists import Field, Filtering, Screen, listing
from shuniu.web.parts import Link, Status, Tone
from shuniu.web.rights import needs
from shuniu.web.wording import day, word

WHICH = {"": "全部", UNREAD: "未签收", OPEN: "待回复、待阅办"}
TONES: Mapping[ReceivedState, Tone] = {
    ReceivedState.UNREAD: "urgent",
    ReceivedState.OPEN: "soon",
    ReceivedState.TO_NOTE: "soon",
    ReceivedState.VOID: "muted",
}
EMPTY: Mapping[str, tuple[str, str]] = {
    "": ("还没有收到文件。", "主送或者抄送给本单位的文件，发文的机关编号以后列在这里。"),
    UNREAD: ("没有未签收的文件。", "新收到的文件列在这里和工作台。"),
    OPEN: ("没有要回复或者阅办的文件。", "签收以后要回复的请示和函、要阅示或者备案的报告列在这里。"),
}


class ReceivedFilter(Filtering):
    which = forms.ChoiceField(label="办理情况", choices=list(WHICH.items()), widget=forms.HiddenInput)
    q = forms.CharField(label="标题", max_length=80)
    kind = forms.ChoiceField(label="文种", choices=[("", "全部"), *KINDS])

    @property
    def narrowing(self) -> dict[str, Any]:
        chosen = self.chosen
        return {"which": chosen.get("which", ""), "text": chosen.get("q", ""), "kind": chosen.get("kind", "")}


def status_of(state: ReceivedState) -> Status:
    return Status(state.label, TONES.get(state, "done"))


FIELDS = (
    Field(key="title", label="标题", show=lambda row: row["document__title"]),
    Field(key="from", label="发文机关", show=lambda row: row["from"]),
    Field(key="number", label="发文字号", show=lambda row: row["written"]),
    Field(key="kind", label="文种", show=lambda row: word(row["document__kind"], DocumentKind)),
    Field(key="copied", label="主送或抄送", show=lambda row: "抄送" if row["copied"] else "主送"),
    Field(key="issued_on", label="成文日期", show=lambda row: day(row["document__issued_on"])),
    Field(key="signed", label="签收", show=lambda row: day(row["receipt__recorded__on"])),
    Field(key="state", label="情况", show=lambda row: status_of(row["state"]), plain=lambda row: row["state"].label),
)


def _screen(request: HttpRequest, which: str) -> Screen:
    why, following = EMPTY[which]
    return Screen(
        key="received",
        title="收文",
        unit="份",
        ordered="issued_on",
        newest=True,
        fields=FIELDS,
        address=leading("received_document", "uuid", with_day(request, "")),
        why_empty=why,
        what_next=following,
    )


@require_GET
@needs(Action.RECEIVE_DOCUMENT)
def received(request: HttpRequest) -> HttpResponse:
    actor, here = actor_of(request), reverse("received")
    filters = ReceivedFilter(request.GET)
    which = filters.narrowing["which"]
    found = received_page(actor, day_of(request), newest_first(request), filters.narrowing)
    counts = dict(zip((UNREAD, OPEN), came_in(actor), strict=True))
    context = {
        "views": views_of(request, "received"),
        "tabs": [
            Link(label, with_day(request, here, which=key), key == which, counts.get(key))
            for key, label in WHICH.items()
        ],
        "listing": listing(request, _screen(request, which), found, filters, reverse("received_export")),
    }
    return framed(request, "documents/received.html.jinja", context)


@require_GET
@needs(Action.RECEIVE_DOCUMENT)
def received_export(request: HttpRequest) -> FileResponse:
    """Exactly what the list shows."""
    actor, on, filters = actor_of(request), day_of(request), ReceivedFilter(request.GET)

    def latest_first(window: Window) -> Page:
        return received_page(actor, on, replace(window, down=not window.down), filters.narrowing)

    return workbook(request, _screen(request, filters.narrowing["which"]), every_row(request, latest_first), filters)
