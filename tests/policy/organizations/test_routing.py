"""Does routing propose whom each text names, cite the clause, and never guess?"""

from dataclasses import replace
from datetime import date

import pytest

from shuniu.kernel.period import Period
from shuniu.policy.organizations.routing import Outcome, propose
from shuniu.policy.organizations.routing_conditions import CONDITIONS, RoutingFacts
from shuniu.policy.packs import Figures, LocalValue, load_packs, merged
from shuniu.policy.words import (
    AdministrativeLevel,
    GuidanceKind,
    Influence,
    JointAxis,
    LegalStatus,
    OrganizationType,
    RegistrationMode,
    RoutingRelation,
    RoutingTarget,
)

ADOPTED = LocalValue(
    key="leading_body.rules", period=Period(date(2016, 12, 1)), decision="市委组织部批复", adopts="bj2020"
)


def texts(home: str, on: date, *local: LocalValue) -> Figures:
    return merged(load_packs()[home].chain, on, local)


BJ2015 = texts("bj2015", date(2015, 12, 1))
BJ2016 = texts("bj2016", date(2017, 1, 1))
BJ2020 = texts("bj2020", date(2020, 7, 1), ADOPTED)
BJ2020_NOT_ADOPTED = texts("bj2020", date(2020, 7, 1))
AH2017 = texts("ah2017", date(2018, 1, 1))
XY = texts("xy", date(2020, 1, 1))

ASSOCIATION = RoutingFacts(
    type=OrganizationType.SOCIAL_ASSOCIATION,
    legal_status=LegalStatus.LEGAL_PERSON,
    level=AdministrativeLevel.PROVINCE,
    axes={JointAxis.FIELD: "社会服务"},
)
DIRECT = replace(ASSOCIATION, mode=RegistrationMode.DIRECT_REGISTRATION)
DECOUPLED = replace(ASSOCIATION, mode=RegistrationMode.DECOUPLED)
SUPERVISED = replace(ASSOCIATION, mode=RegistrationMode.DUAL_ADMINISTRATION, supervising_unit="市科委")
CIVIL_AFFAIRS = replace(ASSOCIATION, mode=RegistrationMode.CIVIL_AFFAIRS_SUPERVISED, supervising_unit="市民政局")
DISTINCT_LARGE = replace(DIRECT, industry_distinct=True, influence=Influence.LARGE)
PLAIN_SMALL = replace(DIRECT, industry_distinct=False, influence=Influence.SMALL)
DISTINCT_SMALL = replace(DIRECT, industry_distinct=True, influence=Influence.SMALL)
COMMUNITY = RoutingFacts(
    type=OrganizationType.COMMUNITY_SOCIAL_ORG,
    legal_status=LegalStatus.FILING,
    mode=RegistrationMode.FILING,
    region="110105",
    street="某街道",
)
LAW_FIRM = RoutingFacts(
    type=OrganizationType.LAW_FIRM,
    legal_status=LegalStatus.PRACTISING_BODY,
    mode=RegistrationMode.PRACTICE_LICENCE,
)

