"""Have the planner propose for a node (组建规划); what it proposed is decided on apart, by an act of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from procrastinate.contrib.django import app

from shuniu.access import visible
from shuniu.commands.journal import Act, open_act
from shuniu.commands.journal.reaching import out_of_reach, refuse
from shuniu.models import FormationProposal, PartyOrganization, PlanningRun
from shuniu.policy.formation.planning import Limits, Problem, Proposal, Solution, limits_of, propose
from shuniu.policy.formation.planning.proposals import ProposalKind
from shuniu.policy.grants import Action
from shuniu.policy.packs import Figures, merged
from shuniu.policy.words.pipeline import RunState
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.planning import problem_of

# So many organizations are answered at once; more are left to the worker, and found again on the page.
AT_ONCE = 300
TASK = "shuniu.jobs.tasks.plan_formation"


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
    bare = {one.key for one in problem.organizations if not one.work_covered}
    summary = {
        "proposed": _summed(best, bare),
        "baseline": _summed(baseline, bare),
        "unknown": len(best.unknown),
        "left": len(best.left),
        "limits": {"threshold": limits.threshold, "units": limits.units_max, "members": limits.members_max},
    }
    with transaction.atomic():
        FormationProposal.objects.bulk_create(
            [_row(run, position, one) for position, one in enumerate(best.proposals)], batch_size=2_000
        )
        PlanningRun.objects.filter(pk=run.pk).update(state=RunState.DONE.value, solved=best.solved, summary=summary)


def _summed(solution: Solution, bare: set[int]) -> dict[str, Any]:
    """``bare``: whom neither a Party organization nor Party work reaches now."""
    kinds = {kind.value: sum(one.kind is kind for one in solution.proposals) for kind in ProposalKind}
    worth = solution.worth(0)
    return {
        "covered": len(solution.covered()),
        "reached": len(solution.reached()),
        "combined": len((solution.covered() | solution.reached()) & bare),
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
