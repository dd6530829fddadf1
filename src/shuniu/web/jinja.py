"""With which words and tools do the page templates speak? The one Jinja2 environment.

StrictUndefined: a misspelt name is an error on the first rendering, not an empty place on a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.forms.renderers import BaseRenderer, Jinja2
from django.template import engines
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from shuniu.policy import words
from shuniu.web import questions, rows, wording
from shuniu.web.clauses import cited


def url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


def on_query(on: date) -> str:
    """The day as a query: ``?on=2019-12-31``; an address with it reproduces the page."""
    return "?" + urlencode({"on": on.isoformat()})


@cache
def asset(path: str) -> str:
    """The address of a file that came with the platform; nothing is added to them while it runs."""
    return static(path)


@pass_context
def link(context: Context, name: str, *args: Any, **query: Any) -> str:
    """The address of a page; it keeps the day of this page when one was chosen, so one stays on that day."""
    shell = context.get("shell")
    if shell is not None and shell.on != shell.today:
        query.setdefault("on", shell.on.isoformat())
    written = urlencode({key: value for key, value in query.items() if value is not None}, doseq=True)
    return reverse(name, args=args or None) + ("?" + written if written else "")


@pass_context
def here(context: Context, **changes: Any) -> str:
    """This page's address with some parameters changed (None drops one); a new question starts on page 1."""
    request = context["request"]
    query = request.GET.copy()
    for key in ("after", "before"):
        if key not in changes:
            query.pop(key, None)
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        elif isinstance(value, list | tuple):
            query.setlist(key, [str(one) for one in value])
        else:
            query[key] = str(value)
    written = query.urlencode()
    return request.path + ("?" + written if written else "")


def sparkline(values: Sequence[float | None], width: int = 120, height: int = 28) -> dict[str, Any]:
    """The points of a small line over months: ``lines`` are runs without a gap, ``end`` is the latest point.

    Zero is the baseline, as in every chart here: a small change must not look like a big one.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return {"lines": [], "end": None, "width": width, "height": height}
    top = max(max(known), 0.0) or 1.0
    step = (width - 6) / (len(values) - 1)
    runs: list[list[str]] = [[]]
    end: tuple[float, float] | None = None
    for index, value in enumerate(values):
        if value is None:
            runs.append([])
            continue
        end = (round(3 + index * step, 1), round(height - 3 - (height - 6) * value / top, 1))
        runs[-1].append(f"{end[0]},{end[1]}")
    return {
        "lines": [" ".join(run) for run in runs if len(run) > 1],
        "end": end,
        "width": width,
        "height": height,
    }


class FormRenderer(BaseRenderer):
    """Forms are plain Django forms; our templates draw the fields, Django's own draw the widgets."""

    form_template_name = "forms/form.html.jinja"
    field_template_name = "forms/field.html.jinja"

    def __init__(self) -> None:
        self._widgets = Jinja2()

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("forms/"):
            return engines["jinja2"].get_template(template_name)
        return self._widgets.get_template(template_name)


class PageContext(Context):
    """No page brings globals of its own, so it is not compared on each page with those every macro knows."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **{**more, "globals": None})


def environment(**options: Any) -> Environment:
    """The environment for Django's Jinja2 backend (``OPTIONS["environment"]``)."""
    options["undefined"] = StrictUndefined
    options["autoescape"] = True
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    made = Environment(**options)
    made.context_class = PageContext
    made.globals.update(
        assets=cache(lambda: Markup(made.get_template("assets.html.jinja").render())),
        here=here,
        link=link,
        on_query=on_query,
        sparkline=sparkline,
        static=asset,
        url=url,
        words=words,
    )
    made.filters.update(
        wording.FILTERS,
        cited=cited,
        column_boxes=rows.column_boxes,
        filter_fields=questions.filter_fields,
        table_rows=rows.table_rows,
    )
    return made
