"""Two imports at once write nothing twice and wait for each other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from tests.commands.cast import World, founded
from tests.commands.imports.ledgers import PARTY, changes, given, organization, put, put_reading
from tests.commands.imports.test_members import BRANCH, member
from tests.commands.members.roll import branch

from shuniu.access import Actor
from shuniu.models import (
    Membership,
    Naming,
    Particulars,
    Person,
    Registration,
    Standing,
    Unit,
    WrappedKey,
)

KIND = "social_organizations"


@pytest.fixture
def shared_world(transactional_db: None) -> World:
    return founded()


def _at_once(*commands: Callable[[], Any]) -> list[BaseException]:
    gate, failed = threading.Barrier(len(commands)), list[BaseException]()

    def run(command: Callable[[], Any]) -> None:
        try:
            gate.wait(10)
            command()
        except BaseException as problem:
            failed.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(command,)) for command in commands]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    return failed


def _overlapping(world: World, other: Actor, low: int) -> list[int]:
    """How many rows were new to each of two clerks."""
    one = [organization(number) for number in range(low, low + 120)]
    two = [organization(number) for number in reversed(range(low + 60, low + 180))]
    done: list[list[str | None]] = []
    failed = _at_once(
        lambda: done.append(changes(put(world, KIND, one))),
        lambda: done.append(changes(put(world, KIND, two, by=other))),
    )
    assert failed == []
    return sorted(found.count("new") for found in done)


def test_two_clerks_import_overlapping_files_at_once(shared_world: World) -> None:
    world = shared_world
    other = world.actor(world.clerk.role, world.committee)
    for step in range(3):
        assert _overlapping(world, other, step * 200) == [60, 120]
    held = Registration.objects.filter(retracted__isnull=True)
    assert held.count() == held.values("unit").distinct().count() == Unit.objects.filter(code__isnull=False).count()
    assert Standing.objects.count() == 540


def test_a_party_ledger_and_an_organization_ledger_at_once(shared_world: World) -> None:
    world = shared_world
    reading, truth = given(PARTY, clean=True)
    other = world.actor(world.clerk.role, world.committee)
    failed = _at_once(
        lambda: put_reading(world, reading, create_missing=True),
        lambda: put_reading(world, reading, create_missing=True, by=other),
        lambda: put(world, KIND, [organization(number) for number in range(100)]),
    )
    assert failed == []
    names = Naming.objects.filter(retracted__isnull=True)
    assert names.count() == names.values("name").distinct().count()
    assert truth["counts"]["accept"] <= names.count()


def test_two_clerks_import_overlapping_rolls_at_once(shared_world: World) -> None:
    """Whoever comes second finds the members there; nobody is entered twice, nobody is asked to try again."""
    world = shared_world
    branch(world, BRANCH)
    other = world.actor(world.clerk.role, world.committee)
    for low in (1, 201, 401):
        one = [member(number) for number in range(low, low + 120)]
        two = [member(number) for number in reversed(range(low + 60, low + 180))]
        done: list[list[str | None]] = []
        failed = _at_once(
            lambda one=one, done=done: done.append(changes(put(world, "members", one))),
            lambda two=two, done=done: done.append(changes(put(world, "members", two, by=other))),
        )
        assert failed == []
        assert sorted(found.count("new") for found in done) == [60, 120]
    held = Particulars.objects.filter(retracted__isnull=True)
    assert held.count() == held.values("number_index").distinct().count() == Person.objects.count() == 540
    assert Membership.objects.filter(retracted__isnull=True).count() == 540
    assert WrappedKey.objects.filter(purpose="person").count() == 540
