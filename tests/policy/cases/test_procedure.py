"""What may be done with a case where it stands, what may be changed after it came back, which day may be laid down."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.cases.following import RULES as FOLLOWING
from shuniu.policy.cases.planned import PLANNED_KINDS, PlanFacts, may_plan
from shuniu.policy.cases.settling import Transfers, may_settle_transfers
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.words.cases import CaseKind, Verb
from shuniu.policy.words.cases import CaseState as S

TODAY = date(2020, 7, 1)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("state", "verb", "only", "allowed"),
    [
        (S.CHECKING, Verb.ACCEPT, None, True),
        (S.CHECKING, Verb.ACCEPT, S.CHECKING, True),
        # 材料审查 is not 初审, though both accept.
        (S.CHECKING, Verb.ACCEPT, S.REVIEWING, False),
        (S.REVIEWING, Verb.ACCEPT, S.CHECKING, False),
        (S.TO_MEET, Verb.ACCEPT, None, False),
        (S.TO_MEET, Verb.ACCEPT, S.TO_MEET, False),
        # What a meeting refuses is not what an outside body refuses.
        (S.ON_AGENDA, Verb.REFUSE, S.OUTSIDE, False),
        (S.OUTSIDE, Verb.REFUSE, S.OUTSIDE, True),
        (S.DONE, Verb.WITHDRAW, None, False),
    ],
)
def test_an_act_is_meant_for_one_state(state: S, verb: Verb, only: S | None, allowed: bool) -> None:
    found = FORMATION.may_move(state, verb, only).objections
    assert [one.code for one in found] == ([] if allowed else ["wrong_state"])
    assert all(all((one.missing, one.fact, one.remedy, one.who)) for one in found)


@pytest.mark.parametrize(
    ("changed", "unlocked", "locked"),
    [
        ({"name", "grounds"}, None, []),
        ({"name"}, {"name"}, []),
        ({"name"}, set(), ["name"]),
        (set(), {"name"}, []),
        (set(), set(), []),
        ({"name", "grounds", "mode"}, {"grounds"}, ["name", "mode"]),
    ],
)
def test_after_it_came_back_only_what_was_remarked_upon_is_mended(
    changed: set[str], unlocked: set[str] | None, locked: list[str]
) -> None:
    found = FORMATION.may_change(changed, unlocked).objections
    assert sorted(one.field for one in found) == sorted(locked) and {one.code for one in found} <= {"locked"}


@pytest.mark.parametrize("kind", CaseKind)
@pytest.mark.parametrize(
    ("is_open", "stated", "day", "codes"),
    [
        (True, None, TODAY, []),
        (True, None, TODAY + DAY, []),
        (True, None, TODAY - DAY, ["day_past"]),
        (True, TODAY + DAY, TODAY, ["stated"]),
        (False, None, TODAY, ["closed"]),
        (False, TODAY, TODAY - DAY, ["closed", "stated", "day_past"]),
    ],
)
def test_a_day_is_laid_down_where_no_text_sets_one(
    kind: CaseKind, is_open: bool, stated: date | None, day: date, codes: list[str]
) -> None:
    found = may_plan(PlanFacts(kind=kind, open=is_open, stated=stated, day=day, today=TODAY)).objections
    assert [one.code for one in found] == ([] if kind in PLANNED_KINDS else ["not_planned"]) + codes


@pytest.mark.parametrize(
    ("transfers", "short", "codes"),
    [
        (Transfers(expected=3, arrived=3), "", []),
        (Transfers(expected=3, arrived=4), "", []),
        (Transfers(expected=3, arrived=2), "", ["relations_not_in"]),
        (Transfers(expected=3, arrived=2), " ", ["relations_not_in"]),
        (Transfers(expected=3, arrived=2), "一名已调离", []),
        (Transfers(expected=3, arrived=2), "因" * LONGEST_REASON, []),
        (Transfers(expected=3, arrived=3), "因" * (LONGEST_REASON + 1), ["short_length"]),
        (None, "", []),
    ],
)
def test_transfers_are_done_with_when_all_came_or_with_the_reason(
    transfers: Transfers | None, short: str, codes: list[str]
) -> None:
    assert [one.code for one in may_settle_transfers(transfers, short, FOLLOWING).objections] == codes
