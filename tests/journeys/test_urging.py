"""With a real browser: what is urged is found from the first page, drafted, put aside with a reason, or gone by itself.

By who does it: the committee's clerk. What others do meanwhile is done by command.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.commands.formation.desk import bound
from tests.commands.formation.test_urging import pool, temporary_branch
from tests.commands.members.roll import ADMITTED
from tests.journeys.conftest import SignIn
from tests.journeys.eyes import looked_at
from tests.web.gallery import needs_chromium
from tests.web.offices import attach, enter

from shuniu.commands.members.enter import NewMember, enter_members
from shuniu.commands.members.move import Departure, let_go
from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.models import Case, Membership
from shuniu.policy.words import Leaving

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), needs_chromium]
LIST = "/organizations/pipeline/urgings/"


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.req("D20", "D21", "D22")
def test_gathered_members_are_urged_put_aside_drafted_and_gone(cast: Cast, sign_in: SignIn) -> None:
    node, units = pool(cast)
    waiting = NewMember(
        party_organization=node, name="预备", membership=ADMITTED | {"state": "probationary", "full_member_on": None},
        unit=units[0],
    )  # fmt: skip
    enter_members(cast.act(), [waiting])
    office = sign_in(cast.clerk)
    office.get_by_role("link", name="可另建党支部的流动党员党支部：1 个").click()
    told = "可另建联合党支部：行业同为“教育”的单位 2 家，正式党员 3 名，另有预备党员 1 名，达到 3 名"
    office.get_by_text(told).wait_for()
    assert "第0名" not in office.content()  # numbers, no names
    looked_at(office, "urging-pooling")

    office.get_by_role("link", name="暂不另建").click()
    looked_at(office, "urging-aside")
    office.locator("[name=reason]").fill("两家正在合并")
    office.locator("[name=until]").fill(localdate().isoformat())
    press(office, "暂不另建")
    office.get_by_role("alert").first.wait_for()
    looked_at(office, "urging-aside-refused")
    assert not Case.objects.exists()
    office.locator("[name=until]").fill(localdate().replace(year=localdate().year + 1).isoformat())
    press(office, "暂不另建")
    aside = office.get_by_role("row", name="教育")
    aside.get_by_role("link", name="决定暂不办理").wait_for()
    assert aside.get_by_role("link", name="起草分设").count() == 0
    assert office.locator(".list-count strong").inner_text() == "0"
    looked_at(office, "urging-put-aside")
    aside.get_by_role("link", name="决定暂不办理").click()
    office.get_by_text("两家正在合并").first.wait_for()
    looked_at(office, "urging-follow-up")

    # Two of them leave: nothing is urged any more, and nobody had to take it off the list.
    held = list(Membership.objects.filter(retracted__isnull=True, state="full").values_list("person", flat=True))
    let_go(cast.act(), [Departure(person=one, why=Leaving.MOVED_OUT) for one in held[:2]])
    office.goto(f"{LIST}?which=pooling")
    office.get_by_text("没有正式党员达到人数、可以另建党支部的流动党员党支部。").wait_for()
    looked_at(office, "urging-nothing")


@pytest.mark.req("D21")
def test_one_click_drafts_the_split_and_the_end_of_a_temporary_branch(cast: Cast, sign_in: SignIn) -> None:
    pool(cast)
    temporary_branch(cast, None)
    office = sign_in(cast.clerk)
    office.goto(f"{LIST}?which=pooling")
    office.get_by_role("link", name="起草分设").click()
    looked_at(office, "urging-draft")
    press(office, "起草")
    office.get_by_text("已起草，请补充全称，核对后提交。").wait_for()
    looked_at(office, "urging-split-drafted")
    assert office.locator("select option:checked[value='1']").count() == 5  # three members and two units
    office.goto(LIST)
    office.get_by_role("link", name="临时党支部到期").click()
    ending = office.get_by_role("row", name="原文未明示")
    ending.get_by_role("link", name="起草撤销").wait_for()
    looked_at(office, "urging-temporary")
    ending.get_by_role("link", name="起草撤销").click()
    press(office, "起草")
    office.goto(f"{LIST}?which=pooling")
    office.get_by_role("link", name="正在办理调整").click()
    office.get_by_role("heading").first.wait_for()
    looked_at(office, "urging-under-way")


@pytest.mark.req("D09")
def test_a_new_organization_is_urged_and_leaves_the_list_once_covered(cast: Cast, sign_in: SignIn) -> None:
    bound(cast, "bj2020", "bj2016", "bj2015", "national")
    day = cast.act().on
    names = ("澄川市新竹学会", "澄川市新柳学会")
    units = enter(cast, *names, established_on=day, established_precision="day")
    attach(cast, units, cast.joint)
    counts = [
        CountOfMembers(unit=unit, as_of=day, source="调查表", members=4, full_members=3, full_time=6) for unit in units
    ]
    report_head_counts(cast.act(), counts)
    office = sign_in(cast.secretary)
    office.goto(LIST)
    looked_at(office, "urging-registered")
    office.get_by_role("row", name=names[0]).get_by_role("link", name="督促", exact=True).click()
    looked_at(office, "urging-letter")
    office.locator("[name=number]").fill("澄社函〔2020〕1号")
    press(office, "督促")
    office.get_by_role("row", name=names[0]).get_by_text("已督促").wait_for()
    cover_units(cast.act(), [Covering(party_organization=cast.branch, unit=unit) for unit in units])
    office.reload()
    office.get_by_text("没有新登记应当督促同步组建的社会组织。").wait_for()
    looked_at(office, "urging-registered-done")
