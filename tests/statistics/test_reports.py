"""The tables beside single figures: whom they list, in which order, with which clause and which label."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.cast import BEGINNING, Cast, node
from tests.statistics.ground import DAY, Ground

from shuniu.commands.figures.recount import recount
from shuniu.models import LocalFigure, Naming, PlannedCell, Seat
from shuniu.policy.figures.targets import TargetState
from shuniu.policy.party.load import LoadState
from shuniu.statistics import NoFigures, NotYours, Table, figure_for, rows_for
from shuniu.statistics.reports import (
    NothingKnown,
    blocks,
    hub_levels,
    hub_mechanisms,
    instructor_loads,
    joint_committee_loads,
    out_of_tiers,
    per_10_000,
    planning_gaps,
    reported,
    supervising_units,
    target_lines,
    yearly_growth,
)

pytestmark = pytest.mark.django_db
THREE = ("work_committee", "joint_party_organization", "committee_office")


@pytest.mark.req("B26")
def test_supervising_units_with_ten_and_more_carry_key_responsibility(ground_of_facts: Ground) -> None:
    put, cast = ground_of_facts, ground_of_facts.cast
    for name, number in (("市科协", 9), ("市教委", 10), ("市文联", 11)):
        body = put.supervisor(name)
        for index in range(number):
            put.unit(f"{name}第{index}会", at=cast.joint, mode="dual_administration", supervising_unit_id=body)
    put.settle()
    found = supervising_units(cast.clerk, cast.top, DAY)
    assert [(one.name, one.organizations, one.key_responsibility) for one in found] == [
        ("市文联", 11, True),
        ("市教委", 10, True),
        ("市科协", 9, False),
    ]


@pytest.mark.req("B27")
def test_two_blocks_and_what_stands_in_neither_add_up(ground_of_facts: Ground) -> None:
    put, cast = ground_of_facts, ground_of_facts.cast
    for index, mode in enumerate(["direct_registration", "decoupled", "dual_administration", "filing", ""]):
        put.unit(f"第{index}会", at=cast.joint, mode=mode)
    put.settle()
    assert [one.organizations for one in blocks(cast.clerk, cast.top, DAY)] == [2, 1, 2]


@pytest.mark.req("A13")
def test_growth_compares_the_same_day_a_year_ago(ground_of_facts: Ground) -> None:
    put, cast = ground_of_facts, ground_of_facts.cast
    for index in range(8):
        put.unit(f"老{index}会", at=cast.joint)
    put.unit("新会", at=cast.joint, start=date(2019, 7, 2))
    put.unit("止会", at=cast.joint, end=DAY)
    put.settle()
    found = yearly_growth(cast.clerk, cast.top, DAY)
    assert (found.now, found.a_year_ago, found.day, found.percent) == (9, 9, date(2019, 7, 1), Decimal("0.0"))
    day_later = yearly_growth(cast.clerk, cast.top, date(2019, 7, 2))
    assert (day_later.now, day_later.a_year_ago, day_later.percent) == (10, 9, Decimal("11.1"))
    unknown = yearly_growth(cast.clerk, cast.top, date(2017, 6, 1))
    assert unknown.percent is None
    assert "无数据" in unknown.sentence
    leap = yearly_growth(cast.clerk, cast.top, date(2020, 2, 29))
    assert leap.day == date(2019, 2, 28)


@pytest.mark.req("A12")
def test_density_stands_on_reported_residents_and_says_so(ground_of_facts: Ground) -> None:
    put, cast = ground_of_facts, ground_of_facts.cast
    for index in range(12):
        put.unit(f"第{index}会", at=cast.joint, full_time_staff=index, part_time_staff=1)
    put.settle()
    missing, staff = per_10_000(cast.clerk, cast.top, DAY)
    assert isinstance(missing, NoFigures)
    assert isinstance(staff, Table)
    assert staff.numerator == 78
    put.report("residents", Decimal(9_300))
    density, _ = per_10_000(cast.clerk, cast.top, DAY)
    assert isinstance(density, Table)
    assert (density.numerator, density.denominator, density.value) == (12, 9300, 12.9)
    assert (density.source.label, density.said) == ("填报数", "报送函")


@pytest.mark.req("A14")
def test_the_grid_names_the_cells_that_lack_their_organization(ground_of_facts: Ground) -> None:
    put, cast = ground_of_facts, ground_of_facts.cast
    here = put.unit("孝义餐饮协会", at=cast.joint)
    gone = put.unit("浙江商会", at=cast.joint, end=date(2019, 1, 1))
    for subtype, cell, unit in (
        ("trade_association", "餐饮", here),
        ("trade_association", "快递", None),
        ("provenance_chamber", "浙江省", gone),
    ):
        put.fact(PlannedCell, None, None, party_organization_id=cast.top, subtype=subtype, cell=cell, unit_id=unit)
    put.settle()
    assert planning_gaps(cast.clerk, cast.top, DAY) == []  # no text of this chain speaks of a grid
    put.fact(
        LocalFigure,
        None,
        None,
        party_organization_id=cast.top,
        key="organizations.planning_grid",
        value={"adopts": "xy"},
        decision="会议纪要",
    )
    found = planning_gaps(cast.clerk, cast.top, DAY)
    assert [(one.subtype, one.cell, one.gap.missing) for one in found] == [
        ("行业协会", "快递", 1),
        ("异地商会", "浙江省", 1),
    ]
    assert [one.cell for one in planning_gaps(cast.clerk, cast.top, date(2018, 12, 31))] == ["快递"]


@pytest.mark.req("B06")
def test_a_joint_committee_above_its_size_is_warned_about(ground_of_facts: Ground) -> None:
    put, cast = ground_of_facts, ground_of_facts.cast
    for index in range(58):
        put.unit(f"第{index:02}会", at=cast.joint)
    put.unit("单会", at=cast.other)
    put.settle()
    lines = {line.code: line for line in joint_committee_loads(cast.clerk, cast.top, DAY)}
    assert (lines["joint"].organizations, lines["other"].organizations) == (58, 1)
    assert lines["joint"].load is not None
    assert lines["joint"].load.state is LoadState.OVER
    assert lines["joint"].load.target == 50
    assert lines["other"].load is not None
    assert lines["other"].load.state is LoadState.UNDER
    assert lines["other"].merge_with == ()


@pytest.mark.req("B07", "B08")
def test_whoever_nobody_answers_for_is_counted_and_listed_by_name(ground_of_facts: Ground) -> None:
    put, cast = ground_of_facts, ground_of_facts.cast
    put.unit("有归口会", at=cast.joint)
    left = put.unit("无归口会")
    put.settle()
    page = rows_for(cast.clerk, "unattached", cast.top, DAY)
    assert not isinstance(page, NoFigures)
    assert [(row.name, row.attributes["登记在"]) for row in page.rows] == [("无归口会", "中共澄川市社会组织综合委员会")]
    put.answer(left, cast.other)
    put.settle()
    table = figure_for(cast.clerk, "unattached", cast.top, DAY)
    assert isinstance(table, Table)
    assert table.numerator == 0


@pytest.mark.req("C01", "C04")
def test_hubs_by_level_with_their_verb_and_what_their_mechanism_lacks(ground_of_facts: Ground) -> None:
    put, cast = ground_of_facts, ground_of_facts.cast
    whole, partly, organ = put.unit("甲联合会"), put.unit("乙联合会", at=cast.joint), put.supervisor("市科协")
    put.hub(organ, "municipal", "accredited")
    put.hub(whole, "district", "set_up", *THREE, "regular_meeting")
    put.hub(partly, "district", "set_up", *THREE)
    put.settle()
    assert [(one.level, one.verb, one.hubs) for one in hub_levels(cast.clerk, cast.top, DAY)] == [
        ("市级", "认定", 1),
        ("区级", "建立", 2),
    ]
    found = {one.name: one for one in hub_mechanisms(cast.clerk, cast.top, DAY)}
    assert {name: one.mechanism.complete for name, one in found.items() if one.mechanism} == {
        "甲联合会": True,
        "乙联合会": False,
        "市科协": False,
    }
    complete = figure_for(cast.clerk, "hubs_complete", cast.top, DAY)
    hubs = figure_for(cast.clerk, "hubs", cast.top, DAY)
    assert isinstance(complete, Table)
    assert isinstance(hubs, Table)
    assert (hubs.numerator, complete.numerator) == (3, 1)
    page = rows_for(cast.clerk, "hubs_complete", cast.top, DAY)
    assert not isinstance(page, NoFigures)
    assert [row.name for row in page.rows] == ["甲联合会"]


@pytest.mark.req("G07")
def test_instructors_are_listed_by_code_with_their_postings_and_never_ranked(ground_of_facts: Ground) -> None:
    put, cast = ground_of_facts, ground_of_facts.cast
    units = [put.unit(f"第{index}会", at=cast.joint) for index in range(4)]
    put.post("Z02", units[0])
    for unit in units[1:]:
        put.post("Z01", unit, start=date(2017, 6, 1))
    put.post("Z03", units[0], end=DAY)
    put.settle()
    found = instructor_loads(cast.clerk, cast.top, DAY)
    assert [(one.code, one.organizations) for one in found] == [("Z01", 3), ("Z02", 1)]
    sent = figure_for(cast.clerk, "instructors", cast.top, DAY, ("child",))
    reached = figure_for(cast.clerk, "instructor_organizations", cast.top, DAY)
    assert isinstance(sent, Table)
    assert isinstance(reached, Table)
    assert (sent.numerator, reached.numerator) == (2, 4)
    page = rows_for(cast.clerk, "instructors", cast.top, DAY)
    assert not isinstance(page, NoFigures)
    assert [(row.code, row.name, row.attributes) for row in page.rows] == [("Z01", "", {}), ("Z02", "", {})]


@pytest.mark.req("B29", "D27")
def test_what_is_reported_keeps_its_source_and_its_label(ground_of_facts: Ground) -> None:
    put, cast = ground_of_facts, ground_of_facts.cast
    put.report("law_firms_covered", share=Decimal("0.686"))
    put.report("businesses_work_covered", Decimal(55))
    lines = {one.key: one for one in reported(cast.clerk, cast.top, DAY)}
    assert {one.label for one in lines.values()} == {"填报数"}
    assert {one.source for one in lines.values()} == {"报送函"}
    firms = figure_for(cast.clerk, "law_firms_covered", cast.top, DAY)
    shops = figure_for(cast.clerk, "businesses_work_covered", cast.top, DAY)
    nothing = figure_for(cast.clerk, "law_firms_covered", cast.joint, DAY)
    assert isinstance(firms, Table)
    assert isinstance(shops, Table)
    assert (firms.value, shops.value, firms.numerator) == (0.686, 55, None)
    assert firms.measure.name.endswith("（填报）")
    assert isinstance(nothing, NoFigures)


@pytest.mark.req("E06", "E07")
@pytest.mark.parametrize(("covered", "state"), [(359, TargetState.UNDER_WAY), (360, TargetState.MET)])
def test_a_target_is_met_by_the_counted_numbers_themselves(
    ground_of_facts: Ground, covered: int, state: TargetState
) -> None:
    put, cast = ground_of_facts, ground_of_facts.cast
    for index in range(1000):
        unit = put.unit(f"第{index:04}会", at=cast.joint)
        if index < covered:
            put.cover(unit, cast.branch)
    put.settle()
    put.target("organization_coverage", Decimal(31), Decimal(5), DAY)
    (line,) = target_lines(cast.clerk, cast.top, DAY)
    assert line.progress is not None
    assert (line.progress.state, line.progress.goal) == (state, Decimal(36))


def test_reports_are_guarded_by_their_node_and_silent_before_anything_is_known(cast: Cast) -> None:
    reports = [supervising_units, blocks, yearly_growth, per_10_000, planning_gaps, joint_committee_loads]
    reports += [hub_levels, hub_mechanisms, instructor_loads, reported, target_lines]  # type: ignore[list-item]
    for report in reports:
        with pytest.raises(NotYours):
            report(cast.clerk, cast.stranger, DAY)
        with pytest.raises(NothingKnown, match="无数据"):
            report(cast.clerk, cast.top, date(2016, 11, 30))
        report(cast.clerk, cast.top, BEGINNING)


def test_a_dissolved_node_answers_that_it_is_no_more(cast: Cast) -> None:
    naming = Naming.objects.get(party_organization=cast.other)
    Naming.objects.filter(pk=naming.pk).update(retracted=cast.opening)
    found = figure_for(cast.clerk, "social_organizations", cast.other, DAY)
    assert isinstance(found, NoFigures)


@pytest.mark.req("B02")
def test_what_ledgers_brought_outside_the_three_tiers_is_found_and_nothing_else(ground_of_facts: Ground) -> None:
    """From the day three tiers were adopted: a branch under a branch, a joint committee under one; inside one
    organization, under another tree, and where no tier is named, nothing is found."""
    put, cast = ground_of_facts, ground_of_facts.cast
    low = node(cast.opening, "low", "乙支部", "party_branch", cast.branch)
    upside = node(cast.opening, "upside", "丙联合党委", "joint_committee", cast.joint)
    inside = node(cast.opening, "inside", "丁支部", "party_branch", cast.branch)
    area = node(cast.opening, "area", "戊区域党组织", "area_party_org", cast.branch)
    unit = put.unit("甲大学基金会", at=cast.joint)
    for seated, role in ((cast.branch, "own"), (inside, "host"), (low, "secretary_unit")):
        put.fact(Seat, None, None, party_organization_id=seated, unit_id=unit, role=role)
    put.fact(
        LocalFigure, date(2018, 1, 1), None, party_organization_id=cast.top, key="structure.tiers",
        value={"adopts": "bj2020"}, decision="会议纪要",
    )  # fmt: skip
    recount(cast.act(), nodes=[low, upside, inside, area])
    put.settle()
    found = out_of_tiers(cast.clerk, cast.top, DAY)
    assert [(one.code, one.parent_kind, one.clause.key) for one in found.lines] == [
        ("low", "党支部", "bj2020#B02"),
        ("upside", "联合党委", "bj2020#B02"),
    ]
    assert [one.code for one in out_of_tiers(cast.secretary, cast.joint, DAY).lines] == ["low", "upside"]
    assert out_of_tiers(cast.clerk, cast.other, DAY).kept and not out_of_tiers(cast.clerk, cast.other, DAY).lines
    before = out_of_tiers(cast.clerk, cast.top, date(2017, 12, 31))
    assert (before.kept, before.lines) == (False, ())
    with pytest.raises(NotYours):
        out_of_tiers(cast.outsider, cast.top, DAY)
