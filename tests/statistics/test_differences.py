"""Reports against the register: one line for each organization and kind, and only where both sides say something."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.commands.cast import queries_of
from tests.statistics.ground import DAY, Ground

from shuniu.models import Formation, Membership, Person, ReportedState
from shuniu.policy.figures.differences import DifferenceKind
from shuniu.statistics.places import NotYours
from shuniu.statistics.reports import NothingKnown
from shuniu.statistics.reports.differences import Wanted, difference_counts, difference_lines, differences_of

BRANCH = "中共澄川市澄笙学会支部委员会"
FORMED = {"has_party_organization": True, "formation_mode": "separate", "party_organization": BRANCH}
Told = tuple[str, str, str]


def reported(ground: Ground, unit: int, **state: Any) -> None:
    ground.fact(ReportedState, date(2019, 12, 31), None, unit_id=unit, source="统计表", **state)


@pytest.fixture
def covered(ground_of_facts: Ground) -> int:
    """One organization, covered alone by a branch with one full member on its roll and a founding month."""
    ground = ground_of_facts
    supervisor = ground.supervisor("澄川市科学技术局")
    unit = ground.unit("甲学会", at=ground.cast.joint, supervising_unit_id=supervisor, mode="dual_administration")
    ground.cover(unit, ground.cast.branch)
    ground.fact(Formation, None, None, party_organization_id=ground.cast.branch, mode="separate",
                established_on=date(2018, 3, 1), established_precision="month")  # fmt: skip
    person = Person.objects.create(recorded=ground.cast.opening)
    ground.fact(Membership, None, None, person=person, party_organization_id=ground.cast.branch, state="full")
    ground.settle()
    return unit


def told(ground: Ground, unit: int) -> list[Told]:
    found = difference_lines(ground.cast.clerk, ground.cast.top, DAY, Wanted(), None, 50)
    assert differences_of(unit, DAY) == found
    return [(one.kind.value, one.reported, one.held) for one in found]


@pytest.mark.req("L10")
@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ({}, []),
        (FORMED, []),
        ({**FORMED, "formed_on": date(2018, 3, 15), "formed_precision": "day"}, []),
        (
            {**FORMED, "formed_on": date(2018, 4, 15), "formed_precision": "day"},
            [("formed_on", "2018-04-15", "2018-03")],
        ),
        ({**FORMED, "formed_on": date(2018, 1, 1), "formed_precision": "year"}, []),
        ({"has_party_organization": False}, [("not_formed", "未建", f"由{BRANCH}覆盖")]),
        ({**FORMED, "formation_mode": "joint"}, [("mode", "联合组建", "单独组建")]),
        ({**FORMED, "party_organization": "另一支部"}, [("name", "另一支部", BRANCH)]),
        ({"instructor": True}, [("instructor", "有指导员", "没有在派的指导员")]),
        ({"instructor": False}, []),
        ({"supervising_unit": "澄川市科学技术局"}, []),
        ({"supervising_unit": "澄川市教育局"}, [("supervisor", "澄川市教育局", "澄川市科学技术局")]),
    ],
)
def test_each_kind_is_told_of_a_covered_organization(
    ground_of_facts: Ground, covered: int, state: dict[str, Any], expected: list[Told]
) -> None:
    reported(ground_of_facts, covered, **state)
    assert told(ground_of_facts, covered) == expected


def test_numbers_are_compared_with_the_roll_of_whom_it_is_covered_by_alone(
    ground_of_facts: Ground, covered: int
) -> None:
    ground = ground_of_facts
    reported(ground, covered)
    ground.heads(covered, 1, 1, date(2019, 12, 30))
    assert told(ground, covered) == []
    ground.heads(covered, 2, 3, date(2019, 12, 31))
    assert told(ground, covered) == [("members", "党员 3 名，正式党员 2 名", "党员 1 名，正式党员 1 名")]
    # Shared by two, the roll is nobody's alone.
    ground.cover(ground.unit("乙学会", at=ground.cast.joint), ground.cast.branch)
    Formation.objects.update(retracted=ground.cast.opening)
    ground.fact(Formation, None, None, party_organization_id=ground.cast.branch, mode="joint")
    ground.settle()
    assert "members" not in {kind for kind, *_ in told(ground, covered)}


@pytest.mark.req("L10")
@pytest.mark.parametrize(
    ("reported_full", "named", "differs"), [(2, 3, True), (0, 1, True), (3, 3, False), (4, 3, False), (None, 3, False)]
)
def test_fewer_reported_than_rolls_name_is_a_question_with_or_without_a_report(
    ground_of_facts: Ground, reported_full: int | None, named: int, differs: bool
) -> None:
    ground = ground_of_facts
    unit = ground.unit("甲学会", at=ground.cast.joint)
    ground.heads(unit, 0, 0, date(2018, 12, 31))
    ground.heads(unit, reported_full, 9, date(2019, 12, 31))
    for _ in range(named):
        ground.works(unit)
    ground.settle()
    said = ("fewer_full", f"正式党员 {reported_full} 名", f"名册载明在本单位工作的正式党员 {named} 名")
    assert told(ground, unit) == ([said] if differs else [])
    assert [one.since for one in lines(ground)] == ([date(2019, 12, 31)] if differs else [])
    reported(ground, unit, instructor=True)
    assert ("fewer_full" in {kind for kind, *_ in told(ground, unit)}) is differs
    assert difference_lines(ground.cast.clerk, ground.cast.other, DAY, Wanted(), None, 9) == []
    counts = difference_counts(ground.cast.clerk, ground.cast.top, DAY)
    assert counts.open[DifferenceKind.FEWER_FULL] == int(differs)


def test_a_formed_one_that_the_register_does_not_cover_and_one_that_is_struck_off(ground_of_facts: Ground) -> None:
    ground = ground_of_facts
    bare = ground.unit("甲学会", at=ground.cast.joint)
    gone = ground.unit("乙学会", at=ground.cast.joint, status="deregistered")
    ground.settle()
    reported(ground, bare, **FORMED)
    reported(ground, gone, **FORMED, instructor=True)
    assert [(one.name, one.kind.value, one.reported, one.held, one.source, one.since) for one in lines(ground)] == [
        ("乙学会", "not_in_register", "有填报", "当日不在册", "统计表", date(2019, 12, 31)),
        ("甲学会", "not_covered", f"已建：{BRANCH}", "没有党组织覆盖", "统计表", date(2019, 12, 31)),
    ]


def lines(ground: Ground, kind: DifferenceKind | None = None, after: Any = None, limit: int = 50) -> Any:
    return difference_lines(ground.cast.clerk, ground.cast.top, DAY, Wanted(kind=kind), after, limit)


@pytest.mark.parametrize("many", [1, 3, 40])
def test_statements_do_not_grow_with_the_organizations(ground_of_facts: Ground, many: int) -> None:
    ground = ground_of_facts
    for number in range(many):
        reported(ground, ground.unit(f"第{number:03d}学会", at=ground.cast.joint), **FORMED, instructor=True)
    ground.settle()
    assert queries_of(lambda: lines(ground)) == 5
    assert queries_of(lambda: difference_counts(ground.cast.clerk, ground.cast.top, DAY)) == 5
    counts = difference_counts(ground.cast.clerk, ground.cast.top, DAY)
    assert {kind.value: number for kind, number in counts.open.items() if number} == {"not_covered": many,
                                                                                "instructor": many}  # fmt: skip


def test_pages_by_key_tell_each_line_once(ground_of_facts: Ground) -> None:
    ground = ground_of_facts
    for number in range(5):
        reported(ground, ground.unit(f"第{number}学会", at=ground.cast.joint), **FORMED, instructor=True)
    ground.settle()
    found, after = [], None
    while page := lines(ground, None, after, 3):
        found += page
        after = page[-1].key
    assert found == lines(ground)
    assert len(found) == len({one.key for one in found}) == 10
    only = lines(ground, DifferenceKind.INSTRUCTOR)
    assert [one.kind for one in only] == [DifferenceKind.INSTRUCTOR] * 5


def test_a_lower_node_has_its_own_and_an_earlier_day_or_another_office_nothing(ground_of_facts: Ground) -> None:
    ground, cast = ground_of_facts, ground_of_facts.cast
    reported(ground, ground.unit("甲学会", at=cast.joint), **FORMED)
    reported(ground, ground.unit("乙学会"), **FORMED)
    ground.settle()
    assert [one.name for one in lines(ground)] == ["乙学会", "甲学会"]
    assert [one.name for one in difference_lines(cast.clerk, cast.joint, DAY, Wanted(), None, 9)] == ["甲学会"]
    assert difference_lines(cast.clerk, cast.top, date(2019, 12, 30), Wanted(), None, 9) == []
    with pytest.raises(NotYours):
        difference_lines(cast.outsider, cast.top, DAY, Wanted(), None, 9)
    with pytest.raises(NotYours):
        difference_counts(cast.secretary, cast.top, DAY)
    with pytest.raises(NothingKnown):
        difference_counts(cast.clerk, cast.top, date(2010, 1, 1))
