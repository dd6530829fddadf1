"""The tables the source texts ask for beside single figures; each takes the actor, the node and the day."""

from shuniu.statistics.reports.asked import NothingKnown
from shuniu.statistics.reports.hubs import HubLevelLine, HubLine, hub_levels, hub_mechanisms
from shuniu.statistics.reports.load import InstructorLoad, LoadLine, instructor_loads, joint_committee_loads
from shuniu.statistics.reports.register import (
    Block,
    Growth,
    PlanGap,
    blocks,
    per_10_000,
    planning_gaps,
    reported,
    supervising_units,
    target_lines,
    yearly_growth,
)

__all__ = [
    "Block",
    "Growth",
    "HubLevelLine",
    "HubLine",
    "InstructorLoad",
    "LoadLine",
    "NothingKnown",
    "PlanGap",
    "blocks",
    "hub_levels",
    "hub_mechanisms",
    "instructor_loads",
    "joint_committee_loads",
    "per_10_000",
    "planning_gaps",
    "reported",
    "supervising_units",
    "target_lines",
    "yearly_growth",
]
