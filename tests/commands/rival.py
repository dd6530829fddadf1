"""Somebody else whose act and one's own wait for each other: a real deadlock, and it is one's own that is given up.

The rival holds a unit. An act keeps the tree and waits for the unit; then the rival asks for the tree. The database
looks for circles a second after one began to wait, so it finds the one that waited first; where the rival comes later
than that second, on a machine with too much to do, the test says that it was not run.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import psycopg
import pytest

from shuniu.commands.journal.acts import TREE_LOCK

# Somebody waits for the end of the transaction that asks. Who asks without a pause is put off where much else runs,
# and comes too late to be found by the other.
_AWAITED = """
    SELECT count(*) FROM pg_locks, pg_sleep(0.01) WHERE NOT granted AND transactionid = pg_current_xact_id()::xid
"""


@contextmanager
def rival(url: str, unit: int, times: int) -> Iterator[list[int]]:
    """Within, whoever wants ``unit`` is given up so many ``times``. Yields the rounds that took place."""
    holding, over, rounds = Event(), Event(), list[int]()

    def stand_in_the_way() -> None:
        with psycopg.connect(url) as other:
            other.execute("SELECT id FROM shuniu_unit WHERE id = %s FOR UPDATE", [unit])
            holding.set()
            for number in range(times):
                while other.execute(_AWAITED).fetchone() == (0,):
                    if over.is_set():
                        return
                with other.transaction(force_rollback=True):  # a savepoint: the tree is let go again, not the unit
                    other.execute("SELECT pg_advisory_xact_lock(%s)", [TREE_LOCK])
                rounds.append(number)

    with ThreadPoolExecutor(1) as threads:
        working = threads.submit(stand_in_the_way)
        assert holding.wait(30)
        try:
            yield rounds
        finally:
            over.set()
            try:
                working.result(30)
            except psycopg.errors.DeadlockDetected:
                pytest.skip("NOT RUN: the machine is too busy; the rival was given up instead")
