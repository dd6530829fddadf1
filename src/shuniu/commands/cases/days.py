"""Until when is a case to be dealt with in the state it comes into?"""

from __future__ import annotations

from datetime import date

from shuniu.models import Case, Entry, Step
from shuniu.policy.cases.due import Due, due_on
from shuniu.policy.cases.procedure import Procedure
from shuniu.policy.words.word import Word
from shuniu.queries.facts.packs import figures_at


def due_of(procedure: Procedure, row: Case, state: Word, on: date) -> Due | None:
    """By the texts of the committee on the law's day of the case; None where none sets a day, or it is closed."""
    days = procedure.due.get(state), procedure.overall
    if state not in procedure.holders or row.committee_id is None or not any(days):
        return None
    figures = figures_at([row.committee_id], row.law_day)[row.committee_id]
    if figures is None:
        return None
    submitted = _first_submitted(row) if procedure.overall else None
    return due_on(procedure, state, since=on, submitted=submitted or on, figures=figures)


def _first_submitted(row: Case) -> date | None:
    sent = Step.objects.filter(case=row, filed__isnull=False).order_by("pk").values("recorded")[:1]
    return Entry.objects.filter(pk__in=sent).values_list("on", flat=True).first()
