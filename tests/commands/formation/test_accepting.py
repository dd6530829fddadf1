"""Accepted 归口 moves and instructors to be sent are taken back by the office, until something was built on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.commands.cast import START, TODAY, World, refused
from tests.commands.formation.test_plans import organizations

from shuniu.commands.formation.accepting import accept_moves, accept_sending, take_moves_back, take_sending_back
from shuniu.commands.formation.asking import Applied
from shuniu.commands.formation.filling import begin_formation
from shuniu.commands.formation.plans import Plan, PlanEnd, end_plans, set_plans
from shuniu.commands.instructors.pool import NewInstructor, enter_pool
from shuniu.commands.instructors.posting import Sending, post_instructors
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.commands.party.dissolve import dissolve_party_organizations
from shuniu.models import Entry, FormationPlan, Jurisdiction, Standing
from shuniu.policy.words.accounts import Role
from shuniu.queries.formation.accepted import accepted_moves

NEXT = TODAY + timedelta(days=90)
BETWEEN, LATER = TODAY + timedelta(days=5), TODAY + timedelta(days=10)


def moved(world: World, *units: int) -> list[int]:
    rows = [Answering(unit=unit, party_organization=world.south) for unit in units]
    return accept_moves(world.act(), rows)


def answers(unit: int) -> list[tuple[int, object, object]]:
    rows = Jurisdiction.objects.filter(unit=unit, retracted=None).order_by("period")
    return [(row.party_organization_id, row.period.lower, row.period.upper) for row in rows]


@pytest.mark.req("B09")
def test_what_moved_goes_back_as_if_it_had_not_moved(world: World) -> None:
    units = organizations(world, 1, 2)
    before = [answers(unit) for unit in units]
    assert moved(world, *units) == sorted(units)
    assert {Standing.objects.get(unit=unit, valid_to=None).node_id for unit in units} == {world.south}
    assert take_moves_back(world.act(), [units[0]]) == [units[0]]
    assert answers(units[0]) == before[0] and answers(units[1]) != before[1]
    assert Standing.objects.get(unit=units[0], valid_to=None).node_id == world.north
    assert {"balancing.accept", "balancing.take_back"} <= set(Entry.objects.values_list("act", flat=True))
    with pytest.raises(ChangedMeanwhile):
        take_moves_back(world.act(), [units[0]])
    assert moved(world, units[0]) == [units[0]], "it may be accepted again"
    assert take_moves_back(world.act(), units) == sorted(units)


def moved_again(world: World, unit: int) -> None:
    take_jurisdiction(world.act(), [Answering(unit=unit, party_organization=world.committee)])


def covered_since(world: World, unit: int) -> None:
    (branch,) = world.establish("第一支部", under=world.south, kind="party_branch")
    cover_units(world.act(), [Covering(party_organization=branch, unit=unit)])


def applied_since(world: World, unit: int) -> None:
    begin_formation(world.act(), Applied(unit=unit, filed={"mode": "separate", "kind": "party_branch", "units": []}))


def planned_since(world: World, unit: int) -> None:
    row = Plan(unit=unit, party_organization=world.south, way="joint", planned_on=NEXT, reason="党员少")
    set_plans(world.act(), [row])


def giver_gone(world: World, unit: int) -> None:
    dissolve_party_organizations(world.act(NEXT), [world.north])


@pytest.mark.req("B09")
@pytest.mark.parametrize(
    ("happens", "code", "fact"),
    [
        (moved_again, "changed", "归口后来又有变更"),
        (covered_since, "gone_on", "采纳以后已登记党组织覆盖"),
        (applied_since, "gone_on", "采纳以后已办理组建"),
        (planned_since, "gone_on", "采纳以后已制定组建方案"),
        (giver_gone, "giver_ended", "原归口的“北片联合党委”已经撤销或将要撤销"),
    ],
)
def test_what_was_built_on_a_move_keeps_it(
    world: World, happens: Callable[[World, int], None], code: str, fact: str
) -> None:
    (unit,) = organizations(world, 2)
    moved(world, unit)
    happens(world, unit)
    stood = answers(unit)
    (told,) = refused(lambda: take_moves_back(world.act(), [unit]))
    assert (told.code, told.row) == (code, 0) and fact in told.fact
    assert answers(unit) == stood


@pytest.mark.req("B09")
def test_a_change_from_an_earlier_day_keeps_the_move(world: World) -> None:
    """It touches only what the acceptance had left of who answered before; the move itself stands."""
    (unit,) = organizations(world, 1)
    accept_moves(world.act(LATER), [Answering(unit=unit, party_organization=world.south)])
    take_jurisdiction(world.act(BETWEEN), [Answering(unit=unit, party_organization=world.committee)])
    stood = answers(unit)
    assert stood[-1] == (world.south, LATER, None)
    (listed,) = accepted_moves(world.act().actor, LATER)
    assert [one.code for one in listed.back.objections] == ["changed"], "the page does not offer what is refused"
    (told,) = refused(lambda: take_moves_back(world.act(LATER), [unit]))
    assert told.code == "changed" and answers(unit) == stood


@pytest.mark.req("B09")
def test_only_the_office_that_accepted_takes_back(world: World) -> None:
    (unit,) = organizations(world, 1)
    moved(world, unit)
    south = world.actor(Role.JOINT_COMMITTEE_CLERK, world.south)
    with pytest.raises(ChangedMeanwhile):
        take_moves_back(world.act(by=south), [unit])
    assert {one.code for one in refused(lambda: take_moves_back(world.act(by=world.neighbour), [unit]))} == {
        "not_in_reach"
    }


def sending(world: World, unit: int, instructor: int) -> list[int]:
    row = Plan(
        unit=unit, party_organization=world.north, way="instructor", planned_on=NEXT, reason="没有党员",
        instructor=instructor,
    )  # fmt: skip
    return accept_sending(world.act(), [row])


@pytest.mark.req("G11")
def test_an_instructor_who_is_to_be_sent_is_taken_back_until_sent(world: World) -> None:
    (instructor,) = enter_pool(
        world.act(START), [NewInstructor(party_organization=world.north, name="丁指导", source="retired")]
    )
    first, second, third = organizations(world, 0, 0, 0)
    for unit in (first, second, third):
        assert sending(world, unit, instructor) == [unit]
    assert take_sending_back(world.act(), [first]) == [first]
    assert not FormationPlan.objects.filter(unit=first, retracted=None).exists()
    post_instructors(world.act(), [Sending(instructor=instructor, unit=second, document_number="澄社党〔2020〕3号")])
    end_plans(world.act(), [PlanEnd(unit=third)])
    told = refused(lambda: take_sending_back(world.act(), [second, third]))
    assert [(one.row, one.code) for one in told] == [(0, "posted"), (1, "plan_changed")]


@pytest.mark.req("G11")
def test_a_plan_changed_from_an_earlier_day_keeps_the_sending(world: World) -> None:
    (instructor,) = enter_pool(
        world.act(START), [NewInstructor(party_organization=world.north, name="丁指导", source="retired")]
    )
    (unit,) = organizations(world, 0)
    before = Plan(unit=unit, party_organization=world.north, way="joint", planned_on=NEXT, reason="党员少")
    set_plans(world.act(), [before])
    sent = replace(before, way="instructor", reason="没有党员", instructor=instructor)
    accept_sending(world.act(LATER), [sent])
    set_plans(world.act(BETWEEN), [replace(before, reason="没有党员")])
    (told,) = refused(lambda: take_sending_back(world.act(LATER), [unit]))
    assert told.code == "plan_changed"
    assert FormationPlan.objects.filter(unit=unit, retracted=None).count() == 3
