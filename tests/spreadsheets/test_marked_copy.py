"""Does the clerk get the same workbook back, with every finding in its cell and nothing in it that runs?"""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from tests.spreadsheets import hostile

from shuniu.spreadsheets.imports.findings import place_of
from shuniu.spreadsheets.imports.marked import marked_copy
from shuniu.spreadsheets.imports.reading import read_ledger

LEDGERS = Path(__file__).parents[1] / "ledgers"
FILES = sorted(path for path in LEDGERS.iterdir() if path.suffix in (".xlsx", ".csv"))
MADE_ON = date(2026, 9, 30)


def formulas(workbook: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        pages = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    return sum(page.count(b"<f>") + page.count(b"<f ") for page in pages)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:2])
def test_every_finding_stands_in_its_cell(path: Path) -> None:
    reading = read_ledger(path.read_bytes(), path.name, on=MADE_ON)
    book = openpyxl.load_workbook(io.BytesIO(marked_copy(path.read_bytes(), path.name, reading)))
    assert book.sheetnames == [*(sheet.name for sheet in reading.sheets), "问题清单"]
    found = 0
    for row in reading.rows:
        for finding in row.problems + row.warnings:
            cell = book[row.sheet].cell(*(place_of(finding.cell) or (row.row, 1)))
            assert finding.message in cell.comment.text and finding.suggestion in cell.comment.text
            assert cell.fill.fgColor.rgb in ("00F8CBC4", "00FFEFB0", "FFF8CBC4", "FFFFEFB0")
            found += 1
    listed = list(book["问题清单"].iter_rows(min_row=3, values_only=True))
    assert len(listed) == found > 0
    assert {line[1] for line in listed} <= {"不导入", "提醒"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:2])
def test_the_copy_reads_as_the_original(path: Path) -> None:
    reading = read_ledger(path.read_bytes(), path.name, on=MADE_ON)
    again = read_ledger(marked_copy(path.read_bytes(), path.name, reading), "副本.xlsx", on=MADE_ON)
    assert [(row.row, row.state, row.record) for row in again.rows] == [
        (row.row, row.state, row.record) for row in reading.rows
    ]


def test_formats_and_merged_cells_of_the_clerk_stay() -> None:
    path = FILES[0]
    reading = read_ledger(path.read_bytes(), path.name)
    before = openpyxl.load_workbook(path)["社会组织台账"]
    after = openpyxl.load_workbook(io.BytesIO(marked_copy(path.read_bytes(), path.name, reading)))["社会组织台账"]
    assert {str(area) for area in after.merged_cells.ranges} == {str(area) for area in before.merged_cells.ranges}
    assert after.column_dimensions["C"].width == before.column_dimensions["C"].width
    assert after["C6"].number_format == before["C6"].number_format


def test_no_formula_is_left_in_the_copy() -> None:
    rows = hostile.HEAD + hostile.GOOD.replace("</row>", '<c r="D2" t="str"><f>A2&amp;B2</f><v>=1+1</v></c></row>')
    content = hostile.pack(hostile.parts(rows=rows))
    assert formulas(content) == 1
    reading = read_ledger(content, "台账.xlsx")
    copy = marked_copy(content, "台账.xlsx", reading)
    assert formulas(copy) == 0
    assert openpyxl.load_workbook(io.BytesIO(copy))["表1"]["D2"].value == "=1+1"


def test_a_workbook_the_editor_cannot_open_comes_back_from_its_cells() -> None:
    parts = hostile.parts() | {"[Content_Types].xml": b"<Types/>"}
    content = hostile.pack(parts)
    copy = marked_copy(content, "台账.xlsx", read_ledger(content, "台账.xlsx"))
    assert openpyxl.load_workbook(io.BytesIO(copy)).sheetnames == ["表1", "问题清单"]


def test_text_like_formulas_in_a_csv_comes_back_as_text() -> None:
    content = '社会组织名称,统一社会信用代码,备注\n甲中心,521101019930592921,=HYPERLINK("http://x")\n'.encode()
    copy = marked_copy(content, "台账.csv", read_ledger(content, "台账.csv"))
    assert formulas(copy) == 0
    assert openpyxl.load_workbook(io.BytesIO(copy))["CSV"]["C2"].data_type == "s"


def test_corrections_stand_in_the_copy() -> None:
    path = FILES[0]
    corrections = {("社会组织台账", 80, 5): "521101189926894870"}
    reading = read_ledger(path.read_bytes(), path.name, corrections=corrections)
    assert next(row for row in reading.rows if row.row == 80).state == "accept"
    copy = openpyxl.load_workbook(io.BytesIO(marked_copy(path.read_bytes(), path.name, reading, corrections)))
    assert copy["社会组织台账"]["E80"].value == "521101189926894870"


def test_a_large_ledger_is_marked_without_its_formats() -> None:
    lines = "\n".join(f"中心{number},{'5' * 17}" for number in range(6_000))
    content = f"社会组织名称,统一社会信用代码\n{lines}\n".encode()
    reading = read_ledger(content, "大台账.csv")
    assert reading.counts["reject"] == 6_000
    book = openpyxl.load_workbook(io.BytesIO(marked_copy(content, "大台账.csv", reading)), read_only=True)
    assert sum(1 for _ in book["CSV"].iter_rows()) == 6_001
    assert sum(1 for _ in book["问题清单"].iter_rows()) == 6_002


def test_a_web_page_named_xls_comes_back_as_a_workbook() -> None:
    content = (
        '<html><meta charset="gb2312"><table><tr><td colspan="2">社会组织一览</td></tr>'
        "<tr><th>社会组织名称</th><th>统一社会信用代码</th></tr><tr><td>甲中心</td><td>52110101993059292</td></tr></table>"
    ).encode("gb18030")
    reading = read_ledger(content, "导出.xls")
    assert (reading.form, reading.counts["reject"]) == ("html", 1)
    page = openpyxl.load_workbook(io.BytesIO(marked_copy(content, "导出.xls", reading)))["HTML"]
    assert "17位" in page["B3"].comment.text and [str(area) for area in page.merged_cells.ranges] == ["A1:B1"]
