"""How are many thousands of keys or texts asked for at once? As one array: a parameter for each costs more than all."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models.expressions import RawSQL


def among(keys: Iterable[int]) -> RawSQL:
    """Keys for ``__in``."""
    written = ",".join(map(str, set(keys)))  # the driver takes its time with a list
    return RawSQL("SELECT unnest(%s::bigint[])", ["{" + written + "}"])


def among_texts(words: Iterable[str]) -> RawSQL:
    """Texts for ``__in``."""
    return RawSQL("SELECT unnest(%s::text[])", [list(set(words))])
