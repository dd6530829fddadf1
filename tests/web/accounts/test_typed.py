"""What was typed into a form that was sent after the session had ended waits in its window, for whoever typed it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime
from tests.web.accounts.test_signing import GOOD, MOMENT, Scene, scene

from shuniu.commands.accounts import (
    NewAccount,
    NewAssignment,
    assign,
    create_account,
    disable_account,
    end_assignment,
)
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.models import Account, Assignment, Document
from shuniu.policy.cases.issuing import MARK
from shuniu.policy.words.accounts import Role

pytestmark = pytest.mark.django_db
__all__ = ["scene"]
NEW = "/cases/documents/new/"
LATER = MOMENT + timedelta(minutes=40)
SAID = "请认真落实。\n第二行，“引号”和<b>标记</b>"
TYPED = {
    "kind": "notice", "title": "关于做好年检的通知", "addressee": "各党支部", "text": SAID, "mark": "北联",
    "issued_on": "2026-09-01",
}  # fmt: skip


@dataclass
class Left(Scene):
    """A desk with an open form, ``form`` as it stands filled in."""

    form: dict[str, str]


@pytest.fixture
def idle(scene: Scene) -> Iterator[Left]:
    """Signed in, with a form open; then nothing for longer than a session waits."""
    Account.objects.filter(pk=scene.account.pk).update(password=make_password(GOOD), must_change_password=False)
    row = DecidedFigure(party_organization=scene.world.north, key=MARK, value=["北联"], decision="公文管理办法")
    decide_figures(scene.act(), [row])
    scene.sign_in()
    shown = scene.client.get(NEW).content.decode()
    with time_machine.travel(LATER, tick=False):
        yield Left(**vars(scene), form={**hidden(shown), **TYPED})


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page, re.S)
    return {name: unescape(value) for name, value in found}


def send(one: Left, **more: Any) -> str:
    """What answers the form that was sent too late."""
    answer = one.client.post(NEW, {**one.form, **more}, headers={"referer": f"http://testserver{NEW}"})
    assert answer.status_code == 403 and "no-store" in answer["Cache-Control"]
    return str(answer.content.decode())


def sign_in(client: Client, page: str, username: str = "north-office", password: str = GOOD) -> Any:
    assert 'action="/sign-in/"' in page
    return client.post("/sign-in/", {**hidden(page), "username": username, "password": password})


def test_it_is_sent_as_it_was_typed_once_the_same_account_has_signed_in(idle: Left) -> None:
    page = send(idle)
    assert "留在这个窗口里" in page and "一段时间没有操作" in page and not Document.objects.exists()
    kept = sign_in(idle.client, page)
    text = kept.content.decode()
    assert kept.status_code == 200 and "no-store" in kept["Cache-Control"] and "关于做好年检的通知" in text
    assert f'action="{NEW}"' in text and f'href="{NEW}"' in text and not Document.objects.exists()
    again = hidden(text)
    assert {name: again[name] for name in TYPED} == TYPED and again["key"] == idle.form["key"]
    assert idle.client.post(NEW, again).status_code == 302
    paper = Document.objects.get()
    assert (paper.title, paper.text.splitlines()) == (TYPED["title"], SAID.splitlines())
    # The key makes the act happen once, however often it is sent.
    assert idle.client.post(NEW, again).status_code == 302 and Document.objects.count() == 1


def test_all_of_it_is_shown_before_it_is_sent(idle: Left) -> None:
    """A passer-by may have typed it: whoever signs in reads the act, the moment and each field that the page shows."""
    more = {"text": "长" * 300 + "尾", "extra": "页面没有的"}
    text = sign_in(idle.client, send(idle, **more)).content.decode()
    said = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", text, re.S))
    assert "<h2>" in text and re.search(r"<h2>(.*?)</h2>", text)[1] in idle.client.get(NEW).content.decode()  # type: ignore[index]
    assert said["文种"] == "通知" and said["标题"] == TYPED["title"] and said["主送机关"] == "各党支部"
    assert said["正文"] == more["text"] and "2026-09-01" in said.values() and said["其他"] == "页面没有的"
    assert idle.form["key"] not in said.values() and f"{localtime(LATER):%H:%M}" in text


def test_a_button_alone_waits_for_nobody(idle: Left) -> None:
    """停用, 重置 and the like: what a passer-by presses is not offered to the owner."""
    pressed = {"key": idle.form["key"], "version": "3", "way": "submit"}
    answer = idle.client.post(f"/settings/accounts/{idle.account.uuid}/disable/", pressed)
    assert answer.status_code == 302 and answer["Location"].startswith("/sign-in/")
    assert "刚才提交的内容没有写入。" in idle.client.get(answer["Location"]).content.decode()


def test_where_its_page_opens_no_more_nothing_is_offered(idle: Left) -> None:
    """What cannot be shown is not sent."""
    gone = f"/cases/meetings/{uuid4()}/change/"
    page = idle.client.post(gone, idle.form, headers={"referer": f"http://testserver{gone}"})
    assert page.status_code == 403
    answer = sign_in(idle.client, page.content.decode())
    assert (answer.status_code, answer["Location"]) == (302, gone)
    assert "没有写入，也没有保留" in idle.client.get("/").content.decode()


def test_nobody_reads_it_in_the_window_that_waits(idle: Left) -> None:
    page = send(idle)
    for part in ("年检", "落实", "north-office", idle.form["key"]):
        assert part not in page, part
    assert set(hidden(page)) == {"csrfmiddlewaretoken", "next", "typed"}


def another(one: Scene) -> Account:
    wanted = NewAssignment(role=Role.JOINT_COMMITTEE_CLERK, node=one.world.north)
    _, made = create_account(one.world.act(), NewAccount(username="beside", title="同一办公室", assignment=wanted))
    assert made is not None
    rows = Account.objects.filter(uuid=made.uuid)
    rows.update(password=make_password(GOOD), must_change_password=False)
    return rows.get()


def test_another_account_gets_nothing_of_it(idle: Left) -> None:
    """Not even a colleague with the same rights at the same desk."""
    another(idle)
    page = send(idle)
    answer = sign_in(idle.client, page, "beside")
    assert (answer.status_code, answer["Location"]) == (302, NEW)
    told = idle.client.get(NEW).content.decode()
    assert "没有写入，也没有保留" in told and "年检" not in told
    # Back in time or in another window: it stays closed to this account, and open to its own.
    assert sign_in(Client(), page, "beside").status_code == 302
    assert "年检" in sign_in(Client(), page).content.decode()


def test_a_wrong_password_loses_nothing(idle: Left) -> None:
    wrong = sign_in(idle.client, send(idle), password="不是这个口令")
    assert wrong.status_code == 422 and "年检" not in wrong.content.decode()
    assert "年检" in sign_in(idle.client, wrong.content.decode()).content.decode()


@pytest.mark.parametrize("spoiled", ["altered", "cut", "made up", "not letters", "too old"])
def test_what_was_not_sealed_here_or_is_too_old_is_not_opened(idle: Left, spoiled: str) -> None:
    page = send(idle)
    typed = hidden(page)["typed"]
    middle = len(typed) // 2
    other = {
        "altered": typed[:middle] + ("A" if typed[middle] != "A" else "B") + typed[middle + 1 :],
        "cut": typed[:middle],
        "made up": "AAAA" * 30,
        "not letters": "填写的内容",
        "too old": typed,
    }[spoiled]
    late = LATER + timedelta(seconds=settings.SESSION_COOKIE_AGE + 1) if spoiled == "too old" else LATER
    with time_machine.travel(late, tick=False):
        assert sign_in(Client(), page.replace(typed, other)).status_code == 302


def test_words_that_somebody_else_had_sent_are_not_kept(idle: Left) -> None:
    """A form without the token of this browser was not typed here: it is refused as ever, and offered to nobody."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = idle.client.cookies
    forged = strict.post(NEW, TYPED)
    assert forged.status_code == 302 and "typed" not in forged.content.decode()
    assert "刚才提交的内容没有写入。" in strict.get(forged["Location"]).content.decode()


