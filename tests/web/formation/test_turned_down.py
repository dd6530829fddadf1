"""What a meeting refuses or puts off is answered under a number: the page, the Word file, the work that follows."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate
from docx import Document as WordFile
from tests.cast import BEGINNING, Cast
from tests.commands.formation.desk import DUE, Desk, desk
from tests.web.offices import attach, enter, pressed_twice, sent, sit_down

from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.models import Case, Document, Resolution, Step
from shuniu.policy.cases.issuing import MARK
from shuniu.policy.cases.reasoning import clause_said
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db
CHARTER = "《中国共产党章程》第三十条 成立党的基层组织"
SAID = {"reason": "两名党员的组织关系近期转出。", "next_steps": "与同领域的单位联合组建。", "other_clause": CHARTER}


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


def held(clerk: Client, one: Desk) -> str:
    """A meeting of today with it on its agenda."""
    where = str(sent(clerk, "/cases/meetings/new/", held_on=str(localdate()))["Location"])
    assert sent(clerk, f"{where}add/", cases=[f"{one.row.uuid}.{one.row.version}"]).status_code == 302
    assert sent(clerk, f"{where}attendance/", due="7", present="6").status_code == 302
    return where


def decide(clerk: Client, one: Desk, outcome: str, where: str = "", **more: str) -> Any:
    where = where or held(clerk, one)
    row = one.row
    told = {"cases": [f"{row.uuid}.{row.version}"], "outcome": outcome, "yes": "0", "no": "6", **SAID, **more}
    return sent(clerk, f"{where}decide/", **told)


def at(one: Desk, part: str = "") -> str:
    return f"/cases/formations/{one.row.uuid}/{part}"


def text(answer: Any) -> str:
    return str(answer.content.decode())


def words(content: bytes) -> str:
    return re.sub(r"\s+", "", "".join(one.text for one in WordFile(io.BytesIO(content)).paragraphs))


@pytest.mark.req("D12")
def test_a_refusal_goes_out_under_a_number_with_reasons_clauses_and_next_steps(
    one: Desk, clerk: Client, cast: Cast
) -> None:
    until = localdate() + timedelta(days=90)
    assert decide(clerk, one, "refuse", due_on=str(until)).status_code == 302
    page = text(clerk.get(at(one, "answer/")))
    for part in ("不同意", "两名党员的组织关系近期转出", CHARTER, "与同领域的单位联合组建", "下步工作的期限", "澄社党"):
        assert part in page, part
    pressed_twice(clerk, at(one, "answer/"))
    number = f"澄社党〔{localdate().year}〕1号"
    (document,) = Document.objects.filter(case=one.row)
    title = f"关于不同意成立{one.row.filed['name']}的批复"
    assert (document.title, document.on_paper, document.kind) == (title, False, "official_reply")
    applicant = sit_down(one.clerk)
    page = text(applicant.get(at(one)))
    assert "不同意组建：两名党员的组织关系近期转出。" in page and f"依据：{CHARTER}。" in page
    assert f"请在 {until} 以前办好。" in page and number in page
    said = words(applicant.get(f"/cases/documents/{document.uuid}/word/").content)
    parts = (
        number, title, f"不同意成立{one.row.filed['name']}。", "一、理由", "两名党员的组织关系近期转出。", "二、依据",
        CHARTER.replace(" ", ""), "三、下一步工作", "与同领域的单位联合组建。",
        f"{until.year}年{until.month}月{until.day}日以前办好。", "此复。",
    )  # fmt: skip
    places = [said.index(part) for part in parts]
    assert places == sorted(places) and "暂不同意" not in said
    task = Case.objects.get(topic="next_steps")
    assert (task.unit_id, task.at_id, task.due_on) == (one.unit, None, until)
    answer = applicant.get(f"/cases/follow-ups/{task.uuid}/")
    assert CHARTER in text(answer) and "与同领域的单位联合组建" in text(answer)
    assert "再次申请组建党组织</a>" in answer.content.decode()
    # Whoever may read it finds it on the page of what was refused; only the organization is led on.
    for who, leads in ((applicant, True), (sit_down(cast.secretary), False)):
        listed = who.get(at(one)).content.decode().partition('id="following"')[2]
        assert f"/cases/follow-ups/{task.uuid}/" in listed and "落实下步努力方向" in listed
        assert ("再次申请" in who.get(f"/cases/follow-ups/{task.uuid}/").content.decode()) is leads


@pytest.mark.req("D12")
def test_what_is_put_off_waits_for_its_answer_and_the_work_stays_one(one: Desk, clerk: Client, cast: Cast) -> None:
    until = localdate() + timedelta(days=30)
    where = held(clerk, one)
    assert "请写明暂缓到哪一天。" in text(decide(clerk, one, "defer", where))
    assert not Resolution.objects.exists()
    assert decide(clerk, one, "defer", where, due_on=str(until)).status_code == 302
    page = text(clerk.get(at(one)))
    assert "待答复（暂缓）" in page and "研究结果为暂缓" in page and "提请复议" in page
    pressed_twice(clerk, at(one, "answer/"))
    (document,) = Document.objects.filter(case=one.row)
    said = words(sit_down(one.clerk).get(f"/cases/documents/{document.uuid}/word/").content)
    assert f"暂缓成立{one.row.filed['name']}。" in said
    assert f"{until.year}年{until.month}月{until.day}日以前再次提交。" in said
    (task,) = Case.objects.filter(topic="next_steps")
    assert (one.row.state, one.row.due_on, task.due_on) == ("deferred", until, until)

    # Put off once more: the same work says from now on what is to be done, and by when.
    one.submit()
    one.check()
    one.review()
    later = until + timedelta(days=60)
    assert decide(clerk, one, "defer", next_steps="补报名册。", due_on=str(later)).status_code == 302
    pressed_twice(clerk, at(one, "answer/"))
    (task,) = Case.objects.filter(topic="next_steps")
    assert (task.filed["text"], task.due_on, task.state) == ("补报名册。", later, "to_do")
    second = Document.objects.filter(case=one.row).latest("pk")
    said = words(clerk.get(f"/cases/documents/{second.uuid}/word/").content)
    assert "补报名册。" in said and "与同领域的单位联合组建" not in said
    assert "与同领域的单位联合组建" in words(clerk.get(f"/cases/documents/{document.uuid}/word/").content)

    # Agreed to at last: nothing of it is left to do.
    one.submit()
    one.check()
    one.review()
    one.meet(Verb.SCHEDULE, Verb.APPROVE)
    one.reply(number="")
    task.refresh_from_db()
    assert (task.state, task.holder) == ("done", "")
    assert "已批复成立党组织" in Step.objects.filter(case=task).latest("pk").reason


@pytest.mark.req("D12")
def test_the_clauses_that_failed_are_offered_first(one: Desk, clerk: Client) -> None:
    """Two full members now, where the text asks for three."""
    Case.objects.filter(pk=one.row.pk).update(filed={**one.row.filed, "full_members": 2})
    where = held(clerk, one)
    page = text(clerk.get(f"{where}decide/"))
    assert "检查中不符合的条款。" in page
    offered = re.findall(r'<input type="checkbox" name="clauses" value="([^"]+)"', page)
    assert offered == ["bj2016#6"]
    listed = re.search(r"<datalist.*?</datalist>", page, re.S)
    assert listed and CHARTER in listed[0] and clause_said("bj2016#6") not in listed[0]


@pytest.mark.req("D12")
def test_a_day_that_passed_before_the_answer_is_decided_on_anew_or_answered_on_paper(one: Desk, clerk: Client) -> None:
    one.meet(Verb.SCHEDULE, Verb.DEFER, reason="材料待核", next_steps="补报名册")
    answer = sent(clerk, at(one, "answer/"))
    assert answer.status_code == 422 and "决定的期限在答复以前已经过去。" in text(answer)
    assert not Document.objects.exists() and one.row.state == "to_put_off"
    paper = sent(clerk, at(one, "answer/"), number="澄社党〔2020〕3号", issued_on="2020-07-20")
    assert paper.status_code == 302
    assert (one.row.state, one.row.due_on, Document.objects.get().on_paper) == ("deferred", DUE, True)


@pytest.mark.req("D10", "D12")
def test_minutes_say_what_lay_before_the_meeting_whatever_is_filled_in_or_sent_since(
    one: Desk, clerk: Client, cast: Cast
) -> None:
    (beside,) = enter(cast, "澄川市白榆学会", start=5)
    attach(cast, [beside], cast.joint)
    first = held(clerk, one)
    assert decide(clerk, one, "defer", first, due_on=str(localdate() + timedelta(days=30))).status_code == 302
    assert sent(clerk, at(one, "answer/")).status_code == 302
    minutes = str(sent(clerk, f"/cases/documents/new/?meeting={first.split('/')[3]}")["Location"])
    before = f"暂缓成立{one.row.filed['name']}（党支部），组建方式为单独组建，覆盖澄川市阿岚学会"

    def unchanged() -> bool:
        told = (words(clerk.get(f"{minutes}word/").content), text(clerk.get(f"{first}minutes/")))
        assert all("白榆" not in one and "另一" not in one for one in told)
        return all(before in one for one in told)

    assert unchanged()
    one.others = (beside,)
    one.keep(name="中共另一支部委员会")
    assert "白榆" in text(sit_down(one.clerk).get(at(one))) and unchanged()
    one.others = ()
    one.submit(name="中共另一支部委员会")
    one.check()
    one.review()
    second = held(clerk, one)
    assert decide(clerk, one, "approve", second, yes="6", no="0").status_code == 302
    assert unchanged() and "同意成立中共另一支部委员会" in text(clerk.get(f"{second}minutes/"))
