"""Is the form open, and does it meet what the text asks of it? By clause, with every boundary."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.policy.formation.application import (
    AH,
    BJ,
    HOST,
    NATIONAL,
    OTHER,
    XY,
    facts,
    found,
    joint,
    local,
    objected,
    several,
    texts,
)

from shuniu.policy.formation.applying import UnitFacts
from shuniu.policy.formation.approving import approver_of
from shuniu.policy.formation.eligibility import MemberCount
from shuniu.policy.packs import Figures
from shuniu.policy.words import MemberBase


@pytest.mark.parametrize(
    ("figures", "name", "value", "expected"),
    [
        pytest.param(BJ, "mode", "affiliated", "bj2016#6", id="affiliated-is-Xiaoyi's-D04"),
        pytest.param(XY, "mode", "affiliated", None, id="affiliated-D04"),
        pytest.param(XY, "mode", "industry", None, id="industry-D04"),
        pytest.param(BJ, "mode", "with_enterprise", None, id="B33-of-2015-is-open-too-D28"),
        pytest.param(BJ, "basis", "area", None, id="basis-area-D03"),
        pytest.param(BJ, "basis", "kinship", "bj2016#6", id="basis-unknown-D03"),
        pytest.param(BJ, "area_kind", "building", None, id="area-building-D06"),
        pytest.param(BJ, "area_kind", "market", "bj2016#6", id="area-market-is-Xiaoyi's-D26"),
        pytest.param(XY, "area_kind", "activity_centre", None, id="area-centre-D26"),
        pytest.param(BJ, "combination", "with_family", "bj2015#B33", id="combination-unknown-B33"),
    ],
)
@pytest.mark.req("D03", "D04", "D06", "D28")
def test_forms_are_the_open_lists_of_the_texts(figures: Figures, name: str, value: str, expected: str | None) -> None:
    assert objected(facts(**{name: value}), figures).get(f"{name}_not_open") == expected


@pytest.mark.req("D06")
def test_by_area_the_kind_of_area_is_named() -> None:
    assert "area_kind_missing" in objected(joint(mode="area"), BJ)
    assert "area_kind_missing" in objected(facts(basis="area"), BJ)
    assert "area_kind_missing" not in objected(joint(mode="area", area_kind="park"), BJ)


@pytest.mark.req("D26")
def test_hosted_by_a_centre_the_centre_is_named_and_nothing_else_is() -> None:
    hosted = {"basis": "area", "area_kind": "activity_centre"}
    assert "centre_missing" in objected(joint(**hosted), XY)
    assert "centre_unknown" in objected(joint(**hosted, centre=9), XY)
    named = joint(**hosted, centre=9)
    assert (
        not {"centre_missing", "centre_unknown", "centre_differs"}
        & objected(replace(named, centre="城东党建活动中心"), XY).keys()
    )
    assert "centre_differs" in objected(joint(basis="area", area_kind="market", centre=9), XY)
    assert "centre_differs" in objected(facts(centre=9), XY)


@pytest.mark.req("D26")
def test_a_party_organization_of_an_area_is_set_up_by_area_and_alone_takes_a_region() -> None:
    area = {"kind": "area_party_org", "name": "中共城东区域党组织", "region": "530102"}
    assert objected(joint(**area), XY)["area_kind_differs"] == "national#支部条例6"
    assert {"kind_missing", "kind_differs", "area_kind_differs", "region_differs"}.isdisjoint(
        objected(joint(**area, basis="area", area_kind="market"), XY)
    )
    assert "region_differs" in objected(joint(region="530102"), XY)
    # Where the text lists what may be set up, and an area's is not among it, it is not.
    assert objected(joint(**area, basis="area", area_kind="park"), BJ)["kind_not_open"] == "bj2016#6"


@pytest.mark.parametrize(
    ("distinct", "sound", "expected"),
    [
        pytest.param(True, True, set(), id="both"),
        pytest.param(False, True, {"industry_not_distinct"}, id="not-distinct"),
        pytest.param(None, True, {"industry_not_distinct"}, id="nobody-has-judged"),
        pytest.param(True, None, {"management_not_sound"}, id="not-sound"),
        pytest.param(None, None, {"industry_not_distinct", "management_not_sound"}, id="neither"),
    ],
)
@pytest.mark.req("D05")
def test_by_industry_both_conditions_hold(distinct: bool | None, sound: bool | None, expected: set[str]) -> None:
    host = replace(HOST, industry_distinct=distinct, subtype="trade_association")
    said = objected(facts((host,), mode="industry", management_sound=sound), BJ)
    assert {code for code in said if code.startswith(("industry", "management"))} == expected
    assert {said[code] for code in expected} <= {"bj2016#6"}
    assert "host_no_trade_association" in found(facts(mode="industry"), BJ)
    # Xiaoyi knows the form without a condition.
    assert not {code for code in objected(facts(mode="industry"), XY) if code.startswith(("industry", "management"))}


@pytest.mark.parametrize(
    ("units", "filed", "expected"),
    [
        pytest.param((HOST, OTHER), {}, None, id="said-in-words-D07"),
        pytest.param((HOST, OTHER), {"proximity": ""}, "national#支部条例4", id="neither"),
        pytest.param(
            (replace(HOST, street="砚溪"), replace(OTHER, street="砚溪")), {"proximity": ""}, None, id="street"
        ),
        pytest.param(
            (replace(HOST, field="科技"), replace(OTHER, field="科技")), {"proximity": ""}, None, id="field-D08"
        ),
        pytest.param(
            (replace(HOST, field="科技"), replace(OTHER, field="教育")),
            {"proximity": ""},
            "national#支部条例4",
            id="apart",
        ),
    ],
)
@pytest.mark.req("D07", "D08")
def test_who_joins_is_near_or_alike(units: tuple[UnitFacts, ...], filed: dict[str, Any], expected: str | None) -> None:
    assert objected(joint(*units, **filed)).get("neither_near_nor_alike") == expected


@pytest.mark.parametrize(("figures", "clause"), [(BJ, "bj2016#6"), (AH, "ah2017#D08")])
@pytest.mark.req("D07", "D08")
def test_nearness_stands_on_the_nearest_text(figures: Figures, clause: str) -> None:
    assert objected(joint(proximity=""), figures)["neither_near_nor_alike"] == clause


@pytest.mark.parametrize(
    ("number", "grounds", "objects", "weighs"),
    [(5, "", False, False), (6, "", True, False), (6, "同一楼宇", False, True)],
)
def test_more_than_five_units_need_a_reason_and_are_no_bar(
    number: int, grounds: str, objects: bool, weighs: bool
) -> None:
    one = joint(*several(number), exception_grounds=grounds)
    assert ("many_units" in objected(one), "many_units" in found(one)) == (objects, weighs)
    assert {**objected(one), **found(one)}.get("many_units", "national#支部条例4") == "national#支部条例4"


def test_alone_is_one_and_jointly_are_two() -> None:
    assert "number_of_units" in objected(joint(HOST))
    assert "number_of_units" in objected(facts((HOST, OTHER)))
    assert "number_of_units" not in {*objected(facts()), *objected(joint())}


@pytest.mark.req("D18", "D19")
def test_within_one_street_the_street_committee_approves() -> None:
    here = (replace(HOST, street="砚溪街道"), replace(OTHER, street="砚溪街道"))
    one = joint(*here, mode="street_joint", relations_in=0)
    assert objected(one, AH) == {}
    for apart in ("澄中街道", ""):
        units = (here[0], replace(OTHER, street=apart))
        assert objected(joint(*units, mode="street_joint", relations_in=0), AH) == {"streets_differ": "ah2017#D18"}
    approver = approver_of("street_joint", AH)
    assert approver is not None and (approver.key, approver.outside, approver.clause.key) == (
        "street_committee", True, "ah2017#D19",
    )  # fmt: skip
    for mode, figures, key in (
        ("joint", AH, "comprehensive_committee"),
        ("separate", BJ, "superior_party_org"),
        ("street_joint", BJ, "superior_party_org"),
    ):
        inside = approver_of(mode, figures)
        assert inside is not None and (inside.key, inside.outside) == (key, False)


@pytest.mark.req("D25")
def test_substantive_organizations_with_many_staff_stand_alone_first() -> None:
    many = texts("xy", local("organizations.priority_staff_threshold", 30))
    for figures, type_, staff, told in (
        (many, "social_association", 30, True),
        (many, "private_non_enterprise", 30, True),
        (many, "foundation", 30, False),
        (many, "social_association", 29, False),
        (many, "social_association", None, False),
        (XY, "social_association", 300, False),  # the text says “较多” and no number
    ):
        units = (replace(HOST, type=type_, staff=staff), OTHER)
        assert (found(joint(*units), figures).get("priority_class") == "xy#D25") is told


def test_who_could_stand_alone_is_told_and_may_join() -> None:
    def head_count(full: int) -> UnitFacts:
        return replace(HOST, counted=MemberCount(base=MemberBase.HEAD_COUNT, as_of=facts().on, full=full))

    assert found(joint(head_count(3), OTHER))["could_stand_alone"] == "national#支部条例4"
    assert "could_stand_alone" not in found(joint(head_count(2), OTHER))
    assert "could_stand_alone" not in objected(joint(head_count(3), OTHER))


@pytest.mark.req("D20", "D22")
def test_the_pooling_branch_is_a_form_of_its_own() -> None:
    one = facts(mode="pooling", kind="joint_branch", name="中共澄川市社会组织联合会联合支部委员会")
    assert objected(one, AH) == {} and found(one, AH)["pooling_branch"] == "ah2017#D20"
    assert "mode_not_open" in objected(one, BJ)
    assert objected(one, NATIONAL)["mode_not_open"] == "national#中办51-组建"
