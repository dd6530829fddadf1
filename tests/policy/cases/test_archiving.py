"""When are the places of papers noted, how long may one be, and of which papers is nothing known?"""

from __future__ import annotations

import pytest

from shuniu.policy.cases.archiving import LONGEST_PLACE, Keeping, may_keep, may_note, without_place
from shuniu.policy.elections.archiving import ELECTION_KEEPING
from shuniu.policy.formation.archiving import ADJUSTMENT_KEEPING, FORMATION_KEEPING
from shuniu.policy.words.archiving import ElectionPaper as P
from shuniu.policy.words.cases import CaseState as S

CLOSED = {S.DONE, S.REFUSED, S.DROPPED, S.LAPSED}


def test_what_is_neither_held_nor_noted_is_without_a_place() -> None:
    assert without_place(tuple(P), set(P) - {P.BALLOTS, P.REVIEW}) == (P.REVIEW, P.BALLOTS)
    assert without_place((P.REQUEST,), {P.REQUEST}) == ()


def test_a_place_is_short() -> None:
    assert may_keep({P.BALLOTS: "柜" * LONGEST_PLACE, P.MINUTES: ""}, "换届的党组织").objections == ()
    (one,) = may_keep({P.BALLOTS: "柜" * (LONGEST_PLACE + 1)}, "换届的党组织").objections
    assert (one.code, one.field, one.who) == ("place_length", "ballots", "换届的党组织")
    assert one.fact == f"选票写了 {LONGEST_PLACE + 1} 字"


@pytest.mark.parametrize(
    ("keeping", "states"),
    [
        pytest.param(ELECTION_KEEPING, {S.DONE}, id="platform#归档目录 an election once it is archived"),
        pytest.param(FORMATION_KEEPING, CLOSED, id="platform#归档目录 an application once it is over"),
        pytest.param(ADJUSTMENT_KEEPING, CLOSED, id="platform#归档目录 an adjustment once it is over"),
    ],
)
def test_places_are_noted_of_what_is_over_and_was_sent(keeping: Keeping, states: set[S]) -> None:
    assert {one for one in S if may_note(keeping, one, sent=True).allowed} == states
    assert not any(may_note(keeping, one, sent=False).allowed for one in S), "of a draft there are no papers"
    (one,) = may_note(keeping, S.TO_REPLY, sent=True).objections
    assert (one.code, str(one.clause), one.who) == ("not_archived", "platform#归档目录", keeping.who)
    assert one.fact == f"{keeping.procedure.what}待批复" and "登记存放处" in one.remedy
