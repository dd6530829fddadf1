"""A difference set aside stands apart with its reason, and comes back: when a side changes, when its day is over, when
it is taken up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from tests.commands.cast import queries_of
from tests.statistics.ground import DAY, Ground

from shuniu.commands.figures.setting_aside import Aside, TakenUp, set_differences_aside, take_up_differences
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.party.reported import Report, report_states
from shuniu.kernel.decision import Refused
from shuniu.models import DifferenceAside, ReportedState
from shuniu.policy.figures.differences import DifferenceKind
from shuniu.statistics.reports.differences import (
    DifferenceLine,
    Wanted,
    difference_counts,
    difference_lines,
    differences_of,
)

FORMED = {"has_party_organization": True, "formation_mode": "separate", "party_organization": "中共甲学会支部委员会"}
UNTIL = date(2020, 8, 31)
WHY = "等待上级批复"


@pytest.fixture
def unit(ground_of_facts: Ground) -> int:
    """One organization nobody covers, of which a Party organization and an instructor are reported."""
    made = ground_of_facts.unit("甲学会", at=ground_of_facts.cast.joint)
    ground_of_facts.fact(ReportedState, date(2019, 12, 31), None, unit_id=made, source="统计表", instructor=True,
                         **FORMED)  # fmt: skip
    ground_of_facts.settle()
    return made


def lines(ground: Ground, *, aside: bool = False, on: date = DAY) -> list[DifferenceLine]:
    return difference_lines(ground.cast.clerk, ground.cast.top, on, Wanted(aside=aside), None, 50)


def kinds(found: Sequence[DifferenceLine]) -> list[str]:
    return [one.kind.value for one in found]


def row(unit: int, line: DifferenceLine, **more: Any) -> Aside:
    reported, held = line.sides
    return Aside(**{"unit": unit, "kind": line.kind, "reported": reported, "held": held, "reason": WHY, "until": UNTIL}
                 | more)  # fmt: skip


def put_aside(ground: Ground, unit: int, kind: str = "not_covered", **more: Any) -> list[int]:
    (line,) = [one for one in differences_of(unit, DAY) if one.kind == kind]
    return set_differences_aside(ground.cast.act(DAY), [row(unit, line, **more)])


@pytest.mark.req("L10")
def test_it_stands_apart_with_its_reason_and_the_rest_stays(ground_of_facts: Ground, unit: int) -> None:
    ground = ground_of_facts
    assert kinds(lines(ground)) == ["not_covered", "instructor"]
    assert put_aside(ground, unit) == [unit]
    assert kinds(lines(ground)) == ["instructor"]
    (apart,) = lines(ground, aside=True)
    assert (apart.kind.value, apart.reason, apart.until, apart.aside) == ("not_covered", WHY, UNTIL, True)
    counts = difference_counts(ground.cast.clerk, ground.cast.top, DAY)
    assert {kind.value: number for kind, number in counts.open.items() if number} == {"instructor": 1}
    assert {kind.value: number for kind, number in counts.aside.items() if number} == {"not_covered": 1}
    assert [one.aside for one in differences_of(unit, DAY)] == [True, False]
    assert kinds(lines(ground, on=DAY - timedelta(days=1))) == ["not_covered", "instructor"], "not on an earlier day"


@pytest.mark.req("L10")
@pytest.mark.parametrize(
    ("changed", "back"),
    [
        ({"party_organization": "中共甲学会总支部委员会"}, True),
        ({"staff": 12, "source": "又一张统计表"}, False),
    ],
)
def test_it_comes_back_when_a_side_changes(
    ground_of_facts: Ground, unit: int, changed: dict[str, Any], back: bool
) -> None:
    ground, later = ground_of_facts, DAY + timedelta(days=20)
    put_aside(ground, unit)
    report_states(ground.cast.act(later), [Report(unit=unit, state=FORMED | {"instructor": True} | changed)])
    assert ("not_covered" in kinds(lines(ground, on=later))) is back
    assert ("not_covered" in kinds(lines(ground, aside=True, on=later))) is not back
    assert "not_covered" not in kinds(lines(ground, on=later - timedelta(days=1)))


def test_it_comes_back_the_day_after_its_last(ground_of_facts: Ground, unit: int) -> None:
    put_aside(ground_of_facts, unit)
    assert kinds(lines(ground_of_facts, on=UNTIL)) == ["instructor"]
    assert kinds(lines(ground_of_facts, on=UNTIL + timedelta(days=1))) == ["not_covered", "instructor"]
    assert lines(ground_of_facts, aside=True, on=UNTIL + timedelta(days=1)) == []


def test_it_is_put_off_further_and_taken_up_before(ground_of_facts: Ground, unit: int) -> None:
    ground, further, early = ground_of_facts, UNTIL + timedelta(days=30), DAY + timedelta(days=9)
    put_aside(ground, unit)
    assert put_aside(ground, unit) == [], "as it is already"
    assert put_aside(ground, unit, until=further) == [unit]
    assert [one.until for one in lines(ground, aside=True, on=further)] == [further]
    assert DifferenceAside.objects.filter(retracted__isnull=True).count() == 1
    taken = [TakenUp(unit=unit, kind=DifferenceKind.NOT_COVERED)]
    assert take_up_differences(ground.cast.act(early), taken) == [unit]
    assert kinds(lines(ground, on=early)) == ["not_covered", "instructor"]
    assert kinds(lines(ground, on=early - timedelta(days=1))) == ["instructor"], "what was stays"
    with pytest.raises(Refused) as caught:
        take_up_differences(ground.cast.act(early), taken)
    assert [one.code for one in caught.value.decision.objections] == ["not_aside"]


def test_only_whoever_answers_for_it_sets_it_aside_and_only_as_it_was_seen(ground_of_facts: Ground, unit: int) -> None:
    cast = ground_of_facts.cast
    (line, _) = differences_of(unit, DAY)
    for actor in (cast.outsider, cast.branch_secretary):
        with pytest.raises(Refused):
            set_differences_aside(cast.act(DAY, actor), [row(unit, line)])
        with pytest.raises(Refused):
            take_up_differences(cast.act(DAY, actor), [TakenUp(unit=unit, kind=line.kind)])
    assert set_differences_aside(cast.act(DAY, cast.secretary), [row(unit, line, seen=())]) == [unit]
    with pytest.raises(ChangedMeanwhile):
        set_differences_aside(cast.act(DAY), [row(unit, line, reason="另有原因", seen=())])
    with pytest.raises(Refused) as caught:
        set_differences_aside(cast.act(DAY), [row(unit, line, until=DAY), row(unit, line, reason="")])
    assert {one.code for one in caught.value.decision.objections} == {"named_twice"}
    with pytest.raises(Refused) as caught:
        set_differences_aside(cast.act(DAY), [row(unit, line, until=DAY, reason="")])
    assert [one.code for one in caught.value.decision.objections] == ["reason_missing", "until_passed"]


@pytest.mark.parametrize("many", [1, 3, 40])
def test_statements_do_not_grow_with_the_rows(ground_of_facts: Ground, many: int) -> None:
    ground = ground_of_facts
    for number in range(many):
        made = ground.unit(f"第{number:03d}学会", at=ground.cast.joint)
        ground.fact(ReportedState, date(2019, 12, 31), None, unit_id=made, source="统计表", **FORMED)
    ground.settle()
    rows = [row(unit, differences_of(unit, DAY)[0]) for unit in ground.units]
    assert queries_of(lambda: set_differences_aside(ground.cast.act(DAY), rows)) == 7
    assert len(lines(ground, aside=True)) == many
    taken = [TakenUp(unit=one.unit, kind=one.kind) for one in rows]
    assert queries_of(lambda: take_up_differences(ground.cast.act(DAY), taken)) == 8
    assert lines(ground, aside=True) == []
