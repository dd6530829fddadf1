"""What an office has sent out: the register, and one document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.cases.documents import DocumentCard, document_card, document_page, marks_of, years_of
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.paging import Window
from shuniu.web.addresses import leading
from shuniu.web.cases.views import views_of
from shuniu.web.exporting import every_row, workbook
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.journal.entries import newest_first
from shuniu.web.lists import Field, Filtering, Screen, listing
from shuniu.web.parts import Link, Status
from shuniu.web.rights import needs
from shuniu.web.wording import day, moment, word

KINDS = [(one.value, one.label) for one in DocumentKind]


class RegisterFilter(Filtering):
    q = forms.CharField(label="文号、标题或主送机关", max_length=80)
    year = forms.TypedChoiceField(label="年份", coerce=int, empty_value=None)
    kind = forms.ChoiceField(label="文种", choices=[("", "全部"), *KINDS])

    def __init__(self, given: Any, years: list[int]) -> None:
        super().__init__(given)
        field = self.fields["year"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "全部"), *((str(one), f"{one}年") for one in years)]

    @property
    def narrowing(self) -> dict[str, Any]:
        chosen = self.chosen
        return {"text": chosen.get("q", ""), "year": chosen.get("year"), "kind": chosen.get("kind", "")}


def _state(row: Mapping[str, Any]) -> Status:
    if row["withdrawal__id"]:
        return Status("已作废", "muted")
    return Status("补录" if row["on_paper"] else "已编号", "plain" if row["on_paper"] else "done")


FIELDS = (
    Field(key="title", label="标题", show=lambda row: row["title"]),
    Field(key="number", label="发文字号", show=lambda row: row["written"]),
    Field(key="kind", label="文种", show=lambda row: word(row["kind"], DocumentKind)),
    Field(key="addressee", label="主送机关", show=lambda row: row["addressee"]),
    Field(key="issued_on", label="成文日期", show=lambda row: day(row["issued_on"])),
    Field(key="node", label="发文机关", show=lambda row: row["node"]),
    Field(key="at", label="登记", show=lambda row: moment(row["recorded__at"])),
    Field(key="state", label="情况", show=_state, plain=lambda row: _state(row).word),
)


def crumbs_of(request: HttpRequest, *more: Link) -> list[Link]:
    return [
        Link("事项", with_day(request, reverse("cases"))),
        Link("发文登记", with_day(request, reverse("documents"))),
        *more,
    ]


def _screen(request: HttpRequest) -> Screen:
    return Screen(
        key="documents",
        title="发文登记",
        unit="份",
        ordered="at",
        newest=True,
        fields=FIELDS,
        address=leading("document", "uuid", with_day(request, "")),
        why_empty="没有符合条件的发文。",
        what_next="“发文编号”给出下一个号；平台启用以前的纸质发文，由“补录”登记原来的号。",
    )


@require_GET
@needs(Action.ISSUE_DOCUMENT)
def documents(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    filters = RegisterFilter(request.GET, years_of(actor))
    found = document_page(actor, day_of(request), newest_first(request), filters.narrowing)
    marks = marks_of(actor.node, actor.today) if actor.node is not None else ()
    ways = [Link("发文编号", reverse("document_new")), Link("补录", reverse("document_paper"))]
    context = {
        "title": "发文登记",
        "views": views_of(request, "documents"),
        "listing": listing(request, _screen(request), found, filters, reverse("documents_export")),
        "summary": [("本机关发文代字", "、".join(marks) or _mark_place(request))],
        "acts": [] if writing_off(request) else ways,
        "footnote": "最近登记的在前。同一代字、同一年份的号依次给出，不间断、不重复；作废的号不再使用。",
    }
    return framed(request, "meetings/page.html.jinja", context)


def _mark_place(request: HttpRequest) -> Link:
    """Where the office decides under which mark it sends out documents."""
    return Link("还没有确定，请先作出本级决定", with_day(request, reverse("text_value", args=["documents.mark"])))


@require_GET
@needs(Action.ISSUE_DOCUMENT)
def documents_export(request: HttpRequest) -> FileResponse:
    """Exactly what the list shows."""
    actor, on = actor_of(request), day_of(request)
    filters = RegisterFilter(request.GET, years_of(actor))

    def latest_first(window: Window) -> Any:
        turned = Window(size=window.size, after=window.after, down=not window.down)
        return document_page(actor, on, turned, filters.narrowing)

    return workbook(request, _screen(request), every_row(request, latest_first), filters)


def card_of(request: HttpRequest, public: UUID) -> DocumentCard:
    """404 for what is foreign and for what does not exist."""
    try:
        return document_card(actor_of(request), public, day_of(request))
    except NotFound as missing:
        raise Http404 from missing
