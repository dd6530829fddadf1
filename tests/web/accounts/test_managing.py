"""Pages of accounts: within reach, a password told once, sessions that end, nothing to oneself."""

from __future__ import annotations

import re
from typing import Any

from tests.cast import Cast
from tests.web.offices import sent, sit_down

from shuniu.models import Account, Assignment
from shuniu.policy.words.accounts import Role

PASSWORD = re.compile(r"\b[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5}\b")


def _open(cast: Cast) -> tuple[Any, Account]:
    client = sit_down(cast.clerk)
    answer = sent(
        client, "/settings/accounts/new/", username="kejilianhe", title="科技联合党委",
        role=Role.JOINT_COMMITTEE_CLERK.value,
        node=str(cast.joint),
    )  # fmt: skip
    return answer, Account.objects.get(username="kejilianhe")


def test_opened_with_a_password_told_once(cast: Cast) -> None:
    answer, account = _open(cast)
    told = PASSWORD.search(answer.content.decode())
    assert answer.status_code == 200 and told is not None and account.check_password(told[0])
    assert answer["Cache-Control"] == "no-store"
    card = sit_down(cast.clerk).get(f"/settings/accounts/{account.uuid}/").content.decode()
    assert "联合党委工作人员" in card and told[0] not in card


def test_the_same_form_again_tells_nothing(cast: Cast) -> None:
    client = sit_down(cast.clerk)
    fields = {"username": "kejilianhe", "title": "科技联合党委", "role": Role.JOINT_COMMITTEE_CLERK.value,
              "node": str(cast.joint), "key": "5f0f4d5e-6d0b-4c0e-9f43-5ad7c2f0a001"}  # fmt: skip
    assert PASSWORD.search(client.post("/settings/accounts/new/", fields).content.decode())
    again = client.post("/settings/accounts/new/", fields)
    assert again.status_code == 200 and not PASSWORD.search(again.content.decode())
    assert Account.objects.filter(username="kejilianhe").count() == 1


def test_roles_and_places_beyond_reach_are_not_taken(cast: Cast) -> None:
    client = sit_down(cast.secretary)
    for role, node in ((Role.COMMITTEE_CLERK, cast.joint), (Role.BRANCH_SECRETARY, cast.other)):
        answer = sent(client, "/settings/accounts/new/", username="shichu", title="试", role=role.value, node=str(node))
        assert answer.status_code == 422
    assert not Account.objects.filter(username="shichu").exists()


def test_foreign_is_missing(cast: Cast) -> None:
    _, account = _open(cast)
    client = sit_down(cast.outsider)
    for end in ("", "reset/", "assign/", "disable/"):
        assert client.get(f"/settings/accounts/{account.uuid}/{end}").status_code == 404
    assert "kejilianhe" not in client.get("/settings/accounts/").content.decode()
    assert "kejilianhe" in sit_down(cast.clerk).get("/settings/accounts/").content.decode()


def test_reset_stop_and_end_sign_out(cast: Cast) -> None:
    _, account = _open(cast)
    client, epoch = sit_down(cast.clerk), account.epoch
    reset = sent(client, f"/settings/accounts/{account.uuid}/reset/")
    account.refresh_from_db()
    told = PASSWORD.search(reset.content.decode())
    assert told is not None and account.check_password(told[0]) and account.epoch > epoch
    assert sent(client, f"/settings/accounts/{account.uuid}/disable/").status_code == 302
    account.refresh_from_db()
    assert not account.is_active
    assert sent(client, f"/settings/accounts/{account.uuid}/disable/").status_code == 302
    account.refresh_from_db()
    assert account.is_active
    held = Assignment.objects.get(account=account, retracted__isnull=True)
    assert sent(client, f"/settings/accounts/{account.uuid}/end/{held.uuid}/").status_code in (302, 422)


def test_one_more_assignment(cast: Cast) -> None:
    _, account = _open(cast)
    answer = sent(sit_down(cast.clerk), f"/settings/accounts/{account.uuid}/assign/", role=Role.BRANCH_SECRETARY.value,
                  node=str(cast.branch))  # fmt: skip
    assert answer.status_code == 302
    assert Assignment.objects.filter(account=account, role=Role.BRANCH_SECRETARY.value).exists()


def test_nothing_on_another_day_and_nothing_for_readers_of_nothing(cast: Cast) -> None:
    client = sit_down(cast.clerk)
    assert client.post("/settings/accounts/new/?on=2019-01-01", {}).status_code == 409
    assert sit_down(cast.actor_at(cast.top, Role.SYSTEM_ADMINISTRATOR)).get("/settings/accounts/").status_code == 403
