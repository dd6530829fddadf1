"""What is in the file: which sheets, which cells, which merged ranges, whatever format it came in?"""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from shuniu.spreadsheets.imports import preflight
from shuniu.spreadsheets.imports.findings import NotRead

Merge = tuple[int, int, int, int]  # first row, first column, last row, last column, counted from 0

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(rb"^\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b", re.I | re.S)
_XML_BOOK = re.compile(rb"^\s*<\?xml.{0,400}(?:office:spreadsheet|mso-application)", re.I | re.S)
_DELIMITERS = ",\t;|"


@dataclass
class Grid:
    """One sheet as rows of raw cells; `height` counts framed empty rows the cells do not reach."""

    name: str
    rows: list[list[Any]]
    visible: bool = True
    merges: list[Merge] = field(default_factory=list)
    height: int = 0


@dataclass
class Book:
    form: str
    grids: list[Grid]


def open_book(content: bytes, allow: Callable[[int], None] = lambda rows: None) -> Book:
    """Open by content, never by name. `allow` hears how many rows were found honest before they are read."""
    if len(content) > preflight.MOST_BYTES:
        raise preflight.too_large(f"文件超过{preflight.MOST_BYTES // 1024 // 1024}MB")
    if not content.strip(b"\x00 \t\r\n"):
        raise NotRead("not_a_workbook", "文件是空的。请确认选对了文件。")
    if content[:4] == b"PK\x03\x04":
        found = preflight.look_into(content)
        allow(found.rows)
        return Book("xlsx", _sheets(content, found.heights))
    if content[:8] == _OLE:
        _judge_compound(content)
        allow(min(len(content) // 200, 65_536))
        return Book("xls", _sheets(content, {}))
    return _open_text(content, allow)


def _open_text(content: bytes, allow: Callable[[int], None]) -> Book:
    if _XML_BOOK.match(content[:2000]):
        raise NotRead("not_a_workbook", "这是“XML 表格”格式。请在表格软件中打开，另存为 .xlsx 后再上传。")
    if content[:5] == b"%PDF-" or content[:4] in (b"Rar!", b"7z\xbc\xaf", b"\x89PNG") or content[:2] == b"\xff\xd8":
        raise NotRead("not_a_workbook", "这不是表格文件（是 PDF、图片或压缩包）。请上传 .xlsx、.xls 或 .csv 文件。")
    text = _decode(content)
    allow(min(text.count("\n"), len(content) // 20))
    if _MARKUP.match(text[:4000].encode()) or "<table" in text[:20_000].lower():
        from shuniu.spreadsheets.imports import markup  # lxml is slow to load and rarely needed

        return Book("html", [Grid(name, rows, merges=merges) for name, rows, merges in markup.tables(text)])
    return Book("csv", [_table_of_text(text)])


def _judge_compound(content: bytes) -> None:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise preflight.encrypted()
    if holds("_VBA_PROJECT"):
        raise preflight.hostile("其中带有宏程序", "请另存为不含宏的 .xlsx 文件后再上传")
    if not (holds("Workbook") or holds("Book")):
        raise NotRead("not_a_workbook", "这不是表格文件（可能是 Word 或演示文稿）。请上传 .xlsx、.xls 或 .csv 文件。")


def _sheets(content: bytes, heights: dict[str, int]) -> list[Grid]:
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(io.BytesIO(content))
        if len(book.sheet_names) > preflight.MOST_SHEETS:
            raise preflight.hostile(f"其中的工作表超过{preflight.MOST_SHEETS}个")
        return [_sheet(book, meta, heights) for meta in book.sheets_metadata if "Sheet" in str(meta.typ)]
    except calamine.PasswordError as locked:
        raise preflight.encrypted() from locked
    except (calamine.CalamineError, calamine.ZipError, calamine.XmlError, OSError, ValueError) as broken:
        raise NotRead(
            "not_a_workbook", "文件已损坏或不是有效的工作簿。请在表格软件中打开，另存为 .xlsx 后再上传。"
        ) from broken


def _sheet(book: Any, meta: Any, heights: dict[str, int]) -> Grid:
    sheet = book.get_sheet_by_name(meta.name)
    rows = _rows(sheet)
    if len(rows) > preflight.MOST_ROWS:
        raise preflight.too_large(f"工作表“{meta.name}”共有{len(rows)}行，超过{preflight.MOST_ROWS}行")
    merges = [(first[0], first[1], last[0], last[1]) for first, last in sheet.merged_cell_ranges or ()]
    visible = str(meta.visible).endswith("Visible") and "Hidden" not in str(meta.visible)
    return Grid(meta.name, rows, visible, merges, heights.get(meta.name, 0))


def _rows(sheet: Any) -> list[list[Any]]:
    """Every row from the first cell on. Equal texts become one text: most cells of a ledger repeat another."""
    known: dict[str, str] = {}
    left = [""] * (sheet.start[1] if sheet.start else 0)
    return [
        left + [known.setdefault(cell, cell) if cell.__class__ is str else cell for cell in row]
        for row in sheet.iter_rows()
    ]


def _decode(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    head = content[:4000]
    low, high = head[1::2].count(0), head[::2].count(0)
    if low + high > len(head) // 50 and max(low, high) > 5 * min(low, high):
        # Nearly only every second byte is ever zero: text of two bytes a sign, without its mark.
        return content.decode("utf-16-le" if low > high else "utf-16-be", errors="replace")
    if low + high:
        raise NotRead("not_a_workbook", "这不是表格文件。请上传 .xlsx、.xls 或 .csv 文件。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    # A file cut off inside a character, or with a few damaged bytes, is still worth showing.
    text = content.decode("gb18030", errors="replace")
    if text.count("\ufffd") > len(text) // 50 + 2:
        raise NotRead("not_a_workbook", "无法识别文件的文字编码。请另存为 UTF-8 编码的 .csv 或 .xlsx 后再上传。")
    return text


def _table_of_text(text: str) -> Grid:
    lines = [line for line in text[:200_000].splitlines()[:60] if line.strip()]
    delimiter = max(_DELIMITERS, key=lambda sign: sum(line.count(sign) for line in lines))
    csv.field_size_limit(1_000_000)
    rows: list[list[Any]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) > preflight.MOST_ROWS:
                raise preflight.too_large(f"超过{preflight.MOST_ROWS}行")
    except csv.Error as broken:
        raise NotRead(
            "not_a_workbook", f"CSV 文件第{len(rows) + 1}条记录无法读取，可能引号不成对。请改正后另存再上传。"
        ) from broken
    if max((len(row) for row in rows), default=0) > 1_000:
        raise preflight.hostile("其中某行超过1000列")
    return Grid("CSV", rows)
