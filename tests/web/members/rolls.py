"""Members' ledgers of an office, as workbooks: the national form, and a roll with other columns."""

from __future__ import annotations

from typing import Any

from tests.commands.members.roll import number
from tests.web.test_imports import workbook

BRANCH, OTHER = "中共澄川市澄笙学会支部委员会", "中共澄川市乌桕学会支部委员会"
FORM = [
    "序号",
    "姓名",
    "所在党支部",
    "公民身份证号",
    "性别",
    "民族",
    "出生日期",
    "人员类别",
    "加入党组织日期",
    "手机号",
]
EXPORT = [
    "姓名",
    "身份证号码",
    "性别",
    "出生日期",
    "民族",
    "入党时间",
    "转正日期",
    "工作岗位",
    "人员类别",
    "所在党支部",
]


def form(*rows: list[Any]) -> bytes:
    return workbook([[place, *row] for place, row in enumerate(rows, 1)], FORM)


def formed(place: int, name: str, branch: str = BRANCH, **more: str) -> list[Any]:
    """A row of the national form."""
    sex, admitted = more.get("sex", "男"), more.get("admitted", "2005-07-01")
    mobile = f"154000{place:05d}"
    return [name, branch, number(place), sex, "汉族", "1980-01-01", "正式党员", admitted, mobile]


def export(*rows: list[Any]) -> bytes:
    return workbook(list(rows), EXPORT)


def exported(place: int, name: str, branch: str = BRANCH, **more: str) -> list[Any]:
    """A row of an export: the same person by number, with what the form does not know."""
    admitted = more.get("admitted", "2005-07-01")
    return [name, number(place), "男", "1980-01-01", "汉族", admitted, "2006-07-01", "会计", "正式党员", branch]
