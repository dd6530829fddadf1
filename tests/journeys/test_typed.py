"""A clerk leaves a form open for too long, sends it, signs in in the same window and loses nothing."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from tests.cast import Cast
from tests.commands.formation.test_numbers import marked
from tests.journeys.conftest import PASSWORD, SignIn
from tests.journeys.eyes import looked_at
from tests.web.gallery import needs_chromium

from shuniu.models import Account, Document
from shuniu.web.accounts.sessions import SessionStore

pytestmark = [needs_chromium, pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def silent_too_long() -> None:
    for one in Session.objects.all():
        held = SessionStore(one.session_key)
        held["seen"] -= settings.IDLE_SECONDS + 60
        held.save()


def test_what_was_typed_is_sent_after_signing_in_again(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.clerk)
    marked(cast, "澄社党")
    page.goto("/cases/documents/new/")
    page.get_by_label("文种").select_option(label="通知")
    page.get_by_label("标题").fill("关于做好年度检查的通知")
    page.get_by_label("主送机关").fill("各党支部")
    page.get_by_label("正文").fill("请认真准备。\n按期报送。")
    silent_too_long()
    page.get_by_role("button", name="编号").click()
    page.get_by_text("刚才提交的内容没有写入，留在这个窗口里").wait_for()
    assert "年度检查" not in page.content() and not Document.objects.exists()
    looked_at(page, "typed-sign-in")
    page.get_by_label("账号").fill(Account.objects.get(pk=cast.clerk.account).username)
    page.get_by_label("口令").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", name="填写的内容还在").wait_for()
    looked_at(page, "typed-kept")
    page.get_by_role("button", name="继续提交").click()
    page.get_by_text("已编号").wait_for()
    paper = Document.objects.get()
    assert (paper.title, paper.text.split()) == ("关于做好年度检查的通知", ["请认真准备。", "按期报送。"])
