"""What changed between two days? Every organization that counts on one of them and not on the other, by cause.

The full join of the stretches of both days: what came less what went is the difference of the two figures, by
construction. The attribute that differs is the cause.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from psycopg import sql

from shuniu.access import Actor
from shuniu.policy.figures.changing import Cause
from shuniu.policy.measures import Measure, Subject
from shuniu.policy.measures import measure as measure_of
from shuniu.policy.words import Line
from shuniu.statistics.answers import NoFigures, NotCountedSo
from shuniu.statistics.conditions import Counting, counting
from shuniu.statistics.counting import answer, nothing, scope
from shuniu.statistics.law import law_at
from shuniu.statistics.numbers import numbers
from shuniu.statistics.places import Place, place_of, require

_SIDE = """
    SELECT s.unit_id AS unit, s.status, s.org_covered, s.work_covered, s.separate, s.eligible, s.attached,
        (s.full_members, s.members, s.roll_full_members) AS counts, {inside} AS inside, {whole} AS whole
    FROM {scope} WHERE s.day = {day}{moving}
"""
# One stretch below the node in one place on both days is the same on both: under the same law nothing came of it.
_MOVING = """ AND NOT (s.valid_from <= least(%(before)s, %(after)s) AND s.placed_from <= least(%(before)s, %(after)s)
    AND (s.valid_to IS NULL OR s.valid_to > greatest(%(before)s, %(after)s))
    AND (s.placed_to IS NULL OR s.placed_to > greatest(%(before)s, %(after)s)))
"""
_STOOD = """
    (SELECT true FROM shuniu_standing e WHERE e.unit_id = j.unit AND e.valid_from <= {day}
        AND (e.valid_to IS NULL OR e.valid_to > {day}) LIMIT 1)
"""
_CAUSE = """
    CASE
    WHEN j.b_unit IS NULL AND {stood_before} THEN 'moved_in'
    WHEN j.b_unit IS NULL AND EXISTS (SELECT FROM shuniu_standing e WHERE e.unit_id = j.unit
        AND e.valid_from <= %(before)s) THEN 'restored'
    WHEN j.b_unit IS NULL AND EXISTS (SELECT FROM shuniu_registration r WHERE r.unit_id = j.unit
        AND r.retracted_id IS NULL AND r.period @> %(after)s::date AND r.precision = 'opening') THEN 'entered'
    WHEN j.b_unit IS NULL THEN 'registered'
    WHEN j.a_unit IS NULL AND {stands_after} THEN 'moved_out'
    WHEN j.a_unit IS NULL THEN coalesce((
        SELECT CASE r.status WHEN 'deregistered' THEN 'struck_off' WHEN 'revoked' THEN 'revoked' END
        FROM shuniu_registration r WHERE r.unit_id = j.unit AND r.retracted_id IS NULL
        AND r.period @> %(after)s::date), 'left')
    WHEN j.a_org AND NOT j.b_org AND EXISTS (
        SELECT FROM shuniu_coverage c JOIN shuniu_naming n ON n.party_organization_id = c.party_organization_id
        AND n.retracted_id IS NULL WHERE c.unit_id = j.unit AND c.retracted_id IS NULL
        AND c.period @> %(after)s::date GROUP BY c.party_organization_id
        HAVING min(lower(n.period)) > %(before)s) THEN 'formed'
    WHEN j.a_org AND NOT j.b_org THEN 'covered'
    WHEN j.b_org AND NOT j.a_org AND EXISTS (
        SELECT FROM shuniu_coverage c WHERE c.unit_id = j.unit AND c.retracted_id IS NULL
        AND c.period @> %(before)s::date AND NOT EXISTS (
            SELECT FROM shuniu_naming n WHERE n.party_organization_id = c.party_organization_id
            AND n.retracted_id IS NULL AND n.period @> %(after)s::date)) THEN 'dissolved'
    WHEN j.b_org AND NOT j.a_org THEN 'uncovered'
    WHEN j.a_work AND NOT j.b_work THEN 'work_begun'
    WHEN j.b_work AND NOT j.a_work THEN 'work_ended'
    WHEN j.a_attached AND NOT j.b_attached THEN 'attached'
    WHEN j.b_attached AND NOT j.a_attached THEN 'released'
    WHEN j.a_counts IS DISTINCT FROM j.b_counts THEN 'members'
    WHEN j.same THEN 'law'
    ELSE 'attributes' END
"""
_JOINED = """
    SELECT coalesce(b.unit, a.unit) AS unit, b.unit AS b_unit, a.unit AS a_unit,
        b.org_covered AS b_org, a.org_covered AS a_org, b.work_covered AS b_work, a.work_covered AS a_work,
        b.attached AS b_attached, a.attached AS a_attached, b.counts AS b_counts, a.counts AS a_counts,
        (b.separate, b.eligible, b.status) IS NOT DISTINCT FROM (a.separate, a.eligible, a.status) AS same,
        (coalesce(a.inside, false)::int - coalesce(b.inside, false)::int) AS inside,
        (coalesce(a.whole, false)::int - coalesce(b.whole, false)::int) AS whole
    FROM ({before}) b FULL JOIN ({after}) a ON a.unit = b.unit
    WHERE coalesce(a.inside, false) <> coalesce(b.inside, false)
        OR coalesce(a.whole, false) <> coalesce(b.whole, false)
