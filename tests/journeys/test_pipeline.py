"""With a real browser: organizations without a Party organization are found, planned for and planned by the planner.

By who does it: the committee's clerk looks at the board, the joint committee's clerk plans and decides on proposals.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.journeys.conftest import SignIn
from tests.journeys.eyes import looked_at
from tests.web.gallery import needs_chromium
from tests.web.offices import attach, enter

from shuniu.commands.formation import planning
from shuniu.commands.instructors.pool import NewInstructor, enter_pool
from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.jobs.tasks import plan_formation
from shuniu.models import Case, FormationPlan, Jurisdiction, Posting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), needs_chromium]
LATER = timedelta(days=200)


def four(cast: Cast) -> list[int]:
    """In one street and one field, of the joint committee: three full members, one, two and none."""
    found = enter(cast, *(f"澄川市第{n}学会" for n in range(1, 5)), region="110101", street="东街", field="科技")
    attach(cast, found, cast.joint)
    told = [
        CountOfMembers(unit=unit, as_of=cast.act().on, source="调查表", members=n, full_members=n)
        for unit, n in zip(found, (3, 1, 2, 0), strict=True)
    ]
    report_head_counts(cast.act(), told)
    return found


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.req("D03", "G11")
def test_the_uncovered_are_found_on_the_board_and_planned_for(cast: Cast, sign_in: SignIn) -> None:
    four(cast)
    above, office = sign_in(cast.clerk), sign_in(cast.secretary)
    above.goto("/organizations/pipeline/")
    row, ages = (
        above.get_by_role("region", name=name).get_by_role("row", name="中共澄川市科技领域社会团体联合委员会")
        for name in ("所处状态", "未覆盖的时间和组建方案")
    )
    assert row.locator('[data-label="没有党组织覆盖"]').inner_text() == "4"
    assert row.locator('[data-label="应建、尚未申请"]').inner_text() == "1"
    assert ages.locator('[data-label="1年以上"]').inner_text() == "4"
    looked_at(above, "pipeline-board")
    row.locator('[data-label="应建、尚未申请"] a').click()
    above.get_by_text("澄川市第1学会").first.wait_for()
    assert above.locator("td.row-name").count() == 1

    office.goto("/organizations/pipeline/rows/?state=few")
    for number in (2, 3):
        office.get_by_label(f"选择 澄川市第{number}学会").check()
    looked_at(office)
    press(office, "制定方案")
    office.locator("[name=way]").select_option("joint")
    office.locator("[name=planned_on]").fill((localdate() - timedelta(days=3)).isoformat())
    office.locator("[name=reason]").fill("正式党员不足3名")
    press(office, "保存方案")
    office.get_by_text("请改正计划日。").first.wait_for()
    looked_at(office)
    assert not FormationPlan.objects.exists()
    office.locator("[name=planned_on]").fill((localdate() + LATER).isoformat())
    press(office, "保存方案")
    office.get_by_role("link", name="澄川市第2学会").click()
    office.get_by_role("heading", name="时间倒推表").wait_for()
    for words in ("正式党员不足3名", "联合组建", "党委会研究审批", (localdate() + LATER).isoformat()):
        office.get_by_text(words).first.wait_for()
    looked_at(office)
    assert FormationPlan.objects.count() == 2

    above.goto("/organizations/pipeline/rows/?plan=ahead")
    told = above.get_by_role("row", name="澄川市第2学会")
    assert told.locator('[data-label="责任党组织"]').inner_text() == "中共澄川市科技领域社会团体联合委员会"
    assert told.locator('[data-label="未组建的原因"]').inner_text() == "正式党员不足3名"
    looked_at(above)


@pytest.mark.req("D07", "E10")
def test_the_planner_proposes_and_what_is_accepted_becomes_a_draft(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    four(cast)
    monkeypatch.setattr(planning, "AT_ONCE", 1)
    office = sign_in(cast.secretary)
    office.goto("/organizations/pipeline/")
    office.get_by_role("link", name="组建规划").click()
    looked_at(office)
    press(office, "计算")
    office.get_by_text("正在计算").wait_for()
    looked_at(office)
    # What the worker does with what was left to it; the page finds it by itself.
    assert plan_formation(run=str(UUID(office.url.rstrip("/").rpartition("/")[2])))
    office.get_by_role("heading", name="前后对照").wait_for()
    coverage = office.get_by_role("row", name="党组织覆盖率")
    assert coverage.locator('[data-label="现在"]').inner_text() == "0.0%（0 / 4）"
    assert coverage.locator('[data-label="全部办成以后"]').inner_text() == "75.0%（3 / 4）"
    assert coverage.locator('[data-label="按基线"]').inner_text() == "75.0%（3 / 4）"
    office.reload()
    looked_at(office)

    office.get_by_role("row", name="联合组建").get_by_role("checkbox").check()
    press(office, "采纳")
    office.locator("[name=planned_on]").fill((localdate() + LATER).isoformat())
    looked_at(office)
    press(office, "采纳")
    office.get_by_text("已采纳，已起草组建申请").wait_for()
    looked_at(office, "planner-accepted")
    office.get_by_role("row", name="选派指导员").get_by_role("checkbox").check()
    press(office, "不采纳")
    office.locator("[name=reason]").fill("即将注销")
    press(office, "不采纳")
    office.get_by_text("不采纳：即将注销").wait_for()

    (case,) = Case.objects.all()
    assert (case.kind, case.state, case.filed["mode"]) == ("formation", "draft", "joint")
    office.goto("/cases/")
    office.get_by_role("row", name="填写中").get_by_role("link").first.click()
    looked_at(office)
    office.get_by_role("link", name="继续填写", exact=True).click()
    assert office.locator("[name=mode]").input_value() == "joint"


@pytest.mark.req("B09", "E10", "G11", "D14")
def test_loads_are_balanced_and_instructors_are_sent_from_what_is_proposed(cast: Cast, sign_in: SignIn) -> None:
    units = four(cast)
    key = "structure.joint_committee_target_load"
    decide_figures(cast.act(), [DecidedFigure(party_organization=cast.top, key=key, value=2, decision="〔2020〕2号")])
    enter_pool(cast.act(), [NewInstructor(party_organization=cast.top, name="白榆", source="retired", code="Z01")])
    office = sign_in(cast.clerk)
    office.goto("/organizations/pipeline/planner/loads/")
    office.get_by_text("共需调整 2 家").wait_for()
    looked_at(office, "loads")
    boxes = office.get_by_role("region", name="建议调整的归口").get_by_role("checkbox")
    boxes.first.check()
    press(office, "采纳")
    office.get_by_text("已调整 1 家的归口。").wait_for()
    assert Jurisdiction.objects.filter(party_organization=cast.other, unit__in=units, retracted=None).count() == 1

    office.get_by_role("link", name="派驻指导员", exact=True).click()
    told = office.get_by_role("region", name="建议派驻")
    told.get_by_role("checkbox").last.check()
    office.locator("[name=planned_on]").fill((localdate() + LATER).isoformat())
    press(office, "采纳")
    office.get_by_text("1 家已列入“待派驻”。").wait_for()
    looked_at(office, "instructors-planned")

    office.goto("/party/instructors/")
    office.get_by_role("link", name="待派驻 1 家").click()
    looked_at(office, "waiting")
    office.get_by_role("checkbox").check()
    office.locator("[name=document_number]").fill("澄社党〔2026〕3号")
    press(office, "派驻")
    office.get_by_text("已派驻 1 家。").wait_for()
    assert Posting.objects.get().document_number == "澄社党〔2026〕3号"

    office.goto(f"/party/instructors/{Posting.objects.get().instructor.uuid}/")
    looked_at(office, "instructor")
    office.get_by_role("link", name="起草组建申请").click()
    press(office, "起草组建申请")
    office.get_by_text("已起草，请补充后提交。").wait_for()
    case = Case.objects.get()
    office.goto(f"/cases/formations/{case.uuid}/")
    office.get_by_text("由指导员计划发起").wait_for()
    assert (case.state, case.begun_from) == ("draft", "instructor")
