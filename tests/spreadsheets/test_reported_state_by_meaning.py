"""Is a table of Party building understood by its headings and cells, whichever office wrote it?"""

import random
from typing import Any

import pytest
from tests.spreadsheets import reshaping
from tests.spreadsheets.reshaping import Rows, as_page, as_text, as_workbook
from tests.spreadsheets.reshaping_members import STATE_HEADINGS, TICKS, state_rows
from tests.spreadsheets.test_reading_by_meaning import FORMATS

from shuniu.spreadsheets.imports.reading import read_ledger
from shuniu.spreadsheets.imports.results import Reading

STATES = reshaping.records("03")
FIELDS = list(STATE_HEADINGS)
CODES = [one["uscc"] for one in STATES]


def read(content: bytes) -> Reading:
    reading = read_ledger(content, "统计表")
    assert reading.kind == "party_building_state"
    return reading


def accepted(content: bytes) -> list[dict[str, Any]]:
    reading = read(content)
    assert reading.counts["reject"] == 0, [(row.row, row.problems) for row in reading.rows if row.problems][:3]
    return [row.record for row in reading.accepted() if row.record is not None]


def problems(rows: Rows) -> list[list[str]]:
    return [[one.code for one in row.problems] for row in read(as_workbook({"表": rows})).rows if not row.ignored_kind]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("seed", range(4))
def test_states_in_other_order_words_and_formats(form: str, seed: int) -> None:
    chance = random.Random(seed)
    fields = chance.sample(FIELDS, len(FIELDS))
    heads = reshaping.headed(fields, STATE_HEADINGS, chance)
    rows: Rows = [["某市社会组织党建工作情况统计表"], [], heads, *state_rows(STATES, fields, chance)]
    assert accepted(FORMATS[form](rows)) == STATES


# Group and headings below it as other provinces have them; `separate` and `joint` are columns of ticks.
FORM: tuple[tuple[str, str | None, str | None], ...] = (
    ("社会组织名称", None, "name"),
    ("统一社会信用代码", None, "uscc"),
    ("业务主管单位", None, "supervising_unit"),
    ("从业人员情况", "总数", "staff"),
    ("", "其中专职", "full_time_staff"),
    ("党员数", "合计", "members"),
    ("", "正式", "full_members"),
    ("", "预备", "probationary_members"),
    ("党员组织关系", "已转入", "relations_transferred"),
    ("", "未转入", "relations_not_transferred"),
    ("党组织组建情况", "是否建立党组织", "has_party_organization"),
    ("", "单独组建", "separate"),
    ("", "联合组建", "joint"),
    ("", "党组织名称", "party_organization"),
    ("", "成立时间", "party_organization_established_on"),
    ("", "未建原因", "reason_not_formed"),
    ("党建指导员", "姓名", "instructor"),
    ("", "单位及职务", "instructor_unit"),
    ("", "联系电话", "instructor_phone"),
    ("群团组织", "工会", "has_trade_union"),
    ("", "团组织", "has_youth_league"),
    ("", "妇联", "has_womens_federation"),
)


def form_rows(chance: random.Random, found: list[dict[str, Any]], offset: int = 0) -> Rows:
    fields = [name for _, _, name in FORM if name]
    left = [None] * offset
    heads: Rows = [[*left, *(group or None for group, _, _ in FORM)], [*left, *(leaf for _, leaf, _ in FORM)]]
    return [*heads, *([*left, *row] for row in state_rows(found, fields, chance))]


@pytest.mark.parametrize("seed", range(3))
def test_ticks_under_group_headings_on_a_sheet_per_district(seed: int) -> None:
    """Headings not merged, other columns to the left on some sheets, captions on some."""
    chance = random.Random(seed)
    sheets: dict[str, Rows] = {}
    for start in range(0, len(STATES), 50):
        top: Rows = chance.choice(
            ([], [["附件2"]], [["附件2"], ["某区社会组织党建情况统计表"], ["填报单位：某区委社会工作部"]])
        )
        rows = form_rows(chance, STATES[start : start + 50], chance.choice((0, 1, 2)))
        sheets[f"第{start // 50}区"] = [
            *top,
            *rows,
            ["合计", None, None, None, 999],
            ["说明：党员总数含未转入的党员。"],
        ]
    assert accepted(as_workbook(sheets)) == STATES


def test_the_same_form_as_text_and_as_a_page() -> None:
    rows = [["某区社会组织党建情况统计表"], *form_rows(random.Random(5), STATES)]
    assert accepted(as_text(rows, "gb18030")) == STATES
    assert accepted(as_page(rows, "utf-8")) == STATES


@pytest.mark.parametrize("tick", TICKS)
def test_whether_there_is_a_party_organization_as_columns_of_ticks(tick: str) -> None:
    rows: Rows = [["单位名称", "信用代码", "党员数", "是否建立党组织", None], [None, None, None, "已建立", "未建立"]]
    rows += [["甲会", CODES[0], 3, tick, None], ["乙会", CODES[1], 0, None, tick]]
    assert [one["has_party_organization"] for one in accepted(as_workbook({"表": rows}))] == [True, False]


