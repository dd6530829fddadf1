"""组建 as a procedure: from which state does which act lead where, and who has it in hand then?

Application → 材料审查 → 初审 → 党委会 → 批复 or 答复 (D10). Where the text names an outside body as the approver of a
form (D19), the preliminary review hands it there, and its answer is entered: agreed to, refused, put off, or sent back
to be mended. Until then the committee may take it back; an answer that was entered wrongly is entered anew.
"""

from __future__ import annotations

from collections.abc import Mapping

from shuniu.kernel.decision import Clause
from shuniu.policy.cases.meeting import BY_MEETING
from shuniu.policy.cases.procedure import OUTSIDE, DueAfter, Procedure, Transition
from shuniu.policy.formation.fields import FIELDS
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseHolder, CaseKind, Verb
from shuniu.policy.words.cases import CaseState as S
from shuniu.policy.words.word import Word

RULES = Clause("national#支部条例6")
FILE, REVIEW, DECIDE = Action.FILE_CASE, Action.REVIEW_CASE, Action.DECIDE_CASE

# Everything but what names the kind: adjustments go the same way.
STEPS: tuple[Transition, ...] = (
    Transition(S.DRAFT, Verb.SUBMIT, S.CHECKING, FILE),
    Transition(S.DRAFT, Verb.DROP, S.DROPPED, FILE),
    Transition(S.CHECKING, Verb.WITHDRAW, S.DRAFT, FILE),
    Transition(S.CHECKING, Verb.RETURN, S.RETURNED, REVIEW),
    Transition(S.CHECKING, Verb.ACCEPT, S.REVIEWING, REVIEW),
    Transition(S.RETURNED, Verb.SUBMIT, S.CHECKING, FILE),
    Transition(S.RETURNED, Verb.DROP, S.DROPPED, FILE),
    Transition(S.REVIEWING, Verb.RETURN, S.RETURNED, DECIDE),
    Transition(S.REVIEWING, Verb.ACCEPT, S.TO_MEET, DECIDE),
    Transition(S.REVIEWING, Verb.ACCEPT, S.OUTSIDE, DECIDE, when=OUTSIDE),
    Transition(S.TO_MEET, Verb.RETURN, S.RETURNED, DECIDE),
    *BY_MEETING,
    Transition(S.OUTSIDE, Verb.REPLY, S.DONE, DECIDE),
    Transition(S.OUTSIDE, Verb.REFUSE, S.TO_ANSWER, DECIDE),
    Transition(S.OUTSIDE, Verb.DEFER, S.TO_PUT_OFF, DECIDE),
    Transition(S.OUTSIDE, Verb.RETURN, S.RETURNED, DECIDE),
    Transition(S.OUTSIDE, Verb.WITHDRAW, S.REVIEWING, DECIDE),
    Transition(S.TO_ANSWER, Verb.RECONSIDER, S.OUTSIDE, DECIDE, when=OUTSIDE),
    Transition(S.TO_PUT_OFF, Verb.RECONSIDER, S.OUTSIDE, DECIDE, when=OUTSIDE),
    Transition(S.TO_REPLY, Verb.REPLY, S.DONE, DECIDE),
    Transition(S.DEFERRED, Verb.SUBMIT, S.CHECKING, FILE),
    Transition(S.DEFERRED, Verb.DROP, S.DROPPED, FILE),
)
HOLDERS: Mapping[Word, CaseHolder] = {
    S.DRAFT: CaseHolder.APPLICANT,
    S.RETURNED: CaseHolder.APPLICANT,
    S.DEFERRED: CaseHolder.APPLICANT,
    S.CHECKING: CaseHolder.REVIEWER,
    S.REVIEWING: CaseHolder.COMMITTEE,
    S.TO_MEET: CaseHolder.COMMITTEE,
    S.ON_AGENDA: CaseHolder.COMMITTEE,
    S.OUTSIDE: CaseHolder.COMMITTEE,
    S.TO_REPLY: CaseHolder.COMMITTEE,
    S.TO_ANSWER: CaseHolder.COMMITTEE,
    S.TO_PUT_OFF: CaseHolder.COMMITTEE,
}
DUE: Mapping[Word, DueAfter] = {
    S.CHECKING: DueAfter("formation.check_working_days"),
    S.REVIEWING: DueAfter("formation.review_working_days"),
}
OVERALL = DueAfter("formation.reply_months", months=True)

FORMATION = Procedure(
    kind=CaseKind.FORMATION,
    what="这份组建申请",
    clause=RULES,
    first=S.DRAFT,
    transitions=STEPS,
    holders=HOLDERS,
    fields=FIELDS,
    mending=frozenset({S.RETURNED}),
    due=DUE,
    overall=OVERALL,
)