T = RoutingTarget
CASES = [
    pytest.param(BJ2016, SUPERVISED, T.SUPERVISOR_PARTY_ORG, "bj2016#4", id="bj2016#4-B14-supervised"),
    pytest.param(BJ2016, DISTINCT_LARGE, T.INDUSTRY_PARTY_ORG, "bj2016#4", id="bj2016#4-B15-industry"),
    pytest.param(BJ2016, PLAIN_SMALL, T.FALLBACK_STREET, "bj2016#4", id="bj2016#4-B16-small"),
    pytest.param(BJ2016, COMMUNITY, T.FALLBACK_STREET, "bj2016#4", id="bj2016#4-B16-community"),
    pytest.param(AH2017, DIRECT, T.COMPREHENSIVE_COMMITTEE, "ah2017#B18", id="ah2017#B18-direct"),
    pytest.param(AH2017, DECOUPLED, T.COMPREHENSIVE_COMMITTEE, "ah2017#B18", id="ah2017#B18-decoupled"),
    pytest.param(AH2017, SUPERVISED, T.SUPERVISOR_PARTY_ORG, "ah2017#B19", id="ah2017#B19-supervised"),
    pytest.param(BJ2015, SUPERVISED, T.SUPERVISOR_PARTY_ORG, "bj2015#B17", id="bj2015#B17-supervised"),
    pytest.param(BJ2015, LAW_FIRM, T.REGULATOR_PARTY_ORG, "bj2015#A02", id="bj2015#A02-law-firm"),
    pytest.param(BJ2015, COMMUNITY, T.FALLBACK_STREET, "bj2015#A03", id="bj2015#A03-on-file"),
    pytest.param(BJ2020, DECOUPLED, T.JOINT_COMMITTEE, "bj2020#A06", id="bj2020#A06-decoupled"),
    pytest.param(BJ2020, CIVIL_AFFAIRS, T.JOINT_COMMITTEE, "bj2020#A04", id="bj2020#A04-civil-affairs"),
    pytest.param(BJ2020, DIRECT, T.JOINT_COMMITTEE, "bj2020#A04", id="bj2020#A04-direct"),
    pytest.param(BJ2020, SUPERVISED, T.SUPERVISOR_PARTY_ORG, "bj2016#4", id="X-07-others-stay-under-2016"),
    pytest.param(BJ2020, COMMUNITY, T.FALLBACK_STREET, "bj2016#4", id="bj2016#4-community-in-2020"),
    pytest.param(
        XY, SUPERVISED, T.SUPERVISOR_PARTY_ORG, "national#中办51-管理体制", id="xy-silent-national-supervised"
    ),
    pytest.param(XY, DIRECT, T.COMPREHENSIVE_COMMITTEE, "national#中办51-管理体制", id="xy-silent-national-direct"),
    pytest.param(
        BJ2016,
        DISTINCT_SMALL,
        T.COMPREHENSIVE_COMMITTEE,
        "national#中办51-管理体制",
        id="bj2016-silent-national-applies",
    ),
]


@pytest.mark.req("B13", "B14", "B15", "B16", "B17", "B18", "A02", "A03", "A10")
@pytest.mark.parametrize(("figures", "facts", "target", "clause"), CASES)
def test_routing_proposes_whom_the_text_names(
    figures: Figures, facts: RoutingFacts, target: RoutingTarget, clause: str
) -> None:
    proposal = propose(facts, figures)
    assert proposal.target is not None and proposal.clause is not None
    assert (proposal.target.kind, proposal.clause.key) == (target, clause)
    assert clause in proposal.explanation and target.label in proposal.explanation
    assert not proposal.lacking


@pytest.mark.req("B19")
def test_routing_anhui_keeps_a_guidance_relation_beside_the_supervisor() -> None:
    proposal = propose(SUPERVISED, AH2017)
    assert proposal.target is not None
    assert proposal.target.parameters == {"supervising_unit": "市科委"}
    assert [(target.kind, kind) for target, kind in proposal.guidance] == [
        (RoutingTarget.COMPREHENSIVE_COMMITTEE, GuidanceKind.GUIDANCE_AND_URGING)
    ]
    assert "指导和督促" in proposal.explanation


@pytest.mark.req("B15")
def test_routing_an_industry_organization_may_have_one_of_four_sponsors() -> None:
    target = propose(DISTINCT_LARGE, BJ2016).target
    assert target is not None
    assert target.parameters["sponsors"] == (
        "supervising_unit",
        "registration_authority",
        "trade_association",
        "hub_organization",
    )


@pytest.mark.req("A03")
def test_routing_a_street_is_contact_manager_of_organizations_on_file() -> None:
    proposal = propose(COMMUNITY, BJ2015)
    assert proposal.relation is RoutingRelation.CONTACT_MANAGEMENT
    assert proposal.target is not None and proposal.target.parameters["street"] == "某街道"


@pytest.mark.parametrize(
    ("type_", "regulator"),
    [
        (OrganizationType.LAW_FIRM, "司法部门"),
        (OrganizationType.ACCOUNTING_FIRM, "财政部门"),
        (OrganizationType.TAX_FIRM, "地税部门"),
    ],
)
@pytest.mark.req("A02")
def test_routing_firms_go_to_their_regulator(type_: OrganizationType, regulator: str) -> None:
    target = propose(replace(LAW_FIRM, type=type_), BJ2015).target
    assert target is not None and target.parameters == {"regulator": regulator}


