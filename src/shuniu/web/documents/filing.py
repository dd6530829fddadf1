"""备案: what does an office tell the level above of what it has approved? Its facts alone; nobody is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest

from shuniu.policy.elections.vacancies import BY_ELECTION
from shuniu.policy.words.cases import CaseKind, CaseState
from shuniu.queries.cases.card import CaseCard, card_of_any
from shuniu.queries.elections.card import election_card
from shuniu.queries.formation.adjusting import topic_of
from shuniu.queries.organizations.card import NotFound
from shuniu.web.elections.recording import APPROVED
from shuniu.web.elections.telling import called_of
from shuniu.web.frame import actor_of, day_of
from shuniu.web.wording import full_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """``case`` by key, and what the report on it begins with."""

    case: int
    title: str
    text: str


def filed_here(request: HttpRequest, node: int) -> Filed | None:
    """What the address asks to file: this office has approved it. 404 for others."""
    asked = request.GET.get("filing", "")
    if not asked:
        return None
    try:
        procedure, card = card_of_any(actor_of(request), UUID(asked), day_of(request))
    except (ValueError, NotFound) as missing:
        raise Http404 from missing
    said = _FILED.get(procedure.kind)
    approved = card.state is CaseState.DONE or (procedure.kind is CaseKind.ELECTION and card.state in APPROVED)
    if said is None or not approved or card.committee is None or card.committee[0] != node:
        raise Http404
    title, text = said(request, card)
    return Filed(case=card.key, title=title, text=text)


def _election(request: HttpRequest, card: CaseCard) -> tuple[str, str]:
    found = election_card(actor_of(request), card.uuid, day_of(request))
    name = card.party_organization[1] if card.party_organization else ""
    called = called_of(found.topic, first=False) if found.topic == BY_ELECTION else "选举"
    when = f"于{full_day(found.first_meeting.held_on)}" if found.first_meeting else ""
    told = f"{name}{when}进行{called}，选举结果已经批复{_since(card, '任职')}。"
    return f"关于{name}{called}结果备案的报告", f"{told}\n现将选举结果报请备案。"


def _formation(request: HttpRequest, card: CaseCard) -> tuple[str, str]:
    name = card.filed.get("name", "")
    units = "、".join(one.name for one in (card.unit, *card.others) if one is not None)
    return (
        f"关于成立{name}备案的报告",
        f"{units}申请成立{name}，已经批复{_since(card, '成立')}。\n现将批复情况报请备案。",
    )


def _adjustment(request: HttpRequest, card: CaseCard) -> tuple[str, str]:
    name = card.party_organization[1] if card.party_organization else ""
    topic = topic_of(actor_of(request), card.uuid)
    told = f"{name}的调整（{topic.label}）已经批复{_since(card, '生效')}。"
    return f"关于{name}{topic.label}备案的报告", f"{told}\n现将批复情况报请备案。"


def _since(card: CaseCard, what: str) -> str:
    return f"，自{full_day(card.effective_on)}起{what}" if card.effective_on else ""


_FILED: Mapping[CaseKind, Callable[[HttpRequest, CaseCard], tuple[str, str]]] = {
    CaseKind.ELECTION: _election,
    CaseKind.FORMATION: _formation,
    CaseKind.ADJUSTMENT: _adjustment,
}
