"""What became of a ledger, and why its import cannot be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.queries.imports.batches import OpenedBatch
from shuniu.spreadsheets.imports.reading import kinds
from shuniu.web.frame import framed, writing_off
from shuniu.web.imports.opened import SHOWN, Opened
from shuniu.web.parts import Link, Status, Tone

OUTDATED, APPLIED = "outdated", "applied"
NOTHING = Status("没有写入，登记没有改动", "muted")
STATES: dict[str, tuple[str, Tone]] = {
    SHOWN: ("待写入", "soon"),
    APPLIED: ("已写入", "done"),
    "undone": ("已撤销", "muted"),
    "let_go": ("未写入，已销毁", "muted"),
    OUTDATED: ("由平台旧版本保存，不能写入", "muted"),
}
_REFUSED = "undo_refused"


def finished(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The page of an import that is over; right after its undo was refused, with what stands in the way."""
    found = opened.batch
    state = OUTDATED if opened.outdated else found.state
    status = status_of(state, written=found.entry is not None)
    if state == OUTDATED:
        messages.info(request, "本次导入由平台旧版本保存，请重新选择文件。登记没有改动，旧文件随即销毁。")
    elif state == SHOWN:  # kept for a day, and the day is over
        messages.info(request, "这份台账已保存满一天，按规定销毁。请重新上传。")
    context = {
        "batch": found,
        "node": opened.node_name,
        "status": status,
        "kind": kind_words(found.kind),
        "crumbs": crumbs(found),
        "writable": not writing_off(request),
        "objections": _kept_refusal(request, found.uuid),
    }
    return framed(request, "imports/finished.html.jinja", context)


def status_of(state: str, *, written: bool) -> Status:
    """An import that was let in and changed nothing has no line in the journal: nothing was written."""
    return NOTHING if state == APPLIED and not written else Status(*STATES.get(state, (state, "plain")))


def keep_refusal(request: HttpRequest, uuid: UUID, decision: Decision) -> None:
    """For the page that follows: a refusal is shown at the import's own address, once."""
    request.session[_REFUSED] = {str(uuid): [asdict(one) for one in decision.objections]}


def _kept_refusal(request: HttpRequest, uuid: UUID) -> Sequence[Objection]:
    kept = request.session.get(_REFUSED, {})
    if str(uuid) not in kept:
        return ()
    told: Sequence[Mapping[str, Any]] = request.session.pop(_REFUSED)[str(uuid)]
    return [Objection(**{**one, "clause": Clause(**one["clause"])}) for one in told]


def crumbs(batch: OpenedBatch) -> list[Link]:
    return [Link("导入台账", reverse("imports")), Link(batch.file_name, "")]


def kind_words(key: str) -> str:
    return dict(kinds()).get(key, key)
