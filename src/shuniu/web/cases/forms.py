"""What does every act on a case carry: its version, remarks on fields, a reason?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from shuniu.policy.cases.deciding import LONGEST
from shuniu.policy.cases.procedure import Procedure
from shuniu.web.writing import ActForm


def remark_on(name: str) -> str:
    return f"remark_{name}"


class CaseForm(ActForm):
    """The version that the page showed; with a procedure, a remark on any of its fields.

    A case is accepted without a remark or returned with one.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, procedure: Procedure | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.labels: Mapping[str, str] = procedure.fields if procedure else {}
        for name, label in self.labels.items():
            self.fields[remark_on(name)] = forms.CharField(
                label=f"对“{label}”的退回意见",
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def remarks(self) -> dict[str, str]:
        cells = {name: self.cleaned_data.get(remark_on(name), "") for name in self.labels}
        return {name: text for name, text in cells.items() if text}

    @property
    def remark_names(self) -> dict[str, str]:
        """Names of the command's fields by those of this form: where an objection to a remark stands."""
        return {name: remark_on(name) for name in self.labels}

    def refuse_remarks(self) -> bool:
        """What is accepted bears no remark. True where one was written."""
        for name in self.remarks:
            self.add_error(remark_on(name), "写了退回意见的不能通过；不需要退回的，请清空意见。")
        return bool(self.errors)
