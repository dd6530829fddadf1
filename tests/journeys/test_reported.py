"""With a real browser: a table of Party building is loaded, told, compared, and a formation it reports is accepted."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cast import Cast
from tests.journeys.eyes import looked_at
from tests.web.gallery import needs_chromium
from tests.web.offices import attach, values

from shuniu.commands.organizations.register import NewOrganization, register_organizations

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    needs_chromium,
]
LEDGER = Path(__file__).parents[1] / "ledgers" / "03_社会组织党建情况统计表.xls"
TRUTH = json.loads(Path(f"{LEDGER}.truth.json").read_text(encoding="utf-8"))
STATES = [one["record"] for one in TRUTH["accept"]]
FORMED = [one for one in STATES if one["has_party_organization"]]
ON = date(2026, 6, 30)


@pytest.fixture
def register(cast: Cast) -> int:
    """Every organization the ledger reports on is in the register, the joint committee responsible, none covered."""
    rows = [
        NewOrganization(code=one["uscc"], values=values(one["name"], sort_key=one["name"]), phone="") for one in STATES
    ]
    units = register_organizations(cast.act(date(2018, 1, 1)), rows, cast.top)
    attach(cast, units, cast.joint)
    return len(units)


def covered(page: Any, of: int) -> int:
    """The numerator of the coverage rate on the board of figures."""
    page.goto("/figures/")
    figure = page.locator("section.figure", has=page.get_by_role("heading", name="党组织覆盖率", exact=True)).first
    said = re.search(r"([\d,]+) / ([\d,]+)", figure.locator(".figure-share").inner_text())
    assert said is not None
    assert int(said[2].replace(",", "")) == of
    return int(said[1].replace(",", ""))


def cell(page: Any, row: str) -> str:
    """The total of a row of the annual table."""
    return str(page.get_by_role("row", name=row).locator("td.number").first.inner_text())


def set_aside_and_taken_up(page: Any) -> None:
    """The first of the list waits with its reason, apart from those to work off, and is brought back."""
    name = page.locator("tbody tr .row-name").first.inner_text()
    page.locator("tbody tr").first.get_by_role("link", name="搁置", exact=True).click()
    looked_at(page)
    page.get_by_label("搁置的原因").fill("等待上级批复。")
    page.get_by_label("搁置到").fill("2035-12-31")
    page.get_by_role("button", name="搁置", exact=True).click()
    page.get_by_text("差异已搁置").wait_for()
    page.locator(".states a", has_text="填报已建、登记未建").click()
    page.get_by_text(f"共 {len(FORMED) - 1} 家").wait_for()
    page.locator(".states a", has_text="搁置").click()
    page.get_by_text("等待上级批复。").wait_for()
    looked_at(page)
    page.get_by_role("row", name=name).get_by_role("link", name="恢复办理").click()
    page.get_by_role("button", name="恢复办理").click()
    page.get_by_text("差异已恢复办理").wait_for()
    page.locator(".states a", has_text="填报已建、登记未建").click()
    page.get_by_text(f"共 {len(FORMED)} 家").wait_for()


@pytest.mark.req("L10")
def test_a_reported_formation_is_accepted_and_the_figure_changes(page: Any, register: int) -> None:
    assert covered(page, register) == 0
    page.goto("/imports/")
    page.get_by_label("台账文件").set_input_files(LEDGER)
    page.get_by_label("台账的日期").fill(ON.isoformat())
    page.get_by_role("button", name="读入").click()
    page.get_by_role("button", name=f"写入 {register} 行", exact=True).click()
    page.get_by_text(f"已写入 {register} 行").wait_for()
    assert covered(page, register) == 0, "what is reported is not counted"

    page.get_by_role("link", name="专项报表").click()
    page.get_by_role("link", name="年报表").click()
    assert cell(page, "单位数") == str(register)
    page.get_by_text(f"当日社会组织 {register} 家，有填报 {register} 家").wait_for()
    alone = sum(one["formation_mode"] == "单独组建" for one in FORMED)
    assert cell(page, "建立支部的") == str(alone)
    looked_at(page)
    page.get_by_role("link", name="按登记簿").click()
    page.get_by_text("不取填报的组建情况").wait_for()
    assert cell(page, "建立支部的") == "0"

    page.get_by_role("link", name="填报与登记差异").click()
    page.locator(".states a", has_text="填报已建、登记未建").click()
    page.get_by_text(f"共 {len(FORMED)} 家").wait_for()
    looked_at(page)
    set_aside_and_taken_up(page)
    page.locator(".states a", has_text="填报已建、登记未建").click()
    page.locator("tbody tr").first.get_by_role("checkbox").check()
    name = page.locator("tbody tr .row-name").first.inner_text()
    page.get_by_role("button", name="采纳组建").click()
    page.get_by_text("将要办理").first.wait_for()
    looked_at(page)
    assert page.locator("tbody tr").count() == 1
    page.get_by_role("button", name="采纳", exact=True).click()
    page.get_by_text("已采纳 1 家的组建情况").wait_for()
    page.get_by_text(f"共 {len(FORMED) - 1} 家").wait_for()
    assert page.get_by_role("link", name=name, exact=True).count() == 0

    assert covered(page, register) == 1
    page.get_by_role("link", name="党组织覆盖率，查看明细").click()
    page.get_by_role("link", name=name, exact=True).wait_for()
