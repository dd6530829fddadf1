"""归档目录 of a case of any kind: how it reads, the page on which its places are noted, the list as a Word file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from shuniu.commands.cases.archiving import PapersKept
from shuniu.commands.journal import Act
from shuniu.documents.content import Archive, PaperTold
from shuniu.documents.writing import write
from shuniu.kernel.decision import Clause
from shuniu.policy.cases.archiving import LONGEST_PLACE, NOT_LISTED
from shuniu.policy.words.templates import TemplateKind
from shuniu.policy.words.word import Word
from shuniu.queries.cases.archiving import ArchiveList, Held, PaperLine
from shuniu.queries.cases.card import CaseCard
from shuniu.queries.cases.templates import template_for
from shuniu.web.cases.forms import CaseForm
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link
from shuniu.web.word_files import word_file
from shuniu.web.wording import day
from shuniu.web.writing import Sheet, written

NOT_HELD = "平台没有"
TEMPLATE = "cases/archive.html.jinja"


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """What the list of one case is told with.

    ``name``: what was done, of whom. ``door``: where it is read what the platform holds, empty: nowhere. ``own``: what
    is said of a paper of which nothing is held; ``clauses``: the one by which a text names it; ``begun``: where it is
    made out. ``file`` and ``page``: where the list is taken out and where places are noted; ``notes``: this actor notes
    them.
    """

    card: CaseCard
    name: str
    listed: ArchiveList
    door: Callable[[Held], str]
    file: str
    page: str
    notes: bool
    own: Mapping[Word, str] = field(default_factory=dict)
    clauses: Mapping[Word, Clause] = field(default_factory=dict)
    begun: Mapping[Word, Link] = field(default_factory=dict)

    @property
    def said(self) -> str:
        return f"{NOT_LISTED}，以下按办理步骤列出，不因材料不全不予办结。"


class PapersForm(CaseForm):
    """A box for each paper of the list, which stands in its row."""

    def __init__(self, given: Any, archived: Archived) -> None:
        super().__init__(given, initial={"version": archived.card.version})
        self.papers = [one.paper for one in archived.listed.lines]
        for one in archived.listed.lines:
            self.fields[one.paper.value] = forms.CharField(
                label=f"{one.paper.label}的纸质存放处", max_length=LONGEST_PLACE, initial=one.place, required=False
            )

    @property
    def places(self) -> Mapping[Word, str]:
        return {one: self.cleaned_data[one.value] for one in self.papers}


def told_of_archive(archived: Archived, form: PapersForm | None = None) -> dict[str, Any]:
    """For the table: each paper with what is held of it, each with its door, and its place or the box for it."""
    return {
        "said": archived.said,
        "rows": [_row(archived, one, form) for one in archived.listed.lines],
        "absent": "、".join(one.label for one in archived.listed.without_place),
        "file": archived.file,
        "note": archived.page if archived.notes else "",
    }


def _row(archived: Archived, one: PaperLine, form: PapersForm | None) -> dict[str, Any]:
    return {
        "paper": one.paper.label,
        "clause": archived.clauses.get(one.paper),
        "held": [Link(held_said(held), archived.door(held)) for held in one.held],
        "nothing": archived.own.get(one.paper, NOT_HELD),
        "begun": None if one.held else archived.begun.get(one.paper),
        "place": one.place,
        "box": form[one.paper.value] if form is not None else None,
    }


def held_said(one: Held) -> str:
    if one.number:
        return f"{one.number}（{day(one.on)}）"
    if one.vote is not None:
        return f"第 {one.vote} 次投票的登记（{day(one.on)}）"
    return f"{day(one.on)} 的会议" if one.meeting is not None else f"{day(one.on)} 在平台办理"


Keep = Callable[[Act, PapersKept], object]


def archive_page(request: HttpRequest, archived: Archived, sheet: Callable[..., Sheet], keep: Keep) -> HttpResponse:
    """``sheet`` takes the form and what else its page shows; ``keep`` notes the places, or archives with them."""
    form = PapersForm(request.POST or None, archived)

    def work(act: Act) -> object:
        cells = form.cleaned_data
        return keep(act, PapersKept(case=archived.card.uuid, version=cells["version"], places=form.places))

    made = sheet(form, {"archive": told_of_archive(archived, form)})
    return written(request, made, work, "已归档。" if made.submit == "归档" else "存放处已保存。", made.back)


def noting_sheet(
    archived: Archived, crumbs: Sequence[Link], back: str, said: tuple[str, str] = ("登记存放处", "保存")
) -> Callable[..., Sheet]:
    """``said``: what the page is called, and its button."""

    def made(form: PapersForm, more: Mapping[str, Any]) -> Sheet:
        return Sheet(
            title=f"{said[0]}：{archived.name}",
            form=form,
            submit=said[1],
            back=back,
            crumbs=[*crumbs, Link(said[0], "")],
            notes=["有纸质材料的，写明存放处和编号，如“2号柜第3盒”；没有的空着。不要写个人姓名。"],
            template=TEMPLATE,
            more=more,
        )

    return made


def archive_word(request: HttpRequest, archived: Archived, node: int | None) -> HttpResponse:
    """归档目录 as Word, in the form of ``node``: it is no document that goes out, and bears no number."""
    content = Archive(
        title=f"{archived.name}归档目录",
        number=archived.card.number,
        dated=day_of(request),
        said=archived.said.replace("以下", "以上"),
        papers=tuple(
            PaperTold(
                position=number,
                name=one.paper.label,
                held="；".join(held_said(held) for held in one.held) or archived.own.get(one.paper, NOT_HELD),
                place=one.place,
            )
            for number, one in enumerate(archived.listed.lines, 1)
        ),
        absent=tuple(one.label for one in archived.listed.without_place),
    )
    template = None if node is None else template_for(actor_of(request), node, TemplateKind.ARCHIVE)
    return word_file(content.title, write(TemplateKind.ARCHIVE, content, template))
