"""The province beside the home committee: 31 organizations to which ten instructors were sent in June 2017.

The 31 per cent of the report concern all provincial organizations, a number the report does not give: they stand
here as a reported figure with their source and are never computed from these 31 (X-13, X-27).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random

from shuniu.jobs.demonstration.beijing.members import ENROLLED_ON, rolls
from shuniu.jobs.demonstration.gathering import gathered, pooling_branch, put_aside
from shuniu.jobs.demonstration.instructing import courses, works
from shuniu.jobs.demonstration.invented import contact_name, credit_code, landline, mobile, pairs
from shuniu.jobs.demonstration.plan import (
    Body,
    Branch,
    Change,
    Enrolled,
    Guide,
    HeadCountRow,
    Organization,
    Survey,
    World,
)
from shuniu.kernel.pinyin import sort_key

CODE = "anhui"
SINCE, POSTED_ON, REPORTED_ON = date(2017, 1, 3), date(2017, 6, 5), date(2017, 12, 29)
ORGANIZATIONS, GUIDES, DECOUPLED = 31, 10, 12
FIRST_CODE = 910_001
# Somebody of the first roll who has taken work in the other province, and when that was entered there.
ASKED_FOR, ASKED_ON = 2, ENROLLED_ON + timedelta(days=60)
# The campaign of the report: the day of its document, and the share the report sets out to reach by the end of 2018.
CAMPAIGN, BEGUN_ON = "“两覆盖、筑堡垒”专项行动", date(2017, 3, 20)
REPORT = "省社会组织综合党委2017年度工作报告（简报第5期）"
POOL = "中共安徽省社会组织联合会联合支部委员会"
KINDS = (("social_association", "协会"), ("social_association", "商会"), ("private_non_enterprise", "服务中心"),
         ("foundation", "基金会"))  # fmt: skip
TOPICS = ("茶业", "徽派古建", "宣纸", "种业", "家政服务", "物流", "养老", "助学", "竹编", "信息服务")
# The three meetings that approved branches in 2017, then those of 2018; each branch by how many it covers.
MEETINGS: tuple[tuple[date, tuple[int, ...]], ...] = (
    (date(2017, 8, 25), (1, 1, 1)),
    (date(2017, 11, 3), (1, 2)),
    (date(2017, 12, 21), (1, 1, 1)),
    (date(2018, 6, 20), (1, 2)),
)


@cache
def anhui(today: date) -> World:
    listed, sent = tuple(_organizations()), tuple(_guides())
    branches = (*_branches(listed, today), *pooling_branch(CODE, POOL, today))
    covered = {key for branch in branches for key in branch.organizations}
    bare = [one for one in listed if one.key not in covered]
    return World(
        code=CODE,
        name="中共安徽省社会组织综合委员会",
        short_name="省社会组织综合党委",
        chain=("ah2017", "national"),
        since=SINCE,
        bodies=(Body(key="authority", kind="registration_authority", names=((SINCE, "省社会组织登记管理机关"),)),),
        organizations=listed,
        branches=branches,
        changes=(*(one for one in _changes() if one.on <= today), *put_aside(branches, bare, today)),
        surveys=(_survey(listed),),
        enrolled=(*_enrolled(listed, today), *gathered(branches, bare, today)),
        guides=sent,
        courses=tuple(courses(sent, "省委党校（演示）", today)),
        works=tuple(works(sent, today)),
    )


def _organizations() -> Iterator[Organization]:
    random, words = Random(f"{CODE}:organizations"), pairs(CODE)
    for number in range(ORGANIZATIONS):
        type_, ending = KINDS[0] if number < DECOUPLED else KINDS[number % len(KINDS)]
        name = f"安徽省{next(words)}{TOPICS[number % len(TOPICS)]}{ending}"
        place = f"合肥市{'蜀山区' if number % 2 else '包河区'}"
        yield Organization(
            key=number,
            code=credit_code(type_, "340000", FIRST_CODE + number),
            values={
                "name": name,
                "sort_key": sort_key(name),
                "type": type_,
                "subtype": "trade_association" if number < DECOUPLED else "",
                "legal_status": "legal_person",
                "mode": "decoupled" if number < DECOUPLED else "direct_registration",
                "status": "normal",
                "level": "province",
                "region": "340104" if number % 2 else "340111",
                "district": place,
                "address": f"安徽省{place}{next(words)}路{random.randrange(1, 200)}号",
                "activity_scope": "provincial",
                "established_on": date(2003, 3, 1) + timedelta(days=random.randrange(4_500)),
                "established_precision": "day",
                "full_time_staff": random.randrange(3, 30),
                "part_time_staff": random.randrange(0, 9),
            },
            entered_on=SINCE,
            stays=((SINCE, CODE),),
            phone=landline("0551", FIRST_CODE + number),
        )


def _branches(listed: tuple[Organization, ...], today: date) -> Iterator[Branch]:
    free, words, number = iter(listed), pairs(f"{CODE} branches"), 0
    for day, sizes in MEETINGS:
        for size in sizes:
            number += 1
            members = [next(free) for _ in range(size)]
            joint = size > 1
            stem = f"安徽省{next(words)}社会组织联合" if joint else str(members[0].values["name"])
            if day <= today:
                yield Branch(
                    key=f"{CODE}-b{number:03d}",
                    name=f"中共{stem}支部委员会",
                    kind="joint_branch" if joint else "party_branch",
                    mode="joint" if joint else "separate",
                    since=day,
                    parent=CODE,
                    organizations=tuple(one.key for one in members),
                    document=f"省社综党复〔{day.year}〕{number}号",
                )


def _survey(listed: tuple[Organization, ...]) -> Survey:
    random = Random(f"{CODE}:survey")
    covered = {key for branch in _branches(listed, REPORTED_ON) for key in branch.organizations}
    rows = []
    for one in listed:
        full = random.randrange(3, 8) if one.key in covered else random.choice((0, 1, 1, 2, 2, 3))
        probationary = random.choice((0, 0, 1))
        rows.append(
            HeadCountRow(
                organization=one.key,
                full_time=int(one.values["full_time_staff"]),
                members=full + probationary,
                full_members=full,
                probationary=probationary,
                relations_in=full if one.key in covered else 0,
            )
        )
    return Survey(as_of=date(2017, 9, 29), source="2017年9月党建工作调研（演示）", rows=tuple(rows))


def _guides() -> Iterator[Guide]:
    """Ten for thirty-one: one of them looks after four."""
    keys = list(range(ORGANIZATIONS))
    for number in range(GUIDES):
        share = keys[number::GUIDES]
        yield Guide(
            key=f"{CODE}-i{number + 1:02d}",
            name=contact_name(number * 11 + 40),
            phone=mobile(91_000_000 + number * 151),
            source="other",
            full_time=True,
            home="",
            since=POSTED_ON,
            postings=tuple((POSTED_ON, key, "皖社党〔2017〕2号") for key in share),
            recommended_by="省直有关单位（演示）",
            selection=("皖社党〔2017〕2号", POSTED_ON),
        )


def _enrolled(listed: tuple[Organization, ...], today: date) -> Iterator[Enrolled]:
    """A roll with one whom a branch of the home committee holds: the home committee is asked for him."""
    branch = next(iter(_branches(listed, today)), None)
    asked = rolls(today)[ASKED_FOR : ASKED_FOR + 1]
    if branch is None or not asked:
        return
    for one in asked:
        yield replace(one, branch=branch.key, organization=branch.organizations[0], since=ASKED_ON, post="")


def _changes() -> Iterator[Change]:
    yield Change(
        on=REPORTED_ON,
        what="target",
        values=("organization_coverage", "31", "5", date(2018, 12, 31), REPORT),
    )
    yield Change(
        on=BEGUN_ON,
        what="campaign",
        values=(
            CAMPAIGN,
            "皖民管函〔2017〕138号",
            BEGUN_ON,
            ("省社会组织登记管理机关", "省社会组织综合党委"),
            "ah2017#E12",
        ),
    )
    yield Change(
        on=REPORTED_ON,
        what="goal",
        values=(CAMPAIGN, "organization_coverage", "31", "36", date(2018, 12, 31), "ah2017#E07"),
    )
    yield Change(
        on=REPORTED_ON,
        what="report",
        values=("reported_organization_coverage", None, None, "0.31", REPORT, "ah2017#E06"),
    )
