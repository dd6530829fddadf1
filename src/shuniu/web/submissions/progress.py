"""The organizations behind a number of 录入进度, and the same as a workbook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.words.submissions import EntryState
from shuniu.queries.accounts import granted
from shuniu.statistics.reports import EntryRow, NothingKnown, entry_rows
from shuniu.web.exporting import table_file
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.figures.entry_tables import DEFINITION
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.lists import window_of
from shuniu.web.parts import Chip, Column, Link, Listing, Row, Status, Tone
from shuniu.web.wording import day

PAGE, EXPORTED_AT_ONCE = 50, 5_000
TONES: dict[EntryState, Tone] = {
    EntryState.NO_ACCOUNT: "muted",
    EntryState.NOT_BEGUN: "plain",
    EntryState.DRAFT: "plain",
    EntryState.WAITING: "soon",
    EntryState.RETURNED: "urgent",
    EntryState.ACCEPTED: "done",
}
COLUMNS = ("名称", "代码", "状态", "自", "最近一次通过")


def _narrowing(request: HttpRequest) -> dict[str, str]:
    given = request.GET.get("state", "")
    state = {"state": given} if given in EntryState._value2member_map_ else {}
    return {**state, **({"own": "1"} if request.GET.get("own") else {})}


def _rows(request: HttpRequest, asked: Asked, after: tuple[str, int] | None, limit: int) -> list[EntryRow]:
    return entry_rows(actor_of(request), asked.key, day_of(request), _narrowing(request), after, limit)


@require_GET
def submission_progress(request: HttpRequest) -> HttpResponse:
    asked, silent = asked_node(request), ""
    given = window_of(request).after
    after = (str(given[0]), int(given[1])) if given else None
    found: list[EntryRow] = []
    try:
        found = _rows(request, asked, after, PAGE + 1)
    except NothingKnown as nothing:
        silent = str(nothing)
    context = {
        "asked": asked,
        "silent": silent,
        "listing": _listing(request, asked, found),
        "definition": DEFINITION,
        "crumbs": [
            Link("统计", with_day(request, reverse("figures"), node=asked.code)),
            Link("录入进度", with_day(request, reverse("reports"), node=asked.code, report="entries")),
            Link("明细", ""),
        ],
    }
    return framed(request, "submissions/progress.html.jinja", context)


def _listing(request: HttpRequest, asked: Asked, found: list[EntryRow]) -> Listing:
    kept = _narrowing(request)
    here, address = {"node": asked.code, **kept}, reverse("submission_progress")
    more = len(found) > PAGE
    opens = granted(actor_of(request), Action.READ_UNIT)
    chips = {"state": ("状态", EntryState(kept["state"]).label)} if "state" in kept else {}
    chips |= {"own": ("范围", "本级直接负责的")} if "own" in kept else {}
    following = with_day(request, address, **here, after=json.dumps(found[PAGE - 1].key)) if more else ""
    return Listing(
        title="录入进度明细",
        columns=[Column(key=name, label=name) for name in COLUMNS],
        rows=[_row(request, one, opens=opens) for one in found[:PAGE]],
        on=day_of(request),
        chips=[
            Chip(label, said, with_day(request, address, **{one: value for one, value in here.items() if one != key}))
            for key, (label, said) in chips.items()
        ],
        previous=with_day(request, address, **here) if request.GET.get("after") else "",
        next=following,
        exports=[Link("导出 Excel", with_day(request, reverse("submission_progress_export"), **here))],
        why_empty="这个数字背后没有记录。",
        what_next="数字为 0，或者换一个账日再看。",
    )


def _row(request: HttpRequest, one: EntryRow, *, opens: bool) -> Row:
    cells: list[Any] = [
        one.name,
        one.code,
        Status(one.state.label, TONES[one.state]),
        day(one.since) if one.since else None,
        day(one.accepted_on) if one.accepted_on else None,
    ]
    return Row(cells, with_day(request, reverse("organization", args=[one.uuid])) if opens else "")


@require_GET
def submission_progress_export(request: HttpRequest) -> FileResponse:
    """Every row behind the number."""
    asked = asked_node(request)
    try:
        first = _rows(request, asked, None, EXPORTED_AT_ONCE)
    except NothingKnown as nothing:
        raise Http404 from nothing

    def every_row() -> Iterator[list[Any]]:
        found = first
        while found:
            for one in found:
                accepted = one.accepted_on.isoformat() if one.accepted_on else ""
                yield [one.name, one.code, one.state.label, one.since.isoformat() if one.since else "", accepted]
            found = _rows(request, asked, found[-1].key, EXPORTED_AT_ONCE)

    narrowed = EntryState(request.GET["state"]).label if "state" in _narrowing(request) else ""
    notes = [f"范围：{asked.name}及其下级", DEFINITION, *([f"筛选：状态：{narrowed}"] if narrowed else [])]
    return table_file(request, "录入进度_明细", [(name, "text") for name in COLUMNS], every_row(), notes)
