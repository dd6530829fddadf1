"""The journal is sealed in order, whoever writes; what is changed afterwards is found and named."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, transaction
from tests.ground.database import Ground
from tests.ground.django import lead_to, standing

from shuniu.commands.journal.sealing import present_anchor, seal_entries
from shuniu.models import Account, Entry, SealedEntry
from shuniu.queries.seals import verify

AT = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
OTHERS_LIMIT = 180  # seconds; on a server somebody else runs another worker may be loading a whole world


@pytest.fixture(scope="module", autouse=True)
def quiet(ground: Ground, django_db_setup: None, django_db_blocker: Any) -> Iterator[Ground]:
    """A server of its own: the sealer waits for every open transaction of a server, and what stands open on the
    other tests' is whole worlds."""
    with django_db_blocker.unblock():
        with standing(ground.worker, beside="sealing") as found:
            django_db_blocker.block()
            yield found
            django_db_blocker.restore()
        lead_to(ground)


@pytest.fixture
def owner_connection(quiet: Ground, db: None) -> Iterator[psycopg.Connection]:
    with psycopg.connect(quiet.owner_url, autocommit=True) as connection:
        yield connection


def clerk() -> Account:
    return Account.objects.create(username=f"clerk-{uuid4().hex[:6]}", title="工作人员")


def lines(count: int, account: Account) -> list[int]:
    return [
        Entry.objects.create(act="unit.change", actor=account, on=date(2026, 9, 1), at=AT, reason=f"第{number}笔").pk
        for number in range(count)
    ]


def finished(count: int, account: Account) -> list[int]:
    """Lines nothing stands before: the server counts the open transactions of the other workers' databases too."""
    made = lines(count, account)
    wait_for_others()
    return made


def wait_for_others() -> None:
    """Until every transaction that is open now has ended, whichever database of the server it works in."""
    until = time.monotonic() + OTHERS_LIMIT
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
        begun = cursor.fetchone()[0]
        while True:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot()) >= %s::xid8", [begun])
            if cursor.fetchone()[0]:
                return
            assert time.monotonic() < until, "a transaction of another test does not end"
            time.sleep(0.05)


@pytest.mark.django_db(transaction=True)
def test_sealing_puts_every_finished_line_into_the_chain() -> None:
    account = clerk()
    finished(3, account)
    assert seal_entries(AT) == 3
    assert seal_entries(AT) == 0
    finished(2, account)
    assert seal_entries(AT) == 2
    checked = verify()
    assert (checked.whole, checked.seals, checked.lines, checked.unsealed) == (True, 2, 5, 0)
    assert verify(present_anchor()).whole


@pytest.mark.django_db(transaction=True)
def test_sealing_never_overtakes_an_open_transaction(owner_connection: psycopg.Connection) -> None:
    account = clerk()
    finished(1, account)
    other = psycopg.connect(owner_connection.info.dsn, autocommit=False)
    insert = (
        'INSERT INTO shuniu_entry (uuid, act, actor_id, "on", at, rows, subject_kind, clause, reason)'
        " VALUES (gen_random_uuid(), 'unit.change', %s, '2026-09-01', now(), 0, '', '', 'late')"
    )
    other.execute(insert, [account.pk])
    later = lines(1, account)
    assert seal_entries(AT) == 1  # the first only: the open transaction began before the later line
    assert not SealedEntry.objects.filter(entry__in=later).exists()
    other.commit()
    other.close()
    wait_for_others()
    assert seal_entries(AT) == 2
    order = list(SealedEntry.objects.order_by("seal_id", "position").values_list("entry__reason", flat=True))
    assert order == ["第0笔", "late", "第0笔"]
    assert verify().whole


@pytest.mark.django_db(transaction=True)
def test_sealing_keeps_its_order_under_concurrent_writers_and_sealers() -> None:
    account = clerk()

    def write() -> None:
        for number in range(25):
            with transaction.atomic():
                Entry.objects.create(act="unit.change", actor=account, on=date(2026, 9, 1), at=AT, reason=str(number))

    def seal() -> None:
        for _ in range(30):
            seal_entries(AT)

    assert run_together([write, write, write, write, seal, seal]) == []
    wait_for_others()
    seal_entries(AT)
    checked = verify()
    assert (checked.problem, checked.lines, checked.unsealed) == ("", 100, 0)


def run_together(works: list[Callable[[], None]]) -> list[BaseException]:
    """Each on a thread of its own, started at once; what went wrong in them."""
    started = threading.Barrier(len(works))
    problems: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        try:
            started.wait()
            work()
        except BaseException as problem:  # reported by the main thread
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems


