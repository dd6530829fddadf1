"""What do the tables of a web page hold? Many systems export one and name it .xls."""

import re
from typing import Any

from lxml import etree, html

from shuniu.spreadsheets.imports.findings import NotRead

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_MOST_CELLS = 3_000_000
_WIDEST_SPAN = 200

Table = tuple[str, list[list[Any]], list[tuple[int, int, int, int]]]


def tables(text: str) -> list[Table]:
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    try:
        page = html.document_fromstring(_DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as broken:
        raise NotRead(
            "not_a_workbook", "网页格式的文件无法读取。请在表格软件中打开，另存为 .xlsx 后再上传。"
        ) from broken
    outer = [table for table in page.iter("table") if next(table.iterancestors("table"), None) is None]
    found: list[Table] = []
    for place, table in enumerate(outer):
        rows, merges = _grid(table)
        if rows:
            found.append(("HTML" if not found else f"HTML{place + 1}", rows, merges))
    if not found:
        raise NotRead("not_a_workbook", "这是网页，其中没有表格。请上传 .xlsx、.xls 或 .csv 文件。")
    return found


def _grid(table: Any) -> tuple[list[list[Any]], list[tuple[int, int, int, int]]]:
    rows: list[list[Any]] = []
    merges: list[tuple[int, int, int, int]] = []
    hanging: dict[tuple[int, int], None] = {}
    cells = 0
    for number, line in enumerate(table.iter("tr")):
        row: list[Any] = []
        for cell in line.iterchildren("td", "th"):
            while (number, len(row)) in hanging:
                row.append("")
            wide, tall = _span(cell, "colspan"), _span(cell, "rowspan")
            if wide > 1 or tall > 1:
                merges.append((number, len(row), number + tall - 1, len(row) + wide - 1))
                hanging |= dict.fromkeys(
                    (number + below, len(row) + right) for below in range(1, tall) for right in range(wide)
                )
            row.append(_text(cell))
            row.extend([""] * (wide - 1))
            cells += wide * tall
            if cells > _MOST_CELLS:
                raise NotRead("hostile", "文件未读取：网页表格的合并单元格过多。请另存为 .xlsx 后再上传。")
        rows.append(row)
    return rows, merges


def _span(cell: Any, name: str) -> int:
    written = cell.get(name, "1").strip()
    return min(max(int(written), 1), _WIDEST_SPAN) if written.isdecimal() and len(written) < 6 else 1


def _text(cell: Any) -> str:
    for line_break in cell.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return str(cell.text_content())
