"""Is what a list draws by itself, rows, questions and addresses, the same as the slower ways would write?"""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django import forms
from django.urls import NoReverseMatch, reverse, set_script_prefix

from shuniu.web.addresses import address, leading
from shuniu.web.jinja import environment
from shuniu.web.lists import Filtering, Offered
from shuniu.web.parts import Column, Link, Listing, Row, Status
from shuniu.web.questions import drawn as question
from shuniu.web.questions import filter_fields, questions
from shuniu.web.rows import table_rows
from shuniu.web.wording import cell_text

HOSTILE = '<img src=x onerror="alert(1)">'


class Questions(Filtering):
    q = forms.CharField(label="名称或代码", max_length=80)
    type = forms.ChoiceField(label="类型", choices=[("", "全部"), ("a&b", "甲<乙"), ("c", "丙")])
    since = forms.DateField(label="自", widget=forms.DateInput(attrs={"type": "date"}))
    several = forms.MultipleChoiceField(label="多选", choices=[("x", "子")])
    told = forms.CharField(label="说明", help_text="写全称。")


def drawn(given: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Each question as the list draws it, and as a form does."""
    form = Questions(given)
    return {
        one.name: (same_spaces(question(one)), same_spaces(str(form[one.name].as_field_group())))
        for one in questions(form)
    }


def same_spaces(text: str) -> str:
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", text)).strip()


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"q": "", "type": ""},
        {"q": HOSTILE, "type": "a&b", "since": "2020-01-01"},
        {"type": "no-such"},
        {"q": "长" * 90},
    ],
)
def test_questions_are_drawn_as_a_form_draws_them(given: dict[str, str]) -> None:
    found = drawn(given)
    assert list(found) == ["q", "type", "since", "several", "told"]
    for ours, plain in found.values():
        assert ours == plain


@pytest.mark.parametrize("given", [{}, {"on": "2020-01-01"}, {"q": ""}])
def test_questions_nobody_answered_are_drawn_as_a_form_draws_them(given: dict[str, str]) -> None:
    for also in ([("x", "子<")], [("y", "丑"), ("z", '"寅"')]):
        form = Questions(given)
        form.fields["type"].choices = Offered(also)  # type: ignore[attr-defined]
        plain = "".join(str(bound.as_field_group()) for bound in form.visible_fields())
        assert same_spaces(str(filter_fields(form))) == same_spaces(plain)
    assert "丑" not in same_spaces(str(filter_fields(Questions(given))))


@pytest.mark.parametrize("given", [{}, {"page": "2"}, {"q": " ", "type": ""}, {"q": "甲", "type": "c"}])
def test_what_was_chosen_is_what_a_form_takes(given: dict[str, str]) -> None:
    form = Questions(given)
    form.full_clean()
    taken = {key: value for key, value in form.cleaned_data.items() if value not in (None, "", [])}
    assert form.is_valid() and Questions(given).chosen | {"several": []} == taken | {"several": []}


def test_forms_of_filters_share_nothing() -> None:
    one, other = Questions({"type": "c"}), Questions({"type": "c"})
    one.offer("type", [])
    one.fields["told"].help_text = "只写简称。"
    assert (one.is_valid(), other.is_valid()) == (False, True)
    assert list(one.fields["type"].widget.choices) == [("", "全部")]  # type: ignore[attr-defined]
    assert len(other.fields["type"].widget.choices) == 3  # type: ignore[attr-defined]
    assert other.fields["told"].help_text == Questions({}).fields["told"].help_text == "写全称。"


def test_what_is_neither_words_nor_a_choice_or_was_answered_wrongly_stays_with_the_form() -> None:
    assert {one.name for one in questions(Questions({})) if one.other is None} == {"q", "type"}
    assert {one.name for one in questions(Questions({"type": "no-such"})) if one.other is None} == {"q"}


def listed(*rows: Row, **more: Any) -> str:
    columns = [Column(key="a", label="甲"), Column(key="b", label='"乙"', numeric=True), Column(key="c", label="丙")]
    return str(table_rows(Listing(title="表", columns=columns, rows=rows, on=date(2026, 1, 1), **more)))


def test_rows_escape_every_kind_of_value() -> None:
    link, status = Link(HOSTILE, '/x"y'), Status(HOSTILE)
    written = listed(
        Row([HOSTILE, HOSTILE, status], '/a"b', HOSTILE), Row([link, 1200, None], "", "k"), actions=[Link("办", "/do/")]
    )
    assert "<img" not in written
    assert written.count("&lt;img") == 7
    assert 'href="/x&#34;y"' in written
    assert 'href="/a&#34;b"' in written
    assert 'data-label="&#34;乙&#34;"' in written


def test_rows_say_what_is_a_number_and_what_is_missing() -> None:
    written = listed(Row(["名", 1200, None]), Row(["名", 0, ""]))
    assert (
        '<td class="number" data-label="&#34;乙&#34;">1,200</td><td class=" nothing" data-label="丙">—</td>' in written
    )
    assert '<td class="number" data-label="&#34;乙&#34;">0</td><td class=" nothing" data-label="丙">—</td>' in written
    assert written.count('<td class="row-name">名</td>') == 2
    assert "select-cell" not in written


@pytest.mark.parametrize(
    "values",
    [
        ["甲", "乙", None, "", "甲"],
        ["甲", HOSTILE, None],
        [1, 2_000, None],
        [True, 0],
        [Status("在"), None, "在", 3, ""],
    ],
)
def test_a_column_is_written_as_its_cells_are(values: list[Any]) -> None:
    together = listed(*(Row([f"名{at}", 1, value], f"/{at}") for at, value in enumerate(values)))
    alone = [listed(Row([f"名{at}", 1, value], f"/{at}")) for at, value in enumerate(values)]
    assert together == "\n".join(alone)
    cells = [text.rpartition('<td class="')[2] for text in alone]
    for value, text in zip(values, cells, strict=True):
        if value is None or value == "":
            assert text == ' nothing" data-label="丙">—</td></tr>'
        else:
            assert text == f'" data-label="丙">{cell_text(value)}</td></tr>'


def test_no_rows_are_no_lines() -> None:
    assert listed() == ""
    assert (
        environment()
        .from_string("{{ one | table_rows }}")
        .render(one=Listing(title="", columns=[], rows=[], on=date.min))
        == ""
    )


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("organization", UUID("12345678-1234-4234-8234-123456789abc")),
        ("organization", "12345678-1234-4234-8234-123456789abc"),
        ("party_organization", "XY-0012_a"),
        ("party_organization", "一支部 2"),
        ("party_organization", "a.b"),
    ],
)
def test_addresses_are_those_of_the_site_map(name: str, key: Any) -> None:
    assert leading(name, "key", "?on=2020-01-01")({"key": key}) == reverse(name, args=[key]) + "?on=2020-01-01"


def test_a_page_that_does_not_stand_is_not_invented() -> None:
    with pytest.raises(NoReverseMatch):
        address("no_such_page")
    with pytest.raises(NoReverseMatch):
        leading("organization", "key")({"key": UUID(int=1).hex + "/"})


def test_where_the_platform_stands_below_an_address_every_address_says_so() -> None:
    first = address("organizations")
    try:
        set_script_prefix("/below/")
        assert address("organizations") == "/below" + first
        assert leading("organization", "key")({"key": UUID(int=7)}).startswith("/below/")
    finally:
        set_script_prefix("/")
    assert address("organizations") == first
