"""The register of outgoing documents from its pages: numbered, put down from paper, found again, declared void."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.meetings.room import DAY, applications, today
from tests.web.offices import sent, sit_down

from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.models import Document, Entry
from shuniu.policy.cases.issuing import MARK
from shuniu.policy.words.accounts import Role

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


def test_a_branch_has_no_register_and_reads_nothing_of_it(cast: Cast, marked: None, clerk: Client) -> None:
    where = sent(clerk, f"{LIST}new/", mark="澄社党", **NOTICE)["Location"]
    below = sit_down(cast.branch_secretary)
    assert {below.get(one).status_code for one in (LIST, f"{LIST}new/", f"{where}withdraw/")} == {403}
    assert below.get(where).status_code == sit_down(cast.outsider).get(where).status_code == 404


@pytest.mark.req("P11")
def test_each_office_that_issues_decides_its_mark_and_keeps_its_own_register(
    cast: Cast, marked: None, clerk: Client
) -> None:
    above = sent(clerk, f"{LIST}new/", mark="澄社党", **NOTICE)["Location"]
    joint = sit_down(cast.secretary)
    assert "/settings/texts/documents.mark/" in joint.get(LIST).content.decode()
    given = {"way": "own", "value": "澄科联", "decision": "公文管理办法", "since": "2020-01-01"}
    assert sent(joint, "/settings/texts/documents.mark/decide/", **given).status_code == 302
    answer = sent(joint, f"{LIST}new/", mark="澄科联", **NOTICE)
    number, where = f"澄科联〔{today().year}〕1号", answer["Location"]
    assert answer.status_code == 302 and number in text(joint) and number in text(joint, where)
    assert "澄社党〔" not in text(joint) and joint.get(above).status_code == 404
    assert len(joint.get(f"{LIST}export/").getvalue()) > 4_000
    assert number in text(clerk), "what is numbered below is seen from above"
    assert sent(joint, f"{where}withdraw/", reason="标题有误，另行发文").status_code == 302
    assert "这份文件已经作废。" in text(joint, where)
    assert joint.get(f"{above}withdraw/").status_code == 404
    # Of what else the texts leave open it decides nothing.
    refused = joint.get("/settings/texts/formation.headcount_base/decide/")
    assert refused.status_code == 403


@pytest.mark.req("D12", "L21")
@pytest.mark.parametrize("who", ["organization", "secretary"])
def test_whom_a_reply_went_to_opens_it(cast: Cast, marked: None, clerk: Client, who: str) -> None:
    (case,), (other,) = applications(cast, 1), applications(cast, 1, start=5)
    row = {
        "party_organization_id": cast.top, "mark": "澄社党", "year": 2020, "kind": "official_reply",
        "addressee": "澄川市第1学会", "issued_on": DAY, "recorded": Entry.objects.latest("pk"),
    }  # fmt: skip
    mine = Document.objects.create(number=7, title="关于同意成立某支部的批复", case=case, **row)
    foreign = Document.objects.create(number=8, title="关于同意成立另一支部的批复", case=other, **row)
    notice = Document.objects.create(number=9, title="通知", **{**row, "kind": "notice"})
    actors = {"organization": cast.actor_at(None, Role.ORGANIZATION_CLERK, case.unit_id), "secretary": cast.secretary}
    receiver = sit_down(actors[who])
    assert f"/cases/documents/{mine.uuid}/" in receiver.get(f"/cases/formations/{case.uuid}/").content.decode()
    page = receiver.get(f"/cases/documents/{mine.uuid}/").content.decode()
    assert "澄社党〔2020〕7号" in page and "下载 Word" in page
    assert f'href="{LIST}"' not in page or who == "secretary", "no way to a register it does not have"
    assert receiver.get(f"/cases/documents/{mine.uuid}/word/").status_code == 200
    assert receiver.get(f"/cases/documents/{notice.uuid}/").status_code == 404
    assert receiver.get(f"/cases/documents/{foreign.uuid}/").status_code == (404 if who == "organization" else 200)


@pytest.mark.parametrize(("rows", "queries"), [(1, 5), (5, 5)])
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
