"""The same by OR-Tools: which streets host how many joint branches, and who goes from where to where?

Where the standard is three, whoever is below it has one full member or two. Then it is enough to count: a street that
hosts so many branches, with so many organizations and members coming to them, can always deal these out so that each
branch reaches the standard and stays within its limits (the proof stands in docs/decisions/0011). Counting instead of
naming keeps the question small: it is solved to the end where one worker has the time, and always the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shuniu.policy.formation.planning.greedy import Component
from shuniu.policy.formation.planning.limits import Limits
from shuniu.policy.formation.planning.problem import FAR, Branch, Organization, Place, distance
from shuniu.policy.formation.planning.proposals import Proposal, attach, joint

STANDARD = 3
# So many numbers of one question; building a larger one takes longer than its answer is worth.
MOST_NUMBERS = 20_000
Cell = tuple[Place, int]  # a street and how many full members each has there


def countable(limits: Limits) -> bool:
    """Do the limits allow the question to be asked by counts?"""
    units, members = limits.units_max, limits.members_max
    if limits.threshold != STANDARD or not limits.joint:
        return False
    if units is None:
        return members is None or (members >= 2 * STANDARD and members % 2 == 0)
    return units >= STANDARD and (members is None or members >= 2 * units)


@dataclass(slots=True)
class _Model:
    """Variables: ``hosts`` branches of a street, ``goes`` from a cell to a street, ``joins`` one to a branch."""

    cp: Any
    hosts: Mapping[Place, Any]
    goes: Mapping[tuple[Cell, Place], Any]
    joins: Mapping[tuple[Cell, int], Any]


def solve(component: Component, limits: Limits, effort: float) -> list[Proposal] | None:
    """None where the question is too large, or nothing was found with so much ``effort``: the solver's own measure of
    work, the same on every machine, unlike seconds."""
    from ortools.sat.python import cp_model

    cells: dict[Cell, list[Organization]] = defaultdict(list)
    for one in sorted(component.organizations, key=lambda one: (not one.priority, one.key)):
        cells[one.place, one.members or 0].append(one)
    branches = [one for one in component.branches if (limits.joint if one.joint else limits.affiliated)]
    if len(cells) * (len({place for place, _ in cells}) + len(branches)) > MOST_NUMBERS:
        return None
    model = _built(cp_model.CpModel(), cells, branches, limits)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = effort
    if solver.solve(model.cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    dealt = _Dealing(cells)
    groups = [
        group
        for place, hosted in model.hosts.items()
        if (count := solver.value(hosted))
        for group in dealt.groups(place, count, {cell: solver.value(model.goes[cell, place]) for cell in cells
                                                 if (cell, place) in model.goes})
    ]  # fmt: skip
    named = {one.key: one for one in branches}
    joined = [
        attach(one, named[branch])
        for (cell, branch), variable in model.joins.items()
        for one in dealt.take(cell, solver.value(variable))
    ]
    return [*(joint(group) for group in groups), *joined]


def _built(cp: Any, cells: Mapping[Cell, Sequence[Organization]], branches: Sequence[Branch], limits: Limits) -> _Model:
    places = sorted({place for place, _ in cells}, key=lambda one: (one.region, one.street))
    hosts = {place: cp.new_int_var(0, sum(len(rows) for rows in cells.values()) // 2, "") for place in places}
    goes = {
        (cell, place): cp.new_int_var(0, len(rows), "")
        for cell, rows in cells.items()
        for place in places
        if distance(cell[0], place) < FAR or cell[0] == place
    }
    joins = {
        (cell, branch.key): cp.new_int_var(0, len(rows), "")
        for cell, rows in cells.items()
        for branch in branches
        if distance(cell[0], branch.place) < FAR
    }
    model = _Model(cp, hosts, goes, joins)
    away: dict[Cell, list[Any]] = defaultdict(list)
    coming: dict[object, list[tuple[Cell, Any]]] = defaultdict(list)
    for (cell, where), one in [*goes.items(), *joins.items()]:
        away[cell].append(one)
        coming[where].append((cell, one))
    for cell, rows in cells.items():
        cp.add(sum(away[cell]) <= len(rows))
    for place in places:
        _limit_hosting(model, place, coming[place], limits)
    for branch in branches:
        _limit_joining(model, branch, coming[branch.key], limits)
    _aim(model, cells, {one.key: one.place for one in branches})
    return model


def _limit_hosting(model: _Model, place: Place, coming: Sequence[tuple[Cell, Any]], limits: Limits) -> None:
    count, hosted = sum(one for _, one in coming), model.hosts[place]
    together = sum(cell[1] * one for cell, one in coming)
    model.cp.add(count >= 2 * hosted)
    model.cp.add(together >= limits.threshold * hosted)
    # Whoever hosts is of the street itself; where nothing is hosted nobody comes.
    model.cp.add(sum(one for cell, one in coming if cell[0] == place) >= hosted)
    if limits.units_max is not None:
        model.cp.add(count <= limits.units_max * hosted)
    elif limits.members_max is not None:
        model.cp.add(together <= limits.members_max * hosted)
    else:
        model.cp.add(count <= len(coming) * 10_000 * hosted)


def _limit_joining(model: _Model, branch: Branch, coming: Sequence[tuple[Cell, Any]], limits: Limits) -> None:
    if limits.members_max is not None:
        room = max(0, limits.members_max - branch.members)
        model.cp.add(sum(cell[1] * one for cell, one in coming) <= room)
    if branch.joint and limits.units_max is not None:
        model.cp.add(sum(one for _, one in coming) <= max(0, limits.units_max - branch.units))


def _aim(model: _Model, cells: Mapping[Cell, Sequence[Organization]], at: Mapping[int, Place]) -> None:
    """Cover most; then least distance; then the smallest joint branches. One number, each above all that follows."""
    every = sum(len(rows) for rows in cells.values())
    size = sum(model.goes.values()) - 2 * sum(model.hosts.values()) + sum(model.joins.values())
    # Without a street in the register not even the own place is quite near; whoever hosts need not come.
    ways = sum(distance(cell[0], place) * one for (cell, place), one in model.goes.items())
    ways -= sum(distance(place, place) * one for place, one in model.hosts.items())
    ways += sum(distance(cell[0], at[branch]) * one for (cell, branch), one in model.joins.items())
    covered = sum(model.goes.values()) + sum(model.joins.values())
    above_size = every + 1
    model.cp.maximize(covered * above_size * (FAR * every + 1) - ways * above_size - size)


class _Dealing:
    """Names for the counts: who of a street goes where, those put first by the text before the others."""

    def __init__(self, cells: Mapping[Cell, Sequence[Organization]]) -> None:
        self.waiting = {cell: list(rows) for cell, rows in cells.items()}

    def take(self, cell: Cell, count: int) -> list[Organization]:
        taken, self.waiting[cell] = self.waiting[cell][:count], self.waiting[cell][count:]
        return taken

    def groups(self, place: Place, count: int, coming: Mapping[Cell, int]) -> list[list[Organization]]:
        """Dealt out so that each has a host of the street and reaches the standard."""
        local = [one for cell in coming if cell[0] == place for one in self.take(cell, coming[cell])]
        local.sort(key=lambda one: -(one.members or 0))
        found = [[one] for one in local[:count]]
        rest = local[count:] + [one for cell in coming if cell[0] != place for one in self.take(cell, coming[cell])]
        twos = [one for one in rest if one.members == 2]
        ones = [one for one in rest if one.members != 2]
        # A second member is worth most to whoever has one only; then the standard is filled up, then the rest evenly.
        for group in sorted(found, key=_full):
            if _full(group) == 1 and twos:
                group.append(twos.pop())
        for group in found:
            while _full(group) < STANDARD:
                group.append(ones.pop() if ones else twos.pop())
        for one in [*twos, *ones]:
            min(found, key=len).append(one)
        return found


def _full(group: Sequence[Organization]) -> int:
    return sum(one.members or 0 for one in group)
