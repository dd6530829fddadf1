"""选举结果报告: written from the case, numbered by the body where it keeps a register, received and answered above."""

from __future__ import annotations

import io
import re
from uuid import uuid4

import docx
import pytest
from django.test import Client
from tests.commands.cast import World, refused
from tests.commands.elections.bench import Bench, bench, mark
from tests.web.offices import sent
from tests.web.offices import sit_down as sit

from shuniu.access import Actor
from shuniu.commands.cases.documents import issue_document
from shuniu.commands.cases.outgoing import OutgoingDocument
from shuniu.models import Account, Document, DocumentReceiver
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import Verb
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.elections.archiving import election_archive_list
from shuniu.queries.elections.card import election_card

pytestmark = pytest.mark.django_db


def sit_down(actor: Actor) -> Client:
    """A browser of an actor who has been there before."""
    Account.objects.filter(pk=actor.account).update(must_change_password=False)
    return sit(actor)


@pytest.fixture
def one(world: World) -> Bench:
    return bench(world)


def elect(one: Bench) -> None:
    one.to_voting()
    one.vote({0: 10, 1: 9, 2: 8, 3: 1})
    one.vote({0: 3}, present=3, voters=3)


def page_of(one: Bench) -> str:
    return f"/cases/of/{one.row.uuid}/report/"


def word(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return "\n".join(one.text.replace("\n", "") for one in docx.Document(io.BytesIO(answer.content)).paragraphs)


@pytest.mark.req("D01", "L21")
def test_a_body_without_a_register_reports_and_the_number_stays_open(one: Bench) -> None:
    elect(one)
    branch, above = sit_down(one.secretary), sit_down(one.joint)
    assert branch.get(page_of(one)).status_code == 404, "it is not reported yet"
    one.report(p1="organization_commissary")
    text = word(branch, f"{page_of(one)}file/")
    day = one.row.steps.latest("pk").recorded.on
    assert "甲协会党支部文件" in text and f"〔{day.year}〕　　号\t签发人：" in text
    assert "关于甲协会党支部选举结果的报告" in text and text.rstrip().count("特此报告，请审批。") == 1
    heads = ("一、到会和投票情况", "二、得票情况", "三、选举结果")
    assert [text.index(one) for one in heads] == sorted(text.index(one) for one in heads)
    assert "党员大会第1次投票，选举委员3名：应到会10名，实到会10名；发出选票10张，收回10张，有效10张。" in text
    assert "第一次委员会会议第2次投票，选举书记1名：应到会3名，实到会3名；" in text
    assert "党员1赞成9票、不赞成1票、弃权0票" in text
    assert "书记：党员0。" in text and "委员：党员0、党员1（组织委员）、党员2。" in text and "×××" not in text
    page = branch.get(page_of(one)).content.decode()
    assert "由报告的单位自己编号，Word 里留空" in page and "给报告编号" not in page and "党员1（组织委员）" in page
    assert branch.get(f"{page_of(one)}number/").status_code == 403
    assert word(above, f"{page_of(one)}file/") == text, "whoever approves reads the same"
    assert page_of(one) in above.get(f"/elections/{one.row.uuid}/").content.decode()
    assert sit_down(one.world.neighbour).get(page_of(one)).status_code == 404
    one.move(Verb.RETURN, one.joint, minutes="核对票数")
    assert branch.get(page_of(one)).status_code == 404, "what was sent back is reported anew"


@pytest.mark.req("D01", "P11", "L21")
def test_an_office_numbers_its_report_and_the_reply_quotes_it(world: World) -> None:
    one = bench(world)
    mark(world, one.body, "甲支")
    one.secretary = world.actor(Role.JOINT_COMMITTEE_CLERK, one.body)
    elect(one)
    one.report()
    own, above = sit_down(one.secretary), sit_down(one.joint)
    assert above.get(f"{page_of(one)}number/").status_code == 404, "nobody numbers for somebody else"
    assert sent(own, f"{page_of(one)}number/", mark="甲支").status_code == 302
    paper = Document.objects.get(kind=DocumentKind.REPORT.value)
    number = f"甲支〔{paper.year}〕1号"
    assert not re.search(r"党员\d", paper.text) and "委员：×××、×××、×××。" in paper.text, "the register names nobody"
    again = sent(own, f"{page_of(one)}number/", mark="甲支")
    assert again.status_code == 422 and "一件事项只有一份报告。" in again.content.decode()
    # It came in above; signed for, it is read with its names by whoever reads the roll.
    assert DocumentReceiver.objects.filter(document=paper, party_organization=world.north).exists()
    came_in = f"/cases/received/{paper.uuid}/"
    assert above.post(f"{came_in}sign/", {"key": str(uuid4())}).status_code == 302
    page = above.get(came_in).content.decode()
    assert "在事项中办理" in page and "书记：党员0。" in page
    assert f"{number}\t签发人：" in word(above, f"{came_in}file/")
    one.reply()
    reply = Document.objects.latest("pk")
    assert reply.answers == paper
    assert f"《关于甲协会党支部选举结果的报告》（{number}）收悉。" in word(above, f"/elections/letters/{reply.uuid}/")
    # The list of papers tells it by its number, with its door.
    held = {one.paper.value: one.held for one in election_archive_list(_card(one)).lines}
    assert [(said.number, said.document) for said in held["report"]] == [(number, paper.uuid)]


def _card(one: Bench):  # type: ignore[no-untyped-def]
    return election_card(one.joint, one.row.uuid, one.joint.today)


def test_without_a_report_the_reply_quotes_no_number_of_the_request(world: World) -> None:
    """The 请示 is another paper than the 报告: its number does not stand for it."""
    one = bench(world)
    mark(world, one.body, "甲支")
    one.secretary = world.actor(Role.JOINT_COMMITTEE_CLERK, one.body)
    one.request()
    assert sent(sit_down(one.secretary), f"/cases/of/{one.row.uuid}/request/number/", mark="甲支").status_code == 302
    one.move(Verb.APPROVE, one.joint)
    approval = Document.objects.latest("pk")
    assert approval.answers is not None and approval.answers.kind == DocumentKind.REQUEST
    one.nominate(range(4), 0)
    one.move(Verb.ACCEPT, one.joint)
    one.vote({0: 10, 1: 9, 2: 8, 3: 1})
    one.vote({0: 3}, present=3, voters=3)
    one.report()
    one.reply()
    assert Document.objects.latest("pk").answers is None


def test_nobody_else_reports_on_an_election(one: Bench) -> None:
    """Beside the body and the level above that approves it; that one files it further up."""
    elect(one)
    one.report()
    mark(one.world, one.world.south, "南联")
    clerk = one.world.actor(Role.JOINT_COMMITTEE_CLERK, one.world.south)
    foreign = OutgoingDocument(
        party_organization=one.world.south, kind=DocumentKind.REPORT, title="关于选举结果的报告", addressee="上级",
        issued_on=one.act().actor.today, case=one.row.pk, text="情况",
    )  # fmt: skip
    assert [said.code for said in refused(lambda: issue_document(one.act(clerk), foreign))] == ["other_office"]
