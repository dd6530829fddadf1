"""What is done from the pages of an organization: written once, refused with reasons, never on another day."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.offices import attach, code_number, enter, public, sent, sit_down

from shuniu.models import Entry, Grade, HeadCount, Jurisdiction, Registration, Unit, WorkCoverage
from shuniu.policy.words.accounts import Role


@pytest.fixture
def unit(cast: Cast) -> int:
    return enter(cast, "澄川市阿岚学会", field="科技")[0]


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


def at(unit: int, act: str) -> str:
    return f"/organizations/{public(unit)}/{act}/"


def held(unit: int) -> Registration:
    return Registration.objects.get(unit=unit, retracted__isnull=True, period__endswith=None)


class TestRegistering:
    def test_enters_the_organization_from_the_day(self, cast: Cast, client: Client) -> None:
        answer = sent(
            client,
            "/organizations/new/",
            name="澄川市白榆学会",
            code=code_number(7),
            type="social_association",
            since="2020-05-01",
            established_on="2001-02-03",
        )
        assert answer.status_code == 302
        row = Registration.objects.get(name="澄川市白榆学会")
        assert row.period.lower == date(2020, 5, 1)
        assert (row.unit.code, row.unit.registered_at_id) == (code_number(7), cast.top)
        assert (row.established_on, row.level) == (date(2001, 2, 3), "county")
        assert "澄川市白榆学会" in client.get(answer["Location"]).content.decode()

    def test_signs_of_an_address_in_the_name_lead_to_the_new_one(self, cast: Cast, client: Client) -> None:
        answer = sent(
            client,
            "/organizations/new/",
            name="澄川市A&B#1+C%学会",
            type="social_association",
            legal_status="filing",
        )
        row = Registration.objects.latest("pk")
        assert parse_qs(urlsplit(answer["Location"]).query)["q"] == [row.name]
        assert f"/organizations/{row.unit.uuid}/" in client.get(answer["Location"]).content.decode()

    def test_a_wrong_code_is_refused_beside_the_form(self, cast: Cast, client: Client) -> None:
        wrong = code_number(7)[:-1] + ("0" if code_number(7)[-1] != "0" else "1")
        before = Entry.objects.count()
        answer = sent(client, "/organizations/new/", name="澄川市白榆学会", code=wrong, type="foundation")
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "还不能办理" in page and "请按登记证书逐位核对" in page
        assert 'value="澄川市白榆学会"' in page, "what was filled in stays"
        assert (Unit.objects.count(), Entry.objects.count()) == (0, before)

    def test_the_same_form_sent_twice_enters_one(self, cast: Cast, client: Client) -> None:
        key = str(uuid4())
        fields = {"name": "澄川市白榆学会", "code": code_number(7), "type": "foundation", "key": key}
        assert sent(client, "/organizations/new/", **fields).status_code == 302
        assert sent(client, "/organizations/new/", **fields).status_code == 302
        assert Unit.objects.count() == 1

    def test_a_reader_may_not(self, cast: Cast, unit: int) -> None:
        reader = sit_down(cast.branch_secretary)
        assert reader.get("/organizations/new/").status_code == 403


class TestChanging:
    def test_from_a_day_on_and_only_what_differs(self, unit: int, client: Client) -> None:
        answer = sent(client, at(unit, "change"), name="澄川市阿岚研究会", since="2019-07-01")
        assert answer.status_code == 302
        rows = Registration.objects.filter(unit=unit, retracted__isnull=True).order_by("period")
        assert [(row.name, row.period.lower) for row in rows] == [
            ("澄川市阿岚学会", date(2018, 1, 1)),
            ("澄川市阿岚研究会", date(2019, 7, 1)),
        ]
        assert rows[1].field == "科技"

    def test_a_correction_keeps_the_days(self, unit: int, client: Client) -> None:
        assert sent(client, at(unit, "correct"), name="澄川市阿兰学会", since="2019-07-01").status_code == 302
        row = held(unit)
        assert (row.name, row.period.lower) == ("澄川市阿兰学会", date(2018, 1, 1))

    def test_nothing_changed_writes_nothing(self, unit: int, client: Client) -> None:
        before = Entry.objects.count()
        assert sent(client, at(unit, "change")).status_code == 302
        assert Entry.objects.count() == before

    def test_a_faulty_form_says_what_is_wrong(self, unit: int, client: Client) -> None:
        answer = sent(client, at(unit, "change"), name="", since="昨天")
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "请填写。" in page and "日期请写成 2026-11-22 的样子。" in page

    def test_foreign_is_missing_and_reading_is_not_changing(self, cast: Cast, unit: int) -> None:
        assert sit_down(cast.outsider).get(at(unit, "change")).status_code == 404
        assert sit_down(cast.actor_at(None, Role.ORGANIZATION_CLERK, unit)).get(at(unit, "change")).status_code == 403


@pytest.mark.parametrize(
    "act", ["change", "correct", "attach", "classify", "strike-off", "head-count", "work-coverage", "grade"]
)
def test_on_another_day_nothing_is_done(unit: int, client: Client, act: str) -> None:
    before = Entry.objects.count()
    for answer in (client.get(at(unit, act) + "?on=2019-01-01"), client.post(at(unit, act) + "?on=2019-01-01")):
        assert answer.status_code == 409
        assert "当前账日不是今天，只能查看，不能办理。" in answer.content.decode()
    assert Entry.objects.count() == before


class TestResponsible:
    def test_another_is_chosen_with_its_reason(self, cast: Cast, unit: int, client: Client) -> None:
        answer = sent(
            client, at(unit, "attach"), way="choose", party_organization=str(cast.joint), clause="澄组〔2019〕3号",
            since="2019-03-01",
        )  # fmt: skip
        assert answer.status_code == 302
        row = Jurisdiction.objects.get(unit=unit)
        assert (row.party_organization_id, row.clause, row.period.lower) == (
            cast.joint,
            "澄组〔2019〕3号",
            date(2019, 3, 1),
        )

    def test_a_choice_needs_a_party_organization(self, unit: int, client: Client) -> None:
        answer = sent(client, at(unit, "attach"), way="choose")
        assert answer.status_code == 422 and "请选择归口党组织。" in answer.content.decode()

    def test_what_is_not_offered_is_not_taken(self, cast: Cast, unit: int, client: Client) -> None:
        answer = sent(client, at(unit, "attach"), way="choose", party_organization=str(cast.stranger))
        assert answer.status_code == 422 and not Jurisdiction.objects.exists()

    @pytest.mark.req("B08")
    def test_released_it_is_listed_again(self, cast: Cast, unit: int, client: Client) -> None:
        attach(cast, [unit], cast.joint)
        assert "澄川市阿岚学会" not in client.get("/organizations/?state=unattached").content.decode()
        assert sent(client, at(unit, "attach"), way="release").status_code == 302
        assert "澄川市阿岚学会" in client.get("/organizations/?state=unattached").content.decode()


class TestOtherActs:
    def test_head_counts_without_names(self, unit: int, client: Client) -> None:
        answer = sent(client, at(unit, "head-count"), as_of="2020-06-30", source="第二季度填报表", members="5",
                      full_members="4", probationary="1")  # fmt: skip
        assert answer.status_code == 302
        row = HeadCount.objects.get(unit=unit)
        assert (row.members, row.full_members, row.source) == (5, 4, "第二季度填报表")

    def test_counts_that_do_not_add_up_are_refused(self, unit: int, client: Client) -> None:
        answer = sent(client, at(unit, "head-count"), as_of="2020-06-30", source="表", members="3", full_members="4")
        assert answer.status_code == 422 and not HeadCount.objects.exists()

    def test_an_instrument_of_work_coverage(self, unit: int, client: Client) -> None:
        answer = sent(client, at(unit, "work-coverage"), instrument="trade_union", since="2019-01-01")
        assert answer.status_code == 302
        assert WorkCoverage.objects.get(unit=unit).instrument == "trade_union"
        assert sent(client, at(unit, "work-coverage"), way="end", instrument="trade_union").status_code == 302
        assert not WorkCoverage.objects.filter(retracted__isnull=True, period__endswith=None).exists()

    def test_a_grade(self, unit: int, client: Client) -> None:
        assert sent(client, at(unit, "grade"), grade="4a").status_code == 302
        assert Grade.objects.get(unit=unit).grade == "4a"

    @pytest.mark.req("A09")
    def test_a_judgement_names_who_decided_it(self, unit: int, client: Client) -> None:
        given = {"industry_distinct": "1", "influence": "large"}
        assert sent(client, at(unit, "classify"), **given).status_code == 422
        answer = sent(client, at(unit, "classify"), **given, by="澄川市社会组织综合党委", reason="会员覆盖全行业",
                      decided_on="2020-06-01", since="2020-06-01")  # fmt: skip
        assert answer.status_code == 302
        row = held(unit)
        assert (row.industry_distinct, row.influence, row.classified_by) == (True, "large", "澄川市社会组织综合党委")

    def test_struck_off_it_is_no_longer_counted_and_can_come_back(self, unit: int, client: Client) -> None:
        assert sent(client, at(unit, "strike-off"), way="strike_off", since="2020-03-01").status_code == 302
        assert held(unit).status == "deregistered"
        assert sent(client, at(unit, "strike-off"), way="restore", since="2020-04-01").status_code == 302
        assert held(unit).status == "normal"
