"""The database fails at one chosen word of the program, on a database of its own: what stands in it afterwards?

A word is whatever the program sends and waits for: a statement, the begin of a COPY, its rows, its end, a savepoint,
COMMIT. It is refused by the server, which goes on; or the session ends before it; or after it, and nobody is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import psycopg
from django.db import DatabaseError, connection, connections
from tests.ground.database import Ground

Command = Callable[[], object]
REFUSED, ENDED, UNHEARD = "refused", "ended", "unheard"
COMMIT = "_commit_gen"
# These send nothing.
SILENT = ("_set_autocommit_gen", "_rollback_gen")
# Every table, and its column that names the transaction.
TABLES = """
    SELECT format('%I.%I', n.nspname, c.relname), coalesce((
        SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND atttypid = 'xid8'::regtype), '')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname IN ('public', 'keys')
    WHERE c.relkind = 'r' ORDER BY 1
"""
# Seeded by migrations, forty thousand rows that no import writes: they are only counted.
PLACES = "public.shuniu_region"
# What differs whenever the same is written again: public numbers, and what is encrypted.
CHANCE = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\\\\x[0-9a-f]+"
Rows = dict[str, str]


class Broken(psycopg.OperationalError):
    pass


class Breaking:
    """``said``: every word so far. The one at ``number`` fails in that ``way``; 0 lets all through."""

    def __init__(self, ground: Ground, number: int = 0, way: str = REFUSED) -> None:
        self.ground, self.number, self.way = ground, number, way
        self.said: list[str] = []

    def wait(self, usual: Any, held: psycopg.Connection, word: Any, *more: Any, **named: Any) -> Any:
        if held is not connection.connection or word.__name__ in SILENT:
            return usual(held, word, *more, **named)
        self.said.append(word.__name__)
        if len(self.said) != self.number:
            return usual(held, word, *more, **named)
        if self.way == REFUSED:
            word.close()
            self._refuse(held)
            raise Broken
        if self.way == UNHEARD:
            usual(held, word, *more, **named)
            self._end(held)
            raise Broken
        self._end(held)
        return usual(held, word, *more, **named)

    @staticmethod
    def _refuse(held: psycopg.Connection) -> None:
        """Another statement fails in its place; in the midst of a COPY the driver tells the server by itself."""
        if held.pgconn.transaction_status != psycopg.pq.TransactionStatus.ACTIVE:
            held.pgconn.exec_(b"SELECT 1 / 0")

    def _end(self, held: psycopg.Connection) -> None:
        with psycopg.connect(self.ground.app_url, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s, 30000)", [held.info.backend_pid])

    @contextmanager
    def at_work(self) -> Iterator[None]:
        usual, breaking = psycopg.Connection.wait, self

        def wait(held: Any, *given: Any, **named: Any) -> Any:
            return breaking.wait(usual, held, *given, **named)

        connection.ensure_connection()
        with patch.object(psycopg.Connection, "wait", wait):
            yield


@contextmanager
def standing_as_it_is(ground: Ground) -> Iterator[None]:
    """Within, every clone begins with what was committed until now."""
    empty, here = ground.template, f"{ground.name}_prepared"
    connections.close_all()
    ground.drop(here)
    ground.ask("CREATE DATABASE {} TEMPLATE {}", here, ground.name)
    ground.template = here
    try:
        yield
    finally:
        connections.close_all()
        ground.template = empty
        ground.clone()
        ground.drop(here)


def _digest(name: str, numbered: str, chance: str) -> str:
    """Of one row as text; without what ``chance`` finds, and then without the number of its transaction."""
    if name == PLACES:
        return "0"
    text = f"regexp_replace((to_jsonb(t) - '{numbered}')::text, '{chance}', '', 'g')" if chance else "t::text"
    return f"hashtextextended({text}, 0)"


class Proof:
    """One command on one prepared world: the world before, and after it came through undisturbed."""

    def __init__(self, ground: Ground, command: Command) -> None:
        self.ground, self.command = ground, command
        self.before = self._rows()
        through = Breaking(ground)
        with through.at_work():
            command()
        self.words, self.after = through.said, self._rows(CHANCE)
        self._begin_anew()
        assert self._rows() == self.before

    def _begin_anew(self) -> None:
        connections.close_all()
        self.ground.clone()

    def _rows(self, chance: str = "") -> Rows:
        """How many rows each table holds, and the sum of their digests; the owner sees all of them."""
        with psycopg.connect(self.ground.owner_url, autocommit=True) as owner:
            each = [
                f"SELECT '{name}', count(*) || ':' || coalesce(sum({_digest(name, numbered, chance)}), 0) FROM {name} t"
                for name, numbered in owner.execute(TABLES).fetchall()
            ]
            owner.execute("SET jit = off")
            return dict(owner.execute(" UNION ALL ".join(each)).fetchall())  # type: ignore[arg-type]

    def broken_at(self, number: int, way: str) -> None:
        """The command fails there; then the world is as before or as after."""
        if COMMIT in self.words[:number]:  # what is compared with "after" takes the same keys
            self._begin_anew()
        breaking, failed = Breaking(self.ground, number, way), False
        with breaking.at_work():
            try:
                self.command()
            except (DatabaseError, psycopg.Error):
                failed = True
        connection.close()
        assert failed, f"nobody was told that word {number} ({way}) failed"
        now = self._rows()
        if now == self.before:
            assert (self.words[number - 1], way) != (COMMIT, UNHEARD)
            return
        now = self._rows(CHANCE)
        differing = sorted(name for name in self.after if now[name] != self.after[name])
        word = f"word {number} ({self.words[number - 1]}, {way})"
        assert not differing, f"neither before nor after {word}: {differing}"
        self._begin_anew()

    def through_all(self, every: int) -> set[str]:
        """Each ``every``-th word in turn, and each COMMIT in every way. Returns the kinds of words that failed."""
        failed: set[str] = set()
        for number, word in enumerate(self.words, 1):
            ways = (REFUSED, ENDED, UNHEARD) if word == COMMIT else (REFUSED, ENDED)
            if every > 1 and word != COMMIT:
                first = word not in failed
                ways = ways[number // every % 2 :][:1] if first or number % every == 0 else ()
            for way in ways:
                self.broken_at(number, way)
                failed.add(word)
        return failed
