"""Is a ledger understood by what its headings and cells mean, whoever wrote it and however it is arranged?"""

import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.spreadsheets import reshaping
from tests.spreadsheets.reshaping import ORGANIZATION_HEADINGS, PARTY_HEADINGS, Rows, as_page, as_text, as_workbook

from shuniu.spreadsheets.imports.findings import NotRead
from shuniu.spreadsheets.imports.reading import fields_of, read_ledger

ORGANIZATIONS = reshaping.records("01")
BRANCHES = reshaping.records("04")
FIELDS = list(ORGANIZATION_HEADINGS)
PARTY_FIELDS = list(PARTY_HEADINGS)

FORMATS: dict[str, Callable[[Rows], bytes]] = {
    "xlsx": lambda rows: as_workbook({"Sheet1": rows}),
    "UTF-8": lambda rows: as_text(rows, "utf-8"),
    "UTF-8 with mark": lambda rows: as_text(rows, "utf-8-sig"),
    "GB 18030": lambda rows: as_text(rows, "gb18030"),
    "UTF-16 with tabs": lambda rows: as_text(rows, "utf-16", "\t"),
    "UTF-16 without mark": lambda rows: as_text(rows, "utf-16-le"),
    "semicolons": lambda rows: as_text(rows, "utf-8", ";"),
    "web page": lambda rows: as_page(rows, "gb18030"),
}


def accepted(content: bytes, **more: Any) -> list[dict[str, Any]]:
    reading = read_ledger(content, "台账", **more)
    assert reading.counts["reject"] == 0, [row.problems for row in reading.rows if row.problems][:3]
    return [row.record for row in reading.accepted() if row.record is not None]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("seed", range(4))
def test_organizations_in_other_order_words_and_formats(form: str, seed: int) -> None:
    chance = random.Random(seed)
    fields = chance.sample(FIELDS, len(FIELDS))
    heads = reshaping.headed(fields, ORGANIZATION_HEADINGS, chance)
    rows = [["某市社会组织名册"], [], heads, *reshaping.organization_rows(ORGANIZATIONS, fields)]
    assert accepted(FORMATS[form](rows)) == ORGANIZATIONS


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("repeated", [True, False], ids=["repeated", "blank"])
@pytest.mark.parametrize("seed", range(2))
def test_joint_branches_without_merged_cells(form: str, repeated: bool, seed: int) -> None:
    chance = random.Random(seed)
    fields = chance.sample(PARTY_FIELDS, len(PARTY_FIELDS))
    heads = reshaping.headed(fields, PARTY_HEADINGS, chance)
    rows = [["党组织和所在单位情况"], heads, *reshaping.party_rows(BRANCHES, fields, repeated)]
    assert accepted(FORMATS[form](rows)) == BRANCHES


def test_a_sheet_per_district_each_with_its_own_columns() -> None:
    chance = random.Random(3)
    sheets: dict[str, Rows] = {"封面": [["某市社会组织台账"], ["编制单位：某市民政局"]]}
    for district in dict.fromkeys(one["district"] for one in ORGANIZATIONS):
        fields = chance.sample(FIELDS, len(FIELDS))
        mine = [one for one in ORGANIZATIONS if one["district"] == district]
        heads = reshaping.headed(fields, ORGANIZATION_HEADINGS, chance)
        top: Rows = [["附件1"]] if chance.random() < 0.5 else []
        sheets[district] = [*top, [district + "台账"], heads, *reshaping.organization_rows(mine, fields)]
    found = accepted(as_workbook(sheets))
    assert sorted(found, key=lambda one: one["uscc"]) == sorted(ORGANIZATIONS, key=lambda one: one["uscc"])


def test_three_heading_rows_a_row_of_numbers_and_an_example() -> None:
    rows = [
        ["序号", "单位基本情况", None, None, "人员情况", None, "备注"],
        [None, "名称", "统一社会信用代码", "类型", "从业人员", None, None],
        [None, None, None, None, "专职", "兼职", None],
        ["1", "2", "3", "4", "5", "6", "7"],
        ["例", "××协会（样例）", "填18位", "社会团体", "3", "2", None],
        [1, "甲中心", "521101019930592921", "民非", 8, "二", None],
    ]
    reading = read_ledger(as_workbook({"表": rows}), "台账")
    assert [row.ignored_kind for row in reading.rows[:5]] == ["header", "header", "header", "header", "example"]
    record = next(reading.accepted()).record
    assert record == {
        "name": "甲中心",
        "uscc": "521101019930592921",
        "type": "民办非企业单位",
        "full_time_staff": 8,
        "part_time_staff": 2,
    }


