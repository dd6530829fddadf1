"""What was done, by whom, when, and is it sealed? The journal as its readers see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from shuniu.access import Actor, visible
from shuniu.models import Entry, Look, Receipt, Seal
from shuniu.policy.grants import Action
from shuniu.queries.paging import Page, Window, page_of

_FIELDS = [
    "uuid",
    "act",
    "actor__title",
    "actor__username",
    "assignment__role",
    "node_id",
    "on",
    "at",
    "rows",
    "subject_kind",
    "subject",
    "clause",
    "reason",
    "undoes__uuid",
    "sealed__seal_id",
]


class NoEntry(Exception):
    """No such line within reach; the same answer when it exists elsewhere."""

    def __init__(self) -> None:
        super().__init__("没有找到这笔账。")


@dataclass(frozen=True, slots=True)
class Done:
    """``subject``: what the line is about, where it is about one."""

    subject: UUID | None


def done_under(actor: Actor, key: str) -> Done | None:
    """What this account did under this key of a form; None where nothing was."""
    rows = Receipt.objects.filter(actor_id=actor.account, key=key).values_list("entry__subject", flat=True)[:1]
    return next((Done(one) for one in rows), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilter:
    """Which lines are wanted; empty values do not filter. ``since`` and ``until`` are days on which they were done."""

    act: str = ""
    actor: str = ""
    subject: UUID | None = None
    since: date | None = None
    until: date | None = None

    def condition(self) -> Q:
        wanted = Q()
        if self.act:
            wanted &= Q(act=self.act) | Q(act__startswith=f"{self.act}.")
        if self.actor:
            wanted &= Q(actor__username=self.actor) | Q(actor__title__contains=self.actor)
        if self.subject is not None:
            wanted &= Q(subject=self.subject)
        if self.since is not None:
            wanted &= Q(at__date__gte=self.since)
        if self.until is not None:
            wanted &= Q(at__date__lte=self.until)
        return wanted


def entries_visible(actor: Actor, window: Window, wanted: EntryFilter | None = None) -> Page:
    """Lines within reach; newest first with ``Window(down=True)``."""
    rows = visible(Entry.objects.all(), actor, Action.READ_ENTRY)
    if wanted is not None:
        rows = rows.filter(wanted.condition())
    return page_of(rows, ["id"], window, _FIELDS)


def entry_to_read(actor: Actor, uuid: UUID) -> dict[str, Any]:
    """One line; raises NoEntry."""
    found = visible(Entry.objects.filter(uuid=uuid), actor, Action.READ_ENTRY).values("id", *_FIELDS).first()
    if found is None:
        raise NoEntry
    return dict(found)


def seal_of(number: int) -> dict[str, Any] | None:
    """A block: when it was sealed, how many lines it holds, its digest."""
    found: Any = Seal.objects.filter(pk=number).values("id", "lines", "digest", "at").first()
    return found


def looks_visible(actor: Actor, window: Window) -> Page:
    """Who looked at which protected value and why; never the value itself."""
    fields = ["actor__title", "actor__username", "subject_kind", "subject", "field", "purpose", "at"]
    return page_of(visible(Look.objects.all(), actor, Action.READ_LOOK), ["id"], window, fields)
