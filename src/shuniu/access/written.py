"""Conditions of the guard written in SQL, to stand in a query of Django's.

The guard is asked several times for each page. Put together from querysets, a condition took longer to build than to
run; and what is said here in a few lines can be read and looked at with EXPLAIN as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import BooleanField, F, Func, Q
from django.db.models.expressions import RawSQL

Part = date | int | str | RawSQL
# ``:name`` in a text; ``::date`` is a cast.
_PLACE = re.compile(r"(?<!:):([a-z_]+)")


def written(text: str, **parts: Part) -> RawSQL:
    """The text with a part for each ``:name`` in it: values become parameters; texts, which may name parts again, and
    what is written already are laid in."""
    params: list[Any] = []

    def put(place: re.Match[str]) -> str:
        part = parts[place[1]]
        if isinstance(part, RawSQL):
            params.extend(part.params)
            return part.sql
        if isinstance(part, str):
            return _PLACE.sub(put, part)
        params.append(part)
        return "%s"

    return RawSQL(_PLACE.sub(put, text), params)


def joined(between: str, parts: Sequence[RawSQL]) -> RawSQL:
    return RawSQL(between.join(one.sql for one in parts), [value for one in parts for value in one.params])


class OfRow(Func):
    """A condition about the row of a query: ``{0}``, ``{1}`` … in the text are its columns."""

    def __init__(self, text: RawSQL, columns: Iterable[str]) -> None:
        super().__init__(*(F(column) for column in columns), output_field=BooleanField())
        self.text = text

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        columns = [compiler.compile(column)[0] for column in self.get_source_expressions()]
        return f"({self.text.sql.format(*columns)})", tuple(self.text.params)


# Of a row that is looked at by itself, a list of keys is no help: the planner counts making it for each row, and
# rather reads a whole register than look the row up. “OFFSET 0” keeps it from making the list after all.
_AMONG = "EXISTS (SELECT FROM (:keys) among(id) WHERE among.id = :column OFFSET 0)"


def among(column: str, *lists: Part) -> RawSQL:
    """The column of the row is in one of the lists, each looked up by itself."""
    return joined(" OR ", [written(_AMONG, keys=keys, column=column) for keys in lists])


def few(keys: RawSQL) -> RawSQL:
    """The same list, of which the planner takes each key and looks it up instead of reading a whole register beside it:
    it takes an array for short."""
    return written("SELECT unnest(ARRAY(:keys))", keys=keys)


def within(column: str, *lists: RawSQL, by_row: bool) -> Q:
    """The column of the queried row is in one of the lists: listed at once, or looked up row by row."""
    if by_row:
        return Q(OfRow(among("{0}", *lists), [column]))
    found = Q(**{f"{column}__in": lists[0]})
    for more in lists[1:]:
        found |= Q(**{f"{column}__in": more})
    return found
