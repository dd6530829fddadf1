"""What a meeting decided goes back only with a reason, and only to a meeting that can decide otherwise."""

from __future__ import annotations

import pytest

from shuniu.policy.cases.deciding import LONGEST_REASON, may_take_back
from shuniu.policy.cases.procedure import OUTSIDE
from shuniu.policy.cases.reconsidering import may_reconsider
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.procedures import PROCEDURES
from shuniu.policy.words.cases import CaseState, Verb

S = CaseState


@pytest.mark.parametrize(
    ("reason", "codes"),
    [
        pytest.param("名称有误", [], id="platform#复议 a reason"),
        pytest.param("误" * LONGEST_REASON, [], id="platform#复议 the longest"),
        pytest.param("误" * (LONGEST_REASON + 1), ["reason_length"], id="platform#复议 longer"),
        pytest.param("  ", ["reason_missing"], id="platform#复议 none"),
    ],
)
def test_with_a_reason(reason: str, codes: list[str]) -> None:
    assert [one.code for one in may_reconsider(reason).objections] == codes
    assert [one.code for one in may_take_back(reason, FORMATION.clause).objections] == codes


def test_every_procedure_that_goes_to_a_meeting_has_the_way_back_and_no_other() -> None:
    turned_down = (S.TO_ANSWER, S.TO_PUT_OFF)
    for procedure in PROCEDURES.values():
        found = {(one.state, one.becomes, one.when) for one in procedure.transitions if one.verb is Verb.RECONSIDER}
        meets = any(one.verb is Verb.SCHEDULE for one in procedure.transitions)
        expected = {(state, S.TO_MEET, "") for state in (S.TO_REPLY, *turned_down)} if meets else set()
        if S.OUTSIDE in procedure.holders:
            expected |= {(state, S.OUTSIDE, OUTSIDE) for state in turned_down}
        assert found == expected


def test_what_an_outside_body_decides_has_every_way_that_a_meeting_has() -> None:
    """Agreed to, refused, put off, sent back to be mended, taken back: nothing lies there for good."""
    found = {(one.verb, one.becomes) for one in FORMATION.transitions if one.state is S.OUTSIDE}
    assert found == {
        (Verb.REPLY, S.DONE), (Verb.REFUSE, S.TO_ANSWER), (Verb.RETURN, S.RETURNED), (Verb.WITHDRAW, S.REVIEWING),
        (Verb.DEFER, S.TO_PUT_OFF),
    }  # fmt: skip
