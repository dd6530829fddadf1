"""Does what leaves the platform as a table open well, and can nothing in it run?"""

import csv
import io
import itertools
import random
import shutil
import subprocess
import tempfile
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from shuniu.spreadsheets.tables import (
    cell_string,
    display_width,
    sheet_name,
    write_csv,
    write_table,
    write_table_to,
)

_OPENINGS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
    "==",
    " =",
    "\u3000=",
    "'=",
    '"=',
    "=\t",
    "\x00=",
    ";=",
    ",=",
)
_BODIES = (
    "1+1",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://x","看")',
    "SUM(A1:A9)",
    "http://example.invalid/",
    "DDE(1)",
    "A1",
    '"&A1&"',
)


def hostile_cells(count: int) -> list[str]:
    chance = random.Random(11)
    made = ["".join(pair) for pair in itertools.product(_OPENINGS, _BODIES)]
    while len(made) < count:
        made.append(chance.choice(_OPENINGS) + chance.choice(_OPENINGS) + chance.choice(_BODIES) + str(len(made)))
    return made[:count]


CELLS = hostile_cells(10_000)
COLUMNS = [("内容", "text"), ("=备注()", "text"), ("数", "number")]


@pytest.fixture(scope="module")
def workbook() -> bytes:
    rows = ((cell, cell, place) for place, cell in enumerate(CELLS))
    return write_table(COLUMNS, rows, sheet="=表", notes=["=口径"], title="+标题")


def test_ten_thousand_hostile_cells_hold_no_formula(workbook: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        page = package.read("xl/worksheets/sheet1.xml")
        assert b"<f" not in page and b"<hyperlink" not in page
        assert not [name for name in package.namelist() if "externalLink" in name]


def test_openpyxl_finds_strings_only_and_values_come_back(workbook: bytes) -> None:
    page = openpyxl.load_workbook(io.BytesIO(workbook)).worksheets[0]
    read = list(page.iter_rows(min_row=3, max_row=2 + len(CELLS), max_col=3))
    assert {cell.data_type for row in read for cell in row[:2]} == {"s"}
    for row, (place, cell) in zip(read, enumerate(CELLS), strict=True):
        wanted = cell_string(cell).replace("\r", "_x000D_")
        assert (row[0].value or "").replace("\r", "_x000D_") == wanted
        assert row[2].value == place


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_runs_nothing(workbook: bytes, tmp_path: Path) -> None:
    (tmp_path / "table.xlsx").write_bytes(workbook)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "table.xlsx")], check=True, capture_output=True, timeout=180)
    reopened = (tmp_path / "table.fods").read_text(encoding="utf-8")
    assert "table:formula" not in reopened and "xlink:href" not in reopened
    assert reopened.count('office:value-type="string"') >= len(CELLS)  # equal neighbours are written once


def test_csv_guards_every_cell_that_would_run() -> None:
    written = write_csv(COLUMNS, [(cell, cell, 1) for cell in CELLS], notes=["=口径"]).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(written, newline="")):
        for cell in row[:2]:
            assert not cell.lstrip(" \u3000\"'").startswith(tuple("=+-@＝＋－＠\t\r\n")) or cell.startswith("'")


def test_csv_leaves_numbers_numbers() -> None:
    written = write_csv([("名称", "text"), ("数", "number")], [("甲", -3)]).decode("utf-8-sig")
    assert written.splitlines() == ["名称,数", "甲,-3"]


def test_table_has_frozen_headings_notes_and_formats() -> None:
    content = write_table(
        [("名称", "text"), ("数", "number"), ("率", "percent")],
        [("甲", 1234, 0.5), ("乙", None, None)],
        sheet="覆盖",
        notes=["口径：登记状态为正常的社会组织", "截至：2020年7月1日"],
    )
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert page.title == "覆盖" and page.freeze_panes == "A2"
    assert [cell.value for cell in page[1]] == ["名称", "数", "率"]
    assert (page["B2"].number_format, page["C2"].number_format) == ("#,##0", "0.00%")
    assert page["B3"].value is None
    assert [page.cell(row, 1).value for row in (5, 6)] == ["口径：登记状态为正常的社会组织", "截至：2020年7月1日"]


def test_chinese_takes_two_places_and_names_of_sheets_are_made_legal() -> None:
    assert display_width("党组织\nabc") == 6
    assert sheet_name("a/b:[c]*?" + "长" * 40) == "abc" + "长" * 28
    assert sheet_name("[]") == "表"


def test_wide_tables_are_streamed() -> None:
    """Rows are drawn one by one: the source is never asked for all of them at once."""
    drawn = []

    def rows() -> object:
        for number in range(3_000):
            drawn.append(number)
            yield (f"第{number}行", "", number)

    assert write_table(COLUMNS, rows(), sheet="表")  # type: ignore[arg-type]
    assert drawn[-1] == 2_999


def test_ten_times_the_rows_take_no_more_memory() -> None:
    def peak(count: int) -> int:
        rows = ([f"澄川市第{number}学会", f"归口{number % 90}"] for number in range(count))
        with tempfile.TemporaryFile() as out:
            tracemalloc.start()
            write_table_to(out, [("名称", "text"), ("归口", "text")], rows, sheet="名册")
            held = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return held

    peak(100)
    # Held in memory it would be twelve million more.
    assert peak(10_000) - peak(1_000) < 500_000


def test_what_waits_on_the_disk_is_gone_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the rows break off; nobody else may look into it meanwhile."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen: list[int] = []

    def rows(fails: bool) -> Iterator[list[str]]:
        for number in range(300):
            yield [f"第{number}行"]
        (folder,) = tmp_path.iterdir()
        seen.append(folder.stat().st_mode & 0o077)
        if fails:
            raise ConnectionError

    write_table([("名称", "text")], rows(fails=False), sheet="名册")
    with pytest.raises(ConnectionError):
        write_table([("名称", "text")], rows(fails=True), sheet="名册")
    assert seen == [0, 0]
    assert list(tmp_path.iterdir()) == []
