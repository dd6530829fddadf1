"""What may end from a day on, with what is put down for later days."""

from __future__ import annotations

from datetime import date

import pytest

from shuniu.policy.journal.ending import EndingFacts, Later, may_end_from

ON = date(2020, 6, 1)
NEXT, THEN = Later(begins_on=date(2020, 6, 2)), Later(begins_on=date(2021, 1, 1))
OTHER = Later(begins_on=date(2021, 1, 1), other="中共南片联合委员会")


@pytest.mark.parametrize(
    ("standing", "later", "agreed", "code"),
    [
        (True, (), False, ""),
        (False, (), False, ""),
        (True, (NEXT,), False, "later_too"),
        (True, (NEXT, THEN), True, ""),
        (False, (NEXT,), False, "not_begun"),
        (False, (NEXT,), True, "not_begun"),
        (True, (OTHER,), False, "another_later"),
        (True, (NEXT, OTHER), True, "another_later"),
        (False, (OTHER,), True, "another_later"),
    ],
)
def test_what_begins_later_is_never_passed_over(
    standing: bool, later: tuple[Later, ...], agreed: bool, code: str
) -> None:
    facts = EndingFacts(what="该单位的归口", on=ON, standing=standing, later=later, agreed=agreed)
    assert [one.code for one in may_end_from(facts).objections] == ([code] if code else [])


def test_the_refusal_names_the_days_and_the_other_one() -> None:
    facts = EndingFacts(what="该单位的归口", on=ON, standing=True, later=(NEXT, THEN))
    (asked,) = may_end_from(facts, 3).objections
    assert (asked.field, asked.row) == ("later_too", 3)
    assert "2020-06-02" in asked.fact and "2021-01-01" in asked.fact and "以后开始的一并取消" in asked.remedy
    (another,) = may_end_from(EndingFacts(what="该单位的归口", on=ON, standing=True, later=(OTHER,))).objections
    assert "中共南片联合委员会" in another.fact and "2021-01-01" in another.fact and another.field == "on"
