"""What stands in the register of one's own organization, and how far is what one files about it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.access import Actor, visible
from shuniu.models import Case, HeadCount, Unit
from shuniu.policy.grants import Action
from shuniu.policy.submissions.fields import COUNT_FIELDS
from shuniu.policy.words.cases import CaseKind
from shuniu.policy.words.submissions import SubmissionState
from shuniu.queries.cases.steps import StepLine, latest_remarks, steps_of
from shuniu.queries.naming import unit_names
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.organizations.listing import covering
from shuniu.queries.organizations.writing import organization_to_write
from shuniu.queries.seen import registrations_seen


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSubmission:
    """The one that is under way. ``filed`` as it is kept now; ``unlocked`` None where nothing is locked."""

    uuid: UUID
    state: SubmissionState
    version: int
    filed: Mapping[str, Any]
    remarks: Mapping[str, str]
    unlocked: frozenset[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnOrganization:
    """``held`` are the columns of the registration with the names of the bodies, ``counts`` the latest head-count.

    ``seen`` are the facts behind it, ``under_way`` is the open submission; ``steps`` are those of it, else of the
    latest one.
    """

    unit: int
    uuid: UUID
    code: str
    name: str
    held: Mapping[str, Any]
    counts: Mapping[str, int | None]
    seen: tuple[int, ...]
    branches: list[str]
    under_way: OpenSubmission | None
    steps: list[StepLine]


def own_organization(actor: Actor, on: date) -> OwnOrganization:
    """The unit of the actor. Raises NotFound where there is none to file for."""
    mine = visible(Unit.objects.filter(pk=actor.unit or 0), actor, Action.WRITE_SUBMISSION).first()
    if mine is None:
        raise NotFound
    # Asked first: what is changed between this and the reading is noticed when it is sent.
    seen = registrations_seen(mine.uuid)
    found = organization_to_write(actor, mine.uuid, on)
    bodies = unit_names([found.values.get("authority_id"), found.values.get("supervising_unit_id")], on)
    row = Case.objects.filter(kind=CaseKind.INFORMATION.value, unit=mine).order_by("-pk").first()
    steps = steps_of(row.pk, SubmissionState) if row is not None else []
    return OwnOrganization(
        unit=mine.pk,
        uuid=mine.uuid,
        code=found.code,
        name=found.name,
        held={
            **found.values,
            "code": found.code,
            "authority": bodies.get(found.values.get("authority_id") or 0, ""),
            "supervising_unit": bodies.get(found.values.get("supervising_unit_id") or 0, ""),
        },
        counts=counts_held(mine.pk, on),
        seen=seen,
        branches=[one["name"] for one in covering([mine.pk], on).get(mine.pk, [])],
        under_way=None if row is None or not row.holder else _under_way(row, steps),
        steps=steps,
    )


def counts_held(unit: int, on: date) -> Mapping[str, int | None]:
    """The latest head-count up to the day; empty where there is none."""
    found = HeadCount.objects.filter(unit=unit, retracted__isnull=True, as_of__lte=on).order_by("-as_of")
    return found.values(*COUNT_FIELDS).first() or {}


def _under_way(row: Case, steps: list[StepLine]) -> OpenSubmission:
    state, remarks = SubmissionState(row.state), latest_remarks(steps)
    return OpenSubmission(
        uuid=row.uuid,
        state=state,
        version=row.version,
        filed=row.filed,
        remarks=remarks,
        unlocked=frozenset(remarks) if state is SubmissionState.RETURNED else None,
    )