@dataclass(frozen=True)
class Tampering:
    statements: tuple[str, ...]
    named: int | None  # which of the lines is named; None: a block is named instead


TAMPERINGS: dict[str, Tampering] = {
    "edited": Tampering(("UPDATE shuniu_entry SET reason = 'x' WHERE id = {2}",), 2),
    "dated back": Tampering(("UPDATE shuniu_entry SET at = at - interval '1 day' WHERE id = {0}",), 0),
    "another actor's": Tampering(("UPDATE shuniu_entry SET assignment_id = NULL, rows = 9 WHERE id = {4}",), 4),
    "deleted with its place": Tampering(
        ("DELETE FROM shuniu_sealedentry WHERE entry_id = {2}", "DELETE FROM shuniu_entry WHERE id = {2}"), None
    ),
    "swapped": Tampering(
        ("UPDATE shuniu_entry SET reason = CASE id WHEN {1} THEN '第3笔' ELSE '第1笔' END WHERE id IN ({1}, {3})",),
        1,
    ),
    "places swapped": Tampering(
        ("UPDATE shuniu_sealedentry SET position = 7 - position WHERE entry_id IN ({2}, {3})",), 3
    ),
    "block taken out": Tampering(
        ("DELETE FROM shuniu_sealedentry WHERE seal_id = (SELECT min(id) FROM shuniu_seal)",), None
    ),
    "seal of the first block taken out": Tampering(
        (
            "DELETE FROM shuniu_sealedentry WHERE seal_id = (SELECT min(id) FROM shuniu_seal)",
            "DELETE FROM shuniu_seal WHERE id = (SELECT min(id) FROM shuniu_seal)",
        ),
        None,
    ),
    "seal forged": Tampering(
        ("UPDATE shuniu_seal SET mac = repeat('0', 64) WHERE id = (SELECT max(id) FROM shuniu_seal)",), None
    ),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", TAMPERINGS)
def test_sealing_finds_what_the_owner_changed_behind_its_back(name: str, owner_connection: psycopg.Connection) -> None:
    account = clerk()
    numbers = finished(6, account)
    seal_entries(AT)
    finished(2, account)
    seal_entries(AT)
    assert verify().whole
    tampering = TAMPERINGS[name]
    for statement in tampering.statements:
        owner_connection.execute(statement.format(*numbers))  # type: ignore[arg-type]
    checked = verify()
    assert not checked.whole
    if tampering.named is not None:
        assert checked.line == numbers[tampering.named]
        assert str(checked.line) in checked.problem


@pytest.mark.django_db(transaction=True)
def test_sealing_shows_a_journal_cut_at_its_end_against_an_anchor(owner_connection: psycopg.Connection) -> None:
    account = clerk()
    finished(3, account)
    seal_entries(AT)
    numbers = finished(2, account)
    seal_entries(AT)
    anchor = present_anchor()
    for statement in (
        "DELETE FROM shuniu_sealedentry WHERE seal_id = (SELECT max(id) FROM shuniu_seal)",
        "DELETE FROM shuniu_seal WHERE id = (SELECT max(id) FROM shuniu_seal)",
        f"DELETE FROM shuniu_entry WHERE id IN ({numbers[0]}, {numbers[1]})",
    ):
        owner_connection.execute(statement)  # type: ignore[call-overload]
    assert verify().whole  # nothing inside the database tells
    checked = verify(anchor)
    assert not checked.whole
    assert "截去" in checked.problem


@pytest.mark.django_db(transaction=True)
def test_sealing_a_chain_made_anew_under_another_key_does_not_pass(settings: Any, tmp_path: Any) -> None:
    from shuniu.models.keyring import make_key_file

    account = clerk()
    finished(2, account)
    true_keys = settings.KEY_FILE
    settings.KEY_FILE = tmp_path / "guessed.key"
    make_key_file(settings.KEY_FILE)
    seal_entries(AT)
    settings.KEY_FILE = true_keys
    checked = verify()
    assert not checked.whole
    assert "密钥" in checked.problem


@pytest.mark.django_db(transaction=True)
def test_sealing_the_application_role_can_change_nothing(quiet: Ground) -> None:
    account = clerk()
    finished(1, account)
    seal_entries(AT)
    with psycopg.connect(quiet.app_url, autocommit=True) as connected:
        for statement in (
            "UPDATE shuniu_entry SET reason = ''",
            "DELETE FROM shuniu_entry",
            "TRUNCATE shuniu_entry CASCADE",
            "UPDATE shuniu_seal SET mac = ''",
            "DELETE FROM shuniu_sealedentry",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connected.execute(statement)  # type: ignore[call-overload]
