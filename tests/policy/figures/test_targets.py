"""Does a target hold exactly at its number, before and after its deadline?"""

from datetime import date
from decimal import Decimal

import pytest

from shuniu.policy.figures.indicators import per_10_000_residents, yearly_growth
from shuniu.policy.figures.targets import Target, TargetState, judge_percent, judge_target
from shuniu.policy.packs import load_packs, merged

DEADLINE = date(2018, 12, 31)
ROW = merged(load_packs()["ah2017"].chain, date(2018, 1, 1)).rows("coverage.targets")[0]
TARGET = Target(
    measure=ROW["key"],
    baseline=Decimal(ROW["baseline"]),
    delta=Decimal(ROW["delta"]),
    deadline=ROW["deadline"],
)


@pytest.mark.req("E07")
def test_targets_the_text_of_anhui_gives_baseline_rise_and_deadline() -> None:
    assert (TARGET.goal, TARGET.deadline, TARGET.measure) == (Decimal(36), DEADLINE, "organization_coverage")


@pytest.mark.req("E07")
@pytest.mark.parametrize(
    ("percent", "on", "state"),
    [
        pytest.param("35.9", DEADLINE, TargetState.UNDER_WAY, id="ah2017#E07-35.9-on-the-deadline"),
        pytest.param("35.9", date(2019, 1, 1), TargetState.MISSED, id="ah2017#E07-35.9-fails"),
        pytest.param("36.0", DEADLINE, TargetState.MET, id="ah2017#E07-36.0-passes"),
        pytest.param("36.0", date(2018, 3, 1), TargetState.MET, id="ah2017#E07-early"),
    ],
)
def test_targets_hold_at_their_number(percent: str, on: date, state: TargetState) -> None:
    assert judge_percent(TARGET, Decimal(percent), on).state is state


@pytest.mark.parametrize(
    ("numerator", "denominator", "state"),
    [
        (36, 100, TargetState.MET),
        (35_999, 100_000, TargetState.MISSED),
        (9, 25, TargetState.MET),
        (0, 0, TargetState.NO_FIGURE),
    ],
)
def test_targets_are_judged_by_whole_numbers_not_by_rounded_percentages(
    numerator: int, denominator: int, state: TargetState
) -> None:
    progress = judge_target(TARGET, numerator, denominator, date(2019, 1, 1))
    assert progress.state is state


def test_targets_what_is_shown_never_flatters() -> None:
    progress = judge_target(TARGET, 35_999, 100_000, DEADLINE)
    assert "现为35.99%，还差0.01个百分点" in progress.sentence
    assert "36%" in progress.sentence and "2018-12-31" in progress.sentence


@pytest.mark.parametrize(("before", "now", "growth"), [(1000, 1100, "10.0"), (200, 230, "15.0"), (0, 5, None)])
def test_indicators_growth_over_a_year(before: int, now: int, growth: str | None) -> None:
    assert yearly_growth(before, now) == (Decimal(growth) if growth else None)


def test_indicators_per_10_000_residents_needs_a_population() -> None:
    assert per_10_000_residents(27_760, 21_520_000) == Decimal("12.9")
    assert per_10_000_residents(10, 0) is None
