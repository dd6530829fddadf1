"""Where is the level above told of a result: in the report of the body, and for the record once it is approved?"""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseState
from shuniu.queries.accounts import granted
from shuniu.queries.cases.receiving import level_above
from shuniu.queries.elections.card import ElectionCard
from shuniu.web.frame import actor_of, with_day, writing_off
from shuniu.web.parts import Link

# The result was replied to.
APPROVED = frozenset({CaseState.TO_ARCHIVE, CaseState.DONE})
# It was told to the level above, and not sent back.
REPORTED = APPROVED | {CaseState.REPORTED}


def filing_door(request: HttpRequest, found: ElectionCard) -> Link | None:
    """Where an office that has approved a result tells the level above of it; nobody stands above the highest."""
    actor = actor_of(request)
    mine = found.case.committee is not None and found.case.committee[0] == actor.node
    if found.case.state not in APPROVED or not mine or not granted(actor, Action.ISSUE_DOCUMENT):
        return None
    if writing_off(request) or level_above(actor) is None:
        return None
    return Link("报上级备案", f"{reverse('document_new')}?filing={found.case.uuid}")


def doors_to_tell(request: HttpRequest, found: ElectionCard) -> list[tuple[str, Link]]:
    """The report of the body, where the level above does not elect itself; what is filed further up."""
    case = found.case
    told = []
    if case.state in REPORTED and case.committee is not None and case.origin != case.committee:
        told.append(("选举结果报告", Link("查看和下载", with_day(request, reverse("case_report", args=[case.uuid])))))
    filing = filing_door(request, found)
    return [*told, ("备案", filing)] if filing is not None else told
