"""Publish figures as they are known now, and withdraw what was published: never changed, never deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from uuid import UUID

from shuniu.commands.journal import Act, Opened, lock_tree, open_act
from shuniu.commands.journal.reaching import nodes_in_reach, out_of_reach, refuse
from shuniu.kernel.text import document_number
from shuniu.models import Publication, PublicationWithdrawal, PublishedFigure, record
from shuniu.policy.figures.publishing import (
    PublishingFacts,
    StatedFigure,
    WithdrawingFacts,
    digest_of_figures,
    may_publish,
    may_withdraw,
)
from shuniu.policy.grants import Action

_COLUMNS = (
    "measure", "name", "unit", "source", "definition", "clause", "numerator", "denominator", "share", "missing",
    "said", "silence", "rows_digest",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """Figures of a node as a door asked the counter for them: of the day ``on``, known at ``known_at``."""

    party_organization: int
    on: date
    title: str
    known_at: datetime
    snapshot: str
    figures: tuple[StatedFigure, ...]
    document_number: str = ""
    line: str = ""
    by: str = ""
    narrowed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawing:
    publication: UUID
    reason: str


def publish_figures(act: Act, rows: Sequence[Publishing]) -> list[UUID]:
    """Returns the public ids of what was published."""
    with open_act(act, "figure.publish", request=_asked(act, rows)) as opened:
        if opened.repeated:
            return [UUID(one) for one in opened.answer["publications"]]
        nodes = [row.party_organization for row in rows]
        reach = nodes_in_reach(act.actor, nodes, Action.PUBLISH_FIGURE)
        refuse(out_of_reach("该党组织", index) for index, node in enumerate(nodes) if node not in reach)
        refuse(
            objection
            for row in rows
            for objection in may_publish(
                PublishingFacts(
                    title=row.title, on=row.on, today=act.actor.today, measures=[one.measure for one in row.figures]
                )
            ).objections
        )
        made = [_written(opened, row) for row in rows]
        opened.answer["publications"] = [str(one) for one in made]
        return made


def _asked(act: Act, rows: Sequence[Publishing]) -> object:
    """What the office asked for: whatever the counter answered between two sendings is no other request."""
    asked = [replace(row, figures=(), known_at=act.at, snapshot="") for row in rows]
    names = [[one.measure for one in row.figures] for row in rows]
    return [[{**asdict(row), "known_at": None} for row in asked], names] if act.key and act.entry is None else None


def _written(opened: Opened, row: Publishing) -> UUID:
    made = Publication.objects.create(
        party_organization_id=row.party_organization,
        on=row.on,
        line=row.line,
        by=row.by,
        narrowed=dict(row.narrowed),
        title=row.title.strip(),
        document_number=document_number(row.document_number),
        known_at=row.known_at,
        snapshot=row.snapshot,
        digest=digest_of_figures(row.figures),
        recorded=opened.act.line,
    )
    lines = [
        (
            made.pk,
            position,
            *(getattr(one, name) for name in _COLUMNS),
            [dict(cell) for cell in one.cells],
            one.counted.listed,
        )
        for position, one in enumerate(row.figures)
    ]
    record.insert(PublishedFigure, ["publication", "position", *_COLUMNS, "cells", "counted"], lines)
    return made.uuid


def withdraw_publications(act: Act, rows: Sequence[Withdrawing]) -> list[UUID]:
    """They stay readable, and say that they no longer hold and why. Returns the public ids."""
    request = [asdict(row) for row in rows] if act.key and act.entry is None else None
    with open_act(act, "figure.withdraw", request=request) as opened:
        if opened.repeated:
            return [UUID(one) for one in opened.answer["publications"]]
        lock_tree()  # two who withdraw the same wait for each other: rows that only grow cannot be locked
        keys = [row.publication for row in rows]
        held = {one.uuid: one for one in Publication.objects.filter(uuid__in=keys)}
        nodes = {one.party_organization_id for one in held.values()}
        reach = nodes_in_reach(act.actor, nodes, Action.PUBLISH_FIGURE)
        mine = {key: one for key, one in held.items() if one.party_organization_id in reach}
        refuse(out_of_reach("这份已发布数字", index) for index, row in enumerate(rows) if row.publication not in mine)
        gone = set(
            PublicationWithdrawal.objects.filter(publication__in=mine.values()).values_list("publication_id", flat=True)
        )
        refuse(
            objection
            for row in rows
            for objection in may_withdraw(
                WithdrawingFacts(reason=row.reason, withdrawn=mine[row.publication].pk in gone)
            ).objections
        )
        for row in rows:
            PublicationWithdrawal.objects.create(
                publication=mine[row.publication], reason=row.reason.strip(), recorded=opened.act.line
            )
        opened.answer["publications"] = [str(one) for one in keys]
        return keys
