"""Change what is true from a day on, or correct what was never so: the two verbs of every dated fact.

变更 (``change_from``): the fact in force on the day ends there and the new one takes its place until the next
known change. 更正 (``correct``): the fact keeps its days and gets other values. Both take many rows at once; a row
whose values are already so is left alone. Nothing is written over what the office has not seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, Q
from psycopg.types.range import DateRange

from shuniu.commands.journal.acts import Act
from shuniu.kernel.period import Period
from shuniu.models import record
from shuniu.models.facts import Fact

# Written by the journal, not by the clerk.
FRAME = frozenset({"id", "period", "precision", "recorded", "retracted"})


# The numbers of every fact in force, on any day, of what a page showed; () for none, None where nobody asks.
# All days and not one: an act may be back-dated into a stretch that the page did not show.
Seen = tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes true for one key. ``values`` maps fields to new values, the rest is kept; None ends the fact.

    ``key`` holds the values of the key fields (foreign keys as numbers), in their order. ``seen`` names the facts of
    this key that the office looked at, with whatever else of the same kind the page showed. The fact ends on
    ``until`` at the latest.
    """

    key: tuple[Any, ...]
    values: Mapping[str, Any] | None
    seen: Seen = None
    until: date | None = None


def carried(model: type[Fact]) -> list[str]:
    """The fields of a fact that a copy of it carries on."""
    return [field.name for field in model._meta.concrete_fields if field.name not in FRAME]


def _attributes(model: type[Model]) -> dict[str, str]:
    return {field.name: field.attname for field in model._meta.concrete_fields}


def in_force(
    model: type[Fact], key_fields: Sequence[str], keys: Sequence[tuple[Any, ...]]
) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
    """Every fact in force of the named keys, in the order of their days, by key. Rows carry ``attname`` keys."""
    names = _attributes(model)
    first = names[key_fields[0]]
    rows: Iterable[Any] = (
        model._default_manager.filter(Q(retracted__isnull=True), **{f"{first}__in": {key[0] for key in keys}})
        .order_by("period")
        .values()
    )
    wanted = set(keys)
    found: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows:
        key = tuple(row[names[field]] for field in key_fields)
        if key in wanted:
            found.setdefault(key, []).append(row)
    return found


def _covering(rows: Sequence[dict[str, Any]], on: date) -> dict[str, Any] | None:
    return next((row for row in rows if on in _days(row)), None)


def _days(row: Mapping[str, Any]) -> DateRange:
    days: DateRange = row["period"]
    return days


def _start(row: Mapping[str, Any]) -> date:
    start = _days(row).lower
    assert start is not None, "a fact has a first day"
    return start


def _next_start(rows: Sequence[dict[str, Any]], on: date) -> date | None:
    starts = (_start(row) for row in rows)
    return next((start for start in starts if start > on), None)


class _Writing:
    """Collects what is taken back and what is written, then does both set-wise: first back, then in."""

    def __init__(self, act: Act, model: type[Fact]) -> None:
        self.act, self.model = act, model
        self.fields = carried(model)
        self.names = _attributes(model)
        self.blanks = {field.name: field.get_default() for field in model._meta.concrete_fields}
        self.back: list[int] = []
        self.rows: list[list[Any]] = []

    def take_back(self, row: Mapping[str, Any]) -> None:
        self.back.append(row["id"])

    def copy(self, row: Mapping[str, Any], period: Period, precision: str, values: Mapping[str, Any]) -> None:
        cells = [
            values[field] if field in values else row.get(self.names[field], self.blanks[field])
            for field in self.fields
        ]
        self.rows.append([*cells, record.days(period), precision])

    def write(self) -> None:
        taken = record.retract(self.act.line, self.model, self.back)
        if len(taken) != len(self.back):
            raise ChangedMeanwhile
        record.record(self.act.line, self.model, [*self.fields, "period", "precision"], self.rows)


