"""What may be done with a meeting in which state, and which case fits on its agenda."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shuniu.policy.cases.agenda import (
    FURTHEST,
    ItemFacts,
    MeetingAct,
    MeetingFacts,
    Plan,
    may_act,
    may_plan,
    may_schedule,
)
from shuniu.policy.words.meetings import MeetingState

DAY = date(2017, 8, 25)
# By act: in which states it may be done; written out here and not taken from the policy.
MAY = {
    "CHANGE": {"planned"}, "CANCEL": {"planned"}, "SCHEDULE": {"planned", "held"}, "UNSCHEDULE": {"planned", "held"},
    "ARRANGE": {"planned", "held"}, "HOLD": {"planned", "held"}, "DECIDE": {"held"}, "CLOSE": {"held"},
}  # fmt: skip


@pytest.mark.parametrize("state", MeetingState)
@pytest.mark.parametrize("act", MeetingAct)
def test_each_act_has_its_states(act: MeetingAct, state: MeetingState) -> None:
    found = may_act(act, MeetingFacts(state=state, open_items=0, decided=0)).objections
    assert [one.code for one in found] == ([] if state.value in MAY[act.name] else ["meeting_state"])


@pytest.mark.parametrize(
    ("act", "open_items", "decided", "code"),
    [
        ("CLOSE", 1, 3, "items_open"), ("CLOSE", 0, 3, None), ("CLOSE", 0, 0, None),
        ("HOLD", 2, 0, None), ("HOLD", 2, 1, "already_decided"), ("DECIDE", 1, 1, None),
    ],
)  # fmt: skip
def test_what_is_open_or_decided_stands_against_it(act: str, open_items: int, decided: int, code: str | None) -> None:
    facts = MeetingFacts(state=MeetingState.HELD, open_items=open_items, decided=decided)
    assert [one.code for one in may_act(MeetingAct[act], facts).objections] == ([code] if code else [])


def test_a_meeting_with_an_agenda_is_not_cancelled() -> None:
    facts = MeetingFacts(state=MeetingState.PLANNED, open_items=1, decided=0)
    assert [one.code for one in may_act(MeetingAct.CANCEL, facts).objections] == ["items_open"]


PLAN = Plan(held_on=DAY, today=DAY, title="", place="")


@pytest.mark.parametrize(
    ("plan", "codes"),
    [
        (PLAN, []),
        (replace(PLAN, held_on=date(2016, 1, 5)), []),  # put down later
        (replace(PLAN, held_on=DAY + FURTHEST), []),
        (replace(PLAN, held_on=DAY + FURTHEST + timedelta(days=1)), ["meeting_too_far"]),
        (replace(PLAN, founded_on=DAY), []),
        (replace(PLAN, founded_on=DAY + timedelta(days=1)), ["before_committee"]),
        (replace(PLAN, submitted_on=DAY), []),
        (replace(PLAN, submitted_on=DAY + timedelta(days=1)), ["before_submission"]),
        (replace(PLAN, title="会" * 80, place="室" * 80), []),
        (replace(PLAN, title="会" * 81, place="室" * 81), ["text_length", "text_length"]),
    ],
)
def test_a_meeting_is_planned_within_reason(plan: Plan, codes: list[str]) -> None:
    assert [one.code for one in may_plan(plan).objections] == codes


ITEM = ItemFacts(label="这份申请", here=True, submitted_on=DAY, held_on=DAY)


@pytest.mark.parametrize(
    ("item", "codes"),
    [
        (ITEM, []),
        (replace(ITEM, here=False), ["other_committee"]),
        (replace(ITEM, held_on=DAY - timedelta(days=1)), ["before_submission"]),
        (replace(ITEM, here=False, submitted_on=DAY + timedelta(days=1)), ["other_committee", "before_submission"]),
        (replace(ITEM, decided_on=DAY - timedelta(days=1)), []),
        (replace(ITEM, decided_on=DAY), []),  # another meeting of the same day
        (replace(ITEM, decided_on=DAY, same=True), ["decided_before"]),
        (replace(ITEM, decided_on=DAY + timedelta(days=1)), ["decided_before"]),
    ],
)
def test_a_committee_puts_on_its_agenda_what_it_decides_on(item: ItemFacts, codes: list[str]) -> None:
    found = may_schedule(item, 2).objections
    assert [one.code for one in found] == codes
    assert {one.row for one in found} <= {2}
