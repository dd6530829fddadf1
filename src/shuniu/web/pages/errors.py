"""What is answered when there is no page, no right, or something broke: what happened, what was kept, what to do."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from shuniu.web.addresses import WrongDay
from shuniu.web.rendering import page


def _said(request: HttpRequest, name: str, status: int) -> HttpResponse:
    answer = page(request, f"errors/{name}.html.jinja", {}, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


@login_not_required
def incomplete(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _said(request, "wrong_day" if isinstance(exception, WrongDay) else "400", 400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _said(request, "403", 403)


@login_not_required
def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same for what does not exist and for what is not this office's to see."""
    return _said(request, "404", 404)


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    return _said(request, "500", 500)


@login_not_required
def forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: sent from elsewhere, or the session ended meanwhile."""
    return _said(request, "forgery", 403)


def given_up(request: HttpRequest) -> HttpResponse:
    """The database gave the act up, twice, for the sake of others."""
    return _said(request, "given_up", 409)


def read_only(request: HttpRequest) -> HttpResponse:
    """Nothing is written while the page is about another day than today."""
    return _said(request, "read_only", 409)
