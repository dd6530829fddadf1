"""组建进度: every organization without a Party organization in one state, numbers that open their rows, past days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from psycopg.types.range import DateRange
from tests.cast import BEGINNING, Cast
from tests.statistics.ground import Ground

from shuniu.models import Case, CaseUnit, Entry, FormationPlan, Step
from shuniu.policy.words.pipeline import Age, PipelineState, PlanState
from shuniu.statistics import NotYours
from shuniu.statistics.reports import NothingKnown, PipelineRow, pipeline_board, pipeline_rows

DAY = date(2020, 7, 1)
S = PipelineState


def case(cast: Cast, unit: int, *steps: tuple[str, date], further: int | None = None) -> None:
    """A formation case that came into each state on a day."""
    last = steps[-1][0]
    holder = "" if last in ("refused", "dropped", "done") else "applicant"
    made = Case.objects.create(
        kind="formation", state=last, holder=holder, law_day=steps[0][1], unit_id=unit, topic=str(unit)
    )
    if further:
        CaseUnit.objects.create(case=made, unit_id=further)
    for state, on in steps:
        line = Entry.objects.create(act="test.given", actor_id=cast.clerk.account, on=on, at=cast.opening.at)
        Step.objects.create(case=made, state=state, recorded=line)


def adjusted(cast: Cast, topic: str, filed: dict[str, Any], *steps: tuple[str, date]) -> None:
    """An adjustment of the branch that came into each state on a day."""
    last = steps[-1][0]
    made = Case.objects.create(
        kind="adjustment", topic=topic, state=last, holder="" if last == "dropped" else "reviewer",
        law_day=steps[0][1], party_organization_id=cast.branch, filed=filed,
    )  # fmt: skip
    for state, on in steps:
        line = Entry.objects.create(act="test.given", actor_id=cast.clerk.account, on=on, at=cast.opening.at)
        Step.objects.create(case=made, state=state, recorded=line)


@pytest.fixture
def stood(cast: Cast, ground_of_facts: Ground) -> dict[str, int]:
    """One organization for each way in which one can stand; the last two are covered, by then or until then."""
    put = ground_of_facts
    names = ("unknown", "none", "few", "eligible", "begun", "shared", "deferred", "refused", "long_ago", "covered",
             "uncovered")  # fmt: skip
    units = {
        name: put.unit(f"{letter}学会", at=cast.joint)
        for letter, name in zip("甲乙丙丁戊己庚辛壬癸子", names, strict=True)
    }
    counts = {"none": 0, "few": 2, "eligible": 3, "begun": 3, "shared": 1, "deferred": 4, "refused": 2, "long_ago": 2,
              "covered": 3, "uncovered": 1}  # fmt: skip
    for name, full in counts.items():
        put.heads(units[name], full)
    put.cover(units["covered"], cast.branch)
    put.cover(units["uncovered"], cast.branch, end=date(2020, 5, 1))
    case(cast, units["begun"], ("draft", date(2020, 2, 1)), ("checking", date(2020, 6, 1)), further=units["shared"])
    case(cast, units["deferred"], ("draft", date(2020, 1, 1)), ("deferred", date(2020, 3, 1)))
    case(cast, units["refused"], ("draft", date(2019, 1, 1)), ("refused", date(2019, 7, 1)))
    case(cast, units["long_ago"], ("draft", date(2019, 1, 1)), ("refused", date(2019, 6, 30)))
    put.settle()
    return units


def states(cast: Cast, on: date = DAY) -> dict[str, S]:
    return {row.name: row.state for row in pipeline_rows(cast.clerk, cast.top, on, {}, None, 50)}


@pytest.mark.req("D03")
def test_every_organization_without_a_party_organization_stands_in_one_state(cast: Cast, stood: dict[str, int]) -> None:
    assert states(cast) == {
        "甲学会": S.UNKNOWN,
        "乙学会": S.NO_MEMBER,
        "丙学会": S.FEW,
        "丁学会": S.ELIGIBLE,
        "戊学会": S.IN_PROGRESS,
        "己学会": S.IN_PROGRESS,
        "庚学会": S.DEFERRED,
        "辛学会": S.DEFERRED,
        "壬学会": S.FEW,
        "子学会": S.FEW,
    }


@pytest.mark.req("D03")
def test_what_a_party_organization_is_about_to_take_in_is_under_way(cast: Cast, stood: dict[str, int]) -> None:
    """Named by an open adjustment, also in a part that is split off; what was put off or given up beside it is less."""
    taken = {"units": [stood["eligible"], stood["deferred"]]}
    adjusted(cast, "take_in", taken, ("draft", date(2020, 3, 2)), ("checking", date(2020, 6, 1)))
    adjusted(cast, "split", {"parts": [{"units": [stood["few"]]}]}, ("draft", date(2020, 6, 2)))
    case(cast, stood["eligible"], ("draft", date(2020, 6, 3)), ("dropped", date(2020, 6, 4)))
    found = states(cast)
    assert {found[name] for name in ("丁学会", "庚学会", "丙学会")} == {S.IN_PROGRESS}
    assert row(cast, "丁学会").state_since == date(2020, 3, 2)
    before = states(cast, date(2020, 3, 1))
    assert (before["丁学会"], before["丙学会"], before["庚学会"]) == (S.ELIGIBLE, S.FEW, S.DEFERRED)


@pytest.mark.req("D03")
def test_an_adjustment_that_was_given_up_says_nothing(cast: Cast, stood: dict[str, int]) -> None:
    adjusted(
        cast, "take_in", {"units": [stood["eligible"]]}, ("draft", date(2020, 3, 2)), ("dropped", date(2020, 6, 1))
    )
    assert states(cast)["丁学会"] is S.ELIGIBLE


@pytest.mark.req("D03")
def test_each_number_of_the_board_opens_its_rows(cast: Cast, stood: dict[str, int]) -> None:
    found = pipeline_board(cast.clerk, cast.top, DAY)
    (line,) = found.lines
    assert (line.code, line.organizations, found.total.organizations) == ("joint", 10, 10)
    assert line.exceptions == 3 == len(pipeline_rows(cast.clerk, cast.top, DAY, {"exception": "1"}, None, 50))
    for name, counts in (("state", line.states), ("age", line.ages), ("plan", line.plans)):
        assert sum(counts.values()) == 10
        for word, number in counts.items():
            rows = pipeline_rows(cast.clerk, cast.joint, DAY, {name: word.value}, None, 50)
            assert len(rows) == number, word
    assert pipeline_rows(cast.clerk, cast.top, DAY, {"own": "1"}, None, 50) == []


def row(cast: Cast, name: str, on: date = DAY) -> PipelineRow:
    (found,) = [one for one in pipeline_rows(cast.clerk, cast.top, on, {}, None, 50) if one.name == name]
    return found


def test_ageing_counts_from_the_last_cover_and_from_what_changed(cast: Cast, stood: dict[str, int]) -> None:
    assert row(cast, "子学会").bare_since == row(cast, "子学会").state_since == date(2020, 5, 1)
    assert row(cast, "丙学会").bare_since == BEGINNING
    begun, deferred = row(cast, "戊学会"), row(cast, "庚学会")
    assert (begun.bare_since, begun.state_since) == (BEGINNING, date(2020, 2, 1))
    assert (deferred.bare_since, deferred.state_since) == (BEGINNING, date(2020, 3, 1))
    ages = pipeline_board(cast.clerk, cast.top, DAY).total.ages
    assert ages == {Age.FRESH: 1, Age.MONTHS: 0, Age.YEAR: 9}


def test_a_past_day_is_told_as_it_was(cast: Cast, stood: dict[str, int]) -> None:
    before = states(cast, date(2020, 2, 15))
    assert (before["戊学会"], before["庚学会"], before["壬学会"]) == (S.IN_PROGRESS, S.IN_PROGRESS, S.DEFERRED)
    assert "子学会" not in before
    with pytest.raises(NothingKnown):
        pipeline_board(cast.clerk, cast.top, BEGINNING - timedelta(days=1))


def test_a_plan_is_ahead_until_its_day_has_passed(cast: Cast, stood: dict[str, int]) -> None:
    for name, until in (("few", DAY), ("none", DAY - timedelta(days=1))):
        FormationPlan.objects.create(
            unit_id=stood[name], party_organization_id=cast.joint, way="joint", planned_on=until, reason="党员少",
            period=DateRange(date(2020, 1, 1), None), recorded=cast.opening,
        )  # fmt: skip
    plans = pipeline_board(cast.clerk, cast.top, DAY).total.plans
    assert plans == {PlanState.NONE: 8, PlanState.AHEAD: 1, PlanState.OVER: 1}
    (over,) = pipeline_rows(cast.clerk, cast.top, DAY, {"plan": "over"}, None, 50)
    assert (over.name, over.way, over.owner, over.planned_on) == (
        "乙学会", "joint", "中共澄川市科技领域社会团体联合委员会", DAY - timedelta(days=1)
    )  # fmt: skip
    assert row(cast, "乙学会", date(2019, 12, 31)).plan is PlanState.NONE


def test_pages_of_rows_follow_one_another(cast: Cast, stood: dict[str, int]) -> None:
    every = pipeline_rows(cast.clerk, cast.top, DAY, {}, None, 50)
    first = pipeline_rows(cast.clerk, cast.top, DAY, {}, None, 4)
    assert [*first, *pipeline_rows(cast.clerk, cast.top, DAY, {}, first[-1].key, 50)] == every


def test_another_tree_is_nobodys_business(cast: Cast, stood: dict[str, int]) -> None:
    for node in (cast.stranger, cast.top):
        with pytest.raises(NotYours):
            pipeline_board(cast.secretary, node, DAY)
        with pytest.raises(NotYours):
            pipeline_rows(cast.secretary, node, DAY, {}, None, 9)
