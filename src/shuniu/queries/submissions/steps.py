"""What happened to a submission so far: its steps with their remarks, and what was sent each time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from shuniu.models import Remark, Step
from shuniu.policy.words.submissions import SubmissionState


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step: the state it led to, when and by whom; ``remarks`` by field where it was returned.

    ``filed`` and ``seen`` are what was sent and the registrations that were looked at, None for other steps.
    """

    state: SubmissionState
    on: date
    at: datetime
    by: str
    remarks: Mapping[str, str] = field(default_factory=dict)
    filed: Mapping[str, Any] | None = None
    seen: tuple[int, ...] | None = None


def steps_of(submission: int) -> list[StepLine]:
    """From the first to the latest."""
    remarks: dict[int, dict[str, str]] = {}
    for step, name, text in Remark.objects.filter(step__submission=submission).values_list("step", "field", "text"):
        remarks.setdefault(step, {})[name] = text
    rows = Step.objects.filter(submission=submission).order_by("pk").select_related("recorded__actor")
    return [
        StepLine(
            state=SubmissionState(row.state),
            on=row.recorded.on,
            at=row.recorded.at,
            by=row.recorded.actor.title,
            remarks=remarks.get(row.pk, {}),
            filed=row.filed,
            seen=None if row.seen is None else tuple(row.seen),
        )
        for row in rows
    ]


def latest_remarks(steps: list[StepLine]) -> Mapping[str, str]:
    """Those of the latest return."""
    return next((one.remarks for one in reversed(steps) if one.remarks), {})


def sent(steps: list[StepLine]) -> list[StepLine]:
    """The steps by which something was sent."""
    return [one for one in steps if one.filed is not None]
