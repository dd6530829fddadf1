"""How do the rows of a reading meet the register: what goes in, what was said of each row, what the clerk chose?"""

from __future__ import annotations

import json
import marshal
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, overload

from shuniu.queries.imports import Finding, Judgement, LedgerRow
from shuniu.spreadsheets.imports.confinement import read_in_child
from shuniu.spreadsheets.imports.findings import Problem, column_letters
from shuniu.spreadsheets.imports.results import PackedRow, Reading, RowReading, SheetReading

Place = tuple[str, int]

# Goes up with every change of what ``packed`` or ``Choices.dumps`` write: what waits is then read by nobody any more.
LAYOUT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How a file is to be read: see ``reading.Asked``."""

    kind: str | None = None
    on: date | None = None
    mapping: Mapping[str, str | None] = field(default_factory=dict)
    cells: Mapping[tuple[str, int, int], str] = field(default_factory=dict)


def packed(reading: Reading) -> bytes:
    """A reading as it is kept between showing and applying."""
    return marshal.dumps(reading.pack())


def unpacked(staged: bytes) -> Reading:
    return Reading.unpack(marshal.loads(staged))


def read_for(content: bytes, file_name: str, asked: Asking, today: date) -> tuple[Reading, date]:
    """Read in a child, and say which day the ledger stands for: the one asked for, its own, else ``today``.

    Raises NotRead. A ledger of terms that names no day is judged by ``today``, so it is read again for that day.
    """
    reading = read_in_child(content, file_name, asked.kind, asked.mapping, asked.cells, asked.on)
    on = asked.on or (date.fromisoformat(reading.stated_on) if reading.stated_on else None)
    if on is None and reading.kind == "party_organizations":
        reading = read_in_child(content, file_name, asked.kind, asked.mapping, asked.cells, today)
    return reading, on or today


class _GoodRows(Sequence[LedgerRow]):
    """Each row is put together when it is asked for: fifty thousand records at once outweigh all the rest."""

    def __init__(self, reading: Reading) -> None:
        self._sheets = reading.sheets
        self._packed = [packed for packed in reading.packed if packed[2] == "accept"]

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[LedgerRow]:
        return map(self._row, self._packed)

    @overload
    def __getitem__(self, place: int) -> LedgerRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[LedgerRow]: ...
    def __getitem__(self, place: int | slice) -> LedgerRow | list[LedgerRow]:
        if isinstance(place, slice):
            return [self._row(packed) for packed in self._packed[place]]
        return self._row(self._packed[place])

    def _row(self, packed: PackedRow) -> LedgerRow:
        sheet = self._sheets[packed[0]]
        return LedgerRow(sheet.name, packed[1], dict(zip(sheet.fields, packed[3] or (), strict=True)))


def ledger_rows(reading: Reading) -> Sequence[LedgerRow]:
    """The good rows in the order of the file, as the register is asked about them."""
    return _GoodRows(reading)


@dataclass(slots=True)
class Choices:
    """What the clerk decided about a file. Rows are named by sheet and number, so they survive another reading.

    ``mapping``: column key → field or None. ``cells``: (sheet, row, column) → the text that should stand there.
    ``same_as``: the organization of the register a row is. ``corrected``: rows that are 更正, not 变更.
    """

    mapping: dict[str, str | None] = field(default_factory=dict)
    cells: dict[tuple[str, int, int], str] = field(default_factory=dict)
    same_as: dict[Place, str] = field(default_factory=dict)
    corrected: set[Place] = field(default_factory=set)

    def dumps(self) -> bytes:
        written = {
            "mapping": self.mapping,
            "cells": [[*place, text] for place, text in sorted(self.cells.items())],
            "same_as": [[*place, public] for place, public in sorted(self.same_as.items())],
            "corrected": [list(place) for place in sorted(self.corrected)],
        }
        return json.dumps(written, ensure_ascii=False).encode()

    @classmethod
    def loads(cls, content: bytes | None) -> Choices:
        if not content:
            return cls()
        held = json.loads(content)
        return cls(
            mapping=held["mapping"],
            cells={(sheet, row, column): text for sheet, row, column, text in held["cells"]},
            same_as={(sheet, row): public for sheet, row, public in held["same_as"]},
            corrected={(sheet, row) for sheet, row in held["corrected"]},
        )

    def by_index(self, rows: Sequence[LedgerRow]) -> tuple[dict[int, str], frozenset[int]]:
        """``same_as`` and ``corrected`` by the place of a row among the good ones."""
        places = {(row.sheet, row.row): index for index, row in enumerate(rows)}
        chosen = {places[place]: public for place, public in self.same_as.items() if place in places}
        return chosen, frozenset(places[place] for place in self.corrected if place in places)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row of the file with what is said of it: by the reader, and by the register where it was good."""

    row: RowReading
    judged: Judgement | None
    problems: list[Problem]
    warnings: list[Problem]

    @property
    def state(self) -> str:
        if self.judged is not None and self.judged.change is None:
            return "reject"
        return self.row.state

    @property
    def change(self) -> str | None:
        return self.judged.change if self.judged is not None else None

    def as_json(self) -> dict[str, Any]:
        return {
            "sheet": self.row.sheet,
            "row": self.row.row,
            "state": self.state,
            "change": self.change,
            "record": self.row.record,
            "problems": [one.as_json() for one in self.problems],
            "warnings": [one.as_json() for one in self.warnings],
        }


def outcomes(reading: Reading, judgements: Sequence[Judgement]) -> Iterator[Outcome]:
    """Every row in the order of the file; ``judgements`` are those of the good rows."""
    waiting = iter(judgements)
    columns = {sheet.name: _columns(sheet) for sheet in reading.sheets}
    for row in reading.rows:
        judged = next(waiting) if row.state == "accept" else None
        problems, warnings = row.problems, row.warnings
        if judged is not None and (judged.problems or judged.warnings):
            where = columns[row.sheet]
            problems = [*problems, *(_said(row, where, one) for one in judged.problems)]
            warnings = [*warnings, *(_said(row, where, one) for one in judged.warnings)]
        yield Outcome(row, judged, problems, warnings)


def _columns(sheet: SheetReading) -> dict[str, int]:
    """Field → column; a list such as ``units`` stands in its first column."""
    found: dict[str, int] = {}
    for column in sheet.columns:
        if column.field:
            found.setdefault(column.field, column.index)
            found.setdefault(column.field.partition(".")[0], column.index)
    return found


def _said(row: RowReading, columns: Mapping[str, int], finding: Finding) -> Problem:
    column = columns.get(finding.field)
    cell = f"{column_letters(column)}{row.row}" if column else f"第{row.row}行"
    return Problem(cell, finding.code, finding.message, finding.suggestion)


def counts_of(found: Sequence[Outcome]) -> tuple[dict[str, int], dict[str, int]]:
    """Rows by state, and the good ones by what happens to them."""
    states, changes = Counter({"accept": 0, "reject": 0, "ignore": 0}), Counter({"new": 0, "changed": 0, "same": 0})
    for one in found:
        states[one.state] += 1
        if one.change:
            changes[one.change] += 1
    return dict(states), dict(changes)
