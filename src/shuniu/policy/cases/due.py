"""Until which day is a state due, and is that day certain?

A month ends on the same day number, else on the last day of the month; the first day is not counted. Working days
leave out the days off of the calendar; where that of a year is not known yet, weekends are, and the day is provisional.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shuniu.kernel.calendar import after_months, after_working_days
from shuniu.kernel.decision import Clause
from shuniu.policy.cases.procedure import DueAfter, Procedure
from shuniu.policy.packs import Figures
from shuniu.policy.words.cases import CaseHolder
from shuniu.policy.words.word import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """``day`` is the last on which it is in time."""

    day: date
    provisional: bool
    clause: Clause


def due_on(procedure: Procedure, state: Word, *, since: date, submitted: date, figures: Figures) -> Due | None:
    """The earlier of the state's own day and the day of the whole, which does not run while the applicant has it."""
    days = []
    if state in procedure.due:
        days.append(_counted(procedure.due[state], since, figures))
    if procedure.overall is not None and procedure.holders[state] is not CaseHolder.APPLICANT:
        days.append(_counted(procedure.overall, submitted, figures))
    known = [day for day in days if day is not None]
    return min(known, key=lambda one: one.day) if known else None


def _counted(after: DueAfter, start: date, figures: Figures) -> Due | None:
    figure = figures.stated(after.figure)
    if figure is None:
        return None
    if after.months:
        return Due(day=after_months(start, figure.value), provisional=False, clause=figure.clause)
    day, known = after_working_days(start, figure.value)
    return Due(day=day, provisional=not known, clause=figure.clause)
