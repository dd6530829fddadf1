"""Decide on what the planner proposed: accept it, which begins what it becomes; refuse it; take an acceptance back.

What is accepted is done in one act: a plan for each organization, an application still to be filled in where a Party
organization is to be set up, an adjustment where one that stands takes organizations in, and for the instructors' page
a plan that says who could be sent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from shuniu.commands.cases.moving import Move, move
from shuniu.commands.formation.adjusting import begin_adjustment
from shuniu.commands.formation.adjusting_law import Adjusting
from shuniu.commands.formation.asking import Applied
from shuniu.commands.formation.filling import begin_formation
from shuniu.commands.formation.plans import Plan, set_plans
from shuniu.commands.journal import Act, ChangedMeanwhile, keep_tree, lock_units, open_act
from shuniu.commands.journal.putting_back import put_back
from shuniu.commands.journal.reaching import out_of_reach, refuse, units_in_reach
from shuniu.models import Case, FormationPlan, FormationProposal
from shuniu.policy.formation.planning.deciding import BEGUN, PLAN_REASONS, WAYS, may_refuse_proposals
from shuniu.policy.formation.planning.overtaken import may_take_back, still_open
from shuniu.policy.formation.planning.problem import NEARNESS
from shuniu.policy.formation.planning.proposals import ProposalKind
from shuniu.policy.procedures import procedure_of
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.cases import BegunFrom, CaseState, Verb
from shuniu.policy.words.pipeline import Outcome
from shuniu.queries.facts.pipeline import stands
from shuniu.queries.facts.planning import assigned_among
from shuniu.queries.facts.proposals import accepted_facts, proposal_facts

NOTE = "按组建规划"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """Proposals of one run that are decided alike. ``planned_on``: by when what is accepted is to be done."""

    run: UUID
    proposals: tuple[UUID, ...]
    planned_on: date | None = None
    reason: str = ""


def accept_proposals(act: Act, row: Deciding) -> int:
    """采纳. Returns how many proposals. Raises Refused with the fact where one was overtaken, ChangedMeanwhile."""
    with open_act(act, "planning_run.accept", request=asdict(row)) as opened:
        if opened.repeated:
            return int(opened.answer["proposals"])
        # Adjustments are begun under the tree, which comes before the units.
        keep_tree()
        found = _to_decide(opened.act, row, Outcome.OPEN)
        refuse(
            one
            for place, facts in enumerate(proposal_facts(found, act.on))
            for one in still_open(facts, place).objections
        )
        _plan(opened.act, found, row.planned_on)
        _begin_cases(opened.act, found)
        _begin_joining(opened.act, found)
        _decide(opened.act, found, Outcome.ACCEPTED, "")
        opened.answer["proposals"] = len(found)
        return len(found)


def refuse_proposals(act: Act, row: Deciding) -> int:
    """不采纳, with the reason. Returns how many proposals. Raises Refused, ChangedMeanwhile."""
    with open_act(act, "planning_run.refuse", request=asdict(row)) as opened:
        if opened.repeated:
            return int(opened.answer["proposals"])
        refuse(may_refuse_proposals(row.reason).objections)
        found = _to_decide(opened.act, row, Outcome.OPEN)
        _decide(opened.act, found, Outcome.REFUSED, row.reason.strip())
        opened.answer["proposals"] = len(found)
        return len(found)


def take_back_proposals(act: Act, row: Deciding) -> int:
    """撤回采纳: plans are as they were before, drafts end, the proposals are open again. Returns how many. Raises
    Refused where somebody has gone on with what one became, ChangedMeanwhile."""
    with open_act(act, "planning_run.take_back", request=asdict(row)) as opened:
        if opened.repeated:
            return int(opened.answer["proposals"])
        keep_tree()
        found = _to_decide(opened.act, row, Outcome.ACCEPTED)
        refuse(
            one
            for place, facts in enumerate(accepted_facts(found, act.on))
            for one in may_take_back(facts, place).objections
        )
        _end_drafts(opened.act, found)
        for entry in sorted({one.decided_id for one in found if one.decided_id}):
            named = [unit for one in found if one.decided_id == entry for unit in one.units]
            put_back(opened.act, FormationPlan, entry, named)
        rows = FormationProposal.objects.filter(pk__in=[one.pk for one in found])
        rows.update(outcome=Outcome.OPEN.value, reason="", decided=None, case=None)
        opened.answer["proposals"] = len(found)
        return len(found)


def _to_decide(act: Act, row: Deciding, outcome: Outcome) -> list[FormationProposal]:
    """The proposals, locked after their units; all of them still so, and all their units the actor's to write."""
    wanted = FormationProposal.objects.filter(run__uuid=row.run, uuid__in=row.proposals)
    named = {unit for units in wanted.values_list("units", flat=True) for unit in units}
    lock_units(sorted(named))
    if not named or units_in_reach(act.actor, named) != named:
        refuse([out_of_reach("选中的方案中有单位")])
    found = list(wanted.select_for_update(of=("self",), no_key=True).order_by("position"))
    if len(found) != len(set(row.proposals)) or any(one.outcome != outcome for one in found):
        raise ChangedMeanwhile
    return found


