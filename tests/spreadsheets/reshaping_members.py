"""Rolls of members and tables of Party building as other offices would have written them."""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from tests.spreadsheets.reshaping import Rows

from shuniu.policy.persons.education import EDUCATION
from shuniu.policy.persons.ethnic_groups import ETHNIC_GROUPS

# Field → headings found in other rolls: the national forms of 2017, exports of systems, provinces' own forms.
MEMBER_HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("姓名", "姓　名", "党员姓名", "姓名*", "人员姓名"),
    "party_organization": (
        "所在党支部",
        "所属党组织",
        "党支部名称",
        "组织关系所在党支部",
        "所在党组织（全称）",
        "支部",
    ),
    "citizen_number": ("公民身份号码", "身份证号", "身份证号码\n（18位）", "居民身份证号码", "证件号码"),
    "sex": ("性别", "性  别", "性别（男/女）"),
    "ethnic_group": ("民族", "民 族", "族别"),
    "born_on": ("出生年月", "出生日期\n(yyyy-MM-dd)", "出生年月日", "生日"),
    "education": ("学历", "文化程度", "最高学历", "学历代码"),
    "membership_state": ("党员类别", "人员类别", "党员类型（正式/预备）", "政治面貌"),
    "admitted_on": ("入党时间", "入党日期\n(yyyy-MM-dd)", "加入中国共产党日期", "列为预备党员时间"),
    "full_member_on": ("转正时间", "转正日期", "转为正式党员时间", "预备党员转正时间"),
    "position": ("职务", "工作岗位", "现任职务", "职务或职业"),
    "mobile": ("手机号码", "联系电话", "联系方式", "移动电话", "手 机"),
    "membership_status": ("党籍状态", "党籍情况"),
    "lost_contact": ("是否失联党员", "是否为失联党员", "是否失联"),
    "mobile_member": ("是否流动党员", "是否为流动党员", "流动党员"),
    "moved_to": ("外出流向", "流动去向"),
    "lost_contact_on": ("失联时间", "失去联系时间"),
}
STATE_HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("单位名称", "社会组织全称", "社会组织名称*", "名称"),
    "uscc": ("信用代码", "统一社会信用代码（18位）", "社会信用代码"),
    "supervising_unit": ("主管单位", "业务主管单位", "行业主管部门"),
    "staff": ("从业人员总数", "职工总数", "从业人数（人）", "从业人员数"),
    "full_time_staff": ("专职人员", "其中：专职", "专职工作人员数"),
    "members": ("党员数", "党员人数（人）", "中共党员数", "党员总数"),
    "full_members": ("正式党员数", "其中：正式党员", "正式党员人数"),
    "probationary_members": ("预备党员数", "其中：预备党员", "预备党员人数"),
    "relations_transferred": ("组织关系已转入", "已转入组织关系党员数", "组织关系在本单位"),
    "relations_not_transferred": ("组织关系未转入", "未转入组织关系党员数", "组织关系不在本单位"),
    "has_party_organization": ("是否建立党组织", "是否成立党组织（是/否）", "是否有党组织", "党组织建立情况"),
    "formation_mode": ("组建方式", "组建形式（单独/联合）", "党组织组建方式"),
    "party_organization": ("党组织名称", "党支部名称", "党组织全称"),
    "party_organization_established_on": ("党组织成立时间", "成立时间", "党组织建立日期"),
    "reason_not_formed": ("未建原因", "未建立党组织原因", "未组建党组织原因"),
    "instructor": ("党建指导员", "党建工作指导员姓名", "指导员姓名"),
    "instructor_unit": ("指导员工作单位及职务", "党建指导员单位", "指导员工作单位"),
    "instructor_phone": ("指导员联系电话", "党建指导员手机号", "指导员电话"),
    "has_trade_union": ("是否建立工会", "工会", "有无工会"),
    "has_youth_league": ("是否建立团组织", "共青团", "团组织"),
    "has_womens_federation": ("是否建立妇联", "妇联组织", "有无妇联"),
}
DAYS: tuple[Callable[[date], Any], ...] = (
    lambda day: day,
    lambda day: day.isoformat(),
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}.{day.month:02d}.{day.day:02d}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day.isoformat()} 00:00:00",
    lambda day: f"{day.year}、{day.month}、{day.day}",
    lambda day: f"{day.year}，{day.month}，{day.day}",
    lambda day: f"{day.year}。{day.month}。{day.day}",
    lambda day: f"{day.year}-{day.month}-{day.day}日",
    lambda day: (day - date(1899, 12, 30)).days,
)
TICKS = ("√", "✓", "是", "1", "V", "☑", "有")


