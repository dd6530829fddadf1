"""By-elections (补选): what is vacant, what may be asked for, who elects. Numbers that no text says are not made up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.policy.elections.test_candidates import one, slate

from shuniu.kernel.period import Period
from shuniu.policy.elections.candidates import BY_SURPLUS, Seats, may_nominate
from shuniu.policy.elections.reporting import ApprovalFacts, may_approve_result
from shuniu.policy.elections.vacancies import ByElectionFacts, Leadership, may_request_by_election, vacancies_of
from shuniu.policy.elections.votes import Standing, open_vote
from shuniu.policy.packs import LocalValue, merged
from shuniu.policy.words import PartyOrganizationKind as Kind
from shuniu.policy.words import PartyPost as Post
from shuniu.policy.words.cases import CaseState as S

TODAY, END = date(2021, 3, 1), date(2022, 6, 1)
FIGURES = merged(("national",), TODAY)
DECIDED = merged(("national",), TODAY, [LocalValue(key=BY_SURPLUS, period=Period(TODAY), decision="决定", value=20)])
DAY = timedelta(days=1)


def led(**more: Any) -> Leadership:
    """A committee of five: secretary, deputy and two members are left."""
    usual: dict[str, Any] = {
        "members": frozenset({1, 2, 3, 4}), "secretary": True, "deputies": 1, "committee": True, "led": True,
        "approved_seats": 5, "approved_deputies": 1,
    }  # fmt: skip
    return Leadership(**{**usual, **more})


def small(**more: Any) -> Leadership:
    alone: dict[str, Any] = {
        "members": frozenset({1}), "committee": False, "approved_seats": None, "approved_deputies": 0, "deputies": 0,
    }  # fmt: skip
    return led(**{**alone, **more})


def facts(**more: Any) -> ByElectionFacts:
    usual: dict[str, Any] = {
        "kind": Kind.PARTY_BRANCH, "leadership": led(), "full_members": 12, "form": "general_meeting", "seats": 1,
        "secretary": False, "deputies": 0, "planned_on": date(2021, 3, 20), "ends_on": END, "grounds": "委员调离",
        "on": TODAY,
    }  # fmt: skip
    return ByElectionFacts(**{**usual, **more})


GONE = led(members=frozenset({2, 3, 4}), secretary=False)


@pytest.mark.parametrize(
    ("held", "told"),
    [
        (led(), "委员会共缺 1 名"),
        (led(members=frozenset({1, 2, 3, 4, 5})), ""),
        (GONE, "缺书记 1 名；委员会共缺 2 名"),
        (led(deputies=0), "缺副书记 1 名；委员会共缺 1 名"),
        (led(approved_seats=None, approved_deputies=None), ""),  # how many there should be is not known
        (led(approved_seats=None, approved_deputies=None, secretary=False), "缺书记 1 名"),
        (small(), ""),
        (small(members=frozenset(), secretary=False), "缺书记 1 名"),
        (small(members=frozenset(), secretary=False, led=False), ""),  # nobody has led it yet
    ],
)
def test_what_is_vacant(held: Leadership, told: str) -> None:
    assert vacancies_of(held).told == told
    assert bool(vacancies_of(held)) is bool(told)


@pytest.mark.parametrize(
    ("more", "objections"),
    [
        ({}, []),
        ({"seats": 2}, [("支部条例20", "seats_many")]),
        ({"leadership": led(approved_seats=None), "seats": 3}, []),  # as many as a committee may have: seven
        ({"leadership": led(approved_seats=None), "seats": 4}, [("支部条例20", "seats_many")]),
        ({"seats": 0}, [("选举条例-补选", "nothing")]),
        ({"secretary": True}, [("选举条例-补选", "secretary_held")]),
        ({"leadership": GONE, "secretary": True, "seats": 0}, []),
        ({"leadership": GONE, "secretary": True, "seats": 2}, []),
        ({"deputies": 1}, [("选举条例-补选", "deputies_many")]),
        ({"leadership": led(deputies=0), "deputies": 1}, []),
        ({"leadership": led(approved_deputies=None), "deputies": 1}, []),  # how many were approved is not known
        (
            {"leadership": led(members=frozenset(), secretary=False, deputies=0), "seats": 0, "secretary": True},
            [("选举条例-补选", "committee_empty")],
        ),
        # without a committee the members elect the secretary, and one deputy at most
        ({"leadership": small(members=frozenset(), secretary=False), "seats": 0, "secretary": True}, []),
        ({"leadership": small(), "seats": 1}, [("选举条例-补选", "no_committee")]),
        ({"leadership": small(approved_deputies=None), "seats": 0, "deputies": 1}, []),
        (
            {"leadership": small(approved_deputies=None), "seats": 0, "deputies": 2},
            [("选举条例-补选", "deputies_many")],
        ),
        # the term that is filled up is running on the day of the meeting
        ({"ends_on": None}, [("选举条例3", "term_unknown")]),
        ({"planned_on": END - DAY}, []),
        ({"planned_on": END}, [("选举条例3", "term_over")]),
        ({"on": END, "planned_on": END}, [("选举条例3", "term_over")]),
        ({"planned_on": TODAY}, []),
        ({"planned_on": TODAY - DAY}, [("选举条例-补选", "day_past")]),
        ({"planned_on": None}, [("选举条例-补选", "day_missing")]),
        ({"grounds": " "}, [("选举条例-补选", "grounds_missing")]),
        ({"grounds": "字" * 501}, [("选举条例-补选", "grounds_missing")]),
        ({"kind": Kind.TEMPORARY_BRANCH}, [("支部条例8", "no_election")]),
        # all at once
        (
            {"seats": 2, "secretary": True, "grounds": "", "planned_on": None},
            [
                ("支部条例20", "seats_many"), ("选举条例-补选", "secretary_held"),
                ("选举条例-补选", "grounds_missing"), ("选举条例-补选", "day_missing"),
            ],
        ),
    ],
)  # fmt: skip
def test_what_may_be_asked_for(more: dict[str, Any], objections: list[tuple[str, str]]) -> None:
    found = may_request_by_election(facts(**more), FIGURES).objections
    assert [(told.clause.key.partition("#")[2], told.code) for told in found] == objections


def place(committee: int, **more: Any) -> Seats:
    usual: dict[str, Any] = {"deputies": 0, "secretary": 0, "by_election": True, "remain": frozenset({11, 12})}
    return Seats(committee=committee, **{**usual, **more})


@pytest.mark.parametrize(
    ("rows", "seats", "codes"),
    [
        # no text says whether a surplus is asked for: as many as places are enough
        ([one(1)], place(1), []),
        ([], place(1), ["surplus"]),
        ([one(1), one(2)], place(1), []),
        # leaders come from those who stay or stand for the committee
        ([one(11, Post.SECRETARY)], place(0, secretary=1), []),
        ([one(1, Post.SECRETARY)], place(0, secretary=1), ["not_among_members"]),
        ([one(1), one(1, Post.SECRETARY)], place(1, secretary=1), []),
        ([one(11)], place(1), ["already_member"]),
        ([one(1)], place(0, secretary=1), ["no_committee", "secretary_number"]),
        ([one(1), one(1, Post.SECRETARY)], place(1), ["secretary_number"]),
        # without a committee
        ([one(1, Post.SECRETARY)], place(0, secretary=1, remain=None), []),
    ],
)
def test_who_is_named(rows: list[Any], seats: Seats, codes: list[str]) -> None:
    assert [found.code for found in may_nominate(rows, seats, FIGURES).objections] == codes


def test_an_office_may_decide_on_a_surplus() -> None:
    (found,) = may_nominate([one(1)], place(1), DECIDED).objections
    assert (found.code, found.remedy) == ("surplus", "至少提名 2 名")
    assert may_nominate(slate(4), Seats(committee=3, deputies=0), DECIDED).allowed


def test_the_committee_that_stays_votes_with_those_who_join_it() -> None:
    rows = [
        Standing(candidate=1, person=5, post=Post.COMMITTEE_MEMBER, outcome="elected"),
        Standing(candidate=2, person=5, post=Post.SECRETARY),
    ]
    vote = open_vote(S.FIRST_MEETING, place(1, secretary=1), rows, ())
    assert vote is not None
    assert (vote.post, vote.seats, vote.candidates, vote.electorate, vote.voters) == (
        Post.SECRETARY, 1, (2,), frozenset({5, 11, 12}), 3,
    )  # fmt: skip
    assert open_vote(S.FIRST_MEETING, place(1), rows, ()) is None
    members = open_vote(S.VOTING, place(1, secretary=1), rows[1:], ())
    assert members is not None and (members.post, members.seats, members.electorate) == (
        Post.COMMITTEE_MEMBER, 1, None,
    )  # fmt: skip


@pytest.mark.parametrize(("effective", "codes"), [(END - DAY, []), (END, ["term_over"])])
def test_whoever_is_elected_sits_within_the_term(effective: date, codes: list[str]) -> None:
    said = ApprovalFacts(effective_on=effective, elected_on=effective, today=END, sits_until=END)
    assert [found.code for found in may_approve_result(said).objections] == codes
