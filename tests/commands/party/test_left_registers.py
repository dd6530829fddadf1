"""What was entered into the register of a Party organization that ends is lost to nobody: it counts and is listed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.commands.cast import START, TODAY, World, refused

from shuniu.access import Actor, may
from shuniu.commands.figures.recount import rebuild
from shuniu.commands.organizations.hubs import Designation, designate_hubs
from shuniu.commands.party.answering import Answering, release_jurisdiction, take_jurisdiction
from shuniu.commands.party.dissolve import dissolve_party_organizations
from shuniu.commands.party.merge import merge_party_organizations
from shuniu.commands.party.move import Move, move_party_organizations
from shuniu.models import Standing, Unit
from shuniu.policy.grants import Action
from shuniu.policy.words import HubLevel
from shuniu.policy.words.accounts import Role
from shuniu.statistics import figure_for
from shuniu.statistics.check import check

DAY = timedelta(days=1)
MERGED = date(2020, 7, 1)


def count(actor: Actor, measure: str, node: int, on: date) -> int:
    return figure_for(actor, measure, node, on, ()).numerator  # type: ignore[union-attr, return-value]


def at(unit: int, on: date) -> tuple[int, bool]:
    rows = Standing.objects.filter(unit=unit, valid_from__lte=on).exclude(valid_to__lte=on)
    return rows.values_list("node", "attached").get()


@pytest.fixture
def loose(world: World) -> int:
    """Entered at the northern joint committee, nobody answers for it."""
    unit = world.organization("甲协会", at=world.north)
    rebuild(world.clerk.now)
    return unit


def test_after_a_merge_nobody_is_missing_from_the_total(world: World, loose: int) -> None:
    merge_party_organizations(world.act(MERGED), [world.north], into=world.south)
    for on in (MERGED - DAY, MERGED, TODAY):
        assert count(world.clerk, "social_organizations", world.committee, on) == 1
        assert count(world.clerk, "unattached", world.committee, on) == 1
    assert (at(loose, MERGED - DAY), at(loose, MERGED)) == ((world.north, False), (world.committee, False))
    assert may(world.clerk, Action.WRITE_UNIT, Unit.objects.get(pk=loose))
    assert list(check()) == []
    take_jurisdiction(world.act(), [Answering(unit=loose, party_organization=world.south)])
    assert at(loose, TODAY) == (world.south, True)
    assert list(check()) == []


def test_the_register_goes_up_again_with_what_keeps_it_and_moves_along(world: World) -> None:
    (district,) = world.establish("区联合党委", under=world.committee)
    (street,) = world.establish("街道联合党委", under=district)
    unit = world.organization("乙协会", at=street)
    merge_party_organizations(world.act(MERGED), [street], into=world.south)
    move_party_organizations(world.act(date(2021, 1, 1)), [Move(party_organization=district, parent=world.north)])
    assert at(unit, date(2021, 1, 1)) == (district, False)
    clerk = world.actor(Role.JOINT_COMMITTEE_CLERK, world.north)
    assert may(clerk, Action.READ_UNIT, Unit.objects.get(pk=unit))
    assert count(clerk, "unattached", world.north, date(2021, 1, 1)) == 1
    merge_party_organizations(world.act(date(2022, 1, 1)), [district], into=world.south)
    assert at(unit, date(2022, 1, 1)) == (world.committee, False)
    assert not may(clerk, Action.READ_UNIT, Unit.objects.get(pk=unit))
    assert list(check()) == []


def test_a_hub_entered_where_nothing_stands_any_more_is_counted(world: World) -> None:
    hub = world.organization("甲联合会", at=world.north)
    designate_hubs(world.act(START), [Designation(unit=hub, level=HubLevel.DISTRICT, designated_by="市社会工委")])
    before = count(world.clerk, "hubs", world.committee, MERGED - DAY)
    merge_party_organizations(world.act(MERGED), [world.north], into=world.south)
    assert before == count(world.clerk, "hubs", world.committee, TODAY) == 1


def test_whoever_is_released_after_the_register_ended_is_listed(world: World) -> None:
    unit = world.organization("甲协会", at=world.north)
    take_jurisdiction(world.act(START), [Answering(unit=unit, party_organization=world.south)])
    dissolve_party_organizations(world.act(MERGED), [world.north])
    release_jurisdiction(world.act(), [unit])
    assert at(unit, TODAY) == (world.committee, False)
    assert count(world.clerk, "unattached", world.committee, TODAY) == 1
    assert list(check()) == []


@pytest.mark.req("A07")
def test_the_law_of_the_level_above_holds_for_whom_it_keeps(world: World) -> None:
    unit = world.organization("甲协会", at=world.north, mode="decoupled")
    take_jurisdiction(world.act(START), [Answering(unit=unit, party_organization=world.south)])
    dissolve_party_organizations(world.act(MERGED), [world.north])
    assert [one.clause.key for one in refused(lambda: release_jurisdiction(world.act(), [unit]))] == ["bj2016#17"]


def test_whoever_nobody_answers_for_stands_against_dissolving(world: World, loose: int) -> None:
    gone = world.organization("乙协会", at=world.north, status="deregistered")
    (objection,) = refused(lambda: dissolve_party_organizations(world.act(), [world.north]))
    assert (objection.code, objection.fact) == ("still_hanging", "登记在此、无党组织负责的社会组织1项")
    take_jurisdiction(world.act(), [Answering(unit=loose, party_organization=world.south)])
    assert dissolve_party_organizations(world.act(), [world.north]) == [world.north]
    assert may(world.clerk, Action.READ_UNIT, Unit.objects.get(pk=gone))
