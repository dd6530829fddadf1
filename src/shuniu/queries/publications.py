"""What has been published, by whom, of which node and day, and does it still hold?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from shuniu.access import Actor, visible
from shuniu.kernel.public_ids import PublicIds
from shuniu.models import PartyOrganization, Publication, PublishedFigure
from shuniu.policy.figures.publishing import StatedFigure
from shuniu.policy.grants import Action
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.paging import Page, Window, page_of

_LISTED = (
    "uuid", "title", "document_number", "on", "known_at", "party_organization_id", "recorded__at",
    "recorded__actor__title", "withdrawal__id",
)  # fmt: skip
# Whom a figure counts may be a million public ids.
_STATED = tuple(name for name in StatedFigure.__dataclass_fields__ if name != "counted")
_COUNTED = """
    SELECT f.measure, string_agg(uuid_send(each.id), ''::bytea ORDER BY each.id)
    FROM shuniu_publishedfigure f CROSS JOIN LATERAL unnest(f.counted) AS each(id)
    WHERE f.publication_id = %(publication)s AND f.measure = ANY(%(measures)s) GROUP BY f.measure
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationCard:
    """``withdrawn``: when, by whom and why it was withdrawn; None while it holds."""

    key: int
    uuid: UUID
    node: int
    node_code: str
    node_name: str
    on: date
    line: str
    by: str
    narrowed: Mapping[str, str]
    title: str
    document_number: str
    known_at: datetime
    snapshot: str
    digest: str
    published_at: datetime
    published_by: str
    entry: UUID
    withdrawn: tuple[datetime, str, str] | None
    figures: Sequence[StatedFigure]


def _readable(actor: Actor) -> QuerySet[Publication]:
    nodes = visible(PartyOrganization.objects.all(), actor, Action.READ_FIGURE)
    return Publication.objects.filter(party_organization__in=nodes)


def publication_page(actor: Actor, window: Window, on: date) -> Page:
    """What the nodes within reach have published, the latest first."""
    found = page_of(_readable(actor), ["id"], window, _LISTED)
    names = node_names([row["party_organization_id"] for row in found.rows], on)
    rows = [{**row, "node": names.get(row["party_organization_id"], "")} for row in found.rows]
    return Page(rows, found.count, found.capped, found.after, found.before)


def publication_to_read(actor: Actor, public: UUID) -> PublicationCard:
    """Raises NotFound, the same for what is foreign and for what does not exist."""
    row = _readable(actor).select_related("recorded__actor", "party_organization").filter(uuid=public).first()
    if row is None:
        raise NotFound
    held = getattr(row, "withdrawal", None)
    node: Any = row.party_organization
    return PublicationCard(
        key=row.pk,
        uuid=row.uuid,
        node=node.pk,
        node_code=node.code,
        node_name=node_names([node.pk], row.on).get(node.pk, node.code),
        on=row.on,
        line=row.line,
        by=row.by,
        narrowed=row.narrowed,
        title=row.title,
        document_number=row.document_number,
        known_at=row.known_at,
        snapshot=row.snapshot,
        digest=row.digest,
        published_at=row.recorded.at,
        published_by=row.recorded.actor.title,
        entry=row.recorded.uuid,
        withdrawn=None if held is None else (held.recorded.at, held.recorded.actor.title, held.reason),
        figures=stated_of(row.pk),
    )


def stated_of(publication: int) -> list[StatedFigure]:
    """The figures of a publication in their order, without whom they count."""
    rows = PublishedFigure.objects.filter(publication=publication).order_by("position").values(*_STATED)
    return [StatedFigure(**{**row, "cells": tuple(row["cells"])}) for row in rows]


def counted_of(publication: int, measures: Collection[str]) -> dict[str, PublicIds]:
    """By measure, whom a figure counted when it was published; the caller has asked the guard for the publication."""
    if not measures:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, {"publication": publication, "measures": list(measures)})
        held = {measure: PublicIds(bytes(packed)) for measure, packed in cursor.fetchall()}
    return {one: held.get(one, PublicIds()) for one in measures}
