"""归档目录 of an application: on its page with the door of each paper, in one table with the places, and as Word."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.test import Client
from docx import Document as WordFile
from tests.cast import BEGINNING, Cast
from tests.commands.formation.adjusting_desk import AdjustingDesk
from tests.commands.formation.desk import Desk, bound, desk
from tests.commands.formation.test_ways import together
from tests.web.formation.test_turned_down import decide, held
from tests.web.offices import sent, sit_down

from shuniu.commands.cases.documents import issue_document
from shuniu.commands.cases.outgoing import OutgoingDocument
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.models import Case, CasePaper, Document, Meeting
from shuniu.policy.cases.issuing import MARK
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.cases import Verb
from shuniu.policy.words.meetings import DocumentKind

pytestmark = pytest.mark.django_db
FILING = "《中国共产党支部工作条例（试行）》第六条 批准成立"


@pytest.fixture
def clerk(cast: Cast) -> Client:
    row = DecidedFigure(party_organization=cast.top, key=MARK, value=["澄社党"], decision="公文管理办法")
    decide_figures(cast.act(BEGINNING), [row])
    return sit_down(cast.clerk)


@pytest.fixture
def one(cast: Cast) -> Desk:
    """An application that waits for a meeting."""
    found = desk(cast)
    found.submit()
    found.check()
    found.review()
    return found


def page(client: Client, row: Case, part: str = "") -> str:
    kind = "formations" if row.kind == "formation" else "adjustments"
    answer = client.get(f"/cases/{kind}/{row.uuid}/{part}")
    assert answer.status_code == 200, (part, answer.status_code)
    return str(answer.content.decode())


def rows_of(text: str) -> dict[str, tuple[list[str], str]]:
    """Of each paper: its doors, and what stands in its row."""
    table = text.partition('<caption class="visually-hidden">归档目录</caption>')[2].partition("</table>")[0]
    found = {}
    for row in table.split("<tr>")[2:]:
        name = re.search(r'class="row-name">([^<]+)', row)
        assert name is not None
        found[name[1].strip()] = (re.findall(r'<a href="([^"]+)"', row), re.sub(r"<[^>]+>|\s+", "", row))
    return found


def words(content: bytes) -> tuple[str, list[list[str]]]:
    made = WordFile(io.BytesIO(content))
    said = "".join(one.text for one in made.paragraphs)
    return said, [[cell.text for cell in row.cells] for row in made.tables[0].rows]


@pytest.mark.req("D10", "L21")
def test_what_was_approved_is_listed_with_its_doors(one: Desk, clerk: Client, cast: Cast) -> None:
    assert 'id="archive"' not in page(clerk, one.row), "nothing is archived while it is open"
    where = held(clerk, one)
    decide(clerk, one, "approve", where, yes="6", no="0", reason="", next_steps="", other_clause="")
    one.reply(number="")
    row, meeting = one.row, Meeting.objects.get()
    reply = Document.objects.get(kind=DocumentKind.REPLY.value)
    here = f"/cases/formations/{row.uuid}/"
    shown = page(clerk, row)
    rows = rows_of(shown)
    assert list(rows) == [
        "请示（申请）", "材料审查意见", "审查后的请示", "初审意见", "党委会会议纪要", "批复", "报上级备案的报告",
    ]  # fmt: skip
    assert rows["请示（申请）"][0] == [f"/cases/of/{row.uuid}/application/"]
    assert rows["审查后的请示"][0] == [f"/cases/of/{row.uuid}/request/"]
    assert rows["材料审查意见"][0] == rows["初审意见"][0] == [f"{here}#steps"] and 'id="steps"' in shown
    assert rows["党委会会议纪要"][0] == [f"/cases/meetings/{meeting.uuid}/"]
    assert rows["批复"][0] == [f"/cases/documents/{reply.uuid}/"] and f"{reply.number}号" in rows["批复"][1]
    # The one paper a text names is missing by it; of the rest no text speaks.
    assert FILING.replace(" ", "") in rows["报上级备案的报告"][1] and "平台没有" in rows["报上级备案的报告"][1]
    assert "平台没有、也没有登记存放处的：报上级备案的报告。" in shown and "原文未列归档材料" in shown
    doors = [address for found, _ in rows.values() for address in found]
    assert f"filing={row.uuid}" not in page(sit_down(cast.secretary), row), "by whoever has approved it"
    assert {clerk.get(address).status_code for address in doors} == {200}
    # It is filed from there; then it is held, with its door.
    filing = f"/cases/documents/new/?filing={row.uuid}"
    assert rows["报上级备案的报告"][0] == [filing]
    form = clerk.get(filing).content.decode()
    assert f"关于成立{row.filed['name']}备案的报告" in form and "现将批复情况报请备案。" in form
    out = sent(clerk, filing, addressee="中共澄川市委组织部", mark="澄社党")["Location"]
    filed = rows_of(page(clerk, row))["报上级备案的报告"]
    assert filed[0] == [out] and "平台没有" not in filed[1]
    assert "平台没有、也没有登记" not in page(clerk, row)
    # The organization reads the list; it opens no meeting, and notes no place.
    own = page(sit_down(one.clerk), row)
    assert rows_of(own)["党委会会议纪要"][0] == [] and "登记存放处</a>" not in own
    minutes = issue_document(
        cast.act(actor=cast.clerk),
        OutgoingDocument(
            party_organization=cast.top, kind=DocumentKind.MINUTES, title="党委会会议纪要",
            issued_on=cast.act().actor.today, meeting=meeting.pk,
        ),
    )  # fmt: skip
    told = rows_of(page(clerk, row))["党委会会议纪要"]
    assert told[0] == [f"/cases/documents/{minutes.uuid}/"] and minutes.number in told[1]


@pytest.mark.req("L21")
def test_places_are_noted_in_the_table_and_stand_in_the_word(one: Desk, clerk: Client, cast: Cast) -> None:
    where = f"/cases/formations/{one.row.uuid}/archive/"
    assert clerk.get(where).status_code == clerk.get(f"{where}list/").status_code == 404, "it is open"
    one.meet(Verb.SCHEDULE, Verb.APPROVE)
    one.reply()
    sheet = page(clerk, one.row, "archive/")
    assert sheet.count("<table") == 1 and 'name="request"' in sheet and "登记存放处：组建中共" in sheet
    refused = sent(clerk, where, request="柜" * 61)
    assert refused.status_code == 422 and not CasePaper.objects.exists()
    assert sent(clerk, where, request="2号柜第3盒", filed="市委组织部收文簿").status_code == 302
    shown = page(clerk, one.row)
    assert "2号柜第3盒" in rows_of(shown)["请示（申请）"][1] and "平台没有、也没有登记" not in shown
    said, rows = words(clerk.get(f"{where}list/").content)
    assert "组建中共澄川市阿岚学会支部委员会归档目录" in said and "原文未列归档材料，以上按办理步骤列出" in said
    assert [row[1::2] for row in rows if row[1] == "请示（申请）"] == [["请示（申请）", "2号柜第3盒"]]
    assert "澄社党〔2020〕1号" in "".join(row[2] for row in rows if row[1] == "批复")
    own = sit_down(one.clerk)
    assert own.get(where).status_code == 403 and own.get(f"{where}list/").status_code == 200
    assert sit_down(cast.secretary).get(where).status_code == 403, "the committee keeps the papers"
    assert sit_down(cast.outsider).get(f"{where}list/").status_code == 404


@pytest.mark.req("D12")
def test_of_what_was_refused_the_answer_is_listed(one: Desk, clerk: Client) -> None:
    decide(clerk, one, "refuse")
    one.answer()
    rows = rows_of(page(clerk, one.row))
    assert list(rows) == [
        "请示（申请）", "材料审查意见", "审查后的请示", "初审意见", "党委会会议纪要", "不同意或者暂缓的答复",
    ]  # fmt: skip
    assert "澄社答" in rows["不同意或者暂缓的答复"][1]


@pytest.mark.req("D19")
def test_the_reply_of_the_street_committee_bears_its_own_number(cast: Cast, clerk: Client) -> None:
    bound(cast, "ah2017", "national")
    one = together(cast, "澄川市甲协会", "澄川市乙协会", street="砚溪街道")
    one.wanted = {"mode": "street_joint", "relations_in": 0}
    one.submit()
    one.check(cast.actor_at(cast.joint, Role.JOINT_COMMITTEE_CLERK))
    one.review()
    one.reply(number="砚街党〔2020〕9号")
    rows = rows_of(page(clerk, one.row))
    assert list(rows) == ["请示（申请）", "材料审查意见", "初审意见", "街道党委的批复或者意见", "报上级备案的报告"]
    doors, told = rows["街道党委的批复或者意见"]
    assert doors == [f"/cases/formations/{one.row.uuid}/#steps"] and "砚街党〔2020〕9号" in told


def test_an_adjustment_has_the_same_list(cast: Cast, clerk: Client) -> None:
    one = AdjustingDesk(cast, AdjustmentTopic.RENAME)
    one.approved(name="中共澄川市澄笙学会党支部")
    assert 'id="archive"' not in page(clerk, one.row)
    one.reply()
    shown = page(clerk, one.row)
    rows: dict[str, Any] = rows_of(shown)
    assert "第七条 调整和撤销（未核对原文）" in shown, "by a rule that was not checked, and that is said"
    assert "澄社党〔2020〕9号" in rows["批复"][1]
    where = f"/cases/adjustments/{one.row.uuid}/archive/"
    assert sent(clerk, where, reply="1号柜").status_code == 302
    assert "1号柜" in rows_of(page(clerk, one.row))["批复"][1]
    form = clerk.get(f"/cases/documents/new/?filing={one.row.uuid}").content.decode()
    assert f"{AdjustmentTopic.RENAME.label}备案的报告" in form and "2020年7月1日起生效" in form
    said, _ = words(clerk.get(f"{where}list/").content)
    assert f"{AdjustmentTopic.RENAME.label}归档目录" in said
