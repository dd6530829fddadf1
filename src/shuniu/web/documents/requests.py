"""请示 straight from a case: looked at, numbered in the applicant's own register where it keeps one, taken out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuniu.commands.cases.documents import issue_document
from shuniu.commands.cases.outgoing import OutgoingDocument
from shuniu.commands.journal import Act
from shuniu.documents.content import Request, lines
from shuniu.documents.pdf import converter
from shuniu.documents.writing import write
from shuniu.policy.cases.procedure import Procedure
from shuniu.policy.grants import Action
from shuniu.policy.words.meetings import DocumentKind
from shuniu.policy.words.templates import TemplateKind
from shuniu.queries.cases.card import CaseCard, card_of_any
from shuniu.queries.cases.requests import Asking, asking
from shuniu.queries.cases.templates import template_for
from shuniu.queries.organizations.card import NotFound
from shuniu.web.cases.telling import page_of_kind
from shuniu.web.documents.appointments import NO_NAME
from shuniu.web.documents.asked import ASKED, CANDIDATE, Said, named_in, said_in
from shuniu.web.documents.files import OPEN_SIGNER
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.parts import Link, Notice
from shuniu.web.rights import needs
from shuniu.web.word_files import AS_PDF, font_notes, pdf_of, word_file
from shuniu.web.writing import ActForm, Sheet, only_today, written

# Written in by hand where no register gives a number.
OPEN_NUMBER = "〔{}〕　　号"
CHANGED = "编号以后填写的内容有改动。要按现在的内容行文的，把原来的请示登记作废，再编号。"


def _found(request: HttpRequest, public: UUID) -> tuple[Procedure, CaseCard, Asking, Said]:
    """404 for what may not be read, for kinds that are not asked for, and where nobody asks."""
    actor = actor_of(request)
    try:
        procedure, card = card_of_any(actor, public, day_of(request))
        asked = asking(actor, card) if procedure.kind in ASKED else None
        if asked is None:
            raise NotFound
        return procedure, card, asked, said_in(request, procedure, card)
    except NotFound as problem:
        raise Http404 from problem


@require_GET
@needs(Action.READ_CASE)
def case_request(request: HttpRequest, uuid: UUID) -> HttpResponse:
    procedure, card, asked, said = _found(request, uuid)
    held = asked.numbered
    context = {
        "title": said.title,
        "crumbs": _crumbs(request, procedure, card, Link("请示", "")),
        "facts": _facts(request, asked),
        "acts": _acts(request, uuid, asked),
        "told": (held.text if held else said.text).splitlines(),
        "notices": [Notice(CHANGED, "soon")] if held and held.text != said.text else [],
        "notes": [*_to_write_in(asked, said, card), *font_notes()],
    }
    return framed(request, "documents/request.html.jinja", context)


def _crumbs(request: HttpRequest, procedure: Procedure, card: CaseCard, *more: Link) -> list[Link]:
    case = page_of_kind(procedure.kind.value, card.uuid)
    return [
        Link("事项", with_day(request, reverse("cases"))),
        Link(procedure.kind.label, with_day(request, case) if case else ""),
        *more,
    ]


def _facts(request: HttpRequest, asked: Asking) -> list[tuple[str, Any]]:
    held = asked.numbered
    number: Any = "由申请的单位自己编号，Word 里留空"
    if held is not None:
        number = Link(held.number, with_day(request, reverse("document", args=[held.document])))
    elif asked.numbers:
        number = "还没有编号"
    return [
        ("发文机关", asked.issuer),
        ("主送机关", asked.addressee),
        ("发文字号", number),
        ("成文日期", held.issued_on if held else asked.sent_on),
    ]


def _acts(request: HttpRequest, uuid: UUID, asked: Asking) -> list[Link]:
    acts = []
    if asked.numbers and asked.numbered is None and not writing_off(request):
        acts.append(Link("给请示编号", reverse("case_request_number", args=[uuid])))
    file = reverse("case_request_file", args=[uuid])
    acts.append(Link("下载 Word", with_day(request, file)))
    return [*acts, Link("下载 PDF", with_day(request, file, form=AS_PDF))] if converter() is not None else acts


def _to_write_in(asked: Asking, said: Said, card: CaseCard) -> list[str]:
    """What the clerk writes in by hand."""
    left = ["签发人"]
    left += [] if asked.numbered else ["发文字号"]
    written = named_in(asked.numbered.text, said, card) if asked.numbered else said.named(said.text)
    left += ["书记人选的姓名（×××处）"] if f"{CANDIDATE}{NO_NAME}" in written else []
    return [f"下载后填写：{'、'.join(left)}；核对后打印、用印。"]


@require_GET
@needs(Action.READ_CASE)
def case_request_file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Word or PDF; 404 for a PDF this machine cannot make."""
    _, card, asked, said = _found(request, uuid)
    held = asked.numbered
    text = named_in(held.text, said, card) if held else said.named(said.text)
    content = Request(
        issuer=asked.issuer,
        number=held.number if held else OPEN_NUMBER.format(asked.sent_on.year),
        title=said.title,
        addressee=asked.addressee,
        dated=held.issued_on if held else asked.sent_on,
        body=lines([text]),
        signer=OPEN_SIGNER,
        printed_by=asked.issuer,
        printed_on=held.issued_on if held else asked.sent_on,
    )
    template = None
    if asked.templates is not None:
        template = template_for(actor_of(request), asked.templates, TemplateKind.REQUEST, received=True)
    made = write(TemplateKind.REQUEST, content, template)
    return pdf_of(said.title, made) if request.GET.get("form") == AS_PDF else word_file(said.title, made)


class NumberForm(ActForm):
    mark = forms.ChoiceField(label="发文代字")

    def __init__(self, given: Any, marks: tuple[str, ...]) -> None:
        super().__init__(given)
        field = self.fields["mark"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one, one) for one in marks] or [("", "还没有确定")]
        field.required = bool(marks)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.ISSUE_DOCUMENT)
def case_request_number(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The next number of the applicant's own register; what it says then is kept with it."""
    procedure, card, asked, said = _found(request, uuid)
    if not asked.numbers or card.origin is None or card.committee is None:
        raise Http404
    office, above = card.origin[0], card.committee
    form = NumberForm(request.POST or None, asked.marks)
    back = reverse("case_request", args=[uuid])

    def number(act: Act) -> None:
        row = OutgoingDocument(
            party_organization=office,
            kind=DocumentKind.REQUEST,
            title=said.title,
            addressee=above[1],
            issued_on=act.actor.today,
            mark=form.cleaned_data["mark"],
            case=card.key,
            addressed_to=above[0],
            text=said.text,
        )
        issue_document(act, row)

    sheet = Sheet(
        title="给请示编号",
        lead=said.title,
        form=form,
        submit="编号",
        back=back,
        crumbs=_crumbs(request, procedure, card, Link("请示", back), Link("编号", "")),
        facts=[("主送机关", above[1])],
        notes=["提交后给出下一个号，请示的内容按现在填写的登记，上级在“收文”中收到。"],
    )
    return written(request, sheet, number, "已给请示编号。", back)
