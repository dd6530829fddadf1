"""With a real browser: an organization files, is sent back, mends, is accepted; the card shows it. By who does it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.journeys.conftest import SignIn
from tests.journeys.eyes import looked_at
from tests.web.gallery import needs_chromium
from tests.web.offices import attach, enter, public

from shuniu.policy.words.accounts import Role

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    needs_chromium,
]


def due(page: Any, words: str) -> None:
    page.goto("/")
    page.get_by_role("link", name=words).click()


@pytest.mark.req("P01", "P05")
def test_filed_returned_mended_accepted(cast: Cast, sign_in: SignIn) -> None:
    (unit,) = enter(cast, "澄川市阿岚学会", address="澄川市旧路1号")
    attach(cast, [unit], cast.joint)
    clerk = sign_in(cast.actor_at(None, Role.ORGANIZATION_CLERK, unit))
    reviewer = sign_in(cast.secretary)

    due(clerk, "填报本单位信息：尚未填报：1 件")
    looked_at(clerk)
    clerk.get_by_label("住所").fill("澄川市砚溪路")
    clerk.get_by_role("button", name="暂存").click()
    clerk.get_by_text("已暂存。填完后请提交。").wait_for()
    clerk.get_by_role("button", name="提交").click()
    clerk.get_by_role("heading", name="还不能办理").wait_for()
    clerk.locator("[name=members]").fill("4")
    clerk.locator("[name=full_members]").fill("3")
    clerk.locator("[name=probationary]").fill("1")
    clerk.get_by_role("button", name="提交").click()
    clerk.get_by_text("已提交，等待负责的党组织审核").wait_for()
    looked_at(clerk)

    due(reviewer, "待审核填报：1 件")
    looked_at(reviewer)
    reviewer.get_by_role("link", name="澄川市阿岚学会").click()
    looked_at(reviewer)
    assert reviewer.locator(".compared tbody tr").count() == 4  # address and three numbers
    reviewer.get_by_label("对“住所”的退回意见").fill("请写到门牌号")
    reviewer.get_by_role("button", name="退回").click()
    reviewer.get_by_text("已退回，由填报单位修改。").wait_for()

    due(clerk, "填报本单位信息：已退回，请修改：1 件")
    clerk.get_by_text("退回意见：请写到门牌号").wait_for()
    looked_at(clerk)
    assert clerk.locator("[name=members]").count() == 0
    clerk.get_by_label("住所").fill("澄川市砚溪路8号")
    clerk.get_by_role("button", name="提交").click()
    clerk.get_by_text("已提交，等待负责的党组织审核").wait_for()

    due(reviewer, "待审核填报：1 件")
    reviewer.get_by_role("link", name="澄川市阿岚学会").click()
    reviewer.get_by_text("（上次填报：澄川市砚溪路）").wait_for()
    looked_at(reviewer)
    reviewer.get_by_role("button", name="通过").click()
    reviewer.get_by_text("已通过，登记已更新。").wait_for()

    reviewer.goto(f"/organizations/{public(unit)}/?tab=registration")
    reviewer.get_by_text("澄川市砚溪路8号").wait_for()
    reviewer.get_by_text(f"4 名，其中正式党员 3 名（{localdate()} 填报）").wait_for()
    reviewer.goto("/figures/reports/?report=entries")
    looked_at(reviewer)
    reviewer.locator("tbody tr").last.get_by_role("link", name="1", exact=True).last.click()
    reviewer.get_by_role("link", name="澄川市阿岚学会").wait_for()
    looked_at(reviewer)
