"""What is filed beside what is in the register, for whoever decides: what differs, what changed, what was said?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.access import Actor, visible
from shuniu.models import Case, HeadCount, Registration
from shuniu.policy.grants import Action
from shuniu.policy.submissions.fields import COUNT_FIELDS, FIELDS, OWN_FIELDS, to_json
from shuniu.policy.submissions.states import INFORMATION
from shuniu.policy.words.cases import Verb
from shuniu.policy.words.submissions import SubmissionState
from shuniu.queries.cases.steps import StepLine, sent, steps_of
from shuniu.queries.days import during
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.submissions.own import counts_held


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedField:
    """One field, values as JSON. ``before`` is what was sent the time before, ``then`` what the register said when it
    was sent; both only where they differ (``mended``, ``moved``). ``remarks`` are those made on it so far."""

    name: str
    held: Any
    filed: Any
    differs: bool
    mended: bool = False
    before: Any = None
    moved: bool = False
    then: Any = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedSubmission:
    """``seen`` and ``counted`` are the facts that stand beside it now; ``stale``: the register changed since it was
    sent. ``decidable``: it is open for a decision. ``own``: the account itself has sent it."""

    uuid: UUID
    unit: UUID
    name: str
    code: str
    state: SubmissionState
    version: int
    fields: list[ComparedField]
    seen: tuple[int, ...]
    counted: tuple[int, ...]
    stale: bool
    decidable: bool
    own: bool
    steps: list[StepLine]

    @property
    def sent_again(self) -> bool:
        return len(sent(self.steps)) > 1


def submission_to_review(actor: Actor, public: UUID, on: date) -> ReviewedSubmission:
    """Raises NotFound, also for what was never sent: nobody looks over the shoulder of who fills in."""
    row = visible(Case.objects.filter(uuid=public), actor, Action.REVIEW_SUBMISSION).select_related("unit").first()
    steps = steps_of(row.pk, SubmissionState) if row is not None else []
    if row is None or not sent(steps) or row.state == SubmissionState.DRAFT:
        raise NotFound
    unit = row.unit
    assert unit is not None, "信息填报 is filed by a unit"
    # Asked first: what is changed between this and the reading of the values is then noticed when it is decided on.
    seen, counted = _numbers(Registration, unit.pk), _numbers(HeadCount, unit.pk)
    state = SubmissionState(row.state)
    held: Mapping[str, Any] = Registration.objects.filter(during(on), unit=unit.pk).values().first() or {}
    return ReviewedSubmission(
        uuid=row.uuid,
        unit=unit.uuid,
        name=str(held.get("name") or unit.code or ""),
        code=unit.code or "",
        state=state,
        version=row.version,
        fields=_compared(unit.pk, held, steps, on),
        seen=seen,
        counted=counted,
        stale=set(sent(steps)[-1].seen or ()) != set(seen) and state is not SubmissionState.ACCEPTED,
        decidable=Verb.ACCEPT in INFORMATION.verbs_of(state),
        own=_sent_by(row, actor),
        steps=steps,
    )


def _numbers(model: Any, unit: int) -> tuple[int, ...]:
    rows = model.objects.filter(retracted__isnull=True, unit=unit).order_by("pk")
    return tuple(rows.values_list("pk", flat=True))


def _sent_by(row: Case, actor: Actor) -> bool:
    return row.steps.filter(filed__isnull=False, recorded__actor=actor.account).exists()


def _compared(unit: int, held: Mapping[str, Any], steps: list[StepLine], on: date) -> list[ComparedField]:
    """What differs from the register, what was remarked upon and what was mended; nothing else."""
    latest, *earlier = reversed(sent(steps))
    then = _then(latest)
    now = {**_as_json(held), **counts_held(unit, on)}
    remarks: dict[str, list[str]] = {}
    for step in steps:
        for name, text in step.remarks.items():
            remarks.setdefault(name, []).append(text)
    found = []
    for name in FIELDS:
        filed = _filed(latest, name, now)
        before = _filed(earlier[0], name, then) if earlier else filed
        one = ComparedField(
            name=name,
            held=now.get(name),
            filed=filed,
            differs=filed != now.get(name),
            mended=before != _filed(latest, name, then),
            before=before,
            moved=name in then and then[name] != now.get(name),
            then=then.get(name),
            remarks=tuple(remarks.get(name, ())),
        )
        if one.differs or one.mended or one.remarks or one.moved:
            found.append(one)
    return found


def _filed(step: StepLine, name: str, otherwise: Mapping[str, Any]) -> Any:
    """What was sent for a field; what was left as the register says stands there still."""
    filed = step.filed or {}
    return filed.get(name) if name in COUNT_FIELDS else filed.get(name, otherwise.get(name))


def _then(step: StepLine) -> dict[str, Any]:
    """What the register said when it was sent; its facts can be read for ever."""
    rows = Registration.objects.filter(pk__in=step.seen or (), period__contains=step.on)
    return _as_json(rows.values().first() or {})


def _as_json(held: Mapping[str, Any]) -> dict[str, Any]:
    return {name: to_json(held[name]) for name in OWN_FIELDS if name in held}
