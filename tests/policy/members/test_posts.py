"""Who may hold a Party post, by the clauses: every objection, every boundary of the days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shuniu.kernel.period import Period
from shuniu.policy.members.posts import PostFacts, may_hold_post
from shuniu.policy.words import PartyPost

DAY = date(2026, 6, 1)
NEXT = date(2026, 6, 2)
LATER = date(2027, 6, 1)


def facts(**more: Any) -> PostFacts:
    values: dict[str, Any] = {
        "body": "甲协会党支部",
        "post": PartyPost.SECRETARY,
        "begins_on": DAY,
        "on_roll": True,
        "state": "full",
    }
    return PostFacts(**values | more)


CASES = [
    ("a full member", {}, []),
    ("a member whose state the ledger leaves open", {"state": ""}, []),
    ("national#党章7 a probationary member", {"state": "probationary"}, ["probationary"]),
    ("national#党章7 leads a Party group", {"state": "probationary", "post": PartyPost.GROUP_LEADER}, []),
    ("national#党章8 nobody of the roll", {"on_roll": False, "state": ""}, ["not_held"]),
    ("national#支部条例20 another secretary", {"secretaries": [Period(date(2024, 1, 1))]}, ["second_secretary"]),
    ("national#支部条例20 until that day", {"secretaries": [Period(date(2024, 1, 1), DAY)]}, []),
    ("national#支部条例20 one day longer", {"secretaries": [Period(date(2024, 1, 1), NEXT)]}, ["second_secretary"]),
    ("national#支部条例20 from later on", {"secretaries": [Period(LATER)]}, ["second_secretary"]),
    ("national#支部条例20 ends before", {"secretaries": [Period(LATER)], "ends_on": LATER}, []),
    ("a deputy beside a secretary", {"secretaries": [Period(DAY)], "post": PartyPost.DEPUTY_SECRETARY}, []),
    ("platform#党内职务 no day at all", {"ends_on": DAY}, ["post_reversed"]),
    ("platform#党内职务 one day", {"ends_on": NEXT}, []),
    ("platform#党内职务 another post later", {"later": LATER}, ["post_overlaps"]),
    ("platform#党内职务 up to it", {"later": LATER, "ends_on": LATER}, []),
    ("platform#党内职务 no such body", {"gap": DAY}, ["party_organization_absent"]),
    (
        "all at once",
        {"gap": DAY, "on_roll": False, "secretaries": [Period(DAY)]},
        ["party_organization_absent", "not_held", "second_secretary"],
    ),
]


@pytest.mark.parametrize(("more", "codes"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_post(more: dict[str, Any], codes: list[str]) -> None:
    assert [one.code for one in may_hold_post(facts(**more)).objections] == codes


def test_only_the_leader_of_a_group_leads_nothing() -> None:
    assert [one for one in PartyPost if not one.leads] == [PartyPost.GROUP_LEADER]
