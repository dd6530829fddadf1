"""May this body ask for its election? By clause, with every boundary, all objections at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shuniu.policy.elections.requesting import RequestFacts, elects_first, may_begin, may_request, notes_on
from shuniu.policy.packs import Figures, merged
from shuniu.policy.words import PartyOrganizationKind as Kind

TODAY = date(2021, 3, 1)
FIGURES = merged(("national",), TODAY)
BEIJING = merged(("bj2020", "bj2016", "bj2015", "national"), TODAY)
END = date(2021, 6, 1)


def facts(**more: Any) -> RequestFacts:
    usual: dict[str, Any] = {
        "kind": Kind.PARTY_BRANCH, "full_members": 12, "form": "general_meeting", "seats": 3, "deputies": 1,
        "planned_on": date(2021, 5, 20), "ends_on": END, "grounds": "", "on": TODAY,
    }  # fmt: skip
    return RequestFacts(**{**usual, **more})


def told(one: RequestFacts) -> list[tuple[str, str]]:
    return [(found.clause.key.partition("#")[2], found.code) for found in may_request(one, FIGURES).objections]


@pytest.mark.parametrize(
    ("more", "objections"),
    [
        ({}, []),
        # 支部条例20: seven full members have a committee, fewer none
        ({"full_members": 7}, []),
        ({"full_members": 6}, [("支部条例20", "no_committee")]),
        ({"full_members": 6, "seats": 0}, []),
        ({"full_members": 7, "seats": 0}, [("支部条例20", "seats_few")]),
        ({"full_members": None, "seats": 0}, []),
        ({"full_members": None, "seats": 3}, []),
        ({"seats": 2}, [("支部条例20", "seats_few")]),
        ({"seats": 7}, []),
        ({"seats": 8}, [("支部条例20", "seats_many")]),
        # other bodies: from memory, unverified
        ({"kind": Kind.GENERAL_BRANCH, "full_members": 60, "seats": 4}, [("党务指南", "seats_few")]),
        ({"kind": Kind.GENERAL_BRANCH, "full_members": 60, "seats": 9}, []),
        ({"kind": Kind.PRIMARY_COMMITTEE, "full_members": 120, "seats": 12}, [("党务指南", "seats_many")]),
        ({"kind": Kind.PRIMARY_COMMITTEE, "full_members": 120, "seats": 11}, []),
        # 选举条例17: secretary and deputies come out of the committee
        ({"deputies": 2}, []),
        ({"deputies": 3}, [("选举条例17", "deputies_many")]),
        ({"full_members": 5, "seats": 0, "deputies": 1}, []),
        ({"full_members": 5, "seats": 0, "deputies": 2}, [("支部条例20", "deputies_many")]),
        # 选举条例4: delegates from 500 members on, or with grounds
        ({"form": "delegates", "full_members": 499}, [("选举条例4", "delegates")]),
        ({"form": "delegates", "full_members": 500}, []),
        ({"form": "delegates", "full_members": None}, [("选举条例4", "delegates")]),
        ({"form": "delegates", "full_members": 40, "grounds": "所属党员驻地分散"}, []),
        # 选举条例3: the day
        ({"planned_on": None}, [("选举条例3", "day_missing")]),
        ({"planned_on": date(2021, 2, 28)}, [("选举条例3", "day_past")]),
        ({"planned_on": TODAY}, []),
        ({"planned_on": END}, []),
        ({"planned_on": date(2021, 6, 2)}, [("选举条例3", "grounds_missing")]),
        ({"planned_on": date(2021, 6, 2), "grounds": "等待转接"}, []),
        ({"planned_on": date(2022, 6, 1), "grounds": "等待转接"}, []),
        ({"planned_on": date(2022, 6, 2), "grounds": "等待转接"}, [("选举条例3", "delayed_beyond")]),
        ({"ends_on": date(2021, 9, 1), "planned_on": TODAY}, []),  # six months before the end reminders begin
        ({"ends_on": date(2021, 9, 2), "planned_on": TODAY}, [("选举条例3", "grounds_missing")]),
        # on the last day of the year the limit still binds; beyond it the election is not forbidden any more
        (
            {"ends_on": date(2020, 3, 1), "planned_on": date(2021, 3, 2), "grounds": "等待转接"},
            [("选举条例3", "delayed_beyond")],
        ),
        ({"ends_on": date(2020, 2, 29), "planned_on": date(2021, 3, 2), "grounds": "等待转接"}, []),
        ({"ends_on": date(2022, 3, 1), "planned_on": TODAY, "grounds": "书记离任"}, []),
        ({"ends_on": date(2022, 3, 2), "planned_on": TODAY, "grounds": "书记离任"}, [("选举条例3", "advanced_beyond")]),
        # what is overdue beyond the limit is not forbidden to be mended
        ({"ends_on": date(2019, 6, 1), "grounds": "长期未换届"}, []),
        ({"ends_on": date(2019, 6, 1)}, [("选举条例3", "grounds_missing")]),
        # postponed to the end of 2021: a year from the regular end is the limit, and nothing before that end is early
        ({"regular": END, "ends_on": date(2021, 12, 1), "planned_on": date(2021, 12, 1)}, []),
        ({"regular": END, "ends_on": date(2021, 12, 1), "planned_on": TODAY}, []),
        ({"regular": END, "ends_on": date(2021, 12, 1), "planned_on": date(2022, 6, 1), "grounds": "等待"}, []),
        (
            {"regular": END, "ends_on": date(2021, 12, 1), "planned_on": date(2022, 6, 2), "grounds": "等待"},
            [("选举条例3", "delayed_beyond")],
        ),
        ({"ends_on": None}, []),
        # 支部条例6: a body that was set up elects its first leadership whenever a term may have been put down for it
        ({"ends_on": date(2024, 3, 1), "planned_on": TODAY, "first": True}, []),
        ({"ends_on": date(2019, 3, 1), "planned_on": TODAY, "first": True}, []),
        ({"planned_on": date(2021, 2, 28), "first": True}, [("选举条例3", "day_past")]),
        ({"full_members": 6, "first": True}, [("支部条例20", "no_committee")]),
        # all at once
        (
            {"seats": 2, "deputies": 2, "planned_on": date(2022, 6, 2), "form": "delegates"},
            [
                ("支部条例20", "seats_few"), ("选举条例17", "deputies_many"), ("选举条例4", "delegates"),
                ("选举条例3", "delayed_beyond"),
            ],
        ),
    ],
)  # fmt: skip
def test_request(more: dict[str, Any], objections: list[tuple[str, str]]) -> None:
    assert told(facts(**more)) == objections


def test_branch_rules_8_a_temporary_branch_does_not_elect() -> None:
    (found,) = may_begin(Kind.TEMPORARY_BRANCH, FIGURES).objections
    assert (found.clause.key, found.code) == ("national#支部条例8", "no_election")


def test_x18_joint_committees_are_appointed_where_the_texts_say_so() -> None:
    (found,) = may_begin(Kind.JOINT_COMMITTEE, BEIJING).objections
    assert (found.clause.key, found.code) == ("bj2020#B09", "appointed")
    assert may_begin(Kind.JOINT_COMMITTEE, FIGURES).allowed
    assert may_begin(Kind.PARTY_BRANCH, BEIJING).allowed


@pytest.mark.req("D01")
@pytest.mark.parametrize(
    ("kind", "figures", "elects"),
    [
        (Kind.PARTY_BRANCH, FIGURES, True),
        (Kind.JOINT_BRANCH, BEIJING, True),
        (Kind.GENERAL_BRANCH, FIGURES, True),
        (Kind.PRIMARY_COMMITTEE, FIGURES, True),
        (Kind.TEMPORARY_BRANCH, FIGURES, False),
        (Kind.JOINT_COMMITTEE, FIGURES, True),
        (Kind.JOINT_COMMITTEE, BEIJING, False),
    ],
)
def test_branch_rules_6_who_elects_after_it_was_set_up(kind: Kind, figures: Figures, elects: bool) -> None:
    assert elects_first(kind, figures) is elects


@pytest.mark.parametrize(
    ("more", "clauses"),
    [
        ({"seats": 5}, []),
        ({"ends_on": date(2020, 2, 29), "first": True}, []),
        ({"ends_on": date(2020, 12, 1), "regular": date(2020, 2, 29)}, ["national#选举条例3"]),
        ({"seats": 6}, ["national#支部条例20"]),
        ({"seats": 7}, ["national#支部条例20"]),
        ({"ends_on": date(2020, 3, 1)}, []),  # a year ago: the limit
        ({"ends_on": date(2020, 2, 29)}, ["national#选举条例3"]),
    ],
)
def test_what_is_unusual_is_told_and_not_refused(more: dict[str, Any], clauses: list[str]) -> None:
    assert [one.clause.key for one in notes_on(facts(**more), FIGURES)] == clauses
