"""Targets: baseline, points, deadline and what is still wanting; set by who may, refused in words."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cast import Cast
from tests.web.offices import enter, sent, sit_down

from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.models import Entry, Target
from shuniu.policy.words import CoverageRole

LIST, NEW = "/settings/targets/", "/settings/targets/new/"
GIVEN = {
    "measure": "organization_coverage",
    "baseline": "31",
    "points": "5",
    "due_on": "2018-12-31",
    "source": "年度工作报告",
    "since": "2017-12-29",
}


def covered(cast: Cast, total: int, of_them: int) -> None:
    """``total`` organizations under the joint committee, ``of_them`` covered by its branch."""
    units = enter(cast, *(f"澄川市第{number}学会" for number in range(total)))
    take_jurisdiction(
        cast.act(date(2018, 1, 1)), [Answering(unit=unit, party_organization=cast.joint) for unit in units]
    )
    rows = [Covering(party_organization=cast.branch, unit=unit, role=CoverageRole.MEMBER) for unit in units[:of_them]]
    cover_units(cast.act(date(2018, 1, 1)), rows)


@pytest.mark.req("E07")
@pytest.mark.parametrize(
    ("total", "of_them", "percent", "told", "state"),
    [
        (39, 14, "35.89%（14/39）", "还差 0.11 个百分点", "到期未达到"),
        (50, 18, "36%（18/50）", "刚好达到", "已达到"),
    ],
)
def test_short_of_36_fails_and_36_passes(
    cast: Cast, total: int, of_them: int, percent: str, told: str, state: str
) -> None:
    client = sit_down(cast.clerk)
    covered(cast, total, of_them)
    answer = sent(client, NEW, **GIVEN)
    assert answer.status_code == 302 and answer["Location"] == LIST
    page = client.get(LIST).content.decode()
    for words in ("31%", "5 个百分点", "36%", "2018-12-31", "年度工作报告", percent, told, state):
        assert words in page
    before_the_deadline = client.get(LIST + "?on=2018-12-31").content.decode()
    assert ("进行中" in before_the_deadline) == (state == "到期未达到")


def test_a_new_target_takes_the_place_of_the_old_one(cast: Cast) -> None:
    client = sit_down(cast.clerk)
    sent(client, NEW, **GIVEN)
    later = GIVEN | {"points": "9", "due_on": "2021-12-31", "since": "2020-01-01"}
    assert sent(client, NEW, **later).status_code == 302
    now, _, past = client.get(LIST).content.decode().partition("<h2>目标的经过</h2>")
    assert "40%" in now and "36%" not in now
    assert "提升5个百分点" in past and "2017-12-29 至 2019-12-31" in past
    assert "36%" in client.get(LIST + "?on=2018-06-01").content.decode()


def test_every_fault_is_told_and_nothing_is_written(cast: Cast) -> None:
    client, before = sit_down(cast.clerk), Entry.objects.count()
    answer = sent(client, NEW, **GIVEN | {"baseline": "98", "due_on": "2017-01-01"})
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("期限应晚于设定目标之日。", "之和应在0至100之间", 'value="98"'):
        assert words in page
    assert "请填写。" in sent(client, NEW, **GIVEN | {"source": ""}).content.decode()
    assert (Target.objects.count(), Entry.objects.count()) == (0, before)
    assert "social_organizations" not in client.get(NEW).content.decode(), "a target is a ratio"


def test_for_a_node_below_and_only_by_who_may(cast: Cast) -> None:
    client = sit_down(cast.clerk)
    assert sent(client, NEW + "?node=joint", **GIVEN).status_code == 302
    assert Target.objects.get().party_organization_id == cast.joint
    assert "31%" in sit_down(cast.secretary).get(LIST).content.decode()
    assert "设定目标" not in sit_down(cast.secretary).get(LIST).content.decode()
    assert sit_down(cast.secretary).get(NEW).status_code == 403
    for address in (LIST, NEW):
        assert client.get(address + "?node=stranger").status_code == 404
    assert client.get(NEW + "?on=2019-01-01").status_code == 409
    assert "31%" not in sit_down(cast.outsider).get(LIST).content.decode()
