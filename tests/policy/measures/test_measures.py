"""Is each measure defined once, cited, and never mistaken for another?"""

from datetime import date
from typing import Any

import pytest

from shuniu.kernel.period import Period
from shuniu.policy.measures import CONDITIONS, MEASURES, Measure, Subject, UnknownMeasure, measure
from shuniu.policy.packs import LocalValue, load_packs, merged, vocabulary
from shuniu.policy.words import FigureSource, RegistrationMode

ALL = [pytest.param(one, id=one.key) for one in MEASURES.values()]
BEIJING = merged(load_packs()["bj2020"].chain, date(2020, 7, 1))
XIAOYI = merged(load_packs()["xy"].chain, date(2020, 1, 1))

NEEDED = {
    "social_organizations", "joint_committees", "party_branches", "organization_coverage", "work_coverage",
    "combined_coverage", "separate_formation", "eligible_not_formed", "unattached", "members", "reported_members",
}  # fmt: skip


def standing(**columns: Any) -> dict[str, Any]:
    row = {"org_covered": False, "work_covered": False, "active_covered": False, "separate": False}
    return row | {"eligible": None, "known": False, "attached": True, "mode": ""} | columns


def test_measures_needed_are_there() -> None:
    assert MEASURES.keys() >= NEEDED


@pytest.mark.parametrize("one", ALL)
def test_measures_cite_clauses_that_exist_and_name_known_conditions(one: Measure) -> None:
    assert one.definition and one.name and one.unit and one.clauses
    for pack, clause in one.clauses.items():
        assert clause.startswith(f"{pack}#") and load_packs()[pack].clause(clause).title
    assert set(one.numerator) | set(one.denominator or ()) <= CONDITIONS.keys()
    for key in (one.kinds_key, one.denominator_key, one.ceiling_key, one.decided_key):
        assert not key or key in vocabulary()
    assert one.is_ratio == (one.unit == "%" and one.subject in (Subject.UNIT, Subject.CROSSING))


def test_measures_ratios_are_told_apart_by_name_numerator_and_denominator() -> None:
    ratios = [one for one in MEASURES.values() if one.is_ratio]
    assert len({one.name for one in MEASURES.values()}) == len(MEASURES)
    assert len({(one.numerator, one.denominator, one.over) for one in ratios}) == len(ratios) >= 5


def test_measures_counted_and_reported_never_share_a_name() -> None:
    names = {source: {one.name for one in MEASURES.values() if one.source is source} for source in FigureSource}
    assert not names[FigureSource.COUNTED] & names[FigureSource.REPORTED]
    assert all("填报" in name for name in names[FigureSource.REPORTED])


@pytest.mark.parametrize(
    ("key", "chain", "clause"),
    [
        ("organization_coverage", "bj2020", "bj2016#6"),
        ("joint_committees", "bj2020", "bj2020#B04"),
        ("hubs", "bj2020", "bj2015#C01"),
        ("organization_coverage", "bj2016", "bj2016#6"),
        ("organization_coverage", "ah2017", "ah2017#E06"),
        ("organization_coverage", "xy", "xy#E08"),
        ("work_coverage", "bj2016", "bj2016#7"),
        ("work_coverage", "ah2017", "ah2017#E13"),
        ("eligible_not_formed", "xy", "xy#D02"),
        ("activity_coverage", "ah2017", "national#口径-覆盖"),
    ],
)
def test_measures_cite_the_nearest_text(key: str, chain: str, clause: str) -> None:
    assert measure(key).clause(load_packs()[chain].chain).key == clause


@pytest.mark.parametrize(
    ("key", "row", "counted"),
    [
        ("social_organizations", standing(), True),
        ("organization_coverage", standing(org_covered=True), True),
        ("organization_coverage", standing(work_covered=True), False),
        ("work_coverage", standing(work_covered=True), True),
        ("combined_coverage", standing(work_covered=True), True),
        ("combined_coverage", standing(org_covered=True), True),
        ("combined_coverage", standing(active_covered=True), False),
        ("separate_formation", standing(org_covered=True, separate=True), True),
        ("separate_formation", standing(org_covered=True), False),
        ("eligible_not_formed", standing(eligible=True), True),
        ("eligible_not_formed", standing(eligible=True, org_covered=True), False),
        ("eligible_not_formed", standing(eligible=None), False),
        ("unattached", standing(attached=False), True),
        ("decoupled_unattached", standing(attached=False, mode=RegistrationMode.DECOUPLED), True),
        ("decoupled_unattached", standing(attached=False, mode="direct_registration"), False),
        ("committee_block", standing(mode="direct_registration"), True),
        ("supervisor_block", standing(mode="dual_administration"), True),
        ("supervisor_block", standing(mode="filing"), False),
        ("members_unknown", standing(), True),
    ],
)
def test_measures_count_the_rows_they_mean(key: str, row: dict[str, Any], counted: bool) -> None:
    assert measure(key).counts_row(row) is counted


def test_measures_the_denominator_of_separate_formation_is_the_offices_to_choose() -> None:
    chosen = LocalValue(
        key="coverage.separate_denominator", period=Period(date(2019, 1, 1)), decision="决定", value="all_organizations"
    )
    other = merged(load_packs()["xy"].chain, date(2020, 1, 1), [chosen])
    separate = measure("separate_formation")
    assert separate.denominator_for(XIAOYI) == ("org_covered",)
    assert separate.denominator_for(other) == ()
    assert "分母为有党组织覆盖的社会组织" in separate.definition_for(XIAOYI)
    assert "分母为全部社会组织" in separate.definition_for(other)


def test_measures_say_which_statuses_and_kinds_they_count() -> None:
    said = measure("organization_coverage").definition_for(BEIJING)
    assert "计入登记状态：正常、异常、备案" in said and "党支部、联合党支部" in said and said.endswith("。")
    kinds = [kind.label for kind in measure("joint_committees").kinds(BEIJING)]
    assert kinds == ["联合党委"]


def test_measures_an_unknown_key_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownMeasure, match="organization_coverage"):
        measure("coverage")


def test_measures_of_other_bodies_are_reported_and_keep_their_own_numerators() -> None:
    keys = {
        "law_firms_covered": "68.6",
        "accounting_firms_formed": "61.3",
        "taxi_companies_synchronized": "92",
    }
    stated = {row["key"]: row["number"] for row in BEIJING.rows("bodies.reported")}
    assert stated == keys
    for key in (*keys, "internet_companies_guided", "businesses_work_covered"):
        assert measure(key).subject is Subject.REPORTED and measure(key).source is FigureSource.REPORTED
    assert "自己建立" in measure("accounting_firms_formed").definition
