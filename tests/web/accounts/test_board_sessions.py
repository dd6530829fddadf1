"""A board that reloads by itself keeps no session alive, and says calmly that its session has ended."""

from __future__ import annotations

from html import unescape
from re import search
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.timezone import now
from tests.cast import Cast
from tests.web.offices import sit_down

from shuniu.models import Account
from shuniu.web.accounts.middleware import SEEN_AGAIN

BOARD = "/figures/screen/"
ENDED = "<h1>已退出登录</h1>"


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


def silent_for(client: Client, seconds: int) -> int:
    """As if nothing had been asked for so long; returns when something was asked."""
    session = client.session
    session["seen"] = int(now().timestamp()) - seconds
    session.save()
    return int(session["seen"])


def reload_of(client: Client, **given: str) -> str:
    """The address at which the browser reloads the board."""
    page = unescape(client.get(BOARD, given).content.decode())
    found = search(r'http-equiv="refresh" content="\d+; url=([^"]*)"', page)
    assert found is not None
    return found[1]


def text(answer: Any) -> str:
    return str(unescape(answer.content.decode()))


def test_a_board_that_reloads_itself_is_no_activity(client: Client) -> None:
    again = reload_of(client)
    seen = silent_for(client, SEEN_AGAIN + 60)
    assert client.get(again).status_code == 200
    assert client.session["seen"] == seen
    assert client.get(reload_of(client)).status_code == 200
    assert client.session["seen"] > seen, "somebody opened the board"


def test_the_session_of_a_board_ends_in_spite_of_its_reloads(client: Client) -> None:
    again = reload_of(client, node="top", every="15")
    silent_for(client, settings.IDLE_SECONDS - 5)
    assert client.get(again).status_code == 200
    silent_for(client, settings.IDLE_SECONDS + 5)
    answer = client.get(again)
    assert answer.status_code == 403 and answer["Cache-Control"] == "no-store"
    page = text(answer)
    assert ENDED in page and "没有操作" in page
    assert "http-equiv" not in page, "it asks no more"
    assert "screen-figures" not in page
    assert 'href="/sign-in/?next=%2Ffigures%2Fscreen%2F%3Fnode%3Dtop%26every%3D15"' in page
    assert client.get(BOARD).status_code == 302
    assert ENDED in text(client.get(again)), "whoever signed out elsewhere is told the same"


def test_a_right_that_ended_is_told_on_the_board(cast: Cast, client: Client) -> None:
    again = reload_of(client)
    account = Account.objects.get(pk=cast.clerk.account)
    Account.objects.filter(pk=account.pk).update(epoch=account.epoch + 1)
    assert "岗位授权或账号已有变动" in text(client.get(again))


def test_only_the_board_answers_so(client: Client) -> None:
    """The mark on another address changes nothing there."""
    seen = silent_for(client, SEEN_AGAIN + 60)
    assert client.get("/organizations/", {"again": "1"}).status_code == 200
    assert client.session["seen"] > seen
    stranger = Client()
    assert stranger.get("/organizations/", {"again": "1"}).status_code == 302
    assert stranger.get(BOARD).status_code == 302
    assert 'name="username"' in text(stranger.get("/sign-in/", {"again": "1"}))


def test_the_board_says_that_its_reloads_are_no_activity(client: Client) -> None:
    assert f"刷新不算操作，{settings.IDLE_SECONDS // 60} 分钟没有操作即退出登录" in text(client.get(BOARD))


def test_the_mark_is_not_kept_in_a_saved_view(client: Client) -> None:
    page = text(client.get(reload_of(client, every="15")))
    assert 'href="/views/new/?address=%2Ffigures%2Fscreen%2F%3Fevery%3D15"' in page
