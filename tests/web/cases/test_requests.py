"""请示 straight from a case: what it says, whose number it bears, what stays open, who takes it out."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import docx
import pytest
from django.test import Client
from django.utils.timezone import localdate, now
from tests.cast import Cast
from tests.web.elections.test_pages import NAME, enrol, marked, term
from tests.web.offices import attach, enter, sent, sit_down

from shuniu.commands.cases.templates import TemplateFile, keep_template
from shuniu.commands.journal import act_of
from shuniu.documents.writing import ours
from shuniu.models import Case, CaseUnit, Document, Entry, Step
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.templates import TemplateKind

pytestmark = pytest.mark.django_db
JOINT = "中共澄川市科技领域社会团体联合委员会"
TOP = "中共澄川市社会组织综合委员会"


def page_of(row: Case) -> str:
    return f"/cases/of/{row.uuid}/request/"


def said(client: Client, of: Case | str) -> str:
    answer = client.get(f"{of if isinstance(of, str) else page_of(of)}file/")
    assert answer.status_code == 200, answer.status_code
    return "\n".join(one.text.replace("\n", "") for one in docx.Document(io.BytesIO(answer.content)).paragraphs)


def full(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"


def asked(client: Client, address: str, **fields: Any) -> Case:
    assert sent(client, address, **fields).status_code == 302
    return Case.objects.latest("pk")


@pytest.mark.req("D01", "L21")
def test_an_election_is_asked_for_in_writing_and_the_number_stays_open(cast: Cast) -> None:
    enrol(cast)
    today = localdate()
    term(cast, today + timedelta(days=40))
    branch = sit_down(cast.branch_secretary)
    row = asked(branch, "/elections/of/branch/", seats="3", deputies="1", planned_on=str(today))
    assert page_of(row) in branch.get(f"/elections/{row.uuid}/").content.decode()
    text = said(branch, row)
    assert f"{NAME}文件" in text and f"〔{today.year}〕　　号\t签发人：　　　　" in text
    assert f"关于{NAME}换届选举的请示" in text and f"{JOINT}：" in text
    assert f"{NAME}拟于{full(today)}召开党员大会进行换届选举。" in text
    assert "委员会由3名委员组成，设书记1名、副书记1名。" in text
    assert text.index("一、选举方式") < text.index("二、委员会和书记、副书记名额") < text.index("妥否，请批示。")
    assert "有关情况说明" not in text  # nothing was filled in there
    page = branch.get(page_of(row)).content.decode()
    assert "由申请的单位自己编号，Word 里留空" in page and "给请示编号" not in page
    assert said(sit_down(cast.secretary), row) == text, "whoever decides reads the same"
    assert branch.get(f"{page_of(row)}number/").status_code == 403
    stranger = sit_down(cast.outsider)
    assert {stranger.get(f"{page_of(row)}{one}").status_code for one in ("", "file/", "number/")} == {404}


@pytest.mark.req("D01", "P11")
def test_an_office_with_a_register_numbers_what_it_asks_and_the_reply_quotes_it(cast: Cast) -> None:
    today = localdate()
    enrol(cast)
    term(cast, today + timedelta(days=40), cast.joint)
    marked(cast)
    joint, above = sit_down(cast.secretary), sit_down(cast.clerk)
    until = today + timedelta(days=100)
    row = asked(joint, "/elections/of/joint/postpone/", until=str(until), grounds="正在调整隶属")
    where = page_of(row)
    assert "给请示编号" in joint.get(where).content.decode() and "给请示编号" not in above.get(where).content.decode()
    assert above.get(f"{where}number/").status_code == 404, "nobody numbers for somebody else"
    assert sent(joint, f"{where}number/", mark="澄科联").status_code == 302
    number = f"澄科联〔{today.year}〕1号"
    text = said(joint, row)
    assert f"{number}\t签发人" in text and f"本届任期延长至{full(until)}前" in text and "正在调整隶属。" in text
    again = sent(joint, f"{where}number/", mark="澄科联")
    assert again.status_code == 422 and "一件事项只有一份请示。" in again.content.decode()
    paper = Document.objects.get()
    came_in = f"/cases/received/{paper.uuid}/"
    assert "在事项中办理" in above.get(came_in).content.decode()
    marked(cast, cast.top)
    assert sent(above, f"/elections/postponements/{row.uuid}/approve/").status_code == 302
    reply = Document.objects.latest("pk")
    assert reply.answers == paper
    word = docx.Document(io.BytesIO(above.get(f"/elections/letters/{reply.uuid}/").content))
    assert f"《关于{JOINT}延期换届的请示》（{number}）收悉。" in "\n".join(one.text for one in word.paragraphs)


@pytest.mark.req("D10", "L21")
def test_an_organization_applies_to_whoever_answers_for_it_and_that_office_asks(cast: Cast) -> None:
    """申请 to the joint committee; once it has checked the material, its own 请示, whose number the 批复 quotes."""
    today = localdate()
    (unit,) = enter(cast, "澄川市第一学会", full_time_staff=6, part_time_staff=2, address="澄川市学院路1号")
    (other,) = enter(cast, "澄川市第二学会", start=1)
    attach(cast, [unit, other], cast.joint)
    people = enrol(cast, 3)
    clerk = cast.actor_at(None, Role.ORGANIZATION_CLERK, unit)
    name = "中共澄川市第一学会联合支部委员会"
    filed = {
        "name": name, "kind": "joint_branch", "mode": "joint", "full_members": 5, "relations_in": 4,
        "secretary": str(people[0].uuid), "grounds": "两家单位相邻，业务相近。", "field": "科技。",
        "units": [other], "parent": cast.joint, "management_sound": False,
    }  # fmt: skip
    row = Case.objects.create(
        kind="formation", state="checking", holder="reviewer", unit_id=unit, committee_id=cast.top,
        law_day=date(2020, 6, 1), filed=filed,
    )  # fmt: skip
    CaseUnit.objects.create(case=row, unit_id=other)
    line = Entry.objects.create(act="test.given", actor_id=clerk.account, on=date(2020, 6, 1), at=cast.clerk.now)
    Step.objects.create(case=row, state="checking", verb="submit", filed=filed, recorded=line)
    applies, joint, above = sit_down(clerk), sit_down(cast.secretary), sit_down(cast.clerk)
    where = f"/cases/of/{row.uuid}/application/"
    text = said(applies, where)
    assert "澄川市第一学会文件" in text and f"关于成立{name}的申请" in text and f"{JOINT}：" in text and TOP not in text
    assert "组建方式：联合组建" in text and "正式党员：5名" in text and "组建理由：两家单位相邻，业务相近。" in text
    assert "。。" not in text and "。；" not in text
    assert "2020年6月1日" in text and "书记人选：×××" in text, "it may not read the roll"
    assert "书记人选：党员甲" in said(joint, where)
    # A box that nobody ticked is not said; who works there is told from the register, of whom is read.
    assert "行业管理体系健全" not in text
    assert "不设委员会。" in text
    assert "一、单位概况" in text and "住所：澄川市学院路1号；从业人员：专职6人、兼职2人）。" in text
    assert "澄川市第二学会（" not in text and "澄川市第二学会（" in said(joint, where)
    page = applies.get(where).content.decode()
    assert "书记人选的姓名（×××处）、从业人员数；" in page and "编号</a>" not in page
    assert sit_down(cast.outsider).get(where).status_code == 404
    # Not before it has been checked.
    assert {one.get(page_of(row)).status_code for one in (applies, joint, above)} == {404}
    case = f"/cases/formations/{row.uuid}/"
    assert f"{JOINT}审查材料以后行文" in joint.get(case).content.decode()
    Case.objects.filter(pk=row.pk).update(state="reviewing", holder="committee", at_id=cast.top)
    line = Entry.objects.create(act="test.given", actor_id=cast.secretary.account, on=date(2020, 6, 3), at=now())
    Step.objects.create(case=row, state="reviewing", verb="accept", recorded=line)
    assert {address in joint.get(case).content.decode() for address in (where, page_of(row))} == {True}
    text = said(above, page_of(row))
    assert f"{JOINT}文件" in text and f"关于成立{name}的请示" in text and f"{TOP}：" in text and "2020年6月3日" in text
    assert f"澄川市第一学会、澄川市第二学会申请成立{name}，材料已经审查。" in text
    marked(cast)
    assert above.get(f"{page_of(row)}number/").status_code == 404, "nobody numbers for somebody else"
    assert applies.get(f"{page_of(row)}number/").status_code == 403
    assert sent(joint, f"{page_of(row)}number/", mark="澄科联").status_code == 302
    paper = Document.objects.get()
    assert (paper.party_organization_id, paper.addressed_to_id, paper.case_id) == (cast.joint, cast.top, row.pk)
    assert f"澄科联〔{today.year}〕1号\t签发人" in said(above, page_of(row))
    again = sent(joint, f"{page_of(row)}number/", mark="澄科联")
    assert again.status_code == 422 and "一件事项只有一份请示。" in again.content.decode()


@pytest.mark.req("D10", "L21")
def test_what_bears_a_number_names_its_candidate_wherever_it_is_taken_from(cast: Cast) -> None:
    """In the register too, for whoever may read the roll; where another one was filed since, it is left open."""
    unit, other = enter(cast, "澄川市第一学会", "澄川市第二学会")
    attach(cast, [unit, other], cast.joint)
    people, line = enrol(cast, 2), Entry.objects.latest("pk")
    filed = {
        "name": "中共澄川市第一学会支部委员会", "kind": "party_branch", "mode": "separate",
        "secretary": str(people[0].uuid), "grounds": "照“填写：×××”的样子办。", "parent": cast.joint,
    }  # fmt: skip
    row = Case.objects.create(
        kind="formation", state="checking", holder="committee", unit_id=unit, committee_id=cast.top,
        origin_id=cast.joint, at_id=cast.top, law_day=date(2020, 6, 1), filed=filed,
    )  # fmt: skip
    Step.objects.create(case=row, state="checking", verb="submit", filed=filed, recorded=line)
    marked(cast)
    joint = sit_down(cast.secretary)
    assert sent(joint, f"{page_of(row)}number/", mark="澄科联").status_code == 302
    paper = Document.objects.get()
    assert "党员甲" not in paper.text and "书记人选：×××" in paper.text

    def taken(client: Client, address: str) -> str:
        word = docx.Document(io.BytesIO(client.get(address).content))
        return "\n".join(one.text for one in word.paragraphs)

    register = f"/cases/documents/{paper.uuid}/word/"
    for client, address in ((joint, register), (joint, f"{page_of(row)}file/"), (sit_down(cast.clerk), register)):
        told = taken(client, address)
        assert "书记人选：党员甲" in told and "照“填写：×××”的样子办。" in told, address
    Case.objects.filter(pk=row.pk).update(filed={**filed, "secretary": str(people[1].uuid)})
    for address in (register, f"{page_of(row)}file/"):
        assert "书记人选：×××" in taken(joint, address), address
    assert "书记人选的姓名（×××处）" in joint.get(page_of(row)).content.decode()


def test_an_office_that_decides_itself_asks_nobody(cast: Cast) -> None:
    (unit,) = enter(cast, "澄川市第一学会")
    row = Case.objects.create(
        kind="formation", state="draft", holder="applicant", unit_id=unit, committee_id=cast.top,
        origin_id=cast.top, at_id=cast.top, law_day=date(2020, 6, 1), filed={},
    )  # fmt: skip
    clerk = sit_down(cast.clerk)
    assert clerk.get(page_of(row)).status_code == 404
    assert page_of(row) not in clerk.get(f"/cases/formations/{row.uuid}/").content.decode()


@pytest.mark.req("P11")
def test_it_is_written_in_the_form_of_the_office(cast: Cast) -> None:
    """A sentence and a letter changed in Word stand in what is taken out."""
    enrol(cast)
    term(cast, localdate() + timedelta(days=40))
    changed = docx.Document(io.BytesIO(ours(TemplateKind.REQUEST)))
    changed.add_paragraph("（本件一式两份）").style = changed.styles["公文正文"]
    changed.styles["公文正文"].font.name = "Courier New"
    file = io.BytesIO()
    changed.save(file)
    kept = TemplateFile(party_organization=cast.joint, kind=TemplateKind.REQUEST, content=file.getvalue(), seen=None)
    keep_template(act_of(replace(cast.clerk, now=now())), kept)
    branch = sit_down(cast.branch_secretary)
    row = asked(branch, "/elections/of/branch/", seats="3", deputies="0", planned_on=str(localdate()))
    made = docx.Document(io.BytesIO(branch.get(f"{page_of(row)}file/").content))
    assert "（本件一式两份）" in [one.text for one in made.paragraphs]
    assert made.styles["公文正文"].font.name == "Courier New"
