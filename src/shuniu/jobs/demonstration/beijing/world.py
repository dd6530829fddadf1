"""Everything of the city's committee put together: who, where, since when, and what changed on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from random import Random
from typing import Any

from shuniu.jobs.demonstration.beijing.bodies import bodies, outside_committees
from shuniu.jobs.demonstration.beijing.branches import branches
from shuniu.jobs.demonstration.beijing.committees import (
    CHAIN,
    COUNTED,
    FOUNDED,
    HOME,
    PAPERS,
    REPLIES,
    committees,
    split_off,
    upheavals,
)
from shuniu.jobs.demonstration.beijing.members import rolls
from shuniu.jobs.demonstration.beijing.organizations import organizations
from shuniu.jobs.demonstration.beijing.reported import reported
from shuniu.jobs.demonstration.beijing.wording import DISTRICTS, list_of_streets
from shuniu.jobs.demonstration.beijing.work import guides, reached, surveys
from shuniu.jobs.demonstration.instructing import courses, works
from shuniu.jobs.demonstration.invented import pairs
from shuniu.jobs.demonstration.plan import Change, Organization, World

DECISION = "社综党委〔2016〕1号：按三级组织体系开展社会组织党建工作（演示）"
PRACTICES = (
    "leading_body.scope",
    "leading_body.rules",
    "structure.layers",
    "structure.tiers",
    "structure.joint_committee_axes",
    "structure.joint_committee_naming",
    "structure.joint_committee_target_load",
)
ABNORMAL_ON, NORMAL_AGAIN_ON = date(2018, 7, 16), date(2019, 3, 18)
RENAMED_ON, MOVED_ON, CORRECTED_ON = date(2018, 9, 17), date(2019, 10, 14), date(2020, 1, 13)
ABNORMAL, RENAMED, MOVED, CORRECTED, SUCCESSIONS = 44, 24, 36, 12, 4
# Which posts the committee counts as the management: no text that holds there lists them.
MANAGERS = [
    {"key": "secretary_general", "label": "秘书长"},
    {"key": "deputy_secretary_general", "label": "副秘书长"},
]


@cache
def beijing(today: date) -> World:
    """The plan of the home committee until ``today``."""
    sent = guides(today)
    return World(
        code=HOME,
        name="中共北京市社会组织综合委员会",
        short_name="市社会组织综合党委",
        chain=CHAIN,
        since=FOUNDED,
        bodies=bodies(),
        committees=(*outside_committees(), *committees()),
        split_off=split_off(today),
        organizations=organizations(today),
        branches=branches(today),
        changes=tuple(sorted(_changes(today), key=lambda one: one.on)),
        surveys=surveys(today),
        reported=reported(today),
        guides=sent,
        courses=tuple(courses(sent, "市委党校（演示）", today)),
        works=tuple(works(sent, today)),
        reached=reached(today),
        enrolled=rolls(today),
    )


def _changes(today: date) -> Iterator[Change]:
    yield from upheavals(today)
    yield from (one for one in _of_organizations(today) if one.on <= today)
    yield from (one for one in _decisions(today) if one.on <= today)


def _of_organizations(today: date) -> Iterator[Change]:
    """Some are put down as abnormal and half of them recover, some are renamed, some move, some were entered wrong."""
    random = Random(f"{HOME}:changes")
    steady = [
        one
        for one in organizations(today)
        if one.entered_on < RENAMED_ON and one.ended_on is None and one.stays[-1][0] <= COUNTED
        and not one.stays[-1][1].startswith("outside")
    ]  # fmt: skip
    chosen = random.sample(steady, ABNORMAL + RENAMED + MOVED + CORRECTED)
    abnormal = [one for one in chosen[:ABNORMAL] if one.entered_on < ABNORMAL_ON]
    for place, one in enumerate(abnormal):
        yield Change(on=ABNORMAL_ON, what="mark_abnormal", values=(one.key,))
        if place % 2:
            yield Change(on=NORMAL_AGAIN_ON, what="restore", values=(one.key,))
    yield from _successions(organizations(today))
    words = pairs("new names")
    for one in chosen[ABNORMAL:][:RENAMED]:
        old = str(one.values["name"])
        start = 3 if old.startswith("北京市") else 2
        yield Change(
            on=RENAMED_ON, what="rename_organization", values=(one.key, old[:start] + next(words) + old[start + 2 :])
        )
    for one in chosen[ABNORMAL + RENAMED :][:MOVED]:
        yield _moved(random, one)
    for one in chosen[-CORRECTED:]:
        staff = int(one.values["full_time_staff"]) + 1
        yield Change(on=CORRECTED_ON, what="correct_organization", values=(one.key, (("full_time_staff", staff),)))


def _successions(known: Sequence[Organization]) -> Iterator[Change]:
    """A few of those struck off had been merged into another one of the same committee."""
    merged = [
        (one, one.ended_on)
        for one in known
        if one.ended_as == "deregistered" and one.stays and one.ended_on and one.ended_on < COUNTED
    ]
    for one, on in merged[:: len(merged) // SUCCESSIONS][:SUCCESSIONS]:
        into = next(
            other
            for other in known
            if other.ended_on is None and other.entered_on < on and other.stays and _akin(other, one)
        )
        yield Change(on=on, what="succeed", values=(one.key, into.key))


def _akin(one: Organization, other: Organization) -> bool:
    led = not one.stays[-1][1].startswith("outside")
    return led and all(one.values[field] == other.values[field] for field in ("type", "field", "subtype"))


def _moved(random: Random, one: Organization) -> Change:
    district = random.randrange(len(DISTRICTS))
    code, name = DISTRICTS[district]
    street = list_of_streets()[district * 3] + "街道"
    address = f"北京市{name}{street}{random.randrange(1, 200)}号"
    return _change(MOVED_ON, one, region=code, district=name, street=street, address=address)


def _change(on: date, one: Organization, **values: Any) -> Change:
    return Change(on=on, what="change_organization", values=(one.key, tuple(values.items())))


def _decisions(today: date) -> Iterator[Change]:
    for key in PRACTICES:
        yield Change(on=FOUNDED, what="adopt", values=(key, "bj2020", DECISION))
    headcount = "社综党委〔2017〕3号：正式党员数按填报口径计算（演示）"
    managers = "2024年第2次党委会会议纪要（演示）"
    yield Change(on=date(2017, 3, 1), what="decide", values=("formation.headcount_base", "as_reported", headcount))
    marks = "社综党委〔2017〕4号：发文代字（演示）"
    yield Change(on=date(2017, 3, 1), what="decide", values=("documents.mark", [REPLIES, PAPERS], marks))
    tolerance = "社综党委〔2019〕12号：联合党委规模允许偏离7家（演示）"
    yield Change(on=date(2019, 9, 4), what="decide", values=("structure.joint_committee_load_tolerance", 7, tolerance))
    yield Change(on=date(2024, 3, 1), what="decide", values=("formation.managerial_posts", MANAGERS, managers))
    plan_2020 = "2020年度社会组织党建工作要点（演示）"
    yield Change(
        on=date(2020, 1, 8),
        what="target",
        values=("organization_coverage", "37.0", "5.0", date(2020, 12, 31), plan_2020),
    )
    due = date(today.year, 12, 31)
    plan = f"{today.year}年度社会组织党建工作要点（演示）"
    yield Change(on=date(today.year, 1, 15), what="target", values=("combined_coverage", "96.0", "3.0", due, plan))
    source = "演示用数，不是公布数"
    yield Change(
        on=date(2019, 12, 31), what="report", values=("residents", "21500000", None, None, source, "bj2015#A12")
    )
    yield Change(
        on=COUNTED,
        what="report",
        values=(
            "reported_combined_coverage",
            None,
            None,
            "1",
            "2020年工作报道：基本实现党的组织和工作全覆盖",
            "bj2020#E04",
        ),
    )
