"""Is a part for HTMX exactly the part that stands on the fresh page?"""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from shuniu.web.rendering import page


def asked(htmx: bool, restore: bool = False) -> HttpRequest:
    request = RequestFactory().get("/")
    if htmx:
        request.htmx = SimpleNamespace(history_restore_request=restore)  # type: ignore[attr-defined]
    return request


@pytest.mark.parametrize("htmx", [False, True])
def test_a_part_stands_word_for_word_on_the_whole_page(htmx: bool) -> None:
    whole = page(asked(False), "errors/404.html.jinja", {}, part="remedy").content.decode()
    answer = page(asked(htmx), "errors/404.html.jinja", {}, part="remedy", status=404)
    assert answer.status_code == 404
    assert answer["Vary"] == "HX-Request"
    assert answer.content.decode().strip() in whole
    assert ("<html" in answer.content.decode()) is not htmx


def test_history_gets_the_whole_page() -> None:
    answer = page(asked(True, restore=True), "errors/404.html.jinja", {}, part="remedy")
    assert "<html" in answer.content.decode()
