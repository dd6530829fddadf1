"""归档目录 of an application or an adjustment: what the shared list is told with, and where each paper is read."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import reverse

from shuniu.policy.cases.archiving import Keeping
from shuniu.policy.formation.archiving import ADJUSTMENT_KEEPING, FILED_BY, FORMATION_KEEPING
from shuniu.policy.grants import Action
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.archiving import FormationPaper as Paper
from shuniu.policy.words.cases import CaseState
from shuniu.policy.words.word import Word
from shuniu.queries.accounts import granted
from shuniu.queries.cases.archiving import Held, may_note_here
from shuniu.queries.cases.card import CaseCard
from shuniu.queries.cases.requests import passing_of
from shuniu.queries.formation.archiving import formation_archive_list
from shuniu.web.cases.archiving import Archived
from shuniu.web.cases.filing import filing_link
from shuniu.web.frame import actor_of, with_day, writing_off
from shuniu.web.parts import Link

# An outside body keeps its own register; what it wrote lies on paper.
OWN: Mapping[Word, str] = {Paper.OUTSIDE: "平台只登记意见"}


def formation_archived(request: HttpRequest, card: CaseCard) -> Archived | None:
    """None while it is open, and where it never was sent."""
    name = card.filed.get("name") or (f"{card.unit.name}党组织" if card.unit else card.number)
    return _archived(request, card, FORMATION_KEEPING, f"组建{name}")


def adjustment_archived(request: HttpRequest, card: CaseCard, topic: AdjustmentTopic) -> Archived | None:
    name = card.party_organization[1] if card.party_organization else ""
    return _archived(request, card, ADJUSTMENT_KEEPING, f"{name}{topic.label}")


def _archived(request: HttpRequest, card: CaseCard, keeping: Keeping, name: str) -> Archived | None:
    listed = formation_archive_list(card)
    if listed is None:
        return None
    kind = keeping.procedure.kind
    return Archived(
        card=card,
        name=name,
        listed=listed,
        door=lambda held: _door(request, card, kind.value, held),
        file=with_day(request, reverse(f"{kind.value}_archive_list", args=[card.uuid])),
        page=reverse(f"{kind.value}_archive", args=[card.uuid]),
        notes=not writing_off(request) and may_note_here(actor_of(request), card, keeping),
        own=OWN,
        clauses={Paper.FILED: FILED_BY[kind]},
        begun=_to_file(request, card),
    )


def _to_file(request: HttpRequest, card: CaseCard) -> Mapping[Word, Link]:
    """What was approved is reported to the level above, for the record."""
    filing = filing_link(request, card) if card.state is CaseState.DONE else None
    return {} if filing is None else {Paper.FILED: filing}


def _door(request: HttpRequest, card: CaseCard, kind: str, held: Held) -> str:
    if held.document is not None:
        # Minutes are told of by whoever holds the meeting.
        opens = held.meeting is None or granted(actor_of(request), Action.DECIDE_CASE)
        return with_day(request, reverse("document", args=[held.document])) if opens else ""
    if held.meeting is not None:
        opens = granted(actor_of(request), Action.DECIDE_CASE)
        return with_day(request, reverse("meeting", args=[held.meeting])) if opens else ""
    if held.paper in (Paper.REQUEST, Paper.PASSED) and card.origin != card.committee and card.committee is not None:
        passed = held.paper is Paper.REQUEST and passing_of(actor_of(request), card) is not None
        return with_day(request, reverse("case_application" if passed else "case_request", args=[card.uuid]))
    place = "consents" if held.paper is Paper.CONSENTS else "steps"
    return f"{with_day(request, reverse(kind, args=[card.uuid]))}#{place}"
