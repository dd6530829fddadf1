"""The county-level city beside the home committee: 101 organizations, every one covered, few by a branch of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random

from shuniu.jobs.demonstration.invented import credit_code, landline, pairs
from shuniu.jobs.demonstration.plan import Body, Branch, Change, HeadCountRow, Organization, Survey, World
from shuniu.kernel.pinyin import sort_key

CODE = "xiaoyi"
SINCE, FORMED_ON = date(2019, 1, 2), date(2019, 1, 16)
ORGANIZATIONS, SEPARATE = 101, 22
FIRST_CODE = 920_001
REPORT = "市委组织部署名文章（演示）"
INDUSTRIES = ("焦化", "铝业", "核桃", "绵羊养殖", "电子商务", "物流", "家政服务", "新能源")
PROVINCES = ("浙江", "福建", "河南", "山东", "陕西")
TOWNSHIPS = 12
FILLED_INDUSTRIES, FILLED_PROVINCES, FILLED_TOWNSHIPS = 6, 3, 9
# What the rest of the register is made of.
PLAIN = (
    ("private_non_enterprise", "幼儿园", "private_school"),
    ("private_non_enterprise", "培训学校", "private_school"),
    ("private_non_enterprise", "养老服务中心", ""),
    ("social_association", "志愿服务协会", ""),
    ("social_association", "体育协会", ""),
    ("private_non_enterprise", "社会工作服务中心", ""),
)


@cache
def xiaoyi(today: date) -> World:
    listed = tuple(_organizations())
    return World(
        code=CODE,
        name="中共孝义市社会组织综合委员会",
        short_name="市社会组织综合党委",
        chain=("xy", "national"),
        since=SINCE,
        bodies=(Body(key="authority", kind="registration_authority", names=((SINCE, "市行政审批登记机关"),)),),
        organizations=listed,
        branches=tuple(_branches(listed)),
        changes=tuple(one for one in _changes() if one.on <= today),
        surveys=(_survey(listed),),
        grid=tuple(_grid()),
    )


def townships() -> list[str]:
    words = pairs(f"{CODE} townships")
    return [f"{next(words)}镇" for _ in range(TOWNSHIPS)]


def _planned() -> list[tuple[str, str, str]]:
    """Type, subtype and name of those that fill a cell of the planning grid (A14)."""
    words = pairs(f"{CODE} planned")
    return [
        *(("trade_association", cell, f"孝义市{next(words)}{cell}协会") for cell in INDUSTRIES[:FILLED_INDUSTRIES]),
        *(("provenance_chamber", cell, f"孝义市{next(words)}{cell}商会") for cell in PROVINCES[:FILLED_PROVINCES]),
        *(("grassroots_chamber", cell, f"孝义市{cell}商会") for cell in townships()[:FILLED_TOWNSHIPS]),
    ]


def _grid() -> Iterator[tuple[str, str, int | None]]:
    filled = {(subtype, cell): number for number, (subtype, cell, _) in enumerate(_planned())}
    wished = (("trade_association", INDUSTRIES), ("provenance_chamber", PROVINCES), ("grassroots_chamber", townships()))
    for subtype, cells in wished:
        for cell in cells:
            yield subtype, cell, filled.get((subtype, cell))


def _organizations() -> Iterator[Organization]:
    random, words, planned = Random(f"{CODE}:organizations"), pairs(CODE), _planned()
    for number in range(ORGANIZATIONS):
        if number < len(planned):
            subtype, _, name = planned[number]
            type_ = "social_association"
        else:
            type_, ending, subtype = PLAIN[number % len(PLAIN)]
            name = f"孝义市{next(words)}{ending}"
        yield Organization(
            key=number,
            code=credit_code(type_, "141181", FIRST_CODE + number),
            values={
                "name": name,
                "sort_key": sort_key(name),
                "type": type_,
                "subtype": subtype,
                "legal_status": "legal_person",
                "mode": "direct_registration",
                "status": "normal",
                "level": "county",
                "region": "141181",
                "district": "孝义市",
                "address": f"孝义市{next(words)}路{random.randrange(1, 200)}号",
                "activity_scope": "district",
                "established_on": date(2005, 3, 1) + timedelta(days=random.randrange(4_900)),
                "established_precision": "day",
                "full_time_staff": random.randrange(2, 40),
                "part_time_staff": random.randrange(0, 6),
            },
            entered_on=SINCE,
            stays=((SINCE, CODE),),
            phone=landline("0358", FIRST_CODE + number),
        )


def _branches(listed: tuple[Organization, ...]) -> Iterator[Branch]:
    """Every organization is covered; most of them share a branch with some others."""
    words, number, place = pairs(f"{CODE} branches"), 0, 0
    while place < len(listed):
        number += 1
        size = 1 if number <= SEPARATE else min(5, len(listed) - place)
        members = listed[place : place + size]
        place += size
        stem = f"孝义市{next(words)}社会组织联合" if size > 1 else str(members[0].values["name"])
        yield Branch(
            key=f"{CODE}-b{number:03d}",
            name=f"中共{stem}支部委员会",
            kind="joint_branch" if size > 1 else "party_branch",
            mode="joint" if size > 1 else "separate",
            since=FORMED_ON,
            parent=CODE,
            organizations=tuple(one.key for one in members),
            document=f"孝社综党复〔2019〕{number}号",
        )


def _survey(listed: tuple[Organization, ...]) -> Survey:
    random = Random(f"{CODE}:survey")
    rows = []
    for one in listed:
        full = random.randrange(3, 9) if one.key < SEPARATE else random.choice((0, 1, 1, 2, 2))
        rows.append(
            HeadCountRow(
                organization=one.key,
                full_time=int(one.values["full_time_staff"]),
                members=full,
                full_members=full,
                probationary=0,
                relations_in=full,
            )
        )
    return Survey(as_of=date(2019, 3, 29), source="2019年年检党员情况摸底（演示）", rows=tuple(rows))


def _changes() -> Iterator[Change]:
    yield Change(
        on=date(2019, 6, 3), what="report", values=("businesses_work_covered", "55", None, None, REPORT, "xy#D27")
    )
    yield Change(
        on=date(2019, 6, 3), what="report", values=("reported_activity_coverage", None, None, "1", REPORT, "xy#E09")
    )
    yield Change(
        on=date(2019, 6, 3), what="report", values=("reported_organization_coverage", None, None, "1", REPORT, "xy#E08")
    )
