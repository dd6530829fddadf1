"""The figures of a node on a day as they were known at an earlier moment, and what has been learned since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.figures.learning import Learned
from shuniu.policy.measures import MEASURES, Measure, Subject
from shuniu.statistics import NoFigures, NotCountedSo, RowPage, Table, Wanted, figures_for
from shuniu.statistics.earlier.differences import Differences, LearnedUnit, differences_for
from shuniu.statistics.earlier.figures import figures_known_for
from shuniu.statistics.earlier.ledger import MOST, TooMany
from shuniu.statistics.earlier.moment import Then
from shuniu.statistics.earlier.rows import rows_known_for
from shuniu.web.exporting import table_file
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.figures.board import COUNTED, choices, listed_measure
from shuniu.web.figures.rows import NUMERIC
from shuniu.web.figures.telling import rows_address
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.parts import Link
from shuniu.web.wording import SHANGHAI, moment, number, percent

FORMATS = ("%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d")
STEPS = {1: "增加", -1: "减少", 0: "只影响分母"}
SHOWN_AT_MOST = 200


def moment_asked(request: HttpRequest) -> datetime:
    """``?at=``; by default the end of the day the page is about, for as long as that has passed. Never a later one."""
    now = actor_of(request).now
    return min(written_moment(request.GET.get("at", "")) or _end_of(day_of(request)), now)


def written_moment(text: str) -> datetime | None:
    """A moment as an address or a field says it; a day is its end. None for nothing and for what cannot be read."""
    for form in FORMATS:
        try:
            found = datetime.strptime(text.strip()[:26], form).replace(tzinfo=SHANGHAI)
        except (ValueError, OverflowError):
            continue
        return found if form != FORMATS[-1] else found + timedelta(days=1)
    return None


def _end_of(on: date) -> datetime:
    return datetime.combine(on, time.max, tzinfo=SHANGHAI)


def _then(request: HttpRequest, asked: Asked) -> Then:
    return Then(node=asked.key, on=day_of(request), at=moment_asked(request))


def carried(at: datetime) -> str:
    """A moment as an address carries it: to the last digit, for what was recorded in the same minute counts too."""
    return at.astimezone(SHANGHAI).strftime(FORMATS[0])


def opens_earlier(key: str) -> bool:
    """Is there a page that tells this measure's then and now by organizations?"""
    return MEASURES[key].subject is Subject.UNIT


@require_GET
def figures_earlier(request: HttpRequest) -> HttpResponse:
    actor, asked = actor_of(request), asked_node(request)
    then, refused, lines = _then(request, asked), "", []
    try:
        before = figures_known_for(actor, COUNTED, then, with_digest=False)
        now = figures_for(actor, COUNTED, asked.key, then.on)
        lines = [_line(request, asked, then.at, *pair) for pair in zip(before, now, strict=True)]
    except TooMany as many:
        refused = str(many)
    context = {
        "asked": asked,
        "choices": choices(request),
        "at": then.at.astimezone(SHANGHAI).strftime(FORMATS[1]),
        "at_words": moment(then.at),
        "refused": refused,
        "lines": lines,
        "board": with_day(request, reverse("figures"), node=asked.code),
    }
    return framed(request, "figures/earlier.html.jinja", context)


def _line(
    request: HttpRequest, asked: Asked, at: datetime, then: Table | NoFigures, now: Table | NoFigures
) -> tuple[Any, ...]:
    measure = then.measure
    told = with_day(request, reverse("figure_earlier", args=[measure.key]), node=asked.code, at=carried(at))
    here = _said(now)
    return (
        measure.name,
        Link(_said(then), told) if measure.subject is Subject.UNIT else _said(then),
        Link(here, rows_address(request, measure.key, asked.code)) if isinstance(now, Table) else here,
        _difference(then, now),
    )


def _said(told: Table | NoFigures) -> str:
    if isinstance(told, NoFigures) or told.value is None:
        return "无数据"
    if told.denominator is None:
        return number(told.value)
    return f"{percent(told.value)}（{number(told.numerator)}/{number(told.denominator)}）"


def _difference(then: Table | NoFigures, now: Table | NoFigures) -> str:
    if isinstance(then, NoFigures) or isinstance(now, NoFigures) or then.value is None or now.value is None:
        return ""
    if then.denominator is None or now.denominator is None:
        step = int(now.value) - int(then.value)
        return f"{step:+,}" if step else "0"
    exact = [Fraction(int(one.numerator or 0), int(one.denominator or 1)) for one in (then, now)]
    return f"{float(exact[1] - exact[0]) * 100:+.1f} 个百分点" if exact[0] != exact[1] else "0"


