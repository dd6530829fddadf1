"""Pages that compare: two days, two dimensions, month-ends, the board at a distance."""

from __future__ import annotations

import io
import re
from datetime import date
from html import unescape
from typing import Any

import openpyxl
import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.offices import attach, enter, sit_down

from shuniu.commands.figures.recount import recount
from shuniu.commands.organizations.edit import strike_off
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.policy.words.accounts import Role

BETWEEN = date(2019, 3, 1)
DAYS = {"on": "2019-12-31", "against": "2018-12-31"}


@pytest.fixture
def units(cast: Cast) -> list[int]:
    found = enter(cast, *(f"澄川市第{number}学会" for number in range(1, 5)), field="科技", region="110105")
    attach(cast, found[:3], cast.joint)
    enter(cast, "澄川市新来学会", start=50, on=BETWEEN, type="foundation")
    cover_units(cast.act(BETWEEN), [Covering(party_organization=cast.branch, unit=found[0])])
    strike_off(cast.act(BETWEEN), [found[3]])
    recount(None, units=found)
    return found


@pytest.fixture
def client(cast: Cast, units: list[int]) -> Client:
    return sit_down(cast.clerk)


def page_of(client: Client, address: str, **query: Any) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, answer.status_code
    return unescape(answer.content.decode())


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def sheet_of(answer: Any) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


class TestChanges:
    def test_it_visibly_adds_up(self, client: Client) -> None:
        page = words(page_of(client, "/figures/changes/", measure="social_organizations", **DAYS))
        assert "4 + 1 − 1 = 4 家" in page
        assert "新登记 1 0" in page and "注销 0 1" in page and "合计 1 1" in page

    def test_a_ratio_tells_points_and_both_its_parts(self, client: Client) -> None:
        page = words(page_of(client, "/figures/changes/", **DAYS))
        assert "+25.0 个百分点" in page
        assert "分子 0 + 1 − 0 = 1 家" in page and "分母 4 + 1 − 1 = 4 家" in page

    def test_a_reported_figure_is_told_with_what_was_corrected_since(self, cast: Cast, client: Client) -> None:
        query = {"measure": "social_organizations", **DAYS, "known": "2018-12-31T18:00"}
        page = page_of(client, "/figures/changes/", **query)
        assert 'name="known" value="2018-12-31T18:00"' in page and "按 2018-12-31 18:00 所知" in words(page)
        assert "0 + 5 − 1 = 4 家" in words(page)
        assert "更正（含补录、撤销导入） 4 0" in words(page) and "新登记 1 0" in words(page)
        (address,) = re.findall(r'href="(/figures/changes/rows/[^"]*cause=corrected[^"]*moved=came[^"]*)"', page)
        rows = page_of(client, address)
        assert "澄川市第4学会" in rows and "更正：补录" in rows and "澄川市新来学会" not in rows
        (address,) = re.findall(r'href="(/figures/changes/export/[^"]*)"', page)
        assert ["更正（含补录、撤销导入）", 4, 0] in [row[:3] for row in sheet_of(client.get(address))]
        (address,) = re.findall(r'href="(/figures/changes/rows/[^"]*cause=corrected[^"]*moved=came[^"]*)"', page)
        behind = sheet_of(client.get(address.replace("/rows/", "/rows/export/")))
        assert sum(row[2] == "更正：补录" for row in behind) == 4

    def test_each_number_opens_its_organizations(self, client: Client) -> None:
        page = page_of(client, "/figures/changes/", measure="social_organizations", **DAYS)
        (address,) = re.findall(r'href="(/figures/changes/rows/[^"]*moved=came[^"]*)"', page)
        rows = page_of(client, address)
        assert "澄川市新来学会" in rows and "澄川市第4学会" not in rows
        (address,) = re.findall(r'href="(/figures/changes/rows/[^"]*moved=went[^"]*)"', page)
        rows = page_of(client, address)
        assert "澄川市第4学会" in rows and "澄川市新来学会" not in rows

    def test_pages_reach_every_organization_and_the_workbook_has_all(self, cast: Cast, client: Client) -> None:
        enter(cast, *(f"澄川市另{number:03d}学会" for number in range(70)), start=200, on=BETWEEN)
        query = {"measure": "social_organizations", **DAYS, "moved": "came"}
        page, seen = page_of(client, "/figures/changes/rows/", **query), []
        while True:
            seen += re.findall(r"澄川市另\d+学会", page)
            following = re.search(r'rel="next" href="([^"]*)"', page)
            if following is None:
                break
            page = page_of(client, following[1])
        assert len(set(seen)) == 70
        rows = sheet_of(client.get("/figures/changes/rows/export/", query))
        assert sum("学会" in str(row[0]) and row[3] == "来" for row in rows) == 71

    def test_the_lines_leave_as_a_workbook_between_both_figures(self, client: Client) -> None:
        rows = sheet_of(client.get("/figures/changes/export/", {"measure": "social_organizations", **DAYS}))
        assert rows[2] == ["2018-12-31 的数", 4, None]
        assert ["合计", 1, 1] in rows and ["2019-12-31 的数", 4, None] in rows
        assert any("前 + 来 − 去 = 后" in str(row[0]) for row in rows)

    def test_usual_days_are_offered_and_a_leap_day_has_one_too(self, client: Client) -> None:
        page = page_of(client, "/figures/changes/", on="2020-02-29", against="nonsense")
        assert "against=2019-02-28" in page and "against=2019-12-31" in page and "against=2020-01-31" in page
        assert 'name="against" value="2019-12-31"' in page

    def test_before_anything_is_known_nothing_is_compared(self, client: Client) -> None:
        assert "无数据：该党组织的数据自2016-12-01起" in page_of(client, "/figures/changes/", against="2015-01-01")
        assert client.get("/figures/changes/export/", {"against": "2015-01-01"}).status_code == 404

    @pytest.mark.parametrize("measure", ["members", "party_branches", "nonsense"])
    def test_what_is_not_told_by_organization_is_no_page(self, client: Client, measure: str) -> None:
        assert client.get("/figures/changes/", {"measure": measure}).status_code == 404


