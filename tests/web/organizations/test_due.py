"""The pages of an organization that is due to form a Party organization say on which count that stands."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cast import Cast
from tests.web.members.people import enrolled
from tests.web.offices import attach, enter, public, sit_down

from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.organizations.edit import EditedOrganization, edit_organizations
from shuniu.policy.words.accounts import Role


@pytest.fixture
def units(cast: Cast) -> list[int]:
    """By the roll, by a head-count, by nothing: the roll names two."""
    found = enter(cast, "澄川市阿岚学会", "澄川市白榆学会", "澄川市青笠学会")
    attach(cast, found, cast.joint)
    enrolled(cast, "甲", "乙", "丙", unit=found[0])
    enrolled(cast, "丁", "戊", unit=found[2])
    counts = [
        CountOfMembers(unit=unit, as_of=date(2019, 6, 1), source="调查表", members=full, full_members=full)
        for unit, full in ((found[0], 2), (found[1], 4))
    ]
    report_head_counts(cast.act(), counts)
    return found


def page(cast: Cast, address: str, **query: str) -> str:
    return str(sit_down(cast.clerk).get(address, query).content.decode())


def card(unit: int) -> str:
    return f"/organizations/{public(unit)}/"


@pytest.mark.req("E10")
def test_the_card_says_on_which_count_it_is_due(cast: Cast, units: list[int]) -> None:
    by_roll, by_count, by_none = (page(cast, card(unit), tab="party") for unit in units)
    assert "应建未建（依据党员名册）" in by_roll and "3 名（名册可能不全）" in by_roll
    assert "应建未建（依据人数填报）" in by_count and "名册可能不全）" not in by_count
    assert (
        "应建未建" not in by_none.split("人数（填报数）")[0] and "不详" in by_none and "2 名（名册可能不全）" in by_none
    )


def test_the_card_asks_where_fewer_were_reported_than_the_roll_names(cast: Cast, units: list[int]) -> None:
    asked = "填报：正式党员 2 名；登记簿：名册载明在本单位工作的正式党员 3 名"
    assert [asked in page(cast, card(unit), tab="party") for unit in units] == [True, False, False]
    listed = page(cast, "/figures/differences/", kind="fewer_full")
    assert "澄川市阿岚学会" in listed and "澄川市白榆学会" not in listed and "重新填报人数" in listed


def test_how_many_a_roll_names_is_not_told_to_a_supervising_unit(cast: Cast, units: list[int]) -> None:
    body = enter(cast, "澄川市某委员会", start=900)[0]
    values = {"supervising_unit": body, "mode": "dual_administration"}
    edit_organizations(cast.act(date(2019, 1, 1)), [EditedOrganization(unit=units[0], values=values)])
    reader = sit_down(cast.actor_at(None, Role.SUPERVISING_UNIT_CLERK, body))
    shown = reader.get(card(units[0]), {"tab": "party"}).content.decode()
    assert "依据党员名册" in shown
    assert "名册可能不全" not in shown and "名册载明" not in shown


@pytest.mark.req("E10")
def test_rows_of_the_figure_and_the_list_name_the_base(cast: Cast, units: list[int]) -> None:
    shown = page(cast, "/figures/eligible_not_formed/rows/", node="top")
    assert "党员情况依据" in shown and "党员名册" in shown and "人数填报" in shown and "名册正式党员" in shown
    assert "党员情况依据" not in page(cast, "/figures/social_organizations/rows/", node="top")
    listed = page(cast, "/organizations/", state="eligible", columns="base")
    assert "澄川市阿岚学会" in listed and "澄川市青笠学会" not in listed
