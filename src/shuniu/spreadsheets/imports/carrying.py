"""What is said once for many rows: in a merged cell, in a row of its own, in the caption, by the name of the sheet?"""

from __future__ import annotations

from typing import Any

from shuniu.kernel.text import fold
from shuniu.spreadsheets.imports.branches import branch_in_caption, branch_in_row, branch_in_title
from shuniu.spreadsheets.imports.findings import Flaw
from shuniu.spreadsheets.imports.judged import Sheet

_SPARSE = 0.5
_TOTALS = ("subtotal", "total")


def fill_merged(sheet: Sheet, place: int, cells: list[Any]) -> None:
    """A cell merged downwards speaks for every row it covers."""
    for top, left, bottom, right in sheet.grid.merges:
        if left == place == right and bottom > top >= sheet.start:
            for row in range(top + 1, min(bottom, len(sheet.grid.rows) - 1) + 1):
                if cells[row - sheet.start] in ("", None):
                    cells[row - sheet.start] = cells[top - sheet.start]


def carry(sheet: Sheet, ignored: dict[int, str]) -> None:
    """Where a column is visibly grouped, a blank cell repeats the one above, until a subtotal."""
    for one in sheet.kind.fields:
        column = sheet.values.get(one.name)
        if not one.carried or not column:
            continue
        data = [offset for offset in range(len(column)) if offset + sheet.start not in ignored]
        if sum(1 for offset in data if column[offset] is not None) >= _SPARSE * len(data):
            continue
        above = None
        for offset in range(len(column)):
            if ignored.get(offset + sheet.start) in _TOTALS:
                above = None
            elif column[offset] is None:
                column[offset] = above
            else:
                above = column[offset]


def carry_groups(sheet: Sheet, ignored: dict[int, str]) -> None:
    """A branch named in a row of its own holds for the rows below, one in the caption for the whole sheet."""
    name = sheet.kind.grouped_by
    placed = sheet.layout.by_field.get(name)
    column = sheet.values.setdefault(name, [None] * (len(sheet.grid.rows) - sheet.start))
    above = _of_the_sheet(sheet)
    for offset, value in enumerate(column):
        row = offset + sheet.start
        if ignored.get(row) == "group":
            above = branch_in_row(sheet.grid.rows[row]) or above
        elif row not in ignored and value is None:
            column[offset] = above
            if above is None:
                sheet.add(row, placed.place if placed else -1, name, Flaw(None, "branch_missing"))


def _of_the_sheet(sheet: Sheet) -> str | None:
    lines = [str(cell) for row in sheet.grid.rows[: sheet.layout.first] for cell in row if cell not in ("", None)]
    captions = (branch_in_caption(line) for line in lines)
    titles = (branch_in_title(fold(line)) for line in (*lines, sheet.grid.name))
    return next(filter(None, captions), None) or next(filter(None, titles), None)


def read_ticks(sheet: Sheet) -> None:
    """Columns of ticks side by side become the one value that is ticked; two of them say nothing."""
    present = sheet.layout.by_field
    ticked = [(one, one.ticks) for one in sheet.kind.fields if one.ticks is not None and one.name in present]
    for key in dict.fromkeys(ticks[0] for _, ticks in ticked):
        columns = [(one, ticks[1]) for one, ticks in ticked if ticks[0] == key]
        told: list[Any] = sheet.values.setdefault(key, [None] * (len(sheet.grid.rows) - sheet.start))
        for offset, marks in enumerate(zip(*(sheet.values[one.name] for one, _ in columns), strict=True)):
            chosen = [column for column, mark in zip(columns, marks, strict=True) if mark]
            if len(chosen) > 1:
                flaw = Flaw(None, "two_ticks", detail=f"“{chosen[1][0].label}”")
                sheet.add(offset + sheet.start, present[chosen[0][0].name].place, key, flaw)
            elif chosen and told[offset] is None:
                told[offset] = chosen[0][1]
