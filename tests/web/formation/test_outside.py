"""What the street committee decides: its answer is entered, it is sent back, taken back, and entered anew."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.commands.formation.desk import Desk, bound
from tests.web.offices import attach, enter, filled, sent, sit_down

from shuniu.models import Document, Formation
from shuniu.policy.words.accounts import Role

CLAUSE = "《中国共产党章程》第三十条 成立党的基层组织"
NO_PLACE = {"reason": "场地不足", "next_steps": "先落实场地", "other_clause": CLAUSE}


@pytest.fixture
def one(cast: Cast) -> Desk:
    return with_the_street(cast)


def with_the_street(cast: Cast) -> Desk:
    """Two organizations of one street whose application lies with its committee."""
    bound(cast, "ah2017", "national")
    units = enter(cast, "澄川市甲协会", "澄川市乙协会", start=20, street="砚溪街道")
    attach(cast, units, cast.joint)
    found = Desk(cast, units[0], cast.secretary, "澄川市甲协会", others=(units[1],))
    found.wanted = {"mode": "street_joint", "relations_in": 0}
    found.submit()
    found.check(cast.actor_at(cast.joint, Role.JOINT_COMMITTEE_CLERK))
    found.review()
    return found


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return sit_down(cast.clerk)


def at(one: Desk, part: str = "") -> str:
    return f"/cases/formations/{one.row.uuid}/{part}"


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.req("D12", "D19")
def test_what_is_put_off_says_until_when(one: Desk, clerk: Client, cast: Cast) -> None:
    said = {"reason": "街道党委暂缓研究", "next_steps": "补办场所证明", "other_clause": CLAUSE}
    over = text(sent(clerk, at(one, "defer/"), **said, due_on="2020-01-01"))
    assert "期限不能早于作出决定的日期" in over and f'value="{CLAUSE}"' in over
    bare = text(sent(clerk, at(one, "defer/"), **(said | {"other_clause": ""}), due_on=str(localdate())))
    assert "请选定所依据的条款。" in bare and '依据的条款<span class="field-optional">至少一条</span>' in bare
    assert "从列出的条款中选定" in text(sent(clerk, at(one, "defer/"), **(said | {"other_clause": "党章"})))
    due_on = localdate() + timedelta(days=30)
    assert sent(clerk, at(one, "defer/"), **said, due_on=str(due_on)).status_code == 302
    page = text(clerk.get(at(one)))
    assert "研究结果为暂缓：街道党委暂缓研究" in page and f"依据：{CLAUSE}。" in page
    year = localdate().year
    assert sent(clerk, at(one, "answer/"), number=f"皖社党〔{year}〕1号", issued_on=str(localdate())).status_code == 302
    page = text(sit_down(cast.secretary).get(at(one)))
    assert f"皖社党〔{year}〕1号" in page
    assert "暂缓：街道党委暂缓研究" in page and f"请在 {due_on} 以前再次提交" in page
    assert "还有 30 天" in page
    assert clerk.get(at(one, "defer/")).status_code == 404


@pytest.mark.req("D12", "D19")
def test_each_way_has_its_door_and_says_what_came_of_it(one: Desk, clerk: Client) -> None:
    page = text(clerk.get(at(one)))
    for label in ("登记街道党委批复", "登记不同意", "登记暂缓", "从街道党委撤回", "写退回意见"):
        assert label in page, label
    assert at(one, "withdraw/") not in page
    assert text(sent(clerk, at(one, "take-back/"), reason=" ")).count("请填写。")
    assert sent(clerk, at(one, "take-back/"), reason="材料要补充").status_code == 302
    assert one.row.state == "reviewing" and "已从街道党委撤回：材料要补充" in text(clerk.get(at(one)))
    assert clerk.get(at(one, "take-back/")).status_code == 404
    one.review()
    assert sent(clerk, at(one, "refuse/"), **NO_PLACE).status_code == 302
    page = text(clerk.get(at(one)))
    assert "重新登记街道党委意见" in page and "提请复议" not in page
    again = f"/cases/of/{one.row.uuid}/reconsider/"
    assert "登记有误或者街道党委改变意见的" in text(clerk.get(again))
    assert sent(clerk, again, reason="街道党委来函更正").status_code == 302
    assert one.row.state == "outside" and "重新登记街道党委的意见：街道党委来函更正" in text(clerk.get(at(one)))


@pytest.mark.req("D19")
def test_what_the_street_committee_wants_mended_goes_back(one: Desk, clerk: Client, cast: Cast) -> None:
    sheet = filled(clerk, at(one))
    assert clerk.post(at(one, "return/"), {**sheet, "remark_grounds": "街道党委：写明活动场所"}).status_code == 302
    assert one.row.state == "returned"
    assert "街道党委：写明活动场所" in text(sit_down(cast.secretary).get(at(one)))


@pytest.mark.req("D19")
def test_its_reply_is_written_down_and_stands_in_no_register_here(one: Desk, clerk: Client) -> None:
    page = text(clerk.get(at(one, "reply/")))
    assert "照街道党委的批复写" in page and "补录" not in page
    assert sent(clerk, at(one, "reply/"), number="砚街党〔2020〕9号", issued_on="2020-06-20").status_code == 302
    formed = Formation.objects.get()
    assert (formed.document_number, str(formed.document_on)) == ("砚街党〔2020〕9号", "2020-06-20")
    assert not Document.objects.exists()
