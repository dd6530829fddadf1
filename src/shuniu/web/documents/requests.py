"""请示, 报告 and 申请 straight from a case: looked at, numbered in a register of the applicant, taken out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
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
from shuniu.policy.words.cases import CaseKind
from shuniu.policy.words.meetings import DocumentKind
from shuniu.policy.words.templates import TemplateKind
from shuniu.queries.cases.card import CaseCard, card_of_any
from shuniu.queries.cases.requests import Asking, applying, asking
from shuniu.queries.cases.templates import template_for
from shuniu.queries.organizations.card import NotFound
from shuniu.web.cases.telling import page_of_kind
from shuniu.web.documents.asked import ASKED
from shuniu.web.documents.files import OPEN_SIGNER
from shuniu.web.documents.formed import formation_applied
from shuniu.web.documents.reported import REPORTED_ON
from shuniu.web.documents.saying import CANDIDATE, Said, named_in
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.parts import Link, Notice
from shuniu.web.rights import needs
from shuniu.web.word_files import AS_PDF, font_notes, pdf_of, word_file
from shuniu.web.wording import NO_NAME
from shuniu.web.writing import ActForm, Sheet, only_today, written

# Written in by hand where no register gives a number.
OPEN_NUMBER = "〔{}〕　　号"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upward:
    """What whoever applies sends upward about a case. ``page``: the name of its address, from which those of its file
    and its number follow; ``said``: by kind of case, what it says. ``applied``: it goes to whoever passes it on."""

    kind: DocumentKind
    template: TemplateKind
    page: str
    said: Mapping[CaseKind, Callable[[HttpRequest, CaseCard], Said]]
    applied: bool = False

    @property
    def label(self) -> str:
        return "申请" if self.applied else self.kind.label

    def asked(self, request: HttpRequest, card: CaseCard) -> Asking | None:
        actor = actor_of(request)
        return applying(actor, card) if self.applied else asking(actor, card, self.kind)

    def address(self, uuid: UUID, part: str = "") -> str:
        return reverse(f"{self.page}{part}", args=[uuid])


REQUEST = Upward(kind=DocumentKind.REQUEST, template=TemplateKind.REQUEST, page="case_request", said=ASKED)
REPORT = Upward(kind=DocumentKind.REPORT, template=TemplateKind.REPORT, page="case_report", said=REPORTED_ON)
APPLICATION = replace(REQUEST, page="case_application", said={CaseKind.FORMATION: formation_applied}, applied=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    procedure: Procedure
    card: CaseCard
    asked: Asking
    said: Said


def _found(request: HttpRequest, sort: Upward, public: UUID) -> Found:
    """404 for what may not be read, for kinds that are not asked for or reported on, and where nobody asks."""
    actor = actor_of(request)
    try:
        procedure, card = card_of_any(actor, public, day_of(request))
        asked = sort.asked(request, card) if procedure.kind in sort.said else None
        if asked is None:
            raise NotFound
        return Found(procedure=procedure, card=card, asked=asked, said=sort.said[procedure.kind](request, card))
    except NotFound as problem:
        raise Http404 from problem


@require_GET
@needs(Action.READ_CASE)
def case_request(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _page(request, REQUEST, uuid)


@require_GET
@needs(Action.READ_CASE)
def case_report(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """选举结果报告, once the result was reported."""
    return _page(request, REPORT, uuid)


@require_GET
@needs(Action.READ_CASE)
def case_application(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """申请, where the office that answers for the organization passes it on."""
    return _page(request, APPLICATION, uuid)


def _page(request: HttpRequest, sort: Upward, uuid: UUID) -> HttpResponse:
    found = _found(request, sort, uuid)
    held, said = found.asked.numbered, found.said
    changed = (
        f"编号以后填写的内容有改动。要按现在的内容行文的，把原来的{sort.label}登记作废，再编号。"
        if held is not None and held.text != said.text
        else ""
    )
    context = {
        "title": said.title,
        "crumbs": _crumbs(request, sort, found, Link(sort.label, "")),
        "facts": _facts(request, sort, found.asked),
        "acts": _acts(request, sort, uuid, found.asked),
        "told": (named_in(held.text, said, found.card) if held else said.named(said.text)).splitlines(),
        "notices": [Notice(changed, "soon")] if changed else [],
        "notes": [*_to_write_in(sort, found.asked, said, found.card), *font_notes()],
        "called": sort.label,
    }
    return framed(request, "documents/request.html.jinja", context)


def _crumbs(request: HttpRequest, sort: Upward, found: Found, *more: Link) -> list[Link]:
    kind = found.procedure.kind
    case = page_of_kind(kind.value, found.card.uuid)
    return [
        Link("事项", with_day(request, reverse("cases"))),
        Link(kind.label, with_day(request, case) if case else ""),
        *more,
    ]


def _facts(request: HttpRequest, sort: Upward, asked: Asking) -> list[tuple[str, Any]]:
    held = asked.numbered
    begins = "申请" if sort.kind is DocumentKind.REQUEST else "报告"
    number: Any = f"由{begins}的单位自己编号，Word 里留空"
    if held is not None:
        number = Link(held.number, with_day(request, reverse("document", args=[held.document])))
    elif asked.numbers:
        number = "还没有编号"
    return [
        ("发文机关", asked.issuer),
        ("主送机关", asked.addressee[1]),
        ("发文字号", number),
        ("成文日期", held.issued_on if held else asked.sent_on),
    ]


def _acts(request: HttpRequest, sort: Upward, uuid: UUID, asked: Asking) -> list[Link]:
    acts = []
    if asked.numbers and asked.numbered is None and not writing_off(request):
        acts.append(Link(f"给{sort.label}编号", sort.address(uuid, "_number")))
    file = sort.address(uuid, "_file")
    acts.append(Link("下载 Word", with_day(request, file)))
    return [*acts, Link("下载 PDF", with_day(request, file, form=AS_PDF))] if converter() is not None else acts


def _to_write_in(sort: Upward, asked: Asking, said: Said, card: CaseCard) -> list[str]:
    """What the clerk writes in by hand."""
    left = ["签发人"]
    left += [] if asked.numbered else ["发文字号"]
    text = asked.numbered.text if asked.numbered else said.text
    written = named_in(text, said, card) if asked.numbered else said.named(text)
    if sort.kind is DocumentKind.REQUEST:
        left += [f"书记人选的姓名（{NO_NAME}处）"] if f"{CANDIDATE}{NO_NAME}" in written else []
        left += said.left_open
    else:
        left += [f"姓名（{NO_NAME}处）"] if NO_NAME in written else []
    return [f"下载后填写：{'、'.join(left)}；核对后打印、用印。"]


@require_GET
@needs(Action.READ_CASE)
def case_request_file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Word or PDF; 404 for a PDF this machine cannot make."""
    return _file(request, REQUEST, uuid)


