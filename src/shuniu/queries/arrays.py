"""How are many thousands of keys or texts asked for at once? As one array: a parameter for each costs more than all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, LiteralString

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from shuniu.queries.prepared import rows_of, statement


def among(keys: Iterable[int]) -> RawSQL:
    """Keys for ``__in``."""
    return in_array(array(set(keys)))


def in_array(keys: str) -> RawSQL:
    """The same, of keys that are written as ``array`` does."""
    return RawSQL("SELECT unnest(%s::bigint[])", [keys])


def keyed(column: str, keys: str) -> RawSQL:
    """A condition: the column, as the statement calls it, is one of the keys written by ``array``. Each is looked up
    by the index of the table; beside a list that is only joined the planner may read a whole register."""
    return RawSQL(f"{column} = ANY(%s::bigint[])", [keys], output_field=BooleanField())


def among_texts(words: Iterable[str]) -> RawSQL:
    """Texts for ``__in``."""
    return RawSQL("SELECT unnest(%s::text[])", [list(set(words))])


def numbered(indexes: Iterable[bytes]) -> RawSQL:
    """A condition on particulars: the blind index is one of these. Found by the index of the table for each."""
    written = ",".join([f'"\\\\x{one.hex()}"' for one in set(indexes)])
    condition = "shuniu_particulars.number_index = ANY(%s::bytea[])"
    return RawSQL(condition, ["{" + written + "}"], output_field=BooleanField())


def array(keys: Iterable[int]) -> str:
    """Keys as one parameter for ``%(keys)s::bigint[]``."""
    written = ",".join(map(str, keys))  # the driver takes its time with a list
    return "{" + written + "}"


def answers(text: LiteralString, **given: Any) -> list[tuple[Any, ...]]:
    """What is asked at nearly every page, written by hand: putting it together took longer than the answer."""
    return rows_of(statement(text), given)
