"""What is said of a box that is filled in wrongly, and what is understood all the same?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms

from shuniu.web.writing import ActForm, day_field

KEY = "0b8f2b1e-7d8e-4a39-9c9e-0a4f6a1c2d3e"


class Boxes(ActForm):
    text = forms.CharField(max_length=5, required=False)
    whole = forms.IntegerField(min_value=0, max_value=31, required=False)
    share = forms.DecimalField(max_digits=5, decimal_places=1, required=False)
    kind = forms.ChoiceField(choices=[("a", "甲")], required=False)
    own = forms.IntegerField(required=False, error_messages={"invalid": "写名额。"})
    on = day_field("日期", required=False)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("text", "一二三四五六", "最多 5 个字，现在 6 个。"),
        ("whole", "1.5", "请填写整数。"),
        ("whole", "1e9", "请填写整数。"),
        ("whole", "-1", "不能小于 0。"),
        ("whole", "9" * 20, "不能大于 31。"),
        ("share", "很多", "请填写数字。"),
        ("share", "0.123", "最多 1 位小数。"),
        ("share", "123456", "数字太长。"),
        ("kind", "b", "没有这一项，请重新选择。"),
        ("own", "几个", "写名额。"),
        ("on", "二〇二六年", "日期请写成 2026-11-22 的样子。"),
        ("on", "2026-02-30", "日期请写成 2026-11-22 的样子。"),
    ],
)
def test_what_is_wrong_is_said_in_the_words_of_the_office(name: str, value: str, said: str) -> None:
    assert Boxes({"key": KEY, name: value}).errors == {name: [said]}


@pytest.mark.parametrize(
    "written",
    [
        "2026-12-30",
        "2026/12/30",
        "2026.12.30 ",
        "2026年12月30日",
        "２０２６－１２－３０",
        "２０２６年１２月３０日",
        "20261230",
        "　2026-12-30",
    ],
)
def test_a_day_is_understood_as_it_is_pasted(written: str) -> None:
    assert cleaned(on=written)["on"] == date(2026, 12, 30)


def test_a_number_of_full_width_digits_is_a_number() -> None:
    assert cleaned(whole="３", share="１２.５")["whole"] == 3


def cleaned(**given: str) -> dict[str, Any]:
    form = Boxes({"key": KEY, **given})
    assert form.errors == {}
    return form.cleaned_data
