"""Which questions do the filters of a list ask, and what can be chosen?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from markupsafe import Markup

from shuniu.web.lists import Filtering
from shuniu.web.parts import FilterField
from shuniu.web.wording import escaped

_PLAIN = (forms.Select, forms.TextInput)


def questions(form: forms.Form) -> list[FilterField]:
    """The questions of a form as the filters draw them."""
    return [_question(bound) for bound in form.visible_fields()]


def _is_plain(field: forms.Field) -> bool:
    widget = field.widget
    return type(widget) in _PLAIN and widget.attrs.keys() <= {"maxlength"} and not field.help_text


def _question(bound: BoundField) -> FilterField:
    """The two kinds of questions that nearly all filters are, without the widgets of forms: ten of those took longer
    than the list. What was answered wrongly is drawn with what is wrong."""
    field, widget = bound.field, bound.field.widget
    asked = partial(FilterField, name=bound.html_name, label=str(bound.label))
    if not _is_plain(field) or bound.errors:
        return asked(other=bound)
    value = bound.value()
    value = "" if value is None else str(value)
    if not isinstance(widget, forms.Select):
        return asked(value=value, longest=widget.attrs.get("maxlength"))
    return asked(value=value, options=tuple((str(each), str(words)) for each, words in widget.choices))


def filter_fields(form: forms.Form) -> Markup:
    """The questions as they stand in the form of the filters."""
    if isinstance(form, Filtering) and not form.is_asked:
        return Markup("".join([_unasked(form, name, field) for name, field in form.fields.items()]))
    return Markup("".join(map(drawn, questions(form))))


def _unasked(form: forms.Form, name: str, field: forms.Field) -> str:
    """One question where nothing was answered yet: then nothing but what can be chosen differs from page to page."""
    widget = field.widget
    if widget.is_hidden:
        return ""
    if field.label is None or not _is_plain(field):
        return drawn(_question(form[name]))
    options = tuple(widget.choices) if isinstance(widget, forms.Select) else ()
    return _blank(name, str(field.label), widget.attrs.get("maxlength"), options)


@lru_cache(maxsize=500)
def _blank(name: str, label: str, longest: int | None, options: Sequence[tuple[Any, Any]]) -> str:
    pairs = tuple((str(each), str(words)) for each, words in options)
    return _written(FilterField(name=name, label=label, longest=longest, options=pairs))


def drawn(one: FilterField) -> str:
    """One question. Most say the same on every page; words somebody looks for are kept nowhere."""
    if one.other is not None:
        return str(one.other.as_field_group())
    return _written(one) if one.value and not one.options else _known(one)


@lru_cache(maxsize=500)
def _known(one: FilterField) -> str:
    return _written(one)


def _written(one: FilterField) -> str:
    name = escaped(one.name)
    return (
        f'<div class="field">\n  <label class="field-label" for="id_{name}">{escaped(one.label)}'
        f'<span class="field-optional">选填</span></label>\n  {_asked(one, name)}\n</div>\n'
    )


def _asked(one: FilterField, name: str) -> str:
    if one.options:
        offered = "".join(
            f'<option value="{escaped(value)}"{" selected" if value == one.value else ""}>{escaped(words)}</option>'
            for value, words in one.options
        )
        return f'<select name="{name}" class="form-select" id="id_{name}">{offered}</select>'
    value = f' value="{escaped(one.value)}"' if one.value else ""
    longest = f' maxlength="{one.longest}"' if one.longest else ""
    return f'<input type="text" name="{name}"{value}{longest} class="form-control" id="id_{name}">'
