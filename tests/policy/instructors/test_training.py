"""May a selection or a training of instructors be put down as it is?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shuniu.policy.instructors.training import TrainingFacts, may_be_selected, may_record_training

TODAY = date(2020, 7, 1)
GOOD: dict[str, Any] = {
    "name": "党建工作指导员培训班",
    "begins_on": date(2020, 6, 29),
    "ends_on": date(2020, 6, 30),
    "today": TODAY,
    "hours": 16,
    "taking_part": ["Z000001"],
}


@pytest.mark.req("G02")
@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        pytest.param({}, [], id="bj2016#15-two-days"),
        pytest.param({"begins_on": TODAY, "ends_on": TODAY, "hours": None}, [], id="bj2016#15-today-without-hours"),
        pytest.param({"name": ""}, ["name_missing"], id="bj2016#15-no-name"),
        pytest.param({"ends_on": date(2020, 6, 28)}, ["ends_before_beginning"], id="bj2016#15-ends-before"),
        pytest.param({"ends_on": date(2020, 7, 2)}, ["training_in_future"], id="bj2016#15-not-over-yet"),
        pytest.param({"hours": 24}, [], id="bj2016#15-full-days"),
        pytest.param({"hours": 25}, ["hours_impossible"], id="bj2016#15-more-than-the-days-hold"),
        pytest.param({"hours": 0}, ["hours_impossible"], id="bj2016#15-no-hours"),
        pytest.param({"taking_part": []}, ["nobody_took_part"], id="bj2016#15-nobody"),
        pytest.param({"outside": ["Z000001"]}, ["not_pooled"], id="bj2016#15-in-no-pool"),
    ],
)
def test_training_is_put_down_when_it_is_over(changed: dict[str, Any], codes: list[str]) -> None:
    told = may_record_training(TrainingFacts(**{**GOOD, **changed}), 2).objections
    assert [one.code for one in told] == codes
    assert all((one.clause.key, one.row) == ("bj2016#15", 2) for one in told)


def test_training_says_everything_at_once() -> None:
    facts = TrainingFacts(name="", begins_on=TODAY, ends_on=date(2020, 7, 9), today=TODAY)
    codes = [one.code for one in may_record_training(facts).objections]
    assert codes == ["name_missing", "training_in_future", "nobody_took_part"]


@pytest.mark.req("G02")
@pytest.mark.parametrize(
    ("selected_on", "allowed"),
    [
        pytest.param(None, True, id="bj2016#15-not-given"),
        pytest.param(date(2020, 6, 30), True, id="bj2016#15-before"),
        pytest.param(TODAY, True, id="bj2016#15-same-day"),
        pytest.param(date(2020, 7, 2), False, id="bj2016#15-later"),
    ],
)
def test_selection_comes_before_the_pool(selected_on: date | None, allowed: bool) -> None:
    assert may_be_selected(selected_on, TODAY).allowed is allowed
