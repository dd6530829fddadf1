"""What a leadership still lacks: every boundary of the numbers, by the text that gives them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shuniu.kernel.period import Period
from shuniu.policy.leadership.findings import LeadershipFacts, PostLine, leadership_findings
from shuniu.policy.packs import LocalValue, merged
from shuniu.policy.words import PartyOrganizationKind, PartyPost

ON = date(2026, 6, 1)
LONG_AGO = date(2010, 1, 1)
S, D, M, G = PartyPost.SECRETARY, PartyPost.DEPUTY_SECRETARY, PartyPost.COMMITTEE_MEMBER, PartyPost.GROUP_LEADER
COMMISSARIES = (
    PartyPost.ORGANIZATION_COMMISSARY,
    PartyPost.PUBLICITY_COMMISSARY,
    PartyPost.DISCIPLINE_COMMISSARY,
)
BRANCH, JOINT = PartyOrganizationKind.PARTY_BRANCH, PartyOrganizationKind.JOINT_COMMITTEE


def decided_value(key: str, value: int) -> LocalValue:
    return LocalValue(key=key, period=Period(LONG_AGO), decision="会议纪要1号", value=value)


MEMBERS, SIZE = (
    decided_value("secretary.full_time_deputy_threshold", 50),
    decided_value("secretary.full_time_deputy_size", 100),
)


def codes(kind: PartyOrganizationKind, *posts: PartyPost, decided: bool = False, **more: Any) -> list[str]:
    chain = ("bj2020", "bj2016", "bj2015", "national") if kind is JOINT else ("national",)
    if decided:
        chain = ("bj2016", "national")
    full_time = more.pop("full_time", None)
    lines = [PostLine(post=one, full_time=full_time if one is D else None, full_member_on=LONG_AGO) for one in posts]
    facts = LeadershipFacts(kind=kind, on=ON, posts=lines, **more)
    figures = merged(chain, ON, [MEMBERS, SIZE] if decided else [])
    return [one.code for one in leadership_findings(facts, figures)]


BRANCHES: list[tuple[str, tuple[PartyPost, ...], int, list[str]]] = [
    ("nobody", (), 3, ["no_secretary"]),
    ("a secretary", (S,), 6, []),
    ("a secretary and a deputy", (S, D), 6, []),
    ("two secretaries", (S, S), 6, ["two_secretaries"]),
    ("two deputies", (S, D, D), 6, ["deputies"]),
    ("national#支部条例20 six full members and a committee", (S, M), 6, ["committee_too_early"]),
    ("leaders of groups are no committee", (S, G, G), 6, []),
    ("national#支部条例20 seven and a committee", (S, *COMMISSARIES), 7, []),
    ("national#支部条例20 no discipline commissary", (S, *COMMISSARIES[:2]), 7, ["commissaries"]),
]


@pytest.mark.parametrize(("posts", "full", "found"), [one[1:] for one in BRANCHES], ids=[one[0] for one in BRANCHES])
def test_of_a_branch(posts: tuple[PartyPost, ...], full: int, found: list[str]) -> None:
    assert codes(BRANCH, *posts, full_members=full) == found


@pytest.mark.req("J10")
@pytest.mark.parametrize(
    ("members", "staff", "full_time", "found"),
    [
        (49, 100, None, []),
        (50, 99, None, []),
        (50, 100, None, ["deputy_missing"]),
        (50, 100, False, ["deputy_missing"]),
        (50, 100, True, []),
        (50, None, None, ["deputy_size_unknown"]),
        (50, None, True, []),
        (49, None, None, []),
    ],
)
def test_a_full_time_deputy_from_the_size_and_the_members_an_office_decided(
    members: int, staff: int | None, full_time: bool | None, found: list[str]
) -> None:
    assert codes(BRANCH, S, D, decided=True, members=members, staff=staff, full_time=full_time) == found


@pytest.mark.req("J10")
@pytest.mark.parametrize(
    ("decided", "members", "told"),
    [
        ([], 500, ["应配专职副书记的党员数原文未明示。", "应配专职副书记的社会组织规模（工作人员）原文未明示。"]),
        ([MEMBERS], 500, ["应配专职副书记的社会组织规模（工作人员）原文未明示。"]),
        ([SIZE], 500, ["应配专职副书记的党员数原文未明示。"]),
        ([MEMBERS, SIZE], 49, []),
        ([], 0, []),
    ],
)
def test_until_both_numbers_are_decided_nobody_is_told_to_have_one(
    decided: list[LocalValue], members: int, told: list[str]
) -> None:
    figures = merged(("bj2016", "national"), ON, decided)
    lines = [PostLine(post=S, full_member_on=LONG_AGO)]
    facts = LeadershipFacts(kind=BRANCH, on=ON, posts=lines, members=members, staff=1_000)
    found = [one for one in leadership_findings(facts, figures) if one.clause.key == "bj2016#15"]
    assert [one.missing for one in found] == told and {one.code for one in found} <= {"deputy_open"}


SUPPLIED: list[tuple[str, bool, dict[str, int], list[str]]] = [
    ("bj2020#B10 nothing", False, {}, ["secretary_unit_missing", "party_affairs_worker_missing", "instructor_missing"]),
    ("bj2020#B11 the unit alone", True, {}, ["party_affairs_worker_missing", "instructor_missing"]),
    ("bj2020#B11 a worker", True, {"party_affairs_worker": 1}, ["instructor_missing"]),
    ("bj2020#B11 both", True, {"party_affairs_worker": 1, "instructor": 1}, []),
]


@pytest.mark.req("B10", "B11")
@pytest.mark.parametrize(("unit", "supplied", "found"), [one[1:] for one in SUPPLIED], ids=[one[0] for one in SUPPLIED])
def test_of_a_joint_committee(unit: bool, supplied: dict[str, int], found: list[str]) -> None:
    assert codes(JOINT, S, secretary_unit=unit, supplied=supplied) == found
