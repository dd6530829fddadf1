"""Do the parts of the pages work in a real browser: calm at three widths, by keyboard, under the strict policy?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import sync_playwright
from tests.journeys.eyes import serious
from tests.web.gallery import CHROMIUM, NAMES, needs_chromium, served

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
]


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    with served() as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(**CHROMIUM)
        yield running
        running.close()


class Seen:
    """One page with everything the browser complained about and every address it asked."""

    def __init__(self, browser: Any, width: int = 1440) -> None:
        self.page = browser.new_page(locale="zh-CN", viewport={"width": width, "height": 900})
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("requestfailed", lambda request: self.complaints.append(request.url))


@pytest.fixture
def seen(browser: Any) -> Iterator[Seen]:
    one = Seen(browser)
    yield one
    one.page.close()


CUT_OFF = """() => Array.from(document.querySelectorAll("main *")).filter((one) =>
    getComputedStyle(one).overflowX === "hidden" && one.scrollWidth > one.clientWidth + 1
    && !one.closest(".visually-hidden, thead, caption, svg, progress")).map((one) => one.outerHTML)"""


@pytest.mark.parametrize("name", NAMES)
def test_page_fits_every_width_breaks_no_policy_and_is_accessible(gallery: str, seen: Seen, name: str) -> None:
    seen.page.goto(f"{gallery}/{name}")
    for width in (1440, 1280, 390):
        seen.page.set_viewport_size({"width": width, "height": 900})
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
        # Text wider than its box would be cut off; a box that scrolls by itself is meant to.
        assert seen.page.evaluate(CUT_OFF) == []
        if width != 1280:
            assert serious(seen.page) == []
    assert seen.complaints == []
    assert [address for address in seen.asked if not address.startswith(gallery)] == []


def test_the_check_for_findings_can_fail(gallery: str, seen: Seen) -> None:
    seen.page.goto(f"{gallery}/home")
    seen.page.evaluate("document.documentElement.removeAttribute('lang')")
    assert "html-has-lang" in [name for name, _ in serious(seen.page)]


@pytest.mark.parametrize(
    "planted", ["heading.style.color = '#bbb'", "heading.closest('main').style.background = '#555'"]
)
def test_a_text_nobody_can_read_is_found_on_a_page_looked_at_before(gallery: str, seen: Seen, planted: str) -> None:
    seen.page.goto(f"{gallery}/home")
    assert serious(seen.page) == []
    seen.page.evaluate("(() => { const heading = document.querySelector('h1'); " + planted + " })()")
    assert "color-contrast" in [name for name, _ in serious(seen.page)]


def test_charts_are_drawn_from_their_data_blocks(gallery: str, seen: Seen) -> None:
    seen.page.goto(f"{gallery}/charts")
    seen.page.locator("[data-chart] canvas").nth(2).wait_for()
    assert seen.page.locator("[data-chart] canvas").count() == 3
    drawn = "echarts.getInstanceByDom(document.querySelector('[data-chart=\"by-type\"]')).getOption()"
    assert seen.page.evaluate(drawn + ".series[0].data") == [0.81, 0.834, 0.902, 0.655]
    assert seen.page.evaluate(drawn + ".xAxis[0].min") == 0
    seen.page.locator("[data-chart='by-type'] canvas").hover(position={"x": 300, "y": 40})
    assert seen.complaints == []


def test_definition_opens_by_tap_and_key_and_closes_by_escape(gallery: str, seen: Seen) -> None:
    seen.page.goto(f"{gallery}/home")
    button = seen.page.locator(".definition-button").first
    panel = seen.page.locator(".definition-panel").first
    assert not panel.is_visible()
    button.focus()
    seen.page.keyboard.press("Enter")
    assert panel.is_visible() and button.get_attribute("aria-expanded") == "true"
    seen.page.keyboard.press("Escape")
    assert not panel.is_visible() and button.get_attribute("aria-expanded") == "false"
    button.click()
    assert panel.is_visible()
    assert "bj2020#E07" in panel.inner_text()
    seen.page.locator("h1").click()
    assert not panel.is_visible()


def test_definition_panel_is_wholly_on_a_phone(gallery: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{gallery}/home")
    for index in range(page.locator(".definition-button").count()):
        page.locator(".definition-button").nth(index).click()
        box = page.locator(".definition-panel").nth(index).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    page.close()


def test_tree_opens_once_from_the_server_and_folds_in_the_browser(gallery: str, seen: Seen) -> None:
    seen.page.goto(f"{gallery}/tree")
    toggle = seen.page.get_by_role("button", name="展开 海棠区科技类社会组织联合党委")
    toggle.click()
    leaf = seen.page.get_by_text("公益助学基金会党支部")
    leaf.wait_for()
    assert toggle.get_attribute("aria-expanded") == "true"
    toggle.click()
    assert not leaf.is_visible()
    toggle.click()
    assert leaf.is_visible()
    root = seen.page.get_by_role("button", name="展开 海棠区社会组织综合党委")
    toggle.click()
    root.click()
    root.click()
    assert not leaf.is_visible(), "a folded branch stays folded when its parent opens again"
    assert sum("/branches" in address for address in seen.asked) == 1
    assert seen.complaints == []


def test_selection_opens_one_bar_of_actions(gallery: str, seen: Seen) -> None:
    seen.page.goto(f"{gallery}/list")
    bar = seen.page.locator("[data-selection-bar]")
    assert not bar.is_visible()
    seen.page.get_by_label("选择 海棠区公益助学基金会").first.check()
    assert "已选 1 家" in bar.inner_text()
    seen.page.get_by_label("选择本页全部").check()
    assert "已选 12 家" in bar.inner_text()
    seen.page.get_by_label("选择本页全部").uncheck()
    assert not bar.is_visible()


def test_menu_folds_on_a_phone_and_opens(gallery: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{gallery}/home")
    nav = page.get_by_role("navigation", name="主导航")
    assert not nav.get_by_role("link", name="党组织", exact=True).is_visible()
    nav.get_by_text("菜单").click()
    assert nav.get_by_role("link", name="党组织", exact=True).is_visible()
    page.close()


def test_ledger_day_keeps_the_other_parameters(gallery: str, seen: Seen) -> None:
    seen.page.goto(f"{gallery}/list?type=foundation")
    seen.page.locator("#ledger-day").fill("2019-12-31")
    seen.page.get_by_role("button", name="查看").click()
    assert seen.page.url.endswith("/list?type=foundation&on=2019-12-31")


def test_past_day_says_so_and_offers_today(gallery: str, seen: Seen) -> None:
    seen.page.goto(f"{gallery}/past")
    assert "截至 2019-12-31（只读）" in seen.page.get_by_role("status").first.inner_text()
    assert seen.page.get_by_role("link", name="今天", exact=True).is_visible()
    seen.page.goto(f"{gallery}/home")
    assert seen.page.get_by_role("link", name="今天", exact=True).count() == 0


def test_first_tab_skips_to_the_text(gallery: str, seen: Seen) -> None:
    seen.page.goto(f"{gallery}/home")
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.textContent") == "跳到正文"
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.id") == "main"


def test_paper_shows_definition_and_day_but_no_navigation(gallery: str, seen: Seen) -> None:
    seen.page.goto(f"{gallery}/home")
    seen.page.emulate_media(media="print")
    assert not seen.page.get_by_role("navigation", name="主导航").is_visible()
    assert not seen.page.locator(".topbar").is_visible()
    assert seen.page.locator(".definition-panel").first.is_visible()
    assert "截至 2026-11-24" in seen.page.locator(".footer").inner_text()


def test_days_are_written_as_the_house_writes_them(gallery: str, seen: Seen) -> None:
    seen.page.goto(f"{gallery}/form")
    day = seen.page.locator("#ledger-day")
    assert day.get_attribute("type") == "text" and day.input_value() == "2026-11-24"
    seen.page.get_by_label("成立日期").fill("2016-07-01")
    picker = seen.page.locator(".day-box:has(#id_established_on) .day-picker")
    picker.evaluate("(one) => { one.value = '2016-08-02'; one.dispatchEvent(new Event('change')); }")
    assert seen.page.get_by_label("成立日期").input_value() == "2016-08-02"
    assert seen.complaints == []
