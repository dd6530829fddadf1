"""A case and the meeting that decides on it: from the one to the other."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from shuniu.policy.words.cases import Verb
from shuniu.queries.cases.card import CaseCard
from shuniu.queries.cases.steps import Convened
from shuniu.web.cases.telling import meeting_link
from shuniu.web.frame import address_of, with_day

# What an address asks with for the case that is to be put on an agenda.
CASE = "case"


def convened(card: CaseCard) -> Convened | None:
    """On whose agenda it stands, or which decided on it last; None where it was moved back since."""
    last = next((one for one in reversed(card.steps) if one.meeting is not None), None)
    return last.meeting if last is not None and last.verb != Verb.UNSCHEDULE else None


def convened_fact(request: HttpRequest, card: CaseCard) -> list[tuple[str, Any]]:
    meeting = convened(card)
    return [] if meeting is None else [("会议", meeting_link(meeting, lambda page: with_day(request, page)))]


def agenda_address(card: CaseCard) -> str:
    """Where it is put on the agenda of a meeting that is planned already, or of one arranged for it."""
    return f"{reverse('meeting_new')}?{CASE}={card.uuid}"


def meeting_address(card: CaseCard) -> str:
    """The meeting on whose agenda it stands: there attendance and decision are put down."""
    meeting = convened(card)
    public = meeting.uuid if meeting is not None else None
    return address_of("meetings") if public is None else reverse("meeting", args=[public])
