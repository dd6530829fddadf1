"""督促事项 on its pages: what is urged leads to a draft that is filled in already, or is put aside with a reason."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.commands.formation.test_urging import pool, temporary_branch
from tests.web.offices import code_number, sent, sit_down

from shuniu.commands.organizations.register import ChangedOrganization, update_organizations
from shuniu.models import Case
from shuniu.web.formation import urgings

LIST = "/organizations/pipeline/urgings/"
POOLING, TEMPORARY = f"{LIST}?which=pooling", f"{LIST}?which=temporary"


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


def door(page: str, label: str) -> str:
    found = re.search(rf'href="([^"]+)">{label}</a>', page)
    assert found, label
    return unescape(found[1])


@pytest.mark.req("D21")
def test_one_click_drafts_the_split_with_its_members(cast: Cast) -> None:
    pool(cast)
    client = sit_down(cast.clerk)
    assert "可另建党支部的流动党员党支部：1 个" in text(client, "/")
    page = text(client, POOLING)
    assert "行业同为“教育”的单位 2 家，正式党员 3 名" in page and "《安徽省社会组织党建工作简报（第5期）》" in page
    assert "第0名" not in page  # numbers, no names
    answer = sent(client, door(page, "起草分设"))
    assert answer.status_code == 302
    draft = text(client, answer["Location"])
    assert len(re.findall(r'<option value="1" selected', draft)) == 5  # three members and two units
    assert "正在办理调整" in text(client, POOLING) and "起草分设</a>" not in text(client, POOLING)
    assert "可另建党支部的流动党员党支部" not in text(client, "/")


@pytest.mark.req("D21")
def test_put_aside_it_stays_on_the_list_with_its_reason(cast: Cast) -> None:
    pool(cast)
    client = sit_down(cast.secretary)
    address = door(text(client, POOLING), "暂不另建")
    assert sent(client, address, reason=" ").status_code == 422
    assert sent(client, address, reason="两家正在合并", until="2035-01-01").status_code == 302
    page = text(client, POOLING)
    assert "决定暂不办理，2035-01-01再督促：两家正在合并" in page and "起草分设</a>" not in page
    case = Case.objects.get(kind="follow_up")
    card = text(client, f"/cases/follow-ups/{case.uuid}/")
    assert "两家正在合并" in card and "督促的事项不自行消失" in card and "platform" not in card


def test_a_temporary_branch_without_an_end_says_that_the_text_is_silent(cast: Cast) -> None:
    temporary_branch(cast, None)
    client = sit_down(cast.secretary)
    page = text(client, TEMPORARY)
    assert "原文未明示" in page and "没有登记期限" in page
    answer = sent(client, door(page, "起草撤销"))
    assert answer.status_code == 302 and "《中国共产党支部工作条例（试行）》第八条" in text(client, answer["Location"])
    assert "正在办理调整" in text(client, TEMPORARY)


@pytest.mark.req("D21")
def test_a_long_list_is_paged_and_costs_the_same(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two groups of one branch: by area and by field."""
    monkeypatch.setattr(urgings, "PAGE", 1)
    _, units = pool(cast)
    client = sit_down(cast.clerk)
    text(client, POOLING)
    with CaptureQueriesContext(connection) as one:
        assert "下一页" not in text(client, POOLING)
    rows = [ChangedOrganization(unit=unit, values={"street": "砚溪街道"}) for unit in units]
    update_organizations(cast.act(), rows)
    with CaptureQueriesContext(connection) as two:
        first = text(client, POOLING)
    assert len(one) == len(two)
    second = text(client, door(first, "下一页"))
    assert "共 <strong>2</strong> 项" in first and "共 <strong>2</strong> 项" in second
    assert ("砚溪街道" in first, "“教育”" in first) == (True, False)
    assert ("砚溪街道" in second, "“教育”" in second) == (False, True)
    assert "下一页" not in second and "砚溪街道" in text(client, door(second, "回到第一页"))


def test_the_list_costs_the_same_for_one_and_for_three(cast: Cast) -> None:
    temporary_branch(cast, None)
    client = sit_down(cast.clerk)
    text(client, TEMPORARY)
    counted = []
    for name in ("甲", "乙"):
        with CaptureQueriesContext(connection) as held:
            text(client, TEMPORARY)
        counted.append(len(held))
        temporary_branch(cast, None, name=name)
        temporary_branch(cast, None, name=f"{name}二")
    assert counted[0] == counted[1]


@pytest.mark.req("D09")
def test_registering_one_with_three_full_members_leads_to_urging_it(cast: Cast) -> None:
    client = sit_down(cast.clerk)
    given = {
        "name": "澄川市新竹学会", "code": code_number(50), "type": "social_association", "established_on": "2020-06-20",
        "as_of": "2020-06-20", "source": "社会组织党员情况调查表", "members": "4", "full_members": "3",
    }  # fmt: skip
    answer = sent(client, "/organizations/new/", **given)
    assert answer.status_code == 302 and answer["Location"].endswith("/urge/")
    assert "具备组建条件，请督促同步建立党组织" in text(client, answer["Location"])
    assert "新登记应督促同步组建的社会组织：1 家" in text(client, "/")
    page = text(client, f"{LIST}?which=registered")
    assert "澄川市新竹学会" in page and "（京办发〔2016〕27号第6条）" in page and "原文未明示" in page
    assert client.get(door(page, "起草组建申请")).status_code == 200
    assert sent(client, door(page, "督促"), number="澄社函〔2020〕1号").status_code == 302
    assert "已督促" in text(client, LIST) and "应督促同步组建的社会组织：" not in text(client, "/")


@pytest.mark.req("D09")
def test_registering_one_that_does_not_reach_leads_to_the_register(cast: Cast) -> None:
    client = sit_down(cast.clerk)
    few = {"as_of": "2020-06-20", "source": "调查表", "full_members": "2", "name": "澄川市新柳学会"}
    few["code"] = code_number(51)
    answer = sent(client, "/organizations/new/", type="social_association", established_on="2020-06-20", **few)
    assert answer.status_code == 302 and answer["Location"].startswith("/organizations/?")
    assert "没有新登记应当督促同步组建的社会组织。" in text(client, LIST)
