"""Is every row of the given ledgers judged and read as their truth files say?"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shuniu.spreadsheets.imports.confinement import read_in_child
from shuniu.spreadsheets.imports.reading import read_ledger
from shuniu.spreadsheets.imports.results import Reading

LEDGERS = Path(__file__).parents[1] / "ledgers"
# The annual table (10) stands beside them: it is made out of the register and not imported.
FILES = sorted(path for path in LEDGERS.rglob("0[1-6]*") if path.suffix != ".json")
FILES += sorted(path for path in LEDGERS.rglob("11*") if path.suffix != ".json")
# Of a masked number nobody can tell that fifteen digits stood there: the truth knows it from before it was masked.
UNSEEN = {("11_党员信息导出_实为HTML.xls", 224): {"ric_15_digits"}}
# The day the ledgers were made; 04 does not state it.
MADE_ON = date(2026, 9, 30)


def read(path: Path) -> tuple[Reading, dict[str, Any]]:
    truth = json.loads(path.with_name(path.name + ".truth.json").read_text(encoding="utf-8"))
    return read_ledger(path.read_bytes(), path.name, on=MADE_ON), truth


def expected_states(truth: dict[str, Any]) -> dict[tuple[str, int], tuple[str, str | None]]:
    found: dict[tuple[str, int], tuple[str, str | None]] = {}
    for state in ("accept", "reject"):
        found |= {(one["sheet"], one["row"]): (state, None) for one in truth[state]}
    for one in truth["ignore"]:
        found |= {(one["sheet"], row): ("ignore", one["kind"]) for row in range(one["row"], one["to"] + 1)}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name[:2]}")
def test_every_row_gets_the_right_state(path: Path) -> None:
    reading, truth = read(path)
    assert reading.kind == truth["kind"]
    assert {(row.sheet, row.row): (row.state, row.ignored_kind) for row in reading.rows} == expected_states(truth)
    assert reading.counts == truth["counts"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name[:2]}")
def test_accepted_records_are_equal(path: Path) -> None:
    reading, truth = read(path)
    assert {(row.sheet, row.row): row.record for row in reading.accepted()} == {
        (one["sheet"], one["row"]): one["record"] for one in truth["accept"]
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name[:2]}")
def test_reasons_and_warnings_are_those_of_the_truth(path: Path) -> None:
    reading, truth = read(path)
    rows = {(row.sheet, row.row): row for row in reading.rows}
    for one in truth["reject"]:
        row = rows[one["sheet"], one["row"]]
        assert {problem.code for problem in row.problems} == set(one["reasons"])
        unseen = UNSEEN.get((path.name, one["row"]), set())
        assert set(one.get("warnings", ())) - unseen <= {warning.code for warning in row.warnings}
    for one in truth["accept"]:
        row = rows[one["sheet"], one["row"]]
        assert {warning.code for warning in row.warnings} == set(one.get("warnings", ()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name[:2]}")
def test_sheets_and_headings_are_found_by_meaning(path: Path) -> None:
    reading, truth = read(path)
    for sheet, one in zip(reading.sheets, truth["sheets"], strict=True):
        assert (sheet.name, sheet.role) == (one["name"], one["role"])
        if sheet.role == "data":
            assert list(sheet.header_rows or ()) == one["header_rows"]
            named = {column.index: column.field for column in sheet.columns}
            further = one.get("column_offset", 0)
            assert all(
                named[column["col"] + further] == column["field"] for column in truth["columns"] if column["field"]
            )


@pytest.mark.parametrize("path", FILES[:1], ids=lambda path: path.name[:2])
def test_a_child_reads_the_same(path: Path) -> None:
    here, _ = read(path)
    there = read_in_child(path.read_bytes(), path.name, on=MADE_ON)
    assert there.as_json_rows() == here.as_json_rows()
    assert there.sheets == here.sheets


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name[:2]}")
def test_every_finding_is_a_sentence_that_names_its_cell(path: Path) -> None:
    reading, _ = read(path)
    for row in reading.rows:
        for finding in row.problems + row.warnings:
            assert (
                finding.cell in finding.message and finding.message.endswith("。") and finding.suggestion.endswith("。")
            )
            assert "{" not in finding.message + finding.suggestion
