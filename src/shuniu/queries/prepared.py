"""How is a statement run that is asked again and again with other values?

The server takes such a statement apart and plans it once for each connection; afterwards only the values travel. For
most pages that was more than half of what the database did. It is for statements whose best plan does not depend on
the values: each looks up what it needs by keys. What is asked about most of a register is planned anew each time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from psycopg.types.numeric import Int8Dumper

_PLACE = re.compile(r"%(?:%|s|\((\w+)\)s)")

# A cursor for each connection: what it has learnt about the types of values and columns need not be learnt again.
_cursors: WeakKeyDictionary[psycopg.Connection[Any], psycopg.RawCursor[Any]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Statement:
    """A text as Django writes it, and the same as the server does: ``$1`` for ``%s`` and for each name."""

    text: str
    numbered: bytes
    names: Sequence[str]


@lru_cache(maxsize=1_000)
def statement(text: str) -> Statement:
    """Of one kind of places only: ``%s``, or ``%(name)s``."""
    names: list[str] = []
    places = 0

    def put(place: re.Match[str]) -> str:
        nonlocal places
        if place[0] == "%%":
            return "%"
        if place[1] is None:
            places += 1
            return f"${places}"
        if place[1] not in names:
            names.append(place[1])
        return f"${names.index(place[1]) + 1}"

    return Statement(text, _PLACE.sub(put, text).encode(), names)


def rows_of(asked: Statement, values: Sequence[Any] | Mapping[str, Any], *, once: bool = False) -> list[Any]:
    """All rows of the answer; ``once``: planned for these values only."""
    held: Any = connections[DEFAULT_DB_ALIAS]  # its types do not tell all that a connection of Django's knows of itself
    if once or held.execute_wrappers or held.queries_logged:
        with held.cursor() as cursor:  # who listens hears the statement as Django says it
            cursor.execute(asked.text, values)
            return list(cursor.fetchall())
    if isinstance(values, Mapping):
        values = [values[name] for name in asked.names]
    held.validate_no_broken_transaction()
    # The first question of a request asks at once whether the connection has outlived the last one.
    kept = held.health_check_enabled and not held.health_check_done and not held.in_atomic_block
    held.health_check_done = True
    try:
        return _answer(held, asked.numbered, values)
    except OperationalError as lost:
        if not kept or not _parted(lost):
            raise
    held.close()
    return _answer(held, asked.numbered, values)


def _parted(error: OperationalError) -> bool:
    """The server has ended the connection, or is not heard any more."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or str(state).startswith("57P")


def _answer(held: Any, text: bytes, values: Sequence[Any]) -> list[Any]:
    held.ensure_connection()
    with held.wrap_database_errors:
        asking = _cursors.get(held.connection) or _begun(held.connection)
        return asking.execute(text, values).fetchall()


def _begun(connection: psycopg.Connection[Any]) -> psycopg.RawCursor[Any]:
    cursor: psycopg.RawCursor[Any] = psycopg.RawCursor(connection)
    # Small and large keys are the same to a statement; otherwise each size would be prepared by itself.
    cursor.adapters.register_dumper(int, Int8Dumper)
    _cursors[connection] = cursor
    return cursor
