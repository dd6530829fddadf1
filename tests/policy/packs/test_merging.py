"""Which value holds where, on which day, and does the figure say whose it is?"""

from datetime import date
from decimal import Decimal

import pytest

from shuniu.kernel.period import Period
from shuniu.policy.packs import Figures, LocalValue, NotStated, PackBroken, load_packs, merged
from shuniu.policy.words import Confidence, Force

BEIJING, ANHUI, XIAOYI = "bj2020", "ah2017", "xy"
DAY = date(2020, 7, 1)


def figures(home: str, on: date = DAY, *local: LocalValue) -> Figures:
    return merged(load_packs()[home].chain, on, local)


@pytest.mark.parametrize(
    ("home", "key", "value", "clause", "force"),
    [
        (BEIJING, "formation.min_full_members", 3, "bj2016#6", Force.NORMATIVE),
        (ANHUI, "formation.min_full_members", 3, "ah2017#D15", Force.PRACTICE),
        (XIAOYI, "formation.min_full_members", 3, "xy#D02", Force.PRACTICE),
        (BEIJING, "funding.per_capita_min", 200, "bj2016#18", Force.NORMATIVE),
        (BEIJING, "funding.per_capita_rule", "floor", "bj2016#18", Force.NORMATIVE),
        (BEIJING, "dues.return_ratio", Decimal(100), "bj2016#18", Force.NORMATIVE),
        (BEIJING, "dues.return_label", "全额下拨", "bj2016#18", Force.NORMATIVE),
        (BEIJING, "assessment.gate", "indicator", "bj2016#18", Force.NORMATIVE),
        (ANHUI, "assessment.gate", "cap", "ah2017#F17", Force.PRACTICE),
        (ANHUI, "assessment.cap_grade", "3a", "ah2017#F17", Force.PRACTICE),
        (XIAOYI, "assessment.gate", "mandatory", "xy#F24", Force.PRACTICE),
        (BEIJING, "structure.tiers", 3, "bj2020#B02", Force.PRACTICE),
        (BEIJING, "structure.joint_committee_target_load", 50, "bj2020#B06", Force.PRACTICE),
        (ANHUI, "training.secretary_days_per_year", 3, "ah2017#J15", Force.PRACTICE),
        (ANHUI, "theory_talk.period", "quarter", "ah2017#J18", Force.PRACTICE),
        (ANHUI, "instructor.residence_days", 10, "ah2017#G08", Force.PRACTICE),
        (ANHUI, "formation.headcount_base", "full_time_staff", "ah2017#D15", Force.PRACTICE),
        (BEIJING, "projects.per_year_max", 2, "bj2016#17", Force.NORMATIVE),
        (BEIJING, "institutions.count_min", 30, "bj2020#K09", Force.PRACTICE),
        (XIAOYI, "dual_participation.co_managers_max", 1, "xy#I14", Force.PRACTICE),
        (BEIJING, "leading_body.key_supervisor_threshold", 10, "bj2015#B26", Force.PRACTICE),
    ],
)
def test_merging_gives_the_value_with_its_clause(home: str, key: str, value: object, clause: str, force: Force) -> None:
    figure = figures(home).value(key)
    assert (figure.value, figure.clause.key, figure.force) == (value, clause, force)
    assert not figure.inherited


@pytest.mark.parametrize("home", [BEIJING, ANHUI, XIAOYI])
def test_merging_takes_the_national_value_where_the_local_text_is_silent_and_says_so(home: str) -> None:
    figure = figures(home).value("branch.committee_meeting_period")
    assert (figure.value, figure.pack, figure.inherited) == ("month", "national", True)
    assert "本地未明示，沿用上一级文本" in figure.marks


def test_merging_a_report_never_repeals_the_normative_text_of_its_place() -> None:
    layers = figures(BEIJING).value("structure.layers")
    assert layers.clause.key == "bj2016#4"
    assert [one.clause.key for one in layers.practices] == ["bj2020#B01", "bj2015#C02"]
    assert all(one.force is Force.PRACTICE for one in layers.practices)


def test_merging_before_the_normative_text_the_report_stands_alone() -> None:
    assert figures(BEIJING, date(2015, 12, 1)).value("funding.per_capita_rule").value == "fixed"
    assert figures(BEIJING, date(2016, 1, 1)).value("funding.per_capita_rule").value == "floor"


@pytest.mark.req("D04", "D28")
@pytest.mark.parametrize(
    ("home", "modes"),
    [
        (BEIJING, ["separate", "joint", "industry", "area"]),
        (XIAOYI, ["separate", "joint", "industry", "affiliated"]),
        (ANHUI, ["separate", "joint", "street_joint", "pooling"]),
    ],
)
def test_merging_forms_of_setting_up_are_the_open_list_of_each_text(home: str, modes: list[str]) -> None:
    assert [row["key"] for row in figures(home).rows("formation.modes")] == modes


def test_merging_beijing_knows_three_bases() -> None:
    assert [row["label"] for row in figures(BEIJING).rows("formation.bases")] == ["单位", "行业", "区域"]


