"""A reply and the minutes of a meeting as Word files from the register; what the platform does not know has none."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from django.test import Client
from docx import Document as WordDocument
from tests.cast import Cast
from tests.web.meetings.room import DAY, applications, today
from tests.web.offices import sent, sit_down

from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.models import Document, Entry
from shuniu.policy.cases.issuing import MARK

pytestmark = pytest.mark.django_db
TITLE = "关于同意成立中共澄川市阿岚学会支部委员会的批复"


@pytest.fixture
def clerk(cast: Cast) -> Client:
    row = DecidedFigure(party_organization=cast.top, key=MARK, value=["澄社党"], decision="公文管理办法")
    decide_figures(cast.act(DAY), [row])
    return sit_down(cast.clerk)


def words(content: bytes) -> str:
    found = WordDocument(io.BytesIO(content))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return re.sub(r"\s+", "", "".join([*(one.text for one in found.paragraphs), *cells]))


def registered(cast: Cast, **more: object) -> Document:
    given = {
        "party_organization_id": cast.top, "mark": "澄社党", "year": 2020, "number": 7, "kind": "official_reply",
        "title": TITLE, "addressee": "澄川市阿岚学会", "issued_on": date(2020, 6, 20),
        "recorded": Entry.objects.latest("pk"),
    }  # fmt: skip
    return Document.objects.create(**{**given, **more})


@pytest.mark.req("D12", "P11")
def test_a_reply_is_a_word_file_that_says_what_was_agreed_to(cast: Cast, clerk: Client) -> None:
    (case,) = applications(cast, 1)
    made = registered(cast, case=case)
    page = clerk.get(f"/cases/documents/{made.uuid}/").content.decode()
    assert "下载 Word" in page
    answer = clerk.get(f"/cases/documents/{made.uuid}/word/")
    assert answer.status_code == 200 and answer["Content-Disposition"].startswith("attachment")
    assert "下载 Word（信函格式）" in page and "信函字号" not in styles(answer.content)
    assert "信函字号" in styles(clerk.get(f"/cases/documents/{made.uuid}/word/?form=letter").content)
    said = words(answer.content)
    for part in ("澄社党〔2020〕7号", "澄川市阿岚学会", "同意成立中共澄川市阿岚学会支部委员会", "2020年6月20日"):
        assert part in said, part


def test_minutes_are_a_word_file_with_every_decision(clerk: Client) -> None:
    where = sent(clerk, "/cases/meetings/new/", held_on=DAY.isoformat())["Location"]
    many = sent(clerk, f"{where}attendance/", due="7", present="6", on_leave="2")
    assert many.status_code == 422 and "请假人数多于没有到会的人数。" in many.content.decode()
    who = {"chaired_by": "secretary", "on_leave": "1", "excused": ["deputy_secretary"], "sat_in": "2"}
    who["observers"] = ["instructor", "applicant"]
    assert sent(clerk, f"{where}attendance/", due="7", present="6", **who).status_code == 302
    page = clerk.get(f"{where}minutes/").content.decode()
    # By posts and numbers, nobody by name.
    assert "主持" in page and "1 名（副书记）" in page and "2 名（党建工作指导员、申请单位）" in page
    issue = re.search(r'href="(/cases/documents/new/\?meeting=[^"]+)"', page)
    assert issue
    document = sent(clerk, issue[1])["Location"]
    said = words(clerk.get(f"{document}word/").content)
    assert (
        f"澄社党〔{today().year}〕1号" in said
        and "应到7" in said.replace("：", "")
        and "实到6" in said.replace("：", "")
    )
    for part in ("由书记主持", "副书记，共1人", "党建工作指导员、申请单位，共2人"):
        assert part in said, part


LETTER = {
    "mark": "澄社党", "kind": "letter", "title": "关于商请协助做好党员信息核对的函", "addressee": "市民政局",
    "text": "为做好党员信息核对，现商请协助如下。\n一、核对范围\n在册的社会组织。",
    "copies": "市委组织部、市委社会工作部",
}  # fmt: skip


@pytest.mark.req("P11")
@pytest.mark.parametrize("kind", ["notice", "circular", "letter", "request_for_instructions"])
def test_what_is_written_here_is_numbered_kept_and_a_word_file(clerk: Client, kind: str) -> None:
    where = sent(clerk, "/cases/documents/new/", **{**LETTER, "kind": kind})["Location"]
    page = clerk.get(where).content.decode()
    assert "下载 Word" in page and "市委组织部，市委社会工作部" in page
    content = clerk.get(f"{where}word/").content
    said = words(content)
    for part in (f"澄社党〔{today().year}〕1号", "市民政局：", "一、核对范围", "在册的社会组织。", "市委社会工作部"):
        assert part in said, part
    made = Document.objects.get()
    assert (made.copies, made.as_letter) == (["市委组织部", "市委社会工作部"], kind == "letter")
    assert ("信函字号" in styles(content)) is (kind == "letter")


def test_what_is_too_long_is_refused_and_takes_no_number(clerk: Client) -> None:
    many = "、".join(f"第{one}单位" for one in range(21))
    refused = sent(clerk, "/cases/documents/new/", **{**LETTER, "copies": many})
    assert refused.status_code == 422 and "抄送机关写得太多或太长。" in refused.content.decode()
    assert not Document.objects.exists()


def styles(content: bytes) -> set[str | None]:
    return {one.style.name for one in WordDocument(io.BytesIO(content)).paragraphs if one.style is not None}


@pytest.mark.parametrize("more", [{"on_paper": True}, {"kind": "notice"}])
def test_what_the_platform_did_not_write_has_no_file(cast: Cast, clerk: Client, more: dict[str, object]) -> None:
    (case,) = applications(cast, 1)
    made = registered(cast, case=case, **more)
    assert "下载 Word" not in clerk.get(f"/cases/documents/{made.uuid}/").content.decode()
    assert clerk.get(f"/cases/documents/{made.uuid}/word/").status_code == 404
