"""Write a table for people: cells hold text and numbers, never anything a spreadsheet would run."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from tempfile import TemporaryDirectory
from typing import IO, Any

import xlsxwriter

_TEXT, _NUMBER = "text", "number"
# Column kinds → the format of their numbers; anything else is text.
NUMBER_FORMATS = {_NUMBER: "#,##0", "decimal": "#,##0.00", "percent": "0.00%"}
_NARROWEST, _WIDEST = 6, 48
_SAMPLE = 200
_LONGEST = 32_767
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_SHEET_SIGNS = re.compile(r"[\[\]:*?/\\]")
_RUNS_IN_CSV = tuple("=+-@＝＋－＠\t\r\n|%")
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
Columns = Sequence[tuple[str, str]]


def write_table(
    columns: Columns, rows: Iterable[Sequence[Any]], *, sheet: str, notes: Sequence[str] = (), title: str = ""
) -> bytes:
    """A workbook of one table. `columns`: (heading, kind); kinds are text, number, decimal and percent."""
    out = io.BytesIO()
    write_table_to(out, columns, rows, sheet=sheet, notes=notes, title=title)
    return out.getvalue()


def write_table_to(
    out: IO[bytes],
    columns: Columns,
    rows: Iterable[Sequence[Any]],
    *,
    sheet: str,
    notes: Sequence[str] = (),
    title: str = "",
) -> None:
    """Written row by row; only the first rows are looked at to measure the columns.

    What is written waits in a folder of its own, which nobody else may open and which does not outlive the call:
    kept in memory, 50,000 rows took 60 MB.
    """
    with TemporaryDirectory() as folder, xlsxwriter.Workbook(out, {**_OPTIONS, "tmpdir": folder}) as book:
        page = book.add_worksheet(sheet_name(sheet))
        written = iter(rows)
        sample = [list(row) for _, row in zip(range(_SAMPLE), written, strict=False)]
        for place, width in enumerate(_widths(columns, sample)):
            page.set_column(place, place, width)
        top = _head(book, page, columns, title)
        styles = [_style(book, kind) for _, kind in columns]
        number = top
        for row in _both(sample, written):
            for place, (value, (_, kind)) in enumerate(zip(row, columns, strict=True)):
                put(page, number, place, value, kind, styles[place])
            number += 1
        _foot(book, page, number + 1, notes, len(columns))
        page.freeze_panes(top, 0)
        _print_well(page, top, len(columns))


def write_csv(columns: Columns, rows: Iterable[Sequence[Any]], *, notes: Sequence[str] = ()) -> bytes:
    """UTF-8 with a mark, so that Excel and WPS see Chinese; text that would run is guarded by an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([guarded(heading) for heading, _ in columns])
    for row in rows:
        writer.writerow(
            [_plain(value, kind) for value, (_, kind) in zip(row, columns, strict=True)],
        )
    for note in notes:
        writer.writerow([guarded(note)])
    return out.getvalue().encode("utf-8-sig")


def put(page: Any, row: int, place: int, value: Any, kind: str, style: Any) -> None:
    """One cell: a number where the column counts, else a string, whatever it looks like."""
    if value is None or value == "":
        page.write_blank(row, place, None, style)
    elif kind in NUMBER_FORMATS and isinstance(value, (int, float)) and not isinstance(value, bool):
        page.write_number(row, place, value, style)
    else:
        page.write_string(row, place, cell_string(value), style)


def cell_string(value: Any) -> str:
    """What a workbook can hold: no control signs, no more than a cell takes."""
    if isinstance(value, bool):
        return "是" if value else "否"
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return _FORBIDDEN.sub("", text)[:_LONGEST]


def guarded(text: str) -> str:
    """CSV has no cell types: an apostrophe keeps the text a text."""
    kept = _FORBIDDEN.sub("", text)
    return f"'{kept}" if kept.lstrip(" \u3000\xa0'\"").startswith(_RUNS_IN_CSV) or kept.startswith("'") else kept


def sheet_name(name: str) -> str:
    kept = _SHEET_SIGNS.sub("", _FORBIDDEN.sub("", name)).strip("' ")[:31]
    return kept or "表"


def display_width(text: str) -> int:
    """Chinese characters take two places."""
    return max(
        (sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in line) for line in text.split("\n")),
        default=0,
    )


def _plain(value: Any, kind: str) -> Any:
    if value is None:
        return ""
    if kind in NUMBER_FORMATS and isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    return guarded(cell_string(value))


def _both(first: Iterable[Sequence[Any]], rest: Iterable[Sequence[Any]]) -> Iterable[Sequence[Any]]:
    yield from first
    yield from rest


def _widths(columns: Columns, sample: Sequence[Sequence[Any]]) -> list[float]:
    """Wide enough for nineteen cells of twenty, so that one long cell wraps instead of stretching the page."""
    found = []
    for place, (heading, kind) in enumerate(columns):
        widths = sorted(display_width(_shown(row[place], kind)) for row in sample)
        usual = widths[(len(widths) - 1) * 95 // 100] if widths else 0
        found.append(min(max(max(display_width(heading), usual) + 2.5, _NARROWEST), _WIDEST))
    return found


def _shown(value: Any, kind: str) -> str:
    if value is None:
        return ""
    if kind in NUMBER_FORMATS and isinstance(value, (int, float)) and not isinstance(value, bool):
        return {"percent": f"{value:.2%}", "decimal": f"{value:,.2f}"}.get(kind, f"{value:,}")
    return cell_string(value)


def _head(book: Any, page: Any, columns: Columns, title: str) -> int:
    """Title and headings; the number of the first row below them."""
    top = 0
    if title:
        style = book.add_format({"font_name": "黑体", "font_size": 16, "align": "left", "valign": "vcenter"})
        page.set_row(0, 30)
        page.write_string(0, 0, cell_string(title), style)
        top = 1
    style = book.add_format(
        {
            "bold": True,
            "font_name": "宋体",
            "font_size": 11,
            "align": "center",
            "valign": "vcenter",
            "text_wrap": True,
            "bg_color": "#F3E7E3",
            "border": 1,
            "border_color": "#BFB3AF",
        }
    )
    tallest = max((heading.count("\n") + 1 for heading, _ in columns), default=1)
    page.set_row(top, 22 * tallest)
    for place, (heading, _) in enumerate(columns):
        page.write_string(top, place, cell_string(heading), style)
    return top + 1


def _style(book: Any, kind: str) -> Any:
    shape = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "border": 1, "border_color": "#D9D2CF"}
    if kind in NUMBER_FORMATS:
        return book.add_format({**shape, "num_format": NUMBER_FORMATS[kind], "align": "right"})
    return book.add_format({**shape, "num_format": "@", "text_wrap": True})


def _foot(book: Any, page: Any, row: int, notes: Sequence[str], width: int) -> None:
    """口径 and the day, below the table, where they do not disturb sorting and filtering."""
    style = book.add_format({"font_name": "宋体", "font_size": 10, "font_color": "#666666", "valign": "top"})
    for number, note in enumerate(notes):
        page.write_string(row + number, 0, cell_string(note), style)


def _print_well(page: Any, top: int, width: int) -> None:
    page.set_paper(9)
    if width > 6:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(top - 1)
    page.set_footer("&C第 &P 页，共 &N 页")
    page.set_margins(0.5, 0.5, 0.6, 0.6)
