"""Basic information and Party information of an organization are kept together: one form, one act, one card (P05)."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.offices import enter, public, sent, sit_down

from shuniu.models import Entry, HeadCount, Registration, Standing

PARTY = {"as_of": "2020-06-30", "source": "2020年第二季度填报表", "members": "4", "full_members": "3"}


@pytest.fixture
def unit(cast: Cast) -> int:
    return enter(cast, "澄川市阿岚学会", field="科技")[0]


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


def change(unit: int) -> str:
    return f"/organizations/{public(unit)}/change/"


@pytest.mark.req("P05")
def test_one_form_keeps_the_register_and_the_party_part_in_one_act(unit: int, client: Client) -> None:
    before = Entry.objects.count()
    answer = sent(client, change(unit), name="澄川市阿岚研究会", since="2020-06-01", probationary="1", **PARTY)
    assert answer.status_code == 302
    row = Registration.objects.get(unit=unit, retracted__isnull=True, period__endswith=None)
    count = HeadCount.objects.get(unit=unit, retracted__isnull=True)
    assert (row.name, row.period.lower) == ("澄川市阿岚研究会", date(2020, 6, 1))
    assert (count.members, count.full_members, count.probationary, count.as_of) == (4, 3, 1, date(2020, 6, 30))
    assert Entry.objects.count() == before + 1
    assert row.recorded_id == count.recorded_id
    assert Standing.objects.get(unit=unit, valid_to=None).eligible is True
    card = client.get(f"/organizations/{public(unit)}/").content.decode()
    assert "澄川市阿岚研究会" in card and "4 名，其中正式党员 3 名（2020-06-30 填报）" in card and "应建未建" in card


@pytest.mark.req("P05")
def test_what_the_law_refuses_of_the_party_part_keeps_the_register_as_it_was(unit: int, client: Client) -> None:
    """Five of four: neither half is written."""
    before = Entry.objects.count()
    answer = sent(client, change(unit), name="澄川市阿岚研究会", **{**PARTY, "full_members": "5"})
    assert answer.status_code == 422
    assert "正式党员与预备党员之和不应超过党员总数" in answer.content.decode()
    assert not Registration.objects.filter(name="澄川市阿岚研究会").exists()
    assert not HeadCount.objects.exists() and Entry.objects.count() == before


@pytest.mark.req("P05")
def test_the_party_part_alone_is_reported_and_left_empty_changes_nothing(unit: int, client: Client) -> None:
    held = Registration.objects.filter(unit=unit).count()
    assert sent(client, change(unit), **PARTY).status_code == 302
    assert (Registration.objects.filter(unit=unit).count(), HeadCount.objects.count()) == (held, 1)
    assert sent(client, change(unit), name="澄川市阿岚研究会").status_code == 302
    assert HeadCount.objects.count() == 1


def test_numbers_without_their_day_or_source_are_asked_for(unit: int, client: Client) -> None:
    answer = sent(client, change(unit), members="4")
    assert answer.status_code == 422
    assert answer.content.decode().count("填写了党员人数的，请填写这一项。") >= 2
    assert not HeadCount.objects.exists()


def test_a_correction_does_not_ask_for_the_party_part(unit: int, client: Client) -> None:
    page = client.get(f"/organizations/{public(unit)}/correct/").content.decode()
    assert "党建情况" not in page and 'name="members"' not in page
