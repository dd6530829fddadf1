"""What happened to a case so far: its steps with their remarks, and what was sent each time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from shuniu.models import Remark, Step
from shuniu.policy.words.word import Word


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


def steps_of(case: int, states: type[Word]) -> list[StepLine]:
    """From the first to the latest; ``states`` are the words of its procedure."""
    remarks: dict[int, dict[str, str]] = {}
    for step, name, text in Remark.objects.filter(step__case=case).values_list("step", "field", "text"):
        remarks.setdefault(step, {})[name] = text
    rows = Step.objects.filter(case=case).order_by("pk").select_related("recorded__actor")
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
        )
        for row in rows
    ]


def latest_remarks(steps: list[StepLine]) -> Mapping[str, str]:
    """Those of the latest return."""
    return next((one.remarks for one in reversed(steps) if one.remarks), {})


def sent(steps: list[StepLine]) -> list[StepLine]:
    """The steps by which something was sent."""
    return [one for one in steps if one.filed is not None]