def day_in_any_style(written: str | None, chance: random.Random) -> Any:
    """A whole day is written as clerks do; a month or year stays as it is."""
    if written is None:
        return chance.choice(("", "/", "—", None))
    if len(written) < 10:
        return written
    return chance.choice(DAYS)(date.fromisoformat(written))


def member_cells(record: Mapping[str, Any], chance: random.Random) -> dict[str, Any]:
    number = record["citizen_number"]
    said = {
        **record,
        "citizen_number": chance.choice(
            (number, number.lower(), f"'{number}", f"{number[:6]} {number[6:14]} {number[14:]}")
        ),
        "sex": chance.choice((record["sex"], record["sex"] + "性", {"男": "1", "女": "2"}[record["sex"]])),
        "ethnic_group": _group(record["ethnic_group"], chance),
        "education": chance.choice((EDUCATION[record["education"]], record["education"])),
        "membership_status": "正常",
    }
    for name in ("born_on", "admitted_on", "full_member_on", "lost_contact_on"):
        said[name] = day_in_any_style(record[name], chance)
    for name in ("lost_contact", "mobile_member"):
        said[name] = chance.choice(TICKS) if record[name] else chance.choice(("否", "×", "0", "不是"))
    said["membership_state"] = chance.choice(
        {"正式党员": ("正式", "中共党员", "正式党员"), "预备党员": ("预备", "预备党员", "中共预备党员")}[
            record["membership_state"]
        ]
    )
    return said


def _group(code: str, chance: random.Random) -> str:
    name = ETHNIC_GROUPS[code]
    return chance.choice((name, name.removesuffix("族"), code, f"{name}（{code}）"))


def member_rows(found: Sequence[Mapping[str, Any]], fields: Sequence[str], chance: random.Random) -> Rows:
    return [[cells[name] for name in fields] for cells in (member_cells(record, chance) for record in found)]


def state_cells(record: Mapping[str, Any], chance: random.Random) -> dict[str, Any]:
    said = dict(record)
    said["supervising_unit"] = record["supervising_unit"] or "直接登记"
    built = record["has_party_organization"]
    said["has_party_organization"] = chance.choice(
        ("是", "√", "已建立", "有", "1") if built else ("否", "", "未建立", "无", "0")
    )
    for name in ("has_trade_union", "has_youth_league", "has_womens_federation"):
        said[name] = (
            chance.choice(("√", "有", "是", "已建")) if record[name] else chance.choice(("", "无", "否", "未建"))
        )
    for name, value in said.items():
        if value.__class__ is int:
            said[name] = (
                chance.choice((value, str(value), f"{value}人", f"{value}名"))
                if value
                else chance.choice((0, "0", "无", "零"))
            )
    said["party_organization_established_on"] = day_in_any_style(record["party_organization_established_on"], chance)
    return said


def state_rows(found: Sequence[Mapping[str, Any]], fields: Sequence[str], chance: random.Random) -> Rows:
    """Formation as one column of words, or as `separate` and `joint`, two columns of ticks."""
    rows = []
    for record in found:
        cells = state_cells(record, chance)
        tick = chance.choice(TICKS)
        cells["separate"] = tick if record["formation_mode"] == "单独组建" else ""
        cells["joint"] = tick if record["formation_mode"] == "联合组建" else ""
        rows.append([cells[name] for name in fields])
    return rows
