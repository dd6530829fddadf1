"""Applying together with others through the pages: named by the host, asked on the first page, answered, sent."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast
from tests.commands.formation.desk import Desk
from tests.commands.formation.test_consents import joint
from tests.web.offices import code_number, filled, public, sent, sit_down

from shuniu.models import CaseUnit

GOOD = {
    "name": "中共砚溪街道社会组织联合支部委员会", "kind": "joint_branch", "mode": "joint", "full_members": "3",
    "full_time": "3", "managers": "0", "managers_transferred": "0", "relations_in": "3",
    "secretary_source": "party_member_head", "grounds": "三家同在一条街道",
}  # fmt: skip


def text(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


def apply(one: Desk, host: Client, part: str = "", **fields: str) -> Any:
    page = f"/cases/formations/for/{public(one.unit)}/"
    return host.post(page + part, {**filled(host, page), **GOOD, **fields})


@pytest.mark.req("D07", "D08", "D14")
def test_named_by_the_host_each_is_asked_answers_and_then_it_is_sent(cast: Cast) -> None:
    one, units, clerks = joint(cast, clerks=1)
    host, named, office = (sit_down(actor) for actor in (one.clerk, clerks[0], cast.secretary))
    both = f"{code_number(9)}\n澄川市新竹学会"
    few = apply(one, host, units="新竹")
    assert few.status_code == 422 and "没有找到这个单位" in few.content.decode()
    assert apply(one, host, units=both).status_code == 302
    early = apply(one, host, "submit/", units=both)
    assert early.status_code == 422
    for name in ("澄川市白榆学会", "澄川市新竹学会"):
        assert f"“{name}”还没有同意参加联合组建。" in early.content.decode()
    assert all("待表示意见的联合组建申请：1 件" in text(client, "/") for client in (named, office))
    case = f"/cases/formations/{one.row.uuid}/"
    assert "还没有表示" in text(named, case) and "澄川市新竹学会" in text(named, case)
    assert office.get(case).status_code == 404  # the office answers for one, and looks over nobody's shoulder
    first, second = (f"{case}consent/{public(unit)}/" for unit in units)
    assert f'<a href="{case}">查看申请</a>' in text(named, first) and "查看申请" not in text(office, second)
    assert named.get(second).status_code == 404 and office.get(first).status_code == 404
    assert sent(named, first, answer="agreed").status_code == 302
    page = text(office, "/cases/formations/consents/")
    assert "澄川市新竹学会" in page and "澄川市阿岚学会" in page
    assert sent(office, second, answer="agreed").status_code == 422
    assert sent(office, second, answer="agreed", basis="该会来函").status_code == 302
    assert set(CaseUnit.objects.values_list("answer", "on_behalf")) == {("agreed", False), ("agreed", True)}
    assert "同意参加（代为确认）" in text(host, case)
    assert apply(one, host, "submit/", units=both).status_code == 302
    assert re.search("单位：澄川市新竹学会（负责的党组织代为确认，依据：该会来函）", text(office, case))
    assert "撤回同意" in text(named, first)
    assert sent(named, first, answer="taken_back").status_code == 302
    assert "已撤回同意" in text(office, case) and one.row.state == "checking"
