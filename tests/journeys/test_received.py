"""With a real browser: a letter is found from the first page of the organization, signed for, read and answered."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cast import Cast
from tests.journeys.conftest import SignIn
from tests.journeys.eyes import looked_at
from tests.web.gallery import needs_chromium
from tests.web.offices import attach, enter

from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.policy.cases.issuing import MARK
from shuniu.policy.words.accounts import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), needs_chromium]
TITLE = "关于核实党员人数的函"


@pytest.mark.req("P11", "L21")
def test_a_letter_is_sent_signed_for_and_answered(cast: Cast, sign_in: SignIn) -> None:
    (unit,) = enter(cast, "澄川市青少年科学普及与数字阅读推广促进会")
    attach(cast, [unit], cast.joint)
    mark = DecidedFigure(party_organization=cast.top, key=MARK, value=["澄社党函"], decision="公文管理办法")
    decide_figures(cast.act(date(2020, 1, 1)), [mark])
    office = sign_in(cast.clerk)
    office.goto("/cases/documents/new/")
    office.get_by_label("文种").select_option("函")
    office.get_by_label("标题").fill(TITLE)
    office.get_by_label("主送机关").fill("澄川市青少年科学普及与数字阅读推广促进会")
    office.get_by_label("正文").fill("请核实你单位的正式党员人数，书面回复。\n特此函达。")
    office.get_by_label("请对方回复").check()
    looked_at(office, "document-new")
    office.get_by_role("button", name="编号", exact=True).click()
    office.get_by_role("heading", name="收文情况").wait_for()
    looked_at(office, "document-sent")

    there = sign_in(cast.actor_at(None, Role.ORGANIZATION_CLERK, unit))
    looked_at(there, "home-unread")
    there.get_by_role("link", name="未签收的收文：1 份").click()
    looked_at(there, "received-list")
    there.get_by_role("link", name=TITLE).click()
    looked_at(there, "received-unread")
    there.get_by_role("button", name="签收", exact=True).click()
    there.get_by_text("请核实你单位的正式党员人数，书面回复。").wait_for()
    looked_at(there, "received-signed")
    there.get_by_role("link", name="登记办理情况").click()
    there.get_by_label("办理情况").select_option("已回复")
    there.get_by_label("说明").fill("经核实，正式党员 5 名。")
    looked_at(there, "received-note")
    there.get_by_role("button", name="登记", exact=True).click()
    there.get_by_text("已登记。").wait_for()

    office.reload()
    office.get_by_text("经核实，正式党员 5 名。").wait_for()
    looked_at(office, "document-answered")
