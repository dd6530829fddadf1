"""Which day comes so many months or working days later?"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import chinese_calendar


def after_months(start: date, months: int) -> date:
    """The same day number so many months later, else the last day of that month; backwards where negative."""
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def after_working_days(start: date, days: int) -> tuple[date, bool]:
    """The last of so many working days after ``start``; False where the calendar of a year on the way is not known."""
    known, day = True, start
    while days > 0:
        day += timedelta(days=1)
        working, told = is_working_day(day)
        known = known and told
        days -= working
    return day, known


def is_working_day(day: date) -> tuple[bool, bool]:
    """Whether it is one, and whether the State Council's notice of days off for its year is known here."""
    try:
        return bool(chinese_calendar.is_workday(day)), True
    except NotImplementedError:
        return day.weekday() < 5, False
