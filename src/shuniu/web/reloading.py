"""Which page asks anew by itself, and how does an address say that nobody asked for it?"""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

BOARD, BY_ITSELF = "figure_screen", "again"


def reloads(request: HttpRequest) -> bool:
    """Did a board ask this by itself?"""
    return BY_ITSELF in request.GET and request.path == reverse(BOARD)


def address_again(request: HttpRequest) -> str:
    """Where the page of this request reloads itself."""
    query = request.GET.copy()
    query[BY_ITSELF] = "1"
    return f"{request.path}?{query.urlencode()}"


def address_asked(request: HttpRequest) -> str:
    """The same address as somebody asks for it."""
    query = request.GET.copy()
    query.pop(BY_ITSELF, None)
    return request.path + ("?" + query.urlencode() if query else "")
