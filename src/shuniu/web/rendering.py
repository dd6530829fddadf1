"""How does a view answer with a page, or with the one part of it that HTMX asked for?"""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy
from django.utils.cache import patch_vary_headers
from jinja2_fragments import render_block


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page; when HTMX asks and ``part`` names a block, only that block – the same template, the same words.

    The block must be written in this template itself, not in one it extends. A page restored from the
    browser's history is asked for by HTMX too, but needs the whole page.
    """
    htmx = getattr(request, "htmx", None)
    only_part = bool(part and htmx and not htmx.history_restore_request)
    engine = cast(Jinja2, engines["jinja2"])
    if only_part:
        body = render_block(engine.env, template, part, **_with_request(context, request))
    else:
        body = engine.get_template(template).render(context, request)
    response = HttpResponse(body, status=status)
    if part:
        patch_vary_headers(response, ["HX-Request"])
    return response


def _with_request(context: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    # The names that Django's backend adds to a whole page.
    return {
        **context,
        "request": request,
        "csrf_input": csrf_input_lazy(request),
        "csrf_token": csrf_token_lazy(request),
    }
