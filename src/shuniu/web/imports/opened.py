"""An import as its page needs it: what was read, what the clerk chose, what the register says of every row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, wraps
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from shuniu.commands.imports import Ledger, judge_ledger, let_go
from shuniu.commands.journal import act_of
from shuniu.kernel.text import whole_number
from shuniu.policy.grants import Action
from shuniu.queries.imports import Judgement, LedgerRow
from shuniu.queries.imports.batches import OpenedBatch, opened_batch
from shuniu.queries.imports.members import branches_to_create, named_bodies
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.party.named import NotNamed, node_named
from shuniu.spreadsheets.imports.cells import name_columns
from shuniu.spreadsheets.imports.results import Reading
from shuniu.spreadsheets.imports.staging import LAYOUT, Choices, Outcome, ledger_rows, outcomes, unpacked
from shuniu.web.frame import actor_of

SHOWN, MEMBERS = "shown", "members"
_LAST_VERSION = 2**31 - 1


@dataclass
class Opened:
    """One of the actor's own imports while it is being looked at."""

    request: HttpRequest
    batch: OpenedBatch

    @property
    def outdated(self) -> bool:
        """It waits, but was laid out by another version of the platform: it can only be destroyed."""
        return self.batch.state == SHOWN and self.batch.staged is not None and self.batch.layout != LAYOUT

    @property
    def waiting(self) -> bool:
        return self.batch.state == SHOWN and self.batch.staged is not None and not self.outdated

    @cached_property
    def reading(self) -> Reading:
        assert self.batch.staged is not None, "a ledger that is being looked at has been read"
        return unpacked(self.batch.staged)

    @cached_property
    def node_name(self) -> str:
        """The register it goes into, in words; its code where that has left the actor's reach."""
        actor, code = actor_of(self.request), self.batch.node_code
        try:
            return node_named(actor, code, actor.today, Action.IMPORT_LEDGER).name
        except NotNamed:
            return code

    @cached_property
    def names(self) -> Mapping[str, int]:
        return name_columns(self.reading.sheets)

    @cached_property
    def choices(self) -> Choices:
        return Choices.loads(self.batch.choices)

    @cached_property
    def rows(self) -> Sequence[LedgerRow]:
        return ledger_rows(self.reading)

    @cached_property
    def judgements(self) -> Sequence[Judgement]:
        """What would happen to each good row now; nothing is written by asking."""
        chosen, _ = self.choices.by_index(self.rows)
        batch = self.batch
        ledger = Ledger(node=batch.node, kind=batch.kind, rows=self.rows, choices=chosen)
        return judge_ledger(act_of(actor_of(self.request), batch.on), ledger)

    @cached_property
    def outcomes(self) -> list[Outcome]:
        return list(outcomes(self.reading, self.judgements))

    @property
    def shown(self) -> str:
        """What the clerk sees: sent back with 写入, so that nothing else is written than what was looked at."""
        said = [[one.change, one.target, one.seen, len(one.differences)] for one in self.judgements]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    @cached_property
    def lacking(self) -> Sequence[str]:
        """Branches that rows of a members' ledger name and the register lacks, whose name tells that they are one."""
        if self.batch.kind != MEMBERS:
            return ()
        known, _ = named_bodies(actor_of(self.request), self.batch.node, self.batch.on, self.rows)
        return list(branches_to_create(self.rows, self.judgements, known))

    def ledger(self, create_missing: bool, under: int | None = None) -> Ledger:
        """The rows as they are released to be written."""
        chosen, corrected = self.choices.by_index(self.rows)
        return Ledger(
            node=self.batch.node,
            kind=self.batch.kind,
            rows=self.rows,
            seen={index: one.seen for index, one in enumerate(self.judgements)},
            choices=chosen,
            corrections=corrected,
            create_missing=create_missing,
            under=under,
        )


def batch_of(request: HttpRequest, uuid: UUID) -> Opened:
    """The actor's own import, or 404: the same for what is another's and for what is not there."""
    try:
        return Opened(request, opened_batch(actor_of(request), uuid))
    except NotFound as problem:
        raise Http404 from problem


def version_of(text: str) -> int:
    """The version a form was made from; 0, which no import has, for what is no number."""
    return whole_number(text, _LAST_VERSION) or 0


def of_waiting(view: Callable[[HttpRequest, Opened], HttpResponse]) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """Acts on an import that still waits to be written; 404 once it was applied or let go.

    One that an older platform laid out is destroyed by whatever is asked of it, and its page says so.
    """

    @wraps(view)
    def asked(request: HttpRequest, uuid: UUID) -> HttpResponse:
        found = batch_of(request, uuid)
        if found.outdated:
            if request.method == "POST":
                let_go(act_of(actor_of(request)), uuid, outdated=True)
            return to_batch(request, uuid)
        if not found.waiting:
            raise Http404
        return view(request, found)

    return asked


def to_batch(request: HttpRequest, uuid: UUID, kept: Mapping[str, str] | None = None) -> HttpResponse:
    """Back to the page of an import, which comes anew and whole: counts, button and other rows may have changed."""
    address = reverse("batch", args=[uuid]) + (f"?{urlencode(kept)}" if kept else "")
    if getattr(request, "htmx", None):
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = address
        return answer
    return HttpResponseRedirect(address)
