"""Filed by the organization, decided on by the responsible office: what each of them sees and can do."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.web.offices import attach, enter, filled, public, sent, sit_down

from shuniu.commands.organizations.edit import EditedOrganization, edit_organizations
from shuniu.models import Case, HeadCount, Registration
from shuniu.policy.words.accounts import Role

OWN, SUBMIT, WITHDRAW = (f"/organizations/submissions/own/{part}" for part in ("", "submit/", "withdraw/"))
LIST = "/organizations/submissions/"


@pytest.fixture
def unit(cast: Cast) -> int:
    (found,) = enter(cast, "澄川市阿岚学会", address="澄川市旧路1号", full_time_staff=3)
    attach(cast, [found], cast.joint)
    return found


@pytest.fixture
def clerk(cast: Cast, unit: int) -> Client:
    return sit_down(cast.actor_at(None, Role.ORGANIZATION_CLERK, unit))


@pytest.fixture
def reviewer(cast: Cast) -> Client:
    return sit_down(cast.secretary)


def text(client: Client, address: str) -> str:
    return str(client.get(address).content.decode())


def filled_in(client: Client, to: str = SUBMIT, **fields: str) -> Any:
    """The form as it is shown, with ``fields`` changed, sent to one of its two buttons."""
    return client.post(to, {**filled(client, OWN), **fields})


def one_of(unit: int) -> Case:
    return Case.objects.filter(unit=unit).latest("pk")


def decided(client: Client, unit: int, act: str, **fields: str) -> Any:
    address = f"{LIST}{one_of(unit).uuid}/"
    return client.post(f"{address}{act}/", {**filled(client, address), **fields})


@pytest.mark.req("P01", "P05")
def test_from_the_form_to_the_card(cast: Cast, unit: int, clerk: Client, reviewer: Client) -> None:
    assert "填报本单位信息：尚未填报：1 件" in text(clerk, "/")
    form = text(clerk, OWN)
    assert "统一社会信用代码" in form and "登记管理机关核发" in form and 'name="mode"' not in form
    assert "没有党组织覆盖" in form  # from the ledger, not typed
    assert filled_in(clerk, OWN, address="澄川市砚溪路8号", members="4").status_code == 302
    assert "已暂存，尚未提交" in text(clerk, "/") and "待审核填报" not in text(reviewer, "/")
    assert filled_in(clerk, full_members="3", probationary="1").status_code == 302
    assert "已提交，等待负责的党组织审核" in text(clerk, OWN)
    assert "澄川市旧路1号" in text(clerk, f"/organizations/{public(unit)}/?tab=registration")
    assert "待审核填报：1 件" in text(reviewer, "/") and "待审核填报" not in text(sit_down(cast.clerk), "/")
    assert "澄川市阿岚学会" in text(reviewer, LIST)
    page = text(reviewer, f"{LIST}{one_of(unit).uuid}/")
    assert "澄川市旧路1号" in page and "澄川市砚溪路8号" in page
    assert decided(reviewer, unit, "accept")["Location"] == LIST
    card = text(reviewer, f"/organizations/{public(unit)}/?tab=registration")
    assert "澄川市砚溪路8号" in card
    assert f"4 名，其中正式党员 3 名（{localdate()} 填报）" in card
    assert "待审核填报" not in text(reviewer, "/") and "填报本单位信息" not in text(clerk, "/")
    assert f"上次填报已于 {localdate()} 通过" in text(clerk, OWN)


@pytest.mark.req("P01")
def test_only_what_differs_is_shown_beside_the_register(unit: int, clerk: Client, reviewer: Client) -> None:
    filled_in(clerk, address="澄川市砚溪路8号", members="4")
    table = text(reviewer, f"{LIST}{one_of(unit).uuid}/").partition("compared")[2].partition("</table>")[0]
    assert re.findall(r'<td class="row-name">([^<]+)<', table) == ["住所", "党员"]


@pytest.mark.req("P01")
def test_what_is_returned_is_mended_where_it_was_remarked_upon(unit: int, clerk: Client, reviewer: Client) -> None:
    filled_in(clerk, address="澄川市砚溪路", street="砚溪街道", members="4")
    assert decided(reviewer, unit, "return").status_code == 422
    assert decided(reviewer, unit, "return", remark_address="请写到门牌号").status_code == 302
    assert "已退回，请修改" in text(clerk, "/")
    form = text(clerk, OWN)
    assert "退回意见：请写到门牌号" in form and 'name="address"' in form and 'name="street"' not in form
    assert "砚溪街道" in form  # locked, and shown
    filled_in(clerk, address="澄川市砚溪路8号")
    page = text(reviewer, f"{LIST}{one_of(unit).uuid}/")
    assert "（上次填报：澄川市砚溪路）" in page and "上次：请写到门牌号" in page and "修改后待审核" in page
    assert decided(reviewer, unit, "accept").status_code == 302
    held = Registration.objects.get(unit=unit, retracted__isnull=True, period__contains=localdate())
    assert (held.address, held.street) == ("澄川市砚溪路8号", "砚溪街道")
    assert "请写到门牌号" in text(reviewer, f"{LIST}{one_of(unit).uuid}/")  # still there when all is done


def test_who_writes_a_remark_does_not_accept_by_mistake(unit: int, clerk: Client, reviewer: Client) -> None:
    filled_in(clerk, members="4")
    answer = decided(reviewer, unit, "accept", remark_address="请写到门牌号")
    assert answer.status_code == 422 and "写了退回意见的不能通过" in answer.content.decode()
    assert one_of(unit).state == "submitted"


@pytest.mark.req("P01")
def test_a_register_that_changed_meanwhile_is_shown_again(
    cast: Cast, unit: int, clerk: Client, reviewer: Client
) -> None:
    filled_in(clerk, address="澄川市砚溪路8号", members="4")
    address = f"{LIST}{one_of(unit).uuid}/"
    looked_at = filled(reviewer, address, remark_street="请补街道")
    edit_organizations(cast.act(localdate()), [EditedOrganization(unit=unit, values={"address": "澄川市新路2号"})])
    assert "提交以后登记有变动" in text(reviewer, address)
    page = text(reviewer, address)
    assert "澄川市新路2号" in page and "（提交时：澄川市旧路1号）" in page
    answer = reviewer.post(f"{address}return/", looked_at)
    assert answer.status_code == 302, "a return takes nothing over: it does not mind"
    filled_in(clerk, street="砚溪街道")
    looked_at = filled(reviewer, address)
    edit_organizations(cast.act(localdate()), [EditedOrganization(unit=unit, values={"field": "科技"})])
    answer = reviewer.post(f"{address}accept/", looked_at)
    assert answer.status_code == 409 and "请核对后再办" in answer.content.decode()
    assert not HeadCount.objects.exists()
    assert decided(reviewer, unit, "accept").status_code == 302
    held = Registration.objects.get(unit=unit, retracted__isnull=True, period__contains=localdate())
    assert (held.address, held.street, held.field) == ("澄川市砚溪路8号", "砚溪街道", "科技")


def test_the_laws_refusal_is_shown_and_nothing_changes(cast: Cast, unit: int, clerk: Client, reviewer: Client) -> None:
    filled_in(clerk, certificate_to="2021-01-01", members="4")
    changed = EditedOrganization(unit=unit, values={"certificate_from": date(2021, 6, 1)})
    edit_organizations(cast.act(date(2020, 6, 1)), [changed])
    answer = decided(reviewer, unit, "accept")
    assert answer.status_code == 422 and "证书有效期止应不早于有效期起。" in answer.content.decode()
    assert one_of(unit).state == "submitted" and not HeadCount.objects.exists()


def test_a_form_begun_before_the_register_changed_keeps_what_was_filled_in(
    cast: Cast, unit: int, clerk: Client
) -> None:
    begun = filled(clerk, OWN, street="砚溪街道", members="4")
    edit_organizations(cast.act(localdate()), [EditedOrganization(unit=unit, values={"address": "澄川市新路2号"})])
    answer = clerk.post(SUBMIT, begun)
    page = answer.content.decode()
    assert answer.status_code == 409 and "砚溪街道" in page and "澄川市新路2号" in page
    assert not Case.objects.exists()


def test_it_can_be_taken_back_while_nobody_has_decided(unit: int, clerk: Client, reviewer: Client) -> None:
    filled_in(clerk, members="4")
    assert sent(clerk, OWN) and one_of(unit).state == "submitted"  # the page of what waits writes nothing by itself
    assert clerk.post(WITHDRAW, {"key": "0b8f4c9e-0000-4000-8000-000000000001", "version": "2"}).status_code == 302
    assert one_of(unit).state == "draft"
    assert "待审核填报" not in text(reviewer, "/")
    assert reviewer.get(f"{LIST}{one_of(unit).uuid}/").status_code == 404


def test_the_submission_follows_whoever_is_responsible_now(cast: Cast, unit: int, clerk: Client) -> None:
    other = sit_down(cast.actor_at(cast.other, Role.JOINT_COMMITTEE_CLERK))
    filled_in(clerk, members="4")
    assert "待审核填报" not in text(other, "/")
    attach(cast, [unit], cast.other, localdate())
    assert "待审核填报：1 件" in text(other, "/")
    assert "待审核填报" not in text(sit_down(cast.secretary), "/")
    assert decided(other, unit, "accept").status_code == 302


def test_returned_and_accepted_ones_can_be_found(unit: int, clerk: Client, reviewer: Client) -> None:
    filled_in(clerk, members="4")
    decided(reviewer, unit, "return", remark_members="请核对")
    assert "澄川市阿岚学会" not in text(reviewer, LIST)
    assert "澄川市阿岚学会" in text(reviewer, f"{LIST}?which=returned")
    filled_in(clerk, members="5")
    decided(reviewer, unit, "accept")
    assert "澄川市阿岚学会" in text(reviewer, f"{LIST}?which=accepted")


def test_the_committee_above_may_decide_and_sees_what_waits_below(cast: Cast, unit: int, clerk: Client) -> None:
    above = sit_down(cast.clerk)
    filled_in(clerk, members="4")
    assert "澄川市阿岚学会" not in text(above, LIST) and "澄川市阿岚学会" in text(above, f"{LIST}?which=below")
    assert decided(above, unit, "accept").status_code == 302


def test_on_another_day_nothing_is_filed(clerk: Client) -> None:
    assert clerk.get(f"{OWN}?on=2020-01-01").status_code != 200
