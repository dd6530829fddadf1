"""An outgoing document as a file, as far as the platform knows what it says: replies to cases and minutes."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.documents.content import Content, Minutes, Reply, Request, Resolution, Written, lines
from shuniu.documents.pdf import converter
from shuniu.documents.writing import write
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseKind, Verb
from shuniu.policy.words.meetings import DocumentKind
from shuniu.policy.words.templates import TemplateKind
from shuniu.queries.accounts import granted
from shuniu.queries.cases.card import card_of_any
from shuniu.queries.cases.documents import DocumentCard
from shuniu.queries.cases.meetings import AgendaLine, meeting_card
from shuniu.queries.cases.templates import template_for
from shuniu.queries.organizations.card import NotFound
from shuniu.web.cases.citing import clauses_said
from shuniu.web.documents.appointments import appointment_content, is_appointment
from shuniu.web.documents.asked import ASKED
from shuniu.web.documents.formations import agreed_lines, turned_down
from shuniu.web.documents.register import card_of
from shuniu.web.documents.reported import REPORTED_ON
from shuniu.web.documents.saying import named_in
from shuniu.web.elections.letters import election_word
from shuniu.web.frame import actor_of, day_of, with_day
from shuniu.web.meetings.attending import observers_said, posts_said
from shuniu.web.meetings.resolved import Resolved, resolved
from shuniu.web.meetings.views import votes_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.word_files import AS_PDF, pdf_of, word_file
from shuniu.web.wording import NO_NAME, full_day, word

# 关于同意成立中共××支部委员会的批复 agrees to 成立中共××支部委员会.
_TITLE = re.compile(r"^关于(?:同意|不同意|暂缓)?(?P<what>.+?)的批复$")
TEMPLATES = {
    DocumentKind.REPLY: TemplateKind.REPLY,
    DocumentKind.NOTICE: TemplateKind.NOTICE,
    DocumentKind.MINUTES: TemplateKind.MINUTES,
}
# Of what was written here. A reply or minutes about nothing the platform knows have the plain form.
FREE = {
    DocumentKind.REQUEST: TemplateKind.REQUEST,
    DocumentKind.REPORT: TemplateKind.REPORT,
    DocumentKind.CIRCULAR: TemplateKind.CIRCULAR,
}
# Written to the level above, with a place for whoever signs it.
UPWARD = frozenset({DocumentKind.REQUEST, DocumentKind.REPORT})


_FROM_CASES = {DocumentKind.REQUEST: ASKED, DocumentKind.REPORT: REPORTED_ON}
# Where somebody signs by hand.
OPEN_SIGNER = "　　　　"
# What an address asks with for the form of a letter, in which a reply may go out as well.
AS_LETTER = "letter"


def file_links(request: HttpRequest, card: DocumentCard) -> list[Link]:
    """下载, where the platform can write it: what was sent on paper, or never was about a case, it does not know."""
    if card.on_paper or (card.kind is DocumentKind.MINUTES and not granted(actor_of(request), Action.DECIDE_CASE)):
        return []
    if card.of_election:
        # One letter says one thing, whichever page it is taken from.
        letter = reverse("election_letter", args=[card.uuid])
        files = [("下载 Word", with_day(request, letter)), ("下载 PDF", with_day(request, letter, form=AS_PDF))]
    elif _is_written(card):
        names = (("下载 Word", "document_word"), ("下载 PDF", "document_pdf"))
        files = [(label, with_day(request, reverse(name, args=[card.uuid]))) for label, name in names]
    else:
        return []
    found = [Link(label, address) for label, address in files[: 1 if converter() is None else 2]]
    if not card.of_election and _template(card) is TemplateKind.REPLY:
        as_letter = with_day(request, reverse("document_word", args=[card.uuid]), form=AS_LETTER)
        found.append(Link("下载 Word（信函格式）", as_letter))
    return found


def is_known(card: DocumentCard) -> bool:
    """Whether the platform knows what it says; a meeting is told of by whoever holds it."""
    if card.on_paper or card.kind is DocumentKind.MINUTES:
        return False
    return card.of_election or _is_written(card)


def letter_or_document(request: HttpRequest, card: DocumentCard) -> bytes:
    return election_word(request, card.uuid)[1] if card.of_election else _written(request, card)


def _is_written(card: DocumentCard) -> bool:
    if card.of_election:
        return False
    if card.text:
        return True
    if card.kind is DocumentKind.REPLY:
        return card.case is not None
    if card.kind is DocumentKind.NOTICE:
        return is_appointment(card)
    return card.kind is DocumentKind.MINUTES and card.meeting is not None


def name_of(card: DocumentCard) -> str:
    """Of the file: one that is void says so before it is opened, since what it says stays as it was."""
    return f"（已作废）{card.title}" if card.withdrawn else card.title


@require_GET
@needs(Action.READ_CASE)
def document_word(request: HttpRequest, public: UUID) -> HttpResponse:
    card = card_of(request, public)
    return word_file(name_of(card), _written(request, card))


@require_GET
@needs(Action.READ_CASE)
def document_pdf(request: HttpRequest, public: UUID) -> HttpResponse:
    """404 where this machine cannot make one: the page then does not offer it."""
    card = card_of(request, public)
    return pdf_of(name_of(card), _written(request, card))


def _written(request: HttpRequest, card: DocumentCard) -> bytes:
    if card.on_paper or not _is_written(card):
        raise Http404
    kind = _template(card)
    if kind is TemplateKind.REPLY and request.GET.get("form") == AS_LETTER:
        kind = TemplateKind.REPLY_LETTER
    return write(kind, _content(request, card), template_for(actor_of(request), card.node, kind, received=True))


def _content(request: HttpRequest, card: DocumentCard) -> Content:
    if card.text:
        return _free(request, card)
    if card.kind is DocumentKind.MINUTES:
        return _minutes(request, card)
    try:
        said = turned_down(request, card)
    except NotFound as problem:
        raise Http404 from problem
    if said is not None:
        return replace(_reply(card), agreed=False, **{one.name: getattr(said, one.name) for one in fields(said)})
    if is_appointment(card):
        return appointment_content(request, card)
    return replace(_reply(card), body=lines(agreed_lines(request, card)))


def _template(card: DocumentCard) -> TemplateKind:
    """What was written here goes out in the form that was chosen for it."""
    if not card.text:
        return TEMPLATES[card.kind]
    return TemplateKind.LETTER if card.as_letter else FREE.get(card.kind, TemplateKind.NOTICE)


def with_names(request: HttpRequest, card: DocumentCard) -> str:
    """Its text. The register names nobody in what was written from a case; whoever reads the case and the roll finds
    the names, as on the page of the case."""
    said = _FROM_CASES.get(card.kind, {})
    kind = CaseKind(card.case[0]) if card.case is not None and NO_NAME in card.text else None
    if card.case is None or kind is None or kind not in said:
        return card.text
    try:
        _, case = card_of_any(actor_of(request), card.case[1], day_of(request))
        return named_in(card.text, said[kind](request, case), case)
    except NotFound:
        return card.text


def _free(request: HttpRequest, card: DocumentCard) -> Content:
    outgoing: dict[str, Any] = {
        "issuer": card.node_name, "number": card.number, "title": card.title, "addressee": card.addressee,
        "dated": card.issued_on, "copies": card.copies, "body": lines([with_names(request, card)]),
        "printed_by": card.node_name, "printed_on": card.issued_on,
    }  # fmt: skip
    return (
        Request(**outgoing, signer=OPEN_SIGNER) if card.kind in UPWARD and not card.as_letter else Written(**outgoing)
    )


def _reply(card: DocumentCard) -> Reply:
    named = _TITLE.match(card.title)
    what = named["what"] if named else card.title
    return Reply(
        issuer=card.node_name,
        number=card.number,
        title=card.title,
        addressee=card.addressee,
        dated=card.issued_on,
        copies=card.copies,
        request_title=card.answers[2] if card.answers else f"关于{what}的请示",
        request_number=card.answers[0] if card.answers else "",
        decided_on=card.meeting[0] if card.meeting else card.issued_on,
        decided_by=card.meeting[2] if card.meeting else "",
        decision=what,
        printed_by=card.node_name,
        printed_on=card.issued_on,
    )


def _minutes(request: HttpRequest, card: DocumentCard) -> Minutes:
    assert card.meeting is not None
    try:
        held = meeting_card(actor_of(request), card.meeting[1], day_of(request))
    except NotFound as problem:
        raise Http404 from problem
    decided = resolved(request, held)
    return Minutes(
        issuer=card.node_name,
        meeting=held.name,
        number=card.number,
        dated=card.issued_on,
        held_on=held.held_on,
        place=held.place,
        due=held.due or 0,
        present=held.present or 0,
        chaired_by=posts_said([held.who.chaired_by]) if held.who.chaired_by else "",
        excused=_of(held.who.on_leave, posts_said(held.who.excused)),
        sat_in=_of(held.who.sat_in, observers_said(held.who.observers)),
        resolutions=tuple(_resolution(one, decided[one.case.key]) for one in held.items),
        printed_by=card.node_name,
        printed_on=card.issued_on,
    )


def _of(number: int | None, said: str) -> tuple[str, ...]:
    """How many, and as what; nothing where it is not put down."""
    if not number:
        return ()
    return (f"{said}，共{number}人" if said else f"{number}人",)


def _resolution(one: AgendaLine, decided: Resolved) -> Resolution:
    return Resolution(
        position=one.position,
        title=f"{word(one.case.kind, CaseKind)}：{decided.about}",
        decision=decided.decision,
        votes=votes_of(one),
        reasons=_why(one),
        next_steps=_next_steps(one),
    )


def _why(one: AgendaLine) -> tuple[str, ...]:
    said = (one.reason.rstrip("。"), f"依据：{clauses_said(one.clauses)}" if one.clauses else "")
    return tuple(text for text in said if text)


def _next_steps(one: AgendaLine) -> tuple[str, ...]:
    """What is put off also says until when, and a refusal where a day was set."""
    wanted = "再次提交" if one.outcome is Verb.DEFER else "办好"
    until = (f"{full_day(one.due_on)}以前{wanted}",) if one.due_on else ()
    return (*((one.next_steps.rstrip("。"),) if one.next_steps else ()), *until)
