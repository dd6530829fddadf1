"""The pages of an organization's own renewal, and the list of those that do not go together with their branch."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.offices import attach, cover, enter, public, sent, sit_down

from shuniu.commands.party.terms import TermOfCommittee, record_terms
from shuniu.models import Renewal, RenewalOpinion

DUE = "2021-06-01"


@pytest.fixture
def unit(cast: Cast) -> int:
    made, *_ = several = enter(cast, "澄川市阿岚学会", "澄川市白榆学会", "澄川市苍梧学会")
    attach(cast, several, cast.joint)
    cover(cast, [made], cast.branch)
    term = TermOfCommittee(party_organization=cast.branch, begins_on=date(2018, 1, 1), ends_on=date(2027, 1, 1))
    record_terms(cast.act(), [term])
    return made


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


@pytest.mark.req("F03")
def test_the_day_is_put_down_and_compared(cast: Cast, unit: int, client: Client) -> None:
    page = f"/organizations/{public(unit)}/renewal/"
    assert "换届日期：澄川市阿岚学会" in client.get(page).content.decode()
    assert sent(client, page, due_on="2027-02-01", source="章程第二十一条").status_code == 302
    assert Renewal.objects.get(unit=unit).due_on == date(2027, 2, 1)
    shown = client.get(page).content.decode()
    assert "相差31天" in shown and "原文未明示" in shown
    listed = client.get("/figures/reports/?node=top&report=renewals").content.decode()
    assert "澄川市阿岚学会" in listed and "日期不同，是否算同步未定" in listed and "31" in listed
    assert b"".join(client.get("/figures/reports/export/?node=top&report=renewals").streaming_content)[:2] == b"PK"
    card = client.get(f"/organizations/{public(unit)}/").content.decode()
    assert "下次2027-02-01" in card and "章程第二十一条" in card


def test_a_refusal_stands_on_the_page(unit: int, client: Client) -> None:
    page = f"/organizations/{public(unit)}/renewal/"
    answer = sent(client, page, held_on="2020-01-01", due_on="2019-01-01", source="章程")
    assert answer.status_code == 422 and "下次换届应晚于上次换届。" in answer.content.decode()
    assert not Renewal.objects.exists()


@pytest.mark.req("F13")
def test_the_secretary_gives_the_opinion_from_the_card(cast: Cast, unit: int) -> None:
    secretary = sit_down(cast.branch_secretary)
    page = f"/organizations/{public(unit)}/renewal/opinion/"
    assert page in secretary.get(f"/organizations/{public(unit)}/").content.decode()
    assert "换届程序意见：澄川市阿岚学会" in secretary.get(page).content.decode()
    answer = sent(secretary, page, party_organization=str(cast.branch), renewal_on=DUE, opinion="with_remarks",
                  matters=["notice"])  # fmt: skip
    assert answer.status_code == 302
    row = RenewalOpinion.objects.get()
    assert (row.opinion, row.matters) == ("with_remarks", ["notice"])
    told = secretary.get(f"/organizations/{public(unit)}/").content.decode()
    assert "程序基本符合规定" in told and "会议通知" in told
    assert sit_down(cast.outsider).get(page).status_code == 404


@pytest.mark.req("D23")
def test_joint_ones_are_told_over_the_months(cast: Cast, unit: int, client: Client) -> None:
    cover(cast, [unit + 1, unit + 2], cast.branch)
    page = client.get("/figures/reports/?node=top&report=joint").content.decode()
    assert "其中：2 至 5 家" in page and "大小联合的界线原文未明示" in page
    assert b"".join(client.get("/figures/reports/export/?node=top&report=joint").streaming_content)[:2] == b"PK"
