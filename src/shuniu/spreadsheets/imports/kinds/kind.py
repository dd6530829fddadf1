"""What is a kind of ledger: which headings name its fields, and what makes a row of it good?"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shuniu.spreadsheets.imports.converting import Converter
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
    gives: tuple[str, ...] = ()
    weight: int = 1
    converter_for: Callable[[Heading, str], Converter] | None = None
    recognises: Callable[[Any], bool] | None = None
    missing: str | None = None  # the reason when the ledger has no such column at all
    carried: bool = False  # a blank cell repeats the one above where the column is visibly grouped
    level: str = "record"  # "unit": one record may have several, on following rows

    def converter(self, heading: Heading, title: str) -> Converter:
        if self.converter_for is not None:
            return self.converter_for(heading, title)
        assert self.convert is not None
        return self.convert

    @property
    def keys(self) -> tuple[str, ...]:
        return self.gives or (self.name,)


def named(name: str, label: str, spellings: str, convert: Converter | None = None, **more: Any) -> Field:
    """A field whose headings are given as one line of spellings."""
    for part in ("pattern", "unlike"):
        if isinstance(more.get(part), str):
            more[part] = re.compile(more[part])
    return Field(name, label, spelled(spellings), convert, **more)


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
    rival: str = ""  # with the same key, another value of this field makes a conflict out of a duplicate
    essential: tuple[str, ...] = ("name",)
    also: frozenset[str] = field(default_factory=frozenset)  # headings usual here that no field takes
    units: str = ""  # the record's list into which fields of level "unit" go

    def field_named(self, name: str) -> Field:
        return next(one for one in self.fields if one.name == name)


@dataclass(frozen=True)
class Signature:
    """A kind that is known by its headings only: it must not be taken for another."""

    name: str
    label: str
    spellings: frozenset[str]
