"""Refuse to open what would be refused when it is sent: nothing is begun at what is to end (docs/decisions/0015)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse

from shuniu.kernel.decision import Objection
from shuniu.queries.cases.beginning import against_applying_for, against_beginning_at
from shuniu.web.frame import day_of, framed


def refused_before(request: HttpRequest, title: str, back: str, keys: Iterable[int | None]) -> HttpResponse | None:
    """The page that says why, before anything is typed; None where nothing stands against it. What was filled in and
    is sent goes on to the act, which says the same beside the form."""
    objections = against_beginning_at(keys, day_of(request)) if request.method != "POST" else []
    return told_refused(request, title, back, objections) if objections else None


def against_applying(request: HttpRequest, unit: int) -> list[Objection]:
    """Of an application for the unit that is opened to be filled in."""
    return against_applying_for(unit, day_of(request)) if request.method != "POST" else []


def told_refused(request: HttpRequest, title: str, back: str, objections: Sequence[Objection]) -> HttpResponse:
    context = {"title": title, "objections": objections, "back": back}
    return framed(request, "cases/refused.html.jinja", context)
