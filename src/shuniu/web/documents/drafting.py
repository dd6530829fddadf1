"""What is already known of a document that is to go out: to what it replies, or what it puts on record."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.cases.documents import DocumentCard, document_card
from shuniu.queries.cases.receiving import level_above, received
from shuniu.queries.organizations.card import NotFound
from shuniu.web.documents.filing import Filed
from shuniu.web.frame import actor_of, day_of

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


def drafted(request: HttpRequest, answered: DocumentCard | None, filed: Filed | None) -> dict[str, Any]:
    """What the form begins with."""
    if answered is not None:
        return _replying(answered)
    if filed is None:
        return {}
    return {
        "kind": DocumentKind.REPORT.value,
        "title": filed.title,
        "addressee": level_above(actor_of(request)) or "",
        "text": filed.text,
    }


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
