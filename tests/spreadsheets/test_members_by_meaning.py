"""Is a roll of members understood by its headings and cells, whichever office wrote it?"""

import random
from collections.abc import Callable
from itertools import groupby
from typing import Any

import pytest
from tests.spreadsheets import reshaping
from tests.spreadsheets.reshaping import Rows, as_text, as_workbook
from tests.spreadsheets.reshaping_members import MEMBER_HEADINGS, member_rows
from tests.spreadsheets.test_reading_by_meaning import FORMATS

from shuniu.spreadsheets.imports.branches import branch_in_row
from shuniu.spreadsheets.imports.reading import read_ledger
from shuniu.spreadsheets.imports.results import Reading

MEMBERS = reshaping.records("05")
FIELDS = list(MEMBER_HEADINGS)
BRANCH = "party_organization"
FEW = ["name", "sex", "citizen_number", "admitted_on"]
NUMBERS = [one["citizen_number"] for one in MEMBERS]
HAN = "一二三四五六七八九十"


def read(content: bytes, **more: Any) -> Reading:
    reading = read_ledger(content, "名册", **more)
    assert reading.kind == "members"
    return reading


def accepted(content: bytes) -> list[dict[str, Any]]:
    reading = read(content)
    assert reading.counts["reject"] == 0, [(row.row, row.problems) for row in reading.rows if row.problems][:3]
    return [row.record for row in reading.accepted() if row.record is not None]


def codes(content: bytes) -> list[str]:
    return [one.code for row in read(content).rows for one in row.problems + row.warnings]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("seed", range(4))
def test_members_in_other_order_words_dates_and_formats(form: str, seed: int) -> None:
    chance = random.Random(seed)
    fields = chance.sample(FIELDS, len(FIELDS))
    heads = reshaping.headed(fields, MEMBER_HEADINGS, chance)
    rows: Rows = [["某市社会组织党员花名册"], [], heads, *member_rows(MEMBERS, fields, chance)]
    assert accepted(FORMATS[form](rows)) == MEMBERS


@pytest.mark.parametrize("seed", range(3))
def test_a_sheet_per_district_each_with_its_own_columns(seed: int) -> None:
    chance = random.Random(seed)
    sheets: dict[str, Rows] = {"封面": [["党员信息采集"], ["编制单位：某市委社会工作部"]]}
    for start in range(0, len(MEMBERS), 60):
        fields = chance.sample(FIELDS, len(FIELDS))
        heads = reshaping.headed(fields, MEMBER_HEADINGS, chance)
        top: Rows = [["附件4"], []] if chance.random() < 0.5 else []
        body = member_rows(MEMBERS[start : start + 60], fields, chance)
        sheets[f"第{start // 60}区"] = [
            *top,
            ["党员基本信息汇总表"],
            ["填报人：    时间："],
            heads,
            *body,
            [f"合计：{len(body)}人"],
        ]
    assert accepted(as_workbook(sheets)) == MEMBERS


GROUPS: dict[str, Callable[[int, str, int], list[Any]]] = {
    "numbered": lambda place, name, count: [f"{HAN[place % 10]}、{name}（{count}人）"],
    "in brackets": lambda place, name, count: [f"（{HAN[place % 10]}）{name} 共{count}人"],
    "digits": lambda place, name, count: [f"{place + 1}．{name}（共{count}名党员）"],
    "plain": lambda place, name, count: [name],
    "labelled": lambda place, name, count: [f"党支部名称：{name}"],
    "label beside": lambda place, name, count: ["党支部：", name, None, "人数", count],
    "in the second column": lambda place, name, count: [None, f"{name}（党员{count}人）"],
    "with its secretary": lambda place, name, count: [
        f"{name}（{count}人）",
        None,
        "书记：某某某",
        "联系电话：15400000000",
    ],
    "repeated over the row": lambda place, name, count: [f"{name}（{count}人）"] * 5,
    "counted by state": lambda place, name, count: [
        f"{HAN[place % 10]}、{name}（{count}人，其中正式党员{count}人、预备党员0人）"
    ],
}


@pytest.mark.parametrize("style", GROUPS)
@pytest.mark.parametrize("serial", [True, False], ids=["serial", "no serial"])
def test_the_branch_stands_in_a_row_of_its_own(style: str, serial: bool) -> None:
    chance = random.Random(7)
    fields = [name for name in FIELDS if name != BRANCH]
    heads = reshaping.headed(fields, MEMBER_HEADINGS, chance)
    rows: Rows = [["党员花名册"], ["序号", *heads] if serial else heads]
    for place, (name, found) in enumerate(groupby(MEMBERS, key=lambda one: one[BRANCH])):
        body = member_rows(list(found), fields, chance)
        rows.append(GROUPS[style](place, name, len(body)))
        rows += [[number, *cells] for number, cells in enumerate(body, 1)] if serial else body
        if place % 3 == 0:
            rows.append(["小计", None, len(body)])
        if place % 4 == 0:
            rows += [[], ["序号", *heads] if serial else heads]
    assert accepted(as_workbook({"名册": rows})) == MEMBERS
    assert accepted(as_text(rows, "gb18030")) == MEMBERS


