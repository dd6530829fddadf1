"""Which long-term plan for its secretaries does a committee keep: 选, 培, 用 (J08), by whom, and until which year?

The text names three parts and says nothing more. What stands in them, who sees to it and how long it runs an office
decides itself; where it has not, that is said, and no duty is made up. The plan speaks of posts, never of persons.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shuniu.kernel.decision import Clause
from shuniu.policy.packs import Figures

PARTS = "secretary.plan_parts"
UNTIL = "secretary.plan_until"
# In the order of the text; the last two are what an office adds so that it can be seen to.
KEYS = {
    "secretary.plan_selecting": "选",
    "secretary.plan_training": "培",
    "secretary.plan_using": "用",
    "secretary.plan_responsible": "承办单位",
    UNTIL: "到哪一年",
}


class PlanDue(StrEnum):
    LATER = "later"
    THIS_YEAR = "this_year"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """``said`` is empty while the office has not decided; ``note`` says then why the text does not help."""

    key: str
    label: str
    said: str = ""
    decision: str = ""
    since: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretaryPlan:
    """``due`` and ``until``, the last day of the year to which it runs, are None while no year is decided."""

    clause: Clause
    lines: tuple[PlanLine, ...]
    due: PlanDue | None
    until: date | None = None


def secretary_plan(figures: Figures, on: date) -> SecretaryPlan | None:
    """None where no text wants one."""
    wanted = figures.stated(PARTS)
    if wanted is None:
        return None
    until = figures.stated(UNTIL)
    return SecretaryPlan(
        clause=wanted.clause,
        lines=tuple(_line(key, figures) for key in KEYS),
        due=None if until is None else _due(int(until.value), on.year),
        until=None if until is None else date(int(until.value), 12, 31),
    )


def _line(key: str, figures: Figures) -> PlanLine:
    decided = figures.stated(key)
    if decided is None:
        silence = figures.silent_keys().get(key)
        return PlanLine(key=key, label=KEYS[key], note=silence.note if silence is not None else "")
    said = f"{decided.value}{decided.unit}"
    return PlanLine(key=key, label=KEYS[key], said=said, decision=decided.decision, since=decided.period.start)


def _due(until: int, year: int) -> PlanDue:
    if until == year:
        return PlanDue.THIS_YEAR
    return PlanDue.LATER if until > year else PlanDue.OVER
