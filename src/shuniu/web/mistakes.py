"""What does a form say of a box that is filled in wrongly, and what does it understand all the same?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from shuniu.kernel.text import narrow

FILL_IN, CHOOSE = "请填写。", "请选择。"
# In place of the framework's own words, by what the box asks for; what a form says itself stands.
_TEXT = {"max_length": "最多 %(limit_value)d 个字，现在 %(show_value)d 个。"}
_NUMBER = {
    "invalid": "请填写数字。",
    "min_value": "不能小于 %(limit_value)s。",
    "max_value": "不能大于 %(limit_value)s。",
    "max_digits": "数字太长。",
    "max_whole_digits": "数字太长。",
    "max_decimal_places": "最多 %(max)s 位小数。",
}
_WHOLE = {**_NUMBER, "invalid": "请填写整数。"}
_CHOICE = {"invalid_choice": "没有这一项，请重新选择。"}
_WORDS: tuple[tuple[type[forms.Field], Mapping[str, str]], ...] = (
    (forms.DecimalField, _NUMBER),
    (forms.FloatField, _NUMBER),
    (forms.IntegerField, _WHOLE),
    (forms.ChoiceField, _CHOICE),
    (forms.CharField, _TEXT),
)


def say_what_is_wrong(fields: Iterable[forms.Field]) -> None:
    for one in fields:
        words = next((words for kind, words in _WORDS if isinstance(one, kind)), {})
        stock = _stock(type(one))
        for code, said in {"required": CHOOSE if isinstance(one, forms.ChoiceField) else FILL_IN, **words}.items():
            if one.error_messages.get(code) in (None, stock.get(code)):
                one.error_messages[code] = said


def _stock(kind: type[forms.Field]) -> dict[str, Any]:
    """What the framework would say."""
    found: dict[str, Any] = {}
    for one in reversed(kind.__mro__):
        found |= getattr(one, "default_error_messages", {})
    return found


class DayField(forms.DateField):
    """A day written 2026-11-22; also 2026/11/22, 2026年11月22日 and 20261122, with full-width signs too."""

    def to_python(self, value: Any) -> date | None:
        return super().to_python(narrow(value).strip() if isinstance(value, str) else value)
