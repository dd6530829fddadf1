"""Everything about one Party organization on a day: what it is, what stands around it, and its past."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from shuniu.access import Actor, may, reach
from shuniu.models import (
    Coverage,
    Formation,
    Guidance,
    Jurisdiction,
    Locality,
    Naming,
    Placement,
    Registration,
    Seat,
    Term,
    Unit,
)
from shuniu.policy.grants import Action
from shuniu.queries.days import during
from shuniu.queries.naming import node_names, region_names
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.organizations.card import contacts_in
from shuniu.queries.party.telling import told_of_node
from shuniu.queries.party.tree import node_to_read, path_to
from shuniu.queries.timeline import TimelineFact, timeline

# A page shows the first of them; the list of organizations has the rest.
GUIDED_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyCard:
    """``naming`` is None when it did not exist on the day; ``covers`` are the units it covers then.

    ``guides``: how many units within reach it guides, and the first relations to them.
    ``above`` is the name of its superior, also where the path, which is of what the actor may read, ends below it.
    ``writable``: the actor may change it;
    ``keeps_units``: the actor keeps the register there, and with it the pool of instructors and the planning grid.
    ``contacts`` is empty where the actor may not read them, as at what has ended.
    """

    key: int
    uuid: UUID
    code: str
    managed: bool
    known_from: date | None
    naming: Mapping[str, Any] | None
    formation: Mapping[str, Any] | None
    term_ends_on: date | None
    path: list[Mapping[str, Any]]
    above: str
    covers: list[Mapping[str, Any]]
    seats: list[Mapping[str, Any]]
    contacts: list[Mapping[str, Any]]
    may_see_contact: bool
    facts: list[TimelineFact]
    regions: list[tuple[str, str]]
    guides: tuple[int, list[Mapping[str, Any]]]
    writable: bool
    keeps_units: bool


def party_card(actor: Actor, code: str, on: date) -> PartyCard:
    """The card as of ``on``; its timeline reaches over all days. Raises NotFound."""
    node = node_to_read(actor, code)
    reached = may(actor, Action.READ_CONTACT, node)
    today = _today(node.pk, on)
    terms = Term.objects.filter(retracted__isnull=True, party_organization=node).order_by("-period")
    period = terms.values_list("period", flat=True).first()
    path = path_to(actor, node.pk, on)
    return PartyCard(
        key=node.pk,
        uuid=node.uuid,
        code=node.code,
        managed=node.managed,
        known_from=node.known_from,
        naming=Naming.objects.filter(today).values().first(),
        formation=formation_of(node.pk, on),
        term_ends_on=period.upper if period else None,
        path=path,
        above=path[-2]["name"] if len(path) > 1 else _superior(node.pk, on),
        covers=covered_by(node.pk, on),
        seats=seats_of(node.pk, on),
        contacts=contacts_in(today) if reached else [],
        may_see_contact=reached,
        facts=timeline(told_of_node(node.pk, on), Q(party_organization=node)),
        regions=fallback_regions(node.pk, on),
        guides=_guided(actor, node.pk, on),
        writable=may(actor, Action.WRITE_PARTY_ORGANIZATION, node),
        keeps_units=may(actor, Action.WRITE_UNIT, node),
    )


def _today(key: int, on: date) -> Q:
    return during(on) & Q(party_organization=key)


def _superior(key: int, on: date) -> str:
    parents = list(Placement.objects.filter(_today(key, on)).values_list("parent_id", flat=True))
    return next(iter(node_names(parents, on).values()), "")


def formation_of(key: int, on: date) -> Mapping[str, Any] | None:
    return Formation.objects.filter(_today(key, on)).values().first()


def covered_by(key: int, on: date) -> list[Mapping[str, Any]]:
    """The units it covers on a day, by name."""
    roles = dict(Coverage.objects.filter(_today(key, on)).values_list("unit_id", "role"))
    rows = Registration.objects.filter(retracted__isnull=True, period__contains=on, unit__in=roles)
    found = rows.order_by("sort_key").values("unit_id", "unit__uuid", "unit__code", "name", "type", "status")
    return [{**row, "role": roles[row["unit_id"]]} for row in found]


def seats_of(key: int, on: date) -> list[Mapping[str, Any]]:
    """Seats may be at bodies that stand in no register."""
    rows = list(Seat.objects.filter(_today(key, on)).order_by("role", "unit_id").values("unit_id", "role"))
    names = names_of([row["unit_id"] for row in rows], on)
    return [{**row, "name": names.get(row["unit_id"], "")} for row in rows]


def fallback_regions(key: int, on: date) -> list[tuple[str, str]]:
    """Codes and names of the divisions for which it is the fallback."""
    codes = list(Locality.objects.filter(_today(key, on)).order_by("region").values_list("region", flat=True))
    names = region_names(codes)
    return [(code, names.get(code, code)) for code in codes]


def _guided(actor: Actor, node: int, on: date) -> tuple[int, list[Mapping[str, Any]]]:
    """How many units within reach it guides on the day, and the relations to them that were put down first."""
    mine = Unit.objects.filter(reach(actor, Action.READ_UNIT, Unit))
    rows = Guidance.objects.filter(during(on), party_organization=node, unit__in=mine)
    fields = ("unit_id", "unit__uuid", "kind", "period")
    shown = list(rows.order_by("period", "unit_id").values(*fields)[:GUIDED_SHOWN])
    names = names_of([row["unit_id"] for row in shown], on)
    found: list[Mapping[str, Any]] = [
        {**row, "name": names.get(row["unit_id"], ""), "since": row["period"].lower} for row in shown
    ]
    return rows.values("unit").distinct().count(), found


def responsible_count(key: int, on: date) -> int:
    """For how many units the Party organization itself answers on a day, not counting what stands under it."""
    return Jurisdiction.objects.filter(_today(key, on)).count()
