"""Have the planner propose for a node (组建规划), and decide on what it proposed: nothing is applied by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from procrastinate.contrib.django import app

from shuniu.access import visible
from shuniu.commands.formation.asking import Applied
from shuniu.commands.formation.filling import begin_formation
from shuniu.commands.formation.plans import Plan, set_plans
from shuniu.commands.journal import Act, ChangedMeanwhile, lock_units, open_act
from shuniu.commands.journal.reaching import out_of_reach, refuse, units_in_reach
from shuniu.models import Case, FormationProposal, PartyOrganization, PlanningRun
from shuniu.policy.formation.planning import Limits, Problem, Proposal, Solution, limits_of, propose
from shuniu.policy.formation.planning.deciding import BEGUN, PLAN_REASONS, WAYS, may_refuse_proposals
from shuniu.policy.formation.planning.problem import NEARNESS
from shuniu.policy.formation.planning.proposals import ProposalKind
from shuniu.policy.grants import Action
from shuniu.policy.packs import Figures, merged
from shuniu.policy.words.pipeline import Outcome, RunState
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.pipeline import stands
from shuniu.queries.facts.planning import problem_of

# So many organizations are answered at once; more are left to the worker, and found again on the page.
AT_ONCE = 300
TASK = "shuniu.jobs.tasks.plan_formation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """Proposals of one run that are decided alike. ``planned_on``: by when what is accepted is to be done."""

    run: UUID
    proposals: tuple[UUID, ...]
    planned_on: date | None = None
    reason: str = ""


def ask_planning(act: Act, node: int) -> UUID:
    """组建规划 of a node as it stands on ``act.on``. Answered at once where it is small, else by the worker.

    Returns the public id of the run. Raises Refused.
    """
    with open_act(act, "planning_run.ask", node=node, request=[node]) as opened:
        if opened.repeated:
            return UUID(opened.answer["run"])
        refuse([] if _reads(act, node) else [out_of_reach("该党组织")])
        run = PlanningRun.objects.create(
            uuid=uuid4(),
            party_organization_id=node,
            on=act.on,
            state=RunState.WAITING.value,
            recorded=opened.act.line,
        )
        opened.answer["run"] = str(run.uuid)
        problem, limits = _asked(node, act.on)
        if len(problem.organizations) <= AT_ONCE:
            _keep(run, problem, limits, lambda done, total: None)
        else:
            app.configure_task(TASK).defer(run=str(run.uuid))
        return run.uuid


def carry_out(public: UUID) -> bool:
    """The worker's part. What is done already stays as it is. Returns whether something was computed."""
    run = PlanningRun.objects.filter(uuid=public, state=RunState.WAITING.value).first()
    if run is None:
        return False
    mine = PlanningRun.objects.filter(pk=run.pk)
    try:
        problem, limits = _asked(run.party_organization_id, run.on)
        _keep(run, problem, limits, lambda done, total: mine.update(done=done, total=total))
    except Exception:
        mine.update(state=RunState.FAILED.value)
        raise
    return True


def _reads(act: Act, node: int) -> bool:
    rows = PartyOrganization.objects.filter(pk=node)
    return visible(rows, act.actor, Action.READ_PARTY_ORGANIZATION).exists()


def _asked(node: int, on: date) -> tuple[Problem, Limits]:
    figures: Figures = figures_at([node], on)[node] or merged(("national",), on)
    return problem_of(node, on, figures), limits_of(figures)


def _keep(run: PlanningRun, problem: Problem, limits: Limits, told: Callable[[int, int], Any]) -> None:
    best, baseline = propose(problem, limits, told=told)
    summary = {
        "proposed": _summed(best),
        "baseline": _summed(baseline),
        "unknown": len(best.unknown),
        "left": len(best.left),
        "limits": {"threshold": limits.threshold, "units": limits.units_max, "members": limits.members_max},
    }
    with transaction.atomic():
        FormationProposal.objects.bulk_create(
            [_row(run, position, one) for position, one in enumerate(best.proposals)], batch_size=2_000
        )
        PlanningRun.objects.filter(pk=run.pk).update(state=RunState.DONE.value, solved=best.solved, summary=summary)


