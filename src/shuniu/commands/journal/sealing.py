"""Seal the journal: lines of finished transactions are put into a block and chained; one sealer at a time.

A line is sealed once no transaction that began before it can still write: in the order (transaction, number) nothing
ever slips in between. Until then, for at most a few seconds, a line stands unsealed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models.expressions import RawSQL
from django.db.models.fields import BooleanField

from shuniu.models import Entry, Seal, SealedEntry, record
from shuniu.queries.seals import COLUMNS, START, Anchor, canonical, chained, seal_mac

SEALING_LOCK = 7_302
BLOCK = 20_000


def seal_entries(at: datetime, *, settled: bool = False) -> int:
    """Seal what can be sealed now, in blocks. Returns how many lines; 0 too when another sealer is at work.

    ``settled`` seals every line there is: only while nobody else writes, as after a restore, where transactions
    carry numbers of another server.
    """
    total = 0
    while True:
        count = _seal_block(at, settled)
        total += count
        if count < BLOCK:
            return total


def _seal_block(at: datetime, settled: bool) -> int:
    with transaction.atomic():
        if not _alone():
            return 0
        rows = _open_lines(settled)
        if rows:
            _write(rows, at)
        return len(rows)


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALING_LOCK])
        row = cursor.fetchone()
    return bool(row and row[0])


def _open_lines(settled: bool) -> list[dict[str, Any]]:
    rows = Entry.objects.filter(sealed__isnull=True)
    if not settled:
        finished = RawSQL(
            '"shuniu_entry"."transaction" < pg_snapshot_xmin(pg_current_snapshot())', (), output_field=BooleanField()
        )
        rows = rows.annotate(finished=finished).filter(finished=True)
    return list(rows.order_by("transaction", "id").values(*COLUMNS)[:BLOCK])


def _write(rows: list[dict[str, Any]], at: datetime) -> None:
    latest = Seal.objects.order_by("-id").first()
    previous = latest.digest if latest is not None else START
    chain, digests = bytes.fromhex(previous), []
    for row in rows:
        chain = chained(chain, canonical(row))
        digests.append(chain)
    seal = Seal.objects.create(
        lines=len(rows),
        previous=previous,
        digest=chain.hex(),
        mac=seal_mac(previous, chain.hex(), len(rows), at),
        at=at,
    )
    places = [
        (row["id"], seal.pk, position, digest)
        for position, (row, digest) in enumerate(zip(rows, digests, strict=True), start=1)
    ]
    record.insert(SealedEntry, ["entry", "seal", "position", "digest"], places)


def present_anchor() -> Anchor | None:
    """Where the chain stands now, to be kept outside the database."""
    latest = Seal.objects.order_by("-id").values("id", "digest").first()
    if latest is None:
        return None
    return Anchor(latest["id"], latest["digest"], SealedEntry.objects.count())
