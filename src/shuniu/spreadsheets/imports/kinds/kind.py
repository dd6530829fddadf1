"""What is a kind of ledger: which headings name its fields, and what makes a row of it good?"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from shuniu.spreadsheets.imports.converting import Converter, tick
from shuniu.spreadsheets.imports.findings import Flaw
from shuniu.spreadsheets.imports.headings import Heading
from shuniu.spreadsheets.imports.headings import spellings as spelled


@dataclass(frozen=True)
class Field:
    """One column's meaning. `gives` names the values of the record where one cell holds more than one."""

    name: str
    label: str
    spellings: frozenset[str]
    convert: Converter | None = None
    pattern: re.Pattern[str] | None = None
    unlike: re.Pattern[str] | None = None
    not_under: re.Pattern[str] | None = None  # headings above a column that make it something else
    gives: tuple[str, ...] = ()
    weight: float = 1
    converter_for: Callable[[Heading, str], Converter] | None = None
    recognises: Callable[[Any], bool] | None = None
    missing: str | None = None  # the reason when the ledger has no such column at all
    carried: bool = False  # a blank cell repeats the one above where the column is visibly grouped
    level: str = "record"  # "unit": one record may have several, on following rows; "tick": see `ticks`
    weak: frozenset[str] = frozenset()  # headings that mean this field only where no column says it plainly
    ticks: tuple[str, Any] | None = None  # a tick in this column says: the record's value of that name is this

    def converter(self, heading: Heading, title: str) -> Converter:
        if self.converter_for is not None:
            return self.converter_for(heading, title)
        assert self.convert is not None
        return self.convert

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.ticks[0],) if self.ticks else self.gives or (self.name,)


def named(name: str, label: str, spellings: str, convert: Converter | None = None, **more: Any) -> Field:
    """A field whose headings are given as one line of spellings."""
    for part in ("pattern", "unlike", "not_under"):
        if isinstance(more.get(part), str):
            more[part] = re.compile(more[part])
    if isinstance(more.get("weak"), str):
        more["weak"] = spelled(more["weak"])
    return Field(name, label, spelled(spellings), convert, **more)


def ticked(name: str, value: Any, label: str, spellings: str) -> Field:
    """A column in which a tick stands for one value of a field, as 单独组建 and 联合组建 side by side."""
    ticks = (name.partition(".")[0], value)
    return named(name, label, spellings, tick, level="tick", ticks=ticks, weight=_TICK_WEIGHT)


_TICK_WEIGHT = 1.25  # two of them say more than the heading above both: the row that names them belongs to the heading
Values = Mapping[str, Sequence[Any]]
Remark = tuple[int, str, Flaw]  # place of the row among the rows judged, field, what is wrong


@dataclass(frozen=True)
class Kind:
    name: str
    label: str
    fields: tuple[Field, ...]
    anchor: str  # the field whose good value alone proves that a row is data
    judge: Callable[[Values, date | None], Iterable[Remark]]
    key: tuple[str, ...]  # the values that tell one record from another
    asked_for: str  # the headings without which nothing can be read, for the clerk
    key_without: tuple[str, ...] = ()  # what tells them apart where the first value of `key` is missing
    grouped_by: str = ""  # the field that a row of its own, the caption or the sheet may name for many rows
    complete: Callable[[dict[str, list[Any]]], None] | None = None  # values that follow from others of the row
    rival: str = ""  # with the same key, another value of this field makes a conflict out of a duplicate
    essential: tuple[str, ...] = ("name",)
    also: frozenset[str] = field(default_factory=frozenset)  # headings usual here that no field takes
    units: str = ""  # the record's list into which fields of level "unit" go

    @cached_property
    def by_spelling(self) -> Mapping[str, Sequence[int]]:
        """Spelling → the places of the fields it may name: a heading is looked up, not compared with every field."""
        found: dict[str, list[int]] = {}
        for order, one in enumerate(self.fields):
            for spelling in one.spellings | one.weak:
                found.setdefault(spelling, []).append(order)
        return found

    @cached_property
    def by_look(self) -> Sequence[int]:
        """The places of the fields a heading may mean by the look of its words."""
        return [order for order, one in enumerate(self.fields) if one.pattern is not None]

    def field_named(self, name: str) -> Field:
        return next(one for one in self.fields if one.name == name)


@dataclass(frozen=True)
class Signature:
    """A kind that is known by its headings only: it must not be taken for another."""

    name: str
    label: str
    spellings: frozenset[str]
