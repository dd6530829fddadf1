"""An import is written wholly or not at all; two at once write nothing twice and wait for each other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import OperationalError, connection, connections, transaction
from tests.commands.cast import World, founded
from tests.commands.imports.ledgers import PARTY, changes, everything, given, organization, put, put_reading
from tests.commands.imports.test_members import BRANCH, member
from tests.commands.imports.test_reported import report
from tests.commands.members.roll import branch
from tests.ground.sizes import sample

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


class _Broken(OperationalError):
    pass


@contextmanager
def breaking_at(number: int) -> Iterator[None]:
    """The database fails at the statement of that number."""
    seen = 0

    def fail(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        if "SAVEPOINT" not in sql:
            seen += 1
            if seen == number:
                raise _Broken
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        yield


def _tried(command: Callable[[], Any], every: int) -> None:
    """Until the command comes through without meeting the broken statement any more."""
    before = everything()
    number, tried = 1, 0
    while _breaks(command, number):
        assert everything() == before, f"statement {number}"
        number, tried = number + every, tried + 1
    assert everything() == before
    assert tried >= 10


def _breaks(command: Callable[[], Any], number: int) -> bool:
    try:
        with transaction.atomic(), breaking_at(number):
            command()
            transaction.set_rollback(True)
    except _Broken:
        return True
    return False


def test_a_failure_at_any_statement_leaves_everything_as_it_was(world: World) -> None:
    put(world, KIND, [organization(1), organization(2)])
    rows = [organization(1, status="注销"), organization(2), *(organization(number) for number in range(3, 60))]
    _tried(lambda: put(world, KIND, rows), every=sample(4, full=1))


def test_a_failing_party_ledger_leaves_everything_as_it_was(world: World) -> None:
    reading, _ = given(PARTY)
    _tried(lambda: put_reading(world, reading, create_missing=True), every=sample(7, full=1))


def test_a_failing_members_ledger_leaves_everything_as_it_was(world: World) -> None:
    branch(world, BRANCH)
    branch(world, "乙协会党支部")
    put(world, "members", [member(1), member(2)], on=date(2025, 1, 1))
    moved = member(2, party_organization="乙协会党支部")
    rows = [member(1, education="14"), moved, *(member(number) for number in range(3, 60))]
    _tried(lambda: put(world, "members", rows), every=sample(6, full=1))


def test_a_failing_table_of_party_building_leaves_everything_as_it_was(world: World) -> None:
    put(world, KIND, [organization(number) for number in range(1, 50)])
    put(world, "party_building_state", [report(1), report(2)], on=date(2025, 1, 1))
    rows = [report(1, members=6, full_members=5), *(report(number) for number in range(2, 50))]
    _tried(lambda: put(world, "party_building_state", rows), every=sample(4, full=1))


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
