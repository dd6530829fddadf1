"""Who leads is put down by the level above, out of a document, and never in the place of a case."""

from __future__ import annotations

from typing import Any

import pytest

from shuniu.kernel.decision import Clause
from shuniu.policy.leadership.registering import Chosen, RegisterFacts, may_end_by_hand, may_register
from shuniu.policy.members.posts import may_say_of_a_member
from shuniu.policy.words import AppointmentMode, PartyPost

JOINT = Clause("bj2020#B09")
ELECTED = Chosen(post=PartyPost.SECRETARY, how="elected", number="教培一联〔2026〕7号")
APPOINTED = Chosen(post=PartyPost.SECRETARY, how="appointed", number="综合党委〔2026〕3号")
DOCUMENT = {"documented": True, "how": AppointmentMode.ELECTED, "number": "〔2026〕9号"}


def facts(**more: Any) -> RegisterFacts:
    return RegisterFacts(**{"name": "甲协会党支部", "leads": True, **more})


@pytest.mark.req("J03")
@pytest.mark.parametrize(
    ("more", "codes"),
    [
        (DOCUMENT, []),
        ({"documented": True}, ["how_missing", "number_missing"]),
        ({**DOCUMENT, "number": "  "}, ["number_missing"]),
        ({**DOCUMENT, "superior": "教培行业联合党委"}, ["decided_above"]),
        ({**DOCUMENT, "chosen": [ELECTED]}, ["ends_a_chosen_one"]),
        ({**DOCUMENT, "chosen": [ELECTED, APPOINTED]}, ["ends_a_chosen_one", "ends_a_chosen_one"]),
        ({**DOCUMENT, "line": False}, ["nothing_to_correct"]),
        # Who leads a Party group is no matter of the level above, but that somebody led until then is.
        ({"leads": False, "superior": "教培行业联合党委"}, []),
        ({"leads": True, "superior": "教培行业联合党委"}, ["decided_above"]),
        ({"leads": True, "chosen": [ELECTED]}, ["ends_a_chosen_one"]),
    ],
)
def test_what_stands_against_putting_it_down(more: dict[str, Any], codes: list[str]) -> None:
    assert [one.code for one in may_register(facts(**more)).objections] == codes


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({}, []),
        ({"superior": "教培行业联合党委"}, ["decided_above"]),
        ({"leads": False, "superior": "教培行业联合党委"}, []),
        ({"line": False}, ["nothing_to_correct"]),
    ],
)
def test_what_stands_against_ending_it(more: dict[str, Any], codes: list[str]) -> None:
    assert [one.code for one in may_end_by_hand(facts(**more)).objections] == codes


@pytest.mark.req("J03", "B09")
def test_the_refusal_names_the_case_and_the_office_that_can_help() -> None:
    (elects,) = may_register(facts(superior="教培行业联合党委")).objections
    assert "换届选举或者补选" in elects.remedy and elects.who == "教培行业联合党委"
    assert elects.clause.key == "national#选举条例18"
    (appointed,) = may_register(facts(superior="综合党委", appointed=JOINT)).objections
    assert "班子任命" in appointed.remedy and appointed.clause == JOINT
    (ends,) = may_register(facts(chosen=[ELECTED], **DOCUMENT)).objections
    assert "教培一联〔2026〕7号" in ends.fact and "补选" in ends.remedy and "更正" in ends.alternatives[1]
    (by_case,) = may_register(facts(chosen=[APPOINTED], appointed=JOINT, **DOCUMENT)).objections
    assert by_case.remedy == "请办理班子任命"


@pytest.mark.parametrize(
    ("post", "before", "codes"),
    [
        ("secretary", "", ["leads"]),
        ("", "secretary", ["leads"]),
        ("group_leader", "committee_member", ["leads"]),
        ("group_leader", "", []),
        ("", "group_leader", []),
        ("secretary", "secretary", []),
        ("", "", []),
    ],
)
def test_the_roll_does_not_say_who_leads(post: str, before: str, codes: list[str]) -> None:
    assert [one.code for one in may_say_of_a_member(post, before).objections] == codes