"""


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
    """``numbers``: numerator before and after; ``wholes`` the denominators of a ratio, else None."""

    measure: Measure
    at: str
    before: date
    after: date
    numbers: tuple[int, int]
    wholes: tuple[int, int] | None
    lines: tuple[CauseLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedUnit:
    """An organization behind a line, under the name of the day on which it counted; ``step`` is +1 where it came into
    the numerator, -1 where it went, 0: neither."""

    uuid: UUID
    code: str
    name: str
    cause: Cause
    step: int


class Moved(StrEnum):
    """Which of the four numbers of a line is opened."""

    CAME = "came"
    WENT = "went"
    WHOLE_CAME = "whole_came"
    WHOLE_WENT = "whole_went"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedUnits:
    """Which organizations: of one line and one of its numbers, after which one, how many (None: all)."""

    cause: Cause | None = None
    moved: Moved | None = None
    after: tuple[str, int] | None = None
    limit: int | None = 50


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
FIRST_UNITS = WantedUnits()


def changes_for(actor: Actor, measure_key: str, node: int, before: date, after: date) -> Changes | NoFigures:
    """Between two days, the earlier first. Raises NotYours, UnknownMeasure, NotCountedSo."""
    require(actor, node)
    measure = _of_units(measure_key)
    place = place_of(node, min(before, after))
    if place.silent:
        return NoFigures(measure=measure, at=place.code, on=min(before, after), sentence=place.silent)
    given, joined = _given(node, before, after), _joined(measure, node, before, after)
    query = sql.SQL(
        "SELECT cause, count(*) FILTER (WHERE inside > 0), count(*) FILTER (WHERE inside < 0),"
        " count(*) FILTER (WHERE whole > 0), count(*) FILTER (WHERE whole < 0)"
        " FROM (SELECT {} AS cause, j.inside, j.whole FROM ({}) j) AS told GROUP BY cause"
    ).format(_cause(), joined)
    found = {row[0]: row[1:] for row in answer(query, given)}
    lines = tuple(
        CauseLine(cause=cause, came=row[0], went=row[1], whole_came=row[2], whole_went=row[3])
        for cause in Cause
        if (row := found.get(cause.value)) is not None
    )
    first, last = _sides(measure, place, before, after)
    return Changes(
        measure=measure,
        at=place.code,
        before=before,
        after=after,
        numbers=(first[0], last[0]),
        wholes=(first[1], last[1]) if measure.is_ratio else None,
        lines=lines,
    )


def changed_units_for(
    actor: Actor, measure_key: str, node: int, days: tuple[date, date], wanted: WantedUnits = FIRST_UNITS
) -> ChangedPage:
    """The organizations behind the lines, or behind one of their numbers. Raises as ``changes_for``."""
    require(actor, node)
    measure = _of_units(measure_key)
    given: dict[str, object] = {**_given(node, *days), "cause": wanted.cause.value if wanted.cause else None}
    given |= {"after_name": wanted.after[0], "after_id": wanted.after[1]} if wanted.after else {}
    query = sql.SQL(_UNITS).format(
        cause=_cause(),
        joined=_joined(measure, node, *days),
        moved=sql.SQL(_MOVED[wanted.moved] if wanted.moved else "true"),
        behind=sql.SQL("(placed, id) > (%(after_name)s, %(after_id)s)" if wanted.after else "true"),
        limit=sql.SQL("") if wanted.limit is None else sql.SQL("LIMIT {}").format(sql.Literal(wanted.limit + 1)),
    )
    found = answer(query, given)
    more = wanted.limit is not None and len(found) > wanted.limit
    found = found[: wanted.limit]
    return ChangedPage(
        units=[
            ChangedUnit(uuid=uuid, code=code, name=name, cause=Cause(why), step=step)
            for uuid, code, name, why, step, *_ in found
        ],
        after=(found[-1][5], found[-1][6]) if more else None,
    )


def _of_units(key: str) -> Measure:
    measure = measure_of(key)
    if measure.subject is not Subject.UNIT or measure.sums:
        raise NotCountedSo(f"“{measure.name}”不按社会组织逐家计数，不能列出两天之间的变化。")
    return measure


def _given(node: int, before: date, after: date) -> dict[str, object]:
    return {"nodes": [node], "days": [before, after], "before": before, "after": after}


def _cause() -> sql.Composable:
    day = sql.SQL("%(before)s"), sql.SQL("%(after)s")
    return sql.SQL(_CAUSE).format(
        stood_before=sql.SQL(_STOOD).format(day=day[0]), stands_after=sql.SQL(_STOOD).format(day=day[1])
    )


def _joined(measure: Measure, node: int, before: date, after: date) -> sql.Composable:
    first, last = (counting(measure, law_at([node], on)[node]) for on in (before, after))
    alike = measure.line is Line.RESPONSIBLE and (first.inside, first.whole) == (last.inside, last.whole)
    moving = sql.SQL(_MOVING if alike else "")
    return sql.SQL(_JOINED).format(before=_side(first, "%(before)s", moving), after=_side(last, "%(after)s", moving))


def _side(one: Counting, day: str, moving: sql.Composable) -> sql.Composable:
    return sql.SQL(_SIDE).format(
        moving=moving,
        inside=one.inside,
        whole=one.whole if one.whole is not None else sql.SQL("false"),
        scope=scope(Subject.UNIT, one.measure.line),
        day=sql.SQL(day),
    )


def _sides(measure: Measure, place: Place, before: date, after: date) -> list[tuple[int, int]]:
    """Numerator and denominator of each of the two days."""
    found = []
    for on in (before, after):
        one = counting(measure, law_at([place.key], on)[place.key])
        told = numbers([one], [place.key], [on], measure.line, keeping=[place.key] * place.tallied)
        pair, _ = told.get((on, place.key), [nothing(one)])[0]
        found.append((int(pair.numerator), int(pair.denominator or 0)))
    return found
