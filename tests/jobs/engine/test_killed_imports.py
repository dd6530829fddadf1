"""Killed while importing, program or database: each ledger is there wholly or not at all, and none that was told done
is lost."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import psycopg
import pytest
from tests.jobs.console.running import SOURCE, environment, run
from tests.jobs.engine.importer import SIZE

from shuniu.jobs.engine import APP, OWNER, Engine
from shuniu.jobs.engine.remains import postmaster_of

# More than one round can write; numbers of organizations have six digits.
BATCHES = 80
Make = Callable[..., Engine]
INIT = (
    "init",
    "--name",
    "甲市社会组织综合党委",
    "--code",
    "jia",
    "--chain",
    "bj2020,national",
    "--since",
    "2015-01-01",
)


def _around(engine: Engine, state: Path) -> dict[str, str]:
    given = {"DATABASE_URL": engine.url(APP, "shuniu"), "SHUNIU_OWNER_URL": engine.url(OWNER, "shuniu")}
    return {**environment(state, given), "PYTHONPATH": f"{SOURCE}{os.pathsep}{SOURCE.parent}"}


class _Importing:
    """The program at work from batch ``first`` on; ``told`` are the batches it said were written."""

    def __init__(self, around: dict[str, str], first: int) -> None:
        words = [sys.executable, "-m", "tests.jobs.engine.importer", str(first)]
        self.process = subprocess.Popen(
            words, env=around, cwd=SOURCE.parent, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"
        self.told: set[int] = set()
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.told.add(int(line))

    def at_work_for(self, seconds: float) -> None:
        with pytest.raises(subprocess.TimeoutExpired):
            self.process.wait(seconds)

    def end(self) -> None:
        self.process.kill()
        self.process.wait(30)
        self.reader.join(30)
        assert self.process.stdout is not None
        self.process.stdout.close()


def _written(url: str) -> Counter[int]:
    """Organizations by batch, when the sessions of the killed program have ended."""
    with psycopg.connect(url, autocommit=True) as owner:
        while owner.execute("SELECT count(*) FROM pg_stat_activity WHERE usename = 'shuniu_app'").fetchone() != (0,):
            pass
        names = owner.execute("SELECT name FROM shuniu_registration WHERE retracted_id IS NULL").fetchall()
        (counted,) = owner.execute("SELECT count(*) FROM shuniu_standing").fetchone() or (0,)
        (lines,) = owner.execute("SELECT count(*) FROM shuniu_entry WHERE act = 'ledger.apply'").fetchone() or (0,)
    numbers = [int(found[0]) for (name,) in names if (found := re.findall(r"\d+", name))]
    assert counted == len(numbers), "what is counted is what is registered"
    batches = Counter(number // SIZE for number in numbers)
    assert lines == len(batches), "one line in the journal for each ledger that is there"
    return batches


def _killed(engine: Engine, rounds: int, seed: int, make: Make, tmp_path: Path) -> None:
    chance, told, state = Random(seed), set[int](), tmp_path / "state"
    answer = run(_around(engine, state), *INIT)
    assert answer.code == 0, answer.err
    for number in range(rounds):
        working = _Importing(_around(engine, state), number * BATCHES)
        working.at_work_for(chance.uniform(0.0, 2.0))
        if number % 2:
            postmaster = postmaster_of(engine.folders().cluster)
            assert postmaster is not None
            os.kill(postmaster, signal.SIGKILL)
            working.process.wait(60)
            working.end()
            engine.keeper.release()
            engine = make(engine.data)
            engine.start()
        else:
            working.end()
        told |= working.told
        batches = _written(engine.url(OWNER, "shuniu"))
        assert set(batches.values()) <= {SIZE}, "no part of a ledger"
        assert told <= batches.keys(), "nothing that was told done is lost"
        assert len(batches.keys() - told) <= number + 1, "at most one in each round was written and not yet told"
    assert told


def _begun(make: Make, tmp_path: Path) -> Engine:
    engine = make(tmp_path / "data")
    engine.start()
    engine.ensure_database("shuniu")
    return engine


def test_killed_at_a_few_points_nothing_is_half_written_and_nothing_lost(engine_at: Make, tmp_path: Path) -> None:
    _killed(_begun(engine_at, tmp_path), 2, 20260901, engine_at, tmp_path)


@pytest.mark.proof
def test_killed_at_two_hundred_points_nothing_is_half_written_and_nothing_lost(engine_at: Make, tmp_path: Path) -> None:
    _killed(_begun(engine_at, tmp_path), 200, 7, engine_at, tmp_path)
