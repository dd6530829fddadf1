"""Coverage at each level (E01, C06), what is due of each class (B23), larger ones without an instructor (G01)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from psycopg import sql

from shuniu.access import Actor
from shuniu.kernel.decision import Clause
from shuniu.policy.formation.handling import ClassDuty, Group, judge_classes
from shuniu.policy.instructors.dispatch import Size, size_for_instructor
from shuniu.policy.measures import Subject
from shuniu.policy.packs.readings import BOUNDS
from shuniu.policy.words import AdministrativeLevel
from shuniu.statistics.answers import Pair
from shuniu.statistics.counting import answer, scope
from shuniu.statistics.law import law_at
from shuniu.statistics.reports.asked import asked

HEADLINE = "coverage.headline"
NOT_KNOWN = "级别未明"


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelLine:
    """The organizations of one level. A report that says 组织和工作覆盖 may mean either or both: each is told."""

    level: str
    organization: Pair
    work: Pair
    either: Pair
    both: Pair


def coverage_by_level(actor: Actor, node: int, on: date) -> list[LevelLine]:
    """Highest level first, what has no level last; levels without an organization are left out."""
    asked(actor, node, on)
    query = sql.SQL(
        "SELECT r.level, count(*), count(*) FILTER (WHERE s.org_covered), count(*) FILTER (WHERE s.work_covered),"
        " count(*) FILTER (WHERE s.org_covered AND s.work_covered) FROM {}"
        " JOIN shuniu_registration r ON r.unit_id = s.unit_id AND r.retracted_id IS NULL AND r.period @> s.day"
        " GROUP BY r.level"
    ).format(scope(Subject.UNIT))
    found = {level: numbers for level, *numbers in answer(query, {"nodes": [node], "days": [on]})}
    order = [*AdministrativeLevel, *(level for level in found if level not in set(AdministrativeLevel))]
    return [_line(level, *found[level]) for level in order if level in found]


def _line(level: str, total: int, organization: int, work: int, both: int) -> LevelLine:
    pair = [Pair(numerator=one, denominator=total) for one in (organization, work, organization + work - both, both)]
    name = AdministrativeLevel(level).label if level else NOT_KNOWN
    return LevelLine(level=name, organization=pair[0], work=pair[1], either=pair[2], both=pair[3])


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What a report says of coverage, with its own words; it is no figure of the register and not compared."""

    label: str
    said: str
    clause: Clause
    note: str


def coverage_headlines(actor: Actor, node: int, on: date) -> list[Headline]:
    """Every report of the chain that states one, the nearest first (C06, E04, E06)."""
    asked(actor, node, on)
    return [
        Headline(
            label=row["label"],
            said=f"{row['number']}{row['unit']}{BOUNDS.get(row.get('bound', ''), '')}",
            clause=figure.clause,
            note=figure.note,
        )
        for figure in law_at([node], on)[node].layers(HEADLINE)
        for row in figure.value
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Larger:
    """An organization that reaches the size and has no instructor that day."""

    name: str
    code: str
    staff: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """``size`` is None where no text speaks of it. ``unknown``: organizations without instructor and without staff."""

    size: Size | None
    without: tuple[Larger, ...] = ()
    unknown: int = 0


NOBODY_SENT = sql.SQL(
    "NOT EXISTS (SELECT FROM shuniu_posting o WHERE o.unit_id = s.unit_id AND o.retracted_id IS NULL"
    " AND o.period @> s.day)"
)


def larger_without_instructor(actor: Actor, node: int, on: date) -> Dispatch:
    """By name, never by size: organizations are not ranked either. Nothing is listed while the size is open."""
    asked(actor, node, on)
    size = size_for_instructor(law_at([node], on)[node])
    if size is None or size.staff is None:
        return Dispatch(size=size)
    query = sql.SQL(
        "SELECT r.name, coalesce(u.code, ''), s.staff FROM {}"
        " JOIN shuniu_registration r ON r.unit_id = s.unit_id AND r.retracted_id IS NULL AND r.period @> s.day"
        " JOIN shuniu_unit u ON u.id = s.unit_id"
        " WHERE s.staff >= %(size)s AND {} ORDER BY r.sort_key, u.id"
    ).format(scope(Subject.UNIT), NOBODY_SENT)
    asking = {"nodes": [node], "days": [on]}
    unknown = sql.SQL("SELECT count(*) FROM {} WHERE s.staff IS NULL AND {}").format(scope(Subject.UNIT), NOBODY_SENT)
    return Dispatch(
        size=size,
        without=tuple(
            Larger(name=name, code=code, staff=staff)
            for name, code, staff in answer(query, {**asking, "size": size.staff})
        ),
        unknown=answer(unknown, asking)[0][0],
    )


def class_duties(actor: Actor, node: int, on: date) -> list[ClassDuty]:
    """The classes the texts tell apart, with what is due of each and for how many it is done; empty without a text."""
    asked(actor, node, on)
    query = sql.SQL(
        "SELECT s.eligible, s.org_covered, s.work_covered, count(*) FROM {}"
        " GROUP BY s.eligible, s.org_covered, s.work_covered"
    ).format(scope(Subject.UNIT))
    rows = answer(query, {"nodes": [node], "days": [on]})
    groups = [
        Group(eligible=one, org_covered=org, work_covered=work, organizations=many) for one, org, work, many in rows
    ]
    return judge_classes(groups, law_at([node], on)[node])
