"""What a meeting decided goes back only with a reason, and only to a meeting that can decide otherwise."""

from __future__ import annotations

import pytest

from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.cases.reconsidering import Reconsidering, may_reconsider
from shuniu.policy.procedures import PROCEDURES
from shuniu.policy.words.cases import CaseState, Verb

S = CaseState


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        pytest.param(Reconsidering(reason="名称有误"), [], id="platform#复议 a reason"),
        pytest.param(Reconsidering(reason="误" * LONGEST_REASON), [], id="platform#复议 the longest"),
        pytest.param(Reconsidering(reason="误" * (LONGEST_REASON + 1)), ["reason_length"], id="platform#复议 longer"),
        pytest.param(Reconsidering(reason="  "), ["reason_missing"], id="platform#复议 none"),
        pytest.param(
            Reconsidering(reason="", outside=True), ["reason_missing", "decided_outside"], id="platform#复议 outside"
        ),
    ],
)
def test_with_a_reason_to_a_meeting_that_can(facts: Reconsidering, codes: list[str]) -> None:
    assert [one.code for one in may_reconsider(facts).objections] == codes


def test_every_procedure_that_goes_to_a_meeting_has_the_way_back_and_no_other() -> None:
    for procedure in PROCEDURES.values():
        found = {(one.state, one.becomes) for one in procedure.transitions if one.verb is Verb.RECONSIDER}
        meets = any(one.verb is Verb.SCHEDULE for one in procedure.transitions)
        assert found == ({(S.TO_REPLY, S.TO_MEET), (S.TO_ANSWER, S.TO_MEET)} if meets else set())
