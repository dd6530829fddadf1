"""What the database gives up for the sake of another act is done once more, unless something of it was kept."""

from __future__ import annotations

import psycopg
import pytest
from django.db import OperationalError
from tests.commands.cast import World, founded
from tests.commands.rival import rival
from tests.ground.database import Ground

from shuniu.commands.journal import GivenUp, can_be_done_again, lines_kept, once_more
from shuniu.commands.organizations.register import ChangedOrganization, update_organizations
from shuniu.commands.party.move import Move, move_party_organizations
from shuniu.models import Entry, Registration


@pytest.fixture
def shared(transactional_db: None) -> tuple[World, int]:
    world = founded()
    return world, world.organization("甲协会")


def change(world: World, unit: int) -> object:
    return update_organizations(world.act(), [ChangedOrganization(unit=unit, values={"field": "科技"})])


def fields(unit: int) -> set[str]:
    return set(Registration.objects.filter(unit=unit, retracted__isnull=True).values_list("field", flat=True))


def test_a_real_deadlock_is_done_once_more(ground: Ground, shared: tuple[World, int]) -> None:
    world, unit = shared
    lines = Entry.objects.count()
    with rival(ground.app_url, unit, times=1) as rounds:
        once_more(lambda: change(world, unit))
    assert rounds == [0]
    assert fields(unit) == {"", "科技"} and Entry.objects.count() == lines + 1


def test_the_second_time_nothing_is_written_and_it_is_said(ground: Ground, shared: tuple[World, int]) -> None:
    world, unit = shared
    lines = Entry.objects.count()
    with rival(ground.app_url, unit, times=2) as rounds, pytest.raises(GivenUp, match="登记没有改动"):
        once_more(lambda: change(world, unit))
    assert rounds == [0, 1]
    assert fields(unit) == {""} and Entry.objects.count() == lines


def test_what_was_kept_in_part_is_not_done_again(ground: Ground, shared: tuple[World, int]) -> None:
    world, unit = shared
    moved = list[int]()

    def both() -> None:
        moved.append(move_party_organizations(world.act(), [Move(party_organization=world.south, parent=world.north)]))
        change(world, unit)

    with rival(ground.app_url, unit, times=1), pytest.raises(OperationalError):
        once_more(both)
    assert len(moved) == 1 and fields(unit) == {""}


@pytest.mark.parametrize(
    ("problem", "again"),
    [
        (psycopg.errors.DeadlockDetected(), True),
        (psycopg.errors.SerializationFailure(), True),
        (psycopg.errors.UniqueViolation(), False),
        (psycopg.errors.AdminShutdown(), False),
        (ValueError(), False),
    ],
)
def test_only_what_was_given_up_for_another_is(problem: Exception, again: bool) -> None:
    assert can_be_done_again(problem, lines_kept()) is again
    assert not can_be_done_again(problem, lines_kept() - 1)
