"""The organizations behind a number of 录入进度, and the same as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.words.submissions import EntryState
from shuniu.queries.accounts import granted
from shuniu.statistics.reports import EntryRow, entry_rows
from shuniu.web.figures.behind import Behind
from shuniu.web.figures.entry_tables import DEFINITION
from shuniu.web.frame import actor_of, framed, with_day
from shuniu.web.parts import Link, Row, Status, Tone
from shuniu.web.wording import day

TONES: dict[EntryState, Tone] = {
    EntryState.NO_ACCOUNT: "muted",
    EntryState.NOT_BEGUN: "plain",
    EntryState.DRAFT: "plain",
    EntryState.WAITING: "soon",
    EntryState.RETURNED: "urgent",
    EntryState.ACCEPTED: "done",
}
COLUMNS = ("名称", "代码", "状态", "自", "最近一次通过")


def _row(request: HttpRequest, one: EntryRow) -> Row:
    cells: list[Any] = [
        one.name,
        one.code,
        Status(one.state.label, TONES[one.state]),
        day(one.since) if one.since else None,
        day(one.accepted_on) if one.accepted_on else None,
    ]
    opens = granted(actor_of(request), Action.READ_UNIT)
    return Row(cells, with_day(request, reverse("organization", args=[one.uuid])) if opens else "")


def _told(one: EntryRow) -> Sequence[Any]:
    days = [day.isoformat() if day else "" for day in (one.since, one.accepted_on)]
    return [one.name, one.code, one.state.label, *days]


BEHIND = Behind(
    title="录入进度明细",
    rows="submission_progress",
    export="submission_progress_export",
    file="录入进度_明细",
    definition=DEFINITION,
    columns=COLUMNS,
    exported=COLUMNS,
    read=entry_rows,
    row=_row,
    told=_told,
    words={"state": ("状态", EntryState)},
    flags={"own": ("范围", "本级直接负责的")},
)


@require_GET
def submission_progress(request: HttpRequest) -> HttpResponse:
    found = BEHIND.page(request)
    node = found["asked"].code
    context = {
        **found,
        "heading": "录入进度：明细",
        "hint": "",
        "crumbs": [
            Link("统计", with_day(request, reverse("figures"), node=node)),
            Link("录入进度", with_day(request, reverse("reports"), node=node, report="entries")),
            Link("明细", ""),
        ],
    }
    return framed(request, "figures/behind.html.jinja", context)


@require_GET
def submission_progress_export(request: HttpRequest) -> FileResponse:
    return BEHIND.workbook(request)
