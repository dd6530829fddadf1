"""What journeys in a real browser need: the browser's driver runs a loop in the thread of the test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connections
from playwright.sync_api import sync_playwright
from tests.cast import Cast
from tests.web.gallery import CHROMIUM

from shuniu.access import Actor
from shuniu.config.settings import KEPT_CONNECTIONS
from shuniu.models import Account

PASSWORD = "一个足够长的口令2020"
SignIn = Callable[[Actor], Any]


@pytest.fixture(scope="session", autouse=True)
def database_beside_the_browser() -> Iterator[None]:
    """Django refuses the database in a thread with a loop; here nothing is awaited while it is asked."""
    with patch.dict(os.environ, {"DJANGO_ALLOW_ASYNC_UNSAFE": "1"}):
        yield


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    # Beside the browser's loop Django keeps connections of its own: one from before would not be closed with them when
    # the database is cloned anew, and the first test after the journeys would ask over a dead one.
    connections.close_all()
    # The served pages keep their connections as in a deployment: each new one has to learn every table anew.
    handler: Any = connections
    keeping = patch.dict(handler.settings["default"], KEPT_CONNECTIONS)
    with keeping, sync_playwright() as playwright:
        running = playwright.chromium.launch(**CHROMIUM)
        yield running
        running.close()


@pytest.fixture
def page(chromium: Any, live_server: Any, cast: Cast) -> Iterator[Any]:
    """A page in which the committee's clerk has signed in."""
    account = Account.objects.get(pk=cast.clerk.account)
    account.password = make_password(PASSWORD)
    account.save()
    one = chromium.new_page(locale="zh-CN", viewport={"width": 1440, "height": 900}, base_url=live_server.url)
    one.complaints, one.asked = [], []
    # A refused form is answered with 422, which the browser notes.
    one.on("console", lambda said: None if "status of 422" in said.text else one.complaints.append(said.text))
    one.on("pageerror", lambda error: one.complaints.append(str(error)))
    one.on("request", lambda request: one.asked.append(request.url))
    one.goto("/sign-in/")
    one.get_by_label("账号").fill(account.username)
    one.get_by_label("口令").fill(PASSWORD)
    one.get_by_role("button", name="登录").click()
    yield one
    assert [address for address in one.asked if not address.startswith(live_server.url)] == []
    assert one.complaints == []
    one.close()


@pytest.fixture
def sign_in(chromium: Any, live_server: Any) -> Iterator[SignIn]:
    """A browser of their own for each of them."""
    opened: list[Any] = []

    def seated(actor: Actor) -> Any:
        account = Account.objects.get(pk=actor.account)
        account.password = make_password(PASSWORD)
        account.save()
        page = chromium.new_context(
            locale="zh-CN", viewport={"width": 1440, "height": 900}, base_url=live_server.url
        ).new_page()
        page.goto("/sign-in/")
        page.get_by_label("账号").fill(account.username)
        page.get_by_label("口令").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        opened.append(page)
        return page

    yield seated
    for page in opened:
        page.context.close()
