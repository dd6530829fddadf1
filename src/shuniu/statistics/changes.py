"""What changed between two days? Every organization that counts on one of them and not on the other, by cause.

The full join of the stretches of both days: what came less what went is the difference of the two figures, by
construction. The attribute that differs is the cause. Where the first day is taken as it was known at a moment, what
has been learned of that day since is a cause of its own before all others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from psycopg import sql

from shuniu.access import Actor
from shuniu.policy.figures.changing import Cause
from shuniu.policy.figures.learning import Learned
from shuniu.policy.measures import Measure, Subject
from shuniu.policy.measures import measure as measure_of
from shuniu.statistics.answers import NoFigures, NotCountedSo
from shuniu.statistics.causes import cause_told, joined
from shuniu.statistics.conditions import counting
from shuniu.statistics.counting import answer, nothing
from shuniu.statistics.earlier.differences import Differences, LearnedUnit, differences_for
from shuniu.statistics.earlier.moment import Then
from shuniu.statistics.law import law_at
from shuniu.statistics.numbers import numbers
from shuniu.statistics.places import Place, place_of, require

# A unit that went bears the name of the first day: what it is called elsewhere since is not this reader's.
_UNITS = """
    SELECT uuid, code, name, cause, inside, placed, id FROM (
        SELECT u.uuid, coalesce(u.code, '') AS code, coalesce(r.name, u.code, '') AS name, told.cause, told.inside,
            told.whole, coalesce(r.sort_key, u.code, '') AS placed, u.id
        FROM (SELECT {cause} AS cause, j.inside, j.whole, j.unit,
            CASE WHEN j.a_unit IS NULL THEN %(before)s::date ELSE %(after)s::date END AS day FROM ({joined}) j) AS told
        JOIN shuniu_unit u ON u.id = told.unit
        LEFT JOIN LATERAL (SELECT r.name, r.sort_key FROM shuniu_registration r WHERE r.unit_id = u.id
            AND r.retracted_id IS NULL AND lower(r.period) <= told.day ORDER BY r.period DESC LIMIT 1) r ON true
        WHERE (%(cause)s::text IS NULL OR told.cause = %(cause)s) AND {moved}
    ) AS listed WHERE {behind} ORDER BY placed, id {limit}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseLine:
    """How many came into the numerator (and the denominator of a ratio) and went out of it for one cause."""

    cause: Cause
    came: int
    went: int
    whole_came: int
    whole_went: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """``numbers``: numerator before and after; ``wholes`` the denominators of a ratio, else None. ``known_at``: the
    first day is told as it was known then."""

    measure: Measure
    at: str
    before: date
    after: date
    numbers: tuple[int, int]
    wholes: tuple[int, int] | None
    lines: tuple[CauseLine, ...]
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedUnit:
    """An organization behind a line, under the name of the day on which it counted; ``step`` is +1 where it came into
    the numerator, -1 where it went, 0: neither; ``learned``: what has been learned of the first day."""

    uuid: UUID
    code: str
    name: str
    cause: Cause
    step: int
    learned: Learned | None = None


class Moved(StrEnum):
    """Which of the four numbers of a line is opened."""

    CAME = "came"
    WENT = "went"
    WHOLE_CAME = "whole_came"
    WHOLE_WENT = "whole_went"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedUnits:
    """Which organizations: of one line and one of its numbers, after which one, how many (None: all); ``known_at``:
    the first day as it was known then."""

    cause: Cause | None = None
    moved: Moved | None = None
    after: tuple[str, int] | None = None
    limit: int | None = 50
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPage:
    """Organizations in the order of their names; ``after`` asks for the next page, None on the last."""

    units: Sequence[ChangedUnit]
    after: tuple[str, int] | None


_MOVED: Mapping[Moved, str] = {
    Moved.CAME: "told.inside > 0",
    Moved.WENT: "told.inside < 0",
    Moved.WHOLE_CAME: "told.whole > 0",
    Moved.WHOLE_WENT: "told.whole < 0",
}
# The same of those of whose first day something has been learned.
_LEARNED: Mapping[Moved, Callable[[LearnedUnit], bool]] = {
    Moved.CAME: lambda one: one.step > 0,
    Moved.WENT: lambda one: one.step < 0,
    Moved.WHOLE_CAME: lambda one: one.whole_step > 0,
    Moved.WHOLE_WENT: lambda one: one.whole_step < 0,
}
# Where the next page begins: keys of organizations are above 0; below it so many of the learned ones were shown.
_BEGINNING = ("", 0)
FIRST_UNITS = WantedUnits()


def changes_for(
    actor: Actor, measure_key: str, node: int, before: date, after: date, *, known_at: datetime | None = None
) -> Changes | NoFigures:
    """Between two days, the earlier first. Raises NotYours, UnknownMeasure, NotCountedSo, TooMany."""
    require(actor, node)
    measure = _of_units(measure_key)
    place = place_of(node, min(before, after))
    if place.silent:
        return NoFigures(measure=measure, at=place.code, on=min(before, after), sentence=place.silent)
    first, last = _sides(measure, place, before, after)
    lines = _lines(measure, node, before, after)
    if known_at is not None:
        learned = differences_for(actor, measure_key, Then(node=node, on=before, at=known_at))
        if isinstance(learned, NoFigures):
            return learned
        first = (learned.numbers[0], learned.wholes[0] if learned.wholes else 0)
        lines = (*_corrected(learned), *lines)
    return Changes(
        measure=measure,
        at=place.code,
        before=before,
        after=after,
        numbers=(first[0], last[0]),
        wholes=(first[1], last[1]) if measure.is_ratio else None,
        lines=lines,
        known_at=known_at,
    )


