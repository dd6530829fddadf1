"""What else does a 批复 say on a Party organization that is set up or adjusted: whom it covers, what it becomes?

Members are told by their number: a document goes further than the roll may be read.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest

from shuniu.policy.formation.adjusting_steps import ADJUSTMENT, fields_of
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.words import FormationMode
from shuniu.policy.words.cases import CaseKind
from shuniu.queries.cases.card import case_card
from shuniu.queries.cases.documents import DocumentCard
from shuniu.queries.formation.adjusting import names_filed, topic_of
from shuniu.queries.organizations.card import NotFound
from shuniu.web.formation.adjusting_reading import said_by
from shuniu.web.frame import actor_of, day_of
from shuniu.web.wording import full_day, word

# Why it was asked for stands in the request.
_GROUNDS = ("grounds", "exception_grounds")


def agreed_lines(request: HttpRequest, card: DocumentCard) -> list[str]:
    """Empty for other kinds of cases, and where this actor does not read the case."""
    kind, public = card.case or ("", UUID(int=0))
    try:
        if kind == CaseKind.FORMATION:
            return _formed(request, public)
        return _adjusted(request, public) if kind == CaseKind.ADJUSTMENT else []
    except NotFound:
        return []


def _formed(request: HttpRequest, public: UUID) -> list[str]:
    case = case_card(actor_of(request), FORMATION, public, day_of(request))
    covered = "、".join(one.name for one in (case.unit, *case.others) if one is not None)
    since = f"，自{full_day(case.effective_on)}起成立" if case.effective_on else ""
    return [f"组建方式为{word(case.filed.get('mode'), FormationMode)}，覆盖{covered}{since}。"]


def _adjusted(request: HttpRequest, public: UUID) -> list[str]:
    actor, on = actor_of(request), day_of(request)
    case, topic = case_card(actor, ADJUSTMENT, public, on), topic_of(actor, public)
    said = said_by(replace(names_filed(actor, [case.filed], on), members={}))
    told = {name: said(name, case.filed.get(name)) for name in fields_of(topic) if name not in _GROUNDS}
    found = [f"{ADJUSTMENT.fields[name]}：{value}。" for name, value in told.items() if value]
    return [*found, f"以上调整自{full_day(case.effective_on)}起生效。"] if case.effective_on else found
