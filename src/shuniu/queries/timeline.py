"""What has been true about a body, from when to when, written when and by whom?

Facts in force are shown as they are. A fact that was taken back is shown only where it was wrong: one that was
merely closed on a later day stands there as its closed copy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from shuniu.access import Actor, visible
from shuniu.kernel.period import Period
from shuniu.models import Entry
from shuniu.models.facts import Fact
from shuniu.policy.grants import Action

FRAME = ("id", "period", "precision", "recorded_id", "retracted_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How one table of facts is told: its heading, and how a row of values reads in words."""

    model: type[Fact]
    heading: str
    tell: Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineFact:
    """One line of the timeline. ``wrong`` marks what was taken back as never so, with when and by whom."""

    heading: str
    text: str
    period: Period
    precision: str
    recorded_at: datetime
    recorded_by: str
    act: str
    entry: str
    clause: str
    wrong: bool = False
    taken_back_at: datetime | None = None
    taken_back_by: str = ""


def timeline(told: Sequence[Told], condition: Q) -> list[TimelineFact]:
    """Every dated fact under ``condition`` (on the facts' own fields), newest first."""
    lines: list[TimelineFact] = []
    for one in told:
        lines.extend(_lines(one, condition))
    lines.sort(key=lambda line: (line.period.start, line.recorded_at), reverse=True)
    return lines


_JOURNAL = (
    "recorded__at", "recorded__actor__title", "recorded__act", "recorded__uuid", "recorded__clause",
    "retracted__at", "retracted__actor__title",
)  # fmt: skip


def _lines(one: Told, condition: Q) -> list[TimelineFact]:
    columns = [field.attname for field in one.model._meta.concrete_fields]
    rows = list(one.model._default_manager.filter(condition).order_by("period", "id").values(*columns, *_JOURNAL))
    carried = [column for column in columns if column not in FRAME]
    standing = {_start(row, carried) for row in rows if row["retracted_id"] is None}
    lines = []
    for row in rows:
        wrong = row["retracted_id"] is not None
        if wrong and _start(row, carried) in standing:
            continue  # merely closed: its closed copy is shown
        lines.append(_line(one, row, wrong))
    return lines


def _start(row: Mapping[str, Any], carried: Sequence[str]) -> tuple[Any, ...]:
    # A telephone is encrypted anew each time, so it does not tell facts apart; what is copied with its fact does. A
    # chain of texts or a decided value is a list: as it is written it can be compared.
    return (row["period"].lower, *(_written(row[column]) for column in carried if column not in ("phone", "row")))


def _written(value: Any) -> str:
    return repr(bytes(value) if isinstance(value, memoryview) else value)


def _line(one: Told, row: Mapping[str, Any], wrong: bool) -> TimelineFact:
    days = row["period"]
    return TimelineFact(
        heading=one.heading,
        text=one.tell(row),
        period=Period(days.lower, days.upper),
        precision=row["precision"],
        recorded_at=row["recorded__at"],
        recorded_by=row["recorded__actor__title"],
        act=row["recorded__act"],
        entry=str(row["recorded__uuid"]),
        clause=row.get("clause") or row["recorded__clause"],
        wrong=wrong,
        taken_back_at=row["retracted__at"],
        taken_back_by=row["retracted__actor__title"] or "",
    )


def state_of(line: TimelineFact, on: date) -> str:
    """current, past, future, or retracted, seen from a day."""
    if line.wrong:
        return "retracted"
    if line.period.contains(on):
        return "current"
    return "future" if line.period.start > on else "past"


def entries_to_read(actor: Actor, lines: Sequence[TimelineFact]) -> set[str]:
    """Public ids of the journal lines behind ``lines`` that the actor may open."""
    rows = visible(Entry.objects.filter(uuid__in={line.entry for line in lines}), actor, Action.READ_ENTRY)
    return {str(uuid) for uuid in rows.values_list("uuid", flat=True)}