class TestCross:
    def test_the_larger_dimension_goes_down_and_each_cell_opens_its_rows(self, client: Client) -> None:
        page = page_of(client, "/figures/cross/", measure="social_organizations", by="type", **{"and": "child"})
        assert "<strong>社会组织" in page
        rows = re.findall(r'href="(/figures/social_organizations/rows/\?[^"]*type=[^"&]*[^"]*)"', page)
        both = [one for one in rows if "child=" in one]
        names = [set(re.findall("澄川市第?[^学<]*学会", page_of(client, one))) for one in both]
        assert set().union(*names) == {f"澄川市第{number}学会" for number in (1, 2, 3)} | {"澄川市新来学会"}
        assert sum(map(len, names)) == 4, "each organization stands in one cell"

    def test_sums_are_the_figure(self, client: Client) -> None:
        rows = sheet_of(client.get("/figures/cross/export/", {"by": "child", "and": "type"}))
        cells = [row for row in rows[2:] if isinstance(row[3], int)]
        assert cells[-1][:4] == ["合计", None, 1, 4]
        assert [sum(row[place] for row in cells[:-1]) for place in (2, 3)] == [1, 4]

    def test_the_same_twice_gives_way_to_another(self, client: Client) -> None:
        page = page_of(client, "/figures/cross/", by="type", **{"and": "type"})
        assert '<option value="type" selected>' in page and '<option value="child" selected>' in page

    def test_what_cannot_be_added_up_is_no_page(self, client: Client) -> None:
        for measure in ("instructors", "nonsense"):
            assert client.get("/figures/cross/", {"measure": measure}).status_code == 404


class TestTrend:
    @pytest.mark.parametrize(("months", "days"), [("12", 13), ("24", 25), ("36", 37), ("nonsense", 37)])
    def test_as_many_month_ends_as_asked(self, client: Client, months: str, days: int) -> None:
        page = page_of(client, "/figures/social_organizations/trend/", months=months, on="2020-01-31")
        assert page.count('<th scope="row">20') == days
        assert 'aria-current="page">36 个月' in page or months in ("12", "24")

    def test_a_month_opens_its_rows_of_that_day(self, client: Client) -> None:
        page = page_of(client, "/figures/social_organizations/trend/", on="2020-01-31")
        (address,) = re.findall(r'href="(/figures/social_organizations/rows/[^"]*on=2018-12-31[^"]*)"', page)
        assert "澄川市第4学会" in page_of(client, address)

    def test_it_leaves_as_a_workbook(self, client: Client) -> None:
        rows = sheet_of(client.get("/figures/organization_coverage/trend/export/", {"on": "2020-01-31"}))
        assert ["2019-12-31", 1, 4, 0.25] in rows and ["2018-12-31", 0, 4, 0] in rows


