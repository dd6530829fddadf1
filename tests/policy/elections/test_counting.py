"""May a vote be closed with these numbers, and who is elected? By clause, with every boundary."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuniu.policy.elections.counting import EXCLUDED, Count, Minutes, may_close, result_of
from shuniu.policy.packs import merged

FIGURES = merged(("national",), date(2021, 3, 1))
CLASSES = [one["key"] for one in FIGURES.value(EXCLUDED).value]


def counts(*yes: int, valid: int = 20) -> list[Count]:
    return [Count(candidate=key, name=f"甲{key}", yes=one, no=valid - one) for key, one in enumerate(yes, start=1)]


def other(yes: int, no: int = 0) -> Count:
    """Somebody who was written in."""
    return Count(candidate=9, name="乙", yes=yes, no=no, written_in=True)


def minutes(**more: Any) -> Minutes:
    usual: dict[str, Any] = {
        "voters": 25, "on_roll": 25, "note": "", "excluded": {}, "agreed": False, "present": 20, "issued": 20,
        "returned": 20, "valid": 20, "counts": counts(18, 15, 12, 5), "seats": 3,
    }  # fmt: skip
    return Minutes(**{**usual, **more})


@pytest.mark.parametrize(
    ("more", "objections"),
    [
        ({}, []),  # 20 of 25: exactly four fifths
        # 选举条例19: 不少于 includes the number
        (
            {"present": 19, "issued": 19, "returned": 19, "valid": 19, "counts": counts(12, 11, 10, valid=19)},
            [("选举条例19", "quorum")],
        ),
        ({"voters": 26, "on_roll": 26}, [("选举条例19", "quorum")]),
        ({"present": 26, "issued": 26}, [("选举条例19", "present_many")]),
        # all who are due are there
        ({"present": 25, "issued": 25, "returned": 25, "valid": 25, "counts": counts(18, 15, 12, 5, valid=25)}, []),
        ({"voters": 0, "on_roll": 0}, [("选举条例19", "nobody_due")]),
        # the five classes: with consent and named
        ({"voters": 27, "on_roll": 27, "excluded": {"illness": 1, "abroad": 1}, "agreed": True}, []),
        ({"voters": 27, "on_roll": 27, "excluded": {"illness": 2}}, [("不计入应到会", "not_agreed")]),
        ({"voters": 27, "on_roll": 27, "excluded": {"busy": 2}, "agreed": True}, [("不计入应到会", "class_unknown")]),
        ({"excluded": {"illness": 0}}, []),
        ({"voters": 30, "on_roll": 30, "excluded": dict.fromkeys(CLASSES, 1), "agreed": True}, []),
        # who has a vote is whom the roll names
        ({"on_roll": 24}, [("选举条例5", "voters_differ")]),
        ({"on_roll": 24, "note": "1名党员的关系昨日转入"}, []),
        ({"on_roll": None}, []),
        # 选举条例26
        ({"issued": 19}, [("选举条例26", "issued"), ("选举条例26", "returned")]),
        ({"returned": 21, "valid": 20}, [("选举条例26", "returned")]),
        ({"returned": 19, "valid": 20}, [("选举条例26", "valid")]),
        ({"returned": 18, "valid": 18, "counts": counts(18, 10, 9, valid=18)}, []),
        ({"counts": []}, [("选举条例26", "no_votes")]),
        ({"counts": [*counts(18, 15, 12), Count(candidate=4, name="甲4", yes=5, no=14)]}, [("选举条例26", "votes")]),
        ({"counts": counts(20, 20, 20, 0)}, []),
        ({"counts": counts(20, 20, 20, 1)}, [("选举条例26", "chosen_many")]),
        # 选举条例25: only who said no may write somebody in
        ({"counts": [*counts(10, 10, 20), other(20)]}, []),
        ({"counts": [*counts(20, 20, 19), other(1)]}, []),
        (
            {"counts": [*counts(20, 19, 19), other(3)]},
            [("选举条例25", "written_in_many"), ("选举条例26", "chosen_many")],
        ),
        ({"counts": [*counts(10, 10, 10), other(1, 1)]}, [("选举条例25", "written_in")]),
        # 选举条例28: at least half of those present agree to leave a place empty
        ({"counts": counts(18, 15, 5), "consent": 10}, []),
        ({"counts": counts(18, 15, 5), "consent": 9}, [("选举条例28", "consent")]),
        ({"counts": counts(18, 15, 5), "consent": 20}, []),
        ({"counts": counts(18, 15, 5), "consent": 21}, [("选举条例28", "consent_many")]),
    ],
)  # fmt: skip
def test_closing(more: dict[str, Any], objections: list[tuple[str, str]]) -> None:
    found = may_close(minutes(**more), FIGURES).objections
    assert [(one.clause.key.partition("#")[2], one.code) for one in found] == objections


@pytest.mark.parametrize(
    ("yes", "seats", "consent", "elected", "tied", "left", "closed"),
    [
        ((18, 15, 12, 5), 3, None, (1, 2, 3), (), 0, True),
        ((18, 15, 11, 10), 3, None, (1, 2, 3), (), 0, True),  # 11 of 20 is more than half
        ((18, 15, 10, 10), 3, None, (1, 2), (), 1, False),  # 10 of 20 is not
        ((18, 15, 10, 10), 3, 12, (1, 2), (), 1, True),
        ((14, 18, 16, 12), 3, None, (2, 3, 1), (), 0, True),  # more pass than there are places: by votes
        ((14, 16, 14, 14), 3, None, (2,), (1, 3, 4), 2, False),  # equal at the edge
        ((14, 16, 14, 14), 3, 20, (2,), (1, 3, 4), 2, False),  # a tie is voted upon, never left
        ((14, 14, 16, 12), 3, None, (3, 1, 2), (), 0, True),  # equal above the edge: both are in
        ((15, 15), 1, None, (), (1, 2), 1, False),
        ((9, 8), 1, None, (), (), 1, False),
    ],
)
def test_election_rules_28_who_is_elected(
    yes: tuple[int, ...],
    seats: int,
    consent: int | None,
    elected: tuple[int, ...],
    tied: tuple[int, ...],
    left: int,
    closed: bool,
) -> None:
    found = result_of(minutes(counts=counts(*yes), seats=seats, consent=consent), FIGURES)
    assert (found.elected, found.tied, found.left, found.closed) == (elected, tied, left, closed)


def test_the_majority_is_of_those_present_and_not_of_the_ballots() -> None:
    """Ten of eighteen ballots are more than half of the ballots and half of the twenty present."""
    one = minutes(returned=18, valid=18, counts=counts(10, valid=18), seats=1)
    assert may_close(one, FIGURES).allowed
    assert result_of(one, FIGURES).elected == ()


@given(st.lists(st.integers(0, 30), min_size=1, max_size=9), st.integers(1, 7), st.integers(1, 30))
def test_nobody_is_elected_over_somebody_with_more_votes(yes: list[int], seats: int, present: int) -> None:
    rows = counts(*(min(one, present) for one in yes), valid=present)
    found = result_of(minutes(present=present, counts=rows, seats=seats), FIGURES)
    held = {one.candidate: one.yes for one in rows}
    assert len(found.elected) + found.left == seats
    assert all(2 * held[key] > present for key in (*found.elected, *found.tied))
    others = [one.yes for one in rows if one.candidate not in found.elected]
    assert (
        not found.elected
        or not others
        or min(held[key] for key in found.elected) > max(others)
        or found.left > 0
        or (min(held[key] for key in found.elected) >= max(others) and max(others) * 2 <= present)
    )
    assert not found.tied or len(found.tied) > found.left
