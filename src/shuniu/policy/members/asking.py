"""May an office ask another about a member, and who may answer?"""

from __future__ import annotations

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.words import RequestState

ONE_HOME = Clause("bj2016#13")


def may_answer(state: str, grant: bool, reason: str, row: int | None = None) -> Decision:
    """An open request is answered once; who declines says why, because the asking office has to act on it."""
    objections = []
    if state != RequestState.OPEN:
        label = RequestState(state).label
        objections.append(
            Objection(
                clause=ONE_HOME,
                code="answered_already",
                missing="这项核对已经办结。",
                fact=f"现为“{label}”",
                remedy="请刷新页面查看结果",
                who="原答复的党组织",
                row=row,
            )
        )
    if not grant and not reason.strip():
        objections.append(
            Objection(
                clause=ONE_HOME,
                code="reason_missing",
                missing="请写明不同意的理由。",
                fact="理由为空",
                remedy="写明组织关系为什么不转，2 至 200 字",
                who="答复人",
                field="reason",
                row=row,
            )
        )
    return Decision(tuple(objections))