def test_a_table_that_begins_further_down_and_right_keeps_its_addresses() -> None:
    heads = ["社会组织名称", "统一社会信用代码", "类型"]
    rows: Rows = [[], [], [None, None, *heads], [None, None, "某市书法学会", "5211010", "社会团体"]]
    reading = read_ledger(as_workbook({"Sheet1": rows}), "台账")
    assert [row.problems[0].cell for row in reading.rows if row.problems] == ["D4"]
    assert [column.index for column in reading.sheets[0].columns if column.field] == [3, 4, 5]


def test_a_code_column_is_known_by_its_codes() -> None:
    rows = [["单位名称", "证照编码", "类型", "住所"]] + [
        [one["name"], one["uscc"], one["type"], one["address"]] for one in ORGANIZATIONS[:20]
    ]
    assert [one["uscc"] for one in accepted(as_workbook({"表": rows}))] == [one["uscc"] for one in ORGANIZATIONS[:20]]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("number", ["01", "04"])
def test_the_old_binary_format_reads_as_the_new(number: str, tmp_path: Path) -> None:
    path = next(reshaping.LEDGERS.parent.glob(f"{number}*.xlsx"))
    (tmp_path / "ledger.xlsx").write_bytes(path.read_bytes())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xls", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "ledger.xlsx")], check=True, capture_output=True, timeout=180)
    old = read_ledger((tmp_path / "ledger.xls").read_bytes(), "ledger.xls")
    new = read_ledger(path.read_bytes(), path.name)
    assert old.form == "xls"
    assert [row.record for row in old.accepted()] == [row.record for row in new.accepted()]


def test_an_unknown_column_is_shown_and_can_be_mapped() -> None:
    rows = [["单位名称", "信用代码", "挂靠部门"], ["甲中心", "521101019930592921", "某区教育局"]]
    content = as_workbook({"表": rows})
    plain = read_ledger(content, "台账")
    assert [column.key for column in plain.sheets[0].unmapped] == ["挂靠部门"]
    assert "supervising_unit" not in (next(plain.accepted()).record or {})
    mapped = read_ledger(content, "台账", mapping={"挂靠部门": "supervising_unit"})
    assert (next(mapped.accepted()).record or {})["supervising_unit"] == "某区教育局"
    left_out = read_ledger(content, "台账", mapping={"信用代码": None})
    assert {problem.code for row in left_out.rows for problem in row.problems} == {"uscc_missing"}


def test_fields_are_offered_with_their_chinese_names() -> None:
    assert ("supervising_unit", "业务主管单位") in fields_of("social_organizations")
    assert ("units.uscc", "法人单位统一社会信用代码") in fields_of("party_organizations")


def test_a_corrected_cell_is_judged_again() -> None:
    rows = [["单位名称", "信用代码"], ["甲中心", "52110101993059292"]]
    content = as_workbook({"表": rows})
    assert read_ledger(content, "台账").counts["reject"] == 1
    mended = read_ledger(content, "台账", corrections={("表", 2, 2): "521101019930592921"})
    assert mended.counts["accept"] == 1


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["甲中心", "521101019930592921"], ["乙中心", "52110101997970358K"]], "no_header"),
        ([[None], [None]], "no_header"),
        ([["日期", "天气", "气温"], ["周一", "晴", 21]], "kind_unknown"),
        ([["党支部", "会议时间", "会议类型", "应到", "实到"], ["支部", "2020-07-01", "党课", 9, 8]], "kind_unknown"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(rows: Rows, code: str) -> None:
    with pytest.raises(NotRead) as refusal:
        read_ledger(as_workbook({"表": rows}), "台账")
    assert refusal.value.code == code and "请" in refusal.value.message or "可导入" in refusal.value.message


def test_a_wrong_kind_asked_for_is_refused() -> None:
    with pytest.raises(NotRead) as refusal:
        read_ledger(b"x", "台账", kind="weather")
    assert refusal.value.code in ("kind_unknown", "no_header")
