"""What an account may keep as a view, clause by clause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shuniu.policy.accounts.keeping_views import LONGEST_NAME, MOST, ViewFacts, may_keep_view

GOOD = ViewFacts(name="应建未建", shared=True, held=0, taken=False, at_node=True)
REFUSED = {
    "name": [{"name": ""}, {"name": "长" * (LONGEST_NAME + 1)}],
    "taken": [{"taken": True}],
    "too_many": [{"held": MOST}],
    "no_node": [{"at_node": False}],
}


def test_what_is_named_and_new_is_kept() -> None:
    assert may_keep_view(GOOD).allowed
    assert may_keep_view(replace(GOOD, shared=False, at_node=False)).allowed
    assert may_keep_view(replace(GOOD, held=MOST - 1, name="长" * LONGEST_NAME)).allowed


@pytest.mark.parametrize(("code", "changes"), [(code, one) for code, several in REFUSED.items() for one in several])
def test_each_reason_is_told_alone(code: str, changes: dict[str, object]) -> None:
    decision = may_keep_view(replace(GOOD, **changes))  # type: ignore[arg-type]
    assert [one.code for one in decision.objections] == [code]


def test_all_reasons_are_told_at_once() -> None:
    decision = may_keep_view(ViewFacts(name="", shared=True, held=MOST, taken=True, at_node=False))
    assert {one.code for one in decision.objections} == set(REFUSED)
