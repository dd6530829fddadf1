"""Is a date read as precisely as it was written, and never more?"""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuniu.kernel.dates import PartialDate, parse_date

DAYS = st.dates(min_value=date(1950, 1, 2), max_value=date(2050, 12, 31)).filter(lambda day: day != date(1970, 1, 1))


@pytest.mark.parametrize(
    ("cell", "iso", "warning"),
    [
        ("2016-12", "2016-12", None),
        ("2004", "2004", None),
        (1997.0, "1997", None),
        (datetime.fromisoformat("2020-07-01T08:30"), "2020-07-01", None),
        (43780.0, "2019-11-11", None),
        (46678.5, "2027-10-18", None),
        (20231219.0, "2023-12-19", None),
        ("202405", "2024-05", None),
        (2014.08, "2014-08", None),
        (2020.1, "2020", "date_month_ambiguous"),
        ("2020.1", "2020", "date_month_ambiguous"),
        ("2020.2", "2020-02", None),
        ("94.8.1", "1994-08-01", "date_two_digit_year"),
        ("26.3.28", "2026-03-28", "date_two_digit_year"),
        ("27.3.28", "1927-03-28", "date_two_digit_year"),
        ("二〇〇八年五月二十日", "2008-05-20", None),
        ("二零一〇年十二月", "2010-12", None),
        ("２０２４年１０月５日", "2024-10-05", None),
        ("2009 年 5 月 4 日", "2009-05-04", None),
        ("2015.12.30.", "2015-12-30", None),
        ("2014-06-22 00:00:00", "2014-06-22", None),
        ("2014/6/22 8:05", "2014-06-22", None),
        ("13/5/2020", "2020-05-13", None),
        ("5/13/2020", "2020-05-13", None),
        ("2019年6月份", "2019-06", None),
        ("—", None, None),
        ("", None, None),
        (None, None, None),
        ("1900-01-01", None, "date_null_marker"),
        ("1970-01-01", None, "date_null_marker"),
        ("1899-12-30", None, "date_null_marker"),
        (0, None, "date_null_marker"),
    ],
)
def test_what_a_cell_says(cell: object, iso: str | None, warning: str | None) -> None:
    found = parse_date(cell)
    assert (found.iso, found.warning, found.problem) == (iso, warning, None)


@pytest.mark.parametrize(
    "cell",
    ["2019年2月30日", "2022年13月", "2021-00-10", "不知道", "5/6/2020", "3019-01-01", 7, 123456789, True, 2020.123],
)
def test_no_date(cell: object) -> None:
    found = parse_date(cell)
    assert (found.value, found.problem) == (None, "date_invalid")


@given(DAYS)
def test_every_spelling_of_a_day_gives_the_day(day: date) -> None:
    year, month, number = day.year, day.month, day.day
    serial = (day - date(1899, 12, 30)).days
    spellings: list[object] = [
        day,
        day.isoformat(),
        f"{year}/{month}/{number}",
        f"{year}.{month:02d}.{number:02d}",
        f"{year}年{month}月{number}日",
        f" {year}年{month:02d}月{number:02d}日 ",
        day.strftime("%Y%m%d"),
        float(day.strftime("%Y%m%d")),
        float(serial),
    ]
    assert {parse_date(spelling).iso for spelling in spellings} == {day.isoformat()}


@given(st.one_of(st.text(max_size=20), st.floats(), st.integers()))
def test_nothing_a_cell_holds_is_an_error(cell: object) -> None:
    found = parse_date(cell)
    assert (found.value is None) or found.problem is None


def test_a_partial_date_knows_its_edges() -> None:
    assert (PartialDate(2020, 2).earliest, PartialDate(2020, 2).latest) == (date(2020, 2, 1), date(2020, 2, 29))
    assert (PartialDate(2019).earliest, PartialDate(2019).latest) == (date(2019, 1, 1), date(2019, 12, 31))
    assert [PartialDate.from_iso(text).precision for text in ("2019", "2019-02", "2019-02-03")] == [
        "year",
        "month",
        "day",
    ]
    assert PartialDate.from_iso("2019-02").iso == "2019-02"
