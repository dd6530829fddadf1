"""两日之间的变化: the figure of two days, what came and went by cause, and the way to the organizations behind it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.figures.changing import Cause
from shuniu.policy.measures import MEASURES, Measure, Subject
from shuniu.statistics import NoFigures, Pair, trends_for
from shuniu.statistics.changes import Changes, changes_for
from shuniu.statistics.earlier.ledger import TooMany
from shuniu.web.exporting import table_file
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.figures.board import choices
from shuniu.web.figures.earlier import carried, written_moment
from shuniu.web.figures.telling import pair_words
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.parts import Link
from shuniu.web.wording import NOTHING, SHANGHAI, moment, number, points

# Only what counts organizations one by one can be told by organization.
MEASURED = tuple(one for one in MEASURES.values() if one.subject is Subject.UNIT and not one.sums)
FIRST = "organization_coverage"
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Question:
    """Which figure of whom is compared, with which other day; ``days`` are the two, the earlier first.

    ``known_at``: the figure of the earlier day is taken as it was known then, None as it is known now.
    """

    asked: Asked
    measure: Measure
    against: date
    days: tuple[date, date]
    known_at: datetime | None = None

    @property
    def query(self) -> dict[str, str]:
        known = {"known": carried(self.known_at)} if self.known_at is not None else {}
        return {"node": self.asked.code, "measure": self.measure.key, "against": self.against.isoformat(), **known}

    @property
    def known_field(self) -> str:
        return self.known_at.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M") if self.known_at is not None else ""


def question_of(request: HttpRequest) -> Question:
    """A measure nobody knows is a 404; a day that cannot be read is the usual one."""
    asked, on = asked_node(request), day_of(request)
    key = request.GET.get("measure", FIRST)
    measure = next((one for one in MEASURED if one.key == key), None)
    if measure is None:
        raise Http404
    against = _read(request.GET.get("against", "")) or year_end_before(on)
    written = written_moment(request.GET.get("known", ""))
    known_at = None if written is None else min(written, actor_of(request).now)
    return Question(asked, measure, against, (min(on, against), max(on, against)), known_at)


def _read(text: str) -> date | None:
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2100 else None


def year_end_before(on: date) -> date:
    return date(on.year - 1, 12, 31)


def days_offered(on: date) -> list[tuple[str, date]]:
    """Days one compares with: the last year-end, the same day last year, the last month-ends."""
    same = date(on.year - 1, on.month, min(on.day, monthrange(on.year - 1, on.month)[1]))
    offered = [("上年末", year_end_before(on)), ("上年同日", same)]
    month = on
    for label in ("上月末", "前两个月末", "前三个月末"):
        month = month.replace(day=1) - timedelta(days=1)
        offered.append((label, month))
    return offered


@require_GET
def figure_changes(request: HttpRequest) -> HttpResponse:
    asking = question_of(request)
    found = _changes(request, asking)
    told = found if isinstance(found, Changes) else None
    silent = found.sentence if isinstance(found, NoFigures) else found if isinstance(found, str) else ""
    address = reverse("figure_changes")
    context = {
        "asking": asking,
        "asked": asking.asked,
        "measures": MEASURED,
        "choices": choices(request),
        "offered": [
            Link(label, with_day(request, address, **{**asking.query, "against": day}), day == asking.against)
            for label, day in days_offered(day_of(request))
        ],
        "silent": silent,
        "told": _told(request, asking, told) if told else None,
        "known_words": moment(asking.known_at) if asking.known_at is not None else "",
        "trend": [] if silent else _trend(request, asking),
        "trend_address": with_day(request, reverse("figure_trend", args=[asking.measure.key]), node=asking.asked.code),
        "export": with_day(request, reverse("figure_changes_export"), **asking.query),
        "crumbs": [Link("统计", with_day(request, reverse("figures"), node=asking.asked.code)), Link("变化", "")],
    }
    return framed(request, "figures/changes.html.jinja", context)


def _changes(request: HttpRequest, asking: Question) -> Changes | NoFigures | str:
    """A sentence where there are more organizations than are counted afresh."""
    key, node = asking.measure.key, asking.asked.key
    try:
        return changes_for(actor_of(request), key, node, *asking.days, known_at=asking.known_at)
    except TooMany as many:
        return str(many)


def _trend(request: HttpRequest, asking: Question) -> list[float | None]:
    key = asking.measure.key
    found = trends_for(actor_of(request), [key], asking.asked.key, asking.days[1], MONTHS)[key]
    return [point.pair.value if point.pair else None for point in found]


def pairs_of(found: Changes) -> tuple[Pair, Pair]:
    wholes = found.wholes or (None, None)
    first, last = (Pair(numerator=one, denominator=whole) for one, whole in zip(found.numbers, wholes, strict=True))
    return first, last


def difference_words(first: Pair, last: Pair, measure: Measure) -> str:
    """+2.6 个百分点, −3 家; nothing where one of the days has no share."""
    if first.value is None or last.value is None:
        return NOTHING
    step = last.value - first.value
    said = points(step) if measure.is_ratio else f"{number(abs(step))} {measure.unit}"
    return f"{'+' if step > 0 else '−' if step < 0 else ''}{said}"


def _told(request: HttpRequest, asking: Question, found: Changes) -> dict[str, Any]:
    first, last = pairs_of(found)
    return {
        "before": {"on": found.before, "words": pair_words(first, asking.measure) or NOTHING, "pair": first},
        "after": {"on": found.after, "words": pair_words(last, asking.measure) or NOTHING, "pair": last},
        "difference": difference_words(first, last, asking.measure),
        "unit": "家" if asking.measure.is_ratio else asking.measure.unit,
        "sums": _sums(found),
        "columns": [label for label, _ in columns_of(found)],
        "lines": [
            (line.cause.label, [_number(request, asking, line.cause, column, getattr(line, column))
                                for _, column in columns_of(found)])
            for line in found.lines
        ],
        "totals": [sum(getattr(line, column) for line in found.lines) for _, column in columns_of(found)],
    }  # fmt: skip


def columns_of(found: Changes) -> list[tuple[str, str]]:
    if found.wholes is None:
        return [("来", "came"), ("去", "went")]
    return [("分子：来", "came"), ("分子：去", "went"), ("分母：来", "whole_came"), ("分母：去", "whole_went")]


def _sums(found: Changes) -> list[tuple[str, int, int, int, int]]:
    """前 + 来 − 去 = 后, of the numerator and of the denominator of a ratio."""

    def line(label: str, ends: tuple[int, int], came: str, went: str) -> tuple[str, int, int, int, int]:
        up, down = (sum(getattr(one, column) for one in found.lines) for column in (came, went))
        assert ends[0] + up - down == ends[1], "what came less what went is the difference, by construction"
        return label, ends[0], up, down, ends[1]

    if found.wholes is None:
        return [line("", found.numbers, "came", "went")]
    return [
        line("分子", found.numbers, "came", "went"),
        line("分母", found.wholes, "whole_came", "whole_went"),
    ]


def _number(request: HttpRequest, asking: Question, cause: Cause, moved: str, count: int) -> Any:
    if not count:
        return 0
    address = with_day(request, reverse("figure_changed"), **asking.query, cause=cause.value, moved=moved)
    return Link(number(count), address)


@require_GET
def figure_changes_export(request: HttpRequest) -> FileResponse:
    """The lines as a workbook, with both figures above them as the first and the last row."""
    asking = question_of(request)
    found = _changes(request, asking)
    if not isinstance(found, Changes):
        raise Http404
    columns = [("原因", "text"), *((label, "number") for label, _ in columns_of(found))]
    return table_file(request, f"{asking.measure.name}_变化", columns, _exported(found), notes_of(asking, found))


def _exported(found: Changes) -> Iterator[list[Any]]:
    columns = [column for _, column in columns_of(found)]
    wholes = found.wholes or ()
    ends = [[found.numbers[at], None, *([wholes[at], None] if wholes else [])] for at in (0, 1)]
    yield [f"{found.before.isoformat()} 的数", *ends[0]]
    for line in found.lines:
        yield [line.cause.label, *(getattr(line, column) for column in columns)]
    yield ["合计", *(sum(getattr(line, column) for line in found.lines) for column in columns)]
    yield [f"{found.after.isoformat()} 的数", *ends[1]]


def notes_of(asking: Question, found: Changes | None = None) -> list[str]:
    first, last = asking.days
    notes = [
        f"范围：{asking.asked.name}及其下级",
        f"两日：{first.isoformat()} 与 {last.isoformat()}",
        f"口径：{asking.measure.definition}",
    ]
    if asking.known_at is not None:
        notes.append(f"{first.isoformat()} 的数按 {moment(asking.known_at)} 所知，以后更正、补录和撤销导入的列在“更正”")
    if found is not None:
        notes.append(f"差：{difference_words(*pairs_of(found), asking.measure)}；前 + 来 − 去 = 后")
    return notes
