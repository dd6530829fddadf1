"""The annual table out of rows: the given world's golden numbers in every cell, and the same from the register."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.commands.cast import TODAY, World, founded
from tests.commands.imports.ledgers import given, put_reading

from shuniu.commands.organizations.register import NewOrganization, register_organizations
from shuniu.commands.party.reported import accept_formations
from shuniu.models import ReportedState, Standing
from shuniu.policy.figures.annual import COLUMNS, PARTS, ROWS, Base, Counts
from shuniu.statistics.places import NotYours
from shuniu.statistics.reports import NothingKnown
from shuniu.statistics.reports.annual import TOTAL, Portion, annual_lines, annual_table

TRUTH = (
    Path(__file__).parents[1] / "ledgers" / "clean" / "10_社会组织法人单位建立党的基层组织情况_年报表.xlsx.truth.json"
)
NAMES = {TOTAL: "总数"} | {kind.value: kind.label for kind in COLUMNS}


@pytest.fixture
def loaded(db: None) -> World:
    """The clean ledgers of organizations and of Party building, as a clerk loads them."""
    world = founded()
    for name in ("01_社会组织基本信息台账.xlsx", "03_社会组织党建情况统计表.xls"):
        put_reading(world, given(name, clean=True)[0])
    return world


@pytest.mark.req("L10")
def test_the_given_world_gives_its_golden_numbers_in_every_cell(loaded: World) -> None:
    values = json.loads(TRUTH.read_text("utf-8"))["report"]["values"]
    table = annual_table(loaded.clerk, loaded.committee, TODAY, Base.REPORTED)
    for row in ROWS:
        mine = {NAMES[column]: number for column, number in table.cells[row.key].items()}
        assert mine == values.get(row.label, dict.fromkeys(NAMES.values(), 0)), row.label
    assert set(values) <= {row.label for row in ROWS}
    assert table.differing == ()
    assert table.outside == 0


def test_every_cell_opens_exactly_its_rows(loaded: World) -> None:
    table = annual_table(loaded.clerk, loaded.committee, TODAY, Base.REPORTED)
    for row in ROWS:
        for column, number in table.cells[row.key].items():
            lines = annual_lines(loaded.clerk, loaded.committee, TODAY, Base.REPORTED, (row.key, column))
            if row.counts is Counts.SUM:
                assert sum(line.number or 0 for line in lines) == number
            elif row.counts is Counts.UNITS:
                assert len({line.uuid for line in lines}) == len(lines) == number
            elif column == TOTAL:
                assert len({line.body for line in lines}) == number
    few = annual_lines(loaded.clerk, loaded.committee, TODAY, Base.REPORTED, ("units", TOTAL), Portion(most=3))
    assert len(few) == 3
    after = Portion(after=few[1].key, most=1)
    assert annual_lines(loaded.clerk, loaded.committee, TODAY, Base.REPORTED, ("units", TOTAL), after) == [few[2]]
    with pytest.raises(KeyError):
        annual_lines(loaded.clerk, loaded.committee, TODAY, Base.REPORTED, ("units", "nonsense"))


def test_the_register_says_the_same_of_who_is_at_work_once_the_formations_are_accepted(loaded: World) -> None:
    before = annual_table(loaded.clerk, loaded.committee, TODAY, Base.REGISTER)
    assert before.cells["branch"][TOTAL] == before.cells["joint"][TOTAL] == 0
    at_work = set(Standing.objects.filter(valid_to__isnull=True).values_list("unit", flat=True))
    states = ReportedState.objects.filter(unit__in=at_work)
    accept_formations(loaded.act(), list(states.filter(has_party_organization=True).values_list("unit", flat=True)))
    table = annual_table(loaded.clerk, loaded.committee, TODAY, Base.REGISTER)
    assert table.cells["units"][TOTAL] == len(at_work)
    assert table.cells["branch"][TOTAL] == states.filter(formation_mode="separate").count()
    assert table.cells["joint"][TOTAL] == states.filter(formation_mode="joint").count()
    bodies = states.filter(formation_mode="joint").values("party_organization").distinct().count()
    assert table.cells["joint_bodies"][TOTAL] == bodies
    assert table.cells["unknown"][TOTAL] == 0
    assert table.differing == ()
    assert sum(table.cells[part][TOTAL] for part in PARTS) == len(at_work)


def test_who_has_no_count_is_unknown_and_not_without_members(loaded: World) -> None:
    before = annual_table(loaded.clerk, loaded.committee, TODAY, Base.REGISTER)
    organization = NewOrganization(
        code=None,
        values={
            "name": "没有填报的协会",
            "sort_key": "a",
            "type": "social_association",
            "status": "normal",
            "legal_status": "filing",
        },
    )
    register_organizations(loaded.act(), [organization], loaded.committee)
    table = annual_table(loaded.clerk, loaded.committee, TODAY, Base.REGISTER)
    assert table.cells["unknown"][TOTAL] == before.cells["unknown"][TOTAL] + 1
    assert table.cells["none"] == before.cells["none"]
    assert table.differing == ()
    assert annual_table(loaded.clerk, loaded.committee, TODAY, Base.REPORTED).cells["units"][TOTAL] == 300


def test_another_office_and_an_earlier_day_get_nothing(loaded: World) -> None:
    with pytest.raises(NotYours):
        annual_table(loaded.neighbour, loaded.committee, TODAY, Base.REPORTED)
    with pytest.raises(NotYours):
        annual_lines(loaded.neighbour, loaded.committee, TODAY, Base.REPORTED, ("units", TOTAL))
    with pytest.raises(NothingKnown):
        annual_table(loaded.clerk, loaded.committee, TODAY.replace(year=2010), Base.REPORTED)


def test_reports_of_a_lower_committee_are_its_own(loaded: World) -> None:
    lower = annual_table(loaded.clerk, loaded.north, TODAY, Base.REPORTED)
    whole = annual_table(loaded.clerk, loaded.committee, TODAY, Base.REPORTED)
    assert lower.cells["units"][TOTAL] < whole.cells["units"][TOTAL]
