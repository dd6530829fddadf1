"""Where is the level above told of a result: in the report of the body, and for the record once it is approved?"""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from shuniu.policy.words.cases import CaseState
from shuniu.queries.cases.receiving import level_above
from shuniu.queries.elections.card import ElectionCard
from shuniu.web.cases.filing import filing_link
from shuniu.web.frame import actor_of, with_day
from shuniu.web.parts import Link

# The result was replied to.
APPROVED = frozenset({CaseState.TO_ARCHIVE, CaseState.DONE})
# It was told to the level above, and not sent back.
REPORTED = APPROVED | {CaseState.REPORTED}


def filing_door(request: HttpRequest, found: ElectionCard) -> Link | None:
    """Where an office that has approved a result tells the level above of it; nobody stands above the highest."""
    approved = found.case.state in APPROVED and level_above(actor_of(request)) is not None
    return filing_link(request, found.case) if approved else None


def doors_to_tell(request: HttpRequest, found: ElectionCard) -> list[tuple[str, Link]]:
    """The report of the body, where the level above does not elect itself; what is filed further up."""
    case = found.case
    told = []
    if case.state in REPORTED and case.committee is not None and case.origin != case.committee:
        told.append(("选举结果报告", Link("查看和下载", with_day(request, reverse("case_report", args=[case.uuid])))))
    filing = filing_door(request, found)
    return [*told, ("备案", filing)] if filing is not None else told
