"""工作交接: which steps there are, and what stands against handing over and taking over."""

from __future__ import annotations

from typing import Any

import pytest

from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.grants import Action
from shuniu.policy.leadership.handover import (
    HANDOVER,
    NOTE_LENGTH,
    may_end_untaken,
    may_hand_over,
    may_leave_untaken,
    may_open,
    may_receive,
    may_take_over,
)
from shuniu.policy.words.cases import CaseHolder, CaseState, Verb
from shuniu.policy.words.leadership import HandoverItem

ALL = {one.value: {"state": "handed"} for one in HandoverItem}
NAMES = [one.value for one in HandoverItem]


def test_the_case_lies_with_the_party_organization_until_it_is_taken_over() -> None:
    steps = {(one.state, one.verb): one.becomes for one in HANDOVER.transitions}
    assert steps == {
        (CaseState.HANDING, Verb.HAND_OVER): CaseState.TAKING,
        (CaseState.TAKING, Verb.RETURN): CaseState.HANDING,
        (CaseState.TAKING, Verb.TAKE_OVER): CaseState.DONE,
        (CaseState.HANDING, Verb.LEAVE_UNTAKEN): CaseState.UNTAKEN,
        (CaseState.TAKING, Verb.LEAVE_UNTAKEN): CaseState.UNTAKEN,
        (CaseState.UNTAKEN, Verb.HAND_OVER): CaseState.TAKING,
        (CaseState.UNTAKEN, Verb.WAIVE): CaseState.WAIVED,
    }
    # Only the level above ends what nobody takes over.
    assert HANDOVER.actions_of(Verb.WAIVE) == {Action.REVIEW_CASE}
    assert set(HANDOVER.holders.values()) == {CaseHolder.APPLICANT}
    assert CaseState.DONE not in HANDOVER.holders


HANDING: list[tuple[str, dict[str, Any], list[tuple[str, str]]]] = [
    ("bj2020#B12 nothing is said", {}, [("item_unsaid", name) for name in NAMES]),
    ("everything", ALL, []),
    ("bj2020#B12 one is left open", ALL | {"venue": {}}, [("item_unsaid", "venue")]),
    ("there is none", ALL | {"staff": {"state": "none"}}, []),
    ("a word nobody knows", ALL | {"staff": {"state": "later"}}, [("item_unsaid", "staff")]),
    ("a note of the length", ALL | {"venue": {"state": "handed", "note": "钥" * NOTE_LENGTH}}, []),
    (
        "a longer one",
        ALL | {"venue": {"state": "handed", "note": "钥" * (NOTE_LENGTH + 1)}},
        [("note_length", "venue")],
    ),
]


@pytest.mark.req("B12")
@pytest.mark.parametrize(("items", "found"), [one[1:] for one in HANDING], ids=[one[0] for one in HANDING])
def test_handing_over(items: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert [(one.code, one.field) for one in may_hand_over(items).objections] == found


@pytest.mark.req("B12")
def test_what_was_handed_over_is_confirmed_thing_by_thing() -> None:
    filed = ALL | {"staff": {"state": "none"}}
    assert [one.field for one in may_take_over(filed, ["venue"]).objections] == ["resources", "materials"]
    assert may_take_over(filed, ["venue", "resources", "materials"]).allowed
    clauses = {one.field: str(one.clause) for one in may_take_over(ALL, []).objections}
    assert clauses["venue"] == "bj2020#B12" and clauses["materials"] == "platform#工作交接"


def test_nobody_hands_over_to_himself_and_one_is_enough() -> None:
    assert [one.code for one in may_receive({3}, 3).objections] == ["own_handover"]
    assert may_receive({3}, 4).allowed
    assert [one.code for one in may_open(open_already=True).objections] == ["handover_open"]
    assert may_open(open_already=False).allowed


REASONS = [
    ("platform#工作交接 nothing", "  ", ["reason_missing"]),
    ("one word", "缺", []),
    ("of the length", "缺" * LONGEST_REASON, []),
    ("longer", "缺" * (LONGEST_REASON + 1), ["reason_length"]),
]


@pytest.mark.req("B12")
@pytest.mark.parametrize(("reason", "found"), [one[1:] for one in REASONS], ids=[one[0] for one in REASONS])
def test_what_is_not_taken_over_is_said_with_its_reason(reason: str, found: list[str]) -> None:
    for law, who in ((may_leave_untaken, "新任书记"), (may_end_untaken, "上级党组织")):
        objections = law(reason).objections
        assert [one.code for one in objections] == found
        assert all((one.who, one.field, str(one.clause)) == (who, "reason", "platform#工作交接") for one in objections)
