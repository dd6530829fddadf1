"""What became of a ledger, and why its import cannot be taken back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from shuniu.kernel.decision import Objection
from shuniu.queries.imports.batches import OpenedBatch
from shuniu.spreadsheets.imports.reading import kinds
from shuniu.web.acts import act_words
from shuniu.web.frame import framed, writing_off
from shuniu.web.imports.opened import SHOWN, Opened
from shuniu.web.parts import Link, Status, Tone
from shuniu.web.refusals import UNPROCESSABLE

STATES: dict[str, tuple[str, Tone]] = {
    SHOWN: ("待写入", "soon"),
    "applied": ("已写入", "done"),
    "undone": ("已撤销", "muted"),
    "let_go": ("未写入，已销毁", "muted"),
}
_ACT = re.compile(r"\b[a-z_]+\.[a-z_]+\b")


def finished(request: HttpRequest, opened: Opened, objections: Sequence[Objection] = ()) -> HttpResponse:
    """The page of an import that is over; with objections when taking it back was refused."""
    found = opened.batch
    status = Status(*STATES.get(found.state, (found.state, "plain")))
    if found.state == SHOWN:  # kept for a day, and the day is over
        messages.info(request, "这份台账已保存满一天，按规定销毁。请重新上传。")
    context = {
        "batch": found,
        "node": opened.node_name,
        "status": status,
        "kind": kind_words(found.kind),
        "crumbs": crumbs(found),
        "writable": not writing_off(request),
        "objections": [replace(one, fact=_in_words(one.fact)) for one in objections],
    }
    return framed(request, "imports/finished.html.jinja", context, status=UNPROCESSABLE if objections else 200)


def crumbs(batch: OpenedBatch) -> list[Link]:
    return [Link("导入台账", reverse("imports")), Link(batch.file_name, "")]


def kind_words(key: str) -> str:
    return dict(kinds()).get(key, key)


def _in_words(fact: str) -> str:
    """The command names acts by their codes; a clerk reads what was done."""
    return _ACT.sub(lambda found: act_words(found.group()), fact)
