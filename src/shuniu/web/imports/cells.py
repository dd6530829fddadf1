"""What stands in the file itself, where a row is refused or doubtful? Kept with the reading, to be shown and mended."""

from __future__ import annotations

import marshal
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from operator import itemgetter

from shuniu.kernel.text import cell_text
from shuniu.spreadsheets.imports.marks import place_of
from shuniu.spreadsheets.imports.opening import Grid, open_book
from shuniu.spreadsheets.imports.results import Reading, RowReading
from shuniu.spreadsheets.imports.staging import packed, unpacked

Cell = tuple[str, int, int]  # sheet, row and column, both from 1
LONGEST = 500


def staged(reading: Reading, content: bytes) -> bytes:
    """The reading, and the text of the cells somebody may want to mend. The child has read the file before."""
    return marshal.dumps((packed(reading), cells_of(reading, content)))


def unstaged(kept: bytes) -> tuple[Reading, dict[Cell, str]]:
    reading, cells = marshal.loads(kept)
    return unpacked(reading), cells


def cells_of(reading: Reading, content: bytes) -> dict[Cell, str]:
    """The cells that are spoken of, and the names of refused rows, as the file has them."""
    doubtful = [row for row in reading.rows if row.problems or row.warnings]
    if not doubtful:
        return {}
    sheets = {grid.name: _Sheet(grid) for grid in open_book(content).grids}
    names = name_columns(reading)
    found: dict[Cell, str] = {}
    for row in doubtful:
        for line, column in _spoken_of(row, names.get(row.sheet, 0)):
            found[row.sheet, line, column] = sheets[row.sheet].text(line, column)
    return found


def name_columns(reading: Reading) -> Mapping[str, int]:
    """Sheet → the column that holds the name of a row."""
    return {sheet.name: column.index for sheet in reading.sheets for column in sheet.columns if column.field == "name"}


def _spoken_of(row: RowReading, name: int) -> Iterator[tuple[int, int]]:
    if name:
        yield row.row, name
    for one in (*row.problems, *row.warnings):
        if place := place_of(one.cell):
            yield place


class _Sheet:
    """One sheet to be asked cell by cell: a cell merged downwards speaks for all it covers."""

    def __init__(self, grid: Grid) -> None:
        self.rows = grid.rows
        self.merged: dict[int, list[tuple[int, int]]] = {}  # column → first and last row, in order
        for top, left, bottom, _ in sorted(grid.merges):
            self.merged.setdefault(left, []).append((top, bottom))

    def text(self, line: int, column: int) -> str:
        return self._at(line - 1, column - 1) or self._at(self._speaker(line - 1, column - 1), column - 1)

    def _at(self, row: int, place: int) -> str:
        if row >= len(self.rows) or place >= len(self.rows[row]):
            return ""
        return cell_text(self.rows[row][place]).strip()[:LONGEST]

    def _speaker(self, row: int, place: int) -> int:
        areas = self.merged.get(place, [])
        found = bisect_right(areas, row, key=itemgetter(0)) - 1
        return areas[found][0] if found >= 0 and row <= areas[found][1] else row