def _lines(measure: Measure, node: int, before: date, after: date) -> tuple[CauseLine, ...]:
    query = sql.SQL(
        "SELECT cause, count(*) FILTER (WHERE inside > 0), count(*) FILTER (WHERE inside < 0),"
        " count(*) FILTER (WHERE whole > 0), count(*) FILTER (WHERE whole < 0)"
        " FROM (SELECT {} AS cause, j.inside, j.whole FROM ({}) j) AS told GROUP BY cause"
    ).format(cause_told(), joined(measure, node, before, after))
    found = {row[0]: row[1:] for row in answer(query, _given(node, before, after))}
    return tuple(
        CauseLine(cause=cause, came=row[0], went=row[1], whole_came=row[2], whole_went=row[3])
        for cause in Cause
        if (row := found.get(cause.value)) is not None
    )


def _corrected(learned: Differences) -> tuple[CauseLine, ...]:
    counts = [sum(moves(one) for one in learned.units) for moves in _LEARNED.values()]
    if not learned.units:
        return ()
    came, went, whole_came, whole_went = counts
    line = CauseLine(cause=Cause.CORRECTED, came=came, went=went, whole_came=whole_came, whole_went=whole_went)
    return (line,)


def changed_units_for(
    actor: Actor, measure_key: str, node: int, days: tuple[date, date], wanted: WantedUnits = FIRST_UNITS
) -> ChangedPage:
    """The organizations behind the lines, or behind one of their numbers: those first of whose first day something has
    been learned. Raises as ``changes_for``."""
    require(actor, node)
    measure = _of_units(measure_key)
    corrected, at = _learned_units(actor, measure_key, node, days[0], wanted), 0
    if wanted.after is not None and wanted.after[1] >= 0:
        corrected = []
    elif wanted.after is not None:
        at = -wanted.after[1]
    end = len(corrected) if wanted.limit is None else at + wanted.limit
    first = corrected[at:end]
    if end < len(corrected):
        return ChangedPage(units=first, after=("", -end))
    left = None if wanted.limit is None else wanted.limit - len(first)
    rest = _known_units(measure, node, days, wanted, left)
    return ChangedPage(units=[*first, *rest.units], after=rest.after)


def _learned_units(actor: Actor, measure_key: str, node: int, before: date, wanted: WantedUnits) -> list[ChangedUnit]:
    if wanted.known_at is None or wanted.cause not in (None, Cause.CORRECTED):
        return []
    learned = differences_for(actor, measure_key, Then(node=node, on=before, at=wanted.known_at))
    units = () if isinstance(learned, NoFigures) else learned.units
    moves = _LEARNED[wanted.moved] if wanted.moved else lambda one: True
    return [
        ChangedUnit(uuid=one.uuid, code=one.code, name=one.name, cause=Cause.CORRECTED, step=one.step,
                    learned=one.cause)
        for one in units
        if moves(one)
    ]  # fmt: skip


def _known_units(
    measure: Measure, node: int, days: tuple[date, date], wanted: WantedUnits, limit: int | None
) -> ChangedPage:
    """By what is known now; ``limit`` 0 tells only whether there are any."""
    if wanted.cause is Cause.CORRECTED:
        return ChangedPage(units=(), after=None)
    after = wanted.after if wanted.after is not None and wanted.after[1] > 0 else None
    given: dict[str, object] = {**_given(node, *days), "cause": wanted.cause.value if wanted.cause else None}
    given |= {"after_name": after[0], "after_id": after[1]} if after else {}
    query = sql.SQL(_UNITS).format(
        cause=cause_told(),
        joined=joined(measure, node, *days),
        moved=sql.SQL(_MOVED[wanted.moved] if wanted.moved else "true"),
        behind=sql.SQL("(placed, id) > (%(after_name)s, %(after_id)s)" if after else "true"),
        limit=sql.SQL("") if limit is None else sql.SQL("LIMIT {}").format(sql.Literal(limit + 1)),
    )
    found = answer(query, given)
    more = limit is not None and len(found) > limit
    found = found[:limit]
    return ChangedPage(
        units=[
            ChangedUnit(uuid=uuid, code=code, name=name, cause=Cause(why), step=step)
            for uuid, code, name, why, step, *_ in found
        ],
        after=None if not more else (found[-1][5], found[-1][6]) if found else _BEGINNING,
    )


def _of_units(key: str) -> Measure:
    measure = measure_of(key)
    if measure.subject is not Subject.UNIT or measure.sums:
        raise NotCountedSo(f"“{measure.name}”不按社会组织逐家计数，不能列出两天之间的变化。")
    return measure


def _given(node: int, before: date, after: date) -> dict[str, object]:
    return {"nodes": [node], "days": [before, after], "before": before, "after": after}


def _sides(measure: Measure, place: Place, before: date, after: date) -> list[tuple[int, int]]:
    """Numerator and denominator of each of the two days."""
    found = []
    for on in (before, after):
        one = counting(measure, law_at([place.key], on)[place.key])
        told = numbers([one], [place.key], [on], measure.line, keeping=[place.key] * place.tallied)
        pair, _ = told.get((on, place.key), [nothing(one)])[0]
        found.append((int(pair.numerator), int(pair.denominator or 0)))
    return found
