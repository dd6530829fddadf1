"""What else does a 批复 say on a Party organization that is set up or adjusted: whom it covers, what it becomes; or why
it is refused or put off?

Members are told by their number: a document goes further than the roll may be read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.http import HttpRequest

from shuniu.policy.cases.reasoning import clause_said
from shuniu.policy.formation.adjusting_steps import ADJUSTMENT, fields_of
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.procedures import procedure_of
from shuniu.policy.words import FormationMode
from shuniu.policy.words.cases import CaseKind, CaseState, Verb
from shuniu.queries.cases.card import case_card
from shuniu.queries.cases.documents import DocumentCard
from shuniu.queries.formation.adjusting import names_filed, topic_of
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.organizations.card import NotFound
from shuniu.web.formation.adjusting_reading import said_by
from shuniu.web.frame import actor_of, day_of
from shuniu.web.wording import full_day, word

# What a committee's meeting refuses or puts off, and answers then.
ANSWERED = frozenset({CaseKind.FORMATION, CaseKind.ADJUSTMENT, CaseKind.APPOINTMENT})
# Why it was asked for stands in the request.
_GROUNDS = ("grounds", "exception_grounds")


def agreed_lines(request: HttpRequest, card: DocumentCard) -> list[str]:
    """Empty for other kinds of cases, and where this actor does not read the case."""
    kind, public = card.case or ("", UUID(int=0))
    try:
        if kind == CaseKind.FORMATION:
            return _formed(request, public, card.issued_on)
        return _adjusted(request, public) if kind == CaseKind.ADJUSTMENT else []
    except NotFound:
        return []


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnedDown:
    """What a document says that answers a refusal or a deferral. ``decided_on`` by ``decided_by``."""

    verdict: str
    reasons: tuple[str, ...]
    clauses: tuple[str, ...]
    next_steps: tuple[str, ...]
    decided_on: date
    decided_by: str


def turned_down(request: HttpRequest, card: DocumentCard) -> TurnedDown | None:
    """None where the document agrees to what was asked. Raises NotFound where this actor does not read the case."""
    kind, public = card.case or ("", UUID(int=0))
    if kind not in ANSWERED:
        return None
    steps = case_card(actor_of(request), procedure_of(kind), public, day_of(request)).steps
    place = next((at for at, one in enumerate(steps) if one.entry == card.entry and one.verb == Verb.ANSWER), None)
    if place is None:
        return None
    said = steps[place]
    # Of several decisions the latest before it.
    decided = next(at for at in range(place, 0, -1) if steps[at].verb in (Verb.REFUSE, Verb.DEFER))
    outside = steps[decided - 1].state is CaseState.OUTSIDE
    put_off = said.state is CaseState.DEFERRED
    until = (f"{full_day(said.due_on)}以前{'再次提交' if put_off else '办好'}。",) if said.due_on else ()
    return TurnedDown(
        verdict="暂缓" if put_off else "不同意",
        reasons=(said.reason,),
        clauses=tuple(clause_said(key) for key in said.clauses),
        next_steps=(said.next_steps, *until),
        decided_on=card.meeting[0] if card.meeting else steps[decided].on,
        decided_by="街道党委" if outside else card.meeting[2] if card.meeting else "党委会",
    )


def _formed(request: HttpRequest, public: UUID, issued_on: date) -> list[str]:
    case = case_card(actor_of(request), FORMATION, public, day_of(request))
    covered = "、".join(one.name for one in (case.unit, *case.others) if one is not None)
    since = f"，自{full_day(case.effective_on)}起成立" if case.effective_on else ""
    centre = case.filed.get("centre")
    hosted = f"，依托{names_of([centre], issued_on).get(centre, '')}" if centre else ""
    return [f"组建方式为{word(case.filed.get('mode'), FormationMode)}{hosted}，覆盖{covered}{since}。"]


def _adjusted(request: HttpRequest, public: UUID) -> list[str]:
    actor, on = actor_of(request), day_of(request)
    case, topic = case_card(actor, ADJUSTMENT, public, on), topic_of(actor, public)
    said = said_by(replace(names_filed(actor, [case.filed], on), members={}))
    told = {name: said(name, case.filed.get(name)) for name in fields_of(topic) if name not in _GROUNDS}
    found = [f"{ADJUSTMENT.fields[name]}：{value}。" for name, value in told.items() if value]
    return [*found, f"以上调整自{full_day(case.effective_on)}起生效。"] if case.effective_on else found
