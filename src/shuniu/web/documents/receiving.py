"""One document that came in: signed for, read, taken out as a file, noted or replied to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shuniu.commands.cases.receiving import Noted, note_document, sign_document
from shuniu.commands.journal import Act
from shuniu.documents.pdf import converter
from shuniu.policy.cases.receiving import LONGEST_NOTE, outcomes
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseKind
from shuniu.policy.words.received import NoteOutcome, Owed, ReceivedState
from shuniu.queries.cases.documents import DocumentCard, document_card
from shuniu.queries.cases.receiving import CameIn
from shuniu.queries.cases.receiving import received as as_it_lies
from shuniu.queries.organizations.card import NotFound
from shuniu.web.cases.telling import page_of_kind
from shuniu.web.documents.files import is_known, letter_or_document, name_of, with_names
from shuniu.web.documents.received import status_of
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.parts import Link
from shuniu.web.refusals import attempt
from shuniu.web.rights import needs
from shuniu.web.word_files import AS_PDF, pdf_of, word_file
from shuniu.web.wording import day, moment, word
from shuniu.web.writing import ActForm, Sheet, act_from, few_lines, only_today, written

NOT_SIGNED = "签收以后可以阅读和下载。"
ELSEWHERE = "这份文件由发文的机关另外送达，平台上没有正文。"


class NoteForm(ActForm):
    outcome = forms.ChoiceField(label="办理情况")
    text = few_lines("说明", max_length=LONGEST_NOTE, required=False,
        help_text="回复的写明回复的内容。写单位的情况，不写个人。")  # fmt: skip

    def __init__(self, given: Any, possible: tuple[NoteOutcome, ...]) -> None:
        super().__init__(given)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.value, one.label) for one in possible]


def _came_in(request: HttpRequest, public: UUID) -> tuple[CameIn, DocumentCard]:
    """404 for what did not come in here."""
    try:
        actor = actor_of(request)
        return as_it_lies(actor, public), document_card(actor, public, day_of(request), came_in=True)
    except NotFound as missing:
        raise Http404 from missing


@require_GET
@needs(Action.RECEIVE_DOCUMENT)
def received_document(request: HttpRequest, public: UUID) -> HttpResponse:
    found, card = _came_in(request, public)
    signed = found.facts.signed
    known = is_known(card)
    signs = not signed and not found.facts.void and not writing_off(request)
    context = {
        "card": card,
        "crumbs": _crumbs(request, Link(card.number, "")),
        "state": status_of(found.state),
        "facts": _facts(request, found, card),
        "form": ActForm() if signs else None,
        "sign": reverse("received_sign", args=[public]),
        "acts": _acts(request, found, card),
        "void": found.facts.void,
        "told": [one for one in with_names(request, card).splitlines() if one.strip()] if signed else [],
        "note": "" if signed and known else ELSEWHERE if signed else NOT_SIGNED,
    }
    return framed(request, "documents/received_document.html.jinja", context)


def _crumbs(request: HttpRequest, *more: Link) -> list[Link]:
    return [Link("收文", with_day(request, reverse("received"))), *more]


def _acts(request: HttpRequest, found: CameIn, card: DocumentCard) -> list[Link]:
    """What is to be done stands first."""
    if not found.facts.signed:
        return []
    acts = []
    done = found.state not in (ReceivedState.OPEN, ReceivedState.TO_NOTE, ReceivedState.RECEIVED)
    if not (done or writing_off(request)):
        if found.replies and found.owed is Owed.REPLY:
            acts.append(Link("发文回复", f"{reverse('document_new')}?answers={card.uuid}"))
        if outcomes(found.facts):
            acts.append(Link("登记办理情况", reverse("received_note", args=[card.uuid])))
    if is_known(card):
        file = reverse("received_file", args=[card.uuid])
        acts.append(Link("下载 Word", with_day(request, file)))
        acts += [Link("下载 PDF", with_day(request, file, form=AS_PDF))] if converter() is not None else []
    return acts


def _facts(request: HttpRequest, found: CameIn, card: DocumentCard) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [
        ("发文机关", card.node_name),
        ("发文字号", card.number),
        ("文种", card.kind.label),
        ("主送机关", card.addressee),
        *([("抄送", "，".join(card.copies))] if card.copies else []),
        ("成文日期", card.issued_on),
        ("情况", status_of(found.state)),
    ]
    for kind, public, number in card.cases:
        page = page_of_kind(kind, public)
        label = f"{word(kind, CaseKind)}（{number}）" if number else word(kind, CaseKind)
        doing = "在事项中办理" if found.owed is not Owed.NOTHING else "所办事项"
        facts.append((doing, Link(label, with_day(request, page)) if page else label))
    if found.signed is not None:
        at, by, on_paper = found.signed
        facts.append(("签收", f"{moment(at)}，{by}{'登记送达纸质文件' if on_paper else ''}"))
    if found.noted is not None:
        facts.append((found.state.label, f"{moment(found.noted[0])}，{found.noted[1]}"))
    facts += [("说明", found.said)] if found.said else []
    if found.reply is not None:
        number, public = found.reply
        facts.append(("回复的文件", Link(number, with_day(request, reverse("document", args=[public])))))
    elif found.facts.signed and found.owed is not Owed.NOTHING and not found.facts.outcome:
        facts.append(("怎样办理", found.owed.label))
    return facts


@only_today
@require_POST
@needs(Action.RECEIVE_DOCUMENT)
def received_sign(request: HttpRequest, public: UUID) -> HttpResponse:
    """签收, from the page of the document."""
    _came_in(request, public)
    form = ActForm(request.POST)
    if form.is_valid():
        refusal = attempt(form, lambda: sign_document(act_from(request, form), public))
        if refusal is None:
            messages.success(request, "已签收。")
        else:
            said = [one.missing for one in refusal.objections]
            messages.warning(request, " ".join(said or [str(one) for one in form.non_field_errors()]))
    return HttpResponseRedirect(reverse("received_document", args=[public]))


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.RECEIVE_DOCUMENT)
def received_note(request: HttpRequest, public: UUID) -> HttpResponse:
    """已阅, 已备案, or a reply in words."""
    found, card = _came_in(request, public)
    form = NoteForm(request.POST or None, outcomes(found.facts))
    back = reverse("received_document", args=[public])

    def note(act: Act) -> None:
        cells = form.cleaned_data
        note_document(act, Noted(document=public, outcome=NoteOutcome(cells["outcome"]), text=cells["text"]))

    sheet = Sheet(
        title="登记办理情况",
        lead=f"{card.number}　{card.title}",
        form=form,
        submit="登记",
        back=back,
        crumbs=_crumbs(request, Link(card.number, back), Link("登记办理情况", "")),
        facts=[("发文机关", card.node_name), ("成文日期", day(card.issued_on))],
        notes=["登记后发文的机关可以看到，不能再改。"],
    )
    return written(request, sheet, note, "已登记。", back)


@require_GET
@needs(Action.RECEIVE_DOCUMENT)
def received_file(request: HttpRequest, public: UUID) -> HttpResponse:
    """As it went out, Word or PDF; 404 before it is signed for, and for what the platform does not know."""
    found, card = _came_in(request, public)
    if not found.facts.signed or not is_known(card):
        raise Http404
    made = letter_or_document(request, card)
    return (pdf_of if request.GET.get("form") == AS_PDF else word_file)(name_of(card), made)
