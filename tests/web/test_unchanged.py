"""What changed nothing is told as such, never as done: the same form sent again, or a day on which it was so."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.offices import PAPER, SINCE, public, sent, sit_down

from shuniu.commands.instructors.pool import NewInstructor, enter_pool
from shuniu.commands.organizations.outside import OutsideUnit, register_outside_units
from shuniu.models import Instructor
from shuniu.policy.words import UnitKind

DECIDED = "/settings/texts/organizations.priority_staff_threshold/"


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


def told(client: Client, address: str, **cells: str) -> str:
    """The page to which the act leads on."""
    answer = sent(client, address, **cells)
    assert answer.status_code == 302
    return client.get(answer["Location"]).content.decode()


def twice(client: Client, address: str, done: str, **cells: str) -> None:
    first, again = told(client, address, **cells), told(client, address, **cells)
    assert done in first and "没有变化" not in first
    assert "没有变化" in again and done not in again


def test_a_body_renamed_again(cast: Cast, client: Client) -> None:
    row = OutsideUnit(name="澄川市文化局", kind=UnitKind.SUPERVISING_UNIT)
    (unit,) = register_outside_units(cast.act(SINCE), [row], cast.top)
    twice(client, f"/settings/bodies/{public(unit)}/rename/", "已登记更名。", name="澄川市文旅局", since="2019-01-01")


def test_a_target_set_again(client: Client) -> None:
    cells = {"measure": "organization_coverage", "baseline": "31", "points": "5", "due_on": "2026-12-31"}
    twice(client, "/settings/targets/new/", "目标已设定。", **cells, source="报告", since="2019-01-01")


def test_a_figure_reported_again(client: Client) -> None:
    cells = {"figure": "internet_companies_guided", "numerator": "30", "source": "报告", "since": "2019-01-01"}
    twice(client, "/settings/reported/new/", "已填报。", **cells)


def test_a_value_decided_again(client: Client) -> None:
    twice(client, DECIDED + "decide/", "本级决定已登记。", way="own", value="50", decision="甲号", since="2020-01-01")


def test_a_practice_adopted_again(client: Client) -> None:
    address = "/settings/texts/leading_body.rules/decide/"
    twice(client, address, "本级决定已登记。", way="adopt:bj2020", decision="甲号", since="2020-01-01")


def test_a_party_organization_moved_to_where_it_stands(cast: Cast, client: Client) -> None:
    twice(client, "/party/of/branch/move/", "隶属关系已调整。", parent=str(cast.other), since="2020-01-01", **PAPER)


def test_a_party_organization_renamed_again(client: Client) -> None:
    twice(
        client, "/party/of/branch/rename/", "已更名。", name="中共澄川市澄江学会支部委员会", since="2020-01-01", **PAPER
    )


def test_leaving_on_a_day_before_the_pool(cast: Cast, client: Client) -> None:
    rows = [NewInstructor(party_organization=cast.top, name="甲某", source="retired")]
    (key,) = enter_pool(cast.act(date(2019, 1, 1)), rows)
    address = f"/party/instructors/{Instructor.objects.get(pk=key).uuid}/leave/"
    page = told(client, address, sure="on", since="2018-12-31")
    assert "没有变化" in page and "已出库。" not in page
    assert "已出库。" in told(client, address, sure="on", since="2020-01-01")
