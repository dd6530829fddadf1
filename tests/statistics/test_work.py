"""Coverage by level, larger organizations without an instructor, who is in no joint committee, members without one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from tests.cast import BEGINNING, Cast
from tests.statistics.ground import DAY, Ground

from shuniu.models import LocalFigure, PackBinding
from shuniu.policy.words import FigureSource
from shuniu.statistics import NoFigures, NotYours, Table, figure_for, rows_for
from shuniu.statistics.reports import (
    NothingKnown,
    class_duties,
    coverage_by_level,
    coverage_headlines,
    in_no_joint_committee,
    joint_committee_loads,
    larger_without_instructor,
    reported,
)

pytestmark = pytest.mark.django_db
BEFORE = DAY - timedelta(days=1)
THREE = ("work_committee", "joint_party_organization", "committee_office")


def chain(put: Ground, *packs: str) -> None:
    """Other texts than those of Beijing for the whole tree of the cast."""
    PackBinding.objects.filter(party_organization_id=put.cast.top).update(retracted=put.cast.opening)
    put.fact(PackBinding, None, None, party_organization_id=put.cast.top, chain=list(packs))


def decide(put: Ground, key: str, value: Any, start: date | None = None) -> None:
    put.fact(LocalFigure, start, None, party_organization_id=put.cast.top, key=key, value=value, decision="党委会决定")


def number(cast: Cast, measure: str, on: date = DAY, node: int | None = None) -> tuple[Any, Any]:
    table = figure_for(cast.clerk, measure, node or cast.top, on)
    assert isinstance(table, Table)
    return table.numerator, table.value


@pytest.mark.req("C06", "E01")
def test_both_coverages_are_told_for_each_level(ground_of_facts: Ground) -> None:
    """Twenty at the level of the municipality, 17 reached: 85 per cent; a district and an unknown level apart."""
    put, cast = ground_of_facts, ground_of_facts.cast
    for index in range(20):
        unit = put.unit(f"市{index}会", at=cast.joint, level="province")
        if index < 12:
            put.cover(unit, cast.branch, end=DAY if index == 0 else None)
        if 10 <= index < 17:
            put.work(unit, "trade_union")
    put.cover(put.unit("区会", at=cast.other, level="county"), cast.branch)
    put.unit("不明会", at=cast.joint)
    put.unit("止会", at=cast.joint, level="province", status="deregistered")
    put.settle()
    told = {
        line.level: [(one.numerator, one.denominator) for one in (line.organization, line.work, line.either, line.both)]
        for line in coverage_by_level(cast.clerk, cast.top, BEFORE)
    }
    assert list(told.items()) == [
        ("省（自治区、直辖市）", [(12, 20), (7, 20), (17, 20), (2, 20)]),
        ("县（市、区）", [(1, 1), (0, 1), (1, 1), (0, 1)]),
        ("级别未明", [(0, 1), (0, 1), (0, 1), (0, 1)]),
    ]
    municipal, *_ = coverage_by_level(cast.clerk, cast.top, BEFORE)
    assert municipal.either.value == 0.85
    later, *_ = coverage_by_level(cast.clerk, cast.top, DAY)
    assert (later.organization.numerator, later.either.value) == (11, 0.8)
    assert [line.level for line in coverage_by_level(cast.clerk, cast.other, DAY)] == ["县（市、区）"]


@pytest.mark.req("C06")
def test_the_85_per_cent_stand_as_reported_with_what_is_not_clear_about_them(ground_of_facts: Ground) -> None:
    put, cast = ground_of_facts, ground_of_facts.cast
    told = {one.clause.key: one for one in coverage_headlines(cast.clerk, cast.top, DAY)}
    assert (told["bj2015#C06"].label, told["bj2015#C06"].said) == ("市级社会组织党的组织和党建工作覆盖", "85%以上")
    assert "是并且还是或者不明" in told["bj2015#C06"].note
    put.report("reported_combined_coverage", share=Decimal("0.85"))
    figure = figure_for(cast.clerk, "reported_combined_coverage", cast.top, DAY)
    assert isinstance(figure, Table)
    assert (figure.value, figure.source, figure.numerator) == (0.85, FigureSource.REPORTED, None)
    assert number(cast, "combined_coverage") == (0, None)
    chain(put, "national")
    assert coverage_headlines(cast.clerk, cast.top, DAY) == []


def large(put: Ground, sizes: Iterable[int | None]) -> list[int]:
    return [
        put.unit(f"第{index}会", at=put.cast.joint, full_time_staff=size, part_time_staff=None if size is None else 0)
        for index, size in enumerate(sizes)
    ]


@pytest.mark.req("G01")
def test_no_size_is_invented_until_the_office_decides_one(ground_of_facts: Ground) -> None:
    put, cast = ground_of_facts, ground_of_facts.cast
    large(put, [10_000])
    put.settle()
    found = larger_without_instructor(cast.clerk, cast.top, DAY)
    assert found.size is not None
    assert (found.without, found.size.staff) == ((), None)
    assert "原文未明示" in found.size.open and "较大规模" in found.size.open
    assert found.size.clause is not None and found.size.clause.key == "bj2015#G01"
    chain(put, "ah2017", "national")
    assert larger_without_instructor(cast.clerk, cast.top, DAY).size is None


@pytest.mark.req("G01")
def test_who_reaches_the_decided_size_and_has_no_instructor_is_listed_by_name(ground_of_facts: Ground) -> None:
    put, cast = ground_of_facts, ground_of_facts.cast
    at, _, sent, gone, _ = large(put, [50, 49, 80, 60, None])
    put.post("Z01", sent)
    put.post("Z02", gone, end=DAY)
    put.post("Z03", at, start=DAY + timedelta(days=1))
    put.settle()
    decide(put, "instructor.size_threshold", 50, start=date(2019, 1, 1))
    found = larger_without_instructor(cast.clerk, cast.top, DAY)
    assert [(one.name, one.staff) for one in found.without] == [("第0会", 50), ("第3会", 60)]
    assert (found.unknown, found.size and found.size.staff) == (1, 50)
    assert [one.name for one in larger_without_instructor(cast.clerk, cast.top, BEFORE).without] == ["第0会"]
    assert larger_without_instructor(cast.clerk, cast.top, date(2018, 12, 31)).without == ()
    assert larger_without_instructor(cast.clerk, cast.other, DAY).without == ()


@pytest.mark.req("B07")
def test_who_stands_in_no_joint_committee_is_named_whatever_else_is_so(ground_of_facts: Ground) -> None:
    """Directly under the committee is in none, a branch of one is in one; dual administration is out of scope."""
    put, cast = ground_of_facts, ground_of_facts.cast
    put.cover(put.unit("单建会", at=cast.joint), cast.branch)
    put.unit("未建会", at=cast.other, mode="decoupled")
    put.unit("支部之会", at=cast.branch)
    put.unit("直属会", at=cast.top)
    put.unit("无归口会", mode="civil_affairs_supervised")
    put.unit("他管会", at=cast.top, mode="dual_administration")
    put.unit("将走会", at=cast.other, end=DAY)
    moved = put.unit("后入会")
    put.answer(moved, cast.other, start=DAY)
    put.settle()
    found = in_no_joint_committee(cast.clerk, cast.top, DAY, most=9)
    assert (found.names, found.organizations) == (("无归口会", "直属会"), 2)
    first = in_no_joint_committee(cast.clerk, cast.top, BEFORE, most=2)
    assert (first.names, first.organizations) == (("后入会", "无归口会"), 3)
    nobody = in_no_joint_committee(cast.clerk, cast.joint, DAY, most=9)
    assert (nobody.names, nobody.organizations) == ((), 0)
    loads = {line.code: line.organizations for line in joint_committee_loads(cast.clerk, cast.top, DAY)}
    assert loads == {"joint": 2, "other": 2}


@pytest.mark.req("E11")
def test_members_of_whom_no_branch_takes_care_are_counted_on_their_base(ground_of_facts: Ground) -> None:
    put, cast = ground_of_facts, ground_of_facts.cast
    chain(put, "ah2017", "national")
    leaving = put.unit("甲会", at=cast.joint)
    put.heads(leaving, 3, 4)
    put.cover(leaving, cast.branch, end=DAY)
    small = put.unit("乙会", at=cast.joint)
    put.heads(small, 0, 1)
    put.heads(put.unit("丙会", at=cast.joint), 0, 0)
    put.unit("丁会", at=cast.joint)
    put.settle()
    before, after = (figure_for(cast.clerk, "members_without_branch", cast.top, on) for on in (BEFORE, DAY))
    assert isinstance(before, Table) and isinstance(after, Table)
    assert (before.numerator, after.numerator) == (1, 5)
    assert after.missing == 1  # who reported nothing is not a zero
    assert after.source is FigureSource.REPORTED
    assert after.clause.key == "ah2017#E11"
    assert "人数填报" in after.definition and "党员名册" in after.definition
    page = rows_for(cast.clerk, "members_without_branch", cast.top, DAY)
    assert not isinstance(page, NoFigures)
    assert [row.name for row in page.rows] == ["乙会", "甲会"]
    put.cover(small, cast.branch)
    put.cover(leaving, cast.branch, start=DAY)
    put.settle()
    assert number(cast, "members_without_branch") == (0, 0)


@pytest.mark.req("P04")
def test_entries_counted_here_and_the_1068_of_a_report_never_share_a_label(ground_of_facts: Ground) -> None:
    put, cast = ground_of_facts, ground_of_facts.cast
    chain(put, "ah2017", "national")
    for index, full in enumerate([3, 0, None]):
        unit = put.unit(f"第{index}会", at=cast.joint)
        if full is not None:
            put.heads(unit, full, as_of=BEGINNING if full else DAY)
    put.settle()
    assert (number(cast, "members_known", BEFORE), number(cast, "members_unknown", BEFORE)) == ((1, 1), (2, 2))
    assert (number(cast, "members_known"), number(cast, "members_unknown")) == ((2, 2), (1, 1))
    assert isinstance(figure_for(cast.clerk, "entries_completed", cast.top, DAY), NoFigures)
    put.report("entries_completed", Decimal(1068))
    told = figure_for(cast.clerk, "entries_completed", cast.top, DAY)
    counted = figure_for(cast.clerk, "members_known", cast.top, DAY)
    assert isinstance(told, Table) and isinstance(counted, Table)
    assert (told.value, counted.value) == (1068, 2)
    assert (told.source.label, counted.source.label) == ("填报数", "按登记数据计算")
    assert told.measure.name != counted.measure.name and told.measure.name.endswith("（填报）")
    assert told.clause.key == counted.clause.key == "ah2017#P04"


@pytest.mark.req("C05")
def test_a_complete_hub_reaches_those_it_contacts_by_work(ground_of_facts: Ground) -> None:
    """3+1: with the fourth element the contact begins to count, without it or without a contact it does not."""
    put, cast = ground_of_facts, ground_of_facts.cast
    whole, partly = put.unit("甲联合会"), put.unit("乙联合会")
    put.hub(whole, "municipal", "accredited", *THREE)
    put.hub_element(whole, "regular_meeting", DAY)
    put.hub(partly, "municipal", "accredited", *THREE)
    reached, unreached = put.unit("子会", at=cast.joint), put.unit("丑会", at=cast.joint)
    put.guide(reached, hub=whole, kind="contact")
    put.guide(unreached, hub=partly, kind="contact")
    put.unit("寅会", at=cast.joint)
    put.settle()
    assert number(cast, "work_coverage", BEFORE, cast.joint) == (0, 0.0)
    assert number(cast, "work_coverage", DAY, cast.joint)[0] == 1
    page = rows_for(cast.clerk, "work_coverage", cast.joint, DAY)
    assert not isinstance(page, NoFigures)
    assert [row.name for row in page.rows] == ["子会"]


@pytest.mark.req("E13")
@pytest.mark.parametrize(
    ("texts", "counted"),
    [
        (("ah2017", "national"), {"instructor"}),
        (("bj2016", "bj2015", "national"), {"instructor", "trade_union", "youth_league", "service_base_body"}),
        (("xy", "national"), {"instructor", "trade_union", "youth_league", "womens_federation"}),
    ],
    ids=lambda one: one[0] if isinstance(one, tuple) else "",
)
def test_work_coverage_counts_by_the_instruments_of_the_place(
    ground_of_facts: Ground, texts: tuple[str, ...], counted: set[str]
) -> None:
    """In Anhui an instructor, and nothing else; the same facts count otherwise elsewhere."""
    put, cast = ground_of_facts, ground_of_facts.cast
    chain(put, *texts)
    for instrument in ("trade_union", "youth_league", "womens_federation", "service_base_body"):
        put.work(put.unit(instrument, at=cast.joint), instrument)
    put.post("Z01", put.unit("instructor", at=cast.joint), start=BEGINNING, end=DAY)
    put.unit("nothing", at=cast.joint)
    put.settle()
    page = rows_for(cast.clerk, "work_coverage", cast.joint, BEFORE)
    assert not isinstance(page, NoFigures)
    assert {row.name for row in page.rows} == counted
    assert number(cast, "work_coverage", DAY, cast.joint)[0] == len(counted) - 1


@pytest.mark.parametrize(
    "report",
    [
        coverage_by_level,
        coverage_headlines,
        larger_without_instructor,
        partial(in_no_joint_committee, most=10),
        class_duties,
    ],
)
def test_these_reports_are_guarded_and_silent_too(cast: Cast, report: Any) -> None:
    with pytest.raises(NotYours):
        report(cast.clerk, cast.stranger, DAY)
    with pytest.raises(NothingKnown, match="无数据"):
        report(cast.clerk, cast.top, date(2016, 11, 30))


OUTSIDE = {
    "law_firms_covered": ("B29", "实现党组织覆盖的律师事务所", 686, 1000, 0.686),
    "accounting_firms_formed": ("B30", "自己建立党组织的会计师事务所", 613, 1000, 0.613),
    "taxi_companies_synchronized": ("B32", "同步管理的非公出租汽车企业", 92, 100, 0.92),
}


@pytest.mark.req("B29", "B30", "B32")
@pytest.mark.parametrize("key", OUTSIDE)
def test_three_kinds_of_ratio_over_other_bodies_keep_their_own_numerator(ground_of_facts: Ground, key: str) -> None:
    """Covered, formed, managed in step: three things, each over its own bodies, none over social organizations."""
    put, cast = ground_of_facts, ground_of_facts.cast
    item, counted, numerator, denominator, share = OUTSIDE[key]
    put.cover(put.unit("某律师协会", at=cast.joint), cast.branch)
    put.settle()
    for one, (_, _, own, base, _) in OUTSIDE.items():
        if one != key:
            put.report(one, Decimal(own), Decimal(base))
    assert isinstance(figure_for(cast.clerk, key, cast.top, DAY), NoFigures)
    put.report(key, Decimal(numerator), Decimal(denominator))
    told = figure_for(cast.clerk, key, cast.top, DAY)
    assert isinstance(told, Table)
    assert (told.numerator, told.denominator, told.value) == (numerator, denominator, share)
    assert (told.clause.key, told.source, told.said) == (f"bj2015#{item}", FigureSource.REPORTED, "报送函")
    assert counted in told.definition
    assert number(cast, "organization_coverage") == (1, 1.0)
    assert len(reported(cast.clerk, cast.top, DAY)) == 3
    assert isinstance(figure_for(cast.clerk, key, cast.joint, DAY), NoFigures)


@pytest.mark.req("B31")
def test_who_is_only_guided_is_counted_for_the_guide_and_for_nobody_above_it(ground_of_facts: Ground) -> None:
    """Guided is not subordinate: the figures of the industry committee hold no row of it."""
    put, cast = ground_of_facts, ground_of_facts.cast
    put.guide(put.unit("甲协会", at=cast.joint), node=cast.other)
    put.settle()
    assert number(cast, "social_organizations", node=cast.other) == (0, 0)
    assert number(cast, "social_organizations", node=cast.joint) == (1, 1)
    put.report("internet_companies_guided", Decimal(3))
    told = figure_for(cast.clerk, "internet_companies_guided", cast.top, DAY)
    assert isinstance(told, Table)
    assert (told.value, told.clause.key, "而不隶属" in told.definition) == (3, "bj2015#B31", True)
    assert number(cast, "social_organizations") == (1, 1)


@pytest.mark.req("B23")
def test_each_class_has_its_own_duty_and_only_its_own(ground_of_facts: Ground) -> None:
    """应建尽建 is asked of whoever has members enough, an instructor of whoever has not, nothing of the unknown."""
    put, cast = ground_of_facts, ground_of_facts.cast
    sizes = {"甲会": 3, "乙会": 3, "丙会": 2, "丁会": 0, "戊会": 2, "己会": None}
    units = {name: put.unit(name, at=cast.joint) for name in sizes}
    for name, full in sizes.items():
        if full is not None:
            put.heads(units[name], full)
    put.cover(units["甲会"], cast.branch)
    put.post("Z01", units["乙会"])  # an instructor does not stand in for the branch that is due
    put.post("Z02", units["丙会"], end=DAY)
    put.cover(units["戊会"], cast.branch)
    chain(put, "ah2017", "national")
    put.settle()

    def told(on: date) -> list[tuple[str, int, int, int]]:
        return [(one.label, one.organizations, one.done, one.open) for one in class_duties(cast.clerk, cast.top, on)]

    assert told(BEFORE) == [("符合组建条件的", 2, 1, 1), ("暂不符合组建条件的", 3, 2, 1)]
    assert told(DAY) == [("符合组建条件的", 2, 1, 1), ("暂不符合组建条件的", 3, 1, 2)]
    form, reach = class_duties(cast.clerk, cast.top, DAY)
    assert (form.clause.key, reach.clause.key) == ("ah2017#B23", "ah2017#B23")
    assert "应建尽建" in form.duty and "指导员" not in form.duty
    assert "指导员" in reach.duty and "应建尽建" not in reach.duty


@pytest.mark.req("B23")
def test_where_no_text_tells_classes_apart_nothing_is_asked(ground_of_facts: Ground) -> None:
    put, cast = ground_of_facts, ground_of_facts.cast
    put.heads(put.unit("甲会", at=cast.joint), 3)
    put.settle()
    assert class_duties(cast.clerk, cast.top, DAY) == []
