"""后续工作: what is left to do after a decision, and with whom does it lie?

It lies with the office that must do it, or, where none is named, with the organization it is about.
"""

from __future__ import annotations

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.cases.procedure import DueAfter, Procedure, Transition
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseHolder, CaseKind, Verb
from shuniu.policy.words.cases import CaseState as S

RULES = Clause("platform#后续工作", "后续工作：由承办的党组织或本单位办理，办结时写明结果")
TEXT, OF, CLAUSE = "text", "of", "clause"
GRANT_AMOUNT = "formation.start_grant_amount"
# Of what is urged: which part of it, and the day on which what was put aside is to be taken up again.
PART, UNTIL = "part", "until"
# With what it ended: the start-up grant that was paid, and why not everybody's relation came over.
PAID, PAID_ON, SHORT = "paid", "paid_on", "short"
# Why whoever was urged does not apply for now.
WHY_NOT = "why_not"

FOLLOW_UP = Procedure(
    kind=CaseKind.FOLLOW_UP,
    what="这项后续工作",
    clause=RULES,
    first=S.TO_DO,
    transitions=(
        Transition(S.TO_DO, Verb.FINISH, S.DONE, Action.FILE_CASE),
        Transition(S.TO_DO, Verb.WAIVE, S.WAIVED, Action.REVIEW_CASE),
    ),
    holders={S.TO_DO: CaseHolder.APPLICANT},
    fields={
        TEXT: "要办的事",
        CLAUSE: "依据",
        OF: "由哪一事项产生",
        PAID: "拨付金额",
        PAID_ON: "拨付日期",
        SHORT: "没有全部转入的原因",
        WHY_NOT: "暂不办理的原因",
    },
    # Where the text by which it is opened names no day of its own.
    due={S.TO_DO: DueAfter("follow_up.working_days")},
)


def kept(clause: Clause) -> str:
    """How a case keeps the rule it rests on: that of a text by its key, one of the platform, which no text holds, by
    its words."""
    return clause.title if clause.key.startswith("platform#") else clause.key


def may_finish(result: str) -> Decision:
    """Whoever finishes it says what came of it."""
    written = len(result.strip())
    if 0 < written <= LONGEST_REASON:
        return Decision()
    return Decision(
        (
            Objection(
                clause=RULES,
                code="result_missing" if not written else "result_length",
                missing="请写明办理结果。",
                fact=f"写了 {written} 字",
                remedy=f"写明办了什么、结果如何，不超过 {LONGEST_REASON} 字",
                who="承办人",
                field="reason",
            ),
        )
    )
