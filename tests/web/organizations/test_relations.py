"""Decoupling, the charter, guides, succession and hubs, put down from the card of an organization or refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.offices import SINCE, attach, code_number, enter, public, sent, sit_down

from shuniu.commands.organizations.hubs import Designation, ElementOfHub, designate_hubs, set_hub_elements
from shuniu.commands.organizations.outside import OutsideUnit, register_outside_units
from shuniu.models import Entry, Guidance, Hub, HubElement, Jurisdiction, Registration, Succession
from shuniu.policy.words import HubElement as Element
from shuniu.policy.words import HubLevel, UnitKind
from shuniu.policy.words.accounts import Role

ACTS = ["decouple", "charter", "guide", "succeed", "hub", "hub-elements"]


@pytest.fixture
def unit(cast: Cast) -> int:
    units = enter(cast, "澄川市阿岚学会", field="科技", mode="dual_administration")
    attach(cast, units, cast.joint)
    return units[0]


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


def at(unit: int, act: str = "") -> str:
    return f"/organizations/{public(unit)}/{act}/" if act else f"/organizations/{public(unit)}/"


def held(unit: int) -> Registration:
    return Registration.objects.get(unit=unit, retracted__isnull=True, period__endswith=None)


def latest_act() -> str:
    return str(Entry.objects.order_by("-id").values_list("act", flat=True)[0])


def hub(cast: Cast, name: str, *elements: Element, level: HubLevel = HubLevel.MUNICIPAL) -> int:
    """A body outside of the register, accredited or set up as a hub."""
    row = OutsideUnit(name=name, kind=UnitKind.OTHER)
    (key,) = register_outside_units(cast.act(SINCE), [row], cast.top)
    designate_hubs(
        cast.act(SINCE), [Designation(unit=key, level=level, designated_by="市社会建设领导小组", field="科技")]
    )
    set_hub_elements(cast.act(SINCE), [ElementOfHub(unit=key, element=one) for one in elements])
    return key


class TestDecoupling:
    @pytest.mark.req("A06")
    def test_another_mode_and_another_responsible_one_from_the_day(self, cast: Cast, unit: int, client: Client) -> None:
        answer = sent(
            client,
            at(unit, "decouple"),
            party_organization=str(cast.other),
            clause="澄办发〔2020〕2号",
            since="2020-03-01",
        )
        assert answer.status_code == 302
        assert (held(unit).mode, held(unit).period.lower) == ("decoupled", date(2020, 3, 1))
        row = Jurisdiction.objects.get(unit=unit, retracted__isnull=True, period__endswith=None)
        assert (row.party_organization_id, row.clause) == (cast.other, "澄办发〔2020〕2号")
        assert latest_act() == "organization.decouple"
        assert "脱钩" in client.get(at(unit)).content.decode()

    @pytest.mark.req("A07")
    def test_never_without_somebody_responsible(self, unit: int, client: Client) -> None:
        before = Entry.objects.count()
        answer = sent(client, at(unit, "decouple"), clause="澄办发〔2020〕2号", since="2020-03-01")
        page = answer.content.decode()
        assert answer.status_code == 422 and "脱钩后应当有党组织具体负责。" in page and "请同时写明接手的党组织" in page
        assert 'value="澄办发〔2020〕2号"' in page and 'value="2020-03-01"' in page, "what was typed stays"
        assert (held(unit).mode, Entry.objects.count()) == ("dual_administration", before)


class TestCharter:
    @pytest.mark.req("A15")
    def test_the_place_of_the_party_organization_in_the_charter(self, unit: int, client: Client) -> None:
        answer = sent(
            client,
            at(unit, "charter"),
            present="1",
            adopted_on="2020-02-02",
            text="本会建立党的组织。",
            since="2020-03-01",
        )
        assert answer.status_code == 302
        row = held(unit)
        assert (row.charter_clause, row.charter_clause_on, row.charter_clause_text) == (
            True,
            date(2020, 2, 2),
            "本会建立党的组织。",
        )
        assert latest_act() == "organization.record_charter_clause"
        assert "章程已写入党建内容" in client.get(at(unit)).content.decode()
        assert "本会建立党的组织。" in client.get(at(unit), {"tab": "registration"}).content.decode()

    def test_before_it_was_registered_there_is_no_charter(self, unit: int, client: Client) -> None:
        before = Entry.objects.count()
        answer = sent(client, at(unit, "charter"), present="1", since="2010-01-01")
        assert answer.status_code == 422 and "还不能办理" in answer.content.decode()
        assert (held(unit).charter_clause, Entry.objects.count()) == (None, before)


class TestGuides:
    @pytest.mark.req("C03")
    def test_a_hub_contacts_it_until_a_day(self, cast: Cast, unit: int, client: Client) -> None:
        key = hub(cast, "澄川市科学技术协会")
        fields = {"kind": "contact", "hub": str(key)}
        assert sent(client, at(unit, "guide"), **fields, since="2019-01-01").status_code == 302
        assert Guidance.objects.get().hub_id == key
        assert "指导、联系：澄川市科学技术协会（联系）" in client.get(at(unit)).content.decode()
        assert "澄川市科学技术协会" in client.get(at(unit), {"tab": "party"}).content.decode()
        assert sent(client, at(unit, "guide"), **fields, way="end", since="2020-01-01").status_code == 302
        assert Guidance.objects.get(retracted__isnull=True).period.upper == date(2020, 1, 1)
        answer = sent(client, at(unit, "guide"), **fields, way="end", since="2020-02-01")
        assert "没有变化" in client.get(answer["Location"]).content.decode()

    def test_one_side_not_both_and_not_none(self, cast: Cast, unit: int, client: Client) -> None:
        key = hub(cast, "澄川市科学技术协会")
        for fields in ({}, {"hub": str(key), "party_organization": str(cast.other)}):
            answer = sent(client, at(unit, "guide"), **fields)
            assert answer.status_code == 422 and "二者选一" in answer.content.decode()
        assert not Guidance.objects.exists()


class TestSuccession:
    def test_it_was_merged_into_another(self, cast: Cast, unit: int, client: Client) -> None:
        (other,) = enter(cast, "澄川市白榆学会", start=1)
        answer = sent(client, at(unit, "succeed"), kind="merged", unit="澄川市白榆学会", since="2020-01-01")
        assert answer.status_code == 302
        row = Succession.objects.get()
        assert (row.predecessor_id, row.successor_id, row.kind) == (unit, other, "merged")
        assert latest_act() == "unit.succeed" and held(unit).status == "normal"

    def test_not_into_itself(self, unit: int, client: Client) -> None:
        answer = sent(client, at(unit, "succeed"), unit=code_number(0))
        assert answer.status_code == 422 and "还不能办理" in answer.content.decode()
        assert not Succession.objects.exists()


class TestHubs:
    @pytest.mark.req("C01", "C02")
    def test_a_municipal_one_is_accredited_and_ends_with_its_elements(self, unit: int, client: Client) -> None:
        answer = sent(
            client,
            at(unit, "hub"),
            level="municipal",
            designated_by="市社会建设领导小组",
            field="科技",
            since="2019-01-01",
        )
        assert answer.status_code == 302
        assert (Hub.objects.get().verb, latest_act()) == ("accredited", "hub.designate")
        told = client.get(at(unit)).content.decode()
        assert "“枢纽型”社会组织：市级 · 市社会建设领导小组认定 · 科技" in told
        sent(client, at(unit, "hub-elements"), elements=["work_committee"], since="2019-06-01")
        assert sent(client, at(unit, "hub"), way="end", since="2020-01-01").status_code == 302
        for model in (Hub, HubElement):
            assert model._default_manager.get(retracted__isnull=True).period.upper == date(2020, 1, 1)

    @pytest.mark.req("C04")
    def test_what_is_ticked_stands_and_what_is_not_ends(self, cast: Cast, client: Client) -> None:
        key = hub(cast, "澄川市科学技术协会", Element.WORK_COMMITTEE, Element.COMMITTEE_OFFICE)
        wanted = [Element.WORK_COMMITTEE.value, Element.REGULAR_MEETING.value]
        assert sent(client, at(key, "hub-elements"), elements=wanted, since="2020-01-01").status_code == 302
        stand = HubElement.objects.filter(retracted__isnull=True, period__contains=date(2020, 1, 1))
        assert sorted(stand.values_list("element", flat=True)) == sorted(wanted)
        assert "还缺：社会组织联合党组织、党建委办公室" in client.get(at(key)).content.decode()

    def test_without_a_level_or_a_designator_it_is_none(self, unit: int, client: Client) -> None:
        before = Entry.objects.count()
        page = sent(client, at(unit, "hub"), field="科技").content.decode()
        assert "还不能办理：2 项不符合" in page and "请写明由谁认定或建立。" in page and 'value="科技"' in page
        assert (Hub.objects.count(), Entry.objects.count()) == (0, before)

    def test_an_element_stands_only_at_a_hub(self, unit: int, client: Client) -> None:
        answer = sent(client, at(unit, "hub-elements"), elements=["work_committee"])
        assert answer.status_code == 422 and "当日不是“枢纽型”社会组织" in answer.content.decode()
        assert not HubElement.objects.exists()

    def test_a_body_outside_of_the_register_has_a_card(self, cast: Cast, client: Client) -> None:
        key = hub(cast, "澄川市科学技术协会")
        page = client.get(at(key)).content.decode()
        assert "澄川市科学技术协会" in page and "其他单位" in page and "这一天没有登记" not in page
        acts = client.get(at(key), {"tab": "acts"}).content.decode()
        assert at(key, "hub") in acts and at(key, "hub-elements") in acts and at(key, "charter") not in acts
        assert client.get(at(key, "charter")).status_code == 403


class TestListOfHubs:
    @pytest.fixture(autouse=True)
    def hubs(self, cast: Cast) -> None:
        hub(cast, "澄川市科学技术协会", *Element)
        hub(cast, "澄东区妇女联合会", Element.WORK_COMMITTEE, level=HubLevel.DISTRICT)

    def test_by_name_with_what_each_lacks(self, client: Client) -> None:
        page = client.get("/organizations/hubs/").content.decode()
        assert "共 <strong>2</strong> 家" in page and "健全" in page and "还缺：社会组织联合党组织" in page
        page = client.get("/organizations/hubs/", {"level": "district"}).content.decode()
        assert "澄东区妇女联合会" in page and "澄川市科学技术协会" not in page
        page = client.get("/organizations/hubs/", {"q": "科学技术"}).content.decode()
        assert "共 <strong>1</strong> 家" in page
        assert "共 <strong>0</strong> 家" in client.get("/organizations/hubs/?on=2017-01-01").content.decode()

    def test_foreign_ones_are_not_there(self, cast: Cast) -> None:
        page = sit_down(cast.outsider).get("/organizations/hubs/").content.decode()
        assert "共 <strong>0</strong> 家" in page and "科学技术协会" not in page

    def test_leaves_as_a_workbook(self, client: Client) -> None:
        answer: Any = client.get("/organizations/hubs/export/")
        assert b"".join(answer.streaming_content)[:2] == b"PK"

    def test_two_and_many_ask_the_same_number_of_questions(
        self, cast: Cast, client: Client, django_assert_num_queries: Any
    ) -> None:
        client.get("/organizations/hubs/")
        with django_assert_num_queries(QUESTIONS):
            client.get("/organizations/hubs/")
        for number in range(5):
            hub(cast, f"澄川市第{number}联合会", Element.WORK_COMMITTEE)
        with django_assert_num_queries(QUESTIONS):
            client.get("/organizations/hubs/")


QUESTIONS = 6


@pytest.mark.parametrize("act", ACTS)
def test_who_may_not(cast: Cast, unit: int, client: Client, act: str) -> None:
    before = Entry.objects.count()
    assert sit_down(cast.outsider).get(at(unit, act)).status_code == 404
    assert sit_down(cast.actor_at(None, Role.ORGANIZATION_CLERK, unit)).get(at(unit, act)).status_code == 403
    assert client.post(at(unit, act) + "?on=2019-01-01").status_code == 409
    assert Entry.objects.count() == before


def test_the_card_offers_its_acts_and_no_others(cast: Cast, unit: int, client: Client) -> None:
    page = client.get(at(unit), {"tab": "acts"}).content.decode()
    assert all(f'href="{at(unit, act)}"' in page for act in ACTS if act != "hub-elements")
    assert f'href="{at(unit, "hub-elements")}"' not in page, "it is no hub"
    reader = sit_down(cast.actor_at(None, Role.ORGANIZATION_CLERK, unit))
    assert at(unit, "charter") not in reader.get(at(unit), {"tab": "acts"}).content.decode()
