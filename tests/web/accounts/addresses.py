"""The addresses of signing in, and two pages to be let into."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def home(request: Any) -> HttpResponse:
    actor = request.actor
    return HttpResponse(f"{actor.title} {actor.role} {actor.node} {request.on}")


def day(request: HttpRequest) -> HttpResponse:
    on: date = request.on  # type: ignore[attr-defined]
    return HttpResponse(on.isoformat())


urlpatterns = [
    path("", home, name="home"),
    path("day/", day, name="day"),
    path("", include("shuniu.web.accounts.urls")),
]
