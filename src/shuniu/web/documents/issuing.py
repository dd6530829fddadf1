"""Number a document that goes out, put down one that went out on paper, declare one void."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.cases.documents import IssuedDocument, issue_document, record_document, withdraw_document
from shuniu.commands.cases.outgoing import OutgoingDocument
from shuniu.commands.journal import Act
from shuniu.policy.cases.issuing import LARGEST, LONGEST_ADDRESSEE, LONGEST_REASON, LONGEST_TEXT, LONGEST_TITLE
from shuniu.policy.grants import Action
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.cases.documents import marks_of
from shuniu.queries.cases.meetings import MeetingCard, meeting_card
from shuniu.queries.organizations.card import NotFound
from shuniu.web.documents.drafting import answered_here, drafted, said_of
from shuniu.web.documents.filing import filed_here
from shuniu.web.documents.register import KINDS, card_of, crumbs_of
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.wording import full_day
from shuniu.web.writing import ActForm, Sheet, day_field, few_lines, only_today, written

_BETWEEN = re.compile(r"[、，,；;\n]")


class DocumentForm(ActForm):
    kind = forms.ChoiceField(label="文种", choices=[("", "请选择"), *KINDS])
    title = forms.CharField(label="标题", max_length=LONGEST_TITLE)
    addressee = forms.CharField(
        label="主送机关",
        required=False,
        max_length=LONGEST_ADDRESSEE,
        help_text="写全称；几个机关之间用顿号分开，也可以写“各联合党委”“各党支部”“各社会组织”。纪要可以不填。",
    )
    issued_on = day_field("成文日期")


class IssueForm(DocumentForm):
    """Under one of the office's marks; the number is given when it is sent."""

    mark = forms.ChoiceField(label="发文代字", required=False)
    text = forms.CharField(
        label="正文", required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 12}),
        help_text="一段一行，“一、”“（一）”开头的为小标题。写了的可以下载 Word，不写的只登记文号。不写涉密内容。",
    )  # fmt: skip
    copies = forms.CharField(
        label="抄送", required=False, max_length=2_000, help_text="几个机关之间用顿号或逗号分开；备案的写备案机关。"
    )
    as_letter = forms.BooleanField(label="信函格式", required=False, help_text="函都用信函格式；通知也可以用。")
    asks = forms.BooleanField(
        label="请对方回复", required=False, help_text="发函要对方回复的勾选；请示都要批复，不用勾选。"
    )
    field_order = ("mark", "kind", "title", "addressee", "text", "copies", "as_letter", "asks", "issued_on")

    def __init__(self, given: Any, marks: tuple[str, ...], **more: Any) -> None:
        super().__init__(given, **more)
        field = self.fields["mark"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one, one) for one in marks] or [("", "还没有确定")]


class PaperForm(DocumentForm):
    """As it stands on the paper: mark, year by the day, number."""

    mark = forms.CharField(label="发文代字", max_length=20, help_text="如“澄社党”，不带年份和括号。")
    number = forms.IntegerField(label="顺序号", min_value=1, max_value=LARGEST)
    field_order = ("mark", "number", "kind", "title", "addressee", "issued_on")


class VoidForm(ActForm):
    reason = few_lines("作废的原因", max_length=LONGEST_REASON)


def _office(request: HttpRequest) -> int:
    node = actor_of(request).node
    if node is None:
        raise Http404
    return node


def _row(form: DocumentForm, node: int) -> OutgoingDocument:
    cells = form.cleaned_data
    return OutgoingDocument(
        party_organization=node,
        kind=DocumentKind(cells["kind"]),
        title=cells["title"],
        addressee=cells["addressee"],
        issued_on=cells["issued_on"],
        mark=cells["mark"],
        text=cells.get("text", ""),
        copies=tuple(one.strip() for one in _BETWEEN.split(cells.get("copies", "")) if one.strip()),
        as_letter=bool(cells.get("as_letter")) or cells["kind"] == DocumentKind.LETTER,
        asks=bool(cells.get("asks")) and cells["kind"] == DocumentKind.LETTER,
    )


def _meeting(request: HttpRequest, node: int) -> MeetingCard | None:
    """The meeting whose minutes are numbered, of this office; 404 for another."""
    asked = request.GET.get("meeting", "")
    if not asked:
        return None
    try:
        card = meeting_card(actor_of(request), UUID(asked), day_of(request))
    except (ValueError, NotFound) as missing:
        raise Http404 from missing
    if card.node != node:
        raise Http404
    return card


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.ISSUE_DOCUMENT)
def document_new(request: HttpRequest) -> HttpResponse:
    node = _office(request)
    held, answered, filed = _meeting(request, node), answered_here(request), filed_here(request, node)
    initial: dict[str, Any] = {"issued_on": day_of(request), **drafted(request, answered, filed)}
    if held is not None:
        initial |= {"kind": DocumentKind.MINUTES.value, "title": f"{held.name}（{full_day(held.held_on)}）纪要"}
    form = IssueForm(request.POST or None, marks_of(node, actor_of(request).today), initial=initial)
    note = "提交后给出下一个号。号和登记的内容（包括正文）不能修改；写错的登记作废，另行编号。"
    reach = "主送、抄送的名称与平台上的登记一致的，对方在“收文”中收到；其他的另行送达。"
    sheet = _sheet(request, ("发文编号", "编号"), form, note, reach, *said_of(answered))
    meeting, answers = held.key if held else None, answered.key if answered else None
    case = filed.case if filed else None

    def issue(act: Act) -> IssuedDocument:
        return issue_document(act, replace(_row(form, node), meeting=meeting, answers=answers, case=case))

    return _registered(request, sheet, issue)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.ISSUE_DOCUMENT)
def document_paper(request: HttpRequest) -> HttpResponse:
    node = _office(request)
    form = PaperForm(request.POST or None)
    note = "按纸质文件登记原来的字号。本年先补录最近一份，以后的号由平台接着给出。"
    sheet = _sheet(request, ("补录发文", "补录"), form, note)
    return _registered(request, sheet, lambda act: record_document(act, _row(form, node), form.cleaned_data["number"]))


def _sheet(request: HttpRequest, words: tuple[str, str], form: DocumentForm, *notes: str) -> Sheet:
    """``words``: the title, and what the button says."""
    title, submit = words
    crumbs = crumbs_of(request, Link(title, ""))
    return Sheet(title=title, form=form, submit=submit, back=reverse("documents"), crumbs=crumbs, notes=notes)


def _registered(request: HttpRequest, sheet: Sheet, register: Callable[[Act], IssuedDocument]) -> HttpResponse:
    """What came into the register is told by its number, and opened."""
    made: list[IssuedDocument] = []
    return written(
        request,
        sheet,
        lambda act: made.append(register(act)),
        lambda: f"已{sheet.submit}：{made[-1].number}。",
        lambda: reverse("document", args=[made[-1].uuid]),
    )


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.ISSUE_DOCUMENT)
def document_withdraw(request: HttpRequest, public: UUID) -> HttpResponse:
    card = card_of(request, public)
    if not card.writable:
        raise Http404
    back = reverse("document", args=[public])
    form = VoidForm(request.POST or None)
    sheet = Sheet(
        title="发文作废",
        lead=f"{card.number}　{card.title}",
        form=form,
        submit="登记作废",
        back=back,
        crumbs=crumbs_of(request, Link(card.number, back), Link("作废", "")),
        notes=["作废后仍可查看，号不再使用。"],
    )

    def withdraw(act: Act) -> None:
        withdraw_document(act, public, form.cleaned_data["reason"])

    return written(request, sheet, withdraw, "已登记作废。", back)
