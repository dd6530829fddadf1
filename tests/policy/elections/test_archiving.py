"""Which papers come of an election, and of which is nothing known?"""

from __future__ import annotations

import pytest

from shuniu.policy.elections.archiving import LONGEST_PLACE, ArchiveFacts, may_keep, may_note, papers_of, without_place
from shuniu.policy.words.cases import CaseState
from shuniu.policy.words.elections import ArchivePaper as P

ALL = set(P)


@pytest.mark.parametrize(
    ("members", "committee", "recorded", "absent"),
    [
        (True, True, (), {P.FILED}),
        (True, False, (), {P.FILED, P.FIRST_MEETING}),
        (False, True, (), {P.FILED, P.MINUTES}),
        # What is there is listed, whatever was voted on.
        (True, False, (P.FILED, P.FIRST_MEETING), set()),
    ],
)
def test_the_papers_are_those_of_the_steps(
    members: bool, committee: bool, recorded: tuple[P, ...], absent: set[P]
) -> None:
    facts = ArchiveFacts(members=members, committee=committee, recorded=recorded, places={})
    assert set(papers_of(facts)) == ALL - absent
    assert list(papers_of(facts)) == [one for one in P if one not in absent], "in the order of the steps"


def test_what_is_neither_held_nor_noted_is_without_a_place() -> None:
    facts = ArchiveFacts(members=True, committee=True, recorded=ALL - {P.BALLOTS, P.REVIEW, P.FILED}, places={})
    assert without_place(facts) == (P.REVIEW, P.BALLOTS)
    noted = ArchiveFacts(members=True, committee=True, recorded=facts.recorded, places={P.BALLOTS: "2号柜"})
    assert without_place(noted) == (P.REVIEW,)


def test_a_place_is_short_and_noted_once_it_is_archived() -> None:
    assert may_keep({P.BALLOTS: "柜" * LONGEST_PLACE, P.MINUTES: ""}).objections == ()
    (one,) = may_keep({P.BALLOTS: "柜" * (LONGEST_PLACE + 1)}).objections
    assert (one.code, one.field, one.fact) == ("place_length", "ballots", f"选票写了 {LONGEST_PLACE + 1} 字")
    assert may_note(CaseState.DONE).objections == ()
    assert {may_note(one).objections[0].code for one in CaseState if one is not CaseState.DONE} == {"not_archived"}
