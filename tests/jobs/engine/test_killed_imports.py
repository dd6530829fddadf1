"""Killed while importing, program or database: each ledger is there wholly or not at all, and none that was told done
is lost; so are the keys of its members, and a file that waits can be opened or is destroyed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from random import Random

import psycopg
import pytest
from tests.jobs.console.running import SOURCE, environment, run
from tests.jobs.engine.importer import KINDS, SIZE, kind_of

from shuniu.jobs.engine import APP, OWNER, Engine
from shuniu.jobs.engine.remains import postmaster_of

# More than one round can write, so that each round begins with another kind; organizations' numbers have six digits.
BATCHES = 81
# What is there of each batch; its rows are named by numbers.
WRITTEN = """
    WITH named AS (SELECT unit_id, name FROM shuniu_registration WHERE retracted_id IS NULL),
    people AS (SELECT person_id, name FROM shuniu_particulars WHERE retracted_id IS NULL),
    told AS (
        SELECT 'organizations', name FROM named
        UNION ALL SELECT 'branches', name FROM shuniu_naming WHERE retracted_id IS NULL
        UNION ALL SELECT 'covered', name FROM named JOIN shuniu_coverage USING (unit_id) WHERE retracted_id IS NULL
        UNION ALL SELECT 'reports', name FROM named JOIN shuniu_reportedstate USING (unit_id) WHERE retracted_id IS NULL
        UNION ALL SELECT 'counts', name FROM named JOIN shuniu_headcount USING (unit_id) WHERE retracted_id IS NULL
        UNION ALL SELECT 'members', name FROM people
        UNION ALL SELECT 'on rolls', name FROM people JOIN shuniu_membership USING (person_id)
            WHERE retracted_id IS NULL
        UNION ALL SELECT 'under a key', name FROM people JOIN shuniu_person p ON p.id = person_id
            JOIN keys.wrapped_key k ON k.id = p.key_id AND k.purpose = 'person'
    )
    SELECT (regexp_match(name, '\\d+'))[1]::int / %s, what, count(*) FROM told AS t(what, name)
    WHERE name ~ '\\d' GROUP BY 1, 2
"""
# Each of these holds for every deployment, whatever was killed.
ALWAYS = {
    "one line in the journal for each ledger that is there": """
        SELECT count(*) FROM shuniu_entry WHERE act = 'ledger.apply'""",
    "every organization is counted": """
        SELECT (SELECT count(*) FROM shuniu_standing) - count(*) FROM shuniu_registration WHERE retracted_id IS NULL""",
    "a key for every person and for nobody else": """
        SELECT count(*) FROM keys.wrapped_key k FULL JOIN shuniu_person p ON p.key_id = k.id
        WHERE (k.id IS NULL OR p.id IS NULL) AND k.purpose IS DISTINCT FROM 'import'""",
    "a file waits under its key, or both are destroyed": """
        SELECT count(*) FROM keys.wrapped_key k FULL JOIN shuniu_batch b ON b.key_id = k.id
        WHERE k.purpose IS DISTINCT FROM 'person' AND NOT coalesce(CASE b.state
            WHEN 'shown' THEN k.id IS NOT NULL AND b.content IS NOT NULL AND b.entry_id IS NULL
            WHEN 'applied' THEN k.id IS NULL AND b.content IS NULL AND b.entry_id IS NOT NULL END, false)""",
    "a line for each file that came": """
        SELECT (SELECT count(*) FROM shuniu_entry WHERE act = 'ledger.receive') - count(*) FROM shuniu_batch""",
}
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
        self.news = SimpleQueue[int]()
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.told.add(int(line))
            self.news.put(int(line))

    def at_work_for(self, batches: int, seconds: float) -> None:
        """Until so many were told done, and then so long."""
        for _ in range(batches):
            self.news.get(timeout=120)
        with pytest.raises(subprocess.TimeoutExpired):
            self.process.wait(seconds)

    def end(self) -> None:
        self.process.kill()
        self.process.wait(30)
        self.reader.join(30)
        assert self.process.stdout is not None
        self.process.stdout.close()


def _written(url: str) -> set[int]:
    """The batches that are there, each of them wholly, when the sessions of the killed program have ended."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    with psycopg.connect(url, autocommit=True) as owner:
        while owner.execute("SELECT count(*) FROM pg_stat_activity WHERE usename = 'shuniu_app'").fetchone() != (0,):
            pass
        for batch, what, number in owner.execute(WRITTEN, [SIZE]).fetchall():
            found[batch][what] = number
        counted = {what: (owner.execute(asked).fetchone() or (None,))[0] for what, asked in ALWAYS.items()}
    for batch, there in found.items():
        assert there == KINDS[kind_of(batch)], f"a part of batch {batch}, {kind_of(batch)}"
    assert counted == dict.fromkeys(ALWAYS, 0) | {next(iter(ALWAYS)): len(found)}
    return set(found)


def _begun(make: Make, tmp_path: Path) -> Engine:
    engine = make(tmp_path / "data")
    engine.start()
    engine.ensure_database("shuniu")
    return engine


def _killed(make: Make, tmp_path: Path, rounds: int, most: int, seed: int = 0) -> dict[str, str]:
    """In each round up to ``most`` batches are told done before it happens."""
    engine, chance = _begun(make, tmp_path), Random(seed or rounds)
    told, batches, state = set[int](), set[int](), tmp_path / "state"
    answer = run(_around(engine, state), *INIT)
    assert answer.code == 0, answer.err
    for number in range(rounds):
        working = _Importing(_around(engine, state), number * BATCHES)
        working.at_work_for(chance.randint(0, most), chance.uniform(0.0, 1.0))
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
        assert told <= batches, "nothing that was told done is lost"
        assert len(batches - told) <= number + 1, "at most one in each round was written and not yet told"
    assert told
    kinds = Counter(kind_of(batch) for batch in batches)
    print(f"killed {rounds} times; told done {len(told)}, there {len(batches)}: {dict(kinds)}")
    return _around(engine, state)


def test_killed_at_a_few_points_nothing_is_half_written_and_nothing_lost(engine_at: Make, tmp_path: Path) -> None:
    _killed(engine_at, tmp_path, rounds=2, most=2)


@pytest.mark.proof
@pytest.mark.parametrize("quarter", range(1, 5))
def test_killed_at_two_hundred_points_nothing_is_half_written_and_nothing_lost(
    engine_at: Make, tmp_path: Path, quarter: int
) -> None:
    """In four deployments, fifty points each: all that is there is looked at after each of them."""
    around = _killed(engine_at, tmp_path, rounds=50, most=4, seed=quarter)
    checked = run(around, "check", "--json").json
    assert (checked["differences"], checked["journal"]["problem"]) == ([], ""), checked
