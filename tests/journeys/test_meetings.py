"""With a real browser: a committee's clerk arranges a meeting, sets its agenda, puts down its decisions and closes it;
the minutes get their number from the register. Nobody's vote is named."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast
from tests.journeys.eyes import looked_at
from tests.web.gallery import needs_chromium
from tests.web.meetings.room import DAY, applications, today

from shuniu.models import Case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), needs_chromium]


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Any, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


@pytest.mark.req("D10", "D11", "D12", "P11")
def test_a_meeting_decides_and_its_minutes_are_numbered(cast: Cast, page: Any) -> None:
    applications(cast)
    page.goto("/cases/")
    follow(page, "党委会")
    page.get_by_text("还没有安排过党委会。").wait_for()
    looked_at(page)
    follow(page, "安排会议")
    page.get_by_label("会议日期").fill(DAY.isoformat())
    page.get_by_label("会议名称").fill("第3次党委会")
    page.get_by_label("地点").fill("三楼会议室")
    looked_at(page)
    press(page, "安排会议")
    page.get_by_text("会议已安排。").wait_for()
    looked_at(page)
    _agenda(page)
    _decisions(page)
    _minutes(page)
    assert [one.state for one in Case.objects.order_by("pk")] == ["to_reply", "to_reply", "to_answer"]


def _agenda(page: Any) -> None:
    follow(page, "增加议题")
    for number in (1, 2):
        page.get_by_label(f"澄川市第{number}学会").check()
    looked_at(page)
    press(page, "列入议程")
    page.get_by_text("已列入议程。").wait_for()
    # The third comes from its own page, which leads back to the meeting.
    follow(page, "澄川市第3学会")
    follow(page, "列入党委会议程")
    page.get_by_label("第3次党委会").check()
    looked_at(page, "convene")
    press(page, "列入议程")
    page.get_by_text("已列入议程。").wait_for()
    follow(page, "澄川市第3学会")
    looked_at(page, "convened")
    follow(page, "登记会议决定")
    follow(page, "登记到会")
    page.get_by_label("应到人数", exact=True).fill("7")
    page.get_by_label("实到人数").fill("3")
    press(page, "登记到会")
    page.get_by_text("到会人数不足，会议不能作出决定。").first.wait_for()
    looked_at(page)
    page.get_by_label("实到人数").fill("6")
    press(page, "登记到会")
    page.get_by_text("到会人数已登记").wait_for()
    looked_at(page)


def _decisions(page: Any) -> None:
    follow(page, "登记决定")
    page.get_by_label("澄川市第2学会").check()
    page.get_by_label("同意", exact=True).check()
    page.get_by_label("赞成").fill("6")
    looked_at(page)
    press(page, "登记决定")
    page.get_by_text("决定已登记。").wait_for()
    page.get_by_role("row", name="澄川市第3学会").get_by_role("link", name="登记决定").click()
    page.get_by_label("不同意", exact=True).check()
    page.get_by_label("赞成").fill("0")
    page.get_by_label("反对").fill("6")
    reason, until = page.get_by_label("原因"), page.get_by_label("期限")
    assert reason.evaluate("one => one.required") and not until.evaluate("one => one.required")
    page.get_by_label("暂缓", exact=True).check()
    assert until.evaluate("one => one.required")
    page.get_by_label("不同意", exact=True).check()
    reason.fill("正式党员不足3名")
    page.get_by_label("下步努力方向").fill("先由指导员联系")
    press(page, "登记决定")
    page.get_by_text("请选定所依据的条款。").first.wait_for()
    looked_at(page, "decide")
    page.get_by_label("其他条款").fill("《中国共产党章程》第三十条 成立党的基层组织")
    page.get_by_label("下步努力方向").fill("先由指导员联系，具备条件后再报")
    press(page, "登记决定")
    page.get_by_text("各项都已登记，可以办结会议。").wait_for()
    looked_at(page)
    follow(page, "办结会议")
    press(page, "办结会议")
    page.get_by_text("会议已办结。").wait_for()
    looked_at(page)


def _minutes(page: Any) -> None:
    """The office decides its mark first: without one there is no number."""
    follow(page, "会议纪要")
    page.get_by_text("会议决定：不同意").wait_for()
    looked_at(page)
    minutes = page.url
    page.goto("/cases/documents/")
    looked_at(page)
    follow(page, "还没有确定，请先作出本级决定")
    follow(page, "作出决定")
    page.get_by_label("取值").fill("澄社党纪要")
    page.get_by_label("依据的决定").fill("公文管理办法")
    press(page, "登记决定")
    page.get_by_text("本级决定已登记。").wait_for()
    page.goto(minutes)
    follow(page, "给纪要编号")
    looked_at(page)
    press(page, "编号")
    page.get_by_text(f"已编号：澄社党纪要〔{today().year}〕1号。").wait_for()
    looked_at(page)
    follow(page, "发文登记")
    looked_at(page)
    page.goto("/cases/meetings/")
    page.get_by_text("3 件").wait_for()
    looked_at(page)
