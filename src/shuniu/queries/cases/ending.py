"""Which open work would end, or go to somebody else, with a Party organization or an organization? Before and after.

Asked before they end, for whoever is about to do it; and afterwards, for whoever has taken it on and for the line of
the journal by which it was done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from shuniu.access import Actor, cases_on_the_list, granted, visible
from shuniu.models import Case, Registration, Step
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseKind, CaseState, Fate, Tie, Verb
from shuniu.queries.days import during
from shuniu.queries.facts.ending import (
    Settled,
    levels_above,
    meetings_to_come,
    settled_with_nodes,
    settled_with_units,
)
from shuniu.queries.facts.party import nodes
from shuniu.queries.naming import node_names

SHOWN = 50
FIELDS = ("uuid", "number", "kind", "topic", "state", "holder", "due_on", "due_provisional", "due_planned")
SETTLING = (Verb.LAPSE.value, Verb.PASS_ON.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWork:
    """``rows``: the first of those this actor may read, as cases are listed, with ``about``, ``tie``, ``fate``, ``to``
    and whether its page ``opens``; ``counts`` of all by their fate, ``hidden``: how many may not be read.
    ``meetings`` that are cancelled."""

    rows: Sequence[Mapping[str, Any]] = ()
    counts: Mapping[Fate, int]
    hidden: int = 0
    meetings: int = 0

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def work_of_nodes(
    actor: Actor, keys: Collection[int], on: date, *, merged: bool = False, leaving: int | None = None
) -> OpenWork:
    """``merged``: they go into another one, which need not be chosen yet."""
    above: Mapping[int, int | None] = dict.fromkeys(keys, 0) if merged else levels_above(keys, on)
    found = settled_with_nodes(keys, above, merged=merged, leaving=leaving)
    return _work(actor, found, on, len(meetings_to_come(keys, on)))


def work_of_unit(actor: Actor, unit: int, on: date) -> OpenWork:
    return _work(actor, settled_with_units([unit]), on, 0)


def _work(actor: Actor, found: Sequence[Settled], on: date, meetings: int) -> OpenWork:
    counts = Counter(one.fate for one in found)
    named = Case.objects.filter(pk__in=[one.case.pk for one in found])
    read = set(visible(named, actor, Action.READ_CASE, named=True).values_list("pk", flat=True)) if found else set()
    # 信息填报 is read by other rights than every other kind, and no more is said of it than that there is one.
    read |= {one.case.pk for one in found if one.case.kind == CaseKind.INFORMATION}
    mine = [one for one in found if one.case.pk in read]
    told = mine[:SHOWN]
    open_here = _opening(actor, [one.case for one in told])
    about = _about([one.case for one in told], on)
    takers = node_names([one.to for one in told], on)
    rows = [
        {
            **_told(one.case),
            "about": about.get(one.case.pk, ""),
            "opens": one.case.pk in open_here,
            "tie": one.tie,
            "fate": one.fate,
            "to": takers.get(one.to or 0, ""),
        }
        for one in told
    ]
    return OpenWork(rows=rows, counts=counts, hidden=len(found) - len(mine), meetings=meetings)


def _told(case: Case) -> dict[str, Any]:
    return {**{name: getattr(case, name) for name in FIELDS}, "first": case.filed.get("first")}


def _opening(actor: Actor, cases: Sequence[Case]) -> set[int]:
    """Whose pages open: nobody looks over a shoulder at what was begun and never sent."""
    keys = [one.pk for one in cases if one.state == CaseState.DRAFT]
    begun = Case.objects.filter(pk__in=keys)
    sent = (
        set(Step.objects.filter(case__in=keys, filed__isnull=False).values_list("case", flat=True)) if keys else set()
    )
    own = set(begun.filter(pk__in=cases_on_the_list(actor, named=True)).values_list("pk", flat=True)) if keys else set()
    return {one.pk for one in cases if one.state != CaseState.DRAFT or one.pk in sent | own}


def _about(cases: Sequence[Case], on: date) -> dict[int, str]:
    units = {one.unit_id for one in cases if one.unit_id is not None}
    held = Registration.objects.filter(during(on), unit__in=units)
    names = dict(held.values_list("unit", "name")) if units else {}
    # What has ended is called by the last name it bore.
    known = nodes(one.party_organization_id for one in cases)
    labels = {key: node.label for key, node in known.items()}
    return {
        one.pk: names.get(one.unit_id, "")
        if one.unit_id is not None
        else labels.get(one.party_organization_id or 0, "")
        for one in cases
    }


def taken_on(actor: Actor, node: int, on: date) -> list[Mapping[str, Any]]:
    """What came to this Party organization from others that ended: open first, then what lapsed with them."""
    if not granted(actor, Action.READ_CASE):
        return []
    here = Q(at=node) | Q(committee=node) | Q(origin=node) | Q(kind=CaseKind.FORMATION.value, filed__parent=node)
    passed = Case.objects.filter(here, steps__verb=Verb.PASS_ON.value)
    lapsed = Case.objects.filter(at=node, state=CaseState.LAPSED.value)
    keys = [*passed.values_list("pk", flat=True), *lapsed.values_list("pk", flat=True)]
    steps = Step.objects.filter(case__in=keys, verb__in=SETTLING) if keys else Step.objects.none()
    found, _ = _settled(actor, steps, on)
    return sorted(found, key=lambda row: not row["holder"])


def settled_by(actor: Actor, entry: int, on: date) -> tuple[Sequence[Mapping[str, Any]], int]:
    """What a line of the journal did to open work, as far as it may be read; and how many more cases there are."""
    return _settled(actor, Step.objects.filter(recorded=entry, verb__in=SETTLING), on)


def _settled(actor: Actor, steps: QuerySet[Step], on: date) -> tuple[list[Mapping[str, Any]], int]:
    """The cases of these steps, each with the latest of them: what was done, and why."""
    said = {case: (verb, why) for case, verb, why in steps.order_by("pk").values_list("case", "verb", "reason")}
    if not said:
        return [], 0
    mine = visible(Case.objects.filter(pk__in=said), actor, Action.READ_CASE, named=True)
    cases = list(mine.distinct().order_by("-pk")[:SHOWN])
    about = _about(cases, on)
    told: list[Mapping[str, Any]] = [
        {
            **_told(one),
            "about": about.get(one.pk, ""),
            "opens": True,
            "verb": Verb(said[one.pk][0]),
            "reason": said[one.pk][1],
        }
        for one in cases
    ]
    return told, len(said) - len(told)


__all__ = ["Fate", "OpenWork", "Tie", "settled_by", "taken_on", "work_of_nodes", "work_of_unit"]
