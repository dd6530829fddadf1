"""Every procedure by its kind: here those of all subjects meet, for what is done with cases of any kind."""

from __future__ import annotations

from collections.abc import Mapping

from shuniu.policy.cases.following import FOLLOW_UP
from shuniu.policy.cases.procedure import Procedure
from shuniu.policy.elections.steps import ELECTION, POSTPONEMENT
from shuniu.policy.formation.adjusting_steps import ADJUSTMENT
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.leadership.appointment import APPOINTMENT
from shuniu.policy.leadership.handover import HANDOVER
from shuniu.policy.submissions.states import INFORMATION
from shuniu.policy.words.cases import CaseKind

_ALL: tuple[Procedure, ...] = (
    INFORMATION,
    FORMATION,
    ADJUSTMENT,
    FOLLOW_UP,
    ELECTION,
    POSTPONEMENT,
    APPOINTMENT,
    HANDOVER,
)
PROCEDURES: Mapping[CaseKind, Procedure] = {one.kind: one for one in _ALL}


def procedure_of(kind: str) -> Procedure:
    return PROCEDURES[CaseKind(kind)]
