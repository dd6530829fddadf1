"""Where does the page of a case lead to what is asked for in writing, by its applicant and by whoever passes it on?"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from shuniu.policy.words.cases import CaseKind
from shuniu.queries.cases.card import CaseCard
from shuniu.queries.cases.requests import passing_of
from shuniu.queries.naming import node_names
from shuniu.web.frame import actor_of, with_day
from shuniu.web.parts import Link

# Whoever applies asks in writing for these.
ASKED_FOR = frozenset({CaseKind.FORMATION, CaseKind.ADJUSTMENT, CaseKind.ELECTION, CaseKind.POSTPONEMENT})


def asked_facts(request: HttpRequest, card: CaseCard) -> list[tuple[str, Any]]:
    """Nothing where the office that decides has begun it itself."""
    if card.origin == card.committee or card.committee is None:
        return []
    passing = passing_of(actor_of(request), card)
    asked = ("请示", Link("查看和下载", with_day(request, reverse("case_request", args=[card.uuid]))))
    if passing is None:
        return [asked]
    applied = ("申请", Link("查看和下载", with_day(request, reverse("case_application", args=[card.uuid]))))
    if passing.since is not None:
        return [applied, asked]
    name = node_names([passing.office], actor_of(request).today).get(passing.office, "")
    return [applied, ("请示", f"{name}审查材料以后行文")]
