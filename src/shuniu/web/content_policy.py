"""What may a page load, and from where? The same on every page, so it is written once and not for each answer."""

from __future__ import annotations

from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http.response import HttpResponseBase


class ContentPolicyMiddleware(CSPMiddleware):
    """No page asks for an exception and none has a script or a style of its own, so there is nothing to sign either.
    Where Django shows its own page of a fault (``SHUNIU_DEBUG``) the other one decides."""

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        self.written = build_policy()

    def process_request(self, request: Any) -> None:
        if settings.DEBUG:
            super().process_request(request)

    def process_response(self, request: Any, response: HttpResponseBase) -> HttpResponseBase:
        if settings.DEBUG:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.written)
        return response
