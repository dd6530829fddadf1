"""Which numbers and which forms of the texts bind a proposal?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shuniu.kernel.decision import Clause
from shuniu.policy.formation.eligibility import THRESHOLD
from shuniu.policy.packs import Figures
from shuniu.policy.packs.open_lists import open_items

UNITS, MEMBERS, MODES = "formation.joint_branch_units_max", "formation.branch_members_max", "formation.modes"
INSTRUMENTS, PRINCIPLE = "work_coverage.instruments", "formation.joint_principle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """``units_max``: how many one joint branch covers, ``members_max``: how many full members a branch has; None where
    no text says. ``joint``, ``affiliated``, ``instructor``: open where it is planned. ``clauses`` by what they bind."""

    threshold: int
    units_max: int | None
    members_max: int | None
    joint: bool
    affiliated: bool
    instructor: bool
    clauses: Mapping[str, Clause]

    def fits(self, members: int, units: int, *, joint: bool) -> bool:
        """Does a branch of so many full members, covering so many organizations, stay within the texts?"""
        if self.members_max is not None and members > self.members_max:
            return False
        return not joint or self.units_max is None or units <= self.units_max


def limits_of(figures: Figures) -> Limits:
    """“一般不超过” binds proposals: whoever wants more puts it forward with reasons, the planner does not."""
    threshold = figures.value(THRESHOLD)
    stated = {key: figures.stated(key) for key in (UNITS, MEMBERS, PRINCIPLE)}
    modes, instruments = open_items(MODES, figures), open_items(INSTRUMENTS, figures)
    units, members = stated[UNITS], stated[MEMBERS]
    clauses = {key: figure.clause for key, figure in stated.items() if figure is not None}
    return Limits(
        threshold=int(threshold.value),
        units_max=int(units.value) if units else None,
        members_max=int(members.value) if members else None,
        # Where no text lists forms or instruments none is closed.
        joint=not modes or "joint" in modes,
        affiliated="affiliated" in modes,
        instructor=not instruments or "instructor" in instruments,
        clauses={THRESHOLD: threshold.clause, **clauses},
    )
