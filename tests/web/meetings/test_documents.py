"""The register of outgoing documents from its pages: numbered, put down from paper, found again, declared void."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.meetings.room import DAY, today
from tests.web.offices import sent, sit_down

from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.models import Document
from shuniu.policy.cases.issuing import MARK

pytestmark = pytest.mark.django_db
LIST = "/cases/documents/"
NOTICE = {"kind": "notice", "title": "关于开展“两覆盖”专项行动的通知", "addressee": "各联合党委"}


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return sit_down(cast.clerk)


@pytest.fixture
def marked(cast: Cast) -> None:
    row = DecidedFigure(party_organization=cast.top, key=MARK, value=["澄社党", "澄社党函"], decision="公文管理办法")
    decide_figures(cast.act(DAY), [row])


def text(client: Client, address: str = LIST) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.req("P11")
def test_a_document_is_numbered_found_and_declared_void(marked: None, clerk: Client) -> None:
    answer = sent(clerk, f"{LIST}new/", mark="澄社党", **NOTICE)
    assert answer.status_code == 302
    number = f"澄社党〔{today().year}〕1号"
    assert number in text(clerk, answer["Location"])
    assert number in text(clerk, f"{LIST}?q={number}") and number in text(clerk, f"{LIST}?q=两覆盖")
    assert number in text(clerk, f"{LIST}?q=各联合党委&kind=notice&year={today().year}")
    assert number not in text(clerk, f"{LIST}?kind=letter") and number not in text(clerk, f"{LIST}?q=澄社党函")
    where = answer["Location"]
    assert sent(clerk, f"{where}withdraw/", reason="标题有误，另行发文").status_code == 302
    assert "这份文件已经作废。" in text(clerk, where) and "已作废" in text(clerk)
    assert sent(clerk, f"{where}withdraw/", reason="再次").status_code == 422


@pytest.mark.req("P11")
def test_what_went_out_on_paper_keeps_its_number(marked: None, clerk: Client) -> None:
    paper = {**NOTICE, "mark": "皖民管函", "number": "138", "issued_on": "2017-03-20"}
    answer = sent(clerk, f"{LIST}paper/", **paper)
    assert answer.status_code == 302
    page = text(clerk, answer["Location"])
    assert "皖民管函〔2017〕138号" in page and "补录" in page
    assert sent(clerk, f"{LIST}paper/", **paper).status_code == 422
    assert Document.objects.count() == 1


def test_without_a_mark_the_way_to_it_is_shown(clerk: Client) -> None:
    answer = clerk.get(LIST)
    assert "/settings/texts/documents.mark/" in answer.content.decode()
    refused = sent(clerk, f"{LIST}new/", **NOTICE)
    assert refused.status_code == 422 and "本机关的发文代字还没有确定。" in refused.content.decode()


def test_minutes_are_numbered_from_their_meeting(marked: None, clerk: Client) -> None:
    where = sent(clerk, "/cases/meetings/new/", held_on=DAY.isoformat())["Location"]
    assert sent(clerk, f"{where}attendance/", due="7", present="6").status_code == 302
    page = clerk.get(f"{where}minutes/").content.decode()
    issue = re.search(r'href="(/cases/documents/new/\?meeting=[^"]+)"', page)
    assert issue
    answer = sent(clerk, issue[1])
    assert answer.status_code == 302
    number = f"澄社党〔{today().year}〕1号"
    assert number in text(clerk, f"{where}minutes/")
    assert "所依据的会议" in text(clerk, answer["Location"])
    assert clerk.get(f"{LIST}new/?meeting=nonsense").status_code == 404


@pytest.mark.parametrize("who", ["secretary", "branch_secretary"])
def test_below_there_is_no_register_to_see(cast: Cast, marked: None, clerk: Client, who: str) -> None:
    where = sent(clerk, f"{LIST}new/", mark="澄社党", **NOTICE)["Location"]
    below = sit_down(getattr(cast, who))
    assert {below.get(one).status_code for one in (LIST, where, f"{LIST}new/", f"{where}withdraw/")} == {403}
    assert sit_down(cast.outsider).get(where).status_code == 404


@pytest.mark.parametrize(("rows", "queries"), [(1, 7), (5, 7)])
def test_the_register_costs_the_same_for_one_and_for_many(
    marked: None, clerk: Client, rows: int, queries: int, django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        sent(clerk, f"{LIST}new/", mark="澄社党", **NOTICE)
    clerk.get(LIST)
    with django_assert_num_queries(queries):
        clerk.get(LIST)


def test_the_export_is_the_register(marked: None, clerk: Client) -> None:
    sent(clerk, f"{LIST}new/", mark="澄社党", **NOTICE)
    assert len(clerk.get(f"{LIST}export/").getvalue()) > 4_000
