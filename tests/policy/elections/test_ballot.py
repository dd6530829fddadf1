"""The order of names on a ballot (选举条例 24)."""

from __future__ import annotations

from typing import Any

import pytest

from shuniu.policy.elections.ballot import (
    AS_APPROVED,
    BY_STROKES,
    LONGEST_REASON,
    OrderFacts,
    may_order,
    names_in_order,
)
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
    order = names_in_order(PartyPost.COMMITTEE_MEMBER, names)
    assert ([names[place] for place in order.places], order.said) == (expected, BY_STROKES)


@pytest.mark.parametrize("post", [PartyPost.SECRETARY, PartyPost.DEPUTY_SECRETARY])
def test_leaders_stand_as_the_level_above_approved_them(post: PartyPost) -> None:
    order = names_in_order(post, ["陈一", "丁三"])
    assert (order.places, order.said) == ((0, 1), AS_APPROVED)


def test_a_ballot_does_not_claim_an_order_that_nobody_knows() -> None:
    order = names_in_order(PartyPost.COMMITTEE_MEMBER, ["䶮一", "陈一"])
    assert (order.places, order.said, order.unknown) == ((1, 0), "", "䶮")


@pytest.mark.parametrize(
    ("by_hand", "expected"),
    [
        ([3, 1, 2], ["丁三", "王文", "陈一"]),
        # Whoever was written in later has no place: after the others, as usual.
        ([None, 2, 1], ["王文", "丁三", "陈一"]),
        ([1], ["陈一", "丁三", "王文"]),
    ],
)
def test_an_order_set_by_hand_goes_before_and_is_said(by_hand: list[int | None], expected: list[str]) -> None:
    names = ["陈一", "丁三", "王文"]
    order = names_in_order(PartyPost.COMMITTEE_MEMBER, names, by_hand, "按大会通过的名单顺序排列")
    assert ([names[place] for place in order.places], order.said) == (expected, "按大会通过的名单顺序排列")
    # Without a reason there is no such order.
    usual = names_in_order(PartyPost.COMMITTEE_MEMBER, names, by_hand)
    assert ([names[place] for place in usual.places], usual.said) == (["丁三", "王文", "陈一"], BY_STROKES)


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        pytest.param({}, [], id="选举条例24 by hand"),
        pytest.param({"reason": "按" * LONGEST_REASON}, [], id="选举条例24 the longest reason"),
        pytest.param({"reason": "按" * (LONGEST_REASON + 1)}, ["reason_length"], id="选举条例24 a longer one"),
        pytest.param({"reason": " "}, ["reason_length"], id="选举条例24 none"),
        pytest.param({"places": (1, 1, 2)}, ["places_wrong"], id="选举条例24 one place twice"),
        pytest.param({"places": (1, 2, 4)}, ["places_wrong"], id="选举条例24 a place beyond"),
        pytest.param({"places": (0, 1, 2)}, ["places_wrong"], id="选举条例24 from nought"),
        pytest.param({"places": (2, 1)}, [], id="选举条例24 two names"),
        pytest.param({"places": (1,)}, ["nobody_to_order"], id="选举条例24 one name"),
        pytest.param({"settled": True}, ["settled"], id="选举条例24 voted on"),
        pytest.param(
            {"places": (2, 2, 2), "settled": True, "reason": ""}, ["settled", "places_wrong", "reason_length"],
            id="选举条例24 all at once",
        ),
    ],
)  # fmt: skip
def test_each_name_has_one_place_and_the_order_a_reason(more: dict[str, Any], codes: list[str]) -> None:
    facts = OrderFacts(**{"places": (3, 1, 2), "settled": False, "reason": "按得票多少排列", **more})
    assert [one.code for one in may_order(facts).objections] == codes
