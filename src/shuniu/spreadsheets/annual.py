"""Write a form with nested row headings as an office knows it on paper: two heading lines, line numbers, letters."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any

import xlsxwriter

from shuniu.spreadsheets.tables import cell_string, sheet_name

# How deep headings of rows are nested at most; the numbers begin behind them and the line number.
DEPTH = 4
_LINE = DEPTH
_FIRST = DEPTH + 1
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """``rows``: the line number of each row, the path of its heading and its numbers, one for each of ``columns``."""

    title: str
    filler: str
    unit: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Path, Sequence[int]]]
    notes: Sequence[str] = ()


def write_form_to(out: IO[bytes], form: Form) -> None:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(
        held, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    )
    page = book.add_worksheet(sheet_name(form.title))
    last = _FIRST + len(form.columns) - 1
    _head(book, page, form, last)
    _rows(book, page, form)
    note = book.add_format({"font_name": "宋体", "font_size": 10, "font_color": "#666666", "text_wrap": True})
    for number, told in enumerate(form.notes):
        page.merge_range(4 + len(form.rows) + number, 0, 4 + len(form.rows) + number, last, cell_string(told), note)
        page.set_row(4 + len(form.rows) + number, 28)
    page.set_column(0, 1, 20)
    page.set_column(2, DEPTH - 1, 18)
    page.set_column(_LINE, _LINE, 6)
    page.set_column(_FIRST, last, 15)
    page.freeze_panes(4, _FIRST)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 1)
    book.close()
    out.write(held.getvalue())


def _head(book: Any, page: Any, form: Form, last: int) -> None:
    title = book.add_format({"font_name": "黑体", "font_size": 16, "align": "center", "valign": "vcenter"})
    page.merge_range(0, 0, 0, last, cell_string(form.title), title)
    page.set_row(0, 30)
    side = book.add_format({"font_name": "宋体", "font_size": 11})
    page.merge_range(1, 0, 1, _LINE, cell_string(form.filler), side)
    page.merge_range(
        1, last - 2, 1, last, cell_string(form.unit), book.add_format({"font_name": "宋体", "align": "right"})
    )
    style = _style(book, bold=True, align="center", text_wrap=True)
    page.merge_range(2, 0, 3, DEPTH - 1, "项    目", style)
    page.merge_range(2, _LINE, 3, _LINE, "行次", style)
    for place, label in enumerate(form.columns):
        page.write_string(2, _FIRST + place, cell_string(label), style)
        page.write_string(3, _FIRST + place, chr(ord("A") + place), style)


def _rows(book: Any, page: Any, form: Form) -> None:
    words, middle = _style(book, text_wrap=True), _style(book, align="center")
    numbers = _style(book, align="right", num_format="#,##0")
    paths = [path for _, path, _ in form.rows]
    for index, (line, path, cells) in enumerate(form.rows):
        row = 4 + index
        page.set_row(row, 20)
        for place, label in enumerate(path[:-1]):
            _group(page, paths, (index, place), label, words)
        _spread(page, (row, len(path) - 1, row, DEPTH - 1), path[-1], words)
        page.write_string(row, _LINE, cell_string(line), middle)
        for place, number in enumerate(cells):
            page.write_number(row, _FIRST + place, number, numbers)


def _group(page: Any, paths: Sequence[Path], at: tuple[int, int], label: str, style: Any) -> None:
    """A heading over several rows is written once beside them; under a row of its own it leaves the place empty."""
    index, place = at
    prefix = paths[index][: place + 1]

    def under(number: int) -> bool:
        return len(paths[number]) > place + 1 and paths[number][: place + 1] == prefix

    if index and under(index - 1):
        return
    end = index
    while end + 1 < len(paths) and under(end + 1):
        end += 1
    _spread(page, (4 + index, place, 4 + end, place), "" if prefix in paths else label, style)


def _spread(page: Any, area: tuple[int, int, int, int], text: str, style: Any) -> None:
    if area[:2] == area[2:]:
        page.write_string(area[0], area[1], cell_string(text), style)
    else:
        page.merge_range(*area, cell_string(text), style)


def _style(book: Any, **more: Any) -> Any:
    return book.add_format({"font_name": "宋体", "font_size": 11, "valign": "vcenter", "border": 1, **more})
