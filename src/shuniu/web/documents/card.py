"""One outgoing document: what the register says of it, and its file where the platform knows what it says."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseKind
from shuniu.queries.accounts import granted
from shuniu.queries.cases.documents import DocumentCard
from shuniu.queries.cases.receiving import received, sent_to
from shuniu.queries.organizations.card import NotFound
from shuniu.web.cases.telling import page_of_kind
from shuniu.web.documents.files import UPWARD, file_links
from shuniu.web.documents.received import status_of
from shuniu.web.documents.register import card_of, crumbs_of
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.word_files import font_notes
from shuniu.web.wording import day, moment, word


@require_GET
@needs(Action.READ_CASE)
def document(request: HttpRequest, public: UUID) -> HttpResponse:
    """For the office that sent it out, and for whoever reads the case it answers: they find the same paper."""
    card = card_of(request, public)
    voids = (
        card.writable
        and card.withdrawn is None
        and (not card.cases or card.kind in UPWARD)
        and not writing_off(request)
    )
    context = {
        "card": card,
        "crumbs": crumbs_to(request, card),
        "facts": _facts(request, card),
        "void": _void(card),
        "acts": [
            *file_links(request, card),
            *([Link("作废", reverse("document_withdraw", args=[public]))] if voids else []),
        ],
        "notes": font_notes() if file_links(request, card) else (),
        "sent": _sent(request, card),
    }
    return framed(request, "documents/card.html.jinja", context)


def _sent(request: HttpRequest, card: DocumentCard) -> dict[str, Any] | None:
    """To whom of the platform it went, and how it lies there; for the office that sent it out."""
    if not card.registered:
        return None
    found = sent_to(card.uuid, day_of(request))
    unsigned = found.signed < found.count and card.withdrawn is None
    hands = card.writable and unsigned and not writing_off(request)
    return (
        {
            "count": found.count,
            "signed": found.signed,
            "rows": [(one, status_of(one.state)) for one in found.told],
            "hand": reverse("document_hand_over", args=[card.uuid]) if hands else "",
        }
        if found.count
        else None
    )


def crumbs_to(request: HttpRequest, card: DocumentCard) -> list[Link]:
    """From the register, or from the case for whoever has none."""
    if card.registered:
        return crumbs_of(request, Link(card.number, ""))
    found = [Link("事项", with_day(request, reverse("cases")))]
    page = page_of_kind(*card.case) if card.case is not None else ""
    if page and card.case is not None:
        found.append(Link(word(card.case[0], CaseKind), with_day(request, page)))
    return [*found, Link(card.number, "")]


def _void(card: DocumentCard) -> str:
    if card.withdrawn is None:
        return ""
    at, by, reason = card.withdrawn
    return f"{moment(at)} 由{by}登记作废：{reason}"


def _way_to(request: HttpRequest, public: UUID) -> str:
    """Where it came in, for the body to which it was written; nowhere for others."""
    try:
        received(actor_of(request), public)
    except NotFound:
        return ""
    return with_day(request, reverse("received_document", args=[public]))


def _facts(request: HttpRequest, card: DocumentCard) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = [
        ("发文字号", card.number),
        ("文种", card.kind.label),
        ("发文机关", card.node_name),
        ("主送机关", card.addressee),
        *([("抄送", "，".join(card.copies))] if card.copies else []),
        ("成文日期", card.issued_on),
        ("登记", f"{moment(card.recorded_at)}，{card.recorded_by}{'，补录' if card.on_paper else ''}"),
    ]
    if card.answers is not None:
        number, public, title = card.answers
        found.append(("回复的来文", Link(f"{number}《{title}》", _way_to(request, public))))
    for kind, public, number in card.cases:
        page = page_of_kind(kind, public)
        label = f"{word(kind, CaseKind)}（{number}）" if number else word(kind, CaseKind)
        found.append(("所办事项", Link(label, with_day(request, page)) if page else label))
    if card.meeting is not None:
        held_on, public, called = card.meeting
        meeting = with_day(request, reverse("meeting", args=[public]))
        opens = granted(actor_of(request), Action.DECIDE_CASE)
        told = f"{called if opens else '党委会'}（{day(held_on)}）"
        found.append(("所依据的会议", Link(told, meeting) if opens else told))
    return found
