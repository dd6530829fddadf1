"""What does the planner propose, how good is it, and does it stay within the limits?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shuniu.policy.formation.planning.limits import Limits
from shuniu.policy.formation.planning.problem import FAR, Branch, Organization, Problem, distance
from shuniu.policy.words.word import Word


class ProposalKind(Word):
    """In the order in which an organization is looked at."""

    SEPARATE = "separate", "单独组建"
    JOINT = "joint", "联合组建"
    ATTACH = "attach", "并入已有党组织"
    INSTRUCTOR = "instructor", "选派指导员"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """``units``: the organizations, the one that hosts a joint branch first; ``branch``: the one they join.

    ``members``: full members together; ``distance``: of the others to the host, or to the branch, added up;
    ``farthest`` of them. ``affiliated``: 挂靠, to a branch that is no joint one.
    """

    kind: ProposalKind
    units: tuple[int, ...]
    branch: int | None = None
    members: int = 0
    distance: int = 0
    farthest: int = 0
    affiliated: bool = False
    priority: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Worth:
    """The smaller the better, in this order: not covered, distance, and organizations beyond two in a joint branch."""

    uncovered: int
    distance: int
    size: int

    def __add__(self, other: Worth) -> Worth:
        return Worth(
            uncovered=self.uncovered + other.uncovered,
            distance=self.distance + other.distance,
            size=self.size + other.size,
        )


NOTHING = Worth(uncovered=0, distance=0, size=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """``unknown``: organizations of which nobody knows how many members they have; they are asked first.

    ``left``: known, and nothing that is open works for them, or Party work reaches them already.
    """

    proposals: tuple[Proposal, ...]
    unknown: tuple[int, ...] = ()
    left: tuple[int, ...] = ()
    solved: bool = False

    def covered(self) -> set[int]:
        """Organizations that would be covered by a Party organization."""
        return {unit for one in self.proposals if one.kind is not ProposalKind.INSTRUCTOR for unit in one.units}

    def reached(self) -> set[int]:
        """Those that Party work would reach."""
        return {unit for one in self.proposals if one.kind is ProposalKind.INSTRUCTOR for unit in one.units}

    def worth(self, among: int) -> Worth:
        joint = [one for one in self.proposals if one.kind in (ProposalKind.JOINT, ProposalKind.ATTACH)]
        return Worth(
            uncovered=among - len(self.covered()),
            distance=sum(one.distance for one in joint),
            size=sum(size_of(one) for one in joint),
        )


def size_of(one: Proposal) -> int:
    return 1 if one.kind is ProposalKind.ATTACH else len(one.units) - 2


def joint(members: Sequence[Organization]) -> Proposal:
    """A joint branch of these. Its host is the one nearest to the others; of those equally near the one with most
    members, then the smaller key."""
    ways = {one.key: [distance(one.place, other.place) for other in members if other is not one] for one in members}
    host = min(members, key=lambda one: (sum(ways[one.key]), -(one.members or 0), one.key))
    others = sorted(one.key for one in members if one is not host)
    return Proposal(
        kind=ProposalKind.JOINT,
        units=(host.key, *others),
        members=sum(one.members or 0 for one in members),
        distance=sum(ways[host.key]),
        farthest=max(ways[host.key]),
        priority=any(one.priority for one in members),
    )


def attach(one: Organization, branch: Branch) -> Proposal:
    way = distance(one.place, branch.place)
    return Proposal(
        kind=ProposalKind.ATTACH,
        units=(one.key,),
        branch=branch.key,
        members=one.members or 0,
        distance=way,
        farthest=way,
        affiliated=not branch.joint,
        priority=one.priority,
    )


def broken(solution: Solution, problem: Problem, limits: Limits) -> Iterator[str]:
    """Every limit that a solution breaks, in words: none, for whatever rows."""
    known = {one.key: one for one in problem.organizations}
    named = [unit for one in solution.proposals for unit in one.units]
    named += [*solution.unknown, *solution.left]
    if sorted(named) != sorted(known):
        yield "每家只出现一次，一家不漏"
    for one in solution.proposals:
        if one.kind is ProposalKind.JOINT:
            yield from _broken_joint([known[key] for key in one.units], one, limits)
        if one.kind is ProposalKind.SEPARATE and known[one.units[0]].eligible is not True:
            yield "单独组建的达到标准"
        if one.kind is ProposalKind.INSTRUCTOR and known[one.units[0]].eligible is not False:
            yield "达到标准的不以指导员代替"
    yield from _broken_branches(solution, problem, limits, known)


def _broken_joint(members: Sequence[Organization], one: Proposal, limits: Limits) -> Iterator[str]:
    together = sum(each.members or 0 for each in members)
    if len(members) < 2 or together < limits.threshold or any(not each.members or each.eligible for each in members):
        yield "两家以上，都有党员，合起来达到标准"
    if not limits.joint or not limits.fits(together, len(members), joint=True):
        yield "联合党支部的单位数、党员数"
    if len({(each.node, each.field) for each in members}) > 1 or not members[0].field or one.farthest >= FAR:
        yield "同一上级、同一领域、同一市"


def _broken_branches(
    solution: Solution, problem: Problem, limits: Limits, known: Mapping[int, Organization]
) -> Iterator[str]:
    for branch in problem.branches:
        joining = [known[one.units[0]] for one in solution.proposals if one.branch == branch.key]
        if not joining:
            continue
        together = branch.members + sum(one.members or 0 for one in joining)
        if not limits.fits(together, branch.units + len(joining), joint=branch.joint):
            yield "已有党组织容得下"
        if not (limits.joint if branch.joint else limits.affiliated):
            yield "并入的方式开放"
        if any(not near(one, branch) for one in joining):
            yield "并入的是同一上级、同一领域、同一市的党组织"


def near(one: Organization, branch: Branch) -> bool:
    same = one.node == branch.node and one.field == branch.field
    return same and distance(one.place, branch.place) < FAR
