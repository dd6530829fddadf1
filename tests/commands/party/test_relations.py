"""Who is responsible for a unit and who covers it: dated, at most one responsible, nothing outside one's reach."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection
from tests.commands.cast import START, TODAY, World, founded, queries_of, refused

from shuniu.access import visible
from shuniu.commands.party.answering import Answering, release_jurisdiction, take_jurisdiction
from shuniu.commands.party.cover import Covering, cover_units, uncover_units
from shuniu.models import Coverage, Jurisdiction, Unit
from shuniu.policy.grants import Action
from shuniu.policy.words import CoverageRole

DAY = timedelta(days=1)


def responsible(unit: int, on: date) -> int | None:
    held = Jurisdiction.objects.filter(retracted__isnull=True, unit=unit, period__contains=on)
    return held.values_list("party_organization", flat=True).first()


def test_a_unit_has_one_responsible_party_organization_a_day(world: World) -> None:
    unit = world.organization("甲协会")
    take_jurisdiction(world.act(START), [Answering(unit=unit, party_organization=world.north, clause="bj2020#B07")])
    changed_on = date(2020, 7, 1)
    row = Answering(unit=unit, party_organization=world.south, clause="bj2020#A06")
    assert take_jurisdiction(world.act(changed_on), [row]) == [unit]
    assert responsible(unit, changed_on - DAY) == world.north
    assert responsible(unit, changed_on) == world.south
    assert release_jurisdiction(world.act(date(2021, 1, 1)), [unit]) == [unit]
    assert responsible(unit, date(2020, 12, 31)) == world.south
    assert responsible(unit, date(2021, 1, 1)) is None


def test_a_released_unit_stays_visible_where_it_was_entered(world: World) -> None:
    unit = world.organization("甲协会")
    take_jurisdiction(world.act(START), [Answering(unit=unit, party_organization=world.north)])
    release_jurisdiction(world.act(), [unit])
    assert visible(Unit.objects.filter(pk=unit), world.clerk, Action.READ_UNIT).exists()
    assert not visible(Unit.objects.filter(pk=unit), world.neighbour, Action.READ_UNIT).exists()


def test_units_and_party_organizations_out_of_reach_are_refused_alike(world: World) -> None:
    mine, foreign = world.organization("甲协会"), world.organization("乙协会", at=world.neighbour_committee)
    rows = [
        Answering(unit=foreign, party_organization=world.north),
        Answering(unit=999_999, party_organization=world.north),
        Answering(unit=mine, party_organization=world.neighbour_committee),
    ]
    objections = refused(lambda: take_jurisdiction(world.act(), rows))
    assert [(one.row, one.field) for one in objections] == [(0, "unit"), (1, "unit"), (2, "party_organization")]
    assert objections[0].missing == objections[1].missing
    rows_of_cover = [Covering(party_organization=world.north, unit=foreign)]
    assert refused(lambda: cover_units(world.act(), rows_of_cover))[0].code == "not_in_reach"


def test_responsibility_needs_both_on_that_day(world: World) -> None:
    later = world.establish("东片联合党委", under=world.committee, on=date(2020, 1, 1))[0]
    unit = world.organization("甲协会", on=date(2019, 1, 1))
    gone = world.organization("乙协会", status="deregistered")
    rows = [
        Answering(unit=unit, party_organization=later),
        Answering(unit=gone, party_organization=world.north),
    ]
    objections = refused(lambda: take_jurisdiction(world.act(date(2019, 12, 31)), rows))
    assert [(one.row, one.code) for one in objections] == [(0, "party_organization_absent"), (1, "unit_ended")]
    assert take_jurisdiction(world.act(date(2020, 1, 1)), rows[:1]) == [unit]
    row = Answering(unit=unit, party_organization=world.north)
    assert refused(lambda: take_jurisdiction(world.act(date(2018, 12, 31)), [row]))[0].code == "unit_ended"


def test_covering_begins_and_ends_on_its_days(world: World) -> None:
    host, member = world.organization("甲协会"), world.organization("乙协会")
    branch = world.establish("联合党支部", under=world.north, kind="joint_branch")[0]
    rows = [
        Covering(party_organization=branch, unit=host),
        Covering(party_organization=branch, unit=member, role=CoverageRole.MEMBER),
    ]
    assert cover_units(world.act(START), rows) == sorted([host, member])
    assert cover_units(world.act(TODAY), rows) == []
    ended_on = date(2024, 5, 1)
    assert uncover_units(world.act(ended_on), rows[1:]) == [member]
    held = Coverage.objects.filter(retracted__isnull=True, unit=member)
    assert held.filter(period__contains=ended_on - DAY).exists()
    assert not held.filter(period__contains=ended_on).exists()
    assert Coverage.objects.get(retracted__isnull=True, unit=host).period.upper is None


def test_the_same_key_takes_once(world: World) -> None:
    unit = world.organization("甲协会")
    row = [Answering(unit=unit, party_organization=world.north)]
    assert take_jurisdiction(world.act(key="a"), row) == [unit]
    assert take_jurisdiction(world.act(key="a"), row) == [unit]
    assert Jurisdiction.objects.count() == 1


def test_any_number_of_rows_takes_the_same_number_of_queries(world: World) -> None:
    counts = set()
    for count in (1, 3, 12):
        units = [world.organization(f"{count}-{number}协会") for number in range(count)]
        answers = [Answering(unit=unit, party_organization=world.north) for unit in units]
        counts.add(queries_of(lambda answers=answers: take_jurisdiction(world.act(), answers)))
    assert len(counts) == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_never_make_two_responsible() -> None:
    """Both take the same unit on the same day: one waits for the other, one fact is in force."""
    world = founded()
    unit = world.organization("甲协会")
    start = Barrier(2)

    def take(node: int) -> None:
        try:
            start.wait(10)
            take_jurisdiction(world.act(), [Answering(unit=unit, party_organization=node)])
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        for answer in [threads.submit(take, node) for node in (world.north, world.south)]:
            answer.result(30)
    held = Jurisdiction.objects.filter(retracted__isnull=True, unit=unit)
    assert held.count() == 1 and Jurisdiction.objects.count() == 2
