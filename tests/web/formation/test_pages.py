"""Applied for by the organization, looked through by the office: what each of them sees and can do."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast
from tests.commands.formation.desk import bound
from tests.web.offices import SINCE, attach, enter, filled, public, sent, sit_down

from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.organizations.outside import OutsideUnit, register_outside_units
from shuniu.models import Case
from shuniu.policy.words import UnitKind
from shuniu.policy.words.accounts import Role

LIST = "/cases/"
GOOD = {
    "name": "中共澄川市阿岚学会支部委员会", "kind": "party_branch", "mode": "separate", "basis": "unit",
    "full_members": "4", "probationary": "1", "full_time": "4", "managers": "0", "managers_transferred": "0",
    "relations_in": "4", "secretary_source": "party_member_head", "grounds": "正式党员已满三名",
}  # fmt: skip


@pytest.fixture
def unit(cast: Cast) -> int:
    (found,) = enter(cast, "澄川市阿岚学会")
    attach(cast, [found], cast.joint)
    return found


@pytest.fixture
def clerk(cast: Cast, unit: int) -> Client:
    return sit_down(cast.actor_at(None, Role.ORGANIZATION_CLERK, unit))


@pytest.fixture
def reviewer(cast: Cast) -> Client:
    return sit_down(cast.secretary)


def text(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def listed(client: Client, which: str = "") -> str:
    """What stands on the list, without the frame around it."""
    return text(client, f"{LIST}?which={which}").partition("<tbody>")[2].partition("</tbody>")[0]


def page_for(unit: int, part: str = "") -> str:
    return f"/cases/formations/for/{public(unit)}/{part}"


def apply(client: Client, unit: int, part: str = "submit/", **fields: Any) -> Any:
    """The form as it is shown, filled in, and sent to one of its buttons."""
    return client.post(page_for(unit, part), {**filled(client, page_for(unit)), **GOOD, **fields})


def one_of(unit: int) -> Case:
    return Case.objects.filter(unit=unit, kind="formation").latest("pk")


def address_of(unit: int, part: str = "") -> str:
    return f"/cases/formations/{one_of(unit).uuid}/{part}"


def decided(client: Client, unit: int, act: str, **fields: str) -> Any:
    return client.post(address_of(unit, f"{act}/"), {**filled(client, address_of(unit)), **fields})


def told(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.req("D14")
def test_the_organization_applies_and_the_responsible_office_finds_it(
    cast: Cast, unit: int, clerk: Client, reviewer: Client
) -> None:
    assert "申请组建党组织" in text(clerk, "/cases/formations/own/")
    assert apply(clerk, unit).status_code == 302
    assert one_of(unit).state == "checking" and one_of(unit).origin_id is None
    assert "澄川市阿岚学会" in text(reviewer, LIST) and "待办事项：1 件" in text(reviewer, "/")
    page = text(reviewer, address_of(unit))
    assert "中共澄川市阿岚学会支部委员会" in page and "单独组建" in page and "各项条件都符合" in page
    own = text(clerk, address_of(unit))
    assert "撤回" in own and "写退回意见" not in own and "通过</button>" not in own


@pytest.mark.req("D12")
def test_a_check_tells_everything_and_writes_nothing(unit: int, clerk: Client) -> None:
    answer = apply(clerk, unit, "check/", full_members="2", relations_in="2", full_time="2", name="")
    page = told(answer)
    assert answer.status_code == 200 and not Case.objects.filter(unit=unit).exists()
    assert "正式党员不足 3 名" in page and "请填写党组织名称" in page and "怎样就行" in page and "谁来办" in page
    # What was filled in is still there.
    assert 'name="full_members" value="2"' in page
    assert "各项条件都符合" in told(apply(clerk, unit, "check/"))


def test_what_is_kept_is_nobody_elses_until_it_is_sent(unit: int, clerk: Client, reviewer: Client) -> None:
    assert apply(clerk, unit, "", full_members="1").status_code == 302
    assert one_of(unit).state == "draft"
    assert "澄川市阿岚学会" not in listed(reviewer) and reviewer.get(address_of(unit)).status_code == 404
    assert "澄川市阿岚学会" not in listed(reviewer, "open")
    assert "继续填写" in text(clerk, address_of(unit))
    assert 'name="full_members" value="1"' in text(clerk, page_for(unit))


def test_a_refused_application_says_why_and_keeps_what_was_written(unit: int, clerk: Client) -> None:
    answer = apply(clerk, unit, full_members="2", relations_in="2", full_time="2")
    page = told(answer)
    assert answer.status_code == 422 and "登记没有改动" in page and 'name="full_members" value="2"' in page
    assert not Case.objects.filter(unit=unit).exists()


@pytest.mark.req("D12")
def test_what_is_returned_is_mended_where_it_was_remarked_upon(unit: int, clerk: Client, reviewer: Client) -> None:
    apply(clerk, unit)
    assert decided(reviewer, unit, "return").status_code == 422
    assert decided(reviewer, unit, "return", remark_name="请写全称").status_code == 302
    assert one_of(unit).state == "returned"
    own = text(clerk, address_of(unit))
    assert "退回意见：请写全称" in own and "修改</a>" in own
    form = text(clerk, page_for(unit))
    assert 'name="name"' in form and 'name="full_members"' not in form and "4 名" in form
    given = {**filled(clerk, page_for(unit)), "name": "中共澄川市阿岚学会支部"}
    assert "各项条件都符合" in told(clerk.post(page_for(unit, "check/"), given))
    assert clerk.post(page_for(unit, "submit/"), given).status_code == 302
    changed = text(reviewer, address_of(unit)).partition("与上次提交相比")[2].partition("</table>")[0]
    assert re.findall(r'<td class="row-name">([^<]+)<', changed) == ["党组织名称"]
    assert "中共澄川市阿岚学会支部委员会" in changed


def test_who_writes_a_remark_does_not_accept_by_mistake(unit: int, clerk: Client, reviewer: Client) -> None:
    apply(clerk, unit)
    answer = decided(reviewer, unit, "accept", remark_name="请写全称")
    assert answer.status_code == 422 and "写了退回意见的不能通过" in told(answer)
    assert one_of(unit).state == "checking"


def test_it_goes_on_to_the_committee(cast: Cast, unit: int, clerk: Client, reviewer: Client) -> None:
    apply(clerk, unit)
    assert decided(reviewer, unit, "accept").status_code == 302
    assert one_of(unit).state == "reviewing"
    above = sit_down(cast.clerk)
    assert "澄川市阿岚学会" in listed(above) and "澄川市阿岚学会" not in listed(reviewer)
    assert "通过</button>" not in text(reviewer, address_of(unit))
    # What the reviewer sees is not theirs any more: sent all the same, it is refused.
    assert reviewer.post(address_of(unit, "accept/"), {"version": one_of(unit).version}).status_code in (409, 422)


def test_what_changed_since_it_was_looked_at_is_shown_again(unit: int, clerk: Client, reviewer: Client) -> None:
    apply(clerk, unit)
    given = {**filled(reviewer, address_of(unit)), "remark_name": "请写全称"}
    decided(clerk, unit, "withdraw")
    apply(clerk, unit, full_members="5")
    answer = reviewer.post(address_of(unit, "return/"), given)
    assert answer.status_code == 409 and "刚刚有变动" in told(answer) and "请写全称" in told(answer)
    assert one_of(unit).state == "checking"


def test_it_is_taken_back_while_nobody_has_decided(unit: int, clerk: Client, reviewer: Client) -> None:
    apply(clerk, unit)
    assert decided(clerk, unit, "withdraw").status_code == 302
    assert one_of(unit).state == "draft"
    apply(clerk, unit)
    decided(reviewer, unit, "accept")
    assert "撤回" not in text(clerk, address_of(unit)).partition("case-bar")[2].partition("</p>")[0]


def test_an_office_applies_on_behalf_and_holds_it(cast: Cast, unit: int, clerk: Client, reviewer: Client) -> None:
    assert apply(reviewer, unit, "").status_code == 302
    assert one_of(unit).origin_id == cast.joint
    assert "澄川市阿岚学会" in listed(reviewer) and "澄川市阿岚学会" not in listed(clerk)
    # Its draft is read by whoever fills it in, so nothing leads there: neither the list nor the own page.
    assert "澄川市阿岚学会" not in listed(clerk, "open")
    page = text(clerk, page_for(unit))
    assert "正由别处填写，还没有提交" in page and address_of(unit) not in page
    assert clerk.post(page_for(unit), {"version": 1}).status_code == 302
    assert reviewer.get("/cases/formations/own/").status_code == 404
    # Whoever sent it is told which acts are another's, and finds no button for them.
    assert apply(reviewer, unit, "submit/").status_code == 302
    page = text(reviewer, address_of(unit))
    assert (
        "由当前账号提交，“退回”、“通过”请由本级的其他账号办理；没有其他账号的，请上级党组织办理" in page
        and "通过</button>" not in page
    )


@pytest.mark.req("D09")
def test_an_organization_is_urged_to_apply(cast: Cast, unit: int, clerk: Client, reviewer: Client) -> None:
    address = page_for(unit, "urge/")
    assert address in text(reviewer, f"/organizations/{public(unit)}/?tab=acts")
    refused = sent(reviewer, address)
    assert refused.status_code == 422 and "先核实党员人数" in told(refused)
    report_head_counts(cast.act(), [CountOfMembers(unit=unit, as_of=SINCE, source="调查", members=4, full_members=4)])
    assert sent(reviewer, address).status_code == 302
    assert "督促同步建立党组织" in text(clerk, f"/cases/follow-ups/{Case.objects.get(kind='follow_up').uuid}/")
    assert "督促同步建立党组织" in listed(clerk) and clerk.get(address).status_code == 403


@pytest.mark.parametrize("others", [1, 3])
def test_a_case_asks_as_often_for_many_units_as_for_one(
    cast: Cast, unit: int, reviewer: Client, others: int, django_assert_num_queries: Any
) -> None:
    beside = enter(cast, *(f"澄川市第{number}学会" for number in range(others)), start=10)
    attach(cast, beside, cast.joint)
    lines = "\n".join(f"澄川市第{number}学会" for number in range(others))
    joint = {"mode": "joint", "kind": "joint_branch", "name": "中共澄川市学会联合支部委员会", "units": lines}
    assert apply(reviewer, unit, "", **joint).status_code == 302
    assert all(f"澄川市第{number}学会" in text(reviewer, address_of(unit)) for number in range(others))
    with django_assert_num_queries(19):
        reviewer.get(address_of(unit))


def test_nobody_applies_for_what_is_not_theirs(cast: Cast, unit: int) -> None:
    outsider = sit_down(cast.outsider)
    assert outsider.get(page_for(unit)).status_code == 404
    assert outsider.post(page_for(unit, "submit/"), GOOD).status_code == 404


@pytest.mark.req("D26")
def test_an_office_files_for_an_area_with_the_centre_that_hosts_it(cast: Cast, unit: int) -> None:
    bound(cast, "xy", "national")
    register_outside_units(cast.act(), [OutsideUnit(kind=UnitKind.OTHER, name="城东党建活动中心")], cast.top)
    office = sit_down(cast.clerk)
    shown = text(office, page_for(unit))
    assert "依托的党建活动中心" in shown and "区域性党组织" in shown
    area = {
        "secretary_source": "",
        "kind": "area_party_org",
        "name": "中共城东区域党组织",
        "basis": "area",
        "area_kind": "activity_centre",
    }
    assert "没有" in told(apply(office, unit, "", **area, centre="城西党建活动中心"))
    assert apply(office, unit, "", **area, centre="城东党建活动中心").status_code == 302
    assert "城东党建活动中心" in text(office, address_of(unit))
    assert 'value="城东党建活动中心"' in text(office, page_for(unit))


@pytest.mark.req("D26")
def test_where_the_texts_know_no_such_area_nobody_is_asked_for_a_centre(cast: Cast, unit: int) -> None:
    assert "依托的党建活动中心" not in text(sit_down(cast.clerk), page_for(unit))
