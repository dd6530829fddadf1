"""Give the clerk's workbook back with what is wrong marked in its cells."""

import io
from collections.abc import Mapping
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.writer.excel import save_workbook

from shuniu.spreadsheets.imports import preflight
from shuniu.spreadsheets.imports.marked_plain import plain_copy
from shuniu.spreadsheets.imports.marks import (
    LIST_COLUMNS,
    LIST_NAME,
    MOST_LISTED,
    Mark,
    Marks,
    line_height,
    marks_of,
    summary,
)
from shuniu.spreadsheets.imports.opening import open_book
from shuniu.spreadsheets.imports.results import Reading
from shuniu.spreadsheets.tables import cell_string

_MOST_STYLED_ROWS = 5_000
_FILLS = {True: PatternFill("solid", fgColor="F8CBC4"), False: PatternFill("solid", fgColor="FFEFB0")}
_LINE = Side(style="thin", color="D9D2CF")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def marked_copy(
    content: bytes,
    file_name: str,
    reading: Reading,
    corrections: Mapping[tuple[str, int, int], str] | None = None,
) -> bytes:
    """An .xlsx with the same sheets and rows. A workbook of up to 5,000 rows keeps its formats; its formulas become
    the values they showed, so nothing in the copy runs. `corrections` made on the way are written into it."""
    marks = marks_of(reading)
    if reading.form != "xlsx" or content[:4] != b"PK\x03\x04" or len(reading.packed) > _MOST_STYLED_ROWS:
        return plain_copy(open_book(content), reading, marks, corrections or {})
    preflight.look_into(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError):
        # Some programs write what the reader understands and the editor does not.
        return plain_copy(open_book(content), reading, marks, corrections or {})
    book.defined_names.clear()
    for page in book.worksheets:
        _calm(page)
        for (sheet, row, column), text in (corrections or {}).items():
            if sheet == page.title:
                _own_cell(page, row, column).value = cell_string(text)
        _as_text(page)
        for (row, column), mark in marks.cells.get(page.title, {}).items():
            _mark(_own_cell(page, row, column), mark)
    _list_problems(book, reading, marks)
    out = io.BytesIO()
    save_workbook(book, out)
    return out.getvalue()


def _calm(page: Any) -> None:
    """Rules and links may hold formulas: they go; widths, fonts, borders and merged cells stay."""
    page.conditional_formatting = type(page.conditional_formatting)()
    page.data_validations.dataValidation = []
    for row in page.iter_rows():
        for cell in row:
            if getattr(cell, "hyperlink", None) is not None:
                cell.hyperlink = None


def _as_text(page: Any) -> None:
    for row in page.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and not isinstance(cell, MergedCell):
                cell.data_type = "s"


def _own_cell(page: Any, row: int, column: int) -> Any:
    """The cell itself, or the one that speaks for its merged range."""
    cell = page.cell(row, column)
    if not isinstance(cell, MergedCell):
        return cell
    for area in page.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
            return page.cell(area.min_row, area.min_col)
    return cell


def _mark(cell: Any, mark: Mark) -> None:
    cell.fill = _FILLS[mark.refused]
    if isinstance(cell, MergedCell):
        return
    text = mark.text if cell.comment is None else f"{mark.text}\n（原批注）{cell.comment.text}"
    lines = sum(len(line) // 22 + 1 for line in text.split("\n"))
    cell.comment = Comment(text, "枢纽", height=min(24 + 20 * lines, 400), width=320)


def _list_problems(book: Any, reading: Reading, marks: Marks) -> None:
    name = LIST_NAME if LIST_NAME not in book.sheetnames else f"{LIST_NAME}（新）"
    page = book.create_sheet(name)
    page.append([cell_string(summary(reading))])
    page["A1"].font = Font(name="黑体", size=13)
    page.row_dimensions[1].height = 28
    page["A1"].alignment = Alignment(vertical="center")
    page.append([heading for heading, _ in LIST_COLUMNS])
    for number, line in enumerate(marks.listed[:MOST_LISTED], 1):
        page.append([number, *(cell_string(part) if isinstance(part, str) else part for part in line)])
        page.row_dimensions[number + 2].height = line_height(line)
    for place, (_, width) in enumerate(LIST_COLUMNS, 1):
        page.column_dimensions[page.cell(2, place).column_letter].width = width
        page.cell(2, place).font = Font(name="宋体", bold=True)
        page.cell(2, place).fill = PatternFill("solid", fgColor="F3E7E3")
        page.cell(2, place).alignment = Alignment(horizontal="center", vertical="center")
    _shape_list(page)
    page.freeze_panes = "A3"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)


def _shape_list(page: Any) -> None:
    middle, wrapped = Alignment(horizontal="center", vertical="center"), Alignment(wrap_text=True, vertical="center")
    for row in page.iter_rows(min_row=2):
        for cell in row:
            cell.border = _GRID
            if cell.row > 2:
                cell.alignment = wrapped if cell.column >= 6 or cell.column == 3 else middle
                cell.font = Font(name="宋体", size=10)
                if isinstance(cell.value, str):
                    cell.data_type = "s"
        if row[0].row > 2:
            row[1].fill = _FILLS[row[1].value == "不导入"]
