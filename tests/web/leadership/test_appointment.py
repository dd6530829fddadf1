"""班子任命 in the browser's words: proposed by the joint committee, reviewed, replied by the committee above."""

from __future__ import annotations

import io
from datetime import date
from typing import Any
from uuid import uuid4

import docx
import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.commands.leadership.test_appointing import decided_mark
from tests.commands.members.roll import row
from tests.web.leadership.test_pages import JOINED, TODAY, sent_back
from tests.web.offices import attach, enter, pressed_twice, sent, sit_down

from shuniu.commands.cases.moving import Move, case_to_move, move
from shuniu.commands.journal import act_of, open_act
from shuniu.commands.members.enter import enter_members
from shuniu.models import Case, Document, Person, Post, Seat
from shuniu.policy.grants import Action
from shuniu.policy.leadership.appointment import APPOINTMENT
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db


def words_in(answer: Any) -> str:
    """The text of a Word file."""
    document = docx.Document(io.BytesIO(answer.content))
    return "\n".join(one.text for one in document.paragraphs)


def sent_to(client: Client, case: Case, verb: str, **remarks: str) -> object:
    page = reverse("appointment", args=[case.uuid])
    return sent_back(client, page, reverse(f"appointment_{verb}", args=[case.uuid]), **remarks)


def met(cast: Cast, verb: Verb, **said: Any) -> None:
    """What the meeting does with it."""
    with open_act(act_of(cast.clerk, TODAY), "meeting.decide") as opened:
        for one in (Move(verb=Verb.SCHEDULE), Move(verb=verb, **said)):
            row_now = Case.objects.get(kind="appointment")
            held = case_to_move(opened.act, APPOINTMENT, row_now.uuid, Action.DECIDE_CASE, row_now.version)
            move(opened.act, APPOINTMENT, held, one)


@pytest.fixture
def people(cast: Cast) -> list[str]:
    entered = enter_members(cast.act(JOINED), [row(cast.branch, "甲党员"), row(cast.branch, "乙党员")])
    units = enter(cast, "澄川市阿岚学会", start=0)
    attach(cast, units, cast.joint)
    return [str(Person.objects.get(pk=key).uuid) for key in entered.persons]


@pytest.mark.req("B09", "B10", "F10")
def test_from_the_proposal_to_the_posts(cast: Cast, people: list[str]) -> None:
    joint, clerk = sit_down(cast.secretary), sit_down(cast.clerk)
    fill = reverse("appointment_fill", args=["joint"])
    found = fill + "?q=党员"
    named = {"person_1": people[0], "post_1": "secretary", "full_time_1": "yes", "person_2": people[1]}
    half = sent(joint, found, **named)
    assert half.status_code == 422 and "人选和职务都要填写" in half.content.decode()
    named |= {"post_2": "committee_member", "way": "submit"}
    short = sent(joint, found, **named)
    shown = short.content.decode()
    assert (
        short.status_code == 422
        and "请选择每一名人选的来源。" in shown
        and "第1、2名没有选择" in shown
        and "请填写书记单位" in shown
    )
    named |= {"source_1": "internal", "source_2": "recommended", "secretary_unit": "澄川市阿岚学会", "whole": "yes"}
    assert sent(joint, found, **named).status_code == 302
    case = Case.objects.get(kind="appointment")
    page = clerk.get(reverse("appointment", args=[case.uuid])).content.decode()
    assert "甲党员　专职书记（从社会组织内部产生，由综合党委任命）；乙党员　委员（由党委书记推荐" in page
    assert "澄川市阿岚学会" in page
    assert sent_to(clerk, case, "return", remark_grounds="请写明事由").status_code == 302  # type: ignore[attr-defined]
    assert "请写明事由" in joint.get(reverse("appointment", args=[case.uuid])).content.decode()
    assert sent(joint, fill, grounds="成立联合党委").status_code == 302
    assert sent_to(clerk, case, "accept").status_code == 302  # type: ignore[attr-defined]
    reply = reverse("appointment_reply", args=[case.uuid])
    assert clerk.get(reply).status_code == 403
    met(cast, Verb.APPROVE)
    refusal = sent(clerk, reply)
    assert refusal.status_code == 422 and "本机关的发文代字还没有确定" in refusal.content.decode()
    decided_mark(cast)
    pressed_twice(clerk, reply, mark="京社综党")
    posts = Post.objects.filter(party_organization=cast.joint, retracted__isnull=True)
    assert set(posts.values_list("post", "how")) == {("secretary", "appointed"), ("committee_member", "appointed")}
    assert Seat.objects.filter(party_organization=cast.joint, role="secretary_unit").exists()
    board = joint.get(reverse("leadership", args=["joint"])).content.decode()
    assert f"京社综党〔{TODAY.year}〕1号" in board and "书记单位 澄川市阿岚学会" in board
    out = Document.objects.get()
    shown = clerk.get(reverse("appointment", args=[case.uuid])).content.decode()
    assert reverse("document", args=[out.uuid]) in shown
    assert reverse("document_word", args=[out.uuid]) in clerk.get(reverse("document", args=[out.uuid])).content.decode()
    said = words_in(clerk.get(reverse("document_word", args=[out.uuid])))
    assert (
        "甲党员任中共澄川市科技领域社会团体联合委员会专职书记，乙党员任中共澄川市科技领域社会团体联合委员会委员" in said
    )
    assert "原班子成员没有列入的，同日起不再任职。" in said and "书记单位为澄川市阿岚学会。" in said


