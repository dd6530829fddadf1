"""收文 from its pages: the door on the first page, signing, the file, the answer and what whoever sent it sees."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import docx
import openpyxl
import pytest
from django.test import Client
from django.utils.timezone import now
from tests.cast import Cast
from tests.web.meetings.room import DAY, today
from tests.web.meetings.test_documents import LIST, NOTICE, marked, text
from tests.web.offices import attach, enter, sent, sit_down

from shuniu.commands.journal import act_of
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.commands.party.terms import TermOfCommittee, record_terms
from shuniu.kernel.calendar import after_months
from shuniu.models import Case, Document, ElectionCase, Step
from shuniu.policy.cases.issuing import MARK
from shuniu.policy.words.accounts import Role
from shuniu.queries.cases import receiving

pytestmark = pytest.mark.django_db
IN = "/cases/received/"
TOP, JOINT = "中共澄川市社会组织综合委员会", "中共澄川市科技领域社会团体联合委员会"
__all__ = ["marked"]


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return sit_down(cast.clerk)


def marks(client: Client, address: str) -> str:
    """The page with its marks."""
    return str(client.get(address).content.decode())


def push(client: Client, address: str) -> None:
    """签收, as the page of the document offers it."""
    page = client.get(address).content.decode()
    assert ">签收</button>" in page
    given = dict.fromkeys(["key"], page.partition('name="key" value="')[2].partition('"')[0])
    assert client.post(f"{address}sign/", given)["Location"] == address


@pytest.mark.req("P11")
def test_a_letter_is_opened_signed_for_and_answered_by_the_organization(
    cast: Cast, marked: None, clerk: Client
) -> None:
    (unit,) = enter(cast, "澄川市第一学会")
    attach(cast, [unit], cast.joint)
    letter = {
        "kind": "letter", "title": "关于督促澄川市第一学会同步建立党组织的函", "addressee": "澄川市第一学会",
        "text": "请尽快研究组建事宜。\n特此函告。", "asks": "on",
    }  # fmt: skip
    out = sent(clerk, f"{LIST}new/", mark="澄社党函", **letter)["Location"]
    where = out.replace("documents", "received")
    assert "平台上的收文单位 1 个，已签收 0 个。" in text(clerk, out) and "未签收" in text(clerk, out)
    there = sit_down(cast.actor_at(None, Role.ORGANIZATION_CLERK, unit))
    assert "未签收的收文：1 份" in text(there, "/")
    assert "关于督促澄川市第一学会同步建立党组织的函" in text(there, f"{IN}?which=unread")
    assert "请尽快研究组建事宜。" not in text(there, where) and there.get(f"{where}file/").status_code == 404
    push(there, where)
    page = text(there, where)
    assert "请尽快研究组建事宜。" in page and "下载 Word" in page and "请回复" in page and "发文回复" not in page
    assert there.get(f"{where}file/").content.startswith(b"PK")
    assert "未签收的收文" not in text(there, "/") and "待回复、待阅办的收文：1 份" in text(there, "/")
    assert "请写明回复的内容。" in sent(there, f"{where}note/", outcome="replied").content.decode()
    assert sent(there, f"{where}note/", outcome="replied", text="已列入下月计划").status_code == 302
    assert "已回复" in text(there, where) and "收文：" not in text(there, "/")
    assert "已签收 1 个" in text(clerk, out) and "已列入下月计划" in text(clerk, out)
    stranger = sit_down(cast.outsider)
    assert {stranger.get(one).status_code for one in (where, f"{where}file/", f"{where}note/")} == {404}


@pytest.mark.req("P11", "L21")
def test_a_request_from_below_is_replied_to_with_a_document(cast: Cast, marked: None, clerk: Client) -> None:
    row = DecidedFigure(party_organization=cast.joint, key=MARK, value=["澄科联"], decision="公文管理办法")
    decide_figures(act_of(cast.clerk, DAY), [row])
    joint = sit_down(cast.secretary)
    asking = {
        "kind": "request_for_instructions",
        "title": "关于增设联合党支部的请示",
        "addressee": TOP,
        "text": "妥否，请批示。",
    }
    asked = sent(joint, f"{LIST}new/", mark="澄科联", **asking)["Location"].replace("documents", "received")
    push(clerk, asked)
    door = f"{LIST}new/?answers={asked.split('/')[-2]}"
    assert door in clerk.get(asked).content.decode()
    form = clerk.get(door).content.decode()
    assert "关于增设联合党支部的批复" in form and JOINT in form and "收悉。" in form
    answer = sent(clerk, door)["Location"]
    number = f"澄社党〔{today().year}〕1号"
    assert number in text(clerk, asked) and "已回复" in text(clerk, asked)
    assert f"澄科联〔{today().year}〕1号《关于增设联合党支部的请示》" in text(clerk, answer)
    back = answer.replace("documents", "received")
    push(joint, back)
    assert "已签收" in text(joint, back)
    assert "已回复" in text(joint, asked.replace("received", "documents"))
    assert clerk.get(f"{LIST}new/?answers=nonsense").status_code == 404


@pytest.mark.req("P11")
def test_delivery_on_paper_is_put_down_by_whoever_sent_it(cast: Cast, marked: None, clerk: Client) -> None:
    out = sent(clerk, f"{LIST}new/", mark="澄社党", **{**NOTICE, "copies": JOINT, "addressee": "各党支部"})["Location"]
    page = text(clerk, out)
    assert "平台上的收文单位 2 个" in page and "抄送" in page
    key = Document.objects.get().receivers.get(party_organization=cast.branch).pk
    done = sent(clerk, f"{out}handed-over/", receiver=str(key), since=today().isoformat())
    assert done.status_code == 302 and "已签收 1 个" in text(clerk, out)
    branch = sit_down(cast.branch_secretary)
    assert "登记送达纸质文件" in text(branch, out.replace("documents", "received"))
    assert branch.get(f"{out}handed-over/").status_code == 403


@pytest.mark.req("P11")
def test_what_came_in_is_taken_out_as_a_workbook_as_the_list_shows_it(cast: Cast, marked: None, clerk: Client) -> None:
    titles = [f"关于第{place}项工作的通知" for place in range(3)]
    for title in titles:
        sent(clerk, f"{LIST}new/", mark="澄社党", **{**NOTICE, "title": title})
    joint = sit_down(cast.secretary)
    push(joint, f"{IN}{Document.objects.get(title=titles[0]).uuid}/")

    def told(asked: str) -> tuple[list[str], str]:
        answer = joint.get(f"{IN}export/{asked}")
        book: Any = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
        cells = [[str(cell or "") for cell in row] for row in book.iter_rows(values_only=True)]
        return [row[0] for row in cells if row[0] in titles], "".join(map("".join, cells))

    assert told("")[0] == titles[::-1] and told("?down=1")[0] == titles
    rows, said = told("?which=unread")
    assert rows == titles[:0:-1] and "筛选：办理情况：未签收" in said and "已签收" not in said
    assert told("?q=第1项")[0] == [titles[1]] and told("?which=nonsense")[0] == titles[::-1]
    assert f"{IN}export/?which=unread" in marks(joint, f"{IN}?which=unread").replace("&amp;", "&")
    joint = sit_down(cast.outsider)
    assert told("")[0] == []


@pytest.mark.req("P11")
def test_of_many_whoever_is_looked_for_is_offered(
    cast: Cast, marked: None, clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than forty of them are put down at once; those beyond what a list offers are found by their names."""
    monkeypatch.setattr(receiving, "OFFERED", 20)
    units = enter(cast, *(f"澄川市第{place}号协会" for place in range(45)))
    attach(cast, units, cast.joint)
    wide = {**NOTICE, "addressee": "各社会组织", "copies": JOINT}
    out = sent(clerk, f"{LIST}new/", mark="澄社党", **wide)["Location"]
    paper = Document.objects.get()
    assert set(paper.receivers.filter(copied=False).values_list("unit", flat=True)) == set(units)
    assert paper.receivers.get(copied=True).party_organization_id == cast.joint
    page = marks(clerk, f"{out}handed-over/")
    assert "查找收文单位" in page and page.count("号协会</option>") == 20 and "第44号协会" not in page
    found = marks(clerk, f"{out}handed-over/?q=第44号")
    assert found.count("号协会</option>") == 1 and "第44号协会" in found
    key = str(paper.receivers.get(unit=units[44]).pk)
    assert sent(clerk, f"{out}handed-over/?q=第44号", receiver=key).status_code == 302
    assert "已签收 1 个" in text(clerk, out)
    assert "第44号协会" not in marks(clerk, f"{out}handed-over/?q=第44号").partition("<select")[2]
    assert "联合委员会" in marks(clerk, f"{out}handed-over/?q=科技领域").partition("<select")[2]


