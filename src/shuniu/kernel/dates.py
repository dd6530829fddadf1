"""Which day, month or year does a cell name, and how precisely was it written?"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from math import isfinite

from shuniu.kernel.text import EMPTY_MARKS, chinese_number, narrow, whole_number

_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2100
# Two-digit years up to this one belong to the present century.
_PIVOT = 26
_LONGEST = 40
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(10_000, 75_000)  # 1927 to 2105: below lie counts and years, above six-digit months
NULL_MARKERS = frozenset(
    ["1900-01-01", "1900-01", "1970-01-01", "1899-12-30", "1899-12-31", "0001-01-01", "9999-12-31"]
)

_TIME = re.compile(r"[T\s]+(?:上午|下午)?\s*\d{1,2}[:时]\d{1,2}.*$")
_PARTS = re.compile(r"(\d{4}|\d{2})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})?)?[日号份]?")
_TENTH_OR_FIRST = re.compile(r"\d{4}\.1")  # exports write the number 2020.10 so
_YEAR = re.compile(r"(\d{4})年?(?:月日)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_DAY_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_CHINESE = re.compile(
    r"([〇○零一二三四五六七八九OＯ]{4}|[〇○零一二三四五六七八九]{2}|\d{4})年"
    r"(?:([一二三四五六七八九十]{1,3})月份?)?(?:([一二三四五六七八九十]{1,3})[日号])?"
)
_BLANK_FORM = re.compile(r"[年月日号./\-]+")  # a form's signs with nothing between them
_GAP = re.compile(r"(?<=\d)\s+(?=\d)")
_SLIPS = (
    (re.compile(r"(?<=\d)[、,，。·・﹒\\./\-_]+(?=\d)"), "."),  # whatever sign was at hand between the numbers
    (re.compile(r"（[^\d（）]*）|\([^\d()]*\)|星期.|周[一二三四五六日]"), ""),
    (re.compile(r"(?:加?入党|转正|出?生|批准|成立|建立|起|左右)$"), ""),
    (re.compile(r"^(\d{5,6}|\d{8})\.0$"), r"\1"),  # a number on its way through another program
)
_ERA_MARK = re.compile(r"^(?:公元|自|于|约)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precise as it was written; never made more precise than that."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def from_iso(cls, text: str) -> "PartialDate":
        return cls(*(int(part) for part in text.split("-")))

    @classmethod
    def of(cls, day: date, precision: str) -> "PartialDate":
        """What is kept as a day and its precision (day, month, year), as it was written."""
        return cls(day.year, None if precision == "year" else day.month, day.day if precision == "day" else None)

    @property
    def precision(self) -> str:
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def iso(self) -> str:
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True)
class DateReading:
    """What a cell says as a date: nothing, a date, or a reason why it is none.

    `marker` is the day a null date names: somebody may really have been born on it.
    """

    value: PartialDate | None = None
    problem: str | None = None
    warning: str | None = None
    marker: PartialDate | None = None

    @cached_property
    def iso(self) -> str | None:
        return None if self.value is None else self.value.iso


_INVALID = DateReading(problem="date_invalid")
_NULL = DateReading(warning="date_null_marker")
_UNIX_NULL = DateReading(warning="date_null_marker", marker=PartialDate(1970, 1, 1))


def parse_date(cell: object) -> DateReading:
    if isinstance(cell, (date, datetime)):
        return _of_parts(cell.year, cell.month, cell.day)
    if isinstance(cell, bool):
        return _INVALID
    if isinstance(cell, (int, float)):
        return _of_number(cell)
    return DateReading() if cell is None else _of_text(str(cell))


def _of_parts(year: int, month: int | None, day: int | None, warning: str | None = None) -> DateReading:
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return _NULL if (year, month, day) in ((1900, 1, 0), (0, 0, 0)) else _INVALID
    value = PartialDate(year, month, day)
    if value.iso in NULL_MARKERS:
        return _UNIX_NULL if value == _UNIX_NULL.marker else _NULL
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        return _INVALID
    return DateReading(value, warning=warning)


def _of_number(number: float) -> DateReading:
    if not isfinite(number):
        return _INVALID
    if number in (0, 1, 25569):  # the first days of Excel's and of Unix's calendar: nobody means them
        return _UNIX_NULL if number == 25569 else _NULL
    if float(number).is_integer():
        whole = int(number)
        if whole in _SERIALS:
            return _of_day(_EXCEL_EPOCH + timedelta(days=whole))
        return _of_text(str(whole))
    if int(number) in _SERIALS:
        return _of_day(_EXCEL_EPOCH + timedelta(days=int(number)))
    year, _, month = repr(float(number)).partition(".")
    if len(year) != 4 or len(month) > 2:
        return _INVALID
    if month == "1":
        # 2020.1 and 2020.10 are the same number: only the year is certain.
        return _of_parts(int(year), None, None, "date_month_ambiguous")
    return _of_parts(int(year), int(month), None)


def _of_day(day: date) -> DateReading:
    return _of_parts(day.year, day.month, day.day)


def _of_text(raw: str) -> DateReading:
    text = narrow(raw).strip().strip("'\"").strip()
    if text in EMPTY_MARKS:
        return DateReading()
    text = _GAP.sub(".", _TIME.sub("", text))
    text = _ERA_MARK.sub("", re.sub(r"\s+", "", text)).rstrip(".,、;，。-/")
    if _TENTH_OR_FIRST.fullmatch(text):
        return _of_parts(int(text[:4]), None, None, "date_month_ambiguous")
    if found := _PARTS.fullmatch(text):
        return _of_written(found[1], int(found[2]), int(found[3]) if found[3] else None)
    if found := _COMPACT.fullmatch(text):
        return _of_parts(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    if found := _YEAR.fullmatch(text):
        return _of_parts(int(found[1]), None, None)
    if text.isdecimal() and len(text) <= 5 and int(text) in _SERIALS:
        return _of_day(_EXCEL_EPOCH + timedelta(days=int(text)))
    return _of_rare(text)


def _of_written(year: str, month: int, day: int | None) -> DateReading:
    if len(year) == 4:
        return _of_parts(int(year), month, day)
    century = 2000 if int(year) <= _PIVOT else 1900
    return _of_parts(century + int(year), month, day, "date_two_digit_year")


def _of_rare(text: str) -> DateReading:
    if _BLANK_FORM.fullmatch(text):
        return DateReading()
    tidy = text
    for slip, meant in _SLIPS:
        tidy = slip.sub(meant, tidy)
    if tidy != text and len(text) <= _LONGEST:
        return _of_text(tidy)
    if found := _DAY_LAST.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        if first > 12 and second <= 12:
            return _of_parts(int(found[3]), second, first)
        return _of_parts(int(found[3]), first, second) if second > 12 else _INVALID
    if found := _CHINESE.fullmatch(text):
        year = whole_number(found[1], 9999) or chinese_number(found[1].replace("O", "〇").replace("Ｏ", "〇"))
        month, day = (chinese_number(part) if part else None for part in (found[2], found[3]))
        return _of_written(f"{year:0{len(found[1])}d}", month, day) if month else _of_parts(year or 0, None, None)
    return _INVALID
