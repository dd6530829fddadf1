"""What is asked when a supervising unit or another body is entered, renamed or abolished?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from shuniu.kernel.text import fold
from shuniu.policy.words import SuccessionKind, UnitKind
from shuniu.web.writing import DatedForm

KINDS = [(one.value, one.label) for one in UnitKind if one is not UnitKind.SOCIAL_ORGANIZATION]


class NamedForm(DatedForm):
    name = forms.CharField(label="名称", max_length=200, help_text="写全称。")

    def clean_name(self) -> str:
        return fold(self.cleaned_data["name"])


class BodyForm(NamedForm):
    kind = forms.ChoiceField(label="种类", choices=[("", "请选择"), *KINDS])
    code = forms.CharField(label="代码", max_length=40, required=False, help_text="有统一社会信用代码的填写。")
    field_order = ["name", "kind", "code", "since"]

    def clean_code(self) -> str:
        return fold(self.cleaned_data["code"]).upper()


class RenameBodyForm(NamedForm):
    correction = forms.BooleanField(
        label="更正：以前登记的名称从来不对", required=False, help_text="更正不改变起止日期；更名从所填的日期起。"
    )
    field_order = ["name", "correction", "since"]


class AbolishForm(DatedForm):
    successor = forms.ChoiceField(label="由谁承继", required=False)
    kind = forms.ChoiceField(
        label="承继方式", choices=SuccessionKind.choices(), initial=SuccessionKind.MERGED.value, required=False
    )
    field_order = ["successor", "kind", "since"]

    def __init__(self, given: Any, offered: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(given, **more)
        successor = self.fields["successor"]
        assert isinstance(successor, forms.ChoiceField)
        successor.choices = [("", "没有承继的单位"), *((str(key), name) for key, name in offered)]

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or SuccessionKind.MERGED.value
