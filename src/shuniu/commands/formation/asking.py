"""Ask the law about an application as it is filled in, at any step, without changing anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.access import Actor, visible
from shuniu.commands.journal import Act, Seen
from shuniu.commands.journal.reaching import (
    nodes_to_name,
    out_of_reach,
    refuse,
    units_in_reach,
    units_to_join,
    units_to_name,
)
from shuniu.commands.party.establish import NewPartyOrganization, Terms, against_establishing
from shuniu.kernel.decision import Objection
from shuniu.models import Case, CaseUnit, Person, Registration
from shuniu.policy.formation.applying import CandidateFacts, Checked, FormationFacts
from shuniu.policy.formation.approving import approver_of
from shuniu.policy.formation.checking import judge_formation
from shuniu.policy.formation.fields import FIELDS
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.grants import Action
from shuniu.policy.packs import Figures
from shuniu.policy.words.cases import Consent
from shuniu.queries.days import during
from shuniu.queries.facts.consents import consents_of
from shuniu.queries.facts.formation import (
    candidate_of,
    centre_named,
    committee_above,
    superior_for,
    superior_named,
    units_of,
)
from shuniu.queries.facts.packs import figures_along, figures_at, upward


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """An application as it is filled in: ``filed`` by the names of ``policy.formation.fields.FIELDS``.

    ``unit`` applies, or is the host of several. ``version`` is that of the open application that was looked at, 0
    where there was none; ``seen`` the registrations that stood beside it. ``begun_from``: what an office had before it
    when it began, ``told``: which one, as the first step says it. ``office``: with whom it lies, where whoever begins
    it is neither the organization nor an office.
    """

    unit: int
    filed: Mapping[str, Any]
    version: int = 0
    seen: Seen = None
    begun_from: str = ""
    told: str = ""
    office: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Who would be the superior, who decides, under which texts, and whether an outside body approves."""

    parent: int
    committee: int
    figures: Figures | None
    approver: str = ""
    outside: bool = False


def ask_formation(act: Act, row: Applied) -> Checked:
    """检查: everything the law says, and nothing is written. Raises Refused out of reach."""
    in_reach(act.actor, row)
    held = open_of(row.unit)
    filed = wanted(act, row)
    sent = held is not None and held.state != FORMATION.first
    figures = office_for(filed, act.on, held.law_day if held and sent else act.on).figures
    return judge_formation(facts_of(act, row.unit, filed, held, by=act.actor), figures)


def in_reach(actor: Actor, row: Applied, action: Action = Action.FILE_CASE) -> None:
    """The applicant's unit, the further ones and the superior, each as far as this actor may name it."""
    filed = row.filed
    further = {key for key in filed.get("units") or () if key != row.unit}
    if row.unit not in units_in_reach(actor, [row.unit], action):
        refuse([out_of_reach("该社会组织", field="units")])
    may_name = units_to_join if row.unit == actor.unit else units_to_name
    if further - may_name(actor, further):
        refuse([out_of_reach("参加单位", field="units")])
    centre = filed.get("centre")
    if centre is not None and centre not in units_to_name(actor, {centre}):
        refuse([out_of_reach("该中心", field="centre")])
    parent = filed.get("parent")
    if parent is not None and parent != superior_for(row.unit, actor.today) and not nodes_to_name(actor, [parent]):
        refuse([out_of_reach("该上级党组织", field="parent")])


def open_of(unit: int) -> Case | None:
    return Case.objects.filter(kind=FORMATION.kind.value, unit=unit).exclude(holder="").first()


def wanted(act: Act, row: Applied) -> dict[str, Any]:
    """What is filled in, by the fields of an application; the superior follows who answers for the unit."""
    filed = {name: row.filed[name] for name in FIELDS if row.filed.get(name) not in (None, "", [], {})}
    filed["units"] = sorted({*(row.filed.get("units") or ())} - {row.unit})
    filed.setdefault("parent", superior_for(row.unit, act.on))
    return filed


