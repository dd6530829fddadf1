"""Who leads the meeting that votes, and who counts: out of those who stand for nothing."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from shuniu.policy.elections.conducting import Conduct, ConductFacts, may_conduct
from shuniu.policy.words.elections import Chair, ElectionForm

A, B, STANDS, STRANGER = (uuid4() for _ in range(4))
FACTS = ConductFacts(
    said=Conduct(),
    standing=frozenset({STANDS}),
    known=frozenset({A, B, STANDS}),
    absent=2,
    form=ElectionForm.GENERAL_MEETING,
    in_committee=False,
)
MEMBERS, DELEGATES, COMMITTEE = FACTS, replace(FACTS, form=ElectionForm.DELEGATES), replace(FACTS, in_committee=True)
CASES: list[tuple[str, ConductFacts, Conduct, list[tuple[str, str]]]] = [
    ("nothing is put down", MEMBERS, Conduct(), []),
    ("选举条例22 two members", MEMBERS, Conduct(scrutineers=[A], tellers=[B]), []),
    ("选举条例22 a candidate", MEMBERS, Conduct(scrutineers=[STANDS]), [("scrutineer_stands", "选举条例22")]),
    ("选举条例22 a candidate counts", MEMBERS, Conduct(tellers=[STANDS]), [("scrutineer_stands", "选举条例22")]),
    ("选举条例22 one for both", MEMBERS, Conduct(scrutineers=[A], tellers=[A]), [("named_twice", "选举条例22")]),
    ("somebody of another roll", MEMBERS, Conduct(scrutineers=[STRANGER]), [("teller_unknown", "选举条例22")]),
    ("选举条例20 as many on leave as absent", MEMBERS, Conduct(on_leave=2), []),
    ("more on leave than absent", MEMBERS, Conduct(on_leave=3), [("leave_many", "选举条例20")]),
]
LED: list[tuple[ConductFacts, set[Chair]]] = [
    (MEMBERS, {Chair.COMMITTEE, Chair.SECRETARY, Chair.OTHER}),
    (DELEGATES, {Chair.PRESIDIUM}),
    (COMMITTEE, {Chair.MEMBER}),
]


@pytest.mark.parametrize(("facts", "said", "found"), [one[1:] for one in CASES], ids=[one[0] for one in CASES])
def test_conducting(facts: ConductFacts, said: Conduct, found: list[tuple[str, str]]) -> None:
    objections = may_conduct(replace(facts, said=said)).objections
    assert [(one.code, str(one.clause)) for one in objections] == [(code, f"national#{at}") for code, at in found]


@pytest.mark.parametrize(("facts", "allowed"), LED, ids=["members", "delegates", "committee"])
def test_who_leads_follows_from_what_meets(facts: ConductFacts, allowed: set[Chair]) -> None:
    for chair in Chair:
        objections = may_conduct(replace(facts, said=Conduct(chaired_by=chair.value))).objections
        assert [one.code for one in objections] == ([] if chair in allowed else ["chair"])
    assert [one.code for one in may_conduct(replace(facts, said=Conduct(chaired_by="王某"))).objections] == ["chair"]
