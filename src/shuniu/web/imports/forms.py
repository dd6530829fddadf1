"""What is asked of a clerk who brings a ledger?"""

from __future__ import annotations

from typing import Any

from django import forms

from shuniu.spreadsheets.imports.reading import kinds
from shuniu.web.writing import ActForm, day_field


class UploadForm(ActForm):
    """One file. Kind and day are read from the ledger itself unless the clerk says otherwise."""

    file = forms.FileField(
        label="台账文件",
        help_text="Excel（.xlsx、.xls）、CSV，或网页另存的表格。先读给您看，不会马上写入。",
        error_messages={"empty": "文件是空的，请重新选择。"},
    )
    kind = forms.ChoiceField(label="台账种类", required=False)
    node = forms.CharField(label="写入哪个党组织的登记簿", max_length=200, help_text="代码或全称。")
    since = day_field("台账的日期", required=False, help_text="不填时取台账自己写明的日期，没有写明的取今天。")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        known: Any = self.fields["kind"]
        known.choices = [("", "按内容辨认"), *kinds()]
