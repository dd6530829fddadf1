"""What is already known of a document that is to go out: to what it replies, or what it puts on record."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from shuniu.policy.elections.vacancies import BY_ELECTION
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.cases.documents import DocumentCard, document_card
from shuniu.queries.cases.receiving import level_above, received
from shuniu.queries.elections.card import ElectionCard, election_card
from shuniu.queries.organizations.card import NotFound
from shuniu.web.elections.recording import APPROVED
from shuniu.web.elections.telling import called_of
from shuniu.web.frame import actor_of, day_of
from shuniu.web.wording import full_day

# 关于成立某支部的请示 is replied to with 关于成立某支部的批复.
_ASKED = re.compile(r"的(?:请示|函)$")


def answered_here(request: HttpRequest) -> DocumentCard | None:
    """The document that came in and is replied to; 404 for one that did not come in here."""
    asked = request.GET.get("answers", "")
    if not asked:
        return None
    try:
        public = UUID(asked)
        received(actor_of(request), public)
        return document_card(actor_of(request), public, day_of(request), came_in=True)
    except (ValueError, NotFound) as missing:
        raise Http404 from missing


def filed_here(request: HttpRequest, node: int) -> ElectionCard | None:
    """The election of which the level above is told, for the record: this office has approved it. 404 for others."""
    asked = request.GET.get("filing", "")
    if not asked:
        return None
    try:
        found = election_card(actor_of(request), UUID(asked), day_of(request))
    except (ValueError, NotFound) as missing:
        raise Http404 from missing
    if found.case.state not in APPROVED or found.case.committee is None or found.case.committee[0] != node:
        raise Http404
    return found


def drafted(request: HttpRequest, answered: DocumentCard | None, filed: ElectionCard | None) -> dict[str, Any]:
    """What the form begins with."""
    if answered is not None:
        return _replying(answered)
    return _filing(request, filed) if filed is not None else {}


def said_of(answered: DocumentCard | None) -> list[str]:
    return [f"回复{answered.node_name}{answered.number}《{answered.title}》。"] if answered is not None else []


def _replying(answered: DocumentCard) -> dict[str, Any]:
    asked = answered.kind is DocumentKind.REQUEST
    title = _ASKED.sub("", answered.title)
    closing = "此复。" if asked else "特此函复。"
    return {
        "kind": (DocumentKind.REPLY if asked else DocumentKind.LETTER).value,
        "title": f"{title}的{'批复' if asked else '复函'}",
        "addressee": answered.node_name,
        "text": f"你单位《{answered.title}》（{answered.number}）收悉。\n{closing}",
    }


def _filing(request: HttpRequest, found: ElectionCard) -> dict[str, Any]:
    """备案 with the level above; nobody is named."""
    name = found.case.party_organization[1] if found.case.party_organization else ""
    called = called_of(found.topic, first=False) if found.topic == BY_ELECTION else "选举"
    return {
        "kind": DocumentKind.REPORT.value,
        "title": f"关于{name}{called}结果备案的报告",
        "addressee": level_above(actor_of(request)) or "",
        "text": "\n".join(_elected(found, name, called)),
    }


def _elected(found: ElectionCard, name: str, called: str) -> list[str]:
    held = [one.held_on for one in found.rounds]
    when = f"于{full_day(min(held))}" if held else ""
    since = f"，自{full_day(found.case.effective_on)}起任职" if found.case.effective_on else ""
    return [f"{name}{when}进行{called}，选举结果已经批复{since}。", "现将选举结果报请备案。"]
