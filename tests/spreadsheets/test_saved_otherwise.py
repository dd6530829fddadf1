"""Is a ledger that was saved in another format by an ordinary program still read the same?"""

import json
from datetime import date
from typing import Any

import pytest
from tests.spreadsheets import reshaping
from tests.spreadsheets.reshaping import Rows, as_page, as_text, as_workbook

from shuniu.spreadsheets.imports.marked import marked_copy
from shuniu.spreadsheets.imports.opening import open_book
from shuniu.spreadsheets.imports.reading import read_ledger

GIVEN = reshaping.LEDGERS.parent
MADE_ON = date(2026, 9, 30)


def given(number: str) -> tuple[bytes, dict[str, Any]]:
    path = next(path for path in GIVEN.glob(f"{number}*") if path.suffix != ".json")
    return path.read_bytes(), json.loads(path.with_name(path.name + ".truth.json").read_text(encoding="utf-8"))


def states(content: bytes) -> list[tuple[int, str, Any]]:
    return [(row.row, row.state, row.record) for row in read_ledger(content, "台账", on=MADE_ON).rows]


def expected(truth: dict[str, Any], sheet: str) -> list[tuple[int, str, Any]]:
    found = [(one["row"], "accept", one["record"]) for one in truth["accept"] if one["sheet"] == sheet]
    found += [(one["row"], "reject", None) for one in truth["reject"] if one["sheet"] == sheet]
    for one in truth["ignore"]:
        found += [(row, "ignore", None) for row in range(one["row"], one["to"] + 1) if one["sheet"] == sheet]
    return sorted(found, key=lambda row: row[0])


@pytest.mark.parametrize("number", ["03", "05", "06", "11"])
def test_each_sheet_saved_as_text_a_page_or_a_workbook(number: str) -> None:
    """Merged cells are gone, numbers and dates are texts, and every sheet stands alone."""
    content, truth = given(number)
    duplicates = {one["row"] for one in truth["reject"] if one["reasons"] == ["duplicate_in_file"]}
    for grid in open_book(content).grids:
        rows: Rows = grid.rows
        wanted = [row for row in expected(truth, grid.name) if row[0] not in duplicates]
        if not any(state == "accept" for _, state, _ in wanted):
            continue
        for saved in (as_text(rows, "gb18030"), as_page(rows, "utf-8"), as_workbook({grid.name: rows})):
            assert [row for row in states(saved) if row[0] not in duplicates] == wanted, grid.name


@pytest.mark.parametrize("number", ["03", "05", "06", "11"])
def test_the_marked_copy_is_read_as_the_ledger_it_came_from(number: str) -> None:
    content, truth = given(number)
    reading = read_ledger(content, truth["file"], on=MADE_ON)
    again = read_ledger(marked_copy(content, truth["file"], reading, {}), "标注.xlsx", on=MADE_ON)
    assert [(row.row, row.state, row.record) for row in again.rows if row.state != "ignore"] == [
        (row.row, row.state, row.record) for row in reading.rows if row.state != "ignore"
    ]
