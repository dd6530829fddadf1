"""报上级备案: may an office tell the level above, for the record, of what it has approved, and where?"""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from shuniu.policy.grants import Action
from shuniu.queries.accounts import granted
from shuniu.queries.cases.card import CaseCard
from shuniu.web.frame import actor_of, writing_off
from shuniu.web.parts import Link


def filing_link(request: HttpRequest, card: CaseCard) -> Link | None:
    """For the committee that has approved it, where it keeps a register. Whether it is approved, its kind knows."""
    actor = actor_of(request)
    mine = card.committee is not None and card.committee[0] == actor.node
    if not mine or not granted(actor, Action.ISSUE_DOCUMENT) or writing_off(request):
        return None
    return Link("报上级备案", f"{reverse('document_new')}?filing={card.uuid}")