@pytest.mark.parametrize(("rows", "queries"), [(1, 4), (4, 4)])
def test_the_list_costs_the_same_for_one_and_for_many(
    cast: Cast, marked: None, clerk: Client, rows: int, queries: int, django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        sent(clerk, f"{LIST}new/", mark="澄社党", **NOTICE)
    there = sit_down(cast.secretary)
    there.get(IN)
    with django_assert_num_queries(queries):
        there.get(IN)


@pytest.mark.req("D01", "L21")
def test_an_approved_election_is_reported_upwards_and_put_on_record(cast: Cast, clerk: Client) -> None:
    row = DecidedFigure(party_organization=cast.joint, key=MARK, value=["澄科联"], decision="公文管理办法")
    decide_figures(act_of(cast.clerk, DAY), [row])
    case = Case.objects.create(
        kind="election", state="done", holder="", law_day=DAY, party_organization_id=cast.branch, version=9,
        committee_id=cast.joint, origin_id=cast.branch, effective_on=DAY,
        filed={"form": "general_meeting", "seats": 3, "deputies": 0},
    )  # fmt: skip
    Step.objects.create(case=case, state="requested", verb="submit", filed=case.filed, recorded=cast.opening)
    ElectionCase.objects.create(
        case=case, party_organization_id=cast.branch, form="general_meeting", seats=3, deputies=0
    )
    joint = sit_down(cast.secretary)
    page = f"/elections/{case.uuid}/"
    door = f"{LIST}new/?filing={case.uuid}"
    assert door in joint.get(page).content.decode() and door not in clerk.get(page).content.decode()
    form = joint.get(door).content.decode()
    assert (
        "关于中共澄川市澄笙学会支部委员会选举结果备案的报告" in form
        and TOP in form
        and "现将选举结果报请备案。" in form
    )
    out = sent(joint, door, mark="澄科联")["Location"]
    came_in = out.replace("documents", "received")
    push(clerk, came_in)
    assert "待阅办" in text(clerk, came_in) and "在事项中办理" in text(clerk, came_in)
    assert "待回复、待阅办的收文：1 份" in text(clerk, "/")
    assert sent(clerk, f"{came_in}note/", outcome="filed").status_code == 302
    assert "已备案" in text(clerk, came_in) and "已备案" in text(joint, out)
    assert f"澄科联〔{today().year}〕1号" in text(joint, page)
    branch = sit_down(cast.branch_secretary)
    assert branch.get(door).status_code == 403 and clerk.get(door).status_code == 404


@pytest.mark.req("D01")
def test_a_body_finds_the_letter_that_reminds_it_among_what_came_in(cast: Cast) -> None:
    row = DecidedFigure(party_organization=cast.joint, key=MARK, value=["澄科联"], decision="公文管理办法")
    decide_figures(act_of(cast.clerk, DAY), [row])
    ends_on = today() + timedelta(days=40)
    term = TermOfCommittee(party_organization=cast.branch, begins_on=after_months(ends_on, -36), ends_on=ends_on)
    record_terms(act_of(replace(cast.clerk, now=now()), term.begins_on), [term])
    joint, branch = sit_down(cast.secretary), sit_down(cast.branch_secretary)
    assert sent(joint, "/elections/of/branch/reminder/").status_code == 302
    assert "未签收的收文：1 份" in text(branch, "/")
    came_in = f"{IN}{Document.objects.get().uuid}/"
    push(branch, came_in)
    answer = branch.get(f"{came_in}file/")
    word = docx.Document(io.BytesIO(answer.content))
    assert "距届满不足2个月" in "".join(one.text for one in word.paragraphs)
    assert "待回复" not in text(branch, "/"), "it asks for no answer"
