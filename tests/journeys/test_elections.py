"""With a real browser: the branch's secretary and the joint committee's clerk hold an election, from the reminder on
the first page to the posts of the new committee. By who does it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.journeys.conftest import SignIn
from tests.journeys.eyes import looked_at
from tests.web.elections.test_by_elections import vacated
from tests.web.elections.test_pages import enrol, marked, term
from tests.web.gallery import needs_chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    needs_chromium,
]


def on_the_list(page: Any) -> None:
    """The one case that lies here."""
    page.goto("/cases/")
    page.get_by_role("link", name="中共澄川市澄笙学会支部委员会").click()


def press(page: Any, name: str, said: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.get_by_text(said).first.wait_for()


@pytest.mark.req("D01")
def test_a_branch_elects_its_committee(cast: Cast, sign_in: SignIn) -> None:
    enrol(cast)
    today = localdate()
    term(cast, today + timedelta(days=20))
    marked(cast)
    branch, above = sign_in(cast.branch_secretary), sign_in(cast.secretary)

    for office in (branch, above):
        office.goto("/")
        office.get_by_role("link", name="任期1个月内届满的党组织：1 个").wait_for()
    branch.get_by_role("link", name="任期1个月内届满的党组织：1 个").click()
    looked_at(branch, "list")
    branch.get_by_role("link", name="办理换届").click()
    branch.locator("[name=seats]").fill("2")
    branch.locator("[name=planned_on]").fill(today.isoformat())
    branch.get_by_role("button", name="提交").click()
    branch.get_by_text("委员会名额太少。").first.wait_for()
    looked_at(branch, "request-refused")
    branch.locator("[name=seats]").fill("3")
    press(branch, "提交", "换届请示已提交，由上级党组织审批。")
    looked_at(branch, "requested")

    on_the_list(above)
    looked_at(above, "to-approve")
    above.get_by_role("link", name="批准换届").click()
    looked_at(above, "approve")
    press(above, "同意并发文", "已批准换届，批复已发文。")

    on_the_list(branch)
    branch.get_by_role("link", name="填写候选人预备人选").click()
    for name in ("党员甲", "党员乙", "党员丙"):
        branch.get_by_role("group", name="委员候选人").get_by_label(name).check()
    branch.get_by_label("书记候选人").select_option(label="党员甲")
    branch.get_by_label("人选来源").select_option(label="党员社会组织负责人")
    branch.get_by_role("button", name="提交").click()
    branch.get_by_text("候选人差额不足20%。").first.wait_for()
    looked_at(branch, "candidates-refused")
    branch.get_by_role("group", name="委员候选人").get_by_label("党员丁").check()
    press(branch, "提交", "候选人预备人选已提交，由上级党组织审查。")

    on_the_list(above)
    looked_at(above, "to-review")
    above.get_by_text("写退回意见").first.click()
    above.get_by_label("对“候选人预备人选”的退回意见").fill("请说明党员丁的情况")
    press(above, "退回", "已退回。")
    on_the_list(branch)
    branch.get_by_text("请说明党员丁的情况").first.wait_for()
    branch.get_by_role("link", name="修改候选人预备人选").click()
    press(branch, "提交", "候选人预备人选已提交，由上级党组织审查。")
    on_the_list(above)
    press(above, "候选人审查通过", "已通过。")

    on_the_list(branch)
    branch.get_by_role("link", name="选票顺序").click()
    branch.get_by_label("排列依据").fill("按大会通过的名单顺序排列")
    branch.get_by_label("党员甲", exact=True).fill("1")
    press(branch, "保存", "每名候选人要有一个序号。")
    branch.get_by_label("党员乙", exact=True).fill("4")
    press(branch, "保存", "选票顺序已保存。")
    branch.get_by_text("按大会通过的名单顺序排列（自行排列）").wait_for()
    looked_at(branch, "ordered")
    branch.get_by_role("link", name="登记选举结果").click()
    numbers(branch, today, 8, present=6)
    votes(branch, {"党员甲": 8, "党员乙": 7, "党员丙": 6, "党员丁": 3}, 8)
    branch.get_by_role("button", name="登记", exact=True).click()
    branch.get_by_text("到会人数不足应到会人数的4/5").first.wait_for()
    looked_at(branch, "vote-refused")
    numbers(branch, today, 8)
    press(branch, "登记", "已登记，选出 3 名。")
    branch.get_by_role("link", name="登记第一次委员会会议选举结果").click()
    numbers(branch, today, 3)
    votes(branch, {"党员甲": 3}, 3)
    press(branch, "登记", "已登记，选出 1 名。")
    branch.get_by_role("link", name="报告选举结果").click()
    branch.get_by_label("党员乙的分工").select_option(label="组织委员")
    looked_at(branch, "report")
    press(branch, "报告", "选举结果已报告，由上级党组织批复。")
    branch.locator("dt", has_text="选举结果报告").locator("+ dd a").click()
    branch.get_by_text("特此报告，请审批。").wait_for()
    looked_at(branch, "result-report")

    on_the_list(above)
    looked_at(above, "to-reply")
    above.get_by_role("link", name="批复选举结果").click()
    looked_at(above, "reply")
    press(above, "批复并发文", "选举结果已批复，新班子和任期已登记。")
    above.get_by_text(f"澄科联〔{today.year}〕2号（下载 Word）").wait_for()

    on_the_list(branch)
    branch.get_by_role("link", name="归档", exact=True).click()
    branch.locator("[name=ballots]").fill("2号柜第3盒")
    looked_at(branch, "archiving")
    press(branch, "归档", "已归档。")
    branch.get_by_text("第 1 次投票：委员").wait_for()
    looked_at(branch, "archived")
    branch.goto("/party/of/branch/")
    branch.get_by_text(f"{today.year + 3}-{today:%m-%d}").first.wait_for()


@pytest.mark.req("D01")
def test_a_branch_asks_for_a_by_election(cast: Cast, sign_in: SignIn) -> None:
    people = enrol(cast)
    today = localdate()
    term(cast, today + timedelta(days=400))
    marked(cast)
    vacated(cast, people)
    branch, above = sign_in(cast.branch_secretary), sign_in(cast.secretary)
    branch.goto("/party/of/branch/")
    looked_at(branch, "by-card")
    branch.get_by_role("link", name="缺书记 1 名，办理补选").click()
    branch.locator("[name=planned_on]").fill(today.isoformat())
    branch.locator("[name=grounds]").fill("书记调离")
    branch.get_by_role("button", name="提交").click()
    branch.get_by_text("没有填写补选的职务。").first.wait_for()
    looked_at(branch, "by-request")
    branch.get_by_label("补选书记").check()
    press(branch, "提交", "补选请示已提交，由上级党组织审批。")
    on_the_list(above)
    above.get_by_role("link", name="批准补选").click()
    looked_at(above, "by-approve")
    press(above, "同意并发文", "已批准补选，批复已发文。")
    looked_at(above, "by-approved")
    branch.goto("/cases/")
    branch.locator("tr", has_text="补选").get_by_role("link").first.click()
    branch.get_by_role("link", name="填写候选人预备人选").click()
    looked_at(branch, "by-candidates")
    branch.get_by_label("书记候选人").select_option(label="党员乙")
    branch.get_by_label("人选来源").select_option(label="党员社会组织负责人")
    press(branch, "提交", "候选人预备人选已提交，由上级党组织审查。")
    on_the_list(above)
    press(above, "候选人审查通过", "已通过。")
    on_the_list(branch)
    branch.get_by_role("link", name="登记委员会会议选举结果").click()
    numbers(branch, today, 2)
    votes(branch, {"党员乙": 2}, 2)
    press(branch, "登记", "已登记，选出 1 名。")
    branch.get_by_role("link", name="报告选举结果").click()
    press(branch, "报告", "选举结果已报告，由上级党组织批复。")
    on_the_list(above)
    above.get_by_role("link", name="批复选举结果").click()
    press(above, "批复并发文", "已批复")
    branch.goto("/party/of/branch/leadership/")
    branch.locator("tr", has_text="党员乙").get_by_text("书记").first.wait_for()
    branch.goto("/party/of/branch/")
    branch.get_by_text("班子").first.wait_for()
    assert branch.get_by_text("缺书记").count() == 0


@pytest.mark.req("D01")
def test_a_branch_that_was_set_up_asks_for_its_first_election(cast: Cast, sign_in: SignIn) -> None:
    """From its card; no term has begun, so nothing is early or late."""
    enrol(cast, 5)
    marked(cast)
    branch, above = sign_in(cast.branch_secretary), sign_in(cast.secretary)
    branch.goto("/party/of/branch/")
    branch.get_by_role("link", name="办理首次选举").wait_for()
    looked_at(branch, "card-first")
    branch.get_by_role("link", name="办理首次选举").click()
    branch.locator("[name=seats]").fill("0")
    branch.locator("[name=planned_on]").fill(localdate().isoformat())
    looked_at(branch, "first-request")
    press(branch, "提交", "首次选举请示已提交，由上级党组织审批。")
    on_the_list(above)
    above.get_by_role("link", name="批准首次选举").click()
    press(above, "同意并发文", "已批准首次选举，批复已发文。")
    looked_at(above, "first-approved")
    above.get_by_role("link", name="终止").click()
    looked_at(above, "end")
    on_the_list(branch)
    branch.get_by_role("link", name="填写候选人预备人选").click()
    branch.get_by_label("书记候选人").select_option(label="党员甲")
    branch.get_by_label("人选来源").select_option(label="上级党组织选派")
    branch.get_by_role("button", name="提交").click()
    branch.get_by_text("请写明为什么不从党员社会组织负责人、管理层党员中选任书记。").first.wait_for()
    looked_at(branch, "first-candidates-refused")
    branch.get_by_label("不从前一来源选任的理由").fill("负责人和管理层中没有合适人选")
    press(branch, "提交", "候选人预备人选已提交，由上级党组织审查。")
    on_the_list(above)
    above.get_by_text("负责人和管理层中没有合适人选").first.wait_for()
    looked_at(above, "first-to-review")


def test_a_postponement_is_returned_and_approved_and_a_reminder_sent(cast: Cast, sign_in: SignIn) -> None:
    today = localdate()
    term(cast, today + timedelta(days=20))
    marked(cast)
    branch, above = sign_in(cast.branch_secretary), sign_in(cast.secretary)
    branch.goto("/elections/")
    branch.get_by_role("link", name="申请延期").click()
    branch.locator("[name=until]").fill((today + timedelta(days=100)).isoformat())
    branch.locator("[name=grounds]").fill("等待组织关系转接")
    press(branch, "提交", "延期请示已提交，由上级党组织审批。")
    on_the_list(above)
    above.get_by_text("写退回意见").first.click()
    above.get_by_label("对“延期后的届满日期”的退回意见").fill("请按大会日期填写")
    looked_at(above, "postponement-return")
    press(above, "退回", "已退回。")
    on_the_list(branch)
    branch.get_by_role("link", name="修改延期请示").click()
    branch.locator("[name=until]").fill((today + timedelta(days=90)).isoformat())
    looked_at(branch, "postponement-mend")
    press(branch, "提交", "延期请示已提交，由上级党组织审批。")
    on_the_list(above)
    above.get_by_role("link", name="批准延期").click()
    press(above, "同意并发文", "已批准延期，批复已发文。")
    above.goto("/elections/of/branch/reminder/")
    looked_at(above, "reminder")
    above.get_by_role("button", name="编号发出").first.click()
    above.goto("/elections/")
    above.get_by_text(f"{today.isoformat()} 已发").wait_for()


def numbers(page: Any, day: Any, count: int, present: int | None = None) -> None:
    page.locator("[name=held_on]").fill(day.isoformat())
    for name in ("voters", "issued", "returned", "valid"):
        page.locator(f"[name={name}]").fill(str(count))
    page.locator("[name=present]").fill(str(count if present is None else present))


def votes(page: Any, yes: dict[str, int], valid: int) -> None:
    for name, count in yes.items():
        page.get_by_label(f"{name} 赞成", exact=True).fill(str(count))
        page.get_by_label(f"{name} 不赞成", exact=True).fill(str(valid - count))
