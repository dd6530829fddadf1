"""With a real browser: the same member stands in two files that contradict each other, and the clerk decides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cast import Cast
from tests.journeys.eyes import looked_at
from tests.web.gallery import needs_chromium
from tests.web.members.rolls import OTHER, export, exported, form, formed

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    needs_chromium,
]


def read_in(page: Any, file: Path) -> None:
    page.goto("/imports/")
    page.get_by_label("台账文件").set_input_files(file)
    page.get_by_label("写入哪个党组织的登记簿").fill("top")
    page.get_by_label("台账的日期").fill("2020-06-01")
    page.get_by_role("button", name="读入").click()


@pytest.mark.req("I01", "I21")
def test_a_contradiction_between_two_files_is_decided_and_the_roll_shows_it(
    page: Any, cast: Cast, tmp_path: Path
) -> None:
    first, second = tmp_path / "党员基本信息汇总表.xlsx", tmp_path / "党员信息导出.xlsx"
    names = ("李党员", "王党员", "张党员", "刘党员", "陈党员", "杨党员")
    members = [(2 * place + 1, name) for place, name in enumerate(names)]
    first.write_bytes(form(*(formed(*one, OTHER) for one in members)))
    rows = exported(*members[0], OTHER, admitted="2004-07-01"), exported(*members[1], OTHER)
    second.write_bytes(export(*rows))

    read_in(page, first)
    page.get_by_label("自动建立这 1 个党支部").check()
    page.get_by_label("放在哪个党组织之下").fill("joint")
    looked_at(page, "members-new-branch")
    page.get_by_role("button", name="写入 6 行", exact=True).click()
    page.get_by_text("建立了 1 个党支部").wait_for()
    looked_at(page, "members-written")

    read_in(page, second)
    page.get_by_text("入党日期：名册为2005-07-01，台账为2004-07-01").wait_for()
    looked_at(page, "members-contradiction")
    page.get_by_role("button", name="写入 1 行", exact=True).wait_for()
    page.locator("select[name=same_as]").select_option(label="以台账为准，名册从来不是原来登记的那样")
    page.get_by_role("button", name="选定").first.click()
    page.get_by_role("button", name="写入 2 行", exact=True).click()
    page.get_by_text("已写入 2 行").wait_for()

    page.goto("/members/?on=2020-06-01")
    page.get_by_role("link", name="李党员").click()
    page.get_by_role("heading", name="李党员").wait_for()
    page.get_by_text("2004-07-01", exact=True).first.wait_for()
    page.get_by_text("2006-07-01", exact=True).first.wait_for()
    looked_at(page, "members-decided")

    page.goto("/figures/structure/")
    page.get_by_text("党员 6 名").wait_for()
    looked_at(page, "members-structure")
