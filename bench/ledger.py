"""Ledgers as offices have them, of any length: organizations and members, valid numbers, varied values."""

from __future__ import annotations

import io
import random
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

HEADS = (
    "序号", "社会组织名称", "统一社会信用代码", "社会组织类型", "登记管理机关", "业务主管单位", "成立登记日期",
    "登记状态", "评估等级", "注册资金（元）", "专职人员", "兼职人员", "住所", "所在街道（乡镇）", "联系电话",
    "证书有效期止", "所属区",
)  # fmt: skip
MEMBER_HEADS = (
    "序号", "姓名", "所在党支部", "公民身份证号", "性别", "民族", "出生日期", "学历", "人员类别", "加入党组织日期",
    "转为正式党员日期", "工作岗位", "手机号", "党籍状态", "是否为失联党员", "是否为流动党员",
)  # fmt: skip
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_KINDS = (("社会团体", "51", "学会"), ("民办非企业单位", "52", "服务中心"), ("基金会", "53", "基金会"))
_DISTRICTS = ("东城区", "西城区", "朝阳区", "海淀区", "丰台区", "通州区", "顺义区", "昌平区")
_AREAS = ("110101", "110102", "110105", "110108", "110106", "110112", "110113", "110114")
_BODIES = ("教育委员会", "民政局", "科学技术委员会", "文化和旅游局", "体育局", "卫生健康委员会", "农业农村局", "商务局")
_HEAD, _TAIL = (
    "澄溪砚麓芷桐墨泠笙渚岚澜柏槿棠荷",
    "古建修缮 家用电器 数字阅读 餐饮食材 职业技能 儿童康复 社区养老 乡村振兴 志愿服务 民族器乐",
)


def code(prefix: str, area: str, number: int) -> str:
    """A unified code with valid check characters that nobody bears."""
    body = f"YY{number:06d}"
    rest = 11 - sum(_LETTERS.index(s) * w for s, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    whole = prefix + area + body + {10: "X", 11: "0"}.get(rest, str(rest))
    return whole + _SIGNS[-sum(_SIGNS.index(s) * pow(3, i, 31) for i, s in enumerate(whole)) % 31]


def citizen_number(number: int) -> str:
    """A number with a right check digit; two of the same day and place are told apart by ``number``."""
    born = date(1950, 1, 1) + timedelta(days=number % 18_000)
    body = f"{_AREAS[number // 18_000 % len(_AREAS)]}{born:%Y%m%d}{number // 144_000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(sign) * weight for sign, weight in zip(body, weights, strict=True)) % 11]


def branch_name(number: int) -> str:
    return f"中共澄川市第{number + 1}学会支部委员会"


def write_members(path: Path, count: int, branches: int, seed: int = 1) -> None:
    """党员基本信息汇总表 of any length: the national form's columns, spread over ``branches`` branches."""
    chance = random.Random(seed)
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"constant_memory": True})
    sheet = book.add_worksheet("党员")
    sheet.write_row(0, 0, MEMBER_HEADS)
    for number in range(count):
        joined = f"{chance.randrange(1990, 2024)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
        born = citizen_number(number)[6:14]
        grown = max(int(joined[:4]), int(born[:4]) + 20)
        full = f"{grown + 1}{joined[4:]}"
        sheet.write_row(
            number + 1,
            0,
            [
                number + 1, chance.choice("王李张刘陈杨") + chance.choice(_HEAD) + chance.choice(_HEAD),
                branch_name(number % branches), citizen_number(number),
                "男" if int(citizen_number(number)[16]) % 2 else "女", "汉族", f"{born[:4]}-{born[4:6]}-{born[6:]}",
                chance.choice(("大学本科", "大专", "硕士研究生", "高中")), "正式党员", f"{grown}{joined[4:]}", full,
                chance.choice(("理事", "秘书长", "会计", "教师")), f"154{number:08d}", "正常", "否", "否",
            ],
        )  # fmt: skip
    book.close()
    path.write_bytes(content.getvalue())


def write(path: Path, count: int, seed: int = 1) -> None:
    chance = random.Random(seed)
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"constant_memory": True})
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, HEADS)
    tails = _TAIL.split()
    for number in range(count):
        place = chance.randrange(len(_DISTRICTS))
        kind, prefix, ending = _KINDS[0 if (draw := chance.random()) < 0.45 else 1 if draw < 0.95 else 2]
        district = _DISTRICTS[place]
        name = f"{district}{chance.choice(_HEAD)}{chance.choice(_HEAD)}{chance.choice(tails)}{ending}{number}"
        supervisor = "" if chance.random() < 0.15 else f"{district}{chance.choice(_BODIES)}"
        day = f"{chance.randrange(1995, 2025)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
        sheet.write_row(
            number + 1,
            0,
            [
                number + 1, name, code(prefix, _AREAS[place], number), kind, f"{district}民政局",
                supervisor or "直接登记", day, chance.choices(("正常", "异常", "注销"), (94, 2, 4))[0],
                chance.choice(("未评", "3A", "4A", "5A", "")), chance.choice((30000, 50000, 100000, 2000000)),
                chance.randrange(0, 60), chance.randrange(0, 20),
                f"北京市{district}{chance.choice(_HEAD)}{chance.choice(_HEAD)}路{chance.randrange(1, 400)}号",
                f"{chance.choice(_HEAD)}{chance.choice(_HEAD)}街道", f"010-5550{chance.randrange(10000):04d}",
                f"2027-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}", district,
            ],
        )  # fmt: skip
    book.close()
    path.write_bytes(content.getvalue())
