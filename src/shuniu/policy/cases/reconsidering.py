"""May what a meeting has decided, and nobody has answered yet, go back to wait for a later meeting?

The decision stays in the minutes as it was taken; only a later meeting decides otherwise. What an outside body decided
goes back to wait for its answer. Once the reply is out, the case is closed, and what is to be changed is a case of its
own.
"""

from __future__ import annotations

from collections.abc import Iterator

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.cases.deciding import LONGEST_REASON

RULES = Clause("platform#复议", "会议作出的决定只由以后的会议改变；批复、答复以前发现有误的，写明理由提请复议")
_WHO = "审批党组织"


def may_reconsider(reason: str) -> Decision:
    return Decision(tuple(_objections(reason)))


def _objections(reason: str) -> Iterator[Objection]:
    written = len(reason.strip())
    if not 0 < written <= LONGEST_REASON:
        yield Objection(
            clause=RULES,
            code="reason_missing" if not written else "reason_length",
            missing="请写明理由。",
            fact=f"写了 {written} 字",
            remedy=f"写明哪一处有误、要改成什么，不超过 {LONGEST_REASON} 字",
            who=_WHO,
            field="reason",
        )
