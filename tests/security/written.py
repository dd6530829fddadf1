"""What does something write? Told by the table, and taken back.

The server counts for each table how often a transaction wrote to it; what was taken back stays counted. So a table
whose count has not moved was not written to, and only the others are compared, row by row.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, transaction

# Written by looking and signing in, not by an act: sessions, the throttle, the queue; and the log of looks at persons.
NOT_THE_LEDGER = re.compile(r"^public\.(django_session|axes_|procrastinate_)")
LOOKS = "public.shuniu_look"

COUNTED = (
    "SELECT format('%I.%I', nspname, relname),"
    " pg_stat_get_xact_tuples_inserted(t.oid) + pg_stat_get_xact_tuples_updated(t.oid)"
    " + pg_stat_get_xact_tuples_deleted(t.oid)"
    " FROM pg_class t JOIN pg_namespace n ON n.oid = relnamespace"
    " WHERE relkind = 'r' AND nspname <> 'information_schema' AND nspname NOT LIKE 'pg\\_%'"
)


@dataclass
class Watched:
    tables: list[str] = field(default_factory=list)

    @property
    def ledger(self) -> list[str]:
        """Tables of the ledger that did not stand as they stood."""
        return [table for table in self.tables if table != LOOKS]


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written within is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def watched() -> Iterator[Watched]:
    """What is written within is taken back, and is known afterwards."""
    found, before = Watched(), _counted()
    with undone():
        yield found
        written = sorted(table for table, count in _counted().items() if count != before[table])
        after = _digest(written)
    stood = _digest(written)
    found.tables = [table for table in written if stood[table] != after[table]]


def _counted() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(COUNTED)
        return {table: count for table, count in cursor.fetchall() if not NOT_THE_LEDGER.match(table)}


def _digest(tables: Collection[str]) -> dict[str, str]:
    parts = [
        f"SELECT '{table}', count(*) || md5(coalesce(string_agg(md5(t::text), '' ORDER BY t::text), '')) FROM {table} t"
        for table in tables
    ]
    if not parts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())