def test_the_form_of_this_browser_is_kept_with_its_token(scene: Scene) -> None:
    Account.objects.filter(pk=scene.account.pk).update(password=make_password(GOOD), must_change_password=False)
    strict = Client(enforce_csrf_checks=True)
    first = strict.get("/sign-in/").content.decode()
    assert sign_in(strict, first).status_code == 302
    form = {**hidden(strict.get(NEW).content.decode()), **TYPED}
    with time_machine.travel(LATER, tick=False):
        waiting = strict.post(NEW, form)
        assert waiting.status_code == 403 and "typed" in hidden(waiting.content.decode())
        kept = sign_in(strict, waiting.content.decode())
        again = hidden(kept.content.decode())
        assert again["csrfmiddlewaretoken"] != form["csrfmiddlewaretoken"], "the token is that of the new session"
        assert strict.post(NEW, again).status_code in (302, 422)


def test_it_is_sent_under_the_assignment_it_was_typed_for(idle: Left) -> None:
    """Of several offices the first is taken at sign-in; what was typed belongs to its own."""
    elsewhere = NewAssignment(role=Role.JOINT_COMMITTEE_CLERK, node=idle.world.south)
    held = Assignment.objects.get(account=idle.account)
    page = send(idle)
    assign(idle.world.act(), idle.account.uuid, elsewhere)
    assert sign_in(idle.client, page).status_code == 200
    assert idle.client.session["assignment"] == str(held.uuid)
    other = Client()
    end_assignment(idle.world.act(), held.uuid)
    assert sign_in(other, page).status_code == 302 and other.session["assignment"] != str(held.uuid)


def test_a_stopped_account_opens_nothing(idle: Left) -> None:
    page = send(idle)
    disable_account(idle.world.act(), idle.account.uuid)
    answer = sign_in(idle.client, page)
    assert answer.status_code == 422 and "年检" not in answer.content.decode()


def test_files_and_passwords_are_not_kept(idle: Left) -> None:
    page = send(idle, scan=SimpleUploadedFile("扫描.pdf", b"%PDF-1.7 secret"))
    kept = sign_in(idle.client, page).content.decode()
    assert "选择的文件没有保留" in kept and "scan" not in hidden(kept)
    with time_machine.travel(LATER + timedelta(hours=1), tick=False):
        answer = idle.client.post(reverse("change_password"), {"old": GOOD, "new": "x", "again": "x"})
        assert answer.status_code == 302 and answer["Location"].startswith("/sign-in/")


def test_too_much_is_told_to_be_lost(idle: Left) -> None:
    noise = "".join(chr(0x4E00 + (place * 7919) % 20_000) for place in range(300_000))
    answer = idle.client.post(NEW, {**idle.form, "text": noise})
    assert answer.status_code == 302
    assert "刚才提交的内容没有写入。" in idle.client.get(answer["Location"]).content.decode()