def _plan(act: Act, found: Sequence[FormationProposal], planned_on: date | None) -> None:
    units = [unit for one in found for unit in one.units]
    standing = stands(units, act.on)
    refuse(out_of_reach("该单位", index) for index, unit in enumerate(units) if unit not in standing)
    assert planned_on is not None, "the form asks for the day"
    sending = [unit for one in found if one.kind == ProposalKind.INSTRUCTOR for unit in one.units]
    senders = assigned_among(found[0].run.party_organization_id, sending, act.on)
    nodes = {unit: standing[unit].node for unit in units}
    set_plans(act, [_plan_of(one, unit, (nodes, senders), planned_on) for one in found for unit in one.units])


def _plan_of(
    one: FormationProposal, unit: int, at: tuple[Mapping[int, int], Mapping[int, int]], planned_on: date
) -> Plan:
    """``at``: who answers for each unit, and which instructor could be sent there."""
    kind, (nodes, senders) = ProposalKind(one.kind), at
    return Plan(
        unit=unit,
        party_organization=nodes[unit],
        way=WAYS[kind, one.affiliated].value,
        planned_on=planned_on,
        reason=PLAN_REASONS[kind],
        note=NOTE,
        instructor=senders.get(unit),
    )


def _begin_cases(act: Act, found: Sequence[FormationProposal]) -> None:
    """An application, still to be filled in and sent, for each Party organization that is to be set up."""
    for one in found:
        if one.kind not in BEGUN:
            continue
        host, *further = one.units
        filed = {
            "mode": WAYS[ProposalKind(one.kind), False].value,
            "kind": BEGUN[ProposalKind(one.kind)].value,
            "units": further,
            "full_members": one.members,
            "proximity": NEARNESS[one.farthest] if further else "",
            "grounds": PLAN_REASONS[ProposalKind(one.kind)],
        }
        _became(begin_formation(act, Applied(unit=host, filed=filed, begun_from=BegunFrom.PLANNER)), [one])


def _begin_joining(act: Act, found: Sequence[FormationProposal]) -> None:
    """One adjustment for each branch that takes organizations in, however many these are."""
    joining: dict[int, list[FormationProposal]] = defaultdict(list)
    for one in found:
        if one.branch_id is not None:
            joining[one.branch_id].append(one)
    for branch, rows in sorted(joining.items()):
        grounds = f"{PLAN_REASONS[ProposalKind.ATTACH]}，与该党组织{NEARNESS[max(one.farthest for one in rows)]}"
        filed = {"units": sorted(unit for one in rows for unit in one.units), "grounds": grounds}
        row = Adjusting(party_organization=branch, topic=AdjustmentTopic.TAKE_IN, filed=filed)
        _became(begin_adjustment(act, row), rows)


def _became(public: UUID, rows: Iterable[FormationProposal]) -> None:
    case = Case.objects.get(uuid=public)
    FormationProposal.objects.filter(pk__in=[one.pk for one in rows]).update(case=case)


def _end_drafts(act: Act, found: Sequence[FormationProposal]) -> None:
    """A draft ends; one that several share goes on for the others."""
    leaving: dict[int, list[int]] = defaultdict(list)
    for one in found:
        if one.case_id is not None:
            leaving[one.case_id] += one.units
    drafts = Case.objects.filter(pk__in=leaving, state=CaseState.DRAFT.value).order_by("pk")
    for case in drafts.select_for_update(no_key=True):
        left = [unit for unit in case.filed.get("units") or () if unit not in leaving[case.pk]]
        if case.unit_id is None and left:
            filed = {**case.filed, "units": left}
            Case.objects.filter(pk=case.pk).update(filed=filed, version=case.version + 1)
        else:
            move(act, procedure_of(case.kind), case, Move(verb=Verb.DROP, reason="撤回采纳规划方案"))


def _decide(act: Act, found: Sequence[FormationProposal], outcome: Outcome, reason: str) -> None:
    rows = FormationProposal.objects.filter(pk__in=[one.pk for one in found])
    rows.update(outcome=outcome.value, reason=reason, decided=act.line)
