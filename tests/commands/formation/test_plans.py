"""Plans for organizations without a Party organization: made for several at once, changed, ended, never unseen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.commands.cast import TODAY, World, refused

from shuniu.commands.figures.recount import recount
from shuniu.commands.formation.plans import Plan, PlanEnd, end_plans, set_plans
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.commands.party.merge import merge_party_organizations
from shuniu.models import FormationPlan

NEXT = TODAY + timedelta(days=90)


def organizations(world: World, *counts: int | None, first: int = 0) -> list[int]:
    """Answered for by the north, with so many full members each."""
    units = [world.organization(f"第{number}学会") for number in range(first, first + len(counts))]
    take_jurisdiction(world.act(), [Answering(unit=unit, party_organization=world.north) for unit in units])
    told = [
        CountOfMembers(unit=unit, as_of=TODAY, source="调查表", members=count, full_members=count)
        for unit, count in zip(units, counts, strict=True)
        if count is not None
    ]
    report_head_counts(world.act(), told)
    recount(None, units=units)
    return units


def plan(world: World, unit: int, **more: Any) -> Plan:
    values = {"party_organization": world.north, "way": "joint", "planned_on": NEXT, "reason": "党员少"} | more
    return Plan(unit=unit, **values)


def in_force(unit: int) -> FormationPlan:
    return FormationPlan.objects.get(unit=unit, retracted__isnull=True, period__contains=TODAY)


def test_several_get_the_same_plan_in_one_act(world: World) -> None:
    units = organizations(world, 1, 2)
    assert set_plans(world.act(), [plan(world, unit, seen=()) for unit in units]) == sorted(units)
    assert {in_force(unit).recorded.act for unit in units} == {"formation_plan.set"}
    assert len({in_force(unit).recorded_id for unit in units}) == 1
    assert set_plans(world.act(), [plan(world, units[0])]) == []


def test_a_changed_plan_leaves_the_earlier_one_where_it_was(world: World) -> None:
    (unit,) = organizations(world, 2)
    set_plans(world.act(date(2026, 6, 1)), [plan(world, unit)])
    before = in_force(unit)
    set_plans(world.act(), [plan(world, unit, planned_on=NEXT + timedelta(days=1), seen=(before.pk,))])
    assert in_force(unit).planned_on == NEXT + timedelta(days=1)
    past = FormationPlan.objects.get(unit=unit, retracted__isnull=True, period__contains=date(2026, 7, 1))
    assert past.planned_on == NEXT
    with pytest.raises(ChangedMeanwhile):
        set_plans(world.act(), [plan(world, unit, reason="另一个原因", seen=(before.pk,))])


@pytest.mark.req("E10")
def test_who_reaches_the_standard_is_not_given_an_instructor_instead(world: World) -> None:
    reaches, few = organizations(world, 3, 2)
    rows = [plan(world, reaches, way="instructor"), plan(world, few, way="separate")]
    told = refused(lambda: set_plans(world.act(), rows))
    assert [(one.row, one.code) for one in told] == [(0, "to_be_formed"), (1, "too_few")]
    assert not FormationPlan.objects.exists()


def test_what_is_covered_needs_no_plan(world: World) -> None:
    (unit,) = organizations(world, 3)
    (branch,) = world.establish("第一支部", under=world.north, kind="party_branch")
    cover_units(world.act(), [Covering(party_organization=branch, unit=unit)])
    assert [one.code for one in refused(lambda: set_plans(world.act(), [plan(world, unit)]))] == ["covered"]


def test_nobody_plans_for_what_is_not_theirs(world: World) -> None:
    (unit,) = organizations(world, 1)
    by = world.act(by=world.neighbour)
    assert [one.code for one in refused(lambda: set_plans(by, [plan(world, unit)]))] == ["not_in_reach"]
    assert [one.code for one in refused(lambda: end_plans(by, [PlanEnd(unit=unit)]))] == ["not_in_reach"]
    foreign = plan(world, unit, party_organization=world.neighbour_committee)
    assert [one.code for one in refused(lambda: set_plans(world.act(), [foreign]))] == ["not_in_reach"]


def test_an_ended_plan_counts_no_more(world: World) -> None:
    (unit,) = organizations(world, 1)
    set_plans(world.act(date(2026, 6, 1)), [plan(world, unit)])
    assert end_plans(world.act(), [PlanEnd(unit=unit)]) == [unit]
    assert not FormationPlan.objects.filter(retracted__isnull=True, period__contains=TODAY).exists()
    assert end_plans(world.act(), [PlanEnd(unit=unit)]) == []


def test_the_plan_goes_on_where_its_owner_goes(world: World) -> None:
    (unit,) = organizations(world, 1)
    set_plans(world.act(date(2026, 6, 1)), [plan(world, unit)])
    merge_party_organizations(world.act(), [world.north], into=world.south)
    assert in_force(unit).party_organization_id == world.south


def test_one_key_makes_one_plan(world: World) -> None:
    (unit,) = organizations(world, 1)
    act = world.act(key="a")
    assert set_plans(act, [plan(world, unit)]) == set_plans(act, [plan(world, unit)]) == [unit]
    assert FormationPlan.objects.count() == 1
