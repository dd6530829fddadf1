"""The board, the rows behind its numbers, and the reports: true to the day, opened by whoever may read the node."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.offices import attach, enter, sit_down

from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.packs.figures import Reported, SetTarget, report_figures, set_targets
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.policy.words.accounts import Role


@pytest.fixture
def units(cast: Cast) -> list[int]:
    found = enter(cast, *(f"澄川市第{number}学会" for number in range(1, 5)), field="科技")
    attach(cast, found[:3], cast.joint)
    cover_units(cast.act(date(2019, 1, 1)), [Covering(party_organization=cast.branch, unit=found[0])])
    count = CountOfMembers(unit=found[1], as_of=date(2019, 6, 1), source="填报表", members=5, full_members=4)
    report_head_counts(cast.act(), [count])
    return found


@pytest.fixture
def client(cast: Cast, units: list[int]) -> Client:
    return sit_down(cast.clerk)


def figure(page: str, key: str) -> str:
    """The words of one figure on the page."""
    part = page.split(f'id="figure-{key}"', 1)[1].split("</section>", 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part))


def sheet_of(answer: Any) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


class TestBoard:
    def test_numbers_of_today_and_of_another_day(self, client: Client) -> None:
        page = client.get("/figures/").content.decode()
        assert "25.0" in figure(page, "organization_coverage") and "1 / 4 家" in figure(page, "organization_coverage")
        earlier = client.get("/figures/", {"on": "2018-06-01"}).content.decode()
        assert "0 / 4 家" in figure(earlier, "organization_coverage")

    def test_of_a_node_below(self, client: Client) -> None:
        page = client.get("/figures/", {"node": "joint"}).content.decode()
        assert "1 / 3 家" in figure(page, "organization_coverage")

    def test_before_anything_is_known_there_is_no_number(self, client: Client) -> None:
        page = client.get("/figures/", {"on": "2015-06-30"}).content.decode()
        assert "无数据：该党组织的数据自2016-12-01起" in page and "figure-value" not in page

    @pytest.mark.parametrize("by", ["child", "type", "region", "field", "mode", "supervisor", "nonsense"])
    def test_broken_down_by_every_dimension(self, client: Client, by: str) -> None:
        page = client.get("/figures/", {"by": by})
        assert page.status_code == 200 and page.content.decode().count("data-chart-values") == 4

    def test_counted_and_reported_never_share_a_label(self, client: Client) -> None:
        page = client.get("/figures/").content.decode()
        assert "填报数" in figure(page, "reported_members") and "按登记数据计算" not in figure(page, "reported_members")
        assert "填报数" not in figure(page, "members")
        assert "填报数" not in figure(page, "organization_coverage")

    def test_foreign_is_missing_and_who_reads_no_figures_is_told_so(self, cast: Cast, client: Client) -> None:
        outsider = sit_down(cast.outsider)
        assert outsider.get("/figures/", {"node": "joint"}).status_code == 404
        assert outsider.get("/figures/", {"node": "nobody"}).status_code == 404
        body = enter(cast, "澄川市某单位", start=900)[0]
        assert sit_down(cast.actor_at(None, Role.ORGANIZATION_CLERK, body)).get("/figures/").status_code == 403

    def test_a_breakdown_leaves_with_its_definition(self, client: Client) -> None:
        rows = sheet_of(client.get("/figures/organization_coverage/export/", {"by": "child"}))
        assert rows[1] == ["下级党组织", "分子（家）", "分母（家）", "党组织覆盖率"]
        assert rows[2][:3] == ["本级直接归口", 0, 1]
        assert rows[4] == ["合计", 1, 4, 0.25]
        assert any(str(row[0]).startswith("口径：当日有在册党组织覆盖") for row in rows)


class TestRows:
    def test_numerator_and_denominator_open(self, client: Client) -> None:
        page = client.get("/figures/organization_coverage/rows/").content.decode()
        assert "澄川市第1学会" in page and "澄川市第2学会" not in page
        page = client.get("/figures/organization_coverage/rows/", {"part": "denominator"}).content.decode()
        assert "共 <strong>4</strong> 家" in page and "澄川市第2学会" in page

    def test_a_cell_of_a_breakdown_opens_its_own_rows(self, client: Client) -> None:
        board = client.get("/figures/", {"by": "child"}).content.decode()
        address = re.search(r'href="(/figures/social_organizations/rows/\?[^"]*child=joint[^"]*)"', board)
        assert address is not None
        page = client.get(address[1].replace("&amp;", "&")).content.decode()
        assert "澄川市第3学会" in page and "澄川市第4学会" not in page

    def test_should_have_a_branch_and_has_none(self, client: Client) -> None:
        page = client.get("/figures/eligible_not_formed/rows/").content.decode()
        assert "澄川市第2学会" in page and "共 <strong>1</strong> 家" in page

    def test_pages_reach_every_row(self, cast: Cast, client: Client) -> None:
        enter(cast, *(f"澄川市另{number:03d}学会" for number in range(70)), start=200)
        address, seen = "/figures/social_organizations/rows/", 0
        while address:
            page = client.get(address).content.decode()
            seen += page.count('<td class="row-name">')
            following = re.search(r'rel="next" href="([^"]*)"', page)
            address = following[1].replace("&amp;", "&") if following else ""
        assert seen == 74

    def test_rows_leave_as_a_workbook(self, client: Client) -> None:
        rows = sheet_of(client.get("/figures/social_organizations/rows/export/"))
        assert [row[0] for row in rows[2:6]] == [f"澄川市第{number}学会" for number in (2, 3, 4, 1)] or len(rows) > 6

    @pytest.mark.parametrize("key", ["nonsense", "residents"])
    def test_what_has_no_rows_is_missing(self, client: Client, key: str) -> None:
        assert client.get(f"/figures/{key}/rows/").status_code == 404


class TestReports:
    @pytest.mark.parametrize(
        "report",
        [
            "overview",
            "goals",
            "supervisors",
            "loads",
            "hubs",
            "planning",
            "instructors",
            "reported",
            "levels",
            "dispatch",
            "classes",
            "tiers",
            "crossing",
            "shortfalls",
        ],
    )
    def test_every_report_opens_and_leaves(self, client: Client, report: str) -> None:
        assert client.get("/figures/reports/", {"report": report}).status_code == 200
        assert sheet_of(client.get("/figures/reports/export/", {"report": report}))
        before = client.get("/figures/reports/", {"report": report, "on": "2015-01-01"})
        assert "无数据" in before.content.decode()

    @pytest.mark.req("E07")
    def test_a_target_with_baseline_points_and_deadline(self, cast: Cast, client: Client) -> None:
        goal = SetTarget(
            party_organization=cast.top,
            measure="organization_coverage",
            baseline=Decimal(31),
            points=Decimal(5),
            due_on=date(2018, 12, 31),
            source="年度工作要点",
        )
        set_targets(cast.act(date(2018, 1, 1)), [goal])
        page = client.get("/figures/reports/", {"report": "goals", "on": "2018-06-01"}).content.decode()
        for word in ("31%", "5 个百分点", "36%", "2018-12-31", "进行中"):
            assert word in page
        assert "到期未达到" in client.get("/figures/reports/", {"report": "goals"}).content.decode()

    @pytest.mark.req("B06")
    def test_the_load_of_joint_committees(self, client: Client) -> None:
        page = client.get("/figures/reports/", {"report": "loads"}).content.decode()
        assert "每个联合党委目标覆盖 50 家" in page and "低于目标" in page

    def test_a_reported_figure_keeps_its_label_and_source(self, cast: Cast, client: Client) -> None:
        row = Reported(
            party_organization=cast.top, key="law_firms_covered", source="2014 年度报告", share=Decimal("0.686")
        )
        report_figures(cast.act(date(2019, 1, 1)), [row])
        page = client.get("/figures/reports/", {"report": "reported"}).content.decode()
        assert "68.6%" in page and "2014 年度报告" in page and "按登记数据计算" not in page
