"""Which body, which committee, by clause and with every boundary; and what a temporary branch needs."""

from __future__ import annotations

from typing import Any

import pytest
from tests.policy.formation.application import BJ, HOST, NATIONAL, OTHER, facts, found, joint, local, objected, texts

GUIDE, SIZE, COMMITTEE = "national#党务指南", "national#支部条例4", "national#支部条例20"
NAMES = {
    "party_branch": "中共澄川市阿岚学会支部委员会", "general_branch": "中共澄川市阿岚学会总支部委员会",
    "primary_committee": "中共澄川市阿岚学会委员会", "joint_branch": "中共澄川市阿岚学会联合支部委员会",
    "temporary_branch": "中共澄川市阿岚学会临时支部委员会",
}  # fmt: skip


def sized(kind: str, full: int, probationary: int = 0, **more: Any) -> Any:
    seats = {"committee_seats": 3} if full >= 7 and kind.endswith("party_branch") else {}
    counts = {"full_members": full, "probationary": probationary, "full_time": full, "relations_in": full}
    return facts(kind=kind, name=NAMES[kind], **counts, **seats, **more)


@pytest.mark.parametrize(
    ("kind", "full", "probationary", "code", "clause"),
    [
        pytest.param("party_branch", 50, 0, None, "", id="branch-50"),
        pytest.param("party_branch", 50, 1, "branch_too_large", SIZE, id="branch-51-with-probationary"),
        pytest.param("general_branch", 50, 0, None, "", id="general-50"),
        pytest.param("general_branch", 49, 0, "kind_too_large", GUIDE, id="general-49"),
        pytest.param("primary_committee", 100, 0, None, "", id="committee-100"),
        pytest.param("primary_committee", 99, 0, "kind_too_large", GUIDE, id="committee-99"),
    ],
)
@pytest.mark.req("D01")
def test_the_body_fits_the_number_or_it_is_said_why(
    kind: str, full: int, probationary: int, code: str | None, clause: str
) -> None:
    one = sized(kind, full, probationary)
    assert objected(one) == ({code: clause} if code else {})
    if code:
        why = sized(kind, full, probationary, exception_grounds="上级已原则同意")
        assert objected(why) == {} and found(why)[code] == clause


@pytest.mark.parametrize(
    ("kind", "full", "told"),
    [
        ("party_branch", 49, False),
        ("party_branch", 50, True),
        ("general_branch", 99, False),
        ("general_branch", 100, True),
        ("primary_committee", 100, False),
    ],
)
def test_a_larger_body_is_only_suggested(kind: str, full: int, told: bool) -> None:
    assert (found(sized(kind, full)).get("could_be_larger") == GUIDE) is told


@pytest.mark.parametrize(
    ("full", "seats", "objection", "finding"),
    [
        pytest.param(6, None, None, None, id="6-no-committee"),
        pytest.param(6, 3, "committee_not_needed", None, id="6-with-committee"),
        pytest.param(7, None, "committee_too_small", None, id="7-none"),
        pytest.param(7, 2, "committee_too_small", None, id="7-two"),
        pytest.param(7, 3, None, None, id="7-three"),
        pytest.param(7, 5, None, None, id="7-five"),
        pytest.param(7, 6, None, "committee_above_usual", id="7-six"),
        pytest.param(7, 7, None, "committee_above_usual", id="7-seven"),
        pytest.param(9, 8, "committee_too_large", None, id="9-eight"),
    ],
)
def test_from_seven_full_members_on_there_is_a_committee(
    full: int, seats: int | None, objection: str | None, finding: str | None
) -> None:
    one = facts(full_members=full, full_time=full, relations_in=full, committee_seats=seats)
    assert objected(one) == ({objection: COMMITTEE} if objection else {})
    assert {code for code in found(one) if code.startswith("committee")} == ({finding} if finding else set())


def test_eight_with_a_reason_are_weighed() -> None:
    one = facts(full_members=9, full_time=9, relations_in=9, committee_seats=8, exception_grounds="下设党小组多")
    assert objected(one) == {} and found(one)["committee_too_large"] == COMMITTEE


def test_name_and_kind_say_the_same() -> None:
    assert set(objected(facts(kind="general_branch", exception_grounds="上级同意"))) == {"name_differs"}
    assert {"name_differs", "kind_differs"} <= set(objected(joint(kind="party_branch")))
    assert objected(joint(HOST, OTHER)) == {}
    assert set(objected(facts(name="", kind="party_branch"))) == {"name_missing"}


@pytest.mark.parametrize("kind", ["", "joint_committee", "comprehensive_committee", "nonsense"])
def test_only_what_an_organization_can_have_is_applied_for(kind: str) -> None:
    assert "kind_missing" in objected(facts(kind=kind), BJ)


def test_a_temporary_branch_is_for_a_task_and_ends_with_it() -> None:
    temporary = {"kind": "temporary_branch", "name": NAMES["temporary_branch"], "relations_in": None}
    said = objected(facts(**temporary))
    assert said == {"task_missing": "national#支部条例8", "task_ends_on_missing": "national#支部条例8"}
    whole = facts(**temporary, task="援建", task_ends_on="2019-06-02")
    assert objected(whole) == {} and found(whole)["temporary_branch"] == "national#支部条例8"
    for day in ("2019-06-01", "2018-01-01", "明年"):
        assert set(objected(facts(**temporary, task="援建", task_ends_on=day))) == {"task_ends_on_missing"}
    assert "threshold_not_stated" not in objected(whole, NATIONAL)


def test_where_an_office_has_decided_how_long_it_lasts_the_task_ends_within_it() -> None:
    decided = texts("bj2016", local("formation.temporary_months_max", 6))
    given = {"kind": "temporary_branch", "name": NAMES["temporary_branch"], "relations_in": None, "task": "援建"}
    assert objected(facts(**given, task_ends_on="2019-12-01"), decided) == {}
    assert set(objected(facts(**given, task_ends_on="2019-12-02"), decided)) == {"task_too_long"}
    assert objected(facts(**given, task_ends_on="2025-01-01")) == {}  # the text itself says no length
