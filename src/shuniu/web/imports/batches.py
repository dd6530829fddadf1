"""The list of one's own imports with the upload, and the page of one."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from shuniu.commands.imports import Received, receive_ledger
from shuniu.commands.journal import act_of
from shuniu.kernel.text import whole_number
from shuniu.policy.grants import Action
from shuniu.queries.accounts import granted
from shuniu.queries.imports.batches import batches
from shuniu.queries.party.named import NotNamed, node_named
from shuniu.queries.party.tree import tops
from shuniu.spreadsheets.imports.findings import NotRead
from shuniu.spreadsheets.imports.marked import marked_copy
from shuniu.spreadsheets.imports.preflight import MOST_ROWS
from shuniu.spreadsheets.imports.staging import LAYOUT, Asking, packed, read_for
from shuniu.web.exporting import WORKBOOK
from shuniu.web.frame import actor_of, framed, writing_off
from shuniu.web.imports.finished import STATES, crumbs, finished, kind_words
from shuniu.web.imports.forms import UploadForm
from shuniu.web.imports.opened import Opened, batch_of, of_waiting
from shuniu.web.imports.preview import preview
from shuniu.web.pages.errors import read_only
from shuniu.web.parts import Status
from shuniu.web.refusals import UNPROCESSABLE, attempt
from shuniu.web.rights import needs


@require_http_methods(["GET", "POST"])
@needs(Action.IMPORT_LEDGER)
def imports(request: HttpRequest) -> HttpResponse:
    """Bring a ledger, and find again what was brought before."""
    if request.method == "POST":
        return read_only(request) if writing_off(request) else _received(request)
    own = next((one.name for one in tops(actor_of(request), actor_of(request).today)), "")
    return _shown(request, UploadForm(initial={"node": own}), 200)


def _shown(request: HttpRequest, form: UploadForm, status: int) -> HttpResponse:
    rows = [
        {**row, "status": Status(*STATES.get(row["state"], (row["state"], "plain"))), "kind": kind_words(row["kind"])}
        for row in batches(actor_of(request))
    ]
    context = {"form": form, "rows": rows, "writable": not writing_off(request)}
    return framed(request, "imports/list.html.jinja", context, status=status)


def _received(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, form, UNPROCESSABLE)
    actor, given = actor_of(request), form.cleaned_data
    content, name = given["file"].read(), given["file"].name
    try:
        node = node_named(actor, given["node"].strip(), actor.today, Action.IMPORT_LEDGER)
        reading, on = read_for(content, name, Asking(kind=given["kind"] or None, on=given["since"]), actor.today)
    except NotNamed as problem:
        form.add_error("node", str(problem))
        return _shown(request, form, UNPROCESSABLE)
    except NotRead as told:
        form.add_error("file", told.message)
        return _shown(request, form, UNPROCESSABLE)
    received = Received(
        node=node.pk,
        kind=reading.kind,
        file_name=name,
        digest=hashlib.sha256(content).hexdigest(),
        content=content,
        staged=packed(reading),
        layout=LAYOUT,
        counts=reading.counts,
    )
    kept: list[UUID] = []
    act = act_of(actor, on, str(given["key"]))
    refusal = attempt(form, lambda: kept.append(receive_ledger(act, received)))
    if refusal is not None:
        return _shown(request, form, refusal.status)
    return HttpResponseRedirect(reverse("batch", args=[kept[0]]))


@require_GET
@needs(Action.IMPORT_LEDGER)
def batch(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What will happen, or what became of it."""
    opened = batch_of(request, uuid)
    if not opened.waiting:
        return finished(request, opened)
    one = preview(opened, request.GET.get("state", ""), whole_number(request.GET.get("page", ""), MOST_ROWS) or 1)
    founding = granted(actor_of(request), Action.WRITE_PARTY_ORGANIZATION)
    context = {
        "one": one,
        "opened": opened,
        "writable": not writing_off(request),
        "crumbs": crumbs(opened.batch),
        "lacking": opened.lacking,
        "founding": founding,
    }
    return framed(request, "imports/batch.html.jinja", context)


@require_GET
@needs(Action.IMPORT_LEDGER)
@of_waiting
def marked(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The clerk's own workbook with the problems marked in its cells."""
    assert opened.batch.content is not None, "file and reading are kept together"
    book = marked_copy(opened.batch.content, opened.batch.file_name, opened.reading, opened.choices.cells)
    stem = opened.batch.file_name.rpartition(".")[0] or opened.batch.file_name
    answer = HttpResponse(book, content_type=WORKBOOK)
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"{stem}_标注.xlsx") or "attachment"
    answer["Cache-Control"] = "no-store"
    return answer
