"""报上级备案: may an office that has approved a result tell the level above of it, and where?"""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseState
from shuniu.queries.accounts import granted
from shuniu.queries.cases.receiving import level_above
from shuniu.queries.elections.card import ElectionCard
from shuniu.web.frame import actor_of, writing_off
from shuniu.web.parts import Link

# The result was replied to.
APPROVED = frozenset({CaseState.TO_ARCHIVE, CaseState.DONE})


def filing_door(request: HttpRequest, found: ElectionCard) -> Link | None:
    """Where an office that has approved a result tells the level above of it; nobody stands above the highest."""
    actor = actor_of(request)
    mine = found.case.committee is not None and found.case.committee[0] == actor.node
    if found.case.state not in APPROVED or not mine or not granted(actor, Action.ISSUE_DOCUMENT):
        return None
    if writing_off(request) or level_above(actor) is None:
        return None
    return Link("报上级备案", f"{reverse('document_new')}?filing={found.case.uuid}")
