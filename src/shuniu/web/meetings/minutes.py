"""The minutes of a meeting, to be read and printed."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseKind
from shuniu.policy.words.meetings import MeetingState
from shuniu.queries.accounts import granted
from shuniu.web.cases.citing import said_of
from shuniu.web.frame import actor_of, framed, with_day, writing_off
from shuniu.web.meetings.planning import named
from shuniu.web.meetings.resolved import resolved
from shuniu.web.meetings.views import (
    card_of,
    crumbs_of,
    facts_of,
    recorded_words,
    votes_of,
)
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.wording import word


@require_GET
@needs(Action.DECIDE_CASE)
def meeting_minutes(request: HttpRequest, public: UUID) -> HttpResponse:
    """Of a meeting that was held; before that there is nothing to be told."""
    card = card_of(request, public)
    if card.state not in (MeetingState.HELD, MeetingState.CLOSED):
        raise Http404
    issues = card.writable and not writing_off(request) and granted(actor_of(request), Action.ISSUE_DOCUMENT)
    number = reverse("document_new") + f"?meeting={public}"
    decided = resolved(request, card)
    context = {
        "card": card,
        "crumbs": crumbs_of(
            request, Link(named(card), with_day(request, reverse("meeting", args=[public]))), Link("会议纪要", "")
        ),
        "facts": facts_of(card),
        "items": [
            (
                f"{word(one.case.kind, CaseKind)}：{decided[one.case.key].about}",
                decided[one.case.key].decision,
                votes_of(one),
                said_of(one),
            )
            for one in card.items
        ],
        "numbers": [
            Link(text, with_day(request, reverse("document", args=[document]))) for text, document in card.minutes
        ],
        "acts": [Link("给纪要编号", number)] if issues and not card.minutes and not card.open_items else [],
        "recorded": recorded_words(card),
    }
    return framed(request, "meetings/minutes.html.jinja", context)
