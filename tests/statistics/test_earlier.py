"""A figure as it was known at a moment, and by whom and why it reads otherwise now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.commands.cast import START, World
from tests.ground.sizes import FULL

from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.cover import Covering, cover_units, uncover_units
from shuniu.models import Registration
from shuniu.policy.figures.learning import Learned, learned
from shuniu.policy.measures import MEASURES, Dimension, Subject
from shuniu.statistics import NoFigures, NotCountedSo, NotYours, figure_for, rows_for
from shuniu.statistics.answers import Table, Wanted
from shuniu.statistics.earlier import ledger, subjects
from shuniu.statistics.earlier.differences import Differences, differences_for
from shuniu.statistics.earlier.figures import figures_known_for
from shuniu.statistics.earlier.moment import Then
from shuniu.statistics.earlier.rows import rows_known_for

ON = date(2020, 7, 1)
LATER = timedelta(days=400)


@pytest.fixture
def world(small_deployment: World) -> World:
    return small_deployment


@pytest.fixture
def branch(world: World) -> int:
    (key,) = world.establish("旧支部", under=world.north, kind="party_branch")
    return key


def counted(world: World, name: str, on: date = START) -> int:
    unit = world.organization(name, on=on)
    recount(None, units=[unit])
    return unit


def later(act: Act, by: timedelta = LATER) -> Act:
    """The same act, done at a later moment."""
    return Act(actor=act.actor, on=act.on, at=act.at + by)


def known(world: World, measure: str, at: datetime, node: int | None = None, by: tuple[str, ...] = ()) -> Table:
    (found,) = figures_known_for(world.clerk, [measure], Then(node=node or world.committee, on=ON, at=at), by)
    assert isinstance(found, Table), found
    return found


def changed(world: World, measure: str, at: datetime, node: int | None = None) -> Differences:
    found = differences_for(world.clerk, measure, Then(node=node or world.committee, on=ON, at=at))
    assert isinstance(found, Differences)
    assert found.numbers[1] - found.numbers[0] == sum(one.added for one in found.units)
    if found.wholes is not None:
        assert found.wholes[1] - found.wholes[0] == sum(one.whole_step for one in found.units)
    return found


def test_what_was_entered_later_was_not_known_then(world: World, branch: int) -> None:
    unit = counted(world, "甲协会")
    act = world.act(START)
    then = act.at + timedelta(days=1)
    cover_units(later(act), [Covering(party_organization=branch, unit=unit)])
    before, now = known(world, "organization_coverage", then), known(world, "organization_coverage", then + LATER)
    assert (before.numerator, before.denominator, before.known_at) == (0, 1, then)
    assert (now.numerator, now.denominator) == (1, 1)
    found = changed(world, "organization_coverage", then)
    assert [(one.name, one.cause, one.step) for one in found.units] == [("甲协会", Learned.ENTERED, 1)]


def test_what_was_taken_back_later_was_known_then(world: World, branch: int) -> None:
    unit = counted(world, "甲协会")
    act = world.act(START)
    cover_units(act, [Covering(party_organization=branch, unit=unit)])
    uncover_units(later(act), [Covering(party_organization=branch, unit=unit)])
    then = act.at + timedelta(days=1)
    assert known(world, "organization_coverage", then).numerator == 1
    assert figure_for(world.clerk, "organization_coverage", world.committee, ON).numerator == 0
    assert [one.step for one in changed(world, "organization_coverage", then).units] == [-1]


def test_a_unit_that_changed_hands_later_still_stands_where_it_stood(world: World) -> None:
    unit = counted(world, "甲协会")
    act = world.act(START)
    take_jurisdiction(act, [Answering(unit=unit, party_organization=world.north)])
    take_jurisdiction(later(act), [Answering(unit=unit, party_organization=world.south)])
    then = act.at + timedelta(days=1)
    assert known(world, "social_organizations", then, world.north).numerator == 1
    assert known(world, "social_organizations", then, world.south).numerator == 0
    assert [one.step for one in changed(world, "social_organizations", then, world.north).units] == [-1]
    assert changed(world, "social_organizations", then).units == ()


@pytest.mark.parametrize("measure", [key for key, one in MEASURES.items() if one.subject is not Subject.REPORTED])
def test_known_now_it_says_what_the_counter_says(world: World, branch: int, measure: str) -> None:
    units = [counted(world, name) for name in "甲乙丙丁"]
    act = world.act(START)
    cover_units(act, [Covering(party_organization=branch, unit=one) for one in units[:2]])
    take_jurisdiction(act, [Answering(unit=one, party_organization=world.north) for one in units[1:3]])
    for node in (world.committee, world.north):
        told: Any = figure_for(world.clerk, measure, node, ON, [one.value for one in MEASURES[measure].dimensions[:1]])
        by = tuple(one.value for one in MEASURES[measure].dimensions[:1])
        (found,) = figures_known_for(world.clerk, [measure], Then(node=node, on=ON, at=act.at + LATER), by)
        if isinstance(told, NoFigures):
            assert isinstance(found, NoFigures)
            continue
        assert isinstance(found, Table)
        assert (found.numerator, found.denominator, found.missing) == (told.numerator, told.denominator, told.missing)
        assert found.rows_digest == told.rows_digest
        assert [(one.cell, one.numerator, one.denominator) for one in found.by] == [
            (one.cell, one.numerator, one.denominator) for one in told.by
        ]
        ours = rows_known_for(world.clerk, measure, Then(node=node, on=ON, at=act.at + LATER))
        theirs = rows_for(world.clerk, measure, node, ON)
        assert ours.rows == theirs.rows  # type: ignore[union-attr]


def test_rows_carry_the_name_that_was_known_and_come_by_pages(world: World) -> None:
    for name in ("甲协会", "乙协会", "丙协会"):
        counted(world, name)
    at = world.act(START).at + timedelta(days=1)
    then = Then(node=world.committee, on=ON, at=at)
    first = rows_known_for(world.clerk, "social_organizations", then, None, Wanted(limit=2))
    rest = rows_known_for(world.clerk, "social_organizations", then, None, Wanted(limit=2, after=first.after))  # type: ignore[union-attr]
    assert sorted(one.name for page in (first, rest) for one in page.rows) == sorted(["甲协会", "乙协会", "丙协会"])  # type: ignore[union-attr]
    assert rest.after is None  # type: ignore[union-attr]


def test_before_the_committee_was_entered_nothing_was_known(world: World) -> None:
    long_ago = world.act(START).at - timedelta(days=9_000)
    (found,) = figures_known_for(world.clerk, ["social_organizations"], Then(node=world.committee, on=ON, at=long_ago))
    assert isinstance(found, NoFigures)
    assert found.sentence.startswith("无数据")


def test_it_is_guarded_like_every_figure(world: World) -> None:
    then = Then(node=world.committee, on=ON, at=world.act(START).at)
    with pytest.raises(NotYours):
        figures_known_for(world.neighbour, ["social_organizations"], then)
    with pytest.raises(NotYours):
        rows_known_for(world.neighbour, "social_organizations", then)
    with pytest.raises(NotYours):
        differences_for(world.neighbour, "social_organizations", then)
    with pytest.raises(NotCountedSo):
        differences_for(world.clerk, "party_branches", then)


def test_it_costs_the_same_for_one_and_for_many(world: World) -> None:
    counted(world, "甲")
    then = Then(node=world.committee, on=ON, at=world.act(START).at + LATER)

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            figures_known_for(world.clerk, ["organization_coverage"], then, ("child",))
        return len(asked)

    few = cost()
    for number in range(30):
        counted(world, f"第{number}")
    assert Registration.objects.count() > 30
    assert cost() == few


def test_causes_are_told_by_the_acts_since_then() -> None:
    assert learned(["ledger.undo", "organization.correct"]) is Learned.UNDONE
    assert learned(["organization.correct", "coverage.begin"]) is Learned.CORRECTED
    assert learned(["coverage.begin"]) is Learned.ENTERED
    assert learned([]) is Learned.ELSEWHERE


@pytest.mark.req("E09")
def test_coverage_by_activities_is_no_information_while_none_is_recorded(world: World) -> None:
    counted(world, "甲协会")
    told = figure_for(world.clerk, "activity_coverage", world.committee, ON)
    assert isinstance(told, NoFigures)
    assert "组织生活" in told.sentence


def everything_known(world: World, node: int, then: Then) -> list[Any]:
    """Every measure, and by everything it can be broken down by; all that share a breakdown together."""
    told = list(figures_known_for(world.clerk, list(MEASURES), replace(then, node=node), ()))
    for by in Dimension:
        keys = [key for key, one in MEASURES.items() if by in one.dimensions]
        told += figures_known_for(world.clerk, keys, replace(then, node=node), (by.value,)) if keys else []
    return told


class TestPortions:
    """Organizations are counted a portion at a time, so that memory does not grow with the node."""

    @pytest.fixture
    def then(self, world: World, branch: int) -> Then:
        units = [counted(world, name) for name in "甲乙丙丁戊"]
        act = world.act(START)
        cover_units(act, [Covering(party_organization=branch, unit=one) for one in units[:3]])
        take_jurisdiction(act, [Answering(unit=one, party_organization=world.north) for one in units[1:3]])
        take_jurisdiction(act, [Answering(unit=units[3], party_organization=world.south)])
        return Then(node=world.committee, on=ON, at=act.at + LATER)

    @pytest.mark.parametrize("size", [1, 2, 3] if FULL else [2])
    def test_added_up_in_portions_it_says_the_same(
        self, world: World, then: Then, size: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = [everything_known(world, node, then) for node in (world.committee, world.north)]
        read: list[int] = []
        of_portion = ledger.Ledger._read
        monkeypatch.setattr(ledger, "PORTION", size)
        monkeypatch.setattr(
            ledger.Ledger, "_read", lambda self, units: (read.append(len(units)), of_portion(self, units))
        )
        assert [everything_known(world, node, then) for node in (world.committee, world.north)] == whole
        assert max(read) == size, "never more at a time"

    def test_several_measures_go_through_the_organizations_once(
        self, world: World, then: Then, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read: list[set[int]] = []
        of_portion = ledger.Ledger._read
        monkeypatch.setattr(ledger, "PORTION", 2)
        monkeypatch.setattr(ledger.Ledger, "_read", lambda self, units: (read.append(units), of_portion(self, units)))
        figures_known_for(world.clerk, ["social_organizations", "organization_coverage", "unattached"], then)
        assert [len(units) for units in read] == [2, 2, 1]
        assert len(set().union(*read)) == 5

    def test_more_are_added_up_than_are_told_one_by_one(
        self, world: World, then: Then, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(ledger, "MOST", 4)
        assert known(world, "social_organizations", then.at).numerator == 5
        with pytest.raises(ledger.TooMany, match="限于4家"):
            rows_known_for(world.clerk, "social_organizations", then)
        with pytest.raises(ledger.TooMany, match="限于4家"):
            differences_for(world.clerk, "social_organizations", then)
        monkeypatch.setattr(subjects, "MOST_ADDED", 4)
        with pytest.raises(ledger.TooMany, match="限于4家"):
            figures_known_for(world.clerk, ["social_organizations"], then)
        assert known(world, "social_organizations", then.at, world.north).numerator == 2