@pytest.mark.req("D10")
def test_a_decision_with_a_mistake_in_the_draft_goes_back_and_is_mended(cast: Cast, people: list[str]) -> None:
    joint, clerk = sit_down(cast.secretary), sit_down(cast.clerk)
    fill = reverse("appointment_fill", args=["joint"])
    named = {"person_1": people[0], "post_1": "committee_member", "source_1": "recommended"}
    assert sent(joint, fill + "?q=党员", **named, way="submit").status_code == 302
    case = Case.objects.get(kind="appointment")
    assert sent_to(clerk, case, "accept").status_code == 302  # type: ignore[attr-defined]
    again = reverse("case_reconsider", args=[case.uuid])
    assert clerk.get(again).status_code == 404
    met(cast, Verb.APPROVE)
    assert again in clerk.get(reverse("appointment", args=[case.uuid])).content.decode()
    assert joint.get(again).status_code in (403, 404)
    assert sent(clerk, again, reason="").status_code == 422
    pressed_twice(clerk, again, reason="职务写错")
    assert "职务写错" in joint.get(reverse("appointment", args=[case.uuid])).content.decode()
    assert sent_to(clerk, case, "return", remark_posts="应为组织委员").status_code == 302  # type: ignore[attr-defined]
    assert sent(joint, fill, post_1="organization_commissary").status_code == 302
    case.refresh_from_db()
    assert (case.state, case.filed["posts"][0]["post"]) == ("reviewing", "organization_commissary")


def test_what_went_out_on_paper_is_marked_so(cast: Cast, people: list[str]) -> None:
    joint, clerk = sit_down(cast.secretary), sit_down(cast.clerk)
    named = {"person_1": people[0], "post_1": "committee_member", "source_1": "recommended"}
    assert sent(joint, reverse("appointment_fill", args=["joint"]) + "?q=党员", **named).status_code == 302
    case = Case.objects.get(kind="appointment")
    assert sent_to(clerk, case, "accept").status_code == 302  # type: ignore[attr-defined]
    met(cast, Verb.APPROVE)
    reply = reverse("appointment_reply", args=[case.uuid])
    half = sent(clerk, reply, number="京社综党〔2020〕3号")
    assert half.status_code == 422 and "请填写成文日期" in half.content.decode()
    assert sent(clerk, reply, number="京社综党〔2020〕3号", issued_on="2020-03-01").status_code == 302
    shown = clerk.get(reverse("appointment", args=[case.uuid])).content.decode()
    assert "发文（补录）" in shown and "京社综党〔2020〕3号" in shown
    assert clerk.get(reverse("document_word", args=[Document.objects.get().uuid])).status_code == 404


@pytest.mark.req("B09")
def test_a_refusal_reaches_the_joint_committee(cast: Cast, people: list[str]) -> None:
    joint, clerk = sit_down(cast.secretary), sit_down(cast.clerk)
    fill = reverse("appointment_fill", args=["joint"]) + "?q=党员"
    named = {"person_1": people[0], "post_1": "committee_member", "source_1": "recommended"}
    assert sent(joint, fill, **named, way="keep").status_code == 302
    case = Case.objects.get(kind="appointment")
    assert case.state == "draft"
    assert sent(joint, reverse("appointment_fill", args=["joint"]), way="submit").status_code == 302
    assert sent_to(joint, case, "withdraw").status_code == 302  # type: ignore[attr-defined]
    assert sent(joint, reverse("appointment_fill", args=["joint"])).status_code == 302
    assert sent_to(clerk, case, "accept").status_code == 302  # type: ignore[attr-defined]
    met(cast, Verb.REFUSE, reason="人选另有安排", clauses=("bj2020#B09",), next_steps="重新推荐人选")
    answer = reverse("appointment_answer", args=[case.uuid])
    page = clerk.get(answer).content.decode()
    for part in ("不同意", "人选另有安排", "重新推荐人选", "本机关的发文代字还没有确定"):
        assert part in page, part
    assert sent(clerk, answer).status_code == 422
    decided_mark(cast)
    pressed_twice(clerk, answer)
    assert clerk.get(answer).status_code == 404
    # Another form is no second press of this one.
    assert clerk.post(answer, {"key": str(uuid4()), "version": "1"}).status_code == 404
    shown = joint.get(reverse("appointment", args=[case.uuid])).content.decode()
    assert "不同意：人选另有安排" in shown and "下步努力方向：重新推荐人选。" in shown
    paper = Document.objects.get()
    assert f"京社综党〔{TODAY.year}〕1号" in shown and paper.title in joint.get(reverse("received")).content.decode()
    said = words_in(joint.get(reverse("document_word", args=[paper.uuid])))
    places = [said.index(part) for part in ("不同意", "班子任职的请示", "人选另有安排", "重新推荐人选", "此复")]
    assert places == sorted(places) and "甲党员" not in said
    work = Case.objects.get(topic="appointment_next_steps")
    assert "重新推荐人选" in joint.get(f"/cases/follow-ups/{work.uuid}/").content.decode()
    assert not Post.objects.filter(party_organization=cast.joint).exists() and date.min < JOINED


def test_a_branch_is_told_to_elect(cast: Cast, people: list[str]) -> None:
    enter_members(cast.act(JOINED), [row(cast.branch, "丙党员", post="secretary")])
    shown = sit_down(cast.branch_secretary).get(reverse("appointment_fill", args=["branch"])).content.decode()
    assert "这个党组织的班子由选举产生，请办理换届选举或者补选" in shown


def test_a_draft_is_ended(cast: Cast, people: list[str]) -> None:
    joint = sit_down(cast.secretary)
    assert sent(joint, reverse("appointment_fill", args=["joint"]), way="keep").status_code == 302
    case = Case.objects.get(kind="appointment")
    assert sent_to(joint, case, "drop").status_code == 302  # type: ignore[attr-defined]
    case.refresh_from_db()
    assert (case.state, case.holder) == ("dropped", "")
