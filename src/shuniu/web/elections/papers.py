"""归档目录 of an election: what the shared list is told with, and where each paper is read."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import reverse

from shuniu.policy.elections.archiving import ELECTION_KEEPING
from shuniu.policy.elections.steps import FIRST
from shuniu.policy.words.archiving import ElectionPaper as Paper
from shuniu.policy.words.word import Word
from shuniu.queries.cases.archiving import Held, may_note_here
from shuniu.queries.elections.archiving import election_archive_list
from shuniu.queries.elections.card import ElectionCard
from shuniu.web.cases.archiving import Archived
from shuniu.web.elections.telling import called_of
from shuniu.web.frame import actor_of, with_day, writing_off

# Of the ballots themselves the platform never holds anything.
OWN: Mapping[Word, str] = {Paper.BALLOTS: "平台只登记票数"}
# Where on the page of the election it is read what was sent in the platform.
PLACES: Mapping[Word, str] = {
    Paper.CANDIDATES: "candidates",
    Paper.REVIEW: "steps",
    Paper.APPROVAL: "steps",
    Paper.REPLY: "steps",
}


def archived_of(request: HttpRequest, found: ElectionCard) -> Archived:
    key = found.case.uuid
    notes = not writing_off(request) and may_note_here(actor_of(request), found.case, ELECTION_KEEPING)
    return Archived(
        card=found.case,
        name=f"{name_of(found)}{called_in(found)}",
        listed=election_archive_list(found),
        door=lambda held: _door(request, found, held),
        file=with_day(request, reverse("election_archive_list", args=[key])),
        page=reverse("election_archive", args=[key]),
        notes=notes and found.case.applies,
        own=OWN,
    )


def name_of(found: ElectionCard) -> str:
    return found.case.party_organization[1] if found.case.party_organization else ""


def called_in(found: ElectionCard) -> str:
    called = called_of(found.topic, first=bool(found.case.filed.get(FIRST)))
    return "换届选举" if called == "换届" else called


def _door(request: HttpRequest, found: ElectionCard, held: Held) -> str:
    key = found.case.uuid
    if held.document is not None:
        return with_day(request, reverse("document", args=[held.document]))
    if held.paper is Paper.REQUEST and found.case.origin != found.case.committee:
        return with_day(request, reverse("case_request", args=[key]))
    if held.paper is Paper.REPORT and found.case.origin != found.case.committee:
        return with_day(request, reverse("case_report", args=[key]))
    here = with_day(request, reverse("election", args=[key]))
    if held.vote is not None:
        return f"{here}#vote-{held.vote}"
    return f"{here}#{PLACES.get(held.paper, 'steps')}"
