"""Open one act: one transaction, one journal line, one answer per key.

A command called inside an open act joins its transaction and its line; only the outermost opens and closes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from shuniu.access import Actor
from shuniu.models import Entry, Receipt

# Locks are taken in one order everywhere: tree → units by id → case → entry.
TREE_LOCK = 7_301
_KEEP_TREE = "SELECT pg_advisory_xact_lock_shared(%s)"
_LOCK_UNITS = "SELECT id FROM shuniu_unit WHERE id = any(%s) ORDER BY id FOR NO KEY UPDATE"


_kept: ContextVar[int] = ContextVar("lines_kept", default=0)


class KeyReused(Exception):
    """The same key came with another request."""

    def __init__(self) -> None:
        super().__init__("同一提交编号已用于另一份内容，本次没有写入。请刷新页面后重新提交。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of one actor: ``on`` the day it counts from, ``at`` the moment, ``key`` makes it happen once.

    ``reason``: what its line says beside the facts. ``entry`` is set while the act is open; commands pass the open act
    on.
    """

    actor: Actor
    on: date
    at: datetime
    key: str = ""
    reason: str = ""
    entry: Entry | None = None

    @property
    def line(self) -> Entry:
        """The journal line facts point to; only within an open act."""
        assert self.entry is not None, "an act is opened before anything is written"
        return self.entry


@dataclass(slots=True)
class Opened:
    """What a command holds while it works: the open act, and the answer kept under its key."""

    act: Act
    answer: dict[str, Any] = field(default_factory=dict)
    # True: this key was answered before; nothing may be written, ``answer`` is what it was.
    repeated: bool = False


def request_digest(name: str, on: date, request: Any) -> str:
    """What tells two requests apart under the same key: the act, the day it counts from, what was asked."""
    text = json.dumps([name, on, request], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


@contextmanager
def open_act(
    act: Act,
    name: str,
    *,
    node: int | None = None,
    about: tuple[str, UUID] | None = None,
    request: Any = None,
    undoes: Entry | None = None,
) -> Iterator[Opened]:
    """Open ``act`` as ``name`` (subject.verb). Everything inside happens, or nothing.

    ``request`` is what was asked, for the digest under the key. Raises KeyReused for the same key with another
    request. When the key was answered before, ``repeated`` is True and the old answer is there.
    """
    if act.entry is not None:
        yield Opened(act)
        return
    with transaction.atomic():
        digest = request_digest(name, act.on, [request, act.reason] if act.reason else request)
        old = _receipt(act, digest)
        if old is not None:
            yield Opened(act, answer=old.answer, repeated=True)
            return
        kind, subject = about or ("", None)
        entry = Entry.objects.create(
            act=name,
            actor_id=act.actor.account,
            assignment_id=act.actor.assignment or None,
            node_id=node if node is not None else act.actor.node,
            on=act.on,
            at=act.at,
            subject_kind=kind,
            subject=subject,
            reason=act.reason,
            undoes=undoes,
        )
        transaction.on_commit(_keep)
        opened = Opened(replace(act, entry=entry))
        yield opened
        if act.key:
            Receipt.objects.create(
                actor_id=act.actor.account,
                key=act.key,
                digest=digest,
                entry=entry,
                answer=opened.answer,
                at=act.at,
            )


def lines_kept() -> int:
    """How many lines of the journal were committed by whoever asks; it only ever grows."""
    return _kept.get()


def _keep() -> None:
    _kept.set(_kept.get() + 1)


def _receipt(act: Act, digest: str) -> Receipt | None:
    """The answer already given under this key. Two at once wait for each other here."""
    if not act.key:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [act.key, act.actor.account])
    found = Receipt.objects.filter(actor_id=act.actor.account, key=act.key).first()
    if found is not None and found.digest != digest:
        raise KeyReused
    return found


def lock_tree() -> None:
    """Nobody else moves a Party organization until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TREE_LOCK])


def keep_tree() -> None:
    """Nobody moves or ends a Party organization, or empties a pool, until this transaction ends.

    Any number keep it at once; whoever moves or ends waits for them, and they for that one. A transaction that goes
    on to ``lock_tree`` takes that at its beginning instead: two that both keep would wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute(_KEEP_TREE, [TREE_LOCK])


def lock_units(keys: list[int]) -> None:
    """Hold the named units, in order of their keys, and keep the tree until this transaction ends.

    Whoever writes of units names Party organizations sooner or later, and the tree comes before the units.
    """
    if not keys:
        keep_tree()
        return
    with connection.cursor() as cursor:
        cursor.execute(f"{_KEEP_TREE}; {_LOCK_UNITS}", [TREE_LOCK, sorted(keys)])


def act_of(actor: Actor, on: date | None = None, key: str = "") -> Act:
    """An act at the actor's own moment, from today unless a day is given."""
    return Act(actor=actor, on=on or actor.today, at=actor.now, key=key)
