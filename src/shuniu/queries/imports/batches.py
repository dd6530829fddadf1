"""A clerk's own ledgers on their way in: the list, and what is inside one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from shuniu.access import Actor, visible
from shuniu.models import Batch
from shuniu.models.secrecy import with_key
from shuniu.policy.grants import Action
from shuniu.queries.organizations.card import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedBatch:
    """``content``, ``staged`` and ``choices`` are clear here, and None once the ledger was applied or let go."""

    uuid: UUID
    node: int
    node_code: str
    on: date
    kind: str
    file_name: str
    state: str
    counts: Mapping[str, int]
    layout: int
    received_at: datetime
    expires_at: datetime
    version: int
    entry: UUID | None
    content: bytes | None
    staged: bytes | None
    choices: bytes | None


def batches(actor: Actor, limit: int = 50) -> Sequence[Mapping[str, Any]]:
    """The actor's own imports, newest first."""
    rows = visible(Batch.objects.all(), actor, Action.READ_BATCH).order_by("-id")
    found: Any = rows.values(
        "uuid", "file_name", "kind", "state", "counts", "on", "received_at", "expires_at", "entry__uuid", "node__code"
    )
    return list(found[:limit])


def opened_batch(actor: Actor, public: UUID) -> OpenedBatch:
    """One of the actor's own imports, opened. Raises NotFound."""
    found = visible(Batch.objects.filter(uuid=public), actor, Action.READ_BATCH)
    batch = found.select_related("node", "entry", "key").first()
    if batch is None:
        raise NotFound
    return OpenedBatch(
        uuid=batch.uuid,
        node=batch.node_id,
        node_code=batch.node.code,
        on=batch.on,
        kind=batch.kind,
        file_name=batch.file_name,
        state=batch.state,
        counts=batch.counts,
        layout=batch.layout,
        received_at=batch.received_at,
        expires_at=batch.expires_at,
        version=batch.version,
        entry=batch.entry.uuid if batch.entry else None,
        content=_part(batch, "content"),
        staged=_part(batch, "staged"),
        choices=_part(batch, "choices"),
    )


def _part(batch: Batch, name: str) -> bytes | None:
    value = getattr(batch, name)
    if value is None or batch.key is None or batch.expires_at is None:
        return None
    return with_key(batch.key).decrypt(value, table=Batch._meta.db_table, row=batch.uuid, field=name)
