"""Hold a submission and move it from one state to the next, with the step that tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.access import visible
from shuniu.commands.journal import Act, ChangedMeanwhile, lock_units
from shuniu.commands.journal.reaching import out_of_reach, refuse
from shuniu.models import HeadCount, Jurisdiction, Registration, Step, Submission
from shuniu.policy.grants import Action
from shuniu.policy.submissions.states import HOLDERS, Verb, after, may_move
from shuniu.policy.words.submissions import SubmissionState
from shuniu.queries.days import during
from shuniu.queries.facts.keeping import homes

WHAT = "这份填报"


def submission_to_move(act: Act, public: UUID, action: Action, version: int) -> Submission:
    """The submission, locked after its unit. Raises Refused out of reach, ChangedMeanwhile for another version."""
    mine = visible(Submission.objects.filter(uuid=public), act.actor, action)
    unit = mine.values_list("unit", flat=True).first()
    if unit is not None:
        lock_units([unit])
    # Asked again under the lock: who is responsible may have changed while it was waited for.
    found = mine.select_for_update(of=("self",), no_key=True).first() if unit is not None else None
    if found is None:
        refuse([out_of_reach(WHAT)])
    assert found is not None
    if found.version != version:
        raise ChangedMeanwhile
    return found


def move(act: Act, row: Submission, verb: Verb, *, sent: Mapping[str, Any] | None = None) -> Step:
    """Into the next state. ``sent``: what was filed, kept with the step together with the facts seen. Refused."""
    state = SubmissionState(row.state)
    refuse(may_move(state, verb).objections)
    becomes = after(state, verb)
    holder = HOLDERS.get(becomes)
    Submission.objects.filter(pk=row.pk).update(
        state=becomes.value,
        holder=holder.value if holder else "",
        version=row.version + 1,
        filed=row.filed if sent is None else dict(sent),
        law_day=act.on,
    )
    seen = None if sent is None else list(facts_behind(row.unit_id))
    return Step.objects.create(submission=row, state=becomes.value, filed=sent, seen=seen, recorded=act.line)


def facts_behind(unit: int) -> tuple[int, ...]:
    """The registrations in force, on any day: whoever fills in or decides has looked at these."""
    rows = Registration.objects.filter(retracted__isnull=True, unit=unit).order_by("pk")
    return tuple(rows.values_list("pk", flat=True))


def counts_behind(unit: int) -> tuple[int, ...]:
    rows = HeadCount.objects.filter(retracted__isnull=True, unit=unit).order_by("pk")
    return tuple(rows.values_list("pk", flat=True))


def office_of(unit: int, on: date) -> int:
    """In whose journal an act of the organization stands: of who is responsible, else of who keeps its register."""
    responsible = Jurisdiction.objects.filter(during(on), unit=unit, party_organization__managed=True)
    found = responsible.values_list("party_organization", flat=True).first()
    return found if found is not None else homes([unit], on)[unit]
