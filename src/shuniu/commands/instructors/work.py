"""Keep the work log of instructors: what was done at an organization on which day, under which duty (G02).

An account is not linked to an instructor: rights are given for a unit. Whoever keeps the log of a unit writes for an
instructor who was posted there on the day; the line of the journal says which account wrote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from shuniu.access import visible
from shuniu.commands.instructors.pool import codes_of
from shuniu.commands.journal import Act, ChangedMeanwhile, Seen, lock_units, open_act
from shuniu.commands.journal.ending import record_parts
from shuniu.commands.journal.reaching import asked, named_twice, out_of_reach, refuse, units_in_reach
from shuniu.kernel.decision import Objection
from shuniu.kernel.period import Period
from shuniu.models import InstructorPool, Posting, WorkLog, record
from shuniu.policy.grants import Action
from shuniu.policy.instructors.work import WorkFacts, may_log
from shuniu.policy.packs import Figures
from shuniu.queries.arrays import among
from shuniu.queries.facts.organizations import units
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.party import period_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDone:
    """``instructor`` did something at ``unit`` on a day, under one of the duties."""

    instructor: int
    unit: int
    done_on: date
    duty: str
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCorrection:
    """What an entry should have said; None keeps its value. ``withdrawn``: it should never have been made."""

    work_log: UUID
    instructor: int | None = None
    done_on: date | None = None
    duty: str | None = None
    done: str | None = None
    withdrawn: bool = False
    seen: Seen = None


def write_work_logs(act: Act, rows: Sequence[WorkDone]) -> list[UUID]:
    """记工作日志. Returns the public ids of the entries, in order."""
    with open_act(act, "work_log.write", request=asked(act, rows)) as opened:
        if opened.repeated:
            return [UUID(one) for one in opened.answer["work_logs"]]
        lock_units([row.unit for row in rows])
        reach = units_in_reach(act.actor, {row.unit for row in rows}, Action.WRITE_WORK_LOG)
        refuse(out_of_reach("该单位", index, "unit") for index, row in enumerate(rows) if row.unit not in reach)
        refuse(_lawful(act, list(enumerate(rows))))
        keys = [uuid4() for _ in rows]
        names = ["uuid", "instructor", "unit", "duty", "done", "period"]
        lines = [
            (key, row.instructor, row.unit, row.duty, row.done, record.days(_day(row.done_on)))
            for key, row in zip(keys, rows, strict=True)
        ]
        record.record(opened.act.line, WorkLog, names, lines)
        opened.answer["work_logs"] = [str(key) for key in keys]
        return keys


def correct_work_logs(act: Act, rows: Sequence[WorkCorrection]) -> list[UUID]:
    """更正: the entry as it should have been, or none at all; what was written first stays in the journal's past.

    By whoever wrote it, or by the committee. Returns the public ids of those that changed.
    """
    with open_act(act, "work_log.correct", request=asked(act, rows)) as opened:
        if opened.repeated:
            return [UUID(one) for one in opened.answer["work_logs"]]
        keys = [row.work_log for row in rows]
        lock_units([held["unit_id"] for held in _held(act, keys).values()])
        # Read again: before the lock somebody else may have corrected it.
        held = _held(act, keys)
        refuse(named_twice(keys, "这条工作日志"))
        refuse(out_of_reach("该条工作日志", index) for index, key in enumerate(keys) if key not in held)
        _unchanged(rows, held)
        said = {row.work_log: _said(row, held[row.work_log]) for row in rows}
        refuse(_lawful(act, [(index, said[row.work_log]) for index, row in enumerate(rows) if not row.withdrawn]))
        changed = [row for row in rows if row.withdrawn or said[row.work_log] != _now(held[row.work_log])]
        back = [held[row.work_log]["id"] for row in changed]
        if len(record.retract(opened.act.line, WorkLog, back)) != len(back):
            raise ChangedMeanwhile
        kept = [(held[row.work_log], said[row.work_log]) for row in changed if not row.withdrawn]
        record_parts(opened.act, WorkLog, [(one, _day(new.done_on), _columns(new)) for one, new in kept])
        opened.answer["work_logs"] = [str(row.work_log) for row in changed]
        return [row.work_log for row in changed]


def _day(on: date) -> Period:
    return Period(on, on + timedelta(days=1))


def _held(act: Act, keys: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Entries in force that the actor may correct."""
    rows = WorkLog.objects.filter(retracted__isnull=True, uuid__in=keys)
    return {row["uuid"]: dict(row) for row in visible(rows, act.actor, Action.CORRECT_WORK_LOG).values()}


def _unchanged(rows: Sequence[WorkCorrection], held: Mapping[UUID, Mapping[str, Any]]) -> None:
    for row in rows:
        if row.seen is not None and row.seen != (held[row.work_log]["id"],):
            raise ChangedMeanwhile


def _now(held: Mapping[str, Any]) -> WorkDone:
    return WorkDone(
        instructor=held["instructor_id"],
        unit=held["unit_id"],
        done_on=held["period"].lower,
        duty=held["duty"],
        done=held["done"],
    )


def _said(row: WorkCorrection, held: Mapping[str, Any]) -> WorkDone:
    """The entry after the correction; the unit it is about stays."""
    now = _now(held)
    return WorkDone(
        instructor=now.instructor if row.instructor is None else row.instructor,
        unit=now.unit,
        done_on=row.done_on or now.done_on,
        duty=now.duty if row.duty is None else row.duty,
        done=now.done if row.done is None else row.done,
    )


def _columns(row: WorkDone) -> dict[str, Any]:
    return {"instructor_id": row.instructor, "duty": row.duty, "done": row.done}


def _lawful(act: Act, rows: Sequence[tuple[int, WorkDone]]) -> Iterator[Objection]:
    """Rows with their places in the act. An instructor who never was posted there is told like any other day."""
    instructors = {row.instructor for _, row in rows}
    keys = {row.unit for _, row in rows}
    known, codes = units(keys, act.actor.today), codes_of(instructors)
    sent = _postings(instructors, keys)
    texts = _texts(act, instructors)
    for index, row in rows:
        postings = sent[row.instructor, row.unit]
        facts = WorkFacts(
            # Whom the unit never had is not named: a key may have been guessed.
            instructor=codes[row.instructor] if postings else "",
            unit=known[row.unit].label,
            done_on=row.done_on,
            today=act.actor.today,
            duty=row.duty,
            done=row.done,
            postings=postings,
            figures=texts.get(row.instructor),
        )
        yield from may_log(facts, index).objections


def _postings(instructors: Iterable[int], keys: Iterable[int]) -> dict[tuple[int, int], list[Period]]:
    rows = Posting.objects.filter(retracted__isnull=True, instructor__in=set(instructors), unit__in=among(keys))
    found: dict[tuple[int, int], list[Period]] = defaultdict(list)
    for instructor, unit, days in rows.order_by("period").values_list("instructor", "unit", "period"):
        found[instructor, unit].append(period_of(days))
    return found


def _texts(act: Act, instructors: Iterable[int]) -> dict[int, Figures | None]:
    """What the texts say on the day of the act where each stands in the pool, or stood last."""
    rows = InstructorPool.objects.filter(retracted__isnull=True, instructor__in=set(instructors)).order_by("period")
    nodes = dict(rows.values_list("instructor", "party_organization"))
    figures = figures_at(nodes.values(), act.on)
    return {instructor: figures[node] for instructor, node in nodes.items()}
