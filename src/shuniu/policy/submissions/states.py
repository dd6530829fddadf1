"""信息填报 as a procedure: from which state does which act lead where, and who has it in hand then?"""

from __future__ import annotations

from shuniu.kernel.decision import Clause
from shuniu.policy.cases.procedure import Procedure, Transition
from shuniu.policy.grants import Action
from shuniu.policy.submissions.fields import FIELDS
from shuniu.policy.words.cases import CaseHolder, CaseKind, Verb
from shuniu.policy.words.submissions import SubmissionState

RULES = Clause("platform#填报", "信息填报：由本单位填报，由负责的党组织审核")
S = SubmissionState
WRITE, REVIEW = Action.WRITE_SUBMISSION, Action.REVIEW_SUBMISSION

INFORMATION = Procedure(
    kind=CaseKind.INFORMATION,
    what="这份填报",
    clause=RULES,
    first=S.DRAFT,
    transitions=(
        Transition(S.DRAFT, Verb.SUBMIT, S.SUBMITTED, WRITE),
        Transition(S.SUBMITTED, Verb.WITHDRAW, S.DRAFT, WRITE),
        Transition(S.SUBMITTED, Verb.RETURN, S.RETURNED, REVIEW),
        Transition(S.SUBMITTED, Verb.ACCEPT, S.ACCEPTED, REVIEW),
        # What was returned once stays tied to its remarks, also when it is withdrawn after it was sent again.
        Transition(S.RETURNED, Verb.SUBMIT, S.RESUBMITTED, WRITE),
        Transition(S.RESUBMITTED, Verb.WITHDRAW, S.RETURNED, WRITE),
        Transition(S.RESUBMITTED, Verb.RETURN, S.RETURNED, REVIEW),
        Transition(S.RESUBMITTED, Verb.ACCEPT, S.ACCEPTED, REVIEW),
    ),
    holders={
        S.DRAFT: CaseHolder.APPLICANT,
        S.SUBMITTED: CaseHolder.REVIEWER,
        S.RETURNED: CaseHolder.APPLICANT,
        S.RESUBMITTED: CaseHolder.REVIEWER,
    },
    fields={name: name for name in FIELDS},
    mending=frozenset({S.RETURNED}),
)
