"""Which day comes so many months or working days later? By the State Council's notices of days off where known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuniu.kernel.calendar import after_months, after_working_days, is_working_day


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        (date(2020, 6, 15), 1, date(2020, 7, 15)),
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2021, 1, 31), 1, date(2021, 2, 28)),
        (date(2020, 5, 31), 1, date(2020, 6, 30)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2020, 12, 1), 1, date(2021, 1, 1)),
        (date(2020, 11, 30), 3, date(2021, 2, 28)),
        (date(2020, 3, 31), -1, date(2020, 2, 29)),
        (date(2020, 1, 15), -1, date(2019, 12, 15)),
        (date(2026, 10, 1), -6, date(2026, 4, 1)),
        (date(2020, 6, 15), 0, date(2020, 6, 15)),
    ],
)
def test_months_end_on_the_same_day_number_or_on_the_last(start: date, months: int, day: date) -> None:
    assert after_months(start, months) == day


@pytest.mark.parametrize(
    ("start", "days", "day"),
    [
        (date(2020, 6, 15), 0, date(2020, 6, 15)),
        # The first day is not counted, and the last one is.
        (date(2020, 6, 15), 1, date(2020, 6, 16)),
        (date(2020, 6, 15), 4, date(2020, 6, 19)),
        (date(2020, 6, 19), 1, date(2020, 6, 22)),
        (date(2020, 6, 20), 1, date(2020, 6, 22)),
        # 国务院办公厅 2020: from 1 to 8 October nobody works, on Sunday 27 September and Saturday 10 October all do.
        (date(2020, 9, 25), 1, date(2020, 9, 27)),
        (date(2020, 9, 30), 1, date(2020, 10, 9)),
        (date(2020, 9, 30), 2, date(2020, 10, 10)),
        (date(2020, 10, 1), 1, date(2020, 10, 9)),
        # What was put off in the spring of 2020.
        (date(2020, 1, 23), 1, date(2020, 2, 3)),
        (date(2019, 12, 31), 1, date(2020, 1, 2)),
    ],
)
def test_working_days_leave_out_the_days_off(start: date, days: int, day: date) -> None:
    assert after_working_days(start, days) == (day, True)


@pytest.mark.parametrize(
    ("start", "days", "day"),
    [
        (date(2199, 12, 2), 1, date(2199, 12, 3)),
        (date(2199, 12, 6), 1, date(2199, 12, 9)),
        # 1 October is like any other day where nothing is known of it.
        (date(2199, 9, 30), 1, date(2199, 10, 1)),
    ],
)
def test_where_the_year_is_not_known_weekends_are_left_out_and_the_day_is_not_certain(
    start: date, days: int, day: date
) -> None:
    assert after_working_days(start, days) == (day, False)


def test_one_unknown_day_on_the_way_makes_the_day_uncertain() -> None:
    last = next(year for year in range(2020, 2200) if not is_working_day(date(year + 1, 1, 4))[1])
    start = date(last, 12, 20)
    days = [start + timedelta(days=one) for one in range(1, 12)]
    in_year = sum(is_working_day(day)[0] for day in days)
    assert after_working_days(start, in_year)[1] is True
    assert after_working_days(start, in_year + 1)[1] is False


@given(st.dates(date(2005, 1, 1), date(2025, 12, 1)), st.integers(1, 15))
def test_so_many_working_days_lie_between(start: date, days: int) -> None:
    end, _ = after_working_days(start, days)
    between = [start + timedelta(days=one) for one in range(1, (end - start).days + 1)]
    assert sum(is_working_day(day)[0] for day in between) == days and is_working_day(end)[0]
