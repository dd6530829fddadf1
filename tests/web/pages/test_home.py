"""Home: what is to be done, with the list behind it; what runs out; the key figures; what happened last."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate
from psycopg.types.range import DateRange
from tests.cast import Cast
from tests.web.offices import attach, enter, sit_down

from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.models import Assignment, Case
from shuniu.policy.words.accounts import Role


@pytest.fixture
def units(cast: Cast) -> list[int]:
    today = localdate()
    found = enter(cast, "澄川市阿岚学会", "澄川市白榆学会", certificate_to=today + timedelta(days=20))
    found += enter(cast, "澄川市岑笙学会", start=10, certificate_to=today - timedelta(days=1))
    attach(cast, found[:1], cast.joint)
    count = CountOfMembers(unit=found[0], as_of=date(2020, 1, 1), source="填报表", members=5, full_members=5)
    report_head_counts(cast.act(), [count])
    return found


def duties_on(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<a class="task-name" href="([^"]*)">([^<]*)</a>', page)


def test_each_duty_leads_to_the_list_that_shows_just_these(cast: Cast, units: list[int]) -> None:
    client = sit_down(cast.clerk)
    found = duties_on(client.get("/").content.decode())
    assert [words for _, words in found] == [
        "没有归口党组织的社会组织：2 家",
        "应建未建：正式党员达到条件而没有党组织：1 家",
        "组织和工作都没有覆盖的社会组织：3 家",
        "新登记应督促同步组建的社会组织：1 家",
        "登记证书已过有效期的社会组织：1 家",
        "三个月内证书到期的社会组织：2 家",
    ]
    for address, words in found:
        count = re.search(r"：([\d,]+) 家$", words)
        assert count is not None
        assert f"共 <strong>{count[1]}</strong> 家" in client.get(address).content.decode()


def test_what_is_late_says_so_in_words(cast: Cast, units: list[int]) -> None:
    page = sit_down(cast.clerk).get("/").content.decode()
    assert "已超期" in page and "还有 20 天" in page


def test_key_figures_with_definition_trend_and_distance(cast: Cast, units: list[int]) -> None:
    page = sit_down(cast.clerk).get("/").content.decode()
    assert "0 / 3 家" in page and "近 13 个月走势" in page and "目标 0 家，还多 2 家" in page
    assert "计入登记状态：正常、异常、备案" in page


def test_a_branch_is_held_to_no_target_of_organizations_it_does_not_answer_for(cast: Cast, units: list[int]) -> None:
    branch = sit_down(cast.branch_secretary)
    page = branch.get("/figures/").content.decode()
    assert "应建未建" in page and "目标 0" not in page
    home = branch.get("/").content.decode()
    assert 'id="figure-full_members"' in home and "figure-unattached" not in home and "目标" not in home
    assert "已达到目标 0 家" in sit_down(cast.secretary).get("/figures/").content.decode()


def test_latest_acts_in_words(cast: Cast, units: list[int]) -> None:
    page = sit_down(cast.clerk).get("/").content.decode()
    for words in ("登记社会组织", "归口", "填报人数"):
        assert f">{words}<" in page


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM])
def test_every_office_has_a_home(cast: Cast, units: list[int], role: Role) -> None:
    actor = cast.actor_at(None if role.held_at_unit else cast.joint, role, units[0] if role.held_at_unit else None)
    answer = sit_down(actor).get("/")
    assert answer.status_code == 200 and "工作台" in answer.content.decode()


OPEN = {
    "/organizations/": {Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR},
    "/organizations/export/": {Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR},
}
TREE = {Role.COMMITTEE_CLERK, Role.JOINT_COMMITTEE_CLERK, Role.BRANCH_SECRETARY}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM])
def test_what_an_office_may_not_read_at_all_says_so(cast: Cast, units: list[int], role: Role) -> None:
    """Written from the duties of the offices, not from the table that the pages ask."""
    actor = cast.actor_at(None if role.held_at_unit else cast.joint, role, units[0] if role.held_at_unit else None)
    client = sit_down(actor)
    for address in ("/party/", "/party/list/", "/party/export/", "/figures/", "/figures/reports/"):
        answer: Any = client.get(address)
        if answer.streaming:
            assert b"".join(answer.streaming_content)[:2] == b"PK"
        assert answer.status_code == (200 if role in TREE else 403), address
    for address, closed in OPEN.items():
        answer = client.get(address)
        if answer.streaming:
            assert b"".join(answer.streaming_content)[:2] == b"PK"
        assert answer.status_code == (403 if role in closed else 200), address


def test_without_signing_in_nothing_is_shown(cast: Cast, units: list[int]) -> None:
    for address in ("/", "/organizations/", "/organizations/export/", "/party/", "/figures/", "/figures/reports/"):
        answer = Client().get(address)
        assert answer.status_code == 302 and answer["Location"].startswith("/sign-in/")


def test_what_waits_at_another_office_of_the_account_is_told_with_the_way_there(cast: Cast) -> None:
    """Of the joint committee's secretary, who is clerk of the committee too; nothing of it for one office alone."""
    Assignment.objects.create(
        account_id=cast.secretary.account, role=Role.COMMITTEE_CLERK.value, party_organization_id=cast.top,
        period=DateRange(date(2017, 1, 1), None), recorded=cast.opening,
    )  # fmt: skip
    for topic in ("urge", "next_steps"):
        Case.objects.create(
            kind="follow_up", topic=topic, state="to_do", holder="applicant", law_day=date(2020, 7, 1), at_id=cast.top,
            party_organization_id=cast.joint, origin_id=cast.top,
        )  # fmt: skip
    client = sit_down(cast.secretary)
    page = client.get("/").content.decode()
    said = "您在中共澄川市社会组织综合委员会（综合党委工作人员）还有 2 件待办事项。"
    assert said in page and "换到这个岗位" in page
    office = re.search(r'name="office" value="([^"]+)">\s*<p class="quiet">', page)
    assert office and client.post("/office/", {"office": office[1]}).status_code == 302
    assert ("待办事项：2 件" in client.get("/").content.decode()) and said not in client.get("/").content.decode()
    assert "换到这个岗位" not in sit_down(cast.clerk).get("/").content.decode()
