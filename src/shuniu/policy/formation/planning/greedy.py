"""The baseline: whoever comes first joins the nearest until the standard is reached; the rest goes where there is room.

It always answers, at once and the same for the same rows. What a solver proposes is never worse, or it is not taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from shuniu.policy.formation.planning.limits import Limits
from shuniu.policy.formation.planning.problem import DISTRICT, FAR, Branch, Organization, distance
from shuniu.policy.formation.planning.proposals import Proposal, attach, joint, near


@dataclass(frozen=True, slots=True)
class Component:
    """Organizations below the standard under one node, in one field and one city, and the branches there. What is
    proposed in one component has no bearing on another."""

    organizations: tuple[Organization, ...]
    branches: tuple[Branch, ...]


@dataclass(slots=True)
class _Group:
    members: list[Organization] = field(default_factory=list)

    @property
    def full(self) -> int:
        return sum(one.members or 0 for one in self.members)


def greedy(component: Component, limits: Limits) -> list[Proposal]:
    groups, lone = _groups(component, limits) if limits.joint else ([], list(component.organizations))
    rooms = _Rooms(component.branches, limits)
    attached = []
    for one in lone:
        branch, group = rooms.nearest(one), _nearest_group(one, groups, limits)
        if group is not None and (branch is None or _way(one, group) <= distance(one.place, branch.place)):
            group.members.append(one)
        elif branch is not None:
            rooms.take(branch, one)
            attached.append(attach(one, branch))
    return [*(joint(group.members) for group in groups), *attached]


def _groups(component: Component, limits: Limits) -> tuple[list[_Group], list[Organization]]:
    """Groups that reach the standard, and whoever found no neighbours enough."""
    waiting = _Waiting(component.organizations)
    groups, lone = [], []
    for seed in waiting.order:
        if seed.key in waiting.gone:
            continue
        waiting.gone.add(seed.key)
        group = _Group([seed])
        for other in waiting.nearest(seed):
            if group.full >= limits.threshold and len(group.members) > 1:
                break
            if limits.fits(group.full + (other.members or 0), len(group.members) + 1, joint=True):
                group.members.append(other)
        if group.full >= limits.threshold and len(group.members) > 1:
            waiting.gone.update(one.key for one in group.members)
            groups.append(group)
        else:
            lone.append(seed)
    return groups, lone


class _Waiting:
    """Those not yet in a group, by street and by district."""

    def __init__(self, organizations: Sequence[Organization]) -> None:
        self.order = sorted(organizations, key=lambda one: (one.place.region, one.place.street, one.key))
        self.gone: set[int] = set()
        self.streets: dict[tuple[str, str], list[Organization]] = {}
        self.districts: dict[str, list[Organization]] = {}
        for one in self.order:
            if one.place.street:
                self.streets.setdefault((one.place.region, one.place.street), []).append(one)
            self.districts.setdefault(one.place.region[:DISTRICT], []).append(one)

    def nearest(self, seed: Organization) -> Iterator[Organization]:
        told = set(self.gone)
        street = self.streets.get((seed.place.region, seed.place.street), []) if seed.place.street else []
        for ring in (street, self.districts[seed.place.region[:DISTRICT]], self.order):
            for one in ring:
                if one.key not in told and distance(seed.place, one.place) < FAR:
                    told.add(one.key)
                    yield one


class _Rooms:
    """How much each branch has taken in."""

    def __init__(self, branches: Sequence[Branch], limits: Limits) -> None:
        self.limits = limits
        self.branches = [one for one in branches if (limits.joint if one.joint else limits.affiliated)]
        self.taken = {one.key: (one.members, one.units) for one in branches}

    def nearest(self, one: Organization) -> Branch | None:
        fitting = [branch for branch in self.branches if near(one, branch) and self._fits(one, branch)]
        return min(fitting, key=lambda branch: (distance(one.place, branch.place), branch.key), default=None)

    def _fits(self, one: Organization, branch: Branch) -> bool:
        members, units = self.taken[branch.key]
        return self.limits.fits(members + (one.members or 0), units + 1, joint=branch.joint)

    def take(self, branch: Branch, one: Organization) -> None:
        members, units = self.taken[branch.key]
        self.taken[branch.key] = (members + (one.members or 0), units + 1)


def _nearest_group(one: Organization, groups: Sequence[_Group], limits: Limits) -> _Group | None:
    fitting = [
        group for group in groups if limits.fits(group.full + (one.members or 0), len(group.members) + 1, joint=True)
    ]
    return min(fitting, key=lambda group: (_way(one, group), group.members[0].key), default=None)


def _way(one: Organization, group: _Group) -> int:
    return distance(one.place, group.members[0].place)
