"""With a real browser: a secretary is followed, hands over, is taken over from; a joint committee is appointed."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cast import Cast
from tests.commands.leadership.test_appointing import decided_mark
from tests.commands.members.roll import row
from tests.journeys.conftest import SignIn
from tests.journeys.eyes import looked_at
from tests.web.gallery import needs_chromium
from tests.web.leadership.test_appointment import met
from tests.web.offices import attach, enter

from shuniu.commands.members.enter import enter_members
from shuniu.models import Assignment, Case, Post
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import Verb

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    needs_chromium,
]
JOINED = date(2018, 1, 1)


@pytest.mark.req("B12", "J01")
def test_a_secretary_is_followed_and_the_work_is_handed_over(cast: Cast, sign_in: SignIn) -> None:
    enter_members(cast.act(JOINED), [row(cast.branch, "甲党员", post="secretary"), row(cast.branch, "乙党员")])
    clerk = sign_in(cast.secretary)
    clerk.goto("/party/of/branch/")
    clerk.get_by_role("link", name="班子").click()
    looked_at(clerk)
    clerk.get_by_role("link", name="补登任职").click()
    looked_at(clerk)
    clerk.locator("[name=person]").select_option(label="乙党员（中共澄川市澄笙学会支部委员会）")
    clerk.get_by_label("怎样产生").select_option(label="选举产生")
    clerk.locator("[name=document_number]").fill("澄社联〔2020〕1号")
    clerk.get_by_role("button", name="登记").click()
    clerk.get_by_text("任职已登记。").wait_for()

    held = Assignment.objects.filter(account=cast.branch_secretary.account, retracted__isnull=True)
    assert not held.filter(period__endswith__isnull=True).exists()

    # Nobody signs in for the branch: the level above has it.
    clerk.goto("/cases/")
    looked_at(clerk)
    clerk.goto("/party/of/branch/leadership/")
    clerk.get_by_role("link", name="工作交接").click()
    looked_at(clerk)
    clerk.get_by_role("link", name="移交").click()
    for place in range(4):
        clerk.get_by_label("已移交").nth(place).check()
    looked_at(clerk)
    clerk.get_by_role("button", name="移交").click()
    clerk.get_by_text("已移交，由继任者接收。").wait_for()

    new = sign_in(cast.actor_at(cast.branch, Role.BRANCH_SECRETARY))
    new.goto(f"/party/handovers/{Case.objects.get(kind='handover').uuid}/")
    new.get_by_role("link", name="定计划日").click()
    looked_at(new)
    new.get_by_role("link", name="返回").click()
    new.get_by_role("link", name="注明未接收").click()
    looked_at(new)
    new.get_by_label("原因").fill("活动场所的钥匙正在查找")
    new.get_by_role("button", name="注明未接收").click()
    new.get_by_text("已注明未接收，上级党组织可以看到。").wait_for()
    looked_at(new)
    clerk.goto("/cases/?which=late")
    clerk.get_by_text("未接收").first.wait_for()
    looked_at(clerk)
    new.get_by_role("link", name="移交").click()
    new.get_by_role("button", name="移交").click()
    new.get_by_text("已移交，由继任者接收。").wait_for()
    new.get_by_role("link", name="接收", exact=True).click()
    for box in new.get_by_role("checkbox").all():
        box.check()
    looked_at(new)
    new.get_by_role("button", name="接收").click()
    new.get_by_text("已接收，交接办结。").wait_for()
    looked_at(new)


@pytest.mark.req("B09", "B10", "F10")
def test_a_joint_committee_is_proposed_reviewed_and_appointed(cast: Cast, sign_in: SignIn) -> None:
    enter_members(cast.act(JOINED), [row(cast.branch, "甲党员"), row(cast.branch, "乙党员")])
    attach(cast, enter(cast, "澄川市阿岚学会", start=0), cast.joint)
    joint, clerk = sign_in(cast.secretary), sign_in(cast.clerk)
    joint.goto("/party/of/joint/leadership/")
    joint.get_by_role("link", name="班子任命").click()
    joint.get_by_role("searchbox", name="查找党员").fill("甲党")
    joint.get_by_role("searchbox", name="查找党员").press("Enter")
    looked_at(joint)
    joint.locator("[name=person_1]").select_option(label="甲党员（中共澄川市澄笙学会支部委员会）")
    joint.locator("[name=post_1]").select_option("secretary")
    joint.get_by_role("button", name="提交").click()
    joint.get_by_role("heading", name="还不能办理").wait_for()
    looked_at(joint)
    joint.locator("[name=source_1]").select_option("internal")
    joint.locator("[name=secretary_unit]").fill("澄川市阿岚学会")
    joint.get_by_role("button", name="提交").click()
    joint.get_by_text("已办理。").wait_for()

    case = Case.objects.get(kind="appointment")
    clerk.goto(f"/party/appointments/{case.uuid}/")
    looked_at(clerk)
    clerk.get_by_role("button", name="通过").click()
    clerk.get_by_text("初审通过，等待上会研究。").wait_for()
    met(cast, Verb.APPROVE)
    decided_mark(cast)
    clerk.reload()
    clerk.get_by_role("link", name="任命", exact=True).click()
    looked_at(clerk)
    clerk.get_by_role("button", name="任命").click()
    clerk.get_by_text("班子已任命，任职已登记。").wait_for()
    assert Post.objects.get(party_organization=cast.joint, retracted__isnull=True).how == "appointed"
    joint.goto("/party/of/joint/leadership/")
    joint.get_by_text("书记单位 澄川市阿岚学会").wait_for()
    looked_at(joint)
