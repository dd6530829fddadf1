"""Who may stand in a roll, boundary by boundary; each line names the clause that answers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shuniu.kernel.dates import PartialDate
from shuniu.policy.members.asking import may_answer
from shuniu.policy.members.holding import HoldingFacts, may_hold
from shuniu.policy.members.leaving import may_leave
from shuniu.policy.members.participating import may_take_part
from shuniu.policy.packs import merged
from shuniu.policy.words import Leaving, PartyOrganizationKind

ON = date(2026, 9, 1)
AGE = merged(["national"], ON).value("members.admission_age_min")
AGE_CLAUSE, HELD, CONFIRMED, NUMBER = "national#发展细则5", "national#党章8", "national#发展细则33", "national#GB11643"


def day(text: str) -> PartialDate:
    return PartialDate.from_iso(text)


@pytest.mark.parametrize(
    ("values", "code", "clause"),
    [
        ({}, "", ""),
        ({"name": ""}, "name_missing", "platform#党员名册"),
        ({"kind": ""}, "party_organization_absent", HELD),
        ({"kind": "joint_committee"}, "holds_no_members", HELD),
        ({"kind": "comprehensive_committee"}, "holds_no_members", HELD),
        ({"number": "11010119800101001X"}, "number_wrong", NUMBER),
        ({"admitted": day("2026-09-01")}, "", ""),
        ({"admitted": day("2026-09-02")}, "admitted_later", HELD),
        ({"admitted": day("2026-09")}, "", ""),
        ({"admitted": day("2027")}, "admitted_later", HELD),
        ({"born": day("2000-05-04"), "admitted": day("2018-05-04")}, "", ""),
        ({"born": day("2000-05-04"), "admitted": day("2018-05-03")}, "join_under_18", AGE_CLAUSE),
        ({"born": day("2000-02-29"), "admitted": day("2018-03-01")}, "", ""),
        ({"born": day("2000-02-29"), "admitted": day("2018-02-28")}, "join_under_18", AGE_CLAUSE),
        ({"born": day("2000-05"), "admitted": day("2018-05")}, "", ""),
        ({"born": day("2000-12"), "admitted": day("2018")}, "", ""),
        ({"born": day("2000"), "admitted": day("2017")}, "join_under_18", AGE_CLAUSE),
        ({"born": day("2000-05-04"), "admitted": day("2017-01-01"), "age": None}, "", ""),
        ({"admitted": day("2018-05-04"), "confirmed": day("2018-05-04")}, "", ""),
        ({"admitted": day("2018-05-04"), "confirmed": day("2018-05-03")}, "formal_before_join", CONFIRMED),
        ({"admitted": day("2018-05-04"), "confirmed": day("2018")}, "", ""),
        ({"state": "probationary", "confirmed": day("2026-09-01")}, "category_conflict", CONFIRMED),
        ({"state": "probationary", "confirmed": day("2026-09-02")}, "", ""),
        ({"state": "full", "confirmed": day("2020-01-01")}, "", ""),
    ],
)
def test_may_hold(values: dict[str, Any], code: str, clause: str) -> None:
    facts = HoldingFacts(**{"name": "甲", "kind": "party_branch", "on": ON, "age": AGE} | values)
    found = may_hold(facts, 3).objections
    assert [(one.code, one.clause.key, one.row) for one in found] == ([(code, clause, 3)] if code else [])


@pytest.mark.parametrize("kind", list(PartyOrganizationKind))
def test_every_kind_holds_members_or_says_so(kind: PartyOrganizationKind) -> None:
    allowed = may_hold(HoldingFacts(name="甲", kind=kind.value, on=ON)).allowed
    assert allowed == (kind.value.endswith("_branch") or kind.value == "primary_committee")


@pytest.mark.parametrize(
    ("why", "held", "state", "codes"),
    [
        (Leaving.MOVED_OUT, True, "full", []),
        (Leaving.DIED, True, "probationary", []),
        (Leaving.LEFT_THE_PARTY, False, "full", ["not_held"]),
        (Leaving.NOT_CONFIRMED, True, "probationary", []),
        (Leaving.NOT_CONFIRMED, True, "", []),
        (Leaving.NOT_CONFIRMED, True, "full", ["full_already"]),
        (Leaving.NOT_CONFIRMED, False, "full", ["not_held", "full_already"]),
    ],
)
def test_may_leave(why: Leaving, held: bool, state: str, codes: list[str]) -> None:
    assert [one.code for one in may_leave(why, held=held, state=state).objections] == codes


@pytest.mark.req("I13")
@pytest.mark.parametrize(("here", "codes"), [(False, []), (True, ["held_here"])])
def test_may_take_part(here: bool, codes: list[str]) -> None:
    found = may_take_part(held_here=here).objections
    assert [one.code for one in found] == codes
    assert all(one.clause.key == "bj2016#13" for one in found)


@pytest.mark.parametrize(
    ("state", "grant", "reason", "codes"),
    [
        ("open", True, "", []),
        ("open", False, "本人不转", []),
        ("open", False, "  ", ["reason_missing"]),
        ("granted", True, "", ["answered_already"]),
        ("withdrawn", False, "", ["answered_already", "reason_missing"]),
    ],
)
def test_may_answer(state: str, grant: bool, reason: str, codes: list[str]) -> None:
    assert [one.code for one in may_answer(state, grant, reason).objections] == codes
