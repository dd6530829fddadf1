"""换届提醒函 for a body whose term ends, and 选票 for a vote, as Word files."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from shuniu.documents.content import Ballot, Reminder
from shuniu.documents.writing import write
from shuniu.policy.grants import Action
from shuniu.policy.words.templates import TemplateKind
from shuniu.queries.elections.letters import Reminded, ballot_of, body_to_remind
from shuniu.queries.organizations.card import NotFound
from shuniu.web.documents.word import word_file
from shuniu.web.elections.card import election_to_show
from shuniu.web.elections.telling import post_of
from shuniu.web.frame import actor_of, day_of
from shuniu.web.rights import needs


@require_GET
@needs(Action.REVIEW_CASE)
def election_reminder(request: HttpRequest, code: str) -> HttpResponse:
    """换届提醒函, from the level above to the body; 404 where its term has no end."""
    try:
        found = body_to_remind(actor_of(request), code, day_of(request))
    except NotFound as problem:
        raise Http404 from problem
    letter = Reminder(
        issuer=found.issuer,
        addressee=found.name,
        dated=day_of(request),
        body_name=found.name,
        term_ends_on=found.ends_on,
        months=_months(request, found),
        clause=found.clause,
    )
    return word_file(f"换届提醒函（{found.name}）", write(TemplateKind.REMINDER, letter))


def _months(request: HttpRequest, found: Reminded) -> int:
    """Whole months that are left; 0 once it is over."""
    on = day_of(request)
    months = (found.ends_on.year - on.year) * 12 + found.ends_on.month - on.month
    return max(months - (found.ends_on.day < on.day), 0)


@require_GET
@needs(Action.FILE_CASE)
def election_ballot(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """选票 of the vote that is next; 404 where nothing is voted on."""
    found = election_to_show(request, uuid)
    if found.vote is None:
        raise Http404
    names = ballot_of(found)
    name = found.case.party_organization[1] if found.case.party_organization else ""
    ballot = Ballot(
        party_organization=name,
        post=post_of(found.vote.post),
        seats=found.vote.seats,
        candidates=names,
        others=found.vote.seats,
        held_on=day_of(request),
        order="" if found.vote.electorate is None else "按上级党组织批准的顺序排列",
    )
    return word_file(f"选票（{post_of(found.vote.post)}）", write(TemplateKind.BALLOT, ballot))