@pytest.mark.parametrize(
    ("figures", "facts", "attributes"),
    [
        pytest.param(BJ2016, DIRECT, ["industry_distinct", "influence"], id="bj2016#4-nothing-decided"),
        pytest.param(BJ2016, replace(DIRECT, industry_distinct=True), ["influence"], id="bj2016#4-influence"),
        pytest.param(BJ2016, replace(DIRECT, industry_distinct=False), ["influence"], id="bj2016#4-smallness"),
        pytest.param(BJ2016, ASSOCIATION, ["mode"], id="bj2016#4-mode"),
        pytest.param(AH2017, replace(DIRECT, level=None), ["level"], id="ah2017#B18-level"),
        pytest.param(BJ2020, replace(DIRECT, axes={}), ["axes"], id="bj2020#B04-axis"),
        pytest.param(BJ2020, replace(DIRECT, level=None, axes={}), ["level", "axes"], id="bj2020#A04-level"),
    ],
)
def test_routing_says_which_decision_is_lacking_and_who_makes_it(
    figures: Figures, facts: RoutingFacts, attributes: list[str]
) -> None:
    proposal = propose(facts, figures)
    assert proposal.target is None and not proposal.decided
    assert [one.attribute for one in proposal.lacking] == attributes
    assert all(one.who and one.label in proposal.explanation for one in proposal.lacking)


def test_routing_district_organizations_are_not_drawn_into_the_municipal_committee() -> None:
    district = replace(DIRECT, level=AdministrativeLevel.COUNTY, industry_distinct=False, influence=Influence.SMALL)
    target = propose(district, BJ2020).target
    assert target is not None and target.kind is RoutingTarget.FALLBACK_STREET


def test_routing_a_report_not_adopted_is_shown_as_another_way() -> None:
    proposal = propose(PLAIN_SMALL, BJ2020_NOT_ADOPTED)
    assert proposal.clause is not None and proposal.clause.key == "bj2016#4"
    others = {one.clause.key: one for one in proposal.alternatives}
    assert others["bj2020#A04"].target.kind is RoutingTarget.JOINT_COMMITTEE
    assert others["bj2020#A04"].marks == ("实践做法",)


def test_routing_traces_every_rule_with_its_reason() -> None:
    proposal = propose(PLAIN_SMALL, BJ2016)
    beijing = [one for one in proposal.trace if one.clause.key == "bj2016#4"]
    assert [one.outcome for one in beijing] == [
        Outcome.DOES_NOT_APPLY,
        Outcome.DOES_NOT_APPLY,
        Outcome.DOES_NOT_APPLY,
        Outcome.APPLIES,
    ]
    assert beijing[0].reason == "不符合：有业务主管单位"
    assert beijing[3].reason == "符合：行业特征不明显、规模较小"


def test_routing_on_national_memory_is_marked() -> None:
    marks = propose(DIRECT, XY).marks
    assert "未核对原文" in marks and "本地未明示，沿用上一级文本" in marks


def test_routing_without_any_text_says_that_the_texts_are_silent() -> None:
    proposal = propose(DIRECT, texts("bj2015", date(2014, 1, 1)))
    assert proposal.target is None and "原文未明示" in proposal.explanation


def test_routing_rules_of_all_packs_name_known_conditions_and_targets() -> None:
    for pack in load_packs().values():
        for one in pack.statements:
            if one.key == "leading_body.rules":
                for row in one.value:
                    assert set(row["when"]) <= CONDITIONS.keys()
                    assert RoutingTarget(row["target"]) and RoutingRelation(row["relation"])


@pytest.mark.parametrize("unit", [None, "市卫生局"])
def test_routing_the_registered_mode_outweighs_a_name_left_in_the_ledger(unit: str | None) -> None:
    facts = replace(DECOUPLED, supervising_unit=unit)
    proposal = propose(facts, AH2017)
    assert proposal.target is not None and proposal.target.kind is RoutingTarget.COMPREHENSIVE_COMMITTEE
