"""What is a unit called on a day, of whatever kind it is, and which unit does a clerk mean by a code or a name?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from shuniu.access import Actor, reach, whole_tree
from shuniu.models import Hub, Registration, Unit, UnitName
from shuniu.policy.grants import Action
from shuniu.policy.words import UnitKind


def names_of(keys: Iterable[int | None], on: date) -> dict[int, str]:
    """The names of units: that of the day, else the nearest one known."""
    wanted = {key for key in keys if key is not None}
    names: dict[int, str] = {}
    for model in (UnitName, Registration):
        rows = model._default_manager.filter(unit__in=wanted, retracted__isnull=True).order_by("period")
        for key, name, start in rows.values_list("unit_id", "name", "period__startswith"):
            if key not in names or start <= on:
                names[key] = name
    return names


def _nameable(actor: Actor) -> Q:
    """Units the actor may read, and the outside bodies of the whole tree in which the actor stands."""
    outside = Q(registered_at__in=whole_tree(actor)) & ~Q(kind=UnitKind.SOCIAL_ORGANIZATION.value)
    return reach(actor, Action.READ_UNIT, Unit) | outside


def unit_to_name(actor: Actor, text: str, on: date) -> int | None:
    """The one unit that ``text`` names: by its code, or by the full name of the day where that is unambiguous."""
    rows = Unit.objects.filter(_nameable(actor))
    today = Q(retracted__isnull=True, period__contains=on, name=text)
    named = Q(pk__in=Registration.objects.filter(today).values("unit")) | Q(
        pk__in=UnitName.objects.filter(today, abolished=False).values("unit")
    )
    found = list(rows.filter(code=text.upper()).values_list("pk", flat=True)[:2])
    found = found or list(rows.filter(named).values_list("pk", flat=True)[:2])
    return found[0] if len(found) == 1 else None


def hubs_to_name(actor: Actor, on: date) -> list[tuple[int, str]]:
    """The hubs of the day within reach, by name."""
    mine = Unit.objects.filter(reach(actor, Action.READ_UNIT, Unit))
    keys = Hub.objects.filter(retracted__isnull=True, period__contains=on, unit__in=mine).values_list("unit", flat=True)
    return sorted(names_of(keys, on).items(), key=lambda pair: pair[1])
