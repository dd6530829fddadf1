"""Change a meeting that is planned, or cancel it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.cases.meetings import PlannedMeeting, cancel_meeting, change_meeting
from shuniu.commands.journal import Act
from shuniu.policy.cases.agenda import LONGEST
from shuniu.policy.grants import Action
from shuniu.queries.cases.meetings import MeetingCard
from shuniu.web.meetings.views import card_of, crumbs_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.wording import day
from shuniu.web.writing import ActForm, Sheet, day_field, only_today, written


class MeetingForm(ActForm):
    held_on = day_field("会议日期", help_text="已经开过的会议可以补登，页面注明“会后补登”。")
    title = forms.CharField(
        label="会议名称", required=False, max_length=LONGEST, help_text="如“第3次党委会”；不填的称“党委会”。"
    )
    place = forms.CharField(label="地点", required=False, max_length=LONGEST)

    def planned(self, node: int) -> PlannedMeeting:
        cells = self.cleaned_data
        return PlannedMeeting(
            party_organization=node, held_on=cells["held_on"], title=cells["title"], place=cells["place"]
        )


class VersionForm(ActForm):
    """An act that needs nothing but the meeting as it was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ChangeForm(MeetingForm, VersionForm):
    pass


def named(card: MeetingCard) -> str:
    return f"{card.name}（{day(card.held_on)}）"


def sheet_of(request: HttpRequest, card: MeetingCard, title: str, form: forms.Form, submit: str) -> Sheet:
    """The frame of every act on one meeting."""
    back = reverse("meeting", args=[card.uuid])
    return Sheet(
        title=title,
        lead=f"{card.node_name}，{named(card)}",
        form=form,
        submit=submit,
        back=back,
        crumbs=crumbs_of(request, Link(named(card), back), Link(title, "")),
    )


def card_to_change(request: HttpRequest, public: UUID) -> MeetingCard:
    """404 where this actor decides nothing."""
    card = card_of(request, public)
    if not card.writable:
        raise Http404
    return card


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def meeting_change(request: HttpRequest, public: UUID) -> HttpResponse:
    card = card_to_change(request, public)
    now = {"version": card.version, "held_on": card.held_on, "title": card.title, "place": card.place}
    form = ChangeForm(request.POST or None, initial=now)

    def change(act: Act) -> None:
        change_meeting(act, public, form.cleaned_data["version"], form.planned(card.node))

    sheet = sheet_of(request, card, "变更会议", form, "保存")
    return written(request, sheet, change, "会议已变更。", sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def meeting_cancel(request: HttpRequest, public: UUID) -> HttpResponse:
    card = card_to_change(request, public)
    form = VersionForm(request.POST or None, initial={"version": card.version})

    def cancel(act: Act) -> None:
        cancel_meeting(act, public, form.cleaned_data["version"])

    sheet = replace(
        sheet_of(request, card, "取消会议", form, "取消会议"),
        notes=["取消后这次会议仍可查看，不能恢复；议程上还有事项的，先移出议题，留待下次会议。"],
    )
    return written(request, sheet, cancel, "会议已取消。", sheet.back)
