"""Put down grades and reported counts of organizations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, Change, ChangedMeanwhile, Seen, open_act
from shuniu.commands.journal.dated import unchanged
from shuniu.commands.journal.reaching import asked, hold_units, refuse
from shuniu.commands.organizations.of_units import write_of_units
from shuniu.models import Grade, HeadCount, record
from shuniu.policy.organizations.reporting import CountFacts, may_grade, may_report_counts
from shuniu.policy.words import Precision
from shuniu.queries.facts.organizations import units

COUNTS = ("full_time", "members", "full_members", "probationary", "relations_in", "relations_out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """The assessment grade held from the day on; None: it holds none any more."""

    unit: int
    grade: str | None
    seen: Seen = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountOfMembers:
    """Counts without names as a source gives them for the day ``as_of``; what it does not say stays None."""

    unit: int
    as_of: date
    source: str
    full_time: int | None = None
    members: int | None = None
    full_members: int | None = None
    probationary: int | None = None
    relations_in: int | None = None
    relations_out: int | None = None
    seen: Seen = None


def set_grades(act: Act, rows: Sequence[Graded], *, precision: str = Precision.DAY) -> list[int]:
    """From ``act.on``. Returns the units that changed."""
    with open_act(act, "organization.grade", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        keys = [row.unit for row in rows]
        hold_units(act, keys, keys)
        refuse(
            objection
            for index, row in enumerate(rows)
            if row.grade is not None
            for objection in may_grade(row.grade, index).objections
        )
        changes = [Change((row.unit,), None if row.grade is None else {"grade": row.grade}, row.seen) for row in rows]
        return write_of_units(opened, Grade, ["unit"], changes, precision)


def report_head_counts(act: Act, rows: Sequence[CountOfMembers]) -> list[int]:
    """A count holds from its day until the next; one of the same day is replaced. Returns the units that changed."""
    with open_act(act, "organization.report_head_count", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        keys = [row.unit for row in rows]
        hold_units(act, keys, [(row.unit, row.as_of) for row in rows])
        known = units(keys, act.on)
        refuse(
            objection
            for index, row in enumerate(rows)
            for objection in may_report_counts(_facts(act, row, known[row.unit].label), index).objections
        )
        changed = _replace(opened.act, rows)
        recount(opened.act, units=changed)
        opened.answer["units"] = changed
        return changed


def _facts(act: Act, row: CountOfMembers, name: str) -> CountFacts:
    counts = {column: getattr(row, column) for column in COUNTS}
    return CountFacts(name=name, as_of=row.as_of, today=act.actor.today, source=row.source, counts=counts)


def _replace(act: Act, rows: Sequence[CountOfMembers]) -> list[int]:
    wanted = {(row.unit, row.as_of): row for row in rows}
    held = _held(rows)
    looked_at = {key: row.seen for key, row in wanted.items()}
    unchanged(HeadCount, ["unit", "as_of"], looked_at, {key: [one] for key, one in held.items()})
    back: list[int] = []
    for key, one in held.items():
        if all(one[name] == getattr(wanted[key], name) for name in ("source", *COUNTS)):
            del wanted[key]
        else:
            back.append(one["id"])
    if len(record.retract(act.line, HeadCount, back)) != len(back):
        raise ChangedMeanwhile
    record.record(
        act.line,
        HeadCount,
        ["unit", "as_of", "source", *COUNTS],
        [(row.unit, row.as_of, row.source, *(getattr(row, column) for column in COUNTS)) for row in wanted.values()],
    )
    return sorted({unit for unit, _ in wanted})


def _held(rows: Sequence[CountOfMembers]) -> dict[tuple[int, date], dict[str, Any]]:
    """The counts in force of the units and days named; at most one of each."""
    asked_for = {(row.unit, row.as_of) for row in rows}
    found = HeadCount.objects.filter(
        retracted__isnull=True, unit__in={unit for unit, _ in asked_for}, as_of__in={day for _, day in asked_for}
    )
    rows_held: Any = found.values()
    held = {(one["unit_id"], one["as_of"]): one for one in rows_held}
    return {key: one for key, one in held.items() if key in asked_for}
