"""按当时所知: the numbers of then beside those of now, and by whom they differ."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.offices import attach, enter, sit_down

from shuniu.commands.party.cover import Covering, cover_units
from shuniu.web.figures import earlier

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def then(cast: Cast) -> datetime:
    """A moment between the entering of four organizations and the covering of one of them."""
    units = enter(cast, *(f"澄川市第{number}学会" for number in range(1, 5)))
    attach(cast, units[:3], cast.joint)
    act = cast.act(date(2019, 1, 1))
    later = replace(act, at=act.at + timedelta(days=10))
    cover_units(later, [Covering(party_organization=cast.branch, unit=units[0])])
    return (act.at + timedelta(days=1)).astimezone(SHANGHAI)


@pytest.fixture
def client(cast: Cast, then: datetime) -> Client:
    return sit_down(cast.clerk)


def test_it_says_what_was_known_and_what_is_known_now(client: Client, then: datetime) -> None:
    page = client.get("/figures/earlier/", {"at": then.strftime("%Y-%m-%dT%H:%M")}).content.decode()
    assert then.strftime("%Y-%m-%d %H:%M") in page
    assert "0.0%（0/4）" in page
    assert "25.0%（1/4）" in page
    assert "+25.0 个百分点" in page
    plain = client.get("/figures/").content.decode()
    assert "/figures/earlier/" in plain


def test_the_difference_is_told_by_organization_and_cause(client: Client, then: datetime) -> None:
    asked = {"at": then.strftime("%Y-%m-%dT%H:%M")}
    page = client.get("/figures/organization_coverage/earlier/", asked).content.decode()
    assert "补录" in page and "澄川市第1学会" in page and "澄川市第2学会" not in page
    assert "合计" in page
    same = client.get("/figures/social_organizations/earlier/", asked).content.decode()
    assert "当时与现在没有差别。" in same


def test_the_rows_of_then_leave_as_a_workbook(client: Client, then: datetime) -> None:
    asked = {"at": then.strftime("%Y-%m-%d %H:%M"), "node": "joint"}
    answer: Any = client.get("/figures/social_organizations/earlier/export/", asked)
    sheet: Any = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in cells[2:5]] == ["澄川市第1学会", "澄川市第2学会", "澄川市第3学会"]
    assert f"按当时所知：{then.strftime('%Y-%m-%d %H:%M')}" in str(cells)


def test_more_rows_than_leave_at_once_are_not_offered_and_it_is_said(
    client: Client, then: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, asked = "/figures/social_organizations/earlier/", {"at": then.strftime("%Y-%m-%dT%H:%M")}
    assert "当时的明细导出 Excel" in client.get(address, asked).content.decode()
    monkeypatch.setattr(earlier, "MOST", 3)
    page = client.get(address, asked).content.decode()
    assert "当时的明细超过 3 家，不能一次导出；请选择下级党组织。" in page
    assert "当时的明细导出 Excel" not in page


@pytest.mark.parametrize("at", ["", "昨天", "9999-12-31T23:59", "2026-13-45", "-1"])
def test_a_moment_nobody_can_read_is_the_end_of_the_day_and_never_one_to_come(client: Client, at: str) -> None:
    assert client.get("/figures/earlier/", {"at": at}).status_code == 200


def test_what_is_not_counted_by_organization_has_no_such_page(client: Client) -> None:
    for key in ("party_branches", "law_firms_covered", "no_such"):
        assert client.get(f"/figures/{key}/earlier/").status_code == 404
