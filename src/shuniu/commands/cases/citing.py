"""Which clauses may a refusal or a deferral of these cases cite? For the law, and for the form that asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from shuniu.models import Case
from shuniu.policy.cases.reasoning import citable
from shuniu.queries.facts.packs import FiguresThrough
from shuniu.queries.facts.party import nodes


def citable_for(rows: Iterable[Case], on: date) -> dict[int, Mapping[str, str]]:
    """By case, the clauses in words by key: of the texts under which it stands, and of those of the day of the
    decision. Texts from before the register are those that the committee named first."""
    cases = list(rows)
    offices = {row.committee_id for row in cases if row.committee_id is not None}
    if not offices:
        return {row.pk: {} for row in cases}
    began = {key: one.names[0].period.start for key, one in nodes(offices).items()}
    texts = FiguresThrough(offices, min(on, *(row.law_day for row in cases), *began.values()))
    return {row.pk: _of(texts, row, {row.law_day, on}, began) for row in cases}


def _of(texts: FiguresThrough, row: Case, days: set[date], began: Mapping[int, date]) -> Mapping[str, str]:
    office = row.committee_id
    if office is None:
        return {}
    found: dict[str, str] = {}
    for day in sorted(days):
        found |= citable(texts.at(max(day, began[office]), [office])[office])
    return found
