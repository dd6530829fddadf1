"""录入进度 on the page and in the workbook: every number opens just these rows."""

from __future__ import annotations

import io
import re
from html import unescape

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.commands.submissions.desk import Desk, desk
from tests.web.offices import enter, sit_down

REPORT = "/figures/reports/?report=entries"
LABELS = ["社会组织", "未开通账号", "未填报", "填报中", "待审核", "已退回", "已通过"]


@pytest.fixture
def desks(cast: Cast) -> list[Desk]:
    found = [desk(cast, f"澄川市第{number}学会", start=number * 3) for number in range(4)]
    enter(cast, "澄川市菖蒲学会", start=50)
    found[0].submit(members=1)
    found[1].submit(members=2)
    found[2].submit(members=3)
    found[2].accept()
    return found


def answer(client: Client, address: str) -> str:
    return str(client.get(address).content.decode())


@pytest.mark.req("P01")
def test_each_number_of_the_table_opens_just_its_rows(cast: Cast, desks: list[Desk]) -> None:
    client = sit_down(cast.clerk)
    page = answer(client, REPORT)
    assert [label for label in re.findall(r'<th scope="col"[^>]*>([^<]+)<', page)] == ["党组织", *LABELS]
    cells = re.findall(r'data-label="[^"]+"><a href="([^"]+)">(\d+)</a>', page)
    assert len(cells) > 8
    for address, number in cells:
        rows = re.findall(r'<td class="row-name">', answer(client, unescape(address)))
        assert len(rows) == int(number), address


@pytest.mark.req("P01")
def test_table_and_rows_leave_as_workbooks(cast: Cast, desks: list[Desk]) -> None:
    client = sit_down(cast.secretary)
    report = book(client, "/figures/reports/export/?report=entries")
    assert report[0] == ["党组织", *LABELS]
    assert report[1][1:] == [4, 0, 1, 0, 2, 0, 1]
    rows = book(client, "/organizations/submissions/progress/export/?state=waiting")
    assert [(row[0], row[2]) for row in rows[1:3]] == [("澄川市第0学会", "待审核"), ("澄川市第1学会", "待审核")]


def book(client: Client, address: str) -> list[list[object]]:
    content = b"".join(client.get(address).streaming_content)  # type: ignore[attr-defined]
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    return rows[1:]  # the first line is the title


def test_no_more_questions_for_three_than_for_one(cast: Cast, desks: list[Desk]) -> None:
    client = sit_down(cast.secretary)
    client.get("/organizations/submissions/")

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/organizations/submissions/").status_code == 200
        return len(caught)

    desks[1].withdraw()
    one = asked()
    desks[1].submit(members=2)
    desks[3].submit(members=2)
    assert asked() == one == 3
