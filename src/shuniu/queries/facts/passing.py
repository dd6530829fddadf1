"""Who passes an application on to the committee that decides: whoever answers for the organization and has checked it.

An organization asks the office that answers for it; where another one decides, that office asks in its turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shuniu.models import Case, Step
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.words.cases import CaseState, Verb
from shuniu.queries.facts.formation import superior_for
from shuniu.queries.facts.packs import upward


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """``since``: the day on which ``office`` has checked it; None while it has not, or not what was sent last."""

    office: int
    since: date | None


def passing_on(row: Case, today: date) -> Passing | None:
    """None where nobody stands between whoever applies and whoever decides."""
    if row.kind != FORMATION.kind or row.origin_id is not None or row.unit_id is None or row.committee_id is None:
        return None
    since = _checked_on(row.pk)
    office = superior_for(row.unit_id, since or today)
    above = upward([office], since or today)[office][1:]
    return Passing(office=office, since=since) if row.committee_id in above else None


def _checked_on(case: int) -> date | None:
    steps = Step.objects.filter(case=case)
    sent = steps.filter(verb=Verb.SUBMIT.value).order_by("-pk").values_list("pk", flat=True).first() or 0
    checked = steps.filter(pk__gt=sent, verb=Verb.ACCEPT.value, state=CaseState.REVIEWING.value).order_by("pk")
    return checked.values_list("recorded__on", flat=True).first()


def asker_of(row: Case, today: date) -> int | None:
    """The Party organization that asks the committee; None where the organization does so itself, or not yet."""
    passing = passing_on(row, today)
    return row.origin_id if passing is None or passing.since is None else passing.office
