"""For which organizations where an instructor is could an application to set up a Party organization be begun?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from shuniu.access import Actor, granted, visible
from shuniu.models import Case, Standing, Unit
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseState
from shuniu.queries.days import standing_on
from shuniu.queries.facts.formation import responsible_for
from shuniu.queries.naming import node_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Formable:
    """An organization that no Party organization covers. ``case``: the open application with its state, if any."""

    case: UUID | None
    state: CaseState | None


def formable(actor: Actor, units: Iterable[int], on: date) -> dict[int, Formable]:
    """Of the units, those the actor may apply for; a constant number of questions."""
    wanted = set(units)
    if not wanted or not granted(actor, Action.FILE_CASE):
        return {}
    bare = Standing.objects.filter(standing_on(on), unit__in=wanted, org_covered=False).values("unit")
    mine = visible(Unit.objects.filter(pk__in=bare), actor, Action.FILE_CASE, named=True)
    keys = set(mine.values_list("pk", flat=True))
    rows = Case.objects.filter(Q(unit__in=keys) | Q(units__unit__in=keys), kind=FORMATION.kind.value)
    read = visible(rows.exclude(holder=""), actor, Action.READ_CASE, named=True)
    held: dict[int, Formable] = {}
    for unit, named, public, state in read.values_list("unit", "units__unit", "uuid", "state"):
        for key in {unit, named} & keys:
            held[key] = Formable(case=public, state=CaseState(state))
    return {key: held.get(key, Formable(case=None, state=None)) for key in keys}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnForming:
    """The organization of an instructor's account, and who answers for it. ``state``: that of an application which
    names it already, None where there is none; what it says is for whoever has it in hand."""

    unit: int
    uuid: UUID
    office: str
    state: CaseState | None


def own_forming(actor: Actor, on: date) -> OwnForming | None:
    """None for an account of no organization that may be begun for."""
    if actor.unit is None or not granted(actor, Action.BEGIN_FORMATION):
        return None
    unit = visible(Unit.objects.filter(pk=actor.unit), actor, Action.BEGIN_FORMATION, named=True).first()
    if unit is None:
        return None
    rows = Case.objects.filter(Q(unit=unit) | Q(units__unit=unit), kind=FORMATION.kind.value).exclude(holder="")
    state = rows.values_list("state", flat=True).first()
    office = responsible_for(unit.pk, on)
    return OwnForming(
        unit=unit.pk,
        uuid=unit.uuid,
        office=node_names([office], on).get(office, ""),
        state=CaseState(state) if state else None,
    )
