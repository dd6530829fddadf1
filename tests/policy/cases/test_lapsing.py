"""What becomes of an open case where what it has to do with is no more? Every tie, merged or not."""

from __future__ import annotations

from datetime import date

import pytest

from shuniu.policy.cases.lapsing import OpenCase, fate_of, merged, reason_of
from shuniu.policy.procedures import PROCEDURES
from shuniu.policy.words.cases import CaseKind, CaseState, Fate, Tie

K, S = CaseKind, CaseState


@pytest.mark.req("L21", "D10")
@pytest.mark.parametrize(
    "kind, state, tie, dissolved, merging",
    [
        pytest.param(K.ELECTION, S.VOTING, Tie.ABOUT, Fate.LAPSES, Fate.LAPSES, id="its own election"),
        pytest.param(K.ELECTION, S.TO_ARCHIVE, Tie.ABOUT, Fate.PASSES_ON, Fate.PASSES_ON, id="elected, not archived"),
        pytest.param(K.APPOINTMENT, S.TO_REPLY, Tie.ABOUT, Fate.LAPSES, Fate.LAPSES, id="who was to lead it"),
        pytest.param(K.HANDOVER, S.HANDING, Tie.ABOUT, Fate.LAPSES, Fate.LAPSES, id="its hand-over"),
        pytest.param(K.FOLLOW_UP, S.TO_DO, Tie.ABOUT, Fate.LAPSES, Fate.LAPSES, id="work left about it"),
        pytest.param(K.FORMATION, S.CHECKING, Tie.UNDER, Fate.LAPSES, Fate.PASSES_ON, id="to stand under it"),
        pytest.param(K.FORMATION, S.TO_MEET, Tie.HELD, Fate.PASSES_ON, Fate.PASSES_ON, id="decided on by it"),
        pytest.param(K.FOLLOW_UP, S.TO_DO, Tie.HELD, Fate.PASSES_ON, Fate.PASSES_ON, id="work it has to do"),
        pytest.param(K.ADJUSTMENT, S.CHECKING, Tie.NAMED, Fate.STAYS, Fate.STAYS, id="another one to go into it"),
        pytest.param(K.INFORMATION, S.DRAFT, Tie.ABOUT, Fate.LAPSES, Fate.LAPSES, id="what it was to report"),
    ],
)
def test_what_becomes_of_it(kind: K, state: S, tie: Tie, dissolved: Fate, merging: Fate) -> None:
    for is_merged, expected in ((False, dissolved), (True, merging)):
        assert fate_of(OpenCase(kind=kind, state=state, tie=tie, merged=is_merged)) is expected


def test_every_procedure_can_lapse_and_is_on_nobodys_list_then() -> None:
    for procedure in PROCEDURES.values():
        lapsed = type(procedure.first)("lapsed")
        assert lapsed not in procedure.holders
        assert not procedure.verbs_of(lapsed)


def test_a_step_says_what_happened_where_it_lies_and_by_which_rule() -> None:
    what = merged("甲支部", "乙支部", date(2020, 7, 1))
    assert reason_of(what, Fate.PASSES_ON, "乙支部") == (
        "“甲支部”自2020-07-01起并入“乙支部”，转由“乙支部”办理。"
        "依据：关于撤并党组织和注销单位的事项自动终止，由其办理的转由承接的党组织办理"
    )
    assert "，本事项随之终止。" in reason_of(what, Fate.LAPSES)
    assert len(reason_of("长" * 600, Fate.LAPSES)) == 500
