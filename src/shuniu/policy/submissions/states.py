"""From which state does which act lead where, and who has it in hand then?"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.words.submissions import SubmissionHolder, SubmissionState

RULES = Clause("platform#填报", "信息填报：由本单位填报，由负责的党组织审核")


class Verb(StrEnum):
    """What is done with a submission; the words are those of the buttons."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN = "return"
    ACCEPT = "accept"


WORDS: Mapping[Verb, str] = {
    Verb.SUBMIT: "提交",
    Verb.WITHDRAW: "撤回",
    Verb.RETURN: "退回",
    Verb.ACCEPT: "通过",
}


class Transition(NamedTuple):
    state: SubmissionState
    verb: Verb
    becomes: SubmissionState


S = SubmissionState
TRANSITIONS: tuple[Transition, ...] = (
    Transition(S.DRAFT, Verb.SUBMIT, S.SUBMITTED),
    Transition(S.SUBMITTED, Verb.WITHDRAW, S.DRAFT),
    Transition(S.SUBMITTED, Verb.RETURN, S.RETURNED),
    Transition(S.SUBMITTED, Verb.ACCEPT, S.ACCEPTED),
    # What was returned once stays tied to its remarks, also when it is withdrawn after it was sent again.
    Transition(S.RETURNED, Verb.SUBMIT, S.RESUBMITTED),
    Transition(S.RESUBMITTED, Verb.WITHDRAW, S.RETURNED),
    Transition(S.RESUBMITTED, Verb.RETURN, S.RETURNED),
    Transition(S.RESUBMITTED, Verb.ACCEPT, S.ACCEPTED),
)
# Whose turn it is; what is not named here is closed and on nobody's list.
HOLDERS: Mapping[SubmissionState, SubmissionHolder] = {
    S.DRAFT: SubmissionHolder.ORGANIZATION,
    S.SUBMITTED: SubmissionHolder.REVIEWER,
    S.RETURNED: SubmissionHolder.ORGANIZATION,
    S.RESUBMITTED: SubmissionHolder.REVIEWER,
}
FIRST = S.DRAFT
WAITING = tuple(state for state, holder in HOLDERS.items() if holder is SubmissionHolder.REVIEWER)
FILLED_IN = tuple(state for state, holder in HOLDERS.items() if holder is SubmissionHolder.ORGANIZATION)


def after(state: SubmissionState, verb: Verb) -> SubmissionState:
    """The state that follows; asked only for what ``may_move`` allows."""
    return next(one.becomes for one in TRANSITIONS if (one.state, one.verb) == (state, verb))


def verbs_of(state: SubmissionState) -> frozenset[Verb]:
    return frozenset(one.verb for one in TRANSITIONS if one.state is state)


def may_move(state: SubmissionState, verb: Verb) -> Decision:
    if verb in verbs_of(state):
        return Decision()
    return Decision((_not_from(state, WORDS[verb]),))


def may_fill_in(state: SubmissionState) -> Decision:
    """Only while it lies with the organization."""
    return Decision() if state in FILLED_IN else Decision((_not_from(state, "修改"),))


def _not_from(state: SubmissionState, act: str) -> Objection:
    allowed = "、".join(WORDS[verb] for verb in Verb if verb in verbs_of(state))
    holder = HOLDERS.get(state)
    return Objection(
        clause=RULES,
        code="wrong_state",
        missing=f"这份填报现在不能{act}。",
        fact=f"这份填报{state.label}",
        remedy=f"现在可以：{allowed}" if allowed else "已经办结，需要变动的另行填报",
        who=holder.label if holder else "填报单位",
    )
