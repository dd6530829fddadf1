"""The same ledger as other offices would have written it: other order, words, sheets and formats."""

import csv
import io
import json
import random
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import openpyxl

LEDGERS = Path(__file__).parents[1] / "ledgers" / "clean"
Rows = list[list[Any]]

# Field → headings found in other ledgers of the kind.
ORGANIZATION_HEADINGS: dict[str, tuple[str, ...]] = {
    "district": ("区县", "行政区划", "所属县（市、区）"),
    "name": ("单位名称", "社会组织全称", "组织名称*", "机 构\n名 称"),
    "uscc": ("信用代码", "统一社会信用代码\n（18位）", "社会信用代码"),
    "type": ("社会组织类别", "组织类型", "类别（社团/民非/基金会）"),
    "registration_authority": ("登记机关", "发证机关", "登记管理部门"),
    "supervising_unit": ("主管单位", "业务主管单位（行业主管部门）", "业务主管部门"),
    "established_on": ("成立时间", "批准成立日期", "成立日期\n(yyyy-MM-dd)"),
    "status": ("状态", "存续状态", "登记状态\t"),
    "grade": ("评估情况", "社会组织评估等级", "等级"),
    "registered_funds_yuan": ("注册资金（元）", "开办资金（单位：元）", "注册资金(元)"),
    "full_time_staff": ("专职人数", "专职工作人员数", "从业人员（专职）"),
    "part_time_staff": ("兼职人数", "兼职工作人员", "兼职人员数"),
    "address": ("地址", "办公地址", "登记住所"),
    "street": ("街道（乡镇）", "所属街镇", "乡镇街道"),
    "phone": ("联系方式", "办公电话", "电话"),
}
PARTY_HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("党支部名称", "党组织全称", "基层党组织名称"),
    "secretary": ("书记", "党组织负责人", "党支部书记姓名"),
    "contact": ("联系人", "党务联系人", "联系人姓名"),
    "phone": ("联系方式", "电话", "手机号码"),
    "kind": ("党组织类型", "党组织建制", "组织形式"),
    "established_on": ("成立时间", "建立日期", "党组织成立时间"),
    "term_ends_on": ("届满时间", "任期届满日期", "换届时间"),
    "parent": ("上级党组织", "所属党委", "隶属党组织"),
    "unit_situation": ("所在单位情况", "单位情况", "党组织所在单位情况"),
    "units.name": ("所在单位名称", "社会组织名称", "所在单位"),
    "units.uscc": ("统一社会信用代码", "单位统一社会信用代码", "信用代码"),
    "units.formation": ("建立党组织情况", "单位建立党组织情况", "单位党组织建立情况"),
}


def records(number: str) -> list[dict[str, Any]]:
    path = next(LEDGERS.glob(f"{number}*.truth.json"))
    return [one["record"] for one in json.loads(path.read_text(encoding="utf-8"))["accept"]]


def organization_rows(found: Sequence[Mapping[str, Any]], fields: Sequence[str]) -> Rows:
    rows = []
    for record in found:
        row = [record[name] for name in fields]
        if "supervising_unit" in fields and record["direct_registration"]:
            row[list(fields).index("supervising_unit")] = "直接登记"
        rows.append(row)
    return rows


def party_rows(found: Sequence[Mapping[str, Any]], fields: Sequence[str], repeated: bool) -> Rows:
    """A joint branch over several rows: its own cells repeated on each, or left blank after the first."""
    rows = []
    for record in found:
        for place, unit in enumerate(record["units"]):
            row = []
            for name in fields:
                if name.startswith("units."):
                    row.append(unit[name.removeprefix("units.")])
                else:
                    row.append(record[name] if place == 0 or repeated else None)
            rows.append(row)
    return rows


def headed(fields: Sequence[str], headings: Mapping[str, tuple[str, ...]], chance: random.Random) -> list[str]:
    return [chance.choice(headings[name]) for name in fields]


def as_workbook(sheets: Mapping[str, Rows]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_text(rows: Rows, encoding: str, delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return out.getvalue().encode(encoding)


def as_page(rows: Rows, encoding: str) -> bytes:
    cells = [[escape("" if cell is None else str(cell)) for cell in row] for row in rows]
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    head = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}"></head>'
    return f"{head}<body><table border=1>{lines}</table></body></html>".encode(encoding, errors="xmlcharrefreplace")