def _summed(solution: Solution) -> dict[str, Any]:
    kinds = {kind.value: sum(one.kind is kind for one in solution.proposals) for kind in ProposalKind}
    worth = solution.worth(0)
    return {
        "covered": len(solution.covered()),
        "reached": len(solution.reached()),
        "distance": worth.distance,
        "size": worth.size,
        **kinds,
    }


def _row(run: PlanningRun, position: int, one: Proposal) -> FormationProposal:
    return FormationProposal(
        uuid=uuid4(),
        run=run,
        position=position,
        kind=one.kind.value,
        units=list(one.units),
        branch_id=one.branch,
        affiliated=one.affiliated,
        members=one.members,
        distance=one.distance,
        farthest=one.farthest,
        priority=one.priority,
    )


def accept_proposals(act: Act, row: Deciding) -> int:
    """采纳: each becomes a plan for its organizations, and an application begun where a Party organization is to be set
    up. Returns how many proposals. Raises Refused, ChangedMeanwhile."""
    with open_act(act, "planning_run.accept", request=asdict(row)) as opened:
        if opened.repeated:
            return int(opened.answer["proposals"])
        found = _to_decide(opened.act, row)
        units = [unit for one in found for unit in one.units]
        standing = stands(units, act.on)
        nodes = {unit: standing[unit].node for unit in units if unit in standing}
        refuse(out_of_reach("该单位", index) for index, unit in enumerate(units) if unit not in nodes)
        assert row.planned_on is not None, "the form asks for the day"
        set_plans(opened.act, [_plan(one, unit, nodes, row.planned_on) for one in found for unit in one.units])
        _begin_cases(opened.act, found)
        _decide(opened.act, found, Outcome.ACCEPTED, "")
        opened.answer["proposals"] = len(found)
        return len(found)


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
        public = begin_formation(act, Applied(unit=host, filed=filed))
        FormationProposal.objects.filter(pk=one.pk).update(case=Case.objects.get(uuid=public))


def refuse_proposals(act: Act, row: Deciding) -> int:
    """不采纳, with the reason. Returns how many proposals. Raises Refused, ChangedMeanwhile."""
    with open_act(act, "planning_run.refuse", request=asdict(row)) as opened:
        if opened.repeated:
            return int(opened.answer["proposals"])
        refuse(may_refuse_proposals(row.reason).objections)
        found = _to_decide(opened.act, row)
        _decide(opened.act, found, Outcome.REFUSED, row.reason.strip())
        opened.answer["proposals"] = len(found)
        return len(found)


def _to_decide(act: Act, row: Deciding) -> list[FormationProposal]:
    """The proposals, locked after their units; all of them still open, and all their units the actor's to write."""
    wanted = FormationProposal.objects.filter(run__uuid=row.run, uuid__in=row.proposals)
    named = {unit for units in wanted.values_list("units", flat=True) for unit in units}
    lock_units(sorted(named))
    if not named or units_in_reach(act.actor, named) != named:
        refuse([out_of_reach("选中的方案中有单位")])
    found = list(wanted.select_for_update(of=("self",), no_key=True).order_by("position"))
    if len(found) != len(set(row.proposals)) or any(one.outcome != Outcome.OPEN for one in found):
        raise ChangedMeanwhile
    return found


def _plan(one: FormationProposal, unit: int, nodes: Mapping[int, int], planned_on: date) -> Plan:
    kind = ProposalKind(one.kind)
    return Plan(
        unit=unit,
        party_organization=nodes[unit],
        way=WAYS[kind, one.affiliated].value,
        planned_on=planned_on,
        reason=PLAN_REASONS[kind],
        note="按组建规划",
    )


def _decide(act: Act, found: Sequence[FormationProposal], outcome: Outcome, reason: str) -> None:
    rows = FormationProposal.objects.filter(pk__in=[one.pk for one in found])
    rows.update(outcome=outcome.value, reason=reason, decided=act.line)
