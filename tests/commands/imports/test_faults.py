"""Whatever word of an import the database fails at: ledger, keys and waiting file are as before or as after.

Each command really commits, on a database of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection, transaction
from tests.commands.cast import World, founded
from tests.commands.imports.breaking import COMMIT, REFUSED, Proof, standing_as_it_is
from tests.commands.imports.ledgers import PARTY, given, organization, put
from tests.commands.imports.test_batches import received
from tests.commands.imports.test_members import BRANCH, member
from tests.commands.imports.test_reported import report
from tests.commands.members.roll import branch
from tests.ground.database import Ground
from tests.ground.sizes import sample

from shuniu.commands.imports import Ledger, apply_batch, batches, undo_batch
from shuniu.queries.imports import LedgerRow
from shuniu.spreadsheets.imports.staging import ledger_rows

ROWS = 60
Rows = list[LedgerRow]


@dataclass
class Prepared:
    """A world in which a ledger of each kind waits, and two have been written."""

    world: World
    rows: dict[str, Rows]
    waiting: dict[str, UUID]
    written: dict[str, UUID]

    def ledger(self, kind: str) -> Ledger:
        return Ledger(node=self.world.committee, kind=kind, rows=self.rows[kind], create_missing=True)


def _rows() -> dict[str, Rows]:
    """Of each kind more than are written by INSERT: new ones, one that is as it was, one or two that changed."""
    moved = member(2, party_organization="乙协会党支部")
    reading, _ = given(PARTY)
    new = range(3, ROWS)
    return {
        "social_organizations": [organization(1, status="注销"), organization(2), *map(organization, range(200, 260))],
        "party_organizations": list(ledger_rows(reading)),
        "members": [member(1, education="14"), moved, *map(member, new)],
        "party_building_state": [report(1, members=6, full_members=5), *map(report, range(2, ROWS - 10))],
    }


def _prepared() -> Prepared:
    world = founded()
    branch(world, BRANCH)
    branch(world, "乙协会党支部")
    rows, earlier = _rows(), date(2025, 1, 1)
    put(world, "social_organizations", [organization(number) for number in range(1, ROWS)], earlier)
    put(world, "members", [member(1), member(2)], on=earlier)
    put(world, "party_building_state", [report(1), report(2)], on=earlier)
    written = {kind: received(world, f"written {kind}", kind=kind) for kind in ("social_organizations", "members")}
    for kind, public, some in (
        ("social_organizations", written["social_organizations"], [organization(3, full_time_staff=9)]),
        ("members", written["members"], [member(1, education="31")]),
    ):
        more = organization if kind == "social_organizations" else member
        lines = [*some, *(more(number) for number in range(600, 600 + ROWS))]
        apply_batch(world.act(), public, 1, Ledger(node=world.committee, kind=kind, rows=lines))
    waiting = {kind: received(world, kind, kind=kind) for kind in rows}
    return Prepared(world, rows, waiting, written)


@pytest.fixture(scope="module")
def standing_ready(
    ground: Ground, django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Prepared]:
    """Entered once; each test begins with it again."""
    usual, settings.KEY_FILE = settings.KEY_FILE, tmp_path_factory.getbasetemp() / "keys" / "master.key"
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        found = _prepared()
        settings.KEY_FILE = usual
        with standing_as_it_is(ground):
            yield found


@pytest.fixture
def ready(standing_ready: Prepared, transactional_db: None) -> Prepared:
    return standing_ready


def receive(ready: Prepared) -> object:
    return received(ready.world, "one more", content=b"x" * 100_000)


def apply_waiting(kind: str) -> Callable[[Prepared], object]:
    return lambda ready: apply_batch(ready.world.act(), ready.waiting[kind], 1, ready.ledger(kind))


def apply_by_console(ready: Prepared) -> object:
    return put(ready.world, "members", ready.rows["members"])


def undo(kind: str) -> Callable[[Prepared], object]:
    return lambda ready: undo_batch(ready.world.act(), ready.written[kind])


COPIES = {"_start_copy_gen", "copy_end"}
# Nothing that the others do not do also, or nearly.
ALSO = pytest.mark.proof
COMMANDS = [
    pytest.param(receive, 5, set(), id="receive"),
    pytest.param(apply_waiting("social_organizations"), 40, COPIES, id="apply organizations"),
    pytest.param(apply_waiting("party_organizations"), 60, COPIES, id="apply Party organizations"),
    pytest.param(apply_waiting("members"), 60, COPIES, id="apply members"),
    pytest.param(apply_waiting("party_building_state"), 40, COPIES, id="apply a table of Party building"),
    pytest.param(apply_by_console, 60, COPIES, id="apply without a batch", marks=ALSO),
    pytest.param(undo("social_organizations"), 150, set(), id="undo organizations", marks=ALSO),
    pytest.param(undo("members"), 150, set(), id="undo members"),
]


@pytest.mark.parametrize(("command", "every", "more"), COMMANDS)
def test_a_failure_at_any_word_leaves_everything_as_before_or_as_after(
    ground: Ground, ready: Prepared, command: Callable[[Prepared], object], every: int, more: set[str]
) -> None:
    proof = Proof(ground, lambda: command(ready))
    failed = proof.through_all(sample(every, full=1))
    assert failed >= {"_execute_gen", COMMIT, *more}
    assert proof.words.count(COMMIT) == 1


def _sampled(ready: Prepared, ground: Ground) -> Proof:
    return Proof(ground, lambda: put(ready.world, "social_organizations", ready.rows["social_organizations"]))


def test_a_command_without_a_transaction_would_be_found(ground: Ground, ready: Prepared) -> None:
    """Planted: nothing of what the command opens is a transaction."""
    with (
        patch.object(transaction.Atomic, "__enter__", _nothing),
        patch.object(transaction.Atomic, "__exit__", _nothing),
    ):
        proof = _sampled(ready, ground)
        assert COMMIT not in proof.words
        with pytest.raises(AssertionError, match="neither before nor after"):
            proof.through_all(9)


def test_a_commit_too_early_would_be_found(ground: Ground, ready: Prepared) -> None:
    """Planted: what was written is committed before the file is destroyed."""
    usual = batches._forget

    def too_early(*given: Any) -> None:
        connection.connection.commit()
        usual(*given)

    with patch.object(batches, "_forget", too_early):
        proof = Proof(ground, lambda: apply_waiting("social_organizations")(ready))
        assert proof.words.count(COMMIT) == 2
        with pytest.raises(AssertionError, match=r"neither before nor after.*shuniu_batch"):
            proof.broken_at(proof.words.index(COMMIT) + 2, REFUSED)


def _nothing(*_: object) -> None: ...
