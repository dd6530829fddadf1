"""Which open cases have to do with Party organizations or organizations that end, and what becomes of each?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from shuniu.kernel.decision import Objection
from shuniu.models import Case, CaseUnit, Meeting, Placement
from shuniu.policy.cases.lapsing import OpenCase, fate_of, too_late
from shuniu.policy.words.cases import CaseKind, Fate, Tie
from shuniu.policy.words.meetings import MeetingState
from shuniu.queries.arrays import among
from shuniu.queries.days import during
from shuniu.queries.facts.party import nodes

Takers = Mapping[int, int | None]
OPEN = ~Q(holder="")
_HOLDING = ("at_id", "committee_id", "origin_id")
# What is filled in of a place to go to: a case of these kinds names it in what is filed.
_NAMING = ("into", "parent", "receiver")


@dataclass(frozen=True, slots=True)
class Tied:
    """An open case, what it has to do with what ends, and which of those it is."""

    case: Case
    tie: Tie
    ended: int


@dataclass(frozen=True, slots=True)
class Settled(Tied):
    """``to`` takes it on, or reads it on where it has lapsed; None: nobody."""

    fate: Fate
    to: int | None


def settled_with_nodes(
    keys: Collection[int], takers: Takers, *, merged: bool, leaving: int | None = None
) -> list[Settled]:
    """``takers``: for each of those that end, who takes on its work. ``leaving``: the case by which they end."""
    return [_settled(one, takers, merged=merged) for one in tied_to_nodes(keys, leaving)]


def settled_with_units(keys: Collection[int]) -> list[Settled]:
    return [_settled(one, {}, merged=False) for one in tied_to_units(keys)]


def _settled(one: Tied, takers: Takers, *, merged: bool) -> Settled:
    fate = fate_of(OpenCase(kind=one.case.kind, state=one.case.state, tie=one.tie, merged=merged))
    to = takers.get(one.ended)
    # Below nobody of this platform there is nobody to go on with it; what lies elsewhere already stays there.
    elsewhere = one.tie is Tie.ABOUT and not any(getattr(one.case, name) in takers for name in _HOLDING)
    kept = fate is Fate.PASSES_ON and (to is None or elsewhere)
    return Settled(one.case, one.tie, one.ended, Fate.STAYS if kept else fate, to)


def tied_to_nodes(keys: Collection[int], leaving: int | None = None) -> list[Tied]:
    """Each once, by what binds it most."""
    wanted = list(keys)
    about = Q(party_organization__in=wanted, unit__isnull=True)
    held = Q(at__in=wanted) | Q(committee__in=wanted) | Q(origin__in=wanted)
    names = Q()
    for name in _NAMING:
        names |= Q(**{f"filed__{name}__in": wanted})
    named = Q(kind__in=[CaseKind.FORMATION.value, CaseKind.ADJUSTMENT.value]) & names
    rows = Case.objects.filter(OPEN, about | held | named).order_by("pk")
    rows = rows if leaving is None else rows.exclude(pk=leaving)
    return [found for row in rows if (found := _tied(row, set(wanted))) is not None]


def _tied(row: Case, ended: Collection[int]) -> Tied | None:
    about = row.party_organization_id
    if row.unit_id is None and about is not None and about in ended:
        return Tied(row, Tie.ABOUT, about)
    if row.kind == CaseKind.FORMATION and row.filed.get("parent") in ended:
        return Tied(row, Tie.UNDER, row.filed["parent"])
    holding = next((key for name in _HOLDING if (key := getattr(row, name)) in ended), None)
    if holding is not None:
        return Tied(row, Tie.HELD, holding)
    named = next((row.filed[name] for name in _NAMING if row.filed.get(name) in ended), None)
    return None if named is None else Tied(row, Tie.NAMED, named)


def tied_to_units(keys: Collection[int]) -> list[Tied]:
    """Of whom it is about, and of those named beside."""
    wanted = set(keys)
    further = dict(CaseUnit.objects.filter(unit__in=among(wanted)).exclude(case__holder="").values_list("case", "unit"))
    rows = Case.objects.filter(OPEN, Q(unit__in=among(wanted)) | Q(pk__in=further)).order_by("pk")
    return [Tied(row, *_of_unit(row, wanted, further)) for row in rows]


def _of_unit(row: Case, wanted: Collection[int], further: Mapping[int, int]) -> tuple[Tie, int]:
    if row.unit_id is not None and row.unit_id in wanted:
        return Tie.ABOUT, row.unit_id
    return Tie.NAMED, further[row.pk]


def levels_above(keys: Collection[int], on: date) -> dict[int, int | None]:
    """For each of those that end, the nearest one above it that does not end with it; None where none is managed."""
    return {key: next(_upward(key, set(keys), on), None) for key in keys}


def _upward(key: int, ending: Collection[int], on: date) -> Iterator[int]:
    at: int | None = key
    while at is not None:
        placed = Placement.objects.filter(during(on), party_organization=at, parent__managed=True)
        at = placed.values_list("parent", flat=True).first()
        if at is not None and at not in ending:
            yield at


def against_beginning(keys: Iterable[int | None], on: date) -> list[Objection]:
    """Of each of the Party organizations whose end is put down for a later day: nothing begins there."""
    named = [key for key in dict.fromkeys(keys) if isinstance(key, int)]
    ends = [(one.label, one.ends_on(on)) for one in nodes(named).values()] if named else []
    return [too_late(label, day) for label, day in ends if day is not None]


def meetings_to_come(keys: Collection[int], on: date) -> list[int]:
    """The planned meetings of committees, from a day on."""
    rows = Meeting.objects.filter(party_organization__in=set(keys), state=MeetingState.PLANNED.value, held_on__gte=on)
    return list(rows.values_list("pk", flat=True))
