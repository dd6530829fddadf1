"""``shuniu import`` prints what the truth files say, writes it once, and fails in one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.commands.cast import NOW
from tests.commands.imports.ledgers import EXPORT, GIVEN, ORGANIZATIONS, PARTY, everything
from tests.ground.database import Ground

from shuniu.commands.accounts import Founding, found_deployment
from shuniu.jobs.console import main
from shuniu.models import Jurisdiction, Registration

ON = "2026-09-30"
Shuniu = Callable[..., tuple[int, str, str]]


@pytest.fixture
def shuniu(db: None, ground: Ground, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shuniu:
    """The console program on a deployment that was just founded."""
    founding = Founding(
        name="中共澄川市社会组织综合委员会",
        kind="comprehensive_committee",
        code="cc",
        chain=("bj2020", "bj2016", "bj2015", "national"),
        since=date(2016, 12, 1),
        known_from=date(2016, 12, 1),
        short_name="",
        account="首任管理",
        title="工作人员",
        administrators=False,
    )
    found_deployment(founding, NOW)
    monkeypatch.setenv("DATABASE_URL", ground.app_url)

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(list(words))
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def answered(shuniu: Shuniu, file: Path, *options: str) -> dict[str, Any]:
    code, out, err = shuniu("import", str(file), "--on", ON, "--json", *options)
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def truth_of(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.with_name(file.name + ".truth.json").read_text(encoding="utf-8"))
    return found


def expected(truth: dict[str, Any]) -> dict[tuple[str, int], tuple[str, Any]]:
    rows = {(one["sheet"], one["row"]): ("accept", one["record"]) for one in truth["accept"]}
    rows |= {(one["sheet"], one["row"]): ("reject", None) for one in truth["reject"]}
    for one in truth["ignore"]:
        rows |= {(one["sheet"], row): ("ignore", None) for row in range(one["row"], one["to"] + 1)}
    return rows


def told(answer: dict[str, Any]) -> dict[tuple[str, int], tuple[str, Any]]:
    return {
        (row["sheet"], row["row"]): (row["state"], row["record"] if row["state"] == "accept" else None)
        for row in answer["rows"]
    }


def without_references(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {**row, "warnings": [one for one in row["warnings"] if one["code"] != "unknown_reference"]}
        for row in answer["rows"]
    ]


@pytest.mark.parametrize("folder", [GIVEN, GIVEN / "clean"], ids=["messy", "clean"])
def test_every_row_of_the_given_ledgers_and_again_nothing(shuniu: Shuniu, folder: Path) -> None:
    for name in (ORGANIZATIONS, EXPORT, PARTY):
        file = folder / name
        truth = truth_of(file)
        dry = answered(shuniu, file, "--dry-run")
        assert told(dry) == expected(truth) and dry["counts"] == truth["counts"]
        before = everything()
        assert answered(shuniu, file, "--dry-run") == dry and everything() == before
        done = answered(shuniu, file, "--create-missing")
        assert told(done) == expected(truth)
        assert (done["file"], done["kind"]) == (name, truth["kind"])
        assert without_references(done) == without_references(dry)
        places = [(row["sheet"], row["row"]) for row in done["rows"]]
        assert [row for _, row in places if _ == places[0][0]] == sorted(row for _, row in places if _ == places[0][0])
        before = everything()
        again = answered(shuniu, file, "--create-missing")
        assert {row["change"] for row in again["rows"]} <= {"same", None}
        assert everything() == before
    assert Registration.objects.filter(retracted__isnull=True).count() > 280
    assert Jurisdiction.objects.filter(clause="").count() == 0


@pytest.mark.parametrize("folder", [GIVEN, GIVEN / "clean"], ids=["messy", "clean"])
def test_rolls_and_tables_of_party_building_are_judged_as_their_truth_says(shuniu: Shuniu, folder: Path) -> None:
    """Against an empty register every reference is unknown: that is a warning of a dry run, and no refusal."""
    for number in ("03", "05", "06", "11"):
        file = next(path for path in folder.glob(f"{number}*") if path.suffix != ".json")
        truth, before = truth_of(file), everything()
        dry = answered(shuniu, file, "--dry-run")
        assert (dry["kind"], dry["counts"]) == (truth["kind"], truth["counts"])
        assert told(dry) == expected(truth) and everything() == before
        code, out, _ = shuniu("import", str(file), "--json", "--dry-run")
        assert code == 0 and told(json.loads(out)) == expected(truth)


def test_without_create_missing_a_row_with_an_unknown_reference_is_rejected(shuniu: Shuniu) -> None:
    file = GIVEN / "clean" / PARTY
    dry, done = answered(shuniu, file, "--dry-run"), answered(shuniu, file)
    unknown = {row["row"] for row in dry["rows"] if "unknown_reference" in [one["code"] for one in row["warnings"]]}
    rejected = {row["row"]: row for row in done["rows"] if row["state"] == "reject"}
    assert unknown and set(rejected) == unknown
    for row in rejected.values():
        assert "unknown_reference" in [one["code"] for one in row["problems"]]
        assert row["change"] is None
        assert all(one["cell"][-1].isdigit() for one in row["problems"])


def test_what_is_no_ledger_is_answered_with_a_code_and_status_2(shuniu: Shuniu, tmp_path: Path) -> None:
    file = tmp_path / "照片.xlsx"
    file.write_bytes(b"\x89PNG\r\n")
    code, out, _ = shuniu("import", str(file), "--json")
    answer = json.loads(out)
    assert (code, answer["file"], answer["error"]["code"]) == (2, "照片.xlsx", "not_a_workbook")
    assert answer["error"]["message"].endswith("。")
    code, out, err = shuniu("import", str(file))
    assert (code, out) == (2, "") and err.count("\n") == 1
    code, out, err = shuniu("import", str(tmp_path / "没有.xlsx"))
    assert code == 2 and "没有.xlsx" in err
    code, _, err = shuniu("import", str(GIVEN / ORGANIZATIONS), "--into", "无此党组织")
    assert code == 1 and "无此党组织" in err and err.count("\n") == 1


def test_several_files_and_plain_words(shuniu: Shuniu, tmp_path: Path) -> None:
    broken = tmp_path / "坏.csv"
    broken.write_text("", encoding="utf-8")
    code, out, err = shuniu("import", str(broken), str(GIVEN / ORGANIZATIONS), "--on", ON, "--dry-run")
    assert code == 2 and "坏.csv" in err
    assert "没有写入" in out and "新增286行" in out and "不写入23行" in out
