"""What does the 请示 of a case say? Its facts alone, in the order of the form; nothing is made up beside them.

A name of a member is not kept in the register: ××× stands for it there, and is written where the roll may be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest

from shuniu.policy.elections.letters import asked_in
from shuniu.policy.elections.steps import ELECTION, FIRST, POSTPONEMENT
from shuniu.policy.elections.vacancies import BY_ELECTION
from shuniu.policy.formation.adjusting_steps import ADJUSTMENT, fields_of
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.words.cases import CaseKind
from shuniu.policy.words.elections import ElectionForm
from shuniu.queries.cases.card import CaseCard
from shuniu.queries.elections.card import election_card
from shuniu.queries.formation.adjusting import names_filed, topic_of
from shuniu.web.documents.formed import formation_asked, listed
from shuniu.web.documents.saying import CLOSING, RULES, Parts, Said, ended, text_of
from shuniu.web.formation.adjusting_reading import said_by as adjusted_said
from shuniu.web.frame import actor_of, day_of
from shuniu.web.wording import full_day, word


def _text(opening: str, parts: Parts) -> str:
    return text_of(opening, parts, CLOSING)


def _election(request: HttpRequest, card: CaseCard) -> Said:
    topic = election_card(actor_of(request), card.uuid, day_of(request)).topic
    name, filed = card.party_organization[1] if card.party_organization else "", card.filed
    first = bool(filed.get(FIRST))
    if topic == BY_ELECTION:
        return Said(asked_in(name, topic), _by_election(name, filed))
    called = "首次选举" if first else "换届选举"
    planned = f"拟于{full_day(date.fromisoformat(filed['planned_on']))}" if filed.get("planned_on") else "拟"
    opening = f"按照{RULES}有关规定，{name}{planned}召开{_form(filed)}进行{called}。现将有关事项请示如下："
    parts: Parts = [("选举方式", [f"由{_form(filed)}选举产生。"]), ("委员会和书记、副书记名额", [_places(filed)])]
    parts.append(("有关情况说明", [ended(filed["grounds"])] if filed.get("grounds") else []))
    return Said(asked_in(name, topic, first=first), _text(opening, parts))


def _form(filed: Mapping[str, Any]) -> str:
    return str(word(filed["form"], ElectionForm)) if filed.get("form") else "党员大会"


def _places(filed: Mapping[str, Any]) -> str:
    leaders = "书记1名" + (f"、副书记{filed['deputies']}名" if filed.get("deputies") else "")
    if not filed.get("seats"):
        return f"不设委员会，由{_form(filed)}选举{leaders}。"
    return f"委员会由{filed['seats']}名委员组成，设{leaders}。"


def _by_election(name: str, filed: Mapping[str, Any]) -> str:
    numbers = (
        ("书记", int(bool(filed.get("secretary")))),
        ("副书记", filed.get("deputies")),
        ("委员", filed.get("seats")),
    )
    places = "、".join(f"{label}{number}名" for label, number in numbers if number)
    planned = f"拟于{full_day(date.fromisoformat(filed['planned_on']))}" if filed.get("planned_on") else "拟"
    opening = f"按照{RULES}有关规定，{name}{planned}召开{_form(filed)}进行补选。现将有关事项请示如下："
    grounds = [ended(filed["grounds"])] if filed.get("grounds") else []
    return _text(opening, [("出缺的原因", grounds), ("补选名额", [f"补选{places}。"] if places else [])])


def _postponement(request: HttpRequest, card: CaseCard) -> Said:
    name, filed = card.party_organization[1] if card.party_organization else "", card.filed
    until = f"，本届任期延长至{full_day(date.fromisoformat(filed['until']))}前" if filed.get("until") else ""
    opening = f"{name}不能按期换届，拟延期换届{until}。现将有关事项请示如下："
    grounds = [ended(filed["grounds"])] if filed.get("grounds") else []
    return Said(f"关于{name}延期换届的请示", _text(opening, [("延期的理由", grounds)]))


def _adjustment(request: HttpRequest, card: CaseCard) -> Said:
    actor, on = actor_of(request), day_of(request)
    topic = topic_of(actor, card.uuid)
    name = card.party_organization[1] if card.party_organization else ""
    said = adjusted_said(replace(names_filed(actor, [card.filed], on), members={}))
    opening = f"按照有关规定，拟对{name}进行调整（{topic.label}）。现将有关事项请示如下："
    parts = [("调整的事项", listed(ADJUSTMENT, fields_of(topic), said, card.filed))]
    return Said(f"关于{name}{topic.label}的请示", _text(opening, parts))


ASKED: Mapping[CaseKind, Callable[[HttpRequest, CaseCard], Said]] = {
    ELECTION.kind: _election,
    POSTPONEMENT.kind: _postponement,
    FORMATION.kind: formation_asked,
    ADJUSTMENT.kind: _adjustment,
}
