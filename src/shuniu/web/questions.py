"""Which questions do the filters of a list ask, and what can be chosen?"""

from __future__ import annotations

from functools import partial

from django import forms
from django.forms.boundfield import BoundField
from markupsafe import Markup, escape

from shuniu.web.parts import FilterField


def questions(form: forms.Form) -> list[FilterField]:
    """The questions of a form as the filters draw them."""
    return [_question(bound) for bound in form.visible_fields()]


def _question(bound: BoundField) -> FilterField:
    """The two kinds of questions that nearly all filters are, without the widgets of forms: ten of those took longer
    than the list. What was answered wrongly is drawn with what is wrong."""
    field, widget = bound.field, bound.field.widget
    asked = partial(FilterField, name=bound.html_name, label=str(bound.label))
    plain = type(widget) in (forms.Select, forms.TextInput) and widget.attrs.keys() <= {"maxlength"}
    if not plain or bound.errors or field.help_text:
        return asked(other=bound)
    value = bound.value()
    value = "" if value is None else str(value)
    if not isinstance(widget, forms.Select):
        return asked(value=value, longest=widget.attrs.get("maxlength"))
    return asked(value=value, options=[(str(each), str(words)) for each, words in widget.choices])


def options(one: FilterField) -> Markup:
    """What can be chosen in one question of the filters."""
    return Markup(
        "".join(
            f'<option value="{escape(value)}"{" selected" if value == one.value else ""}>{escape(words)}</option>'
            for value, words in one.options
        )
    )
