"""With what does a reply to a case go out: the next number of the register, or that of a paper which is put down?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest

from shuniu.kernel.text import fold
from shuniu.queries.cases.documents import marks_of
from shuniu.web.cases.forms import CaseForm
from shuniu.web.frame import actor_of
from shuniu.web.writing import day_field

# The page that shows what is asked first, and what is put down from paper folded away.
NUMBER = "cases/number.html.jinja"


def marks_for(request: HttpRequest, office: tuple[int, str] | None) -> tuple[str, ...]:
    return marks_of(office[0], actor_of(request).today) if office is not None else ()


def number_fact(marks: Sequence[str]) -> tuple[str, str]:
    if not marks:
        return (
            "发文字号",
            "本机关的发文代字还没有确定：由本机关在“管理”的适用文本中作出本级决定，或者补录纸质文件的字号",
        )
    return "发文字号", f"{'、'.join(marks)}，提交后给出下一个号"


class NumberedForm(CaseForm):
    """The register gives the number; only what went out on paper before brings its own, with its day."""

    number = forms.CharField(
        label="文号",
        max_length=60,
        required=False,
        help_text="照纸质文件写，如“澄社党〔2020〕3号”；登记为补录。",
    )
    issued_on = day_field("成文日期", required=False, help_text="照纸质文件的成文日期填写。")

    PAPER = ("number", "issued_on")

    def __init__(self, given: Any, marks: Sequence[str], **more: Any) -> None:
        super().__init__(given, **more)
        if len(marks) > 1:
            self.fields["mark"] = forms.ChoiceField(label="发文代字", choices=[(one, one) for one in marks])

    def about(self) -> list[Any]:
        return [bound for bound in self.visible_fields() if bound.name not in self.PAPER]

    def on_paper(self) -> list[Any]:
        return [self[name] for name in self.PAPER]

    @property
    def numbering(self) -> dict[str, Any]:
        """Mark, number and day, by the names the commands know."""
        cells = self.cleaned_data
        return {
            "mark": cells.get("mark") or "",
            "number": fold(cells["number"]),
            "issued_on": cells["issued_on"],
        }
