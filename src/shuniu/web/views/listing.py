"""The page of saved views."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from shuniu.web.frame import framed
from shuniu.web.kept_views import shown_views


@require_GET
def views(request: HttpRequest) -> HttpResponse:
    return framed(request, "views/list.html.jinja", {"views": shown_views(request)})
