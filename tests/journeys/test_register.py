"""With a real browser: from a duty on the home page to a number that has changed, and back to a past day."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast
from tests.journeys.eyes import serious
from tests.web.gallery import needs_chromium
from tests.web.offices import attach, enter, public

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    needs_chromium,
]


def test_from_a_duty_to_a_number_that_has_changed(page: Any, cast: Cast) -> None:
    attach(cast, enter(cast, "澄川市阿岚学会"), cast.joint)
    enter(cast, "澄川市白榆学会", start=5)
    page.goto("/")
    page.get_by_role("link", name="没有归口党组织的社会组织：1 家").click()
    page.get_by_role("link", name="澄川市白榆学会").click()
    page.get_by_role("link", name="办理归口").click()
    page.get_by_label("另行选择").check()
    page.get_by_label("归口党组织").select_option(label="中共澄川市科技领域社会团体联合委员会")
    page.get_by_label("自哪一天起").fill("2020-01-01")
    page.get_by_role("button", name="归口").click()
    page.get_by_text("已登记归口。").wait_for()
    assert page.get_by_role("link", name="中共澄川市科技领域社会团体联合委员会").is_visible()
    page.get_by_role("link", name="工作台").click()
    assert page.get_by_text("没有归口党组织的社会组织").count() == 0
    page.locator("#ledger-day").fill("2019-12-31")
    page.get_by_role("button", name="查看", exact=True).click()
    page.get_by_role("link", name="没有归口党组织的社会组织：1 家").wait_for()


def test_the_tree_opens_and_its_number_opens_the_rows(page: Any, cast: Cast) -> None:
    attach(cast, enter(cast, "澄川市阿岚学会"), cast.joint)
    page.goto("/party/")
    page.get_by_role("button", name="展开 中共澄川市科技领域社会团体联合委员会").click()
    page.get_by_role("link", name="中共澄川市澄笙学会支部委员会").wait_for()
    row = page.locator("tr", has_text="中共澄川市科技领域社会团体联合委员会").first
    row.get_by_role("link", name="1", exact=True).first.click()
    page.get_by_role("link", name="澄川市阿岚学会").wait_for()
    assert "/figures/social_organizations/rows/" in page.url


def test_a_refusal_stands_beside_the_form_and_nothing_is_lost(page: Any, cast: Cast) -> None:
    page.goto("/organizations/new/")
    page.locator("[name=name]").fill("澄川市白榆学会")
    page.locator("[name=code]").fill("531101050000000000")
    page.locator("[name=type]").select_option("foundation")
    page.get_by_role("button", name="登记", exact=True).click()
    page.get_by_role("heading", name="还不能办理").wait_for()
    assert page.locator("[name=name]").input_value() == "澄川市白榆学会"
    assert page.locator("[name=type]").input_value() == "foundation"


PAGES = (
    "/", "/organizations/", "/organizations/new/", "/organizations/{unit}/", "/organizations/{unit}/?tab=party",
    "/organizations/{unit}/attach/", "/party/", "/party/list/", "/party/of/branch/", "/party/new/", "/figures/",
    "/figures/organization_coverage/rows/", "/figures/reports/", "/?on=2019-12-31",
)  # fmt: skip


def test_every_page_fits_its_width_and_is_accessible(page: Any, cast: Cast) -> None:
    unit = public(enter(cast, "澄川市阿岚学会")[0])
    for address in PAGES:
        page.goto(address.format(unit=unit))
        for width in (1440, 1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
            if width != 1280:
                assert serious(page) == [], (address, width)
