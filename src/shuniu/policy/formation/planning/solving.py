"""Propose for a whole scope: taken apart into components, each solved by itself, never worse than the baseline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from typing import NamedTuple

from shuniu.policy.formation.planning.greedy import Component, greedy
from shuniu.policy.formation.planning.limits import Limits
from shuniu.policy.formation.planning.problem import CITY, Branch, Organization, Problem
from shuniu.policy.formation.planning.proposals import NOTHING, Proposal, ProposalKind, Solution, Worth, size_of
from shuniu.policy.formation.planning.solver import countable, solve

# Streets of one question to the solver; what is larger is asked district by district.
MOST_STREETS = 24
# Work of the solver for a whole scope, shared evenly by what is asked, and the most for one question; about seconds.
EFFORT, MOST_EFFORT = 8.0, 0.5


class Proposed(NamedTuple):
    """What is proposed, and the baseline that it is not worse than."""

    best: Solution
    baseline: Solution


def solver_here() -> bool:
    """Is OR-Tools installed (pip install "shuniu[planner]")?"""
    return find_spec("ortools") is not None


def propose(
    problem: Problem,
    limits: Limits,
    *,
    solver: bool | None = None,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> Proposed:
    """The same rows give the same answer. ``solver`` False: the baseline only. ``told``: components done, of all."""
    solving = (solver_here() if solver is None else solver) and countable(limits)
    components = list(components_of(problem, limits))
    effort = EFFORT / max(1, len(components))
    best: list[Proposal] = []
    base: list[Proposal] = []
    for number, one in enumerate(components):
        told(number, len(components))
        plain = greedy(one, limits)
        base += plain
        best += _better(one, plain, limits, effort) if solving else plain
    told(len(components), len(components))
    return Proposed(_whole(problem, limits, best, solved=solving), _whole(problem, limits, base, solved=False))


def _better(component: Component, plain: list[Proposal], limits: Limits, effort: float) -> list[Proposal]:
    found: list[Proposal] = []
    parts = list(_parts(component))
    for part in parts:
        solved = solve(part, limits, min(MOST_EFFORT, effort / len(parts)))
        if solved is None:
            return plain
        found += solved
    among = len(component.organizations)
    return found if worth_of(found, among) < worth_of(plain, among) else plain


def _parts(component: Component) -> Iterator[Component]:
    if len({one.place for one in component.organizations}) <= MOST_STREETS:
        yield component
        return
    districts: dict[str, list[Organization]] = defaultdict(list)
    for one in component.organizations:
        districts[one.place.region].append(one)
    standing: dict[str, list[Branch]] = defaultdict(list)
    for branch in component.branches:
        standing[branch.place.region].append(branch)
    for region in sorted(districts):
        yield Component(tuple(districts[region]), tuple(standing[region]))


def worth_of(proposals: Sequence[Proposal], among: int) -> Worth:
    covered = Worth(uncovered=among - sum(len(one.units) for one in proposals), distance=0, size=0)
    each = (Worth(uncovered=0, distance=one.distance, size=size_of(one)) for one in proposals)
    return sum(each, NOTHING) + covered


def components_of(problem: Problem, limits: Limits) -> Iterator[Component]:
    """Those below the standard with members, and with a field and a place: nobody else is anybody's neighbour."""
    waiting: dict[tuple[int, str, str], list[Organization]] = defaultdict(list)
    for one in problem.organizations:
        if one.eligible is False and one.members and one.field and one.place.region:
            waiting[one.node, one.field, one.place.region[:CITY]].append(one)
    standing: dict[tuple[int, str, str], list[Branch]] = defaultdict(list)
    for branch in problem.branches:
        standing[branch.node, branch.field, branch.place.region[:CITY]].append(branch)
    for key in sorted(waiting):
        yield Component(tuple(sorted(waiting[key], key=lambda one: one.key)), tuple(standing[key]))


def _whole(problem: Problem, limits: Limits, below: Sequence[Proposal], *, solved: bool) -> Solution:
    """With those that form their own, and those that get an instructor because nothing else works."""
    covered = {unit for one in below for unit in one.units}
    separate, sent, unknown, left = [], [], [], []
    for one in sorted(problem.organizations, key=lambda one: (not one.priority, one.key)):
        if one.key in covered:
            continue
        if one.eligible is None:
            unknown.append(one.key)
        elif one.eligible:
            separate.append(_alone(ProposalKind.SEPARATE, one))
        elif limits.instructor and not one.work_covered:
            sent.append(_alone(ProposalKind.INSTRUCTOR, one))
        else:
            left.append(one.key)
    ordered = sorted(below, key=lambda one: (one.kind is ProposalKind.ATTACH, not one.priority, one.units))
    return Solution(proposals=(*separate, *ordered, *sent), unknown=tuple(unknown), left=tuple(left), solved=solved)


def _alone(kind: ProposalKind, one: Organization) -> Proposal:
    return Proposal(kind=kind, units=(one.key,), members=one.members or 0, priority=one.priority)


__all__ = ["Proposed", "components_of", "propose", "solver_here", "worth_of"]
