"""What of an act still stands, and which later acts took the rest back?

A later act that was itself undone put back copies of what it had taken: those are the act's own facts again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

from shuniu.models import Assignment, Entry, HeadCount
from shuniu.models.facts import Fact


@dataclass(slots=True)
class Remains:
    """``standing``: keys of the facts in force, by table. ``taken_by``: keys of the entries that took others back."""

    standing: dict[type[Model], list[int]] = field(default_factory=dict)
    taken_by: set[int] = field(default_factory=set)


def fact_models() -> list[type[Model]]:
    """Every table of facts of the register; rights of accounts are not undone with a ledger."""
    models = apps.get_app_config("shuniu").get_models()
    return [m for m in models if (issubclass(m, Fact) and m is not Assignment) or m is HeadCount]


def columns(model: type[Model]) -> list[Field[Any, Any]]:
    """What a fact says: all but its key and the two entries it points to."""
    return [one for one in model._meta.concrete_fields if one.name not in ("id", "recorded", "retracted")]


def remains_of(entry: Entry) -> Remains:
    """Asks each table once, and once more for every act that took facts back and was undone."""
    found = Remains()
    undoings = Entry.objects.filter(undoes__isnull=False).values_list("undoes", "pk")
    undone = {done: undoing for done, undoing in undoings if done is not None}
    for model in fact_models():
        mine = model._default_manager.filter(recorded=entry)
        found.standing[model] = list(mine.filter(retracted__isnull=True).values_list("pk", flat=True))
        waiting = list(mine.filter(retracted__isnull=False).exclude(retracted=entry).values_list("pk", "retracted"))
        while waiting:
            found.taken_by |= {taker for _, taker in waiting if taker not in undone}
            waiting = list(_put_back(model, [one for one in waiting if one[1] in undone], undone, found))
    return found


def _put_back(
    model: type[Model], taken: list[tuple[int, int]], undone: dict[int, int], found: Remains
) -> Iterator[tuple[int, int]]:
    """Notes which copies stand; yields those that were taken back again, with who did."""
    by_undoing: dict[int, list[int]] = defaultdict(list)
    for key, taker in taken:
        by_undoing[undone[taker]].append(key)
    for undoing, keys in by_undoing.items():
        wanted = {said for _, said in _sayings(model, pk__in=keys)}
        copies = {key for key, said in _sayings(model, recorded=undoing) if said in wanted}
        rows = model._default_manager.filter(pk__in=copies).values_list("pk", "retracted")
        for key, taker in rows:
            if taker is None:
                found.standing[model].append(key)
            else:
                yield key, taker


def _sayings(model: type[Model], **conditions: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    names = [one.attname for one in columns(model)]
    for key, *values in model._default_manager.filter(**conditions).values_list("pk", *names):
        yield key, tuple(_comparable(value) for value in values)


def _comparable(value: Any) -> Any:
    if isinstance(value, memoryview):
        return bytes(value)
    return json.dumps(value, sort_keys=True) if isinstance(value, (dict, list)) else value
