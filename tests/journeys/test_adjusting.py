"""With a real browser: a pooling branch is split by those who do it; a renewal stands beside the term of a branch."""

from __future__ import annotations

import pytest
from django.utils.timezone import localdate
from psycopg.types.range import DateRange
from tests.cast import BEGINNING, Cast
from tests.commands.formation.adjusting_desk import AdjustingDesk, covered, held_at, members_at
from tests.journeys.conftest import SignIn
from tests.journeys.eyes import looked_at
from tests.web.gallery import needs_chromium
from tests.web.offices import public

from shuniu.models import LocalFigure, Naming
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.cases import Verb

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    needs_chromium,
]
NAME = "中共澄川市科技联合支部委员会"


@pytest.mark.req("L21")
def test_a_branch_is_split_by_those_who_do_it(cast: Cast, sign_in: SignIn) -> None:
    LocalFigure.objects.create(
        party_organization_id=cast.top, key="documents.mark", value=["澄社党"], decision="会议纪要",
        period=DateRange(BEGINNING, None), recorded=cast.opening,
    )  # fmt: skip
    units = covered(cast, cast.branch, "澄川市阿岚学会", "澄川市白榆学会", "澄川市苍梧学会")
    members = members_at(cast, cast.branch, 5)
    secretary, joint, clerk = sign_in(cast.branch_secretary), sign_in(cast.secretary), sign_in(cast.clerk)

    secretary.goto("/party/of/branch/?tab=acts")
    looked_at(secretary, "acts")
    secretary.get_by_role("link", name="报批分设").click()
    looked_at(secretary, "split-empty")
    secretary.get_by_label("第 1 个：全称").fill(NAME)
    secretary.get_by_label("第 1 个：种类").select_option("joint_branch")
    secretary.get_by_label("调整的理由").fill("成员单位行业相近，便于开展活动")
    for unit in units[:2]:
        secretary.locator(f"[name=unit_{unit}]").select_option("1")
    for one in members[:2]:
        secretary.locator(f"[name=member_{one.replace('-', '')}]").select_option("1")
    secretary.get_by_role("button", name="检查").click()
    secretary.get_by_text(f"“{NAME}”应有正式党员 3 名以上。").first.wait_for()
    looked_at(secretary, "split-checked")
    secretary.locator(f"[name=member_{members[2].replace('-', '')}]").select_option("1")
    secretary.get_by_role("button", name="提交").click()
    secretary.get_by_text("已提交，等待材料审查。").wait_for()
    looked_at(secretary, "case-secretary")
    address = secretary.url.split("?")[0]

    joint.goto("/cases/")
    looked_at(joint)
    joint.goto(address)
    joint.get_by_text("各项条件都符合。").wait_for()
    looked_at(joint, "case-joint")
    joint.get_by_role("button", name="通过").click()
    joint.get_by_text("材料审查通过，转入初审。").wait_for()
    clerk.goto(address)
    clerk.get_by_role("button", name="通过").click()
    clerk.get_by_text("初审通过，待上会研究。").wait_for()
    AdjustingDesk(cast, AdjustmentTopic.SPLIT).meet(Verb.SCHEDULE, Verb.APPROVE)
    clerk.goto(address)
    clerk.get_by_role("link", name="批复").click()
    looked_at(clerk, "reply")
    clerk.get_by_role("button", name="批复").click()
    clerk.get_by_text("已批复，登记已按批复变更。").wait_for()
    looked_at(clerk, "case-done")
    made = Naming.objects.get(name=NAME).party_organization_id
    assert [held_at(one)[-1] for one in members] == [(made, localdate(), None)] * 3 + [
        (cast.branch, held_at(members[3])[-1][1], None)
    ] * 2


@pytest.mark.req("F03", "F13")
def test_the_renewal_of_an_organization(cast: Cast, sign_in: SignIn) -> None:
    (unit,) = covered(cast, cast.branch, "澄川市阿岚学会")
    clerk, secretary = sign_in(cast.clerk), sign_in(cast.branch_secretary)
    clerk.goto(f"/organizations/{public(unit)}/?tab=acts")
    clerk.get_by_role("link", name="换届日期").click()
    clerk.get_by_label("下次换届").fill("2030-06-01")
    clerk.get_by_label("来源").fill("章程第二十一条")
    looked_at(clerk, "renewal")
    clerk.get_by_role("button", name="登记").click()
    clerk.get_by_text("换届日期已登记。").wait_for()
    secretary.goto(f"/organizations/{public(unit)}/")
    secretary.get_by_role("link", name="换届程序意见").click()
    secretary.get_by_label("程序意见").select_option("with_remarks")
    secretary.get_by_label("会议通知").check()
    looked_at(secretary, "opinion")
    secretary.get_by_role("button", name="提出").click()
    secretary.get_by_text("程序意见已登记。").wait_for()
    clerk.goto("/figures/reports/?node=top&report=renewals")
    looked_at(clerk, "renewals")
    clerk.goto("/figures/reports/?node=top&report=joint")
    looked_at(clerk, "joint")
