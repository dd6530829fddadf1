"""How many candidates, and who may stand? By clause, with every boundary."""

from __future__ import annotations

from datetime import date

import pytest

from shuniu.kernel.period import Period
from shuniu.policy.elections.candidates import CandidateFact, Seats, least_candidates, may_nominate, most_candidates
from shuniu.policy.packs import LocalValue, merged
from shuniu.policy.words.members import PartyPost as Post

ON = date(2021, 3, 1)
FIGURES = merged(("national",), ON)
CAPPED = merged(
    ("national",), ON, [LocalValue(key="election.surplus_percent_max", period=Period(ON), decision="决定", value=40)]
)


@pytest.mark.parametrize(
    ("seats", "least"), [(1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 8), (7, 9), (9, 11), (10, 12)]
)
def test_election_rules_13_at_least_a_fifth_more_than_seats(seats: int, least: int) -> None:
    assert least_candidates(seats, 20) == least


@pytest.mark.parametrize(("seats", "most"), [(3, 4), (5, 7), (7, 9), (10, 14)])
def test_a_ceiling_never_falls_below_the_floor(seats: int, most: int) -> None:
    assert most_candidates(seats, 40, least_candidates(seats, 20)) == most


def one(
    person: int, post: Post = Post.COMMITTEE_MEMBER, *, held: bool = True, state: str = "full", status: str = "normal"
) -> CandidateFact:
    return CandidateFact(person=person, name=f"甲{person}", post=post, held=held, state=state, status=status)


def slate(members: int, secretary: int = 1, *deputies: int) -> list[CandidateFact]:
    leaders = [one(secretary, Post.SECRETARY), *(one(key, Post.DEPUTY_SECRETARY) for key in deputies)]
    return [*(one(key) for key in range(1, members + 1)), *leaders]


@pytest.mark.parametrize(
    ("rows", "seats", "codes"),
    [
        (slate(4), Seats(committee=3, deputies=0), []),
        (slate(3), Seats(committee=3, deputies=0), ["surplus"]),
        (slate(9, 1, 2), Seats(committee=7, deputies=1), []),
        (slate(8, 1, 2), Seats(committee=7, deputies=1), ["surplus"]),
        (slate(4, 1, 2), Seats(committee=3, deputies=0), ["deputy_secretary_number"]),
        (slate(4, 1), Seats(committee=3, deputies=1), ["deputy_secretary_number"]),
        (slate(4)[:-1], Seats(committee=3, deputies=0), ["secretary_number"]),
        (slate(4, 9), Seats(committee=3, deputies=0), ["not_among_members"]),
        (slate(4, 1, 1), Seats(committee=3, deputies=1), ["two_posts"]),
        # without a committee the members elect the secretary among equals
        ([one(1, Post.SECRETARY)], Seats(committee=0, deputies=0), []),
        ([one(1, Post.SECRETARY), one(2, Post.DEPUTY_SECRETARY)], Seats(committee=0, deputies=1), []),
        ([one(1), one(1, Post.SECRETARY)], Seats(committee=0, deputies=0), ["no_committee"]),
        # who may stand
        ([*slate(4)[1:], one(5, state="probationary"), one(1)], Seats(committee=3, deputies=0), ["not_full"]),
        ([*slate(4), one(5, state="")], Seats(committee=3, deputies=0), ["not_full"]),
        ([*slate(4), one(5, held=False)], Seats(committee=3, deputies=0), ["not_held"]),
        ([*slate(4), one(5, status="suspended")], Seats(committee=3, deputies=0), ["suspended"]),
        # all at once
        (
            [one(5, held=False), one(6, state="probationary")],
            Seats(committee=3, deputies=0),
            ["surplus", "secretary_number", "not_held", "not_full"],
        ),
    ],
)  # fmt: skip
def test_nomination(rows: list[CandidateFact], seats: Seats, codes: list[str]) -> None:
    assert [found.code for found in may_nominate(rows, seats, FIGURES).objections] == codes


def test_the_texts_say_no_ceiling_an_office_may() -> None:
    assert may_nominate(slate(9), Seats(committee=3, deputies=0), FIGURES).allowed
    (found,) = may_nominate(slate(8), Seats(committee=5, deputies=0), CAPPED).objections
    assert (found.code, found.fact) == ("ceiling", "应选 5 名，提名 8 名")
    assert may_nominate(slate(7), Seats(committee=5, deputies=0), CAPPED).allowed
