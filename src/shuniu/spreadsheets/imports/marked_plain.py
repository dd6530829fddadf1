"""Write a marked copy from the cells alone: for large ledgers and for files that were no .xlsx."""

import io
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import xlsxwriter

from shuniu.spreadsheets.imports.converting import unguarded
from shuniu.spreadsheets.imports.marks import LIST_COLUMNS, LIST_NAME, MOST_LISTED, Mark, Marks, line_height, summary
from shuniu.spreadsheets.imports.opening import Book, Grid
from shuniu.spreadsheets.imports.results import Reading
from shuniu.spreadsheets.tables import cell_string, display_width, sheet_name

_MOST_STYLED_ROWS = 5_000
_MOST_COMMENTS = 5_000
_SAMPLE = 100
_COLOURS = {True: "#F8CBC4", False: "#FFEFB0"}
_FORMATS = {"date": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm", "time": "hh:mm", "text": "@", "number": "General"}
Corrections = Mapping[tuple[str, int, int], str]


class _Styles:
    """The few formats of the copy, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, bool | None, bool], Any] = {}

    def of(self, kind: str, refused: bool | None, heading: bool = False) -> Any:
        key = (kind, refused, heading)
        if key not in self._made:
            shape: dict[str, Any] = {
                "font_name": "宋体",
                "font_size": 11,
                "num_format": _FORMATS[kind],
                "valign": "vcenter",
            }
            shape |= {"border": 1, "border_color": "#D9D2CF"}
            if refused is not None:
                shape["bg_color"] = _COLOURS[refused]
            if heading:
                shape |= {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#F3E7E3"}
            self._made[key] = self._book.add_format(shape)
        return self._made[key]


def plain_copy(opened: Book, reading: Reading, marks: Marks, corrections: Corrections) -> bytes:
    out = io.BytesIO()
    large = len(reading.packed) > _MOST_STYLED_ROWS
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, {"constant_memory": large, "in_memory": True, "nan_inf_to_errors": True, **options})
    styles = _Styles(book)
    headed = {sheet.name: sheet.header_rows for sheet in reading.sheets if sheet.header_rows}
    for grid in opened.grids:
        _correct(grid, corrections)
        page = book.add_worksheet(sheet_name(grid.name))
        if not grid.visible:
            page.hide()
        _write(page, grid, marks.cells.get(grid.name, {}), styles, headed.get(grid.name))
        if not large:
            _merge(page, grid, styles)
    _list_problems(book, reading, marks, styles)
    book.close()
    return out.getvalue()


def _correct(grid: Grid, corrections: Corrections) -> None:
    for (name, row, column), text in corrections.items():
        if name == grid.name and row <= len(grid.rows) and column <= len(grid.rows[row - 1]):
            grid.rows[row - 1][column - 1] = text


def _write(
    page: Any, grid: Grid, marked: Mapping[tuple[int, int], Mark], styles: _Styles, heading: tuple[int, int] | None
) -> None:
    first, last = heading or (0, 0)
    _set_widths(page, grid, first)
    for number, row in enumerate(grid.rows, 1):
        for place, cell in enumerate(row, 1):
            mark = marked.get((number, place))
            if cell in ("", None) and mark is None and not first <= number <= last:
                continue
            refused = mark.refused if mark else None
            _put(page, number - 1, place - 1, cell, styles, (refused, first <= number <= last))
    for (number, place), mark in list(marked.items())[:_MOST_COMMENTS]:
        size = {"x_scale": 2.4, "y_scale": 0.6 + 0.35 * sum(len(line) // 22 + 1 for line in mark.lines)}
        page.write_comment(number - 1, place - 1, cell_string(mark.text), {"author": "枢纽", **size})


def _set_widths(page: Any, grid: Grid, first: int) -> None:
    sample = grid.rows[max(first - 1, 0) : first + _SAMPLE]
    for place in range(max(map(len, sample), default=0)):
        widths = [display_width(cell_string(row[place])) for row in sample if place < len(row)]
        page.set_column(place, place, min(max(max(widths, default=0) + 2, 6), 40))


def _put(page: Any, row: int, place: int, cell: Any, styles: _Styles, look: tuple[bool | None, bool]) -> None:
    if isinstance(cell, datetime):
        page.write_datetime(row, place, cell, styles.of("moment", *look))
    elif isinstance(cell, date):
        page.write_datetime(row, place, cell, styles.of("date", *look))
    elif isinstance(cell, (time, timedelta)):
        page.write_datetime(row, place, cell, styles.of("time", *look))
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
        page.write_number(row, place, cell, styles.of("number", *look))
    elif cell in ("", None):
        page.write_blank(row, place, None, styles.of("text", *look))
    else:
        # Guards of an export (="…") have served their turn: here the cell is text anyway.
        page.write_string(row, place, cell_string(unguarded(cell)), styles.of("text", *look))


def _merge(page: Any, grid: Grid, styles: _Styles) -> None:
    taken: set[tuple[int, int]] = set()
    for top, left, bottom, right in grid.merges:
        area = {(row, place) for row in range(top, bottom + 1) for place in range(left, right + 1)}
        if (top, left) == (bottom, right) or area & taken or bottom >= len(grid.rows) or len(area) > 10_000:
            continue
        taken |= area
        cell = grid.rows[top][left] if left < len(grid.rows[top]) else ""
        page.merge_range(top, left, bottom, right, "", styles.of("text", None, heading=True))
        _put(page, top, left, cell, styles, (None, True))


def _list_problems(book: Any, reading: Reading, marks: Marks, styles: _Styles) -> None:
    used = {sheet.name for sheet in reading.sheets}
    page = book.add_worksheet(LIST_NAME if LIST_NAME not in used else f"{LIST_NAME}（新）")
    page.write_string(0, 0, cell_string(summary(reading)), book.add_format({"font_name": "黑体", "font_size": 13}))
    for place, (heading, width) in enumerate(LIST_COLUMNS):
        page.set_column(place, place, width)
        page.write_string(1, place, heading, styles.of("text", None, heading=True))
    shape = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "border": 1, "border_color": "#D9D2CF"}
    wrapped = book.add_format({**shape, "text_wrap": True})
    middle = book.add_format({**shape, "align": "center"})
    words = {
        word: book.add_format({**shape, "align": "center", "bg_color": _COLOURS[word == "不导入"]})
        for word in ("不导入", "提醒")
    }
    for number, line in enumerate(marks.listed[:MOST_LISTED], 1):
        page.set_row(number + 1, line_height(line))
        page.write_number(number + 1, 0, number, middle)
        page.write_string(number + 1, 1, line[0], words[line[0]])
        page.write_string(number + 1, 2, cell_string(line[1]), wrapped)
        page.write_number(number + 1, 3, line[2], middle)
        page.write_string(number + 1, 4, line[3], middle)
        page.write_string(number + 1, 5, cell_string(line[4]), wrapped)
        page.write_string(number + 1, 6, cell_string(line[5]), wrapped)
    page.freeze_panes(2, 0)
    page.set_landscape()
    page.fit_to_pages(1, 0)
