"""What does a committee's meeting do with the cases before it? The part of a procedure that every such kind shares."""

from __future__ import annotations

from shuniu.policy.cases.procedure import Transition
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseState as S
from shuniu.policy.words.cases import Verb

DECIDE = Action.DECIDE_CASE

# 待上会 → 议程 → 同意、不同意、暂缓. What is refused or put off waits until that is answered in writing; then what was
# put off lies with the applicant, who sends it again. What was decided and not answered yet may go back to wait for a
# later meeting: only a meeting decides otherwise than a meeting has.
BY_MEETING: tuple[Transition, ...] = (
    Transition(S.TO_MEET, Verb.SCHEDULE, S.ON_AGENDA, DECIDE),
    Transition(S.ON_AGENDA, Verb.UNSCHEDULE, S.TO_MEET, DECIDE),
    Transition(S.ON_AGENDA, Verb.APPROVE, S.TO_REPLY, DECIDE),
    Transition(S.ON_AGENDA, Verb.REFUSE, S.TO_ANSWER, DECIDE),
    Transition(S.ON_AGENDA, Verb.DEFER, S.TO_PUT_OFF, DECIDE),
    Transition(S.TO_REPLY, Verb.RECONSIDER, S.TO_MEET, DECIDE),
    Transition(S.TO_ANSWER, Verb.RECONSIDER, S.TO_MEET, DECIDE),
    Transition(S.TO_ANSWER, Verb.ANSWER, S.REFUSED, DECIDE),
    Transition(S.TO_PUT_OFF, Verb.RECONSIDER, S.TO_MEET, DECIDE),
    Transition(S.TO_PUT_OFF, Verb.ANSWER, S.DEFERRED, DECIDE),
)