@pytest.mark.parametrize(
    ("home", "key", "says"),
    [
        (BEIJING, "formation.headcount_base", "未写是否限于专职工作人员"),
        (XIAOYI, "formation.headcount_base", "未写计数范围"),
        (BEIJING, "instructor.size_threshold", "未写人数"),
        (ANHUI, "instructor.residence_period", "文字缺损"),
        (BEIJING, "organizations.priority_staff_threshold", "未写人数"),
        (BEIJING, "meetings.joint_period", "未写周期"),
    ],
)
def test_merging_invents_nothing_where_the_source_is_damaged_or_silent(home: str, key: str, says: str) -> None:
    with pytest.raises(NotStated, match=says) as refusal:
        figures(home).value(key)
    assert "原文未明示" in str(refusal.value) and "作出决定" in str(refusal.value)
    assert refusal.value.clause is not None
    assert figures(home).stated(key) is None


def test_merging_a_key_nobody_speaks_of_is_not_stated_either() -> None:
    with pytest.raises(NotStated, match="理论宣讲周期"):
        figures(XIAOYI).value("theory_talk.period")


def test_merging_an_office_decides_what_the_text_leaves_open_from_a_day_on() -> None:
    decided = LocalValue(
        key="formation.headcount_base",
        period=Period(date(2018, 3, 1)),
        decision="综合党委〔2018〕3号",
        value="as_reported",
    )
    figure = figures(BEIJING, DAY, decided).value("formation.headcount_base")
    assert (figure.value, figure.force, figure.decision) == ("as_reported", Force.LOCAL, "综合党委〔2018〕3号")
    assert figure.silences[0].clause.key == "bj2016#6"
    with pytest.raises(NotStated):
        figures(BEIJING, date(2018, 2, 28), decided).value("formation.headcount_base")


def test_merging_an_office_adopts_a_reported_practice_from_a_day_on() -> None:
    adopted = LocalValue(
        key="structure.layers", period=Period(date(2016, 12, 1)), decision="市委组织部批复", adopts="bj2020"
    )
    layers = figures(BEIJING, DAY, adopted).value("structure.layers")
    assert [row["label"] for row in layers.value] == ["综合党委", "联合党委", "社会组织党组织"]
    assert (layers.clause.key, layers.force, layers.decision) == ("bj2020#B01", Force.PRACTICE, "市委组织部批复")
    assert figures(BEIJING, date(2016, 11, 30), adopted).value("structure.layers").clause.key == "bj2016#4"


def test_merging_what_stood_first_before_the_office_decided_stands_plainly_behind_it() -> None:
    """What a text says is kept between questions; a decision laid on top must not carry what stood beside it along."""
    assert figures(BEIJING).value("structure.layers").practices
    decided = LocalValue(key="structure.layers", period=Period(DAY), decision="决定", adopts="bj2020")
    first, *others = figures(BEIJING, DAY, decided).layers("structure.layers")
    assert first.decision == "决定"
    assert [(one.clause.key, one.practices, one.silences) for one in others] == [
        ("bj2016#4", (), ()),
        ("bj2015#C02", (), ()),
    ]
    assert figures(BEIJING).value("structure.layers").clause.key == "bj2016#4"


def test_merging_a_local_value_needs_a_ground() -> None:
    with pytest.raises(ValueError, match="decision or the clause"):
        LocalValue(key="structure.tiers", period=Period(DAY), decision="", value=2)
    with pytest.raises(ValueError, match="states a value or adopts"):
        LocalValue(key="structure.tiers", period=Period(DAY), decision="决定")


def test_merging_what_stands_on_memory_is_marked() -> None:
    early = figures(BEIJING, date(2012, 1, 1)).value("formation.min_full_members")
    assert (early.value, early.unverified) == (3, True)
    assert "未核对原文" in early.marks
    later = figures("national", date(2019, 1, 1)).value("formation.min_full_members")
    assert (later.confidence, later.unverified) == (Confidence.STORED_PAGE, False)


def test_merging_the_platforms_own_counting_holds_on_every_day_and_is_not_passed_off_as_law() -> None:
    figure = figures(XIAOYI, date(1990, 1, 1)).value("coverage.counted_statuses")
    assert figure.value == ("normal", "abnormal", "filed")
    assert figure.marks == ("本平台口径",)


def test_merging_a_local_list_that_passed_through_json_is_frozen_again() -> None:
    decided = LocalValue(
        key="work_coverage.instruments",
        period=Period(date(2018, 1, 1)),
        decision="综合党委决定",
        value=[{"key": "instructor", "label": "指导员"}, {"key": "joint_committee_attachment", "label": "联合党委"}],
    )
    instruments = figures(BEIJING, DAY, decided).value("work_coverage.instruments")
    assert isinstance(instruments.value, tuple)
    assert [row["key"] for row in instruments.value] == ["instructor", "joint_committee_attachment"]


def test_merging_a_local_value_of_the_wrong_shape_is_refused() -> None:
    decided = LocalValue(key="structure.tiers", period=Period(date(2018, 1, 1)), decision="决定", value="三级")
    with pytest.raises(PackBroken, match="党组织层数"):
        figures(BEIJING, DAY, decided)