def office_for(filed: Mapping[str, Any], on: date, law_day: date, decided_by: int | None = None) -> Office:
    """``on`` tells the tree, ``law_day`` the texts: a case stays under those of the day on which it was sent.

    ``decided_by`` is the committee that has it in hand already: it stays there, whatever becomes of the tree.
    """
    parent = filed["parent"]
    line = upward([parent], on)[parent]
    law = _law_along(line, on, law_day, decided_by)
    near = law[parent]
    approver = approver_of(str(filed.get("mode") or ""), near) if near is not None else None
    committee = decided_by or committee_above(line, on, approver.key if approver else "")
    return Office(
        parent=parent,
        committee=committee,
        figures=law[committee],
        approver=approver.label if approver and approver.outside else "",
        outside=bool(approver and approver.outside),
    )


def _law_along(line: list[int], on: date, law_day: date, decided_by: int | None) -> dict[int, Figures | None]:
    """The texts at each node of the line; where that is of another day, or somebody else decides, each has its own."""
    if on == law_day and decided_by in (None, *line):
        return figures_along({node: line[place:] for place, node in enumerate(line)}, on, during(on))
    return figures_at({*line, *([decided_by] if decided_by else ())}, law_day)


def facts_of(
    act: Act,
    unit: int,
    filed: Mapping[str, Any],
    held: Case | None,
    *,
    by: Actor | None = None,
    approving: bool = False,
) -> FormationFacts:
    """``by``: who names the member proposed; whoever decides later judges what was named."""
    further, parent = filed.get("units", ()), superior_named(filed["parent"], act.on)
    return FormationFacts(
        filed=filed,
        units=units_of([unit, *further], act.on, held.pk if held else None),
        on=act.on,
        candidate=_candidate(filed.get("secretary"), act.on, by),
        parent=parent,
        centre=centre_named(filed.get("centre"), act.on),
        approving=approving,
        against=_of_the_register(act, filed) if parent else (),
        consents=_consents(act, unit, further, held),
    )


def _consents(act: Act, unit: int, further: Sequence[int], held: Case | None) -> dict[int, Consent | None] | None:
    """What an organization applies for itself is asked of those it names; what an office begins asks nobody."""
    own = act.actor.unit == unit if held is None else held.origin_id is None
    if not own:
        return None
    return consents_of(held.pk, further) if held is not None else {}


def _of_the_register(act: Act, filed: Mapping[str, Any]) -> tuple[Objection, ...]:
    """What setting it up would meet: another of that name under the same superior, the tiers of the place."""
    if not (filed.get("name") and filed.get("kind")):
        return ()
    terms = Terms(mode=filed.get("mode", ""), basis=filed.get("basis", ""))
    new = NewPartyOrganization(name=filed["name"], kind=filed["kind"], parent=filed["parent"], terms=terms)
    return tuple(replace(one, row=None) for one in against_establishing(act, [new]))


def _candidate(named: Any, on: date, by: Actor | None) -> CandidateFacts | None:
    if not named:
        return None
    try:
        public = UUID(str(named))
    except ValueError:
        return CandidateFacts(known=False)
    mine = Person.objects.filter(uuid=public)
    if not (visible(mine, by, Action.READ_MEMBER, named=True) if by else mine).exists():
        return CandidateFacts(known=False)
    return candidate_of(public, on)


def facts_behind(units: Iterable[int]) -> tuple[int, ...]:
    """The registrations in force: whoever fills in or decides has looked at these."""
    rows = Registration.objects.filter(retracted__isnull=True, unit__in=set(units)).order_by("pk")
    return tuple(rows.values_list("pk", flat=True))


def units_named(row: Case) -> list[int]:
    """Whom the case is about, the host first."""
    further = CaseUnit.objects.filter(case=row).order_by("unit").values_list("unit", flat=True)
    return [key for key in (row.unit_id, *further) if key is not None]
