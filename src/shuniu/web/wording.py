"""How is a value written on a page: a day, a number, a share, an empty place?"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from shuniu.kernel.period import Period
from shuniu.policy.words.word import Word
from shuniu.web.parts import Chart, Link, Status

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOTHING = "—"
# In a document where a name may not be read or kept: whoever holds the roll writes it in.
NO_NAME = "×××"
# What would be markup.
SIGNS = re.compile("[&<>'\"]")


def day(value: date | None) -> str:
    """2026-11-22."""
    return NOTHING if value is None else value.isoformat()[:10]


def full_day(value: date | None) -> str:
    """2026年11月22日, as documents write it."""
    return NOTHING if value is None else f"{value.year}年{value.month}月{value.day}日"


def moment(value: datetime | None) -> str:
    """2026-11-22 17:40, in the time of the office."""
    return NOTHING if value is None else value.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def stretch(period: Period, precision: str = "day") -> str:
    """From–to in words: 2024-03-18 起, 2021-12-01 至 2026-11-30, 2016 年起, 2026-01-01 账上已有."""
    lengths = {"month": 7, "year": 4}
    start = day(period.start)[: lengths.get(precision, 10)]
    start = start + " 年" if precision == "year" else start
    if precision == "opening":
        start += " 账上已有"
    if period.latest_day is None:
        return start if precision == "opening" else start + ("起" if precision == "year" else " 起")
    return f"{start} 至 {day(period.latest_day)}"


def number(value: float | None, places: int = 0) -> str:
    return NOTHING if value is None else f"{value:,.{places}f}"


def percent(value: float | None, places: int = 1) -> str:
    """A ratio between 0 and 1 as 82.4%; none where the denominator is 0."""
    return NOTHING if value is None else f"{value * 100:.{places}f}%"


def points(value: float | None, places: int = 1) -> str:
    """A difference of two ratios: 2.6 个百分点."""
    return NOTHING if value is None else f"{abs(value) * 100:.{places}f} 个百分点"


def share(numerator: int | None, denominator: int | None) -> str:
    return f"{number(numerator)} / {number(denominator)}"


def word(code: str | None, words: type[Word] | Mapping[str, str]) -> str:
    """The Chinese word of a stored code; a code nobody knows is shown as it is, not hidden."""
    if not code:
        return NOTHING
    if isinstance(words, type):
        known = words._value2member_map_.get(code)
        return known.label if isinstance(known, words) else code
    return words.get(code, code)


def worded(key: str, words: type[Word]) -> Callable[[Mapping[str, Any]], str]:
    """From a row to the word of the code it holds under ``key``, for lists."""
    known = {one.value: one.label for one in words}

    def said(row: Mapping[str, Any]) -> str:
        code = row[key]
        return known[code] if code in known else word(code, words)

    return said


def escaped(text: str) -> str:
    """As Jinja2 escapes; nearly no text of a list holds one of the signs, and to find that out is ten times quicker."""
    return str(escape(text)) if SIGNS.search(text) else text


def cell(value: Any) -> Markup:
    """One cell of a table, by the kind of its value."""
    return Markup(cell_text(value))


def cell_text(value: Any) -> str:
    """The same for who puts many cells together."""
    kind = type(value)
    if kind is str:
        return escaped(value or NOTHING)
    if kind is Status:
        return _status_text(value)
    if kind is int:
        return number(value)
    if kind is Link:
        if not value.address:
            return escaped(value.label)
        return f'<a href="{escaped(value.address)}">{escaped(value.label)}</a>'
    return escaped(plain(value))


@lru_cache(maxsize=500)
def _status_text(value: Status) -> str:
    """Half the cells of a list are one of a few."""
    return f'<span class="status status-{escaped(value.tone)}">{escaped(value.word)}</span>'


def plain(value: Any) -> str:
    """One value in words, without markup."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int):
        return number(value)
    if isinstance(value, float):
        return number(value, 1)
    return str(value)


def block_json(value: Any) -> Markup:
    """JSON for a data block in a page; nothing in it can end the block."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Written with escapes that JSON itself reads back, so the text inside stays the same.
    for sign, safe in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028")):
        written = written.replace(sign, safe)
    return Markup(written)


def chart_values(chart: Chart) -> Markup:
    """What the script that draws needs of a chart, as a data block."""
    series = [{"name": one.name, "values": list(one.values), "colour": one.colour} for one in chart.series]
    return block_json(
        {
            "kind": chart.kind,
            "ratio": chart.ratio,
            "labels": list(chart.labels),
            "series": series,
            "addresses": list(chart.addresses),
        }
    )


FILTERS: dict[str, Callable[..., Any]] = {
    "block_json": block_json,
    "cell": cell,
    "chart_values": chart_values,
    "day": day,
    "full_day": full_day,
    "moment": moment,
    "number": number,
    "percent": percent,
    "plain": plain,
    "points": points,
    "share": share,
    "stretch": stretch,
    "word": word,
}
