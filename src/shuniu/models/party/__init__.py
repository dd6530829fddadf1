"""Party organizations: identity, names, place in the tree, formation, seats; whom they answer for and cover."""

from shuniu.models.party.nodes import (
    Formation,
    Locality,
    Naming,
    PartyOrganization,
    Placement,
    Seat,
    Term,
)
from shuniu.models.party.plans import FormationPlan
from shuniu.models.party.work import (
    Coverage,
    Guidance,
    Instructor,
    InstructorCourse,
    InstructorPool,
    InstructorTraining,
    Jurisdiction,
    Posting,
    TrainedInstructor,
    WorkCoverage,
    WorkLog,
)

__all__ = [
    "Coverage",
    "Formation",
    "FormationPlan",
    "Guidance",
    "Instructor",
    "InstructorCourse",
    "InstructorPool",
    "InstructorTraining",
    "Jurisdiction",
    "Locality",
    "Naming",
    "PartyOrganization",
    "Placement",
    "Posting",
    "Seat",
    "Term",
    "TrainedInstructor",
    "WorkCoverage",
    "WorkLog",
]
