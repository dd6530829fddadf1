"""The journal's pages: each office its own lines, newest first, nothing foreign."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cast import Cast
from tests.web.offices import enter, sit_down

from shuniu.models import Entry
from shuniu.policy.words.accounts import Role


@pytest.fixture
def line(cast: Cast) -> Entry:
    enter(cast, "澄川市阿岚学会", on=date(2019, 5, 6))
    return Entry.objects.get(act="organization.register")


def test_a_line_is_listed_and_opens(cast: Cast, line: Entry) -> None:
    client = sit_down(cast.clerk)
    page = client.get("/settings/journal/").content.decode()
    assert f"/settings/journal/{line.uuid}/" in page and "登记社会组织" in page and "待封存" in page
    opened = client.get(f"/settings/journal/{line.uuid}/").content.decode()
    assert "2019-05-06" in opened and "澄川市阿岚学会" in opened


def test_foreign_is_missing(cast: Cast, line: Entry) -> None:
    assert sit_down(cast.outsider).get(f"/settings/journal/{line.uuid}/").status_code == 404
    assert str(line.uuid) not in sit_down(cast.outsider).get("/settings/journal/").content.decode()


def test_filters_and_keys(cast: Cast, line: Entry) -> None:
    client = sit_down(cast.clerk)
    assert str(line.uuid) in client.get("/settings/journal/", {"act": "organization"}).content.decode()
    assert str(line.uuid) not in client.get("/settings/journal/", {"act": "account"}).content.decode()
    assert str(line.uuid) not in client.get("/settings/journal/", {"after": f"[{line.pk}]"}).content.decode()
    assert client.get("/settings/journal/", {"after": "[]"}).status_code == 200


def test_only_for_who_reads_the_journal(cast: Cast) -> None:
    keeper = cast.actor_at(cast.top, Role.SYSTEM_ADMINISTRATOR)
    assert sit_down(keeper).get("/settings/journal/").status_code == 403
    assert sit_down(keeper).get("/settings/").status_code == 403
    assert "办理记录" in sit_down(cast.clerk).get("/settings/").content.decode()
