"""With a real browser: what is published stays and tells what has changed since; a campaign is opened by one office
and read by another."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast
from tests.journeys.conftest import SignIn
from tests.journeys.eyes import looked_at
from tests.web.gallery import needs_chromium
from tests.web.offices import four_in_the_register, public

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    needs_chromium,
]
ON = "2020-06-01"


@pytest.fixture
def units(cast: Cast) -> list[int]:
    return four_in_the_register(cast)


def test_what_is_published_stays_and_tells_that_it_would_now_be_different(page: Any, units: list[int]) -> None:
    page.goto("/figures/publications/")
    page.get_by_role("link", name="发布数字").click()
    page.get_by_label("标题").fill("工作简报第1期")
    page.locator("[name=on]:not([type=hidden])").last.fill(ON)
    looked_at(page)
    page.get_by_role("button", name="发布", exact=True).click()
    page.get_by_text("已发布。").wait_for()
    said = page.url
    looked_at(page)

    page.goto(f"/organizations/{public(units[3])}/correct/")
    page.get_by_label("更正哪一天有效的登记").fill(ON)
    page.get_by_label("登记状态").select_option(label="注销")
    page.get_by_role("button", name="更正", exact=True).click()
    page.get_by_text("已更正，原记录仍可在变动中看到。").wait_for()
    page.goto(f"/figures/social_organizations/rows/?on={ON}")
    page.get_by_text("共 3 家").wait_for()

    page.goto(said)
    row = page.get_by_role("row", name="党组织覆盖率（已发布）")
    assert "25.0%（1/4）" in row.inner_text()
    page.get_by_role("link", name="重新核算").click()
    page.get_by_text("相符：数字和明细与发布时一致。").wait_for()
    page.get_by_text("个数字与发布时不同").wait_for()
    cells = page.get_by_role("row", name="党组织覆盖率（已发布）").get_by_role("cell").all_inner_texts()
    assert cells[1:] == ["25.0%（1/4）", "25.0%（1/4）", "相符", "33.3%（1/3）"]
    looked_at(page)
    page.get_by_role("link", name="3 家", exact=True).click()
    page.get_by_role("heading", name="社会组织：当时与现在").wait_for()
    gone = page.get_by_role("row", name="澄川市第4学会")
    assert "更正" in gone.inner_text() and "减少" in gone.inner_text()
    assert page.get_by_text("澄川市第1学会").count() == 0
    looked_at(page)


@pytest.mark.req("E12")
def test_a_campaign_is_opened_and_read_by_whom_it_sets_a_goal(
    page: Any, cast: Cast, units: list[int], sign_in: SignIn
) -> None:
    page.goto("/figures/campaigns/")
    page.get_by_role("link", name="部署专项行动").click()
    page.get_by_label("名称", exact=True).fill("“两覆盖”专项行动")
    page.get_by_label("文号").fill("某函[2020]3号")
    page.get_by_label("责任单位").fill("市民政局\n市综合党委")
    page.get_by_label("自哪一天起").fill("2020-03-20")
    page.get_by_role("button", name="部署", exact=True).click()
    page.get_by_text("专项行动已登记，请设定目标。").wait_for()
    for committee, goal in (("综合委员会", "60"), ("科技领域社会团体联合委员会", "50")):
        page.get_by_role("link", name="设定目标").click()
        page.get_by_label("指标").select_option(label="党组织覆盖率")
        box = page.locator("[name=party_organization]")
        box.select_option(value=box.locator("option", has_text=committee).first.get_attribute("value"))
        page.get_by_label("基数（%）").fill("20")
        page.get_by_label("目标（%）").fill(goal)
        page.get_by_label("期限").fill("2036-12-31")
        page.get_by_label("自哪一天起").fill("2020-03-20")
        page.get_by_role("button", name="设定目标").click()
        page.get_by_text("目标已设定。").wait_for()
    goals = page.get_by_role("row", name="党组织覆盖率")
    assert [goals.nth(at).get_by_role("cell").nth(3).inner_text() for at in (0, 1)] == ["25%（1/4）", "33.33%（1/3）"]
    looked_at(page)

    reader = sign_in(cast.secretary)
    reader.goto("/figures/")
    reader.get_by_role("link", name="专项行动").click()
    reader.get_by_role("link", name="“两覆盖”专项行动").click()
    reader.get_by_text("某函〔2020〕3号").first.wait_for()
    (row,) = reader.get_by_role("row", name="党组织覆盖率").all()
    assert "33.33%（1/3）" in row.inner_text() and "还差 16.67 个百分点" in row.inner_text()
    assert "60%" not in reader.content() and "1/4" not in reader.content(), "the goal of another office"
    assert reader.get_by_role("link", name="设定目标").count() == 0
    looked_at(reader)
    row.get_by_role("link", name="33.33%（1/3）").click()
    reader.get_by_role("link", name="澄川市第1学会").wait_for()
    assert reader.get_by_text("澄川市第2学会").count() == 0
