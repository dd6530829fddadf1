"""From what can a clerk choose when filtering or filling in the register: bodies, divisions, fields?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, QuerySet

from shuniu.access import Actor, below, visible, whole_tree
from shuniu.models import Region, Registration, Standing, Unit, UnitName
from shuniu.policy.grants import Action
from shuniu.policy.words import UnitKind
from shuniu.queries.arrays import array
from shuniu.queries.days import standing_on
from shuniu.queries.naming import region_names
from shuniu.queries.shapes import Beside, Question, Rows, ask, ask_together


def _registered(actor: Actor, on: date) -> QuerySet[Registration]:
    mine = visible(Unit.objects.filter(kind=UnitKind.SOCIAL_ORGANIZATION.value), actor, Action.READ_UNIT)
    return Registration.objects.filter(retracted__isnull=True, period__contains=on, unit__in=mine)


def _named(units: Collection[int], on: date) -> list[tuple[UUID, str]]:
    if not units:
        return []
    rows = UnitName.objects.filter(unit__in=units, retracted__isnull=True, period__startswith__lte=on)
    names = {row[0]: row[1] for row in rows.order_by("period").values_list("unit__uuid", "name")}
    return sorted(names.items(), key=lambda pair: pair[1])


def _together(rows: QuerySet[Any], *columns: str) -> QuerySet[Any, tuple[Any, ...]]:
    """What is different, each with the keys of the organizations it is said of."""
    return rows.order_by().values(*columns).annotate(units=ArrayAgg("unit_id")).values_list(*columns, "units")


@dataclass(frozen=True, slots=True, kw_only=True)
class InUse:
    """What occurs among the organizations the actor may read on a day: key and name of each, in order. ``units``: the
    keys of them all (as ``queries.arrays.array`` writes them), where so little is within reach that each was asked
    about anyway."""

    regions: list[tuple[str, str]]
    fields: list[str]
    supervisors: list[tuple[UUID, str]]
    units: str | None = None


def _stretches(actor: Actor, on: date) -> QuerySet[Standing]:
    return Standing.objects.filter(standing_on(on), node__in=below(actor))


def _different(rows: QuerySet[Any], *columns: str) -> QuerySet[Any, tuple[Any, ...]]:
    return rows.order_by().values_list(*columns).distinct()


def in_use(actor: Actor, on: date) -> InUse:
    """For whoever has most of a register below, by the derived stretches: to ask the guard of each takes seconds."""
    if not actor.wide:
        return in_use_told(ask_together(in_use_asked(actor, on))[0])
    found = set(ask(Rows(_stretches, actor, on), _different, ("region", "field", "supervisor")))
    return InUse(
        regions=sorted(region_names({region for region, _, _ in found if region}).items()),
        fields=sorted({field for _, field, _ in found if field}),
        supervisors=_named({unit for _, _, unit in found if unit is not None}, on),
    )


# The names by which ``region_names`` and ``_named`` call them.
_WITH_NAMES = """
    WITH used AS MATERIALIZED ({}) SELECT used.*,
        (SELECT r.name FROM shuniu_region r WHERE r.code = used.region ORDER BY r.period DESC LIMIT 1),
        b.uuid, b.name
    FROM used LEFT JOIN LATERAL (
        SELECT u.uuid, n.name FROM shuniu_unitname n JOIN shuniu_unit u ON u.id = n.unit_id
        WHERE n.unit_id = used.supervising_unit AND n.retracted_id IS NULL AND lower(n.period) <= %s
        ORDER BY n.period DESC LIMIT 1
    ) b ON TRUE
"""


def in_use_asked(actor: Actor, on: date) -> Question:
    """What ``in_use`` asks for everybody else, for who has more to ask at the same time; see ``in_use_told``."""
    beside = Beside(_WITH_NAMES, ("region_name", "supervisor", "supervisor_name"), (on,))
    return Question(Rows(_registered, actor, on), _together, ("region", "field", "supervising_unit"), beside)


def in_use_told(rows: Iterable[Sequence[Any]]) -> InUse:
    """The answer to it."""
    regions, fields, supervisors, units = {}, set(), {}, []
    for region, field, _, keys, region_name, supervisor, supervisor_name in rows:
        units += keys
        fields.add(field)
        regions[region], supervisors[supervisor] = region_name, supervisor_name
    return InUse(
        regions=sorted((code, name) for code, name in regions.items() if name),
        fields=sorted(filter(None, fields)),
        supervisors=sorted(((key, name) for key, name in supervisors.items() if name), key=itemgetter(1)),
        units=array(units),
    )


def bodies_to_name(actor: Actor, kinds: Iterable[str], on: date) -> list[tuple[int, str]]:
    """Outside bodies entered anywhere in the tree in which the actor stands, by name; abolished ones are left out."""
    rows = UnitName.objects.filter(
        retracted__isnull=True, period__contains=on, abolished=False, unit__kind__in=list(kinds)
    )
    found = rows.filter(unit__registered_at__in=whole_tree(actor)).values_list("unit_id", "name").distinct()
    return sorted(found, key=lambda pair: pair[1])


def divisions_below(code: str) -> list[tuple[str, str]]:
    """Counties and districts of the province of a division code, as they stand now."""
    rows = Region.objects.filter(code__startswith=code[:2], level__in=["county", "prefecture"], period__endswith=None)
    return sorted(rows.values_list("code", "name"))


def township_below(county: str, name: str) -> str:
    """The code of a street or township of a county by its name; empty where the table has none such."""
    rows = Region.objects.filter(parent=county, name=name, period__endswith=None)
    return rows.values_list("code", flat=True).first() or ""


def home_region(actor: Actor, on: date) -> str:
    """The division most of the actor's register lies in; empty where nothing is registered yet."""
    rows = _stretches(actor, on) if actor.wide else _registered(actor, on)
    regions = rows.exclude(region="").values("region").annotate(held=Count("pk"))
    first = regions.order_by("-held", "region").first()
    return first["region"] if first else ""


def organization_to_name(actor: Actor, text: str, on: date) -> int | None:
    """The one organization within reach that ``text`` names: its code, or its full name where unambiguous."""
    rows = _registered(actor, on)
    found = list(rows.filter(unit__code=text.upper()).values_list("unit_id", flat=True)[:2])
    found = found or list(rows.filter(name=text).values_list("unit_id", flat=True)[:2])
    return found[0] if len(found) == 1 else None
