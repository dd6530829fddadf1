"""Who stands under whom on a day, as far as this actor may see?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from shuniu.access import Actor, visible
from shuniu.models import Lineage, Naming, PartyOrganization, Placement
from shuniu.policy.grants import Action
from shuniu.queries.days import during
from shuniu.queries.naming import name_contains
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.paging import Page, Window, page_of
from shuniu.queries.party.terms import terms_near, terms_over
from shuniu.queries.shapes import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One Party organization of the tree on a day; ``branches``: something stands under it."""

    key: int
    uuid: UUID
    code: str
    name: str
    kind: str
    parent: int | None
    branches: bool


def node_to_read(actor: Actor, code: str) -> PartyOrganization:
    """The Party organization of a code, when the actor may read it; NotFound otherwise."""
    found = visible(PartyOrganization.objects.filter(code=code), actor, Action.READ_PARTY_ORGANIZATION).first()
    if found is None:
        raise NotFound
    return found


def tops(actor: Actor, on: date) -> list[Node]:
    """Where the actor's tree begins: the node of the assignment."""
    return _nodes(Placement.objects.filter(during(on), party_organization=actor.node), on)


def children(actor: Actor, code: str, on: date) -> list[Node]:
    """What stands directly under a node on a day, by name. Raises NotFound."""
    return _nodes(Placement.objects.filter(during(on), parent=node_to_read(actor, code)), on)


def _nodes(placements: QuerySet[Placement], on: date) -> list[Node]:
    placed = dict(placements.values_list("party_organization_id", "parent_id"))
    below = Placement.objects.filter(during(on), parent=OuterRef("party_organization"))
    named = (
        Naming.objects.filter(during(on), party_organization__in=placed)
        .annotate(branches=Exists(below))
        .order_by("kind", F("ordinal").asc(nulls_last=True), "sort_key", "party_organization_id")
        .values(
            "party_organization_id", "party_organization__uuid", "party_organization__code", "name", "kind", "branches"
        )
    )
    return [
        Node(
            key=row["party_organization_id"],
            uuid=row["party_organization__uuid"],
            code=row["party_organization__code"],
            name=row["name"],
            kind=row["kind"],
            parent=placed[row["party_organization_id"]],
            branches=row["branches"],
        )
        for row in named
    ]


LIST_FIELDS = (
    "party_organization_id", "party_organization__uuid", "party_organization__code", "party_organization__managed",
    "name", "kind", "axis", "axis_value", "target_load",
)  # fmt: skip


def party_organizations(
    actor: Actor, on: date, *, words: str = "", kind: str = "", node: str = "", term: str = ""
) -> QuerySet[Naming]:
    """The Party organizations that exist on ``on`` and that the actor may read, narrowed."""
    mine = visible(PartyOrganization.objects.all(), actor, Action.READ_PARTY_ORGANIZATION)
    rows = Naming.objects.filter(during(on), party_organization__in=mine)
    if words:
        annotations, condition = name_contains(words)
        rows = rows.annotate(**annotations).filter(condition)
    if kind:
        rows = rows.filter(kind=kind)
    if node:
        inside = Lineage.objects.filter(ancestor__code=node, depth__gt=0, valid_from__lte=on)
        inside = inside.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
        rows = rows.filter(party_organization__in=inside.values("descendant"))
    if term:
        ending = terms_over(mine, on) if term == "over" else terms_near(mine, on)
        rows = rows.filter(party_organization__in=ending.values("party_organization"))
    return rows


def _narrowed(actor: Actor, on: date, *narrowing: tuple[str, str]) -> QuerySet[Naming]:
    return party_organizations(actor, on, **dict(narrowing))


def party_page(actor: Actor, on: date, window: Window, **narrowing: Any) -> Page:
    """One page of Party organizations by sort key, each with the name of what stands above it."""
    asked: QuerySet[Naming] | Rows = Rows(_narrowed, actor, on, tuple(sorted(narrowing.items())))
    if narrowing.get("words"):
        asked = party_organizations(actor, on, **narrowing)
    found = page_of(asked, ["sort_key", "party_organization_id"], window, LIST_FIELDS)
    keys = [row["party_organization_id"] for row in found.rows]
    parents = parents_of(keys, on)
    rows = [{**row, "parent": parents.get(row["party_organization_id"])} for row in found.rows]
    return Page(rows, found.count, found.capped, found.after, found.before)


def parents_of(keys: Sequence[int], on: date) -> dict[int, Mapping[str, Any]]:
    """Key, code and name of the Party organization above each, on a day."""
    placed = dict(
        Placement.objects.filter(during(on), party_organization__in=keys, parent__isnull=False).values_list(
            "party_organization_id", "parent_id"
        )
    )
    named = {
        row["party_organization_id"]: {
            "key": row["party_organization_id"],
            "code": row["party_organization__code"],
            "name": row["name"],
        }
        for row in Naming.objects.filter(during(on), party_organization__in=set(placed.values())).values(
            "party_organization_id", "party_organization__code", "name"
        )
    }
    return {key: named[parent] for key, parent in placed.items() if parent in named}


def path_to(actor: Actor, key: int, on: date) -> list[Mapping[str, Any]]:
    """From the top down to the node itself, as far as the actor may read: code and name."""
    above = Lineage.objects.filter(descendant=key, valid_from__lte=on)
    above = above.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).order_by("-depth")
    chain = list(above.values_list("ancestor_id", flat=True))
    mine = visible(PartyOrganization.objects.filter(pk__in=chain), actor, Action.READ_PARTY_ORGANIZATION)
    readable = set(mine.values_list("pk", flat=True))
    named = {
        row["party_organization_id"]: {"code": row["party_organization__code"], "name": row["name"]}
        for row in Naming.objects.filter(during(on), party_organization__in=readable).values(
            "party_organization_id", "party_organization__code", "name"
        )
    }
    return [named[one] for one in chain if one in named]
