"""Which unit does a clerk mean: one form for every act that names a unit by its code or its full name."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from shuniu.kernel.text import fold
from shuniu.queries.accounts import Actor
from shuniu.queries.organizations.bodies import unit_to_name
from shuniu.web.writing import NO_SUCH_UNIT, DatedForm

NAMED = "写统一社会信用代码，或与登记完全一致的名称。"


class UnitNamedForm(DatedForm):
    """``named`` is the key of the unit, once the form is valid; None where it may stay empty and does."""

    unit = forms.CharField(label="单位", max_length=200, help_text=NAMED)

    def __init__(self, given: Any, actor: Actor, on: date, **more: Any) -> None:
        super().__init__(given, **more)
        self.actor, self.on = actor, on
        self.named: int | None = None

    def find(self, text: str) -> int | None:
        """Units of whatever kind; a form that takes social organizations alone looks among these."""
        return unit_to_name(self.actor, text, self.on)

    def clean_unit(self) -> str:
        text = fold(self.cleaned_data["unit"])
        self.named = self.find(text) if text else None
        if text and self.named is None:
            raise forms.ValidationError(NO_SUCH_UNIT)
        return text