@pytest.mark.parametrize(
    ("name", "top"),
    [
        ("甲协会", [["党员花名册"], ["党支部名称：中共某市甲协会支部委员会        填报时间：2020年7月1日"]]),
        ("甲协会", [["党员花名册"], ["填报单位（盖章）：中共某市甲协会支部委员会"]]),
        ("甲协会", [["党员花名册"], ["所在党支部：", None, None], ["党组织名称（全称）：中共某市甲协会支部委员会"]]),
        ("甲协会", [["中共某市甲协会支部委员会党员花名册"]]),
        ("甲协会", [["中共某市甲协会支部委员会2023年度党员基本信息统计表"]]),
        ("甲协会", [["党员花名册（中共某市甲协会支部委员会）"]]),
        ("中共某市甲协会支部委员会", []),
    ],
)
def test_the_branch_stands_in_the_caption_or_the_sheets_name(name: str, top: Rows) -> None:
    rows: Rows = [*top, ["姓名", "身份证号"], ["某某", NUMBERS[0]]]
    found = accepted(as_workbook({name: rows}))
    assert found == [{"name": "某某", "citizen_number": NUMBERS[0], BRANCH: "中共某市甲协会支部委员会"}]


def test_a_column_says_more_than_a_group_and_a_group_more_than_the_caption() -> None:
    rows: Rows = [
        ["党支部名称：中共某市甲协会支部"],
        ["姓名", "身份证号", "所在党支部"],
        ["某一", NUMBERS[0], None],
        ["一、中共某市乙协会支部（2人）"],
        ["某二", NUMBERS[1], None],
        ["某三", NUMBERS[2], "中共某市丙协会支部"],
    ]
    assert [one[BRANCH][-5:] for one in accepted(as_workbook({"表": rows}))] == [
        "甲协会支部",
        "乙协会支部",
        "丙协会支部",
    ]


def test_party_groups_below_a_branch_do_not_change_it() -> None:
    rows: Rows = [["姓名", "身份证号"], ["一、中共甲会支部（3人）"], ["第一党小组（2人）"], ["某一", NUMBERS[0]]]
    rows += [["某二", NUMBERS[1]], ["（二）第二党小组"], ["某三", NUMBERS[2]]]
    assert [one[BRANCH] for one in accepted(as_workbook({"表": rows}))] == ["中共甲会支部"] * 3


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("一、中共甲会支部（5人）", "中共甲会支部"),
        ("（一）中共甲会支部委员会共12人", "中共甲会支部委员会"),
        ("中共甲中心（乙区分部）支部（3人）", "中共甲中心（乙区分部）支部"),
        ("2、甲党总支第一支部", "甲党总支第一支部"),
        ("第一支部（12人）", "第一支部"),
        ("甲会党支部（书记：某某）", "甲会党支部"),
        ("中共甲会支部委员会（正式党员10人，预备党员2人）", "中共甲会支部委员会"),
        ("中共甲会支部合计12人", None),
        ("甲支部小计：5人", None),
        ("党支部", None),
        ("某某", None),
        ("中共某市委组织部", None),
    ],
)
def test_what_a_group_row_names(line: str, name: str | None) -> None:
    assert branch_in_row(["", line, None]) == name


@pytest.mark.parametrize("title", ["某市社会组织党支部党员花名册", "各支部党员名册", "党员花名册", "Sheet1"])
def test_a_title_for_many_branches_names_none(title: str) -> None:
    assert codes(as_workbook({"Sheet1": [[title], ["姓名", "身份证号"], ["某某", NUMBERS[0]]]})) == ["branch_missing"]


def test_a_branch_merged_or_written_once_holds_for_the_rows_below() -> None:
    rows: Rows = [["所在党支部", "姓名", "身份证号"]]
    rows += [["中共甲会支部" if place == 0 else None, f"某{place}", NUMBERS[place]] for place in range(5)]
    rows += [["中共乙会支部" if place == 5 else None, f"某{place}", NUMBERS[place]] for place in range(5, 12)]
    assert [one[BRANCH] for one in accepted(as_text(rows, "utf-8"))] == ["中共甲会支部"] * 5 + ["中共乙会支部"] * 7


def test_a_member_without_a_branch_is_refused() -> None:
    rows: Rows = [["姓名", "身份证号", "所在党支部"], ["某一", NUMBERS[0], "中共甲会支部"], ["某二", NUMBERS[1], ""]]
    rows += [["某三", NUMBERS[2], "中共甲会支部"]]
    reading = read(as_workbook({"表": rows}))
    assert [[one.code for one in row.problems] for row in reading.rows[1:]] == [[], ["branch_missing"], []]
    assert reading.rows[2].problems[0].cell == "C3"
    assert codes(as_workbook({"Sheet1": [["姓名", "身份证号"], ["某一", NUMBERS[0]]]})) == ["branch_missing"]


