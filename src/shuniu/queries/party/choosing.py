"""Which Party organizations can a clerk name: as responsible, as superior, as covering?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from shuniu.access import Actor, reach, visible, whole_tree
from shuniu.models import Jurisdiction, Naming, PartyOrganization, Registration, Unit
from shuniu.policy.grants import Action
from shuniu.policy.words import PartyOrganizationKind

GATHERING = [one.value for one in PartyOrganizationKind if not one.is_branch]


@dataclass(frozen=True, slots=True)
class Choice:
    """One Party organization that may be named on a day."""

    key: int
    code: str
    name: str


def _nameable(actor: Actor, on: date) -> QuerySet[Naming]:
    """Those the actor may read, and the outside ones that were entered anywhere in the actor's tree."""
    mine = reach(actor, Action.READ_PARTY_ORGANIZATION, PartyOrganization)
    rows = PartyOrganization.objects.filter(mine | Q(managed=False, recorded__node__in=whole_tree(actor)))
    return Naming.objects.filter(retracted__isnull=True, period__contains=on, party_organization__in=rows)


def _choices(rows: QuerySet[Naming]) -> list[Choice]:
    fields = ("party_organization_id", "party_organization__code", "name")
    return [Choice(*row) for row in rows.order_by("kind", "sort_key", "party_organization_id").values_list(*fields)]


def committees_to_name(actor: Actor, on: date) -> list[Choice]:
    """Everything above branches, for a list to choose from."""
    return _choices(_nameable(actor, on).filter(kind__in=GATHERING))


def committees_to_read(actor: Actor, on: date) -> list[Choice]:
    """The same, only those within reach."""
    rows = visible(PartyOrganization.objects.all(), actor, Action.READ_PARTY_ORGANIZATION)
    named = Naming.objects.filter(retracted__isnull=True, period__contains=on, party_organization__in=rows)
    return _choices(named.filter(kind__in=GATHERING))


def party_organization_to_name(actor: Actor, text: str, on: date) -> Choice | None:
    """The one Party organization that ``text`` names: its code, or its full name where that is unambiguous."""
    rows = _nameable(actor, on)
    found = _choices(rows.filter(party_organization__code=text)) or _choices(rows.filter(name=text))
    return found[0] if len(found) == 1 else None


def codes_to_read(actor: Actor, keys: Iterable[int | None]) -> dict[int, str]:
    """Codes of those of ``keys`` whose card the actor may open."""
    wanted = {key for key in keys if key is not None}
    rows = visible(PartyOrganization.objects.filter(pk__in=wanted), actor, Action.READ_PARTY_ORGANIZATION)
    return dict(rows.values_list("pk", "code"))


def choices_of(keys: Iterable[int], on: date) -> dict[int, Choice]:
    """Codes and names of Party organizations: the name of the day, else the nearest one known."""
    wanted = set(keys)
    names: dict[int, str] = {}
    rows = Naming.objects.filter(party_organization__in=wanted, retracted__isnull=True).order_by("period")
    for key, name, start in rows.values_list("party_organization_id", "name", "period__startswith"):
        if key not in names or start <= on:
            names[key] = name
    codes = PartyOrganization.objects.filter(pk__in=wanted).values_list("pk", "code")
    return {key: Choice(key, code, names.get(key, code)) for key, code in codes}


def units_answered_for(actor: Actor, node: int, on: date, limit: int) -> list[tuple[int, str]]:
    """The organizations a Party organization itself answers for on a day, by name, at most ``limit`` of them."""
    mine = visible(Unit.objects.all(), actor, Action.READ_UNIT)
    today = Q(retracted__isnull=True, period__contains=on)
    held = Jurisdiction.objects.filter(today, party_organization=node, unit__in=mine).values("unit")
    rows = Registration.objects.filter(today, unit__in=held).order_by("sort_key", "unit_id")
    return list(rows.values_list("unit_id", "name")[:limit])
