"""May what a meeting has decided, and nobody has answered yet, go back to wait for a later meeting?

The decision stays in the minutes as it was taken; only a later meeting decides otherwise. Once the reply is out, the
case is closed, and what is to be changed is a case of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.cases.deciding import LONGEST_REASON

RULES = Clause("platform#复议", "会议作出的决定只由以后的会议改变；批复、答复以前发现有误的，写明理由提请复议")
_WHO = "审批党组织"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconsidering:
    """``outside``: an outside body decided, so no meeting of this committee can decide otherwise."""

    reason: str
    outside: bool = False


def may_reconsider(facts: Reconsidering) -> Decision:
    return Decision(tuple(_objections(facts)))


def _objections(facts: Reconsidering) -> Iterator[Objection]:
    written = len(facts.reason.strip())
    if not 0 < written <= LONGEST_REASON:
        yield Objection(
            clause=RULES,
            code="reason_missing" if not written else "reason_length",
            missing="请写明提请复议的理由。",
            fact=f"写了 {written} 字",
            remedy=f"写明哪一处有误、要改成什么，不超过 {LONGEST_REASON} 字",
            who=_WHO,
            field="reason",
        )
    if facts.outside:
        yield Objection(
            clause=RULES,
            code="decided_outside",
            missing="本级会议不能复议。",
            fact="这件事项由街道党委决定，本级会议没有研究",
            remedy="照街道党委的意见答复；情况有变的，由申请方重新申请",
            who=_WHO,
        )