class TestScreen:
    def test_numbers_with_their_step_since_the_year_end(self, client: Client) -> None:
        page = page_of(client, "/figures/screen/", on="2019-12-31")
        assert "25.0%" in page and "较上年末 +25.0 个百分点" in words(page)
        assert "朝阳区" in page, "districts are tiles"
        assert '<meta http-equiv="refresh" content="300; url=/figures/screen/?on=2019-12-31&again=1">' in page

    def test_cities_are_tiles_where_there_are_many_districts_and_every_tile_opens_its_rows(
        self, cast: Cast, client: Client
    ) -> None:
        for number in range(62):
            region = f"34{number // 8 + 1:02d}{number % 8 + 2:02d}"
            enter(cast, f"江安省第{number:02d}学会", start=300 + number, region=region)
        enter(cast, "无区划学会", "另一无区划学会", start=500)
        page = page_of(client, "/figures/screen/", on="2019-12-31")
        tiles = re.findall(r'<li class="tile tile-\d">(.*?)</li>', page, re.S)
        assert len(tiles) == 9 and any("北京市" in one for one in tiles) and any("合肥市" in one for one in tiles)
        for tile in tiles:
            (address,) = re.findall(r'href="([^"]*)"', tile)
            assert re.search("江安省第|澄川市第", page_of(client, address))
        (address,) = re.findall(r'href="([^"]*)">另有', page)
        assert "无区划学会" in page_of(client, address) and "江安省" not in page_of(client, address)
        city = page_of(client, next(re.findall(r'href="([^"]*)"', one)[0] for one in tiles if "合肥市" in one))
        assert "江安省第00学会" in city and "江安省第08学会" not in city and "合肥市（3401*）" in city

    def test_tiles_and_what_has_no_region_add_up_to_the_number_above(self, cast: Cast, client: Client) -> None:
        enter(cast, *(f"无区划{number}学会" for number in range(3)), start=500)
        table = client.get("/figures/screen/", {"on": "2019-12-31"})
        page = words(unescape(table.content.decode()))
        assert "1 / 7 家" in page or "1/7 家" in page
        assert "另有 4 家没有填写行政区划 ，其中覆盖 0 家" in page

    def test_it_reloads_as_often_as_asked_or_not_at_all(self, client: Client) -> None:
        assert 'content="3600;' in page_of(client, "/figures/screen/", every="60")
        assert "http-equiv" not in page_of(client, "/figures/screen/", every="0")
        assert 'content="300;' in page_of(client, "/figures/screen/", every="1")

    def test_it_runs_no_script_and_says_nothing_of_persons(self, client: Client) -> None:
        page = page_of(client, "/figures/screen/")
        assert "<script" not in page and "style=" not in page and "党员" not in page

    def test_before_anything_is_known_it_says_so(self, client: Client) -> None:
        page = page_of(client, "/figures/screen/", on="2015-06-30")
        assert "无数据：该党组织的数据自2016-12-01起" in page and "screen-value" not in page


@pytest.mark.parametrize(
    "where",
    [
        "/figures/changes/",
        "/figures/changes/rows/",
        "/figures/cross/",
        "/figures/social_organizations/trend/",
        "/figures/screen/",
    ],
)
def test_foreign_is_missing_and_who_reads_no_figures_is_told_so(cast: Cast, client: Client, where: str) -> None:
    assert sit_down(cast.outsider).get(where, {"node": "joint"}).status_code == 404
    body = enter(cast, "澄川市某单位", start=900)[0]
    assert sit_down(cast.actor_at(None, Role.ORGANIZATION_CLERK, body)).get(where).status_code == 403
