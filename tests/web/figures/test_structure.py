"""党员结构 in front of a browser: what is withheld is on no way out, and the page says why."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.figures.test_pages import sheet_of
from tests.web.members.people import enrolled
from tests.web.offices import sit_down

from shuniu.models import Look

PAGE, SHEET = "/figures/structure/", "/figures/structure/export/"


@pytest.fixture
def client(cast: Cast) -> Client:
    """Twelve men and three women of one branch."""
    enrolled(cast, *(f"甲党员{place}" for place in range(12)), particulars={"sex": "male"})
    enrolled(cast, *(f"乙党员{place}" for place in range(3)), particulars={"sex": "female"})
    return sit_down(cast.clerk)


def cell(page: str, group: str) -> str:
    found = re.search(rf">{group}</td><td[^>]*>(.*?)</td>", page)
    assert found, group
    return re.sub(r"<[^>]+>", "", found[1]).strip()


@pytest.mark.req("I21")
class TestStructure:
    def test_from_above_small_numbers_are_not_told_and_the_page_says_why(self, client: Client) -> None:
        page = client.get(PAGE).content.decode()
        assert [cell(page, one) for one in ("男", "女", "大学本科")] == ["不公布"] * 3
        assert "少于 5 名" in page and "可以推算" in page
        assert "甲党员" not in page and 'href="/members/?node=top"' in page

    def test_the_workbook_tells_no_more(self, client: Client) -> None:
        rows = sheet_of(client.get(SHEET))
        told = {(row[0], row[1]): row[2] for row in rows if len(row) > 2}
        assert (told["性别", "男"], told["性别", "女"], told["合计", "党员"]) == ("不公布", "不公布", 15)
        by_child = sheet_of(client.get(SHEET, {"by": "sex"}))
        assert [row for row in by_child if row[0] == "合计"] == [["合计", "不公布", "不公布", 0, 15]]
        assert any("可以推算" in str(row[0]) for row in by_child)

    def test_by_child(self, client: Client) -> None:
        page = client.get(PAGE, {"by": "sex"}).content.decode()
        assert "node=joint" in page and page.count("不公布") >= 4
        assert client.get(PAGE, {"by": "name"}).status_code == 200

    def test_the_branch_sees_its_own(self, client: Client, cast: Cast) -> None:
        page = sit_down(cast.branch_secretary).get(PAGE).content.decode()
        assert [cell(page, one) for one in ("男", "女")] == ["12", "3"] and "如实列出" in page

    def test_nobody_is_looked_at(self, client: Client) -> None:
        client.get(PAGE)
        sheet_of(client.get(SHEET))
        assert not Look.objects.exists()

    def test_others_do_not_find_it(self, client: Client, cast: Cast) -> None:
        for address in (PAGE, SHEET):
            assert sit_down(cast.outsider).get(address, {"node": "joint"}).status_code == 404
            assert client.get(address, {"on": "2010-01-01"}).status_code == (200 if address == PAGE else 404)
