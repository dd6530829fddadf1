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
