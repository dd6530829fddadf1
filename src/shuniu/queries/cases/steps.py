"""What happened to a case so far: its steps with their remarks, and what was sent each time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from shuniu.access import Actor
from shuniu.models import Meeting, Remark, Step
from shuniu.policy.words.cases import Verb
from shuniu.policy.words.word import Word
from shuniu.queries.cases.meetings import readable_meetings

# What is done at a meeting, or sets its agenda.
AT_MEETINGS = frozenset({Verb.SCHEDULE, Verb.UNSCHEDULE, Verb.APPROVE, Verb.REFUSE, Verb.DEFER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Convened:
    """The meeting of a step. ``uuid`` and ``title`` only for whoever reads the meeting; the day for all who read the
    case."""

    held_on: date
    title: str = ""
    uuid: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step: the state it led to, by which act, when and by whom (``actor``: the account, ``entry``: the line
    of the journal).

    ``remarks`` by field where it was returned; ``filed`` and ``seen`` are what was sent and the registrations that
    were looked at, None for other steps.
    """

    state: Word
    verb: str
    on: date
    at: datetime
    by: str
    actor: int
    entry: int
    remarks: Mapping[str, str] = field(default_factory=dict)
    filed: Mapping[str, Any] | None = None
    seen: tuple[int, ...] | None = None
    reason: str = ""
    clauses: tuple[str, ...] = ()
    next_steps: str = ""
    due_on: date | None = None
    meeting: Convened | None = None


def steps_of(case: int, states: type[Word], actor: Actor | None = None) -> list[StepLine]:
    """From the first to the latest; ``states`` are the words of its procedure. With an ``actor``, the meetings of those
    that were done there."""
    remarks: dict[int, dict[str, str]] = {}
    for step, name, text in Remark.objects.filter(step__case=case).values_list("step", "field", "text"):
        remarks.setdefault(step, {})[name] = text
    rows = Step.objects.filter(case=case).order_by("pk").select_related("recorded__actor")
    meetings = _meetings(rows, actor) if actor is not None else {}
    return [
        StepLine(
            state=states(row.state),
            verb=row.verb,
            on=row.recorded.on,
            at=row.recorded.at,
            by=row.recorded.actor.title,
            actor=row.recorded.actor_id,
            entry=row.recorded_id,
            remarks=remarks.get(row.pk, {}),
            filed=row.filed,
            seen=None if row.seen is None else tuple(row.seen),
            reason=row.reason,
            clauses=tuple(row.clauses),
            next_steps=row.next_steps,
            due_on=row.due_on,
            meeting=meetings.get(row.recorded.subject) if row.verb in AT_MEETINGS else None,
        )
        for row in rows
    ]


def _meetings(rows: Iterable[Step], actor: Actor) -> dict[UUID | None, Convened]:
    """By the public id that the line of the journal names; asked for only where a case ever stood on an agenda."""
    lines = [row.recorded for row in rows if row.verb in AT_MEETINGS and row.recorded.subject_kind == "meeting"]
    about = {one.subject for one in lines if one.subject is not None}
    if not about:
        return {}
    opens = Exists(readable_meetings(actor).filter(pk=OuterRef("pk")))
    found = Meeting.objects.filter(uuid__in=about).annotate(opens=opens).values("uuid", "held_on", "title", "opens")
    return {
        row["uuid"]: Convened(held_on=row["held_on"], title=row["title"], uuid=row["uuid"])
        if row["opens"]
        else Convened(held_on=row["held_on"])
        for row in found
    }


def latest_remarks(steps: list[StepLine]) -> Mapping[str, str]:
    """Those of the latest return."""
    return next((one.remarks for one in reversed(steps) if one.remarks), {})


def sent(steps: list[StepLine]) -> list[StepLine]:
    """The steps by which something was sent."""
    return [one for one in steps if one.filed is not None]