class ChangedMeanwhile(Exception):
    """Somebody else changed the same fact between reading and writing."""

    def __init__(self) -> None:
        super().__init__("这条记录刚刚被别人改过，本次没有写入。请打开最新的登记核对，再办一次。")


def unchanged(
    model: type[Model],
    key_fields: Sequence[str],
    looked_at: Mapping[tuple[Any, ...], Seen],
    held: Mapping[tuple[Any, ...], Sequence[Mapping[str, Any]]],
) -> None:
    """Raise ChangedMeanwhile where other facts are in force for a key than were seen of it.

    A page may have shown more than the act is about: what became of the rest is no conflict.
    """
    asked = {key: seen for key, seen in looked_at.items() if seen is not None}
    seen = {number for numbers in asked.values() for number in numbers or ()}
    now = {row["id"] for key in asked for row in held.get(key, ())}
    if not now <= seen:
        raise ChangedMeanwhile
    rest = seen - now
    if not rest:
        return
    names = _attributes(model)
    columns = [names[field] for field in key_fields]
    keys = list(model._default_manager.filter(pk__in=rest).values_list(*columns))
    if len(keys) != len(rest) or any(key in asked for key in keys):
        raise ChangedMeanwhile


def _same(row: Mapping[str, Any], names: Mapping[str, str], values: Mapping[str, Any]) -> bool:
    return all(row[names[field]] == value for field, value in values.items())


def change_from(
    act: Act,
    model: type[Fact],
    key_fields: Sequence[str],
    changes: Sequence[Change],
    *,
    precision: str = "day",
) -> set[tuple[Any, ...]]:
    """变更 from ``act.on``. Returns the keys for which something was written.

    A fact that would last no day (it started on that very day) is replaced wholly. Raises ChangedMeanwhile.
    """
    held = in_force(model, key_fields, [change.key for change in changes])
    unchanged(model, key_fields, {change.key: change.seen for change in changes}, held)
    writing, touched = _Writing(act, model), set()
    for change in changes:
        rows = held.get(change.key, [])
        covering = _covering(rows, act.on)
        if covering is None and change.values is None:
            continue
        if covering is not None and change.values is not None and _same(covering, writing.names, change.values):
            continue
        touched.add(change.key)
        end = _earlier(_next_start(rows, act.on) if covering is None else _days(covering).upper, change.until)
        if covering is not None:
            _end(writing, covering, act.on)
        if change.values is not None:
            base = covering or {}
            values = {**dict(zip(key_fields, change.key, strict=True)), **change.values}
            writing.copy(base, Period(act.on, end), precision, values)
    writing.write()
    return touched


def _earlier(one: date | None, other: date | None) -> date | None:
    days = [day for day in (one, other) if day is not None]
    return min(days) if days else None


def _end(writing: _Writing, row: Mapping[str, Any], on: date) -> None:
    """The fact ends before ``on``: the open row is taken back and the closed one written."""
    writing.take_back(row)
    start = _start(row)
    if start < on:
        writing.copy(row, Period(start, on), row["precision"], {})


def correct(act: Act, model: type[Fact], key_fields: Sequence[str], changes: Sequence[Change]) -> set[tuple[Any, ...]]:
    """更正 of the facts that hold on ``act.on``: same days, other values; None says it was never so at all.

    Returns the keys for which something was written. Raises ChangedMeanwhile.
    """
    held = in_force(model, key_fields, [change.key for change in changes])
    unchanged(model, key_fields, {change.key: change.seen for change in changes}, held)
    writing, touched = _Writing(act, model), set()
    for change in changes:
        covering = _covering(held.get(change.key, []), act.on)
        if covering is None or (change.values is not None and _same(covering, writing.names, change.values)):
            continue
        touched.add(change.key)
        writing.take_back(covering)
        if change.values is not None:
            days = _days(covering)
            writing.copy(covering, Period(_start(covering), days.upper), covering["precision"], change.values)
    writing.write()
    return touched
