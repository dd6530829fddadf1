"""The tables the source texts ask for beside single figures; each takes the actor, the node and the day."""

from shuniu.statistics.reports.asked import NothingKnown
from shuniu.statistics.reports.crossing import CrossAppointments, CrossingLine, cross_appointments
from shuniu.statistics.reports.entries import EntryLine, EntryProgress, EntryRow, entry_progress, entry_rows
from shuniu.statistics.reports.hubs import HubLevelLine, HubLine, hub_levels, hub_mechanisms
from shuniu.statistics.reports.joint import JointOverTime, JointPoint, joint_over_time
from shuniu.statistics.reports.leaderships import Shortfalls, ShortLine, shortfalls
from shuniu.statistics.reports.load import (
    InstructorLoad,
    LoadLine,
    in_no_joint_committee,
    instructor_loads,
    joint_committee_loads,
)
from shuniu.statistics.reports.pipeline import (
    PipelineBoard,
    PipelineLine,
    PipelineRow,
    pipeline_board,
    pipeline_rows,
)
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
from shuniu.statistics.reports.renewals import RenewalLine, Renewals, renewals_apart
from shuniu.statistics.reports.structure import Structure, StructureByChild, member_structure, structure_by_child
from shuniu.statistics.reports.tiers import OutOfTier, Tiers, out_of_tiers
from shuniu.statistics.reports.work import (
    Dispatch,
    Headline,
    Larger,
    LevelLine,
    class_duties,
    coverage_by_level,
    coverage_headlines,
    larger_without_instructor,
)

__all__ = [
    "Block",
    "CrossAppointments",
    "CrossingLine",
    "Dispatch",
    "EntryLine",
    "EntryProgress",
    "EntryRow",
    "Growth",
    "Headline",
    "HubLevelLine",
    "HubLine",
    "InstructorLoad",
    "JointOverTime",
    "JointPoint",
    "Larger",
    "LevelLine",
    "LoadLine",
    "NothingKnown",
    "OutOfTier",
    "PipelineBoard",
    "PipelineLine",
    "PipelineRow",
    "PlanGap",
    "RenewalLine",
    "Renewals",
    "ShortLine",
    "Shortfalls",
    "Structure",
    "StructureByChild",
    "Tiers",
    "blocks",
    "class_duties",
    "coverage_by_level",
    "coverage_headlines",
    "cross_appointments",
    "entry_progress",
    "entry_rows",
    "hub_levels",
    "hub_mechanisms",
    "in_no_joint_committee",
    "instructor_loads",
    "joint_committee_loads",
    "joint_over_time",
    "larger_without_instructor",
    "member_structure",
    "out_of_tiers",
    "per_10_000",
    "pipeline_board",
    "pipeline_rows",
    "planning_gaps",
    "renewals_apart",
    "reported",
    "shortfalls",
    "structure_by_child",
    "supervising_units",
    "target_lines",
    "yearly_growth",
]
