"""The journal as a list: who did what, from which day it counts, is it sealed?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.acts import SUBJECTS, act_words
from shuniu.queries.journal import EntryFilter, entries_visible
from shuniu.queries.paging import Window
from shuniu.web.addresses import leading
from shuniu.web.frame import actor_of, framed, with_day
from shuniu.web.lists import Field, Filtering, Screen, key_in, listing
from shuniu.web.parts import Link, Status
from shuniu.web.rights import needs
from shuniu.web.wording import moment, word
from shuniu.web.writing import day_field

OPEN = Status("待封存", "muted")


def _seal(row: Mapping[str, Any]) -> Status:
    number = row["sealed__seal_id"]
    return OPEN if number is None else Status(f"第 {number} 块", "done")


FIELDS = (
    Field(key="act", label="事项", show=lambda row: act_words(row["act"])),
    Field(key="at", label="办理时间", show=lambda row: moment(row["at"])),
    Field(key="actor", label="经办", show=lambda row: row["actor__title"]),
    Field(key="role", label="岗位", show=lambda row: word(row["assignment__role"], Role), quiet=True),
    Field(key="on", label="起算日", show=lambda row: row["on"]),
    Field(key="seal", label="封存", show=_seal),
)


class JournalFiltering(Filtering):
    act = forms.ChoiceField(label="事项", choices=[("", "全部"), *SUBJECTS.items()])
    actor = forms.CharField(label="经办", max_length=80)
    since = day_field("办理自")
    until = day_field("办理至")

    @property
    def wanted(self) -> EntryFilter:
        return EntryFilter(**self.chosen)


def newest_first(request: HttpRequest) -> Window:
    """Newest first; the key of this list is one number. A key that nobody wrote is the first page."""
    after, before = (key_in(request.GET.get(name, ""), int) for name in ("after", "before"))
    return Window(after=after, before=before, down=request.GET.get("down") != "1")


@require_GET
@needs(Action.READ_ENTRY)
def journal(request: HttpRequest) -> HttpResponse:
    filters = JournalFiltering(request.GET)
    found = entries_visible(actor_of(request), newest_first(request), filters.wanted)
    query = with_day(request, "")
    screen = Screen(
        key="journal",
        title="办理记录",
        unit="笔",
        fields=FIELDS,
        ordered="at",
        newest=True,
        address=leading("entry", "uuid", query),
        why_empty="没有符合条件的办理记录。",
        what_next="请减少筛选条件。",
    )
    context = {"listing": listing(request, screen, found, filters), "crumbs": journal_crumbs(request, "办理记录")}
    return framed(request, "journal/list.html.jinja", context)


def journal_crumbs(request: HttpRequest, last: str) -> list[Link]:
    above = [Link("管理", with_day(request, reverse("settings")))]
    if last != "办理记录":
        above.append(Link("办理记录", with_day(request, reverse("journal"))))
    return [*above, Link(last, "")]
