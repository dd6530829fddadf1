"""A case that waits for a meeting, and the meetings on whose agenda it can still be put."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shuniu.access import Actor, visible
from shuniu.models import Case, Meeting
from shuniu.policy.cases.agenda import ALLOWED, MeetingAct
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseState
from shuniu.policy.words.meetings import MeetingState
from shuniu.queries.cases.meetings import CaseLine, lines_of
from shuniu.queries.organizations.card import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMeeting:
    uuid: UUID
    held_on: date
    title: str
    state: MeetingState


@dataclass(frozen=True, slots=True, kw_only=True)
class ToConvene:
    """``node`` is the committee that decides; ``meetings`` are its own, the earliest first."""

    case: CaseLine
    node: int
    meetings: tuple[OpenMeeting, ...]


def to_convene(actor: Actor, public: UUID, on: date) -> ToConvene:
    """Raises NotFound out of reach, and for what does not wait for a meeting."""
    rows = visible(Case.objects.filter(uuid=public), actor, Action.DECIDE_CASE, named=True)
    row = rows.filter(state=CaseState.TO_MEET.value, committee__isnull=False).exclude(holder="").first()
    if row is None or row.committee_id is None:
        raise NotFound
    states = [one.value for one in ALLOWED[MeetingAct.SCHEDULE]]
    found = Meeting.objects.filter(party_organization=row.committee_id, state__in=states).order_by("held_on", "pk")
    return ToConvene(
        case=lines_of([row], on)[row.pk],
        node=row.committee_id,
        meetings=tuple(
            OpenMeeting(uuid=one.uuid, held_on=one.held_on, title=one.title, state=MeetingState(one.state))
            for one in found
        ),
    )
