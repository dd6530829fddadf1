"""What has become of what was accepted from the planner beside setting up: moved 归口, instructors to be sent?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from shuniu.models import Case, Coverage, FormationPlan, Jurisdiction, Posting, Step
from shuniu.policy.formation.planning.accepted import (
    MOVED,
    MOVES_TAKEN_BACK,
    SENDING,
    SENDING_TAKEN_BACK,
    MovedFacts,
    SendingFacts,
)
from shuniu.policy.words.cases import CaseKind
from shuniu.queries.facts.organizations import units
from shuniu.queries.facts.party import nodes

SHOWN = 200
# What is recorded of a unit that builds on who answers for it, as the law calls it.
_BUILT: Mapping[type[Any], str] = {
    Coverage: "已登记党组织覆盖",
    Posting: "已派驻指导员",
    FormationPlan: "已制定组建方案",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """``entry``: the act that did it, counting from ``on``. ``fact``: what it recorded of the unit; ``stands``: nothing
    it recorded of the unit, what it left of the fact before included, has been changed since. ``node`` answers for the
    unit by it, or sees to the plan."""

    unit: int
    entry: int
    on: date
    fact: int
    node: int
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedBack:
    """``giver`` answered for the unit before."""

    accepted: Accepted
    giver: int
    facts: MovedFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingBack:
    accepted: Accepted
    instructor: int | None
    planned_on: date
    facts: SendingFacts


def moves_accepted(office: int, on: date, named: Collection[int] | None = None) -> list[MovedBack]:
    """Of an office, the latest first: those whose fact stands as it was accepted; of ``named`` units also those changed
    since. What was taken back is not among them."""
    begun = Jurisdiction.objects.filter(recorded__act=MOVED, period__startswith=F("recorded__on"))
    found = _accepted(begun, office, MOVES_TAKEN_BACK, named)
    before = Jurisdiction.objects.filter(
        unit__in=[one.unit for one in found], retracted__in={one.entry for one in found}
    )
    givers = {
        (unit, entry): node
        for unit, entry, node in before.exclude(recorded=F("retracted"))
        .filter(period__contains=F("retracted__on"))
        .values_list("unit", "retracted", "party_organization")
    }
    known, above = units({one.unit for one in found}, on), nodes(givers.values())
    done = _since(found)
    told = []
    for one in found:
        giver = above.get(givers.get((one.unit, one.entry), 0))
        facts = MovedFacts(
            name=known[one.unit].label,
            changed=not one.stands,
            giver=giver.label if giver else "",
            giver_stands=giver is not None and giver.exists(on) and giver.ends_on(on) is None,
            done=tuple(done.get(one.unit, ())),
        )
        told.append(MovedBack(accepted=one, giver=giver.key if giver else 0, facts=facts))
    return told


def sending_accepted(office: int, on: date, named: Collection[int] | None = None) -> list[SendingBack]:
    """As ``moves_accepted``: the plans by which instructors are to be sent."""
    begun = FormationPlan.objects.filter(recorded__act=SENDING, period__startswith=F("recorded__on"))
    found = _accepted(begun, office, SENDING_TAKEN_BACK, named)
    keys = {one.unit for one in found}
    plans = FormationPlan.objects.in_bulk([one.fact for one in found])
    known = units(keys, on)
    posted = _latest(Posting.objects.filter(unit__in=keys))
    return [
        SendingBack(
            accepted=one,
            instructor=plans[one.fact].instructor_id,
            planned_on=plans[one.fact].planned_on,
            facts=SendingFacts(
                name=known[one.unit].label,
                changed=not one.stands,
                posted=posted.get(one.unit, 0) > one.entry,
            ),
        )
        for one in found
    ]


def _accepted(rows: QuerySet[Any], office: int, taken_back: str, named: Collection[int] | None) -> list[Accepted]:
    """The latest of each unit."""
    beside = rows.model._default_manager.filter(unit=OuterRef("unit"), recorded=OuterRef("recorded"))
    mine = rows.filter(recorded__node=office).annotate(altered=Exists(beside.filter(retracted__isnull=False)))
    if named is None:
        mine = mine.filter(retracted=None)
    else:
        mine = mine.filter(unit__in=named).exclude(retracted__act=taken_back)
    fields = ("unit", "recorded", "recorded__on", "pk", "party_organization", "altered")
    found: dict[int, Accepted] = {}
    for unit, entry, on, fact, node, altered in mine.order_by("-recorded", "unit").values_list(*fields)[:SHOWN]:
        row = Accepted(unit=unit, entry=entry, on=on, fact=fact, node=node, stands=not altered)
        found.setdefault(unit, row)
    return list(found.values())


def _since(found: Sequence[Accepted]) -> dict[int, list[str]]:
    """What was recorded of each unit, and done in cases about it, after it was accepted."""
    since = {one.unit: one.entry for one in found}
    told: dict[int, list[str]] = {}
    for model, words in _BUILT.items():
        for unit, entry in _latest(model._default_manager.filter(unit__in=since)).items():
            if entry > since[unit]:
                told.setdefault(unit, []).append(words)
    for unit, kinds in _cases_since(since).items():
        told.setdefault(unit, []).extend(f"已办理{CaseKind(kind).label}" for kind in sorted(kinds))
    return told


def _latest(rows: QuerySet[Any]) -> dict[int, int]:
    """By unit, the act that recorded the latest of what stands."""
    return dict(rows.filter(retracted=None).order_by("recorded").values_list("unit", "recorded"))


def _cases_since(since: Mapping[int, int]) -> dict[int, set[str]]:
    if not since:
        return {}
    rows = Case.objects.filter(Q(unit__in=since) | Q(units__unit__in=since))
    cases: dict[int, list[tuple[int, str]]] = {}
    for case, unit, further, kind in rows.values_list("pk", "unit", "units__unit", "kind"):
        cases.setdefault(case, []).extend((key, kind) for key in (unit, further) if key in since)
    steps = Step.objects.filter(case__in=cases, recorded__gt=min(since.values())).values_list("case", "recorded")
    found: dict[int, set[str]] = {}
    for case, entry in steps:
        for unit, kind in cases[case]:
            if entry > since[unit]:
                found.setdefault(unit, set()).add(kind)
    return found
