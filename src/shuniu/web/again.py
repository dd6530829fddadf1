"""What is answered where the database gave up an act for the sake of another? The same once more, else a calm page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from shuniu.commands.journal import can_be_done_again, lines_kept
from shuniu.web.pages.errors import given_up

log = logging.getLogger(__name__)


class AgainMiddleware:
    """The last before the page, so that who asks and for which day is not asked a second time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.lines_kept = lines_kept()
        return self.get_response(request)

    def process_exception(self, request: Any, problem: Exception) -> HttpResponseBase | None:
        if not can_be_done_again(problem, request.lines_kept):
            return None
        match = request.resolver_match
        log.warning("%s was given up for the sake of another act and is done once more", match.view_name)
        for _, files in request.FILES.lists():
            for file in files:
                file.seek(0)
        try:
            answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        except Exception as again:
            if not can_be_done_again(again, request.lines_kept):
                raise
            log.warning("%s was given up again; nothing of it was written", match.view_name)
            return given_up(request)
        return answer
