"""Which hub-type social organizations are there on a day, what of the 3+1 has each, and whom do they contact?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from shuniu.access import Actor, may, visible
from shuniu.models import Guidance, Hub, HubElement, Registration, Unit, UnitName
from shuniu.policy.grants import Action
from shuniu.queries.naming import name_contains
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.organizations.card import unit_to_read
from shuniu.queries.paging import Page, Window, page_of
from shuniu.queries.shapes import Rows

FIELDS = ("unit_id", "unit__uuid", "level", "verb", "designated_by", "field", "period")


@dataclass(frozen=True, slots=True, kw_only=True)
class HubToWrite:
    """A unit and what stands there of a hub on the day; ``hub`` is None where it is none."""

    unit: int
    uuid: UUID
    name: str
    writable: bool
    hub: Mapping[str, Any] | None
    elements: tuple[str, ...]


def hub_to_write(actor: Actor, uuid: UUID, on: date) -> HubToWrite:
    """For whoever wants to change it; bodies outside of the register can be hubs too. Raises NotFound."""
    unit = unit_to_read(actor, uuid)
    today = Q(retracted__isnull=True, period__contains=on, unit=unit)
    return HubToWrite(
        unit=unit.pk,
        uuid=unit.uuid,
        name=names_of([unit.pk], on).get(unit.pk, unit.code or ""),
        writable=may(actor, Action.WRITE_UNIT, unit),
        hub=Hub.objects.filter(today).values("level", "designated_by", "field").first(),
        elements=tuple(HubElement.objects.filter(today).values_list("element", flat=True)),
    )


def hubs(actor: Actor, on: date, *, words: str = "", level: str = "") -> QuerySet[Hub, Any]:
    """The hubs of the day whose unit the actor may read, with the key by which their names are sorted."""
    mine = visible(Unit.objects.all(), actor, Action.READ_UNIT)
    today = Q(retracted__isnull=True, period__contains=on)
    rows = Hub.objects.filter(today, unit__in=mine)
    if level:
        rows = rows.filter(level=level)
    if words:
        annotations, condition = name_contains(words)
        named = [
            model._default_manager.filter(today).annotate(**annotations).filter(condition).values("unit")
            for model in (Registration, UnitName)
        ]
        rows = rows.filter(Q(unit__in=named[0]) | Q(unit__in=named[1]))
    of_unit = Q(today, unit=OuterRef("unit"))
    registered = Registration.objects.filter(of_unit).values("sort_key")[:1]
    outside = UnitName.objects.filter(of_unit).values("sort_key")[:1]
    return rows.annotate(named=Coalesce(Subquery(registered), Subquery(outside), Value("")))


def _narrowed(actor: Actor, on: date, *narrowing: tuple[str, str]) -> QuerySet[Hub, Any]:
    return hubs(actor, on, **dict(narrowing))


def hub_page(actor: Actor, on: date, window: Window, **narrowing: str) -> Page:
    """One page by name; every row with its elements and how many organizations within reach it contacts or guides."""
    asked: QuerySet[Hub, Any] | Rows = Rows(_narrowed, actor, on, tuple(sorted(narrowing.items())))
    if narrowing.get("words"):
        asked = hubs(actor, on, **narrowing)
    found = page_of(asked, ["named", "unit_id"], window, FIELDS)
    keys = [row["unit_id"] for row in found.rows]
    today = Q(retracted__isnull=True, period__contains=on)
    elements: dict[int, list[str]] = defaultdict(list)
    for key, element in HubElement.objects.filter(today, unit__in=keys).values_list("unit_id", "element"):
        elements[key].append(element)
    mine = visible(Unit.objects.all(), actor, Action.READ_UNIT)
    contacts = Guidance.objects.filter(today, hub__in=keys, unit__in=mine).values("hub_id")
    contacted = dict(contacts.annotate(number=Count("unit", distinct=True)).values_list("hub_id", "number"))
    names = names_of(keys, on)
    rows = [
        {
            **row,
            "name": names.get(row["unit_id"], ""),
            "since": row["period"].lower,
            "elements": elements[row["unit_id"]],
            "contacted": contacted.get(row["unit_id"], 0),
        }
        for row in found.rows
    ]
    return Page(rows, found.count, found.capped, found.after, found.before)
