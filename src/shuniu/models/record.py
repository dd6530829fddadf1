"""Write facts, take them back, lay rows out beside them: the only raw SQL for facts. Called by commands only.

COPY for many rows, INSERT for few; both take the same arguments.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any

from django.db import connection, models
from psycopg import sql
from psycopg.types.json import Jsonb

from shuniu.kernel.period import Period
from shuniu.models.facts import Fact
from shuniu.models.journal import Entry
from shuniu.models.organizations import HeadCount

# Below this number one INSERT is quicker than opening a COPY.
FEW = 40


def days(period: Period) -> str:
    """A period as PostgreSQL writes it; what COPY and INSERT both take."""
    return f"[{period.start.isoformat()},{period.end.isoformat() if period.end else ''})"


def since(start: date) -> str:
    """From a day on, without an end."""
    return f"[{start.isoformat()},)"


def numbers(model: type[models.Model], count: int) -> list[int]:
    """``count`` new keys of a table, so that rows and what points to them can be written in two passes."""
    with connection.cursor() as cursor:
        cursor.execute(
            # Without OFFSET the sequence would be looked up again for every number.
            "SELECT nextval(owned.by_it) FROM (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS by_it OFFSET 0)"
            " AS owned, generate_series(1, %s)",
            [_sequence_owner(model), count],
        )
        return [row[0] for row in cursor.fetchall()]


def _sequence_owner(model: type[models.Model]) -> str:
    return '"' + model._meta.db_table + '"'


def _columns(model: type[models.Model], names: Sequence[str]) -> sql.Composable:
    columns = {field.name: str(field.column) for field in model._meta.concrete_fields}
    return sql.SQL(", ").join([sql.Identifier(columns[name]) for name in names])


def _table(model: type[models.Model]) -> sql.Identifier:
    return sql.Identifier(*model._meta.db_table.split('"."'))


def _with_documents(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Iterable[Sequence[Any]]:
    """Values of JSON columns are told to the driver as such: a list would else become an array."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    places = {place for place, name in enumerate(names) if isinstance(fields[name], models.JSONField)}
    if not places:
        return rows
    return ([Jsonb(cell) if place in places else cell for place, cell in enumerate(row)] for row in rows)


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write rows of any table in one statement; ``names`` are field names. Returns how many.

    Rows may be made as they are written, so that many never stand in memory together; making one must not ask
    the database, which is busy receiving.
    """
    coming = iter(_with_documents(model, names, rows))
    first = list(islice(coming, FEW + 1))
    if not first:
        return 0
    columns, table = _columns(model, names), _table(model)
    with connection.cursor() as cursor:
        if len(first) > FEW:
            return _copy(cursor, sql.SQL("COPY {} ({}) FROM STDIN").format(table, columns), chain(first, coming))
        line = sql.SQL("({})").format(sql.SQL(", ").join([sql.Placeholder()] * len(names)))
        query = sql.SQL("INSERT INTO {} ({}) VALUES {}").format(table, columns, sql.SQL(", ").join([line] * len(first)))
        cursor.execute(query, [value for row in first for value in row])
    return len(first)


def _copy(cursor: Any, query: sql.Composable, rows: Iterable[Sequence[Any]]) -> int:
    count = 0
    with cursor.copy(query) as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
    return count


def record(entry: Entry, model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write facts under a journal entry. ``names`` are the fact's fields without ``recorded``."""
    assert issubclass(model, Fact) or any(field.name == "recorded" for field in model._meta.fields)
    return insert(model, [*names, "recorded"], ((*row, entry.pk) for row in rows))


def retract(entry: Entry, model: type[models.Model], keys: Iterable[int]) -> list[int]:
    """Take facts back under an entry. Returns the keys that were still in force: a race shows as a shorter list."""
    assert issubclass(model, Fact) or model is HeadCount
    wanted = list(keys)
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("UPDATE {} SET retracted_id = %s WHERE id = any(%s) AND retracted_id IS NULL RETURNING id").format(
                _table(model)
            ),
            [entry.pk, wanted],
        )
        return [row[0] for row in cursor.fetchall()]


def stage(name: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]]) -> None:
    """Lay rows out in a temporary table of this transaction: ``columns`` are (name, SQL type)."""
    shape = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(column), sql.SQL(kind)) for column, kind in columns
    )
    names = sql.SQL(", ").join(sql.Identifier(column) for column, _ in columns)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE TEMPORARY TABLE {} ({}) ON COMMIT DROP").format(sql.Identifier(name), shape))
        _copy(cursor, sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(name), names), rows)
        cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(name)))
