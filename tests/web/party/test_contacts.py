"""Whom an office is reached through: put down, replaced, ended; its telephone looked at for a purpose."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.offices import SINCE, code_number, filled, public, sent, sit_down, values

from shuniu.commands.journal import KeyReused
from shuniu.commands.organizations.register import NewOrganization, register_organizations
from shuniu.commands.party.contacts import Contact, set_contacts
from shuniu.models import Entry, Look, OfficeContact, Receipt
from shuniu.models.secrecy import decrypt
from shuniu.policy.words import ContactRole

PHONE, OTHER = "010-55501234", "13900000000"
PARTY = "/party/of/joint/"


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


@pytest.fixture(params=["organization", "party"])
def at(request: pytest.FixtureRequest, cast: Cast) -> str:
    """The card of an organization, or of a Party organization; neither has a contact yet."""
    if request.param == "party":
        return PARTY
    rows = [NewOrganization(code=code_number(0), values=values("澄川市阿岚学会"))]
    (unit,) = register_organizations(cast.act(SINCE), rows, cast.top)
    return f"/organizations/{public(unit)}/"


def tab(at: str) -> str:
    return f"{at}?tab={'formation' if at == PARTY else 'party'}"


def held(role: str = "contact") -> list[tuple[str, str | None, date, date | None]]:
    """Name, telephone and days of every contact of a role in force."""
    return [
        (one.name, _clear(one), one.period.lower, one.period.upper)
        for one in OfficeContact.objects.filter(retracted__isnull=True, role=role).order_by("period")
    ]


def _clear(one: OfficeContact) -> str | None:
    if one.phone is None:
        return None
    return decrypt(one.phone, table=OfficeContact._meta.db_table, row=one.row, field="phone")


def put(client: Client, at: str, role: str = "contact", **cells: Any) -> Any:
    return sent(client, f"{at}contacts/?role={role}", **cells)


@pytest.mark.django_db
def test_put_down_replaced_and_no_more(client: Client, at: str) -> None:
    assert "没有登记联系方式" in client.get(tab(at)).content.decode()
    answer = put(client, at, name="白榆", phone="０１０—55501234", since="2019-01-01")
    assert answer["Location"] == tab(at)
    assert Entry.objects.latest("pk").act == "contact.set"
    assert held() == [("白榆", PHONE, date(2019, 1, 1), None)]
    page = client.get(tab(at)).content.decode()
    assert "白榆" in page and PHONE not in page and "电话不直接显示" in page
    shown = client.get(f"{at}contacts/?role=contact").content.decode()
    assert 'value="白榆"' in shown and "电话已登记" in shown and PHONE not in shown
    put(client, at, name="墨池", since="2020-01-01")  # the telephone stays
    put(client, at, phone=OTHER, since="2020-03-01")
    put(client, at, no_phone="on", since="2020-04-01")
    assert held() == [
        ("白榆", PHONE, date(2019, 1, 1), date(2020, 1, 1)),
        ("墨池", PHONE, date(2020, 1, 1), date(2020, 3, 1)),
        ("墨池", OTHER, date(2020, 3, 1), date(2020, 4, 1)),
        ("墨池", None, date(2020, 4, 1), None),
    ]
    assert "没有登记电话" in client.get(tab(at)).content.decode()
    put(client, at, way="end", since="2020-06-01")
    assert held()[-1][3] == date(2020, 6, 1)
    assert "没有登记联系方式" in client.get(tab(at)).content.decode()
    assert [name for name, *_ in held("secretary")] == []


@pytest.mark.django_db
def test_a_telephone_is_shown_once_for_a_purpose_and_that_is_kept(client: Client, cast: Cast, at: str) -> None:
    put(client, at, name="白榆", phone=PHONE, since="2019-01-01")
    row = str(OfficeContact.objects.get(retracted__isnull=True).row)
    unsaid = client.post(f"{at}contact/", {"row": row, "purpose": ""})
    assert unsaid.status_code == 422 and PHONE not in unsaid.content.decode() and not Look.objects.exists()
    shown = client.post(f"{at}contact/", {"row": row, "purpose": "核对登记事项"})
    assert shown.status_code == 200 and PHONE in shown.content.decode()
    look = Look.objects.get()
    assert (look.actor_id, look.purpose, str(look.subject)) == (cast.clerk.account, "核对登记事项", row)
    assert sit_down(cast.outsider).post(f"{at}contact/", {"row": row, "purpose": "核对"}).status_code == 404


@pytest.mark.django_db
def test_what_somebody_else_put_down_meanwhile_is_not_written_over(client: Client, at: str) -> None:
    put(client, at, name="白榆", phone=PHONE, since="2019-01-01")
    given = filled(client, f"{at}contacts/?role=contact", name="墨池", since="2020-03-01")
    put(client, at, name="青岚", since="2020-02-01")
    answer = client.post(f"{at}contacts/?role=contact", given)
    assert answer.status_code == 409 and "别人同时改了同一条" in answer.content.decode()
    assert held()[-1][0] == "青岚"


@pytest.mark.django_db
def test_what_is_badly_filled_in_is_said_at_its_field(client: Client, at: str) -> None:
    lines = Entry.objects.count()
    for cells, sentence in (
        ({"name": "", "phone": ""}, "请写姓名或电话。"),
        ({"name": "白榆", "phone": "见通讯录"}, "电话请写成 010-88880000"),
        ({"phone": PHONE, "no_phone": "on"}, "已写了新的电话，不必再勾选。"),
    ):
        answer = put(client, at, **cells, since="2020-01-01")
        assert answer.status_code == 422 and sentence in answer.content.decode()
    assert Entry.objects.count() == lines


@pytest.mark.django_db
def test_the_same_key_with_another_telephone_or_day_is_refused_and_keeps_no_number(cast: Cast) -> None:
    def ask(phone: str, on: date = date(2020, 1, 1)) -> int:
        contact = Contact(party_organization=cast.joint, role=ContactRole.OFFICE, phone=phone)
        return set_contacts(cast.act(on, key="once"), [contact])

    assert (ask(PHONE), ask(PHONE)) == (1, 1)
    for phone, on in ((OTHER, date(2020, 1, 1)), (PHONE, date(2020, 1, 2))):
        with pytest.raises(KeyReused):
            ask(phone, on)
    assert PHONE not in repr(Receipt.objects.values())
