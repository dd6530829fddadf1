"""归档目录 of setting up or adjusting a Party organization: which papers come of it, and who notes where they lie?

The one paper beside the steps that a text names is the filing of the reply with the level above.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from shuniu.kernel.decision import Clause
from shuniu.policy.cases.archiving import Keeping, in_order
from shuniu.policy.cases.procedure import Procedure
from shuniu.policy.formation.adjusting_parts import RULES as ADJUSTED_BY
from shuniu.policy.formation.adjusting_steps import ADJUSTMENT
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.formation.steps import RULES as FORMED_BY
from shuniu.policy.grants import Action
from shuniu.policy.words.archiving import FormationPaper as Paper
from shuniu.policy.words.cases import CaseKind, CaseState


def _keeping(procedure: Procedure) -> Keeping:
    """No text says who archives it: the committee that decided on it has its papers."""
    return Keeping(
        procedure=procedure,
        states=frozenset({CaseState.DONE, CaseState.REFUSED, CaseState.DROPPED, CaseState.LAPSED}),
        action=Action.DECIDE_CASE,
        who="审批的党组织",
        when="提交过的，办结以后登记存放处",
    )


FORMATION_KEEPING, ADJUSTMENT_KEEPING = _keeping(FORMATION), _keeping(ADJUSTMENT)
# 批复和选举结果由基层党委报上级党委组织部门备案.
FILED_BY: Mapping[CaseKind, Clause] = {CaseKind.FORMATION: FORMED_BY, CaseKind.ADJUSTMENT: ADJUSTED_BY}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormationArchive:
    """``joined``: others were named in it and asked; ``passed``: whoever checked it asked the committee; ``met``: a
    meeting decided; ``outside``: it lay with an outside body; ``answered``: a refusal or a deferral went out;
    ``agreed``: it was replied to. ``known``: of what the platform holds something, or its place is noted."""

    joined: bool
    checked: bool
    passed: bool
    reviewed: bool
    met: bool
    outside: bool
    answered: bool
    agreed: bool
    known: Collection[Paper]


def formation_papers(facts: FormationArchive) -> tuple[Paper, ...]:
    """In the order of the steps. An outside body replies itself: the committee then sends no reply out."""
    taken = {
        Paper.CONSENTS: facts.joined,
        Paper.CHECK: facts.checked,
        Paper.PASSED: facts.passed,
        Paper.REVIEW: facts.reviewed,
        Paper.MINUTES: facts.met,
        Paper.OUTSIDE: facts.outside,
        Paper.ANSWER: facts.answered,
        Paper.REPLY: facts.agreed and not facts.outside,
        Paper.FILED: facts.agreed,
    }
    return in_order(tuple(Paper), [paper for paper, done in taken.items() if not done], facts.known)
