"""The card of a social organization: what it is on a day, its past with corrections, its telephone, who sees it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from psycopg.types.range import DateRange
from tests.cast import Cast
from tests.web.offices import attach, cover, enter, public, sit_down

from shuniu.commands.organizations.edit import EditedOrganization, edit_organizations, strike_off
from shuniu.commands.party.localities import Fallback, set_fallbacks
from shuniu.models import Look, OfficeContact, Region
from shuniu.policy.words.accounts import Role


@pytest.fixture
def unit(cast: Cast) -> int:
    return enter(cast, "澄川市阿岚学会")[0]


def card(unit: int) -> str:
    return f"/organizations/{public(unit)}/"


def test_heading_facts_and_timeline(cast: Cast, unit: int) -> None:
    attach(cast, [unit], cast.joint, date(2019, 3, 1))
    page = sit_down(cast.clerk).get(card(unit)).content.decode()
    assert "澄川市阿岚学会" in page and "正常" in page
    assert '<a href="/party/of/joint/">中共澄川市科技领域社会团体联合委员会</a>' in page
    assert "2019-03-01 起" in page
    assert "归口建议" not in page


def test_a_day_before_it_was_registered(cast: Cast, unit: int) -> None:
    page = sit_down(cast.clerk).get(card(unit), {"on": "2017-01-01"}).content.decode()
    assert "这一天没有登记" in page and "将于 2018-01-01" in page
    assert "/change/" not in page


def test_a_correction_is_visible_as_a_correction(cast: Cast, unit: int) -> None:
    edit_organizations(
        cast.act(date(2019, 1, 1)), [EditedOrganization(unit=unit, values={"name": "澄川市阿兰学会"})], correction=True
    )
    page = sit_down(cast.clerk).get(card(unit)).content.decode()
    assert page.count("fact-retracted") == 1
    assert "更正：这一条不再作数。" in page


def test_while_nobody_is_responsible_a_proposal_stands_there(cast: Cast, unit: int) -> None:
    page = sit_down(cast.clerk).get(card(unit)).content.decode()
    assert "归口建议" in page and "逐条对照的规则" in page and "依据" in page
    attach(cast, [unit], cast.joint)
    assert "归口建议" not in sit_down(cast.clerk).get(card(unit)).content.decode()


@pytest.mark.req("B16")
def test_while_nothing_covers_it_the_fallback_of_its_place_stands_there(cast: Cast) -> None:
    for code, name, parent in (("530102", "澄东区", ""), ("530102001", "澄笙街道", "530102")):
        level = "township" if parent else "county"
        days = DateRange(date(2010, 1, 1), None)
        Region.objects.create(code=code, name=name, level=level, parent=parent, period=days)
    one, street = enter(cast, "澄川市阿岚学会", "澄川市白榆学会", region="530102", street="澄笙街道")
    client, told = sit_down(cast.clerk), "兜底党组织"
    assert told not in client.get(card(one)).content.decode()
    set_fallbacks(cast.act(), [Fallback(region="530102", party_organization=cast.other)])
    page = client.get(card(one)).content.decode()
    assert "兜底党组织（澄东区）" in page and "/party/of/other/" in page
    set_fallbacks(cast.act(), [Fallback(region="530102001", party_organization=cast.joint)])
    assert "兜底党组织（澄笙街道）" in client.get(card(street)).content.decode()
    cover(cast, [one], cast.branch)
    assert told not in client.get(card(one)).content.decode()


def test_nobody_need_answer_for_what_is_struck_off(cast: Cast, unit: int) -> None:
    before = sit_down(cast.clerk).get(card(unit)).content.decode()
    strike_off(cast.act(date(2020, 1, 1)), [unit])
    after = sit_down(cast.clerk).get(card(unit)).content.decode()
    assert "未归口" in before and "未归口" not in after


def test_foreign_and_missing_are_the_same(cast: Cast, unit: int) -> None:
    client = sit_down(cast.outsider)
    foreign, missing = client.get(card(unit)), client.get(f"/organizations/{uuid4()}/")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


@pytest.mark.parametrize("tab", ["", "registration", "party", "acts", "nonsense"])
def test_every_tab_opens(cast: Cast, unit: int, tab: str) -> None:
    assert sit_down(cast.clerk).get(card(unit), {"tab": tab}).status_code == 200


class TestTelephone:
    def contact(self, unit: int) -> str:
        return str(OfficeContact.objects.values_list("row", flat=True).get(unit=unit))

    def test_is_never_on_the_card(self, cast: Cast, unit: int) -> None:
        page = sit_down(cast.clerk).get(card(unit), {"tab": "party"}).content.decode()
        assert "13800000001" not in page and "查看电话" in page

    def test_is_shown_for_a_purpose_and_the_look_is_kept(self, cast: Cast, unit: int) -> None:
        fields = {"row": self.contact(unit), "purpose": "核对登记事项"}
        answer = sit_down(cast.clerk).post(card(unit) + "contact/", fields)
        assert answer.status_code == 200 and "13800000001" in answer.content.decode()
        assert answer["Cache-Control"] == "no-store"
        look = Look.objects.get()
        assert (look.actor_id, look.purpose, str(look.subject)) == (cast.clerk.account, "核对登记事项", fields["row"])

    def test_without_a_purpose_nothing_is_shown_or_kept(self, cast: Cast, unit: int) -> None:
        answer = sit_down(cast.clerk).post(card(unit) + "contact/", {"row": self.contact(unit), "purpose": " "})
        assert answer.status_code == 422
        assert "13800000001" not in answer.content.decode() and "请写明查看联系电话的用途" in answer.content.decode()
        assert not Look.objects.exists()

    def test_is_not_for_a_supervising_unit(self, cast: Cast, unit: int) -> None:
        """Who may read the organization does not yet see whom it is reached through."""
        body = enter(cast, "澄川市某委员会", start=900)[0]
        registered = EditedOrganization(unit=unit, values={"supervising_unit": body, "mode": "dual_administration"})
        edit_organizations(cast.act(date(2019, 1, 1)), [registered])
        reader = sit_down(cast.actor_at(None, Role.SUPERVISING_UNIT_CLERK, body))
        page = reader.get(card(unit), {"tab": "party"})
        assert page.status_code == 200 and "查看电话" not in page.content.decode()
        answer = reader.post(card(unit) + "contact/", {"row": self.contact(unit), "purpose": "核对登记事项"})
        assert answer.status_code == 403 and "13800000001" not in answer.content.decode()
        assert not Look.objects.exists()

    def test_of_another_organization_is_not_opened_from_here(self, cast: Cast, unit: int) -> None:
        other = enter(cast, "澄川市白榆学会", start=5)[0]
        fields = {"row": self.contact(other), "purpose": "核对登记事项"}
        answer = sit_down(cast.clerk).post(card(unit) + "contact/", fields)
        assert answer.status_code == 422 and not Look.objects.exists()


def test_one_fact_and_many_ask_the_same_number_of_questions(
    cast: Cast, unit: int, django_assert_num_queries: Any
) -> None:
    attach(cast, [unit], cast.joint)
    client = sit_down(cast.clerk)
    client.get(card(unit))
    with django_assert_num_queries(QUESTIONS):
        client.get(card(unit))
    for year in range(2019, 2026):
        change = EditedOrganization(unit=unit, values={"full_time_staff": year})
        edit_organizations(cast.act(date(year, 1, 1)), [change])
    with django_assert_num_queries(QUESTIONS):
        client.get(card(unit))


QUESTIONS = 49
