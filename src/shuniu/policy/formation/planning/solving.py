"""Propose for a whole scope: taken apart into components, each solved by itself, never worse than the baseline."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from typing import NamedTuple

from shuniu.policy.formation.planning.greedy import Component, greedy
from shuniu.policy.formation.planning.limits import Limits
from shuniu.policy.formation.planning.problem import CITY, Branch, Organization, Problem
from shuniu.policy.formation.planning.proposals import NOTHING, Proposal, ProposalKind, Solution, Worth, size_of
from shuniu.policy.formation.planning.solver import countable, solve

# Streets of one question to the solver; what is larger is asked district by district, a larger district by so few.
MOST_STREETS, FEW_STREETS = 24, 8
# Work of the solver for a whole scope, shared evenly by what is asked, and the most for one question; about seconds.
EFFORT, MOST_EFFORT = 4.0, 0.5


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
    """Part by part; what is too large a question, or is not answered in time, the baseline answers there."""
    among = len(component.organizations)
    held = worth_of(plain, among)
    if _nothing_better(component, held, limits):
        return plain
    found: list[Proposal] = []
    parts = list(_parts(component))
    for part in parts:
        solved = solve(part, limits, min(MOST_EFFORT, effort / len(parts)))
        found += greedy(part, limits) if solved is None else solved
    return found if worth_of(found, among) < held else plain


def _nothing_better(component: Component, held: Worth, limits: Limits) -> bool:
    """Nothing to choose between: the bound is reached that no answer can pass. Most of many small questions end here.

    Each joint branch takes two organizations and the standard, so *n* of them, all covered, leave at least *n* less
    twice the number of joint branches that their members allow.
    """
    among, together = len(component.organizations), sum(one.members or 0 for one in component.organizations)
    branches = min(among // 2, together // limits.threshold)
    if not branches and not component.branches:
        return True
    return held == Worth(uncovered=0, distance=0, size=among - 2 * branches)


def _parts(component: Component) -> Iterator[Component]:
    """Whole, else by district, else a few streets of a district at a time: no question grows without bound."""
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
        there = districts[region]
        streets = len({one.place for one in there})
        yield from _streets_of(there, standing[region], FEW_STREETS if streets > MOST_STREETS else MOST_STREETS)


def _streets_of(organizations: Sequence[Organization], branches: Sequence[Branch], most: int) -> Iterator[Component]:
    """A branch goes where its street stands in their order: each in one part, so that its room is given once."""
    streets = sorted({one.place.street for one in organizations})
    firsts = streets[::most]
    parts: list[tuple[list[Organization], list[Branch]]] = [([], []) for _ in firsts]
    for one in organizations:
        parts[bisect_right(firsts, one.place.street) - 1][0].append(one)
    for branch in branches:
        parts[max(0, bisect_right(firsts, branch.place.street) - 1)][1].append(branch)
    for mine, there in parts:
        yield Component(tuple(mine), tuple(there))


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
