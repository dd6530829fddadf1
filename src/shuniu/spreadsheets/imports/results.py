"""What was read from a ledger: its sheets, its rows, and what is wrong or odd in them?"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import Any, NamedTuple

from shuniu.spreadsheets.imports.findings import Problem

# A row on its way between processes: plain values only.
PackedRow = tuple[int, int, str, "tuple[Any, ...] | None", tuple[Any, ...], tuple[Any, ...], "str | None"]

Cell = tuple[str, int, int]  # sheet, row and column, both from 1


@dataclass(frozen=True, slots=True)
class Column:
    index: int  # from 1
    header: str
    field: str | None
    key: str  # what a mapping calls the column
    label: str  # the field's name in Chinese


class SheetReading(NamedTuple):
    name: str
    role: str  # data, ignore, hidden, empty
    header_rows: tuple[int, int] | None
    columns: tuple[Column, ...]
    fields: tuple[str, ...]  # of the records, in their order

    @property
    def unmapped(self) -> list[Column]:
        """Columns with a heading that no field took; serial numbers and remarks among them."""
        return [column for column in self.columns if column.field is None and column.header]


class RowReading:
    """One row; its record is put together when asked for, so that a large ledger stays small."""

    __slots__ = ("_fields", "_values", "ignored_kind", "problems", "row", "sheet", "state", "warnings")

    def __init__(self, sheet: SheetReading, packed: PackedRow) -> None:
        self.sheet = sheet.name
        self._fields = sheet.fields
        _, self.row, self.state, self._values, problems, warnings, self.ignored_kind = packed
        self.problems = [Problem(*one) for one in problems]
        self.warnings = [Problem(*one) for one in warnings]

    @property
    def record(self) -> dict[str, Any] | None:
        return None if self._values is None else dict(zip(self._fields, self._values, strict=True))

    @property
    def values(self) -> tuple[Any, ...] | None:
        """The record's values in the order of its sheet's `fields`."""
        return self._values

    def as_json(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "row": self.row,
            "state": self.state,
            "record": self.record,
            "problems": [one.as_json() for one in self.problems],
            "warnings": [one.as_json() for one in self.warnings],
        }


@dataclass(frozen=True)
class Reading:
    kind: str
    file_name: str
    digest: str
    form: str  # xlsx, xls, html, csv
    stated_on: str | None  # the day the ledger itself names, ISO
    sheets: tuple[SheetReading, ...]
    packed: list[PackedRow]
    cells: dict[Cell, str]  # the text of those that are spoken of, see `cells`

    @cached_property
    def rows(self) -> list[RowReading]:
        return [RowReading(self.sheets[packed[0]], packed) for packed in self.packed]

    def accepted(self) -> Iterator[RowReading]:
        """The good rows, made one at a time."""
        return (RowReading(self.sheets[packed[0]], packed) for packed in self.packed if packed[2] == "accept")

    @cached_property
    def counts(self) -> dict[str, int]:
        found = {"accept": 0, "reject": 0, "ignore": 0}
        for packed in self.packed:
            found[packed[2]] += 1
        return found

    def as_json_rows(self) -> list[dict[str, Any]]:
        return [row.as_json() for row in self.rows]

    def pack(self) -> tuple[Any, ...]:
        """Plain values, fit for marshal."""
        sheets = tuple(
            (one.name, one.role, one.header_rows, tuple(astuple(column) for column in one.columns), one.fields)
            for one in self.sheets
        )
        return (self.kind, self.file_name, self.digest, self.form, self.stated_on, sheets, self.packed, self.cells)

    @classmethod
    def unpack(cls, packed: tuple[Any, ...]) -> "Reading":
        kind, file_name, digest, form, stated_on, sheets, rows, cells = packed
        read = tuple(
            SheetReading(name, role, header_rows, tuple(Column(*column) for column in columns), fields)
            for name, role, header_rows, columns, fields in sheets
        )
        return cls(kind, file_name, digest, form, stated_on, read, rows, cells)
