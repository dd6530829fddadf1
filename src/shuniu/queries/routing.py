"""Which Party organization of the register should be responsible for a unit, and by which clause?

The law names a kind of target; here it is looked up among the Party organizations that exist on the day. What is
not in the register is said so, with what to do: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from shuniu.access import Actor, visible
from shuniu.models import Jurisdiction, Registration, Unit
from shuniu.policy.grants import Action
from shuniu.policy.organizations.routing import Proposal, Target, propose
from shuniu.policy.words import GuidanceKind, RegistrationStatus
from shuniu.queries.arrays import among
from shuniu.queries.days import during
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.routing import Routed, routed
from shuniu.queries.targets import Directory, Found

COUNTED = (RegistrationStatus.NORMAL.value, RegistrationStatus.ABNORMAL.value, RegistrationStatus.FILED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """What is proposed for one unit. ``target`` is None where nothing can be proposed; ``remedy`` says what to do.

    ``guided_by`` are the Party organizations that should guide it beside the responsible one.
    """

    unit: int
    name: str
    proposal: Proposal | None
    target: Found | None
    alternatives: tuple[Found, ...]
    guided_by: tuple[tuple[Found, GuidanceKind], ...]
    remedy: str
    responsible: int | None

    @property
    def clause(self) -> str:
        return str(self.proposal.clause) if self.proposal is not None and self.proposal.clause else ""

    @property
    def settled(self) -> bool:
        """Is the proposed one already responsible?"""
        return self.target is not None and self.target.key == self.responsible


def proposals(actor: Actor, units: Iterable[int], on: date) -> list[Routing]:
    """For those of ``units`` that the actor may read, in the order of their keys."""
    wanted = Unit.objects.filter(pk__in=among(units))
    return routings(visible(wanted, actor, Action.READ_UNIT).values_list("pk", flat=True), on)


def unattached(actor: Actor, on: date, *, limit: int = 500) -> list[int]:
    """Organizations of the register for which nobody is responsible on ``on``: the target is none (B07, B08)."""
    counted = Registration.objects.filter(during(on), status__in=COUNTED)
    attached = Jurisdiction.objects.filter(during(on)).values("unit")
    rows = visible(Unit.objects.filter(registrations__in=counted), actor, Action.READ_UNIT)
    return list(rows.exclude(pk__in=attached).order_by("pk").values_list("pk", flat=True)[:limit])


def routings(units: Iterable[int], on: date) -> list[Routing]:
    """For commands that have asked the guard themselves. The law is asked once for what it cannot tell apart."""
    rows = routed(units, on)
    figures = figures_at({row.home for row in rows}, on)
    directory = Directory(rows, on)
    known: dict[tuple[object, ...], Routing] = {}
    found: list[Routing] = []
    for row in rows:
        mark = (row.home, *row.mark)
        texts = figures[row.home]
        if mark not in known:
            law = propose(row.facts, texts) if texts is not None else None
            known[mark] = _routing(row, law, directory)
            fresh = known[mark]
        else:
            fresh = _again(known[mark], row, directory)
        found.append(fresh)
    return found


def _again(same: Routing, row: Routed, directory: Directory) -> Routing:
    """The same answer for another unit; joint committees are filled evenly, so that one is looked up anew."""
    law = same.proposal
    if law is not None and law.target is not None and directory.fills(law.target):
        return _routing(row, law, directory)
    return Routing(
        unit=row.unit,
        name=row.name,
        proposal=law,
        target=same.target,
        alternatives=same.alternatives,
        guided_by=same.guided_by,
        remedy=same.remedy,
        responsible=row.responsible,
    )


def _routing(row: Routed, law: Proposal | None, directory: Directory) -> Routing:
    candidates: Sequence[Found] = ()
    remedy = "该登记簿所在党组织还没有选定适用的文件，请先在“适用文件”中选定"
    guided: list[tuple[Found, GuidanceKind]] = []
    if law is not None:
        remedy = law.explanation
        if law.target is not None:
            candidates = directory.candidates(law.target, row)
            remedy = "" if candidates else directory.remedy(law.target, row)
            guided = [(one[0], kind) for target, kind in law.guidance if (one := directory.candidates(target, row))]
    chosen = _chosen(candidates, row, law.target if law is not None else None, directory)
    return Routing(
        unit=row.unit,
        name=row.name,
        proposal=law,
        target=chosen,
        alternatives=tuple(one for one in candidates if one is not chosen),
        guided_by=tuple(guided),
        remedy=remedy,
        responsible=row.responsible,
    )


def _chosen(candidates: Sequence[Found], row: Routed, target: Target | None, directory: Directory) -> Found | None:
    """Where several fit, the one already responsible stays; else the first, which then carries one more."""
    if not candidates or target is None:
        return None
    chosen = next((one for one in candidates if one.key == row.responsible), candidates[0])
    if chosen.key != row.responsible:
        directory.take(chosen)
    return chosen
