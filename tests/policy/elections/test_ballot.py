"""The order of names on a ballot (选举条例 24)."""

from __future__ import annotations

import pytest

from shuniu.policy.elections.ballot import AS_APPROVED, BY_STROKES, ballot_order
from shuniu.policy.words import PartyPost


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["陈一", "王文", "王东", "丁三", "黄二"], ["丁三", "王文", "王东", "陈一", "黄二"]),
        (["王一二", "王一"], ["王一", "王一二"]),
        ([], []),
    ],
)
def test_members_stand_by_the_strokes_of_their_surnames(names: list[str], expected: list[str]) -> None:
    order = ballot_order(PartyPost.COMMITTEE_MEMBER, names)
    assert ([names[place] for place in order.places], order.said) == (expected, BY_STROKES)


@pytest.mark.parametrize("post", [PartyPost.SECRETARY, PartyPost.DEPUTY_SECRETARY])
def test_leaders_stand_as_the_level_above_approved_them(post: PartyPost) -> None:
    order = ballot_order(post, ["陈一", "丁三"])
    assert (order.places, order.said) == ((0, 1), AS_APPROVED)


def test_a_ballot_does_not_claim_an_order_that_nobody_knows() -> None:
    order = ballot_order(PartyPost.COMMITTEE_MEMBER, ["䶮一", "陈一"])
    assert (order.places, order.said, order.unknown) == ((1, 0), "", "䶮")
