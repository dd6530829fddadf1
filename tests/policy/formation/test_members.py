"""Are there members enough, and whose relations must lie there? Fixture 2 with every boundary, by clause."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.policy.formation.application import AH, BJ, HOST, NATIONAL, WIDE, XY, facts, found, judged, objected

from shuniu.kernel.decision import Objection
from shuniu.policy.formation.eligibility import MemberCount
from shuniu.policy.formation.fields import COUNTS, FIELDS
from shuniu.policy.packs import Figures, NotStated
from shuniu.policy.words import MemberBase

FEW = "too_few_members"
VICE_CHAIR: dict[str, Any] = {"full_members": 3, "full_time": 2, "managers": 1}


@pytest.mark.parametrize(
    ("figures", "filed", "expected"),
    [
        pytest.param(BJ, {"full_members": 2, "probationary": 5, "relations_in": 2}, "bj2016#6", id="2+5-D01"),
        pytest.param(BJ, {}, None, id="3-D01"),
        pytest.param(XY, {"full_members": 2, "full_time": 2, "relations_in": 2}, "xy#D02", id="2-D02"),
        pytest.param(XY, {}, None, id="3-D02"),
        pytest.param(NATIONAL, {"full_members": 0, "full_time": 0, "relations_in": 0}, "national#支部条例4", id="0"),
        pytest.param(AH, {}, None, id="3-full-time-D15"),
        pytest.param(AH, VICE_CHAIR, "ah2017#D15", id="part-time-vice-chair-D15"),
        pytest.param(WIDE, VICE_CHAIR | {"managers_transferred": 0}, "ah2017#D15", id="not-transferred-D17"),
        pytest.param(WIDE, VICE_CHAIR | {"managers_transferred": 1}, None, id="transferred-D17"),
    ],
)
@pytest.mark.req("D01", "D02", "D15", "D16", "D17")
def test_only_whom_the_text_counts_makes_up_the_three(
    figures: Figures, filed: dict[str, Any], expected: str | None
) -> None:
    assert objected(facts(**filed), figures).get(FEW) == expected


@pytest.mark.req("D15", "D18", "D20")
def test_who_is_too_few_learns_every_other_way() -> None:
    (objection,) = [one for one in judged(facts(**VICE_CHAIR), AH).decision.objections if one.code == FEW]
    ways = "；".join(objection.alternatives)
    assert "联合组建" in ways and "街道辖区内联合组建" in ways and "联合会联合党支部" in ways
    assert "探索中的计数范围" in ways and "指导员" in ways
    (alone,) = [one for one in judged(facts(full_members=2, relations_in=2), BJ).decision.objections if one.code == FEW]
    assert "探索" not in "；".join(alone.alternatives)


def few(figures: Figures, **filed: Any) -> Objection:
    (objection,) = [one for one in judged(facts(**filed), figures).decision.objections if one.code == FEW]
    return objection


@pytest.mark.parametrize(
    ("filed", "remedy"),
    [
        pytest.param(
            VICE_CHAIR | {"managers_transferred": 0},
            "1 名管理人员组织关系未转入，写明将转入（“管理人员中组织关系已在或将转入的”）即可计入",
            id="ah2017#D17 nothing else is missing",
        ),
        pytest.param(
            {"full_members": 2, "full_time": 0, "managers": 2, "managers_transferred": 1, "relations_in": 1},
            "1 名管理人员组织关系未转入，写明将转入（“管理人员中组织关系已在或将转入的”）即可计入，但仍不足 3 名；"
            "达到 3 名后再申请，或改用其他办法",
            id="ah2017#D17 and still too few",
        ),
        pytest.param(
            {"full_members": 2, "full_time": 2, "managers": 0, "managers_transferred": 0, "relations_in": 2},
            "达到 3 名后再申请，或改用其他办法",
            id="ah2017#D15 nobody waits",
        ),
    ],
)
@pytest.mark.req("D16", "D17")
def test_who_only_has_to_say_that_managers_are_transferred_is_told_so(filed: dict[str, Any], remedy: str) -> None:
    assert few(WIDE, **filed).remedy == remedy


@pytest.mark.req("D20")
def test_who_is_too_few_joins_the_branch_that_gathers_and_sets_up_none() -> None:
    """Chosen as a form by fewer than three it led back to where it came from."""
    way = "依托省社会组织联合会联合党支部，即由已有的这个党支部报批“增加覆盖单位”，党员的组织关系转入其中"
    two = {"full_members": 2, "full_time": 2, "relations_in": 2}
    assert way in few(AH, **two).alternatives
    chosen = few(AH, **two, mode="pooling")
    assert chosen.remedy == f"不另行组建：{way}" and not any("联合会" in one for one in chosen.alternatives)


@pytest.mark.req("D15")
def test_a_base_that_no_text_states_is_said_to_be_unconfirmed() -> None:
    assert found(facts(), BJ)["base_not_confirmed"] == "bj2016#6"
    assert "base_not_confirmed" not in found(facts(), AH)


@pytest.mark.parametrize(
    ("figures", "without", "missing"),
    [
        pytest.param(BJ, "full_members", "full_members_missing", id="nobody-guesses"),
        pytest.param(AH, "full_time", "full_time_missing", id="D15-asks-for-full-time"),
        pytest.param(WIDE, "managers_transferred", "managers_transferred_missing", id="D17-asks-for-transfer"),
        pytest.param(BJ, "relations_in", "relations_in_missing", id="X-09"),
    ],
)
def test_what_the_reading_needs_is_asked_for(figures: Figures, without: str, missing: str) -> None:
    assert missing in objected(facts(**{without: None}), figures)


@pytest.mark.parametrize(
    ("figures", "mode", "inside", "expected"),
    [
        pytest.param(NATIONAL, "separate", 3, None, id="3-inside"),
        pytest.param(NATIONAL, "separate", 2, "national#支部条例4", id="2-inside"),
        pytest.param(AH, "separate", 2, "ah2017#D15", id="X-09-two-take-part-only"),
        pytest.param(AH, "street_joint", 0, None, id="D18-freed"),
        pytest.param(BJ, "street_joint", 0, "bj2016#6", id="no-text-frees-it-in-Beijing"),
    ],
)
@pytest.mark.req("D17", "D18")
def test_taking_part_never_counts_unless_the_text_frees_the_form(
    figures: Figures, mode: str, inside: int, expected: str | None
) -> None:
    assert objected(facts(mode=mode, relations_in=inside), figures).get("relations_elsewhere") == expected


@pytest.mark.parametrize(
    ("filed", "code"),
    [
        ({"full_time": 4}, "full_time_inconsistent"),
        ({"managers": 4}, "managers_inconsistent"),
        ({"full_time": 2, "managers": 2}, "managers_inconsistent"),
        ({"full_time": 3, "managers": 1}, "managers_inconsistent"),
        ({"managers_transferred": 1}, "managers_transferred_inconsistent"),
        ({"relations_in": 4}, "relations_in_inconsistent"),
        ({"probationary": -1}, "probationary_inconsistent"),
    ],
)
def test_numbers_agree_with_each_other(filed: dict[str, Any], code: str) -> None:
    assert code in objected(facts(**filed))
    assert not any(one.endswith("inconsistent") for one in objected(facts(full_time=2, managers=1)))


@pytest.mark.req("D16")
def test_managers_are_the_posts_of_the_text_and_are_only_counted() -> None:
    posts = [row["label"] for row in AH.rows("formation.managerial_posts")]
    assert posts == ["会长", "副会长", "监事", "理事", "秘书长", "副秘书长"]
    with pytest.raises(NotStated):
        BJ.value("formation.managerial_posts")
    # What is filled in about them are numbers: nobody, member or not, is named.
    assert {name for name in FIELDS if name.startswith("managers")} <= set(COUNTS)


@pytest.mark.parametrize(("reported", "told"), [(3, False), (2, True), (None, False)])
def test_where_the_register_says_another_number_it_is_told(reported: int | None, told: bool) -> None:
    count = MemberCount(base=MemberBase.HEAD_COUNT, as_of=facts().on, full=reported)
    one = facts((replace(HOST, counted=count),))
    assert ("otherwise_reported" in found(one)) is told and objected(one) == {}
