"""Signing in and out: one-time passwords, the throttle, sessions that end with what they stand on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.test import Client
from tests.commands.cast import World, founded

from shuniu.commands.accounts import (
    NewAccount,
    NewAssignment,
    assign,
    create_account,
    disable_account,
    end_assignment,
    reset_password,
)
from shuniu.commands.journal import Act, act_of
from shuniu.models import Account
from shuniu.policy.words.accounts import Role
from shuniu.queries.accounts import assignments_of
from shuniu.web.accounts import sessions

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.accounts.addresses")]
GOOD = "云在青天-水在瓶-71"
MOMENT = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)


@dataclass
class Scene:
    world: World
    account: Account
    one_time: str
    client: Client

    def sign_in(self, password: str = GOOD, username: str = "north-office", **more: Any) -> Any:
        return self.client.post("/sign-in/", {"username": username, "password": password}, **more)

    def act(self) -> Act:
        return act_of(self.world.clerk)

    @property
    def signed_in(self) -> bool:
        return bool(self.client.get("/").status_code == 200)


@pytest.fixture
def scene(db: None) -> Any:
    with time_machine.travel(MOMENT, tick=False):
        world = founded()
        wanted = NewAssignment(role=Role.JOINT_COMMITTEE_CLERK, node=world.north)
        _, made = create_account(
            world.act(), NewAccount(username="north-office", title="北片办公室", assignment=wanted)
        )
        assert made is not None
        yield Scene(world, Account.objects.get(uuid=made.uuid), made.password, Client())


@pytest.fixture
def settled(scene: Scene) -> Scene:
    """The one-time password has been changed."""
    Account.objects.filter(pk=scene.account.pk).update(password=make_password(GOOD), must_change_password=False)
    return scene


def test_signing_everything_but_the_sign_in_page_asks_for_it(scene: Scene) -> None:
    for address in ("/", "/day/", "/password/"):
        answer = scene.client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/?next={address}")
    assert scene.client.get("/sign-in/").status_code == 200


def test_signing_a_one_time_password_opens_only_its_own_change(scene: Scene) -> None:
    answer = scene.sign_in(scene.one_time)
    assert (answer.status_code, answer["Location"]) == (302, "/password/")
    assert scene.client.get("/")["Location"] == "/password/"
    assert "一次性口令" in scene.client.get("/password/").content.decode()
    given = {"old": scene.one_time, "new": GOOD, "again": GOOD}
    changed = scene.client.post("/password/", given)
    assert (changed.status_code, changed["Location"]) == (302, "/sign-in/")
    assert scene.sign_in(scene.one_time).status_code == 422
    assert scene.sign_in(GOOD)["Location"] == "/"
    assert scene.client.get("/").content.decode() == f"北片办公室 joint_committee_clerk {scene.world.north} 2026-09-01"


def test_signing_a_poor_new_password_is_told_at_its_field(scene: Scene) -> None:
    scene.sign_in(scene.one_time)
    answer = scene.client.post("/password/", {"old": "?", "new": GOOD, "again": GOOD + "x"})
    assert answer.status_code == 422
    assert "两次输入的新口令不同" in answer.content.decode()
    answer = scene.client.post("/password/", {"old": scene.one_time, "new": "password12", "again": "password12"})
    assert answer.status_code == 422
    assert "口令" in answer.content.decode()
    assert Account.objects.get(pk=scene.account.pk).must_change_password


def test_signing_tells_nothing_about_which_accounts_exist(settled: Scene) -> None:
    pages = []
    for username in ("north-office", "nobody-here"):
        answer = Client().post("/sign-in/", {"username": username, "password": "wrong"}, REMOTE_ADDR="10.0.0.1")
        page = answer.content.decode().replace(username, "NAME")
        pages.append((answer.status_code, page.replace(answer.context["csrf_token"] if answer.context else "", "")))
    first, second = ((status, _without_token(page)) for status, page in pages)
    assert first == second
    assert "账号或口令不正确" in first[1]


def _without_token(page: str) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_signing_is_throttled_by_name_and_address(settled: Scene) -> None:
    for _ in range(4):
        assert settled.sign_in("wrong").status_code == 422
    locked = settled.sign_in("wrong")
    assert locked.status_code == 429
    assert "登录失败次数过多" in locked.content.decode()
    assert settled.sign_in(GOOD).status_code == 429  # the right password too, from here
    elsewhere = Client()
    given = {"username": "north-office", "password": GOOD}
    assert elsewhere.post("/sign-in/", given, REMOTE_ADDR="10.9.9.9").status_code == 302
    # The office that opened the account lifts the lock together with a fresh password.
    _, password = reset_password(settled.act(), settled.account.uuid)
    assert settled.sign_in(password).status_code == 302


def test_signing_a_forged_forwarding_address_does_not_help(settled: Scene) -> None:
    for number in range(4):
        settled.sign_in("wrong", HTTP_X_FORWARDED_FOR=f"10.1.1.{number}")
    assert settled.sign_in("wrong", HTTP_X_FORWARDED_FOR="10.1.1.99").status_code == 429


def test_signing_the_throttle_ends_by_itself(settled: Scene) -> None:
    for _ in range(5):
        settled.sign_in("wrong")
    with time_machine.travel(MOMENT + timedelta(minutes=16)):
        assert settled.sign_in(GOOD).status_code == 302


def test_signing_a_session_ends_with_its_assignment(settled: Scene) -> None:
    settled.sign_in()
    assert settled.signed_in
    (held,) = assignments_of(settled.account.pk, MOMENT)
    end_assignment(settled.act(), held.uuid)
    answer = settled.client.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/")
    assert "已有变动" in settled.client.get("/sign-in/").content.decode()
    refused = settled.sign_in()
    assert refused.status_code == 422
    assert "没有有效的岗位授权" in refused.content.decode()


@pytest.mark.parametrize("change", ["disable", "reset", "assign"])
def test_signing_a_session_ends_with_every_change_of_rights(change: str, settled: Scene) -> None:
    settled.sign_in()
    assert settled.signed_in
    if change == "disable":
        disable_account(settled.act(), settled.account.uuid)
    elif change == "reset":
        reset_password(settled.act(), settled.account.uuid)
    else:
        wanted = NewAssignment(role=Role.BRANCH_SECRETARY, node=settled.world.south)
        assign(settled.act(), settled.account.uuid, wanted)
    assert not settled.signed_in
    assert Session.objects.filter(expire_date__gt=MOMENT).count() <= 1  # only the flash of the sign-in page


def test_signing_whom_a_session_was_of_is_told_by_the_session_alone(settled: Scene) -> None:
    """What this program remembers only says for whom to ask along with it."""
    settled.sign_in()
    key, mine = settled.client.session.session_key, settled.account.pk
    assert key is not None and sessions._seen_of[key] == mine
    for remembered in (settled.world.clerk.account, 10**9, mine):
        sessions._seen_of[key] = remembered
        page = settled.client.get("/")
        assert page.status_code == 200 and page.wsgi_request.user.pk == mine
        assert sessions._seen_of[key] == mine
    Account.objects.filter(pk=mine).update(is_active=False)
    assert not settled.signed_in


def test_signing_a_session_that_is_gone_or_was_changed_opens_nothing(settled: Scene) -> None:
    settled.sign_in()
    key = settled.client.session.session_key
    kept = Session.objects.get(pk=key)
    Session.objects.filter(pk=key).update(session_data=kept.session_data[:-1] + "_")
    assert not settled.signed_in and settled.client.get("/").wsgi_request.user.is_anonymous
    settled.sign_in()
    Session.objects.filter(pk=settled.client.session.session_key).update(expire_date=MOMENT)
    assert settled.client.session.session_key in sessions._seen_of and not settled.signed_in


def test_signing_an_assignment_that_runs_out_ends_the_session_on_that_day(settled: Scene) -> None:
    (held,) = assignments_of(settled.account.pk, MOMENT)
    settled.sign_in()
    end_assignment(act_of(settled.world.clerk, MOMENT.date() + timedelta(days=1)), held.uuid)
    assert settled.sign_in().status_code == 302
    midnight = datetime(2026, 9, 1, 15, 59, tzinfo=UTC)  # 23:59 in Shanghai
    with time_machine.travel(midnight, tick=False):
        settled.sign_in()
        assert settled.signed_in
    with time_machine.travel(midnight + timedelta(minutes=1), tick=False):
        assert not settled.signed_in


@pytest.mark.parametrize(("minutes", "alive"), [(29, True), (31, False), (-5, False)])
def test_signing_an_idle_session_ends_and_a_clock_set_back_revives_none(
    minutes: int, alive: bool, settled: Scene
) -> None:
    settled.sign_in()
    with time_machine.travel(MOMENT + timedelta(minutes=minutes), tick=False):
        assert settled.signed_in is alive


def test_signing_what_was_sent_without_a_session_is_told_lost_and_its_page_opens_again(settled: Scene) -> None:
    """Nobody knows any more whose it was; of a session that waited too long it is kept (test_typed)."""
    settled.sign_in()
    settled.client.cookies.pop("sessionid")
    form = "http://testserver/day/?on=2026-08-31"
    with time_machine.travel(MOMENT + timedelta(minutes=1), tick=False):
        answer = settled.client.post("/day/", {"name": "x"}, headers={"referer": form})
        assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=%2Fday%2F%3Fon%3D2026-08-31")
        assert "刚才提交的内容没有写入" in settled.client.get(answer["Location"]).content.decode()
        elsewhere = Client().post("/day/", headers={"referer": "https://elsewhere.example/day/"})
        assert elsewhere["Location"] == "/sign-in/?next=%2F"


def test_signing_an_idle_page_opens_again_and_leaving_loses_nothing(settled: Scene) -> None:
    settled.sign_in()
    with time_machine.travel(MOMENT + timedelta(minutes=31), tick=False):
        answer = settled.client.get("/day/?on=2026-08-31")
        assert answer["Location"] == "/sign-in/?next=%2Fday%2F%3Fon%3D2026-08-31"
        page = settled.client.get(answer["Location"]).content.decode()
        assert "一段时间没有操作" in page and "没有写入" not in page
        assert "没有写入" not in Client().post("/sign-out/", follow=True).content.decode()


def test_signing_out_ends_the_session_and_needs_a_post(settled: Scene) -> None:
    settled.sign_in()
    assert settled.client.get("/sign-out/").status_code == 405
    assert settled.client.post("/sign-out/")["Location"] == "/sign-in/"
    assert not settled.signed_in


def test_signing_leads_only_to_this_platform(settled: Scene) -> None:
    given = {"username": "north-office", "password": GOOD}
    for wanted, place in (("/day/", "/day/"), ("https://elsewhere.example/", "/"), ("//elsewhere.example", "/")):
        assert Client().post("/sign-in/", {**given, "next": wanted})["Location"] == place


def test_signing_a_part_of_a_page_is_not_filled_with_the_sign_in_page(settled: Scene) -> None:
    answer = settled.client.get("/day/", HTTP_HX_REQUEST="true")
    assert (answer.status_code, answer["HX-Redirect"], answer.content) == (200, "/sign-in/?next=%2F", b"")


def test_acting_for_another_office_of_ones_own_and_no_other(settled: Scene) -> None:
    wanted = NewAssignment(role=Role.BRANCH_SECRETARY, node=settled.world.south)
    opened = assign(settled.act(), settled.account.uuid, wanted)
    settled.sign_in()
    assert f"joint_committee_clerk {settled.world.north}" in settled.client.get("/").content.decode()
    assert settled.client.post("/office/", {"office": opened.answer["assignment"]}).status_code == 302
    assert f"branch_secretary {settled.world.south}" in settled.client.get("/").content.decode()
    for foreign in (str(settled.world.clerk.assignment_uuid), "nonsense", ""):
        assert settled.client.post("/office/", {"office": foreign}).status_code == 404


@pytest.mark.parametrize(
    ("written", "status", "shown"),
    [
        ("", 200, "2026-09-01"),
        ("2019-12-31", 200, "2019-12-31"),
        ("2019-02-30", 400, ""),
        ("20191231", 400, ""),
        ("1066-01-01", 400, ""),
        ("<script>", 400, ""),
    ],
)
def test_acting_about_the_day_in_the_address(written: str, status: int, shown: str, settled: Scene) -> None:
    settled.sign_in()
    answer = settled.client.get("/day/", {"on": written} if written else {})
    assert answer.status_code == status
    if shown:
        assert answer.content.decode() == shown


def test_acting_today_is_the_day_in_shanghai(settled: Scene) -> None:
    with time_machine.travel(datetime(2026, 8, 31, 16, 30, tzinfo=UTC), tick=False):
        settled.sign_in()
        assert settled.client.get("/day/").content.decode() == "2026-09-01"
