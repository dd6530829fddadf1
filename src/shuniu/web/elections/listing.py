"""任期和换届: whose term is over or ends soon, in the two classes and by the rungs of the reminder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseState
from shuniu.policy.words.elections import TermState
from shuniu.queries.accounts import granted
from shuniu.queries.elections.listing import ALL, BEYOND, NEAR, OVER, UNDER_WAY, term_page
from shuniu.web.cases.telling import status_of
from shuniu.web.cases.views import views_of
from shuniu.web.exporting import every_row, workbook
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.lists import Field, Filtering, Screen, by_day, listing, window_of
from shuniu.web.parts import Link, Status
from shuniu.web.rights import needs
from shuniu.web.wording import day

WHICH: Mapping[str, str] = {
    ALL: "届满和临近",
    BEYOND: "超过1年未换届",
    OVER: "届满未换届",
    NEAR: "临近届满",
    UNDER_WAY: "正在换届",
}


def _told(row: Mapping[str, Any], on: date) -> Status:
    """届满 32 天, 还有 4 个月以内: the class, or the rung that is reached."""
    days = (on - row["ends_on"]).days
    state = row["state"]
    if state in (TermState.OVER, TermState.WITHIN, TermState.BEYOND):
        return Status(f"{state.label}（{days} 天）", "urgent")
    if row["rung"] is not None:
        return Status(f"{row['rung']} 个月内届满（还有 {-days} 天）", "soon")
    return Status(f"还有 {-days} 天", "plain")


def _act(request: HttpRequest, row: Mapping[str, Any], *, files: bool) -> Link | None:
    """The election under way, else where it is begun; where a level above appoints, where that is."""
    if row["election"]:
        return Link(CaseState(row["election_state"]).label, with_day(request, _election(row)))
    if not files:
        return None
    if row["appointed"]:
        return Link("班子任命", reverse("appointment_fill", args=[_code(row)]))
    return Link("办理换届", reverse("election_new", args=[_code(row)]))


def _delay(row: Mapping[str, Any]) -> Link | None:
    return None if row["appointed"] else Link("申请延期", reverse("postponement_new", args=[_code(row)]))


def _fields(request: HttpRequest) -> tuple[Field, ...]:
    on = day_of(request)
    reminds = granted(actor_of(request), Action.REVIEW_CASE) and not writing_off(request)
    files = granted(actor_of(request), Action.FILE_CASE) and not writing_off(request)

    def letter(row: Mapping[str, Any]) -> Any:
        if row["party_organization_id"] == actor_of(request).node:
            return None
        said = f"{day(row['reminded_on'])} 已发" if row["reminded_on"] else "发提醒函"
        return Link(said, reverse("election_reminder", args=[_code(row)]))

    def state(row: Mapping[str, Any]) -> str:
        return status_of(CaseState(row["election_state"])).word if row["election"] else ""

    return (
        Field(key="name", label="党组织", show=lambda row: row["name"]),
        Field(key="ends_on", label="任期届满", show=lambda row: day(row["ends_on"])),
        Field(key="told", label="情况", show=lambda row: _told(row, on), plain=lambda row: _told(row, on).word),
        Field(key="election", label="换届", show=lambda row: _act(request, row, files=files), plain=state),
        Field(key="delay", label="延期", show=lambda row: _delay(row) if files else None, plain=lambda row: ""),
        *(
            (Field(key="letter", label="提醒函", show=letter, plain=lambda row: day(row["reminded_on"])),)
            if reminds
            else ()
        ),
    )


def _code(row: Mapping[str, Any]) -> str:
    return str(row["party_organization__code"])


def _election(row: Mapping[str, Any]) -> str:
    return reverse("election", args=[row["election"]])


def _screen(request: HttpRequest) -> Screen:
    return Screen(
        key="elections",
        title="任期和换届",
        fields=_fields(request),
        address=lambda row: with_day(request, reverse("party_organization", args=[_code(row)])),
        unit="个",
        ordered="ends_on",
        why_empty="没有届满或临近届满的党组织。",
        what_next="任期登记了届满日期的，从第一次提醒的日期起列在这里。",
    )


def _which(request: HttpRequest) -> str:
    which = request.GET.get("which", ALL)
    return which if which in WHICH else ALL


@require_GET
@needs(Action.READ_PARTY_ORGANIZATION)
def elections(request: HttpRequest) -> HttpResponse:
    actor, on, which = actor_of(request), day_of(request), _which(request)
    found = by_day(lambda window: term_page(actor, on, which, window))(window_of(request))
    here = reverse("elections")
    context = {
        "views": views_of(request, "elections"),
        "tabs": [Link(label, with_day(request, here, which=key), key == which) for key, label in WHICH.items()],
        "listing": listing(request, _screen(request), found, None, reverse("elections_export")),
    }
    return framed(request, "elections/list.html.jinja", context)


@require_GET
@needs(Action.READ_PARTY_ORGANIZATION)
def elections_export(request: HttpRequest) -> FileResponse:
    """Exactly what the list shows."""
    actor, on, which = actor_of(request), day_of(request), _which(request)
    rows = every_row(request, by_day(lambda window: term_page(actor, on, which, window)))
    return workbook(request, _screen(request), rows, Filtering(request.GET))
