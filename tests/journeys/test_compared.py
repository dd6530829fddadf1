"""With a real browser: two days compared down to an organization, a view kept and found again, the board."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.cast import Cast
from tests.journeys.eyes import fits, serious
from tests.web.gallery import needs_chromium
from tests.web.offices import attach, enter

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    needs_chromium,
]


@pytest.fixture
def organizations(cast: Cast) -> None:
    attach(cast, enter(cast, "澄川市阿岚学会", region="110105"), cast.joint)
    enter(cast, "澄川市新来学会", start=5, on=date(2019, 3, 1), region="110101")


@pytest.mark.usefixtures("organizations")
def test_from_two_days_to_an_organization_kept_as_a_view(page: Any) -> None:
    page.goto("/figures/?on=2019-12-31")
    page.get_by_role("link", name="两日之间的变化").click()
    page.get_by_label("指标").select_option(label="社会组织")
    page.get_by_role("button", name="查看", exact=True).last.click()
    page.get_by_text("1 + 1 − 0 = 2").wait_for()
    assert serious(page) == [] and fits(page, 1440, 390)
    page.get_by_role("row", name="新登记").get_by_role("link", name="1").click()
    page.get_by_role("link", name="澄川市新来学会").wait_for()
    assert page.get_by_text("澄川市阿岚学会").count() == 0
    assert serious(page) == []
    page.goto("/figures/changes/?measure=social_organizations")
    page.get_by_label("与哪一天比较").fill("２０１８.12.31")  # as one writes it; put into our form, not refused
    page.get_by_label("前一日按何时所知").fill("2999年1月1日 9:05")
    page.get_by_role("button", name="查看", exact=True).last.click()
    page.wait_for_url("**against=2018-12-31&known=2999-01-01+09%3A05**")
    page.goto("/figures/changes/?measure=social_organizations&against=2018-12-31")
    page.get_by_text("1 + 1 − 0 = 2").wait_for()
    page.get_by_role("link", name="存为常用视图").click()
    page.get_by_label("名称", exact=True).fill("两日比较")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("已存为常用视图。").wait_for()
    page.goto("/")
    page.get_by_role("navigation", name="常用视图").get_by_role("link", name="两日比较").click()
    page.get_by_text("1 + 1 − 0 = 2").wait_for()


@pytest.mark.usefixtures("organizations")
def test_a_cross_table_is_kept_and_found_again(page: Any) -> None:
    page.goto("/figures/cross/?measure=social_organizations&by=region&and=type")
    page.get_by_role("rowheader", name="朝阳区").wait_for()
    assert serious(page) == [] and fits(page, 1440, 390)
    page.get_by_role("link", name="存为常用视图").click()
    page.get_by_label("名称", exact=True).fill("各区各类")
    page.get_by_label("共享给本级和下级").check()
    page.get_by_role("button", name="保存").click()
    page.get_by_text("已存为常用视图。").wait_for()
    assert serious(page) == [] and fits(page, 1440, 390)
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="工作台").click()
    page.get_by_role("navigation", name="常用视图").get_by_role("link", name="各区各类").click()
    page.get_by_role("rowheader", name="朝阳区").wait_for()
    page.goto("/views/")
    page.get_by_role("button", name="删除 各区各类").click()
    page.get_by_text("还没有常用视图。").wait_for()


@pytest.mark.usefixtures("organizations")
def test_the_board_on_the_wall(page: Any) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto("/figures/screen/?every=0")
    page.get_by_text("朝阳区").wait_for()
    assert serious(page) == [] and fits(page, 1920, 1440, 390)
    for wide, high in (
        (1440, 900),
        (1366, 768),
        (1920, 1080),
    ):  # on a laptop as on the wall: nothing lies below the edge
        page.set_viewport_size({"width": wide, "height": high})
        assert page.evaluate("document.documentElement.scrollHeight") <= high
    page.goto("/figures/social_organizations/trend/?months=24")
    page.locator("canvas").wait_for()
    assert serious(page) == [] and fits(page, 1440, 390)
