"""Do the texts name the actors, bodies, levels and principles of this work, each with its clause?"""

from datetime import date

import pytest

from shuniu.policy.packs import load_packs, merged
from shuniu.policy.words import (
    ActivityScope,
    ActorRole,
    AreaKind,
    FormationBasis,
    FormationMode,
    GuidanceKind,
    IndustrySponsor,
    InstructorDuty,
    InstructorSource,
    JointAxis,
    OrganizationType,
    RegistrationMode,
    Word,
    WorkCoverageInstrument,
)

BEIJING = merged(load_packs()["bj2020"].chain, date(2020, 7, 1))
BJ2015 = merged(load_packs()["bj2015"].chain, date(2015, 12, 1))
AH2017 = merged(load_packs()["ah2017"].chain, date(2018, 1, 1))


@pytest.mark.req("B24")
def test_structure_beijing_names_five_actors_and_their_duties() -> None:
    figure = BEIJING.value("structure.actors")
    assert figure.clause.key == "bj2016#4"
    assert [(row["label"], row["duty"]) for row in figure.value] == [
        ("党委", "统一领导"),
        ("组织部门", "牵头抓总"),
        ("社会工委", "具体指导"),
        ("民政部门", "结合登记、检查、评估以及日常监管等职能抓好党建工作"),
        ("其他业务主管部门", "结合职责协同推进"),
    ]


@pytest.mark.req("B25")
def test_structure_the_report_of_2015_names_four_actors() -> None:
    figure = BJ2015.value("structure.actors")
    assert (figure.clause.key, len(figure.value)) == ("bj2015#B25", 4)


@pytest.mark.req("B13")
def test_structure_principles_stand_as_written() -> None:
    assert BEIJING.words("leading_body.principles") == ("分级负责", "分类管理", "条块结合", "区域兜底")


@pytest.mark.req("B20")
def test_structure_anhui_adds_who_approves_manages() -> None:
    figure = AH2017.value("leading_body.principles")
    assert (figure.value, figure.clause.key) == (("谁主管、谁负责", "谁审批、谁管理"), "ah2017#B20")


def test_structure_anhui_keeps_committee_and_supervisors_as_peers() -> None:
    assert GuidanceKind(AH2017.text("leading_body.relation_to_supervisors")) is GuidanceKind.PEER


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("organizations.types", OrganizationType),
        ("organizations.regulators", OrganizationType),
        ("organizations.registration_modes", RegistrationMode),
        ("organizations.activity_scopes", ActivityScope),
        ("structure.actors", ActorRole),
        ("leading_body.industry_sponsors", IndustrySponsor),
        ("leading_body.guidance_bodies", IndustrySponsor),
        ("structure.joint_committee_axes", JointAxis),
        ("formation.bases", FormationBasis),
        ("formation.area_kinds", AreaKind),
        ("work_coverage.instruments", WorkCoverageInstrument),
        ("instructor.sources", InstructorSource),
        ("instructor.duties", InstructorDuty),
    ],
)
def test_structure_keys_of_closed_lists_are_words(key: str, words: type[Word]) -> None:
    rows = [
        row
        for pack in load_packs().values()
        for one in pack.statements
        if one.key == key and not one.silent
        for row in one.value
    ]
    assert rows and all(words(row["key"]) for row in rows)


def test_structure_open_lists_may_hold_modes_the_law_has_no_word_for() -> None:
    modes = {
        row["key"]
        for pack in load_packs().values()
        for one in pack.statements
        if one.key == "formation.modes"
        for row in one.value
    }
    assert {mode.value for mode in FormationMode} <= modes
    assert "with_enterprise" in modes
