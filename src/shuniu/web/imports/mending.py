"""The clerk's answers: what a column means, what should stand in a cell, which body a row is, 变更 or 更正."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from shuniu.commands.imports import mend_ledger
from shuniu.commands.journal import ChangedMeanwhile, act_of
from shuniu.kernel.decision import Refused
from shuniu.kernel.text import whole_number
from shuniu.policy.grants import Action
from shuniu.spreadsheets.imports.cells import LONGEST
from shuniu.spreadsheets.imports.findings import NotRead, place_of
from shuniu.spreadsheets.imports.preflight import MOST_ROWS
from shuniu.spreadsheets.imports.staging import Asking, Choices, packed, read_for
from shuniu.web.frame import actor_of
from shuniu.web.imports.opened import Opened, of_waiting, to_batch, version_of
from shuniu.web.rights import needs
from shuniu.web.writing import only_today


@require_POST
@needs(Action.IMPORT_LEDGER)
@only_today
@of_waiting
def mapping(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Read the file again with the columns as the clerk says."""

    def change(choices: Choices) -> None:
        for number, sheet in enumerate(opened.reading.sheets):
            for column in sheet.columns:
                chosen = request.POST.get(f"column-{number}-{column.index}")
                if chosen is not None and (chosen or column.key in choices.mapping):
                    choices.mapping[column.key] = chosen or None

    return _read_again(request, opened, change)


@require_POST
@needs(Action.IMPORT_LEDGER)
@only_today
@of_waiting
def mend(request: HttpRequest, opened: Opened) -> HttpResponse:
    """One answer about one row."""
    place = (request.GET.get("sheet", ""), whole_number(request.GET.get("row", ""), MOST_ROWS) or 0)

    def change(choices: Choices) -> None:
        for name, value in request.POST.items():
            text = str(value).strip()[:LONGEST]
            if name == "same_as":
                _put(choices.same_as, place, text)
            elif name == "corrected":
                (choices.corrected.add if text else choices.corrected.discard)(place)
            elif name.startswith("cell-") and (cell := place_of(name[5:])):
                choices.cells[place[0], *cell] = text

    return _read_again(request, opened, change)


def _put(answers: dict[tuple[str, int], str], place: tuple[str, int], text: str) -> None:
    answers.pop(place, None)
    if text:
        answers[place] = text


def _read_again(request: HttpRequest, opened: Opened, change: Callable[[Choices], None]) -> HttpResponse:
    """Keep the answers and the reading they lead to; the page is then drawn anew, with every count."""
    batch, choices = opened.batch, opened.choices
    change(choices)
    asked = Asking(kind=batch.kind, on=batch.on, mapping=choices.mapping, cells=choices.cells)
    version = version_of(request.GET.get("version", ""))
    try:
        assert batch.content is not None, "file and reading are kept together"
        reading, _ = read_for(batch.content, batch.file_name, asked, batch.on)
        act = act_of(actor_of(request), batch.on)
        parts = {"staged": packed(reading), "choices": choices.dumps()}
        mend_ledger(act, batch.uuid, version, parts, reading.counts)
    except NotRead as told:
        messages.error(request, told.message)
    except (ChangedMeanwhile, Refused) as conflict:
        messages.error(request, str(conflict))
    kept = {key: value for key in ("state", "page") if (value := request.GET.get(key))}
    return to_batch(request, batch.uuid, kept)
