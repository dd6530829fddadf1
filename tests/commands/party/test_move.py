"""A move counts from its day; yesterday's tree stays; nobody ever stands under itself, on no day."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection
from tests.commands.cast import START, TODAY, World, founded, refused

from shuniu.commands.party.move import Move, move_party_organizations
from shuniu.kernel.decision import Refused
from shuniu.models import Placement
from shuniu.statistics.check.tree import tree_differences

DAY = timedelta(days=1)


def parent_of(node: int, on: date) -> int | None:
    return Placement.objects.get(retracted__isnull=True, party_organization=node, period__contains=on).parent_id


def branch(world: World, name: str, under: int) -> int:
    return world.establish(name, under=under, kind="party_branch")[0]


@pytest.mark.req("B01")
def test_a_move_counts_from_its_day_and_keeps_the_past(world: World) -> None:
    node = branch(world, "甲党支部", world.north)
    moved_on = date(2020, 7, 1)
    assert move_party_organizations(world.act(moved_on), [Move(party_organization=node, parent=world.south)]) == [node]
    assert parent_of(node, moved_on - DAY) == world.north
    assert parent_of(node, moved_on) == world.south


def test_a_back_dated_move_lasts_until_the_next_known_one(world: World) -> None:
    node = branch(world, "甲党支部", world.north)
    move_party_organizations(world.act(date(2022, 1, 1)), [Move(party_organization=node, parent=world.south)])
    move_party_organizations(world.act(date(2019, 1, 1)), [Move(party_organization=node, parent=world.committee)])
    assert parent_of(node, date(2018, 12, 31)) == world.north
    assert parent_of(node, date(2019, 1, 1)) == world.committee
    assert parent_of(node, date(2021, 12, 31)) == world.committee
    assert parent_of(node, date(2022, 1, 1)) == world.south


def test_a_circle_is_refused_with_what_to_do(world: World) -> None:
    (objection,) = refused(
        lambda: move_party_organizations(world.act(), [Move(party_organization=world.north, parent=world.north)])
    )
    assert objection.code == "circle"
    node = branch(world, "甲党支部", world.north)
    (objection,) = refused(
        lambda: move_party_organizations(world.act(), [Move(party_organization=world.north, parent=node)])
    )
    assert (objection.code, objection.field) == ("circle", "parent")
    assert "甲党支部" in objection.remedy


def test_a_circle_that_would_close_only_on_a_later_day_is_refused(world: World) -> None:
    """North goes under south from 2024; putting south under north from 2020 would close a circle in 2024."""
    move_party_organizations(world.act(date(2024, 1, 1)), [Move(party_organization=world.north, parent=world.south)])
    (objection,) = refused(
        lambda: move_party_organizations(
            world.act(date(2020, 1, 1)), [Move(party_organization=world.south, parent=world.north)]
        )
    )
    assert objection.code == "circle" and "2024-01-01" in objection.fact


def test_two_moves_of_one_act_that_close_a_circle_together_are_refused(world: World) -> None:
    swap = [
        Move(party_organization=world.north, parent=world.south),
        Move(party_organization=world.south, parent=world.north),
    ]
    assert {one.code for one in refused(lambda: move_party_organizations(world.act(), swap))} == {"circle"}


def test_one_act_moves_each_once(world: World) -> None:
    node = branch(world, "甲党支部", world.north)
    rows = [Move(party_organization=node, parent=world.south), Move(party_organization=node, parent=world.committee)]
    assert [one.code for one in refused(lambda: move_party_organizations(world.act(), rows))] == ["named_twice"]


def test_foreign_nodes_are_refused_in_the_words_of_missing_ones(world: World) -> None:
    node = branch(world, "甲党支部", world.north)
    rows = [
        Move(party_organization=world.neighbour_committee, parent=world.north),
        Move(party_organization=999_999, parent=world.north),
        Move(party_organization=node, parent=world.neighbour_committee),
    ]
    objections = refused(lambda: move_party_organizations(world.act(), rows))
    assert [one.code for one in objections] == ["not_in_reach"] * 3
    assert objections[0].missing == objections[1].missing


def test_a_move_to_where_it_stands_writes_nothing(world: World) -> None:
    node = branch(world, "甲党支部", world.north)
    before = Placement.objects.count()
    assert move_party_organizations(world.act(), [Move(party_organization=node, parent=world.north)]) == []
    assert Placement.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_concurrent_moves_never_make_a_circle() -> None:
    """Each alone is lawful, both together close a circle: one of the two threads is refused."""
    world = founded()
    start = Barrier(2)

    def move(node: int, parent: int) -> str:
        try:
            start.wait(10)
            move_party_organizations(world.act(TODAY), [Move(party_organization=node, parent=parent)])
            return "moved"
        except Refused as refusal:
            return refusal.decision.objections[0].code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        answers = [
            threads.submit(move, world.north, world.south),
            threads.submit(move, world.south, world.north),
        ]
        assert sorted(answer.result(30) for answer in answers) == ["circle", "moved"]
    assert parent_of(world.north, START) == world.committee


@pytest.mark.django_db(transaction=True)
def test_three_concurrent_moves_on_different_days_never_make_a_ring() -> None:
    """Any two are lawful, all three close a ring, whichever comes last and however far back it counts from."""
    world = founded()
    west = world.establish("西片联合党委", under=world.committee)[0]
    ring = [world.north, world.south, west]
    start = Barrier(3)

    def move(place: int, on: date) -> str:
        try:
            start.wait(10)
            row = Move(party_organization=ring[place], parent=ring[(place + 1) % 3])
            move_party_organizations(world.act(on), [row])
            return "moved"
        except Refused as refusal:
            return refusal.decision.objections[0].code
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        days = [TODAY, date(2018, 9, 1), date(2022, 1, 1)]
        answers = [threads.submit(move, place, on) for place, on in enumerate(days)]
        assert sorted(answer.result(30) for answer in answers) == ["circle", "moved", "moved"]
    assert list(tree_differences()) == []