@require_GET
def figure_earlier(request: HttpRequest, key: str) -> HttpResponse:
    """One figure then and now, and by which organizations the two differ."""
    measure, asked = _of_units(key), asked_node(request)
    then, refused, found = _then(request, asked), "", None
    try:
        found = differences_for(actor_of(request), key, then)
    except TooMany as many:
        refused = str(many)
    silent = found.sentence if isinstance(found, NoFigures) else ""
    told = found if isinstance(found, Differences) else None
    export = with_day(request, reverse("figure_earlier_export", args=[key]), node=asked.code, at=carried(then.at))
    context = {
        "asked": asked,
        "measure": measure,
        "at_words": moment(then.at),
        "refused": refused or silent,
        "facts": _facts(told, then.at) if told else [],
        "causes": _causes(told) if told else [],
        "units": [_unit(request, one) for one in told.units[:SHOWN_AT_MOST]] if told else [],
        "more": max(len(told.units) - SHOWN_AT_MOST, 0) if told else 0,
        "crumbs": [
            Link("统计", with_day(request, reverse("figures"), node=asked.code)),
            Link("按当时所知", with_day(request, reverse("figures_earlier"), node=asked.code, at=carried(then.at))),
            Link(measure.name, ""),
        ],
        "exports": [Link("当时的明细导出 Excel", export)] if told and told.numbers[0] <= MOST else [],
        "too_long": f"当时的明细超过 {MOST:,} 家，不能一次导出；请选择下级党组织。"
        if told and told.numbers[0] > MOST
        else "",
    }
    return framed(request, "figures/earlier_one.html.jinja", context)


def _of_units(key: str) -> Measure:
    measure = listed_measure(key)
    if measure.subject is not Subject.UNIT:
        raise Http404
    return measure


def _facts(found: Differences, at: datetime) -> list[tuple[str, Any]]:
    def said(index: int) -> str:
        one = number(found.numbers[index])
        if found.wholes is None:
            return f"{one} {found.measure.unit}"
        whole = found.wholes[index]
        share = percent(found.numbers[index] / whole) if whole else "无数据"
        return f"{share}（{one}/{number(whole)}）"

    return [(f"按当时所知（{moment(at)}）", said(0)), ("按现在所知", said(1))]


def _causes(found: Differences) -> list[tuple[Any, ...]]:
    """One line for each cause, and their sum: exactly what lies between the two figures."""
    counts = Counter((one.cause, one.step) for one in found.units)
    added = {cause: sum(one.added for one in found.units if one.cause is cause) for cause in Learned}
    whole = {cause: sum(one.whole_step for one in found.units if one.cause is cause) for cause in Learned}
    lines = [
        (cause.label, counts[cause, 1], counts[cause, -1], f"{added[cause]:+,}", f"{whole[cause]:+,}")
        for cause in Learned
        if any(counts[cause, step] for step in STEPS)
    ]
    if not lines:
        return []
    came, went = (sum(count for (_, step), count in counts.items() if step == way) for way in (1, -1))
    total = ("合计", came, went, f"{sum(added.values()):+,}", f"{sum(whole.values()):+,}")
    shown = [*lines, total]
    return shown if found.wholes is not None else [line[:-1] for line in shown]


def _unit(request: HttpRequest, one: LearnedUnit) -> tuple[Any, ...]:
    card = with_day(request, reverse("organization", args=[one.uuid]))
    return (Link(one.name or one.code, card), one.code, one.cause.label, STEPS[one.step])


@require_GET
def figure_earlier_export(request: HttpRequest, key: str) -> FileResponse:
    """The rows behind the figure as they were known then."""
    measure, asked = _of_units(key), asked_node(request)
    then = _then(request, asked)
    try:
        found = rows_known_for(actor_of(request), key, then, None, Wanted(limit=None))
    except (TooMany, NotCountedSo) as problem:
        raise Http404 from problem
    if not isinstance(found, RowPage):
        raise Http404
    names = list(found.rows[0].attributes) if found.rows else []
    rows: Sequence[list[Any]] = [[row.name, row.code, *(row.attributes[name] for name in names)] for row in found.rows]
    columns = [("名称", "text"), ("代码", "text"), *((name, "number" if name in NUMERIC else "text") for name in names)]
    notes = [
        f"范围：{asked.name}及其下级",
        f"按当时所知：{moment(then.at)}",
        f"口径：{measure.definition}",
    ]
    return table_file(request, f"{measure.name}_按当时所知", columns, rows, notes)
