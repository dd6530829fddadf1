"""Acts at once under one large node do not wait for each other; folding neither loses nor doubles, however it ends."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import OperationalError, connection, connections, transaction
from tests.cast import NOW, Cast
from tests.commands.figures.test_recount_smoke import organization
from tests.commands.imports.ledgers import code

from shuniu.commands.figures.building import build_tallies
from shuniu.commands.figures.folding import FOLDING_LOCK, fold_tallies
from shuniu.commands.organizations.register import register_organizations
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.move import Move, move_party_organizations
from shuniu.models import TallyChange, TallyMonth, TallyNode, TallyPending
from shuniu.statistics.check import check
from shuniu.statistics.figures import figure

UNITS, EACH = 6, 8


@pytest.fixture(autouse=True)
def small_is_large(settings: Any) -> None:
    settings.TALLY_UNITS = 5


def register(cast: Cast, first: int, count: int) -> list[int]:
    rows = [organization(f"第{number}会", code(number)) for number in range(first, first + count)]
    return register_organizations(cast.act(date(2019, 3, 1)), rows, cast.top)


@pytest.fixture
def units(transactional_db: None, cast: Cast) -> list[int]:
    found = register(cast, 0, UNITS)
    assert build_tallies(NOW) == [cast.top]
    return found


def at_once(*commands: Callable[[], Any]) -> list[BaseException]:
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


def total(cast: Cast) -> Any:
    return figure("social_organizations", cast.top, NOW.date(), with_digest=False).numerator


def test_acts_under_one_large_node_do_not_wait_for_each_other(cast: Cast, units: list[int]) -> None:
    def second() -> None:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '5s'")
            take_jurisdiction(cast.act(date(2019, 6, 1)), [Answering(unit=units[1], party_organization=cast.other)])

    with transaction.atomic():
        take_jurisdiction(cast.act(date(2019, 6, 1)), [Answering(unit=units[0], party_organization=cast.joint)])
        assert at_once(second) == []
    assert TallyPending.objects.exists()
    assert list(check()) == []


def acting(cast: Cast, unit: int) -> None:
    for step in range(EACH):
        rows = [Answering(unit=unit, party_organization=[cast.joint, cast.other][step % 2])]
        take_jurisdiction(cast.act(date(2019, 4 + step, 1)), rows)


def moving(cast: Cast) -> None:
    for step in range(EACH):
        rows = [Move(party_organization=cast.branch, parent=[cast.other, cast.joint][step % 2])]
        move_party_organizations(cast.act(date(2019, 4 + step, 2)), rows)


def test_acts_and_folding_at_once_lose_and_double_nothing(cast: Cast, units: list[int]) -> None:
    over = threading.Event()

    def move() -> None:
        moving(cast)
        over.set()

    def fold() -> None:
        while not over.is_set():
            fold_tallies(NOW.date())

    def read() -> None:
        while not over.is_set():
            assert total(cast) == UNITS

    failed = at_once(lambda: acting(cast, units[0]), lambda: acting(cast, units[1]), move, fold, fold, read)
    assert failed == []
    assert list(check()) == []
    fold_tallies(NOW.date())
    assert not TallyPending.objects.exists()
    assert list(check()) == []


def told() -> tuple[Any, ...]:
    """What stands in the tables, row by row."""
    return tuple(
        sorted(map(str, model._default_manager.values_list()))
        for model in (TallyPending, TallyChange, TallyMonth, TallyNode)
    )


def killed_at(number: int, command: Callable[[], Any]) -> bool:
    """The server ends the session of the job before the statement of that number. Did it get that far?"""
    seen = 0

    def kill(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == number:
            execute("SELECT pg_terminate_backend(pg_backend_pid())", None, False, context)
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(kill):
            command()
    except OperationalError:
        connection.close()
        return True
    return False


def test_a_job_that_is_killed_between_steps_has_done_nothing(cast: Cast, units: list[int]) -> None:
    register(cast, 50, 3)
    TallyNode.objects.update(until=date(2020, 4, 30))  # two months are to be told as well
    TallyMonth.objects.filter(month__gt=date(2020, 4, 30)).delete()
    before, number = told(), 1
    while killed_at(number, lambda: fold_tallies(NOW.date())):
        assert told() == before, f"statement {number}"
        assert total(cast) == UNITS + 3
        number += 1
    assert number > 6
    assert not TallyPending.objects.exists()
    assert list(check()) == []


def test_a_second_folder_goes_away_and_leaves_everything(cast: Cast, units: list[int]) -> None:
    register(cast, 50, 1)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOLDING_LOCK])
        counts: list[int] = []
        assert at_once(lambda: counts.append(fold_tallies(NOW.date()))) == []
        assert counts == [0]
        assert TallyPending.objects.exists()


def test_nothing_is_built_while_an_act_is_under_way(cast: Cast, units: list[int]) -> None:
    built: list[list[int]] = []
    with transaction.atomic():
        rows = [Answering(unit=unit, party_organization=cast.joint) for unit in units]
        take_jurisdiction(cast.act(date(2019, 3, 1)), rows)
        assert at_once(lambda: built.append(build_tallies(NOW))) == []
    assert built == [[]]
    assert build_tallies(NOW) == [cast.joint]
    assert list(check()) == []
