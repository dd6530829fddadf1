"""With what does a reply to a case go out: the next number of the register, or that of a paper which is put down?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest

from shuniu.kernel.text import fold
from shuniu.policy.words.cases import CaseKind
from shuniu.queries.cases.card import CaseCard
from shuniu.queries.cases.documents import PaperLine, marks_of, papers_for
from shuniu.web.cases.forms import CaseForm
from shuniu.web.frame import actor_of
from shuniu.web.wording import day
from shuniu.web.writing import day_field

# The page that shows what is asked first, and what is put down from paper folded away.
NUMBER = "cases/number.html.jinja"


def marks_for(request: HttpRequest, office: tuple[int, str] | None) -> tuple[str, ...]:
    return marks_of(office[0], actor_of(request).today) if office is not None else ()


def papers_of(request: HttpRequest, card: CaseCard, kind: CaseKind) -> list[PaperLine]:
    """What stands in the register from paper already, and may reply to this case besides."""
    return papers_for(actor_of(request), card.key, kind)


def number_fact(marks: Sequence[str]) -> tuple[str, str]:
    if not marks:
        return (
            "发文字号",
            "本机关的发文代字还没有确定：由本机关在“管理”的适用文本中作出本级决定，或者补录纸质文件的字号",
        )
    said = f"{marks[0]}，提交后" if len(marks) == 1 else "提交后按选定的代字"
    return "发文字号", f"{said}给出下一个号"


class NumberedForm(CaseForm):
    """The register gives the number; only what went out on paper before brings its own, with its day."""

    number = forms.CharField(
        label="文号",
        max_length=60,
        required=False,
        help_text="照纸质文件写，如“澄社党〔2020〕3号”；登记为补录。",
    )
    issued_on = day_field("成文日期", required=False, help_text="照纸质文件的成文日期填写。")

    PAPER = ("paper", "number", "issued_on")

    def __init__(self, given: Any, marks: Sequence[str], papers: Sequence[PaperLine] = (), **more: Any) -> None:
        super().__init__(given, **more)
        self._papers = {str(one.uuid): one for one in papers}
        if len(marks) > 1:
            self.fields["mark"] = forms.ChoiceField(label="发文代字", choices=[(one, one) for one in marks])
        if papers:
            self.fields["paper"] = forms.ChoiceField(
                label="已补录的文件",
                required=False,
                choices=[("", "不是，下面补录文号"), *((str(one.uuid), _said(one)) for one in papers)],
                help_text="同一次会议的几件事项由同一份文件答复的，选定它，不再填文号和日期。",
            )

    def about(self) -> list[Any]:
        return [bound for bound in self.visible_fields() if bound.name not in self.PAPER]

    def on_paper(self) -> list[Any]:
        return [self[name] for name in self.PAPER if name in self.fields]

    def clean(self) -> dict[str, Any]:
        cells = super().clean() or self.cleaned_data
        if cells.get("paper") and (cells.get("number") or cells.get("issued_on")):
            self.add_error("paper", "已选定文件的，不再填文号和日期；要补录另一份的，这里选“不是”。")
        return cells

    @property
    def numbering(self) -> dict[str, Any]:
        """Mark, number and day, by the names the commands know."""
        cells = self.cleaned_data
        paper = self._papers.get(cells.get("paper") or "")
        return {
            "mark": cells.get("mark") or "",
            "number": paper.number if paper else fold(cells["number"]),
            "issued_on": paper.issued_on if paper else cells["issued_on"],
        }


def _said(one: PaperLine) -> str:
    return f"{one.number}　{one.title}（{day(one.issued_on)}）"