def test_sex_and_state_as_columns_of_ticks() -> None:
    rows: Rows = [
        ["姓名", "性别", None, "身份证号", "党员类别", None, "所在党支部"],
        [None, "男", "女", None, "正式党员", "预备党员", None],
        ["某一", "√", None, NUMBERS[0], "√", None, "中共甲会支部"],
        ["某二", None, "✓", NUMBERS[1], None, "1", "中共甲会支部"],
    ]
    found = accepted(as_workbook({"表": rows}))
    assert [(one["sex"], one["membership_state"]) for one in found] == [("男", "正式党员"), ("女", "预备党员")]


def test_the_secretarys_telephone_is_not_the_members() -> None:
    rows: Rows = [
        ["党员", None, None, "党支部书记", None],
        ["姓名", "身份证号", "所在党支部", "姓名", "联系电话"],
        ["某一", NUMBERS[0], "中共甲会支部", "某书记", "15400000001"],
    ]
    assert accepted(as_workbook({"表": rows})) == [
        {"name": "某一", "citizen_number": NUMBERS[0], BRANCH: "中共甲会支部"}
    ]


def test_a_number_is_never_said_again_outside_its_cell() -> None:
    wrong = NUMBERS[0][:17] + ("0" if NUMBERS[0][17] != "0" else "1")
    rows: Rows = [
        ["姓名", "身份证号", "所在党支部", "手机号", "入党时间"],
        ["某一", wrong, "中共甲会支部", "15400000000", "2020"],
        ["某二", NUMBERS[1], "中共甲会支部", f"{NUMBERS[1]}号", "2020"],
        ["某三", NUMBERS[2], "中共甲会支部", f"{NUMBERS[3]}等", f"身份证{NUMBERS[3]}"],
    ]
    told = [one for row in read(as_workbook({"表": rows})).rows for one in row.problems + row.warnings]
    assert sorted(one.code for one in told) == ["date_invalid", "phone_invalid", "phone_invalid", "ric_check"]
    assert not any(number[6:] in one.message + one.suggestion for one in told for number in (wrong, *NUMBERS[1:4]))


def test_the_first_good_row_of_a_person_wins_over_sheets() -> None:
    good = ["某一", NUMBERS[0], "中共甲会支部", "2020-07-01"]
    heads = ["姓名", "身份证号", "所在党支部", "入党时间"]
    sheets: dict[str, Rows] = {
        "甲区": [heads, [*good[:3], "忘记了"]],
        "乙区": [heads, good, good],
        "丙区": [heads, ["某甲", *good[1:]]],
    }
    reading = read(as_workbook(sheets))
    said = [[one.code for one in row.problems] for row in reading.rows if row.ignored_kind is None]
    assert said == [["date_invalid"], [], ["duplicate_in_file"], ["duplicate_conflict"]]


def test_without_numbers_persons_are_told_apart_by_what_is_known() -> None:
    heads = ["姓名", "所在党支部", "出生年月", "联系电话"]
    rows: Rows = [
        heads,
        ["张三", "中共甲会支部", "1980-01", "15400000000"],
        ["张三", "中共甲会支部", "1990-02", "15400000001"],
        ["张三", "中共甲会支部", "1980-01", "15400000000"],
        ["李四", "中共甲会支部", "", ""],
        ["李四", "中共甲会支部", "", ""],
    ]
    reading = read(as_workbook({"表": rows}))
    said = [[one.code for one in row.problems] for row in reading.rows[1:]]
    assert said == [[], [], ["duplicate_in_file"], [], []]


def test_who_is_no_member_is_not_put_on_the_roll() -> None:
    rows: Rows = [["姓名", "身份证号", "所在党支部", "人员类别"]]
    rows += [["某一", NUMBERS[0], "中共甲会支部", "入党积极分子"], ["某二", NUMBERS[1], "中共甲会支部", "正式党员"]]
    assert codes(as_workbook({"表": rows})) == ["not_a_member"]


@pytest.mark.parametrize(
    "tail",
    [
        ["合计", None, 2],
        ["共计：2名党员"],
        ["总计", "2人"],
        ["填表人：某某", None, "审核人：某某"],
        ["注：本表一式两份。"],
    ],
)
def test_what_stands_below_is_no_member(tail: list[Any]) -> None:
    rows: Rows = [["序号", "姓名", "身份证号", "所在党支部"]]
    rows += [[1, "某一", NUMBERS[0], "中共甲会支部"], [2, "某二", NUMBERS[1], "中共甲会支部"], tail]
    assert len(accepted(as_workbook({"表": rows}))) == 2
