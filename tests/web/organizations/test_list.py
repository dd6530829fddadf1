"""The list of social organizations: what it shows, to whom, on which day, page by page, and as a workbook."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.web.offices import attach, code_number, cover, enter, sit_down

from shuniu.commands.organizations.edit import strike_off

ADDRESS = "/organizations/"
BRANCH = "中共澄川市澄笙学会支部委员会"


def names_in(answer: Any) -> list[str]:
    return re.findall(r'<td class="row-name"><a href="[^"]*">([^<]*)</a>', answer.content.decode())


@pytest.fixture
def units(cast: Cast) -> list[int]:
    found = enter(cast, "澄川市阿岚学会", "澄川市白榆学会", "澄川市岑笙基金会", field="餐饮")
    attach(cast, found[:1], cast.joint)
    return found


def test_shows_the_register_of_the_day(cast: Cast, units: list[int]) -> None:
    client = sit_down(cast.clerk)
    assert names_in(client.get(ADDRESS)) == ["澄川市阿岚学会", "澄川市白榆学会", "澄川市岑笙基金会"]
    assert names_in(client.get(ADDRESS, {"on": "2017-12-31"})) == []
    assert len(names_in(client.get(ADDRESS, {"on": "2018-01-01"}))) == 3


def test_each_office_sees_its_own(cast: Cast, units: list[int]) -> None:
    assert names_in(sit_down(cast.secretary).get(ADDRESS)) == ["澄川市阿岚学会"]
    assert names_in(sit_down(cast.outsider).get(ADDRESS)) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "白榆"}, ["澄川市白榆学会"]),
        ({"q": code_number(2)}, ["澄川市岑笙基金会"]),
        ({"state": "unattached"}, ["澄川市白榆学会", "澄川市岑笙基金会"]),
        ({"node": "joint"}, ["澄川市阿岚学会"]),
        ({"field": "餐饮", "type": "foundation"}, []),
        ({"covered": "organization"}, []),
        ({"type": "no-such-type"}, ["澄川市阿岚学会", "澄川市白榆学会", "澄川市岑笙基金会"]),
    ],
)
def test_filters_narrow_and_what_is_no_filter_does_not(
    cast: Cast, units: list[int], query: dict[str, str], expected: list[str]
) -> None:
    assert names_in(sit_down(cast.clerk).get(ADDRESS, query)) == expected


def test_a_filter_stands_as_a_chip_in_words_with_its_own_way_out(cast: Cast, units: list[int]) -> None:
    page = sit_down(cast.clerk).get(ADDRESS, {"state": "unattached", "on": "2020-01-01"}).content.decode()
    assert "待办情况：</span>未归口" in page
    assert 'href="/organizations/?on=2020-01-01" aria-label="去掉筛选' in page


def test_pages_by_key_reach_every_row_once(cast: Cast) -> None:
    enter(cast, *(f"澄川市第{number:03d}学会" for number in range(120)))
    client = sit_down(cast.clerk)
    address, seen = ADDRESS, []
    while address:
        answer = client.get(address)
        seen += names_in(answer)
        following = re.search(r'rel="next" href="([^"]*)"', answer.content.decode())
        address = following[1].replace("&amp;", "&") if following else ""
    assert len(seen) == 120
    assert len(set(seen)) == 120


def test_columns_are_chosen_and_remembered(cast: Cast, units: list[int]) -> None:
    client = sit_down(cast.clerk)
    assert '<th scope="col">领域</th>' not in client.get(ADDRESS).content.decode()
    client.get(ADDRESS, {"columns": ["name", "field"]})
    again = client.get(ADDRESS).content.decode()
    assert '<th scope="col">领域</th>' in again
    assert '<th scope="col">统一社会信用代码</th>' not in again


def test_the_workbook_holds_exactly_what_is_shown(cast: Cast, units: list[int]) -> None:
    client = sit_down(cast.clerk)
    client.get(ADDRESS, {"columns": ["name", "code", "responsible"]})
    answer: Any = client.get("/organizations/export/", {"state": "unattached"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[1] == ["名称", "统一社会信用代码", "归口党组织"]
    assert [row[0] for row in rows[2:4]] == ["澄川市白榆学会", "澄川市岑笙基金会"]
    assert rows[2][2] == "未归口"
    assert any("截至" in str(row[0]) for row in rows)
    assert any("待办情况：未归口" in str(row[0]) for row in rows)


def test_one_row_and_many_ask_the_same_number_of_questions(cast: Cast, django_assert_num_queries: Any) -> None:
    client = sit_down(cast.clerk)
    attach(cast, enter(cast, "澄川市阿岚学会"), cast.joint)
    client.get(ADDRESS)
    with django_assert_num_queries(QUESTIONS):
        client.get(ADDRESS)
    attach(cast, enter(cast, *(f"澄川市第{number:03d}学会" for number in range(40)), start=100), cast.joint)
    with django_assert_num_queries(QUESTIONS):
        client.get(ADDRESS)


QUESTIONS = 3


@pytest.mark.req("A11")
def test_the_total_on_a_day_is_the_total_of_that_day(cast: Cast, units: list[int]) -> None:
    strike_off(cast.act(date(2019, 6, 1)), units[2:])
    client = sit_down(cast.clerk)
    assert "共 <strong>2</strong> 家" in client.get("/figures/social_organizations/rows/").content.decode()
    answer = client.get("/figures/social_organizations/rows/", {"on": "2019-05-31"})
    assert "共 <strong>3</strong> 家" in answer.content.decode()


def test_who_covers_is_asked_where_the_column_is_shown(cast: Cast) -> None:
    unit = enter(cast, "澄川市阿岚学会")
    attach(cast, unit, cast.joint)
    cover(cast, unit, cast.branch)
    client = sit_down(cast.clerk)

    def asked(column: str) -> tuple[bool, int]:
        client.get(ADDRESS, {"columns": ["name", column]})
        with CaptureQueriesContext(connection) as questions:
            page = client.get(ADDRESS, {"columns": ["name", column]}).content.decode()
        return BRANCH in page, len(questions)

    without, questions = asked("code")
    assert not without and asked("branches") == (True, questions + 1)
