"""后续工作 as a page: what is to be done, of what it comes, and the result with which it ends."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.web.offices import attach, enter, sent, sit_down

from shuniu.commands.cases.following import FollowUp, open_follow_ups
from shuniu.commands.journal import open_act
from shuniu.models import Case
from shuniu.policy.words.cases import FollowUpTopic


@pytest.fixture
def case(cast: Cast) -> Case:
    (unit,) = enter(cast, "澄川市阿岚学会")
    attach(cast, [unit], cast.joint)
    with open_act(cast.act(), "formation.answer") as opened:
        row = FollowUp(topic=FollowUpTopic.NEXT_STEPS, text="先发展党员", clause="ah2017#D12", unit=unit,
                       office=cast.joint, committee=cast.top)  # fmt: skip
        (public,) = open_follow_ups(opened.act, [row])
    return Case.objects.get(uuid=public)


def test_it_lies_with_whoever_must_do_it_and_ends_with_a_result(cast: Cast, case: Case) -> None:
    below, above = sit_down(cast.secretary), sit_down(cast.clerk)
    address = f"/cases/follow-ups/{case.uuid}/"
    assert address in below.get("/cases/").content.decode()
    page = below.get(address).content.decode()
    assert "落实下步努力方向" in page and "先发展党员" in page
    assert "《安徽省社会组织党建工作简报（第5期）》" in page and "办结</a>" in page
    assert "产生，待办" in page and "提交，待办" not in page
    assert "自行申请" not in page and "<dt>承办</dt>" in page
    assert "办结</a>" not in above.get(address).content.decode()
    assert above.get(f"{address}finish/").status_code == 404
    assert sent(below, f"{address}finish/", reason="").status_code == 422
    assert sent(below, f"{address}finish/", reason="已发展党员一名").status_code == 302
    case.refresh_from_db()
    assert case.state == "done" and "已发展党员一名" in below.get(address).content.decode()
    assert sit_down(cast.outsider).get(address).status_code == 404


def test_what_has_a_procedure_of_its_own_leads_there_first(cast: Cast) -> None:
    with open_act(cast.act(), "formation.reply") as opened:
        row = FollowUp(topic=FollowUpTopic.FIRST_ELECTION, text="召开党员大会", clause="branch2018#6", unit=None,
                       office=cast.joint, committee=cast.top, party_organization=cast.branch)  # fmt: skip
        (public,) = open_follow_ups(opened.act, [row])
    bar = sit_down(cast.secretary).get(f"/cases/follow-ups/{public}/").content.decode().partition("case-bar")[2]
    first, ended = bar.index("/elections/of/branch/"), bar.index(f"/cases/follow-ups/{public}/finish/")
    assert first < ended and bar[:first].count("btn-act") == 1 and "btn-act" not in bar[first:]
