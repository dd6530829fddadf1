"""With a real browser: applied for, sent back, mended, reviewed, decided on, replied or answered. By who does it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.utils.timezone import localdate, now
from tests.cast import BEGINNING, Cast
from tests.commands.formation.test_consents import joint
from tests.journeys.conftest import SignIn
from tests.journeys.eyes import looked_at
from tests.web.formation.test_outside import with_the_street
from tests.web.gallery import needs_chromium
from tests.web.offices import attach, enter, public

from shuniu.commands.cases.meetings import (
    Attended,
    CaseNamed,
    DecidedCase,
    PlannedMeeting,
    decide_cases,
    hold_meeting,
    plan_meeting,
    schedule_cases,
)
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.models import Case, CaseUnit, Coverage, Meeting
from shuniu.policy.cases.issuing import MARK
from shuniu.policy.cases.reasoning import Reasons
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import Verb

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    needs_chromium,
]
NAME = "中共澄川市阿岚学会支部委员会"
NUMBERS = {
    "full_members": 4,
    "probationary": 1,
    "full_time": 4,
    "managers": 0,
    "managers_transferred": 0,
    "relations_in": 4,
}


def due(page: Any) -> None:
    """From the first page to the list, and to the one case on it."""
    page.goto("/")
    page.get_by_role("link", name="待办事项：1 件").click()
    page.get_by_role("link", name="澄川市阿岚学会").click()


def fill(page: Any, name: str) -> None:
    page.get_by_label("党组织名称").fill(name)
    page.locator("[name=kind]").select_option("party_branch")
    page.locator("[name=mode]").select_option("separate")
    page.locator("[name=basis]").select_option("unit")
    for field, value in NUMBERS.items():
        page.locator(f"[name={field}]").fill(str(value))
    page.locator("[name=secretary_source]").select_option(index=1)
    page.get_by_label("组建理由").fill("正式党员已满三名")


def decided(cast: Cast, unit: int, verb: Verb, **said: Any) -> None:
    """What the meeting of the committee does; its pages have a journey of their own."""
    act, case = cast.act(localdate(), replace(cast.clerk, now=now())), Case.objects.get(unit=unit, kind="formation")
    meeting = plan_meeting(act, PlannedMeeting(party_organization=cast.top, held_on=localdate()))
    schedule_cases(act, meeting, [CaseNamed(case=case.uuid, version=case.version)])
    case.refresh_from_db()
    hold_meeting(
        act, meeting, Meeting.objects.get(uuid=meeting).version, Attended(due=7, present=6, reason="按名单核对")
    )
    decide_cases(act, meeting, [DecidedCase(case=case.uuid, version=case.version, outcome=verb, **said)])


def one_of(cast: Cast) -> int:
    (unit,) = enter(cast, "澄川市阿岚学会")
    attach(cast, [unit], cast.joint)
    return unit


@pytest.mark.req("D12", "D14")
def test_applied_returned_mended_reviewed_replied(cast: Cast, sign_in: SignIn) -> None:
    unit = one_of(cast)
    clerk = sign_in(cast.actor_at(None, Role.ORGANIZATION_CLERK, unit))
    reviewer, committee = sign_in(cast.secretary), sign_in(cast.clerk)

    clerk.goto(f"/organizations/{public(unit)}/")
    clerk.get_by_role("link", name="申请组建党组织").click()
    fill(clerk, "阿岚党支部")
    clerk.locator("[name=full_members]").fill("2")
    clerk.get_by_role("button", name="检查").click()
    clerk.get_by_text("正式党员不足 3 名。").first.wait_for()
    looked_at(clerk)
    assert not Case.objects.exists()
    clerk.locator("[name=full_members]").fill("4")
    clerk.get_by_role("button", name="提交").click()
    clerk.get_by_text("已提交，等待材料审查。").wait_for()
    looked_at(clerk)

    due(reviewer)
    looked_at(reviewer)
    reviewer.get_by_text("写退回意见").first.click()
    reviewer.get_by_label("对“党组织名称”的退回意见").fill("请写全称")
    reviewer.get_by_role("button", name="退回").click()
    reviewer.get_by_text("已退回，由申请方修改。").wait_for()

    due(clerk)
    clerk.get_by_text("退回意见：请写全称").wait_for()
    clerk.get_by_role("link", name="修改").click()
    assert clerk.locator("[name=full_members]").count() == 0
    clerk.get_by_label("党组织名称").fill(NAME)
    clerk.get_by_role("button", name="提交").click()
    clerk.get_by_text("已提交，等待材料审查。").wait_for()

    due(reviewer)
    reviewer.get_by_role("heading", name="与上次提交相比").wait_for()
    looked_at(reviewer)
    reviewer.get_by_role("button", name="通过").click()
    reviewer.get_by_text("材料审查通过，转入初审。").wait_for()
    due(committee)
    committee.get_by_role("button", name="通过").click()
    committee.get_by_text("初审通过，待上会研究。").wait_for()

    decided(cast, unit, Verb.APPROVE, yes=6)
    due(committee)
    committee.get_by_role("link", name="批复").click()
    looked_at(committee, "reply")
    committee.get_by_role("button", name="批复并发文").click()
    committee.get_by_text("本机关的发文代字还没有确定。").first.wait_for()
    committee.locator("[name=number]").fill(f"澄社党〔{localdate().year}〕3号")
    committee.locator("[name=issued_on]").fill(localdate().isoformat())
    looked_at(committee, "reply-paper")
    committee.get_by_role("button", name="批复并发文").click()
    committee.get_by_text(f"已批复成立：{NAME}").wait_for()
    committee.get_by_role("link", name="登记存放处").click()
    committee.locator("[name=request]").fill("2号柜第3盒")
    looked_at(committee, "formation-archiving")
    committee.get_by_role("button", name="保存").click()
    committee.get_by_text("存放处已保存。").wait_for()
    looked_at(committee, "formation-archived")
    assert Coverage.objects.filter(unit=unit, retracted__isnull=True).count() == 1

    clerk.goto(f"/organizations/{public(unit)}/?tab=cases")
    clerk.get_by_role("link", name="组建党组织", exact=True).click()
    clerk.get_by_text(f"已批复成立：{NAME}").wait_for()
    looked_at(clerk)


@pytest.mark.req("D12")
def test_a_refusal_reaches_the_applicant_with_its_reason(cast: Cast, sign_in: SignIn) -> None:
    unit = one_of(cast)
    clerk = sign_in(cast.actor_at(None, Role.ORGANIZATION_CLERK, unit))
    reviewer, committee = sign_in(cast.secretary), sign_in(cast.clerk)
    clerk.goto("/cases/formations/own/")
    fill(clerk, NAME)
    clerk.get_by_role("button", name="提交").click()
    clerk.get_by_text("已提交，等待材料审查。").wait_for()
    for page in (reviewer, committee):
        due(page)
        page.get_by_role("button", name="通过").click()
        page.get_by_text("通过，").first.wait_for()
    said = Reasons(reason="党员将要退休", clauses=("national#党章30",), next_steps="先发展党员")
    decided(cast, unit, Verb.REFUSE, no=6, said=said)
    mark = DecidedFigure(party_organization=cast.top, key=MARK, value=["澄社党"], decision="公文管理办法")
    decide_figures(cast.act(BEGINNING), [mark])
    due(committee)
    committee.get_by_role("link", name="答复").click()
    looked_at(committee)
    committee.get_by_text("《中国共产党章程》第三十条").wait_for()
    committee.get_by_role("button", name="答复并发文").click()
    committee.get_by_text("已答复并列入发文登记，下步努力方向已列为后续工作。").wait_for()

    clerk.goto(f"/organizations/{public(unit)}/?tab=cases")
    clerk.get_by_role("link", name="组建党组织", exact=True).click()
    clerk.get_by_text("不同意组建：党员将要退休").wait_for()
    clerk.get_by_text("下步努力方向：先发展党员").wait_for()
    looked_at(clerk, "refused")
    clerk.locator("#following").get_by_role("link", name="落实下步努力方向").click()
    clerk.get_by_role("heading", name="落实下步努力方向").wait_for()
    clerk.get_by_role("link", name="再次申请组建党组织").wait_for()
    looked_at(clerk, "next-steps")
    clerk.get_by_role("link", name="办结").click()
    clerk.get_by_label("办理结果").fill("已发展党员一名")
    clerk.get_by_role("button", name="办结").click()
    clerk.get_by_text("已办结。").wait_for()


@pytest.mark.req("D07", "D08", "D14")
def test_an_organization_names_another_which_agrees_and_is_asked_again(cast: Cast, sign_in: SignIn) -> None:
    """Its name or way changed, it is another proposal: nobody has agreed to that yet."""
    one, units, clerks = joint(cast, clerks=1)
    host, named = sign_in(one.clerk), sign_in(clerks[0])
    host.goto(f"/organizations/{public(one.unit)}/")
    host.get_by_role("link", name="申请组建党组织").click()
    fill(host, "中共砚溪街道社会组织联合支部委员会")
    host.locator("[name=kind]").select_option("joint_branch")
    host.locator("[name=mode]").select_option("joint")
    host.locator("[name=units]").fill("澄川市白榆学会")
    host.get_by_role("button", name="提交").click()
    host.get_by_text("“澄川市白榆学会”还没有同意参加联合组建。").first.wait_for()
    looked_at(host, "not-agreed")
    host.get_by_role("button", name="暂存").click()
    host.get_by_text("已暂存，尚未提交。").wait_for()

    agree(named, "named")
    host.goto(f"/cases/formations/for/{public(one.unit)}/")
    host.get_by_label("党组织名称").fill("中共砚溪街道社会团体联合支部委员会")
    host.get_by_role("button", name="暂存").click()
    host.get_by_text("已暂存，尚未提交。").wait_for()
    host.goto(f"/cases/formations/for/{public(one.unit)}/")
    host.get_by_role("button", name="提交").click()
    host.get_by_text("“澄川市白榆学会”还没有同意参加联合组建。").first.wait_for()

    agree(named)
    host.goto(f"/cases/formations/for/{public(one.unit)}/")
    host.get_by_role("button", name="提交").click()
    host.get_by_text("已提交，等待材料审查。").wait_for()
    looked_at(host, "joint-sent")
    assert CaseUnit.objects.get(unit=units[0]).answer == "agreed"


def agree(page: Any, name: str = "") -> None:
    """From the first page to the answer."""
    page.goto("/")
    page.get_by_role("link", name="待表示意见的联合组建申请：1 件").click()
    page.get_by_role("link", name="表示意见").click()
    looked_at(page, name)
    page.get_by_text("还没有表示").first.wait_for()
    page.get_by_label("同意参加", exact=True).check()
    page.get_by_role("button", name="确认").click()
    page.get_by_text("已确认。").wait_for()


@pytest.mark.req("D12", "D19")
def test_the_street_committee_sends_back_and_then_approves(cast: Cast, sign_in: SignIn) -> None:
    one = with_the_street(cast)
    office, clerk = sign_in(cast.secretary), sign_in(cast.clerk)
    page = f"/cases/formations/{one.row.uuid}/"
    clerk.goto(page)
    looked_at(clerk, "outside")
    clerk.get_by_text("写退回意见").first.click()
    clerk.get_by_label("对“党组织名称”的退回意见").fill("街道党委：名称加上街道")
    clerk.get_by_role("button", name="退回").click()
    clerk.get_by_text("已退回，由申请方修改。").wait_for()
    office.goto(page)
    office.get_by_text("街道党委：名称加上街道").first.wait_for()
    one.submit(name="中共澄川市砚溪街道甲协会联合支部委员会")
    one.check(cast.actor_at(cast.joint, Role.JOINT_COMMITTEE_CLERK))
    one.review()
    clerk.goto(page)
    clerk.get_by_role("link", name="从街道党委撤回").click()
    looked_at(clerk, "take-back")
    clerk.get_by_label("撤回的原因").fill("材料少一页")
    clerk.get_by_role("button", name="撤回").click()
    clerk.get_by_text("已从街道党委撤回：材料少一页").wait_for()
    one.review()
    clerk.goto(page)
    clerk.get_by_role("link", name="登记街道党委批复").click()
    looked_at(clerk, "outside-reply")
    clerk.get_by_label("批复文号").fill("砚街党〔2020〕9号")
    clerk.get_by_role("button", name="登记").click()
    clerk.get_by_text("已登记批复，党组织已成立。").wait_for()
    looked_at(clerk, "outside-done")
