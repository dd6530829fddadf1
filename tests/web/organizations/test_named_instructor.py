"""Whom a report names as instructor stands with the report; an organization's own contacts are kept apart from it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.offices import enter, public, sent, sit_down

from shuniu.commands.instructors.pool import NewInstructor, enter_pool
from shuniu.commands.instructors.posting import Sending, post_instructors
from shuniu.commands.party.contacts import Contact, set_contacts
from shuniu.commands.party.reported import Report, report_states
from shuniu.commands.party.reported_contacts import NamedInstructor
from shuniu.models import OfficeContact
from shuniu.policy.words import ContactRole

PHONE = "15400000001"
SINCE = date(2019, 1, 1)


@pytest.fixture
def unit(cast: Cast) -> int:
    """Its head is known, and a table of Party building names an instructor."""
    (unit,) = enter(cast, "澄川市阿岚学会")
    set_contacts(cast.act(SINCE), [Contact(role=ContactRole.HEAD, unit=unit, name="丁负责")])
    report = Report(
        unit=unit, state={"source": "统计表", "instructor": True}, named=NamedInstructor(name="甲指导", phone=PHONE)
    )
    report_states(cast.act(SINCE), [report])
    return unit


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


def parts(client: Client, unit: int) -> tuple[str, str]:
    """The part of the report, and that of the contacts."""
    page = client.get(f"/organizations/{public(unit)}/?tab=party").content.decode()
    _, _, rest = page.partition("填报的党建情况（")
    report, _, contacts = rest.partition("<h2>联系方式</h2>")
    return report, contacts


def contacts_page(unit: int, role: str = "") -> str:
    return f"/organizations/{public(unit)}/contacts/{f'?role={role}' if role else ''}"


def test_stands_with_the_report_and_cannot_be_replaced_there(client: Client, unit: int) -> None:
    report, contacts = parts(client, unit)
    assert "党建工作指导员（填报）：甲指导" in report and "查看电话" in report and PHONE not in report
    assert "甲指导" not in contacts and "role=instructor" not in report + contacts
    assert "role=head" in contacts


def test_its_telephone_is_shown_for_a_purpose(client: Client, unit: int) -> None:
    row = OfficeContact.objects.get(unit=unit, role="instructor").row
    address = f"/organizations/{public(unit)}/contact/"
    assert PHONE in client.post(address, {"row": row, "purpose": "核对派驻"}).content.decode()


def test_the_old_address_names_nobody_and_changes_nobody(client: Client, unit: int) -> None:
    page = client.get(contacts_page(unit, "instructor")).content.decode()
    assert "甲指导" not in page and 'value="contact" selected' in page
    before = list(OfficeContact.objects.order_by("pk").values_list("pk", "retracted"))
    answer = sent(client, contacts_page(unit), role="instructor", name="乙某", way="begin", since="2020-01-01")
    assert answer.status_code == 422
    assert list(OfficeContact.objects.order_by("pk").values_list("pk", "retracted")) == before


def test_a_posting_takes_its_place(cast: Cast, client: Client, unit: int) -> None:
    row = NewInstructor(party_organization=cast.top, name="甲指导", source="retired")
    (key,) = enter_pool(cast.act(SINCE), [row])
    post_instructors(cast.act(date(2019, 6, 1)), [Sending(instructor=key, unit=unit)])
    report, contacts = parts(client, unit)
    assert "甲指导" not in report
    assert "党建工作指导员（在派）：甲指导" in contacts and "电话不直接显示" in contacts
