"""The life of a ledger on its way in: kept encrypted, mended, applied or let go; its key is destroyed at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Q

from shuniu.access import may, visible
from shuniu.commands.imports.apply import Applied, apply_ledger
from shuniu.commands.imports.ledger import Ledger
from shuniu.commands.imports.undo import WAITING, undo_import
from shuniu.commands.journal import Act, keep_tree, open_act
from shuniu.commands.journal.dated import ChangedMeanwhile
from shuniu.commands.journal.reaching import out_of_reach
from shuniu.kernel.decision import Decision, Refused
from shuniu.models import Batch, Entry, PartyOrganization
from shuniu.models.secrecy import DataKey, destroy_keys, new_wrapped_key, with_key
from shuniu.policy.grants import Action

KEPT = timedelta(hours=24)
SHOWN, APPLIED, UNDONE, LET_GO, OUTDATED = WAITING, "applied", "undone", "let_go", "outdated"
_PARTS = ("content", "staged", "choices")


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file as a carrier has read it: ``staged`` is the carrier's reading, opaque here, ``choices`` the clerk's
    mapping, mended cells and answers (opaque too); ``layout`` is the carrier's number for how both are laid out."""

    node: int
    kind: str
    file_name: str
    digest: str
    content: bytes
    staged: bytes
    layout: int
    choices: bytes = b""
    counts: Mapping[str, int]


def _sealed(batch_uuid: UUID, key: DataKey, parts: Mapping[str, bytes]) -> dict[str, bytes | None]:
    table = Batch._meta.db_table
    return {
        name: key.encrypt(content, table=table, row=batch_uuid, field=name) if content else None
        for name, content in parts.items()
    }


def receive_ledger(act: Act, received: Received) -> UUID:
    """Keep a ledger that was read, for showing. Returns its public id. Raises Refused out of reach."""
    with transaction.atomic():
        keep_tree()
        if not may(act.actor, Action.IMPORT_LEDGER, PartyOrganization(pk=received.node)):
            raise Refused(Decision((out_of_reach("该党组织的登记簿"),)))
        return _kept(act, received)


def _kept(act: Act, received: Received) -> UUID:
    public = uuid4()
    request = [received.node, act.on, received.kind, received.digest]
    with open_act(act, "ledger.receive", node=received.node, about=("batch", public), request=request) as opened:
        if opened.repeated:
            return UUID(opened.answer["batch"])
        key = new_wrapped_key("import")
        parts = {"content": received.content, "staged": received.staged, "choices": received.choices}
        Batch.objects.create(
            uuid=public,
            node_id=received.node,
            actor_id=act.actor.account,
            on=act.on,
            kind=received.kind,
            file_name=received.file_name[:200],
            digest=received.digest,
            state=SHOWN,
            counts=dict(received.counts),
            layout=received.layout,
            key=key,
            received_at=act.at,
            expires_at=act.at + KEPT,
            **_sealed(public, with_key(key), parts),
        )
        opened.answer["batch"] = str(public)
        return public


def batch_to_change(act: Act, public: UUID) -> Batch:
    """The actor's own batch, locked. Raises Refused when there is none for this actor."""
    found = visible(Batch.objects.filter(uuid=public), act.actor, Action.READ_BATCH).select_for_update(of=("self",))
    batch = found.first()
    if batch is None:
        raise Refused(Decision((out_of_reach("该次导入"),)))
    return batch


def mend_ledger(act: Act, public: UUID, version: int, parts: Mapping[str, bytes], counts: Mapping[str, int]) -> None:
    """Keep the clerk's mapping, mended cells and answers, and the reading they lead to (parts staged, choices)."""
    with transaction.atomic():
        batch = batch_to_change(act, public)
        if batch.version != version or batch.state != SHOWN or batch.key is None:
            raise ChangedMeanwhile
        sealed: dict[str, Any] = dict(_sealed(batch.uuid, with_key(batch.key), parts))
        Batch.objects.filter(pk=batch.pk).update(**sealed, counts=dict(counts), version=F("version") + 1)


def apply_batch(act: Act, public: UUID, version: int, ledger: Ledger) -> Applied:
    """写入. The file and everything staged are destroyed in the same transaction. Raises Moved, Refused."""
    with transaction.atomic():
        batch = batch_to_change(act, public)
        if batch.version != version or batch.state != SHOWN:
            raise ChangedMeanwhile
        applied = apply_ledger(act, ledger, batch)
        _forget(batch, APPLIED, applied.entry)
        return applied


def undo_batch(act: Act, public: UUID) -> Entry:
    """撤销本次导入. Raises Refused, naming what was built on it."""
    with transaction.atomic():
        batch = batch_to_change(act, public)
        entry = undo_import(act, batch)
        Batch.objects.filter(pk=batch.pk).update(state=UNDONE, version=F("version") + 1)
        return entry


def let_go(act: Act, public: UUID, *, outdated: bool = False) -> None:
    """The clerk does not want it any more, or nobody can read it: file and rows are destroyed, its line stays."""
    with transaction.atomic():
        batch = batch_to_change(act, public)
        if batch.state == SHOWN:
            _forget(batch, OUTDATED if outdated else LET_GO, None)


def expire_batches(act: Act, layout: int) -> int:
    """Destroy what has been kept for a day, and what was laid out before ``layout``. Returns how many.

    What is laid out in a later way is left alone: while the platform is being renewed, both work side by side.
    """
    with transaction.atomic():
        waiting = Batch.objects.select_for_update(skip_locked=True).filter(state=SHOWN)
        batches = list(waiting.filter(Q(expires_at__lte=act.at) | Q(layout__lt=layout)))
        for batch in batches:
            _forget(batch, LET_GO if batch.expires_at <= act.at else OUTDATED, None)
        return len(batches)


def _forget(batch: Batch, state: str, entry: Entry | None) -> None:
    keys = [batch.key_id] if batch.key_id else []
    blank: dict[str, Any] = dict.fromkeys(_PARTS)
    Batch.objects.filter(pk=batch.pk).update(state=state, entry=entry, version=F("version") + 1, key=None, **blank)
    destroy_keys(keys)