@require_GET
@needs(Action.READ_CASE)
def case_report_file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _file(request, REPORT, uuid)


@require_GET
@needs(Action.READ_CASE)
def case_application_file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _file(request, APPLICATION, uuid)


def _file(request: HttpRequest, sort: Upward, uuid: UUID) -> HttpResponse:
    found = _found(request, sort, uuid)
    asked, said = found.asked, found.said
    held = asked.numbered
    text = named_in(held.text, said, found.card) if held else said.named(said.text)
    content = Request(
        issuer=asked.issuer,
        number=held.number if held else OPEN_NUMBER.format(asked.sent_on.year),
        title=said.title,
        addressee=asked.addressee[1],
        dated=held.issued_on if held else asked.sent_on,
        body=lines([text]),
        signer=OPEN_SIGNER,
        printed_by=asked.issuer,
        printed_on=held.issued_on if held else asked.sent_on,
    )
    template = template_for(actor_of(request), asked.templates, sort.template, received=True)
    made = write(sort.template, content, template)
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
    return _number(request, REQUEST, uuid)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.ISSUE_DOCUMENT)
def case_report_number(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _number(request, REPORT, uuid)


def _number(request: HttpRequest, sort: Upward, uuid: UUID) -> HttpResponse:
    found = _found(request, sort, uuid)
    card, said = found.card, found.said
    office, above = found.asked.office, found.asked.addressee
    if not found.asked.numbers or office is None:
        raise Http404
    form = NumberForm(request.POST or None, found.asked.marks)
    back = sort.address(uuid)

    def number(act: Act) -> None:
        row = OutgoingDocument(
            party_organization=office,
            kind=sort.kind,
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
        title=f"给{sort.label}编号",
        lead=said.title,
        form=form,
        submit="编号",
        back=back,
        crumbs=_crumbs(request, sort, found, Link(sort.label, back), Link("编号", "")),
        facts=[("主送机关", above[1])],
        notes=[f"提交后给出下一个号，{sort.label}的内容按现在填写的登记，上级在“收文”中收到。"],
    )
    return written(request, sheet, number, f"已给{sort.label}编号。", back)
