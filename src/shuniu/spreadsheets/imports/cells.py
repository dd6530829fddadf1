"""What stands in the file itself, where a row is refused or doubtful? Kept with the reading, to be shown and mended."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from shuniu.kernel.text import cell_text
from shuniu.spreadsheets.imports.findings import place_of
from shuniu.spreadsheets.imports.opening import Grid
from shuniu.spreadsheets.imports.results import Cell, PackedRow, SheetReading

LONGEST = 500


def cells_of(grids: Sequence[Grid], sheets: Sequence[SheetReading], rows: Sequence[PackedRow]) -> dict[Cell, str]:
    """The cells that are spoken of, and the names of the rows they stand in, as the file has them."""
    names = name_columns(sheets)
    asked: dict[int, _Sheet] = {}
    found: dict[Cell, str] = {}
    for row in rows:
        number, name = row[0], sheets[row[0]].name
        for line, column in _spoken_of(row, names.get(name, 0)):
            if number not in asked:
                asked[number] = _Sheet(grids[number])
            found[name, line, column] = asked[number].text(line, column)
    return found


def name_columns(sheets: Sequence[SheetReading]) -> Mapping[str, int]:
    """Sheet → the column that holds the name of a row."""
    return {sheet.name: column.index for sheet in sheets for column in sheet.columns if column.field == "name"}


def _spoken_of(row: PackedRow, name: int) -> Iterator[tuple[int, int]]:
    _, line, _, _, problems, warnings, _ = row
    if name and (problems or warnings):
        yield line, name
    for cell, *_ in (*problems, *warnings):
        if place := place_of(cell):
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