@pytest.mark.parametrize(
    ("cell", "built"),
    [
        ("是", True),
        ("已建", True),
        ("1个", True),
        ("单独建立", True),
        ("否", False),
        ("尚未建立", False),
        ("正在筹建", False),
        ("0", False),
        ("", False),
    ],
)
def test_whether_there_is_a_party_organization_in_words(cell: str, built: bool) -> None:
    rows: Rows = [["单位名称", "信用代码", "党员数", "是否建立党组织"], ["甲会", CODES[0], 3, cell]]
    assert accepted(as_workbook({"表": rows}))[0]["has_party_organization"] is built


def test_an_empty_answer_beside_a_branch_is_yes_and_a_no_beside_it_a_conflict() -> None:
    heads = ["单位名称", "信用代码", "党员数", "是否建立党组织", "组建方式", "党组织名称", "未建立原因"]
    rows: Rows = [
        heads,
        ["甲会", CODES[0], 3, "", "单独组建", "中共甲会支部", ""],
        ["乙会", CODES[1], 3, "否", "", "中共乙会支部", ""],
        ["丙会", CODES[2], 3, "否", "联合", "", ""],
        ["丁会", CODES[3], 3, "是", "", "", "无党员"],
        ["戊会", CODES[4], 0, "否", "/", "无", "无党员"],
    ]
    assert problems(rows) == [[], ["built_conflict"], ["built_conflict"], ["built_conflict"], []]
    assert (next(read(as_workbook({"表": rows})).accepted()).record or {})["has_party_organization"] is True


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({"党员总数": 5, "正式党员": 4, "预备党员": 1}, []),
        ({"党员总数": 5, "正式党员": 5, "预备党员": 1}, ["sum_mismatch"]),
        ({"党员总数": 5, "正式党员": "", "预备党员": 1}, []),
        ({"党员总数": 5, "正式党员": 6}, ["sum_mismatch"]),
        ({"党员总数": 5, "已转入": 2, "未转入": 2}, ["sum_mismatch"]),
        ({"党员总数": "若干", "已转入": 2, "未转入": 2}, ["number_invalid"]),
        ({"党员总数": "三人", "已转入": "2名", "未转入": "一"}, []),
        ({"党员总数": "无", "从业人员数": 4, "专职": 5}, ["sum_mismatch"]),
        ({"党员总数": "3-5"}, ["number_invalid"]),
    ],
)
def test_parts_and_their_total(cells: dict[str, Any], codes: list[str]) -> None:
    rows: Rows = [["单位名称", "信用代码", "是否建立党组织", *cells], ["甲会", CODES[0], "否", *cells.values()]]
    assert problems(rows) == [codes]


def test_two_ticks_say_nothing_and_are_told() -> None:
    rows: Rows = [["单位名称", "信用代码", "党员数", "是否建立党组织", "单独组建", "联合组建", "党组织名称"]]
    rows += [["甲会", CODES[0], 3, "是", "√", "√", "中共甲会支部"]]
    row = next(read(as_workbook({"表": rows})).accepted())
    assert ([one.code for one in row.warnings], (row.record or {})["formation_mode"]) == (["two_ticks"], None)


def test_the_secretarys_telephone_is_not_the_instructors() -> None:
    rows: Rows = [
        ["单位名称", "信用代码", "党员总数", "党组织书记", None, "党建指导员", None],
        [None, None, None, "姓名", "联系电话", "姓名", "联系电话"],
        ["甲会", CODES[0], 3, "某一", "15400000001", "某二", "15400000002"],
    ]
    record = accepted(as_workbook({"表": rows}))[0]
    assert (record["instructor"], record["instructor_phone"]) == ("某二", "15400000002")


def test_an_older_form_without_codes_tells_organizations_by_name() -> None:
    rows: Rows = [["单位名称", "从业人员数", "党员数", "是否建立党组织", "未建立原因"]]
    rows += [["甲会", 5, 0, "否", "无党员"], ["乙会", 5, 1, "否", "党员不足"], ["甲会", 6, 0, "否", "无党员"]]
    assert problems(rows) == [[], [], ["duplicate_in_file"]]


def test_a_register_with_a_count_of_members_stays_a_register() -> None:
    heads = [
        "社会组织名称",
        "统一社会信用代码",
        "类型",
        "登记管理机关",
        "业务主管单位",
        "成立登记日期",
        "住所",
        "党员数",
    ]
    rows: Rows = [heads, ["甲会", CODES[0], "民非", "某民政局", "某教育局", "2010-01-01", "某路1号", 3]]
    assert read_ledger(as_workbook({"表": rows}), "台账").kind == "social_organizations"
