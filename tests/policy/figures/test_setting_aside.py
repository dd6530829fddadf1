"""A difference is set aside with a reason and until a day to come, and only what is set aside is taken up again."""

from __future__ import annotations

from datetime import date

import pytest

from shuniu.policy.figures.differences import DifferenceKind
from shuniu.policy.figures.setting_aside import CLAUSE, LONGEST_REASON, AsideFacts, can_set_aside, can_take_up

ON = date(2026, 9, 1)


@pytest.mark.req("L10")
@pytest.mark.parametrize(
    ("reason", "until", "codes"),
    [
        ("等待上级批复", date(2026, 9, 2), []),
        ("等" * LONGEST_REASON, date(2027, 9, 1), []),
        ("", date(2026, 12, 1), ["reason_missing"]),
        (" \n", date(2026, 12, 1), ["reason_missing"]),
        ("等" * (LONGEST_REASON + 1), date(2026, 12, 1), ["reason_missing"]),
        ("等待上级批复", ON, ["until_passed"]),
        ("", date(2026, 8, 31), ["reason_missing", "until_passed"]),
    ],
)
def test_a_reason_and_a_day_to_come_are_asked_for(reason: str, until: date, codes: list[str]) -> None:
    found = can_set_aside(AsideFacts(reason=reason, until=until, on=ON), 3).objections
    assert [one.code for one in found] == codes
    assert {(one.clause, one.row) for one in found} <= {(CLAUSE, 3)}


@pytest.mark.parametrize(("aside", "codes"), [(True, []), (False, ["not_aside"])])
def test_what_is_not_set_aside_is_not_taken_up(aside: bool, codes: list[str]) -> None:
    found = can_take_up(DifferenceKind.MEMBERS, aside, 0)
    assert [one.code for one in found.objections] == codes
    assert all("党员人数不同" in one.fact for one in found.objections)
