"""班子任命 as a procedure: recommended, reviewed, decided by the meeting, replied (B09, F10)."""

from __future__ import annotations

from collections.abc import Mapping

from shuniu.kernel.decision import Clause
from shuniu.policy.cases.meeting import BY_MEETING
from shuniu.policy.cases.procedure import DueAfter, Procedure, Transition
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseHolder, CaseKind, Verb
from shuniu.policy.words.cases import CaseState as S

RULES = Clause("bj2020#B09")
REVIEW = Clause("bj2020#F10")
FILE, DECIDE = Action.FILE_CASE, Action.DECIDE_CASE

FIELDS: Mapping[str, str] = {
    "source": "人选来源",
    "posts": "拟任人选和职务",
    "whole": "任命范围",
    "skipped_grounds": "不从前一来源选任的理由",
    "measure_document": "招聘管理办法文号",
    "management_stated": "中层以上管理职务",
    "trained_on": "培训日期",
    "secretary_unit": "书记单位",
    "grounds": "任命事由",
}

APPOINTMENT = Procedure(
    kind=CaseKind.APPOINTMENT,
    what="这份任命",
    clause=RULES,
    first=S.DRAFT,
    transitions=(
        Transition(S.DRAFT, Verb.SUBMIT, S.REVIEWING, FILE),
        Transition(S.DRAFT, Verb.DROP, S.DROPPED, FILE),
        Transition(S.REVIEWING, Verb.WITHDRAW, S.DRAFT, FILE),
        Transition(S.REVIEWING, Verb.RETURN, S.RETURNED, DECIDE),
        Transition(S.REVIEWING, Verb.ACCEPT, S.TO_MEET, DECIDE),
        Transition(S.RETURNED, Verb.SUBMIT, S.REVIEWING, FILE),
        Transition(S.RETURNED, Verb.DROP, S.DROPPED, FILE),
        Transition(S.TO_MEET, Verb.RETURN, S.RETURNED, DECIDE),
        *BY_MEETING,
        Transition(S.TO_REPLY, Verb.REPLY, S.DONE, DECIDE),
        Transition(S.DEFERRED, Verb.SUBMIT, S.REVIEWING, FILE),
        Transition(S.DEFERRED, Verb.DROP, S.DROPPED, FILE),
    ),
    holders={
        S.DRAFT: CaseHolder.APPLICANT,
        S.RETURNED: CaseHolder.APPLICANT,
        S.DEFERRED: CaseHolder.APPLICANT,
        S.REVIEWING: CaseHolder.COMMITTEE,
        S.TO_MEET: CaseHolder.COMMITTEE,
        S.ON_AGENDA: CaseHolder.COMMITTEE,
        S.TO_REPLY: CaseHolder.COMMITTEE,
        S.TO_ANSWER: CaseHolder.COMMITTEE,
        S.TO_PUT_OFF: CaseHolder.COMMITTEE,
    },
    fields=FIELDS,
    mending=frozenset({S.RETURNED}),
    due={S.REVIEWING: DueAfter("appointment.review_working_days")},
    overall=DueAfter("appointment.decide_working_days"),
)
