"""What do the three panes of the import page need to know?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shuniu.web.parts import Link, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnReading:
    """How one column of the sheet was understood; ``field`` is the name of its select, empty when fixed."""

    letter: str
    header: str
    meaning: str
    field: str = ""
    options: Sequence[tuple[str, str]] = ()
    chosen: str = ""

    @property
    def unmapped(self) -> bool:
        return not self.meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReading:
    """How one sheet was understood; ``note`` says why it was left out, if it was."""

    name: str
    header_rows: str
    row_count: int
    columns: Sequence[ColumnReading] = ()
    note: str = ""

    @property
    def unmapped_count(self) -> int:
        return sum(column.unmapped for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One cell that differs from the register."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """One thing wrong in one cell, with a box to mend it when ``field`` is given."""

    cell: str
    reason: str
    suggestion: str = ""
    field: str = ""
    value: str = ""
    choices: Sequence[tuple[str, str]] = ()
    warning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReading:
    """What will happen with one row of the sheet."""

    sheet: str
    row: int
    label: str
    state: Status
    changes: Sequence[FieldChange] = ()
    problems: Sequence[RowProblem] = ()
    mend_address: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """The whole page: what was understood, the rows by state, and the one button."""

    file: str
    kind: str
    sheets: Sequence[SheetReading]
    states: Sequence[Link]
    rows: Sequence[RowReading]
    writable: int
    write_address: str = ""
    mapping_address: str = ""
    marked_copy: str = ""
    undo_address: str = ""
    applied: bool = False
    previous: str = ""
    next: str = ""
