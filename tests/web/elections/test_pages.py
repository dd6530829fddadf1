"""The pages of an election, walked by who has it in hand; the list of terms, in its classes and rungs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate, now
from docx import Document as WordFile
from tests.cast import Cast
from tests.commands.members.roll import ADMITTED
from tests.web.offices import pressed_twice, sent, sit_down

from shuniu.commands.journal import act_of
from shuniu.commands.members.enter import NewMember, enter_members
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.commands.party.terms import TermOfCommittee, record_terms
from shuniu.kernel.calendar import after_months
from shuniu.models import Case, Document, Person, Post, Term
from shuniu.policy.cases.issuing import MARK
from shuniu.policy.cases.reasoning import clause_said

pytestmark = pytest.mark.django_db
OF_ELECTIONS = clause_said("national#选举条例3")
NAME = "中共澄川市澄笙学会支部委员会"


# From where the candidate for secretary comes, first in the order of the text.
SOURCE = {"secretary_source": "party_member_head"}


def enrol(cast: Cast, count: int = 8) -> list[Person]:
    clerk = replace(cast.clerk, now=now())
    rows = [
        NewMember(party_organization=cast.branch, name=f"党员{'甲乙丙丁戊己庚辛'[key]}", membership=ADMITTED)
        for key in range(count)
    ]
    entered = enter_members(act_of(clerk, date(2018, 1, 1)), rows).persons
    return [Person.objects.get(pk=key) for key in entered]


def term(cast: Cast, ends_on: date, node: int | None = None) -> None:
    row = TermOfCommittee(party_organization=node or cast.branch, begins_on=after_months(ends_on, -36), ends_on=ends_on)
    record_terms(act_of(replace(cast.clerk, now=now()), row.begins_on), [row])


def marked(cast: Cast, node: int | None = None) -> None:
    row = DecidedFigure(party_organization=node or cast.joint, key=MARK, value=["澄科联"], decision="公文管理办法")
    decide_figures(act_of(replace(cast.clerk, now=now()), date(2018, 1, 1)), [row])


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


def push(client: Client, address: str, verb: str, **fields: Any) -> None:
    """Press a button of the shared screen."""
    page = text(client, address)
    held = dict(re.findall(r'name="(key|version)" value="([^"]*)"', page))
    answer = client.post(f"{address}move/?verb={verb}", {**held, **fields})
    assert answer.status_code == 302, answer.content.decode()[:20000]


def hexes(people: list[Person]) -> list[str]:
    return [one.uuid.hex for one in people]


@pytest.mark.req("D01")
def test_an_election_is_walked_through_its_pages(cast: Cast) -> None:
    people = enrol(cast)
    today = localdate()
    term(cast, today + timedelta(days=40))
    marked(cast)
    branch, above = sit_down(cast.branch_secretary), sit_down(cast.secretary)
    assert "办理换届" in text(branch, "/elections/")
    assert re.findall(r'aria-current="page">([^<]+)<', text(branch, "/elections/").partition("</nav>")[0]) == ["事项"]
    answer = sent(branch, "/elections/of/branch/", seats="3", deputies="0", planned_on=str(today), way="keep")
    row = Case.objects.get()
    here = f"/elections/{row.uuid}/"
    assert (answer.status_code, answer["Location"], row.state) == (302, here, "draft")
    refused = sent(branch, "/elections/of/branch/", seats="2")
    assert refused.status_code == 422 and "委员会名额太少。" in refused.content.decode()
    assert sent(branch, "/elections/of/branch/", seats="3").status_code == 302
    assert "批准换届" in text(above, here) and "批准换届" not in text(branch, here)
    push(above, here, "return", remark_seats="请核对名额")
    assert "退回意见：请核对名额" in text(branch, here)
    assert sent(branch, "/elections/of/branch/", seats="3").status_code == 302
    approved = sent(above, f"{here}approve/")
    assert (approved.status_code, approved["Location"]) == (302, here)

    named = {"members": [str(one.uuid) for one in people[:4]], "secretary": str(people[0].uuid), **SOURCE}
    form = text(branch, f"{here}candidates/")
    assert "党员社会组织负责人" in form and "由党委书记推荐" not in form
    assert '人选来源<span class="field-optional">提交时必填，暂存可以不填</span>' in form
    short = {**named, "members": named["members"][:3]}
    assert sent(branch, f"{here}candidates/", **short, way="keep").status_code == 302
    assert "候选人差额不足20%。" in sent(branch, f"{here}candidates/", **short).content.decode()
    unsaid = sent(branch, f"{here}candidates/", **{**named, "secretary_source": ""}).content.decode()
    assert "请选择书记人选的来源。" in unsaid
    second = sent(branch, f"{here}candidates/", **{**named, "secretary_source": "management_member"}).content.decode()
    assert "请写明为什么不从党员社会组织负责人中选任书记。" in second
    assert sent(branch, f"{here}candidates/", **named).status_code == 302
    page = text(above, here)
    assert "党员甲" in page and "党员社会组织负责人" in page
    push(above, here, "accept")

    keys = hexes(people)
    numbers = {"held_on": str(today), "voters": "8", "present": "8", "issued": "8", "returned": "8", "valid": "8"}
    votes = {f"yes_{key}": str(yes) for key, yes in zip(keys, (8, 7, 6, 3), strict=False)}
    votes |= {f"no_{key}": str(8 - yes) for key, yes in zip(keys, (8, 7, 6, 3), strict=False)}
    few = sent(branch, f"{here}vote/", **{**numbers, "present": "6"}, **votes)
    assert branch.get(f"{here}ballot/").content.startswith(b"PK") and "下载选票" in text(branch, f"{here}vote/")
    assert few.status_code == 422 and "到会人数不足应到会人数的4/5" in few.content.decode()
    counted = {"chaired_by": "presidium", "sat_in": "1"}
    counted |= {"scrutineers": [str(people[5].uuid)], "tellers": [str(people[6].uuid)]}
    wrong = sent(branch, f"{here}vote/", **numbers, **votes, **counted)
    offered = wrong.content.decode()
    assert wrong.status_code == 422 and Case.objects.get().state == "voting"
    # Only who may lead a meeting of the members; the committee may have fewer places than were to be filled.
    assert "上届委员会" in offered and "主席团" not in offered and "新选出的一名委员" not in offered
    assert "同意减少名额" in offered
    assert sent(branch, f"{here}vote/", **numbers, **votes, **{**counted, "chaired_by": "committee"}).status_code == 302
    told = text(branch, here)
    assert "主持：上届委员会" in told and "列席 1 名" in told and "监票人：党员己" in told and "计票人：党员庚" in told
    three = {name: "3" if name != "held_on" else value for name, value in numbers.items()}
    page = text(branch, f"{here}vote/")
    assert "登记选举结果（书记）" in page
    assert "新选出的一名委员" in page and "上届委员会" not in page and "同意减少名额" not in page
    assert sent(branch, f"{here}vote/", **three, **{f"yes_{keys[0]}": "3", f"no_{keys[0]}": "0"}).status_code == 302
    assert sent(branch, f"{here}report/", **{f"division_{keys[1]}": "organization_commissary"}).status_code == 302
    assert "批复选举结果" in text(above, here)
    assert "澄科联，提交后给出下一个号" in text(above, f"{here}reply/")
    halfway = sent(above, f"{here}reply/", paper_mark="澄科联").content.decode()
    assert "补录的，填写纸质文件上的顺序号。" in halfway
    ahead = sent(above, f"{here}reply/", paper_number="9")
    assert ahead.status_code == 422 and "这个号还没有用到。" in ahead.content.decode()
    assert sent(above, f"{here}reply/", paper_mark="澄科联党", paper_number="9").status_code == 302
    held = dict(Post.objects.filter(retracted__isnull=True, period__contains=today).values_list("person", "post"))
    assert held == {
        people[0].pk: "secretary", people[1].pk: "organization_commissary", people[2].pk: "committee_member",
    }  # fmt: skip
    assert Term.objects.filter(retracted__isnull=True, period__startswith=today).count() == 1
    archiving_tells_where_papers_lie(branch, above, here)
    page = text(branch, here)
    assert "已办结" in page and "第 1 次投票" in page and "组织委员" in page
    assert f"澄科联〔{today.year}〕1号（下载 Word）" in page
    assert f"澄科联党〔{today.year}〕9号（{today}，补录）" in page
    letter = branch.get(f"/elections/letters/{Document.objects.get(number=1).uuid}/")
    assert letter.content.startswith(b"PK") and "attachment" in letter["Content-Disposition"]
    assert branch.get(f"/elections/letters/{Document.objects.get(number=9).uuid}/").status_code == 404


def archiving_tells_where_papers_lie(branch: Client, above: Client, here: str) -> None:
    assert f"{here}archive/" in text(branch, here) and above.get(f"{here}archive/").status_code == 403
    page = text(branch, f"{here}archive/")
    assert "原文未列归档材料" in page and "平台只登记票数" in page and "第 2 次投票的登记" in page
    # One table: each paper with its door and the box for its place in the same row.
    assert page.count("<table") == 1 and page.count('<td class="row-name">选票</td>') == 1
    row = re.search(r'<td class="row-name">选票</td>.*?</tr>', page, re.DOTALL)
    assert row is not None and 'name="ballots"' in row[0]
    doors = re.findall(r'data-label="平台上的登记">(?:<a href="([^"]+)">)?', page)
    letters = dict(Document.objects.values_list("number", "uuid"))
    assert [one or None for one in doors] == [
        f"/cases/of/{here.split('/')[2]}/request/", f"/cases/documents/{letters[1]}/", f"{here}#candidates",
        f"{here}#steps", f"{here}#vote-1", f"{here}#vote-2", None, f"/cases/of/{here.split('/')[2]}/report/",
        f"/cases/documents/{letters[9]}/",
    ]  # fmt: skip
    shown = text(branch, here)
    assert all(f'id="{one.rpartition("#")[2]}"' in shown for one in doors if "#" in one), "every door leads somewhere"
    assert all(branch.get(one).status_code == 200 for one in doors if one)
    assert "平台没有、也没有登记存放处的：选票。" in page and "报上级备案的报告" not in page
    long = sent(branch, f"{here}archive/", ballots="柜" * 61)
    assert long.status_code == 422 and Case.objects.get(kind="election").state == "to_archive"
    assert sent(branch, f"{here}archive/", minutes="2号柜第3盒").status_code == 302
    # Archived without the place of the ballots; noted later, by the branch alone.
    page = text(above, here)
    assert (
        "2号柜第3盒" in page
        and "平台没有、也没有登记存放处的：选票。" in page
        and "登记存放处" not in page.replace("也没有登记存放处的", "")
    )
    assert above.get(f"{here}archive/").status_code == 403
    assert sent(branch, f"{here}archive/", minutes="2号柜第3盒", ballots="2号柜第4盒").status_code == 302
    page = text(branch, here)
    assert "2号柜第4盒" in page and "平台没有、也没有登记" not in page
    made = WordFile(BytesIO(above.get(f"{here}archive/list/").content))
    assert any("原文未列归档材料" in one.text for one in made.paragraphs)
    rows = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert rows[0] == ["序号", "材料", "平台上的登记", "纸质存放处"]
    assert [row[1:] for row in rows if row[1] == "选票"] == [["选票", "平台只登记票数", "2号柜第4盒"]]


def test_what_was_approved_is_ended_from_its_page(cast: Cast) -> None:
    """By the level above, with a reason; the branch is shown no such button."""
    term(cast, localdate() + timedelta(days=40))
    marked(cast)
    branch, above = sit_down(cast.branch_secretary), sit_down(cast.secretary)
    sent(branch, "/elections/of/branch/", seats="3", deputies="0", planned_on=str(localdate()))
    here = f"/elections/{Case.objects.get().uuid}/"
    sent(above, f"{here}approve/")
    assert f"{here}end/" in text(above, here) and f"{here}end/" not in text(branch, here)
    assert branch.get(f"{here}end/").status_code == 403
    assert sent(above, f"{here}end/", reason="").status_code in (200, 422)
    pressed_twice(above, f"{here}end/", reason="党支部将撤销")
    page = text(branch, here)
    assert "已终止" in page and "党支部将撤销" in page


@pytest.mark.req("J03")
def test_a_secretary_is_asked_for_from_above(cast: Cast) -> None:
    """It lies with the level above until it says what came of it; asked again it stays one."""
    branch, above = sit_down(cast.branch_secretary), sit_down(cast.secretary)
    address = "/elections/of/branch/dispatch/"
    assert address in text(branch, "/party/of/branch/leadership/")
    for grounds in ("负责人、管理层中没有党员", "管理层党员不满一年党龄"):
        assert sent(branch, address, grounds=grounds).status_code == 302
    row = Case.objects.get(kind="follow_up", topic="dispatch")
    assert (row.at_id, row.state, row.filed["clause"]) == (cast.joint, "to_do", "bj2016#14")
    assert row.filed["text"].endswith("管理层党员不满一年党龄")
    assert "选派书记" in text(above, "/cases/")
    # The branch reads that it was asked and how far it is; the level above is led to where it is done.
    board = text(branch, "/party/of/branch/leadership/")
    assert "选派书记（已提请上级，由上级办理）" in board and f"/cases/follow-ups/{row.uuid}/" in board
    assert "修改选派书记的提请" in board and ">提请上级选派书记<" not in board
    work = text(above, f"/cases/follow-ups/{row.uuid}/")
    assert (
        "到班子页办理" in work
        and "/party/of/branch/leadership/" in work
        and "/elections/of/branch/by-election/" in work
    )
    assert "到班子页办理" not in text(branch, f"/cases/follow-ups/{row.uuid}/")
    pressed_twice(above, f"/cases/follow-ups/{row.uuid}/finish/", reason="已选派")
    assert ">提请上级选派书记<" in text(branch, "/party/of/branch/leadership/")


def test_a_first_election_has_no_term_before_it(cast: Cast) -> None:
    page = text(sit_down(cast.branch_secretary), "/elections/of/branch/")
    assert "首次选举" in page and "任期届满" not in page and "延期或者提前换届" not in page


@pytest.mark.parametrize("before", [False, True])
def test_lists_call_a_first_election_by_its_name(cast: Cast, before: bool) -> None:
    if before:
        term(cast, localdate() + timedelta(days=40))
    branch = sit_down(cast.branch_secretary)
    asked = {"seats": "0", "deputies": "0", "planned_on": str(localdate())}
    assert sent(branch, "/elections/of/branch/", **asked).status_code == 302
    called, other = ("换届选举", "首次选举") if before else ("首次选举", "换届选举")
    for address in ("/cases/?which=open", "/party/of/branch/?tab=cases"):
        rows = text(branch, address).partition("<tbody>")[2].partition("</tbody>")[0]
        assert called in rows and other not in rows, address


def test_the_card_of_a_body_leads_to_its_election(cast: Cast) -> None:
    """Also long before its end; where a level above appoints, to the appointment."""
    term(cast, after_months(localdate(), 11))
    branch, top = sit_down(cast.branch_secretary), sit_down(cast.clerk)
    page = text(branch, "/party/of/branch/")
    assert "/elections/of/branch/" in page and "/elections/of/branch/postpone/" in page
    joint = text(top, "/party/of/joint/")
    assert "办理班子任命" in joint and "/elections/of/joint/" not in joint
    term(cast, after_months(localdate(), 3), cast.joint)
    near = text(top, "/elections/?which=near")
    assert "班子任命" in near and "/elections/of/joint/postpone/" not in near


def test_a_postponement_is_asked_for_and_answered(cast: Cast) -> None:
    today = localdate()
    term(cast, today + timedelta(days=40))
    branch, above = sit_down(cast.branch_secretary), sit_down(cast.secretary)
    asked = sent(branch, "/elections/of/branch/postpone/", until=str(today + timedelta(days=100)), grounds="等待转接")
    row = Case.objects.get()
    here = f"/elections/postponements/{row.uuid}/"
    assert asked["Location"] == here
    assert "不同意" in text(above, here)
    push(above, here, "return", remark_until="请按大会日期填写")
    page = text(branch, "/elections/of/branch/postpone/")
    assert "请按大会日期填写" in page and 'name="grounds"' not in page
    assert sent(branch, "/elections/of/branch/postpone/", until=str(today + timedelta(days=100))).status_code == 302
    assert sent(above, f"{here}refuse/", reason="理由不足").status_code in (200, 422)
    assert "本机关的发文代字还没有确定。" in sent(above, f"{here}approve/").content.decode()
    marked(cast)
    assert sent(above, f"{here}approve/").status_code == 302
    assert "已批准" in text(above, here) or f"澄科联〔{today.year}〕1号" in text(branch, here)
    assert branch.get(f"/elections/letters/{Document.objects.get().uuid}/").content.startswith(b"PK")
    ends = Term.objects.filter(retracted__isnull=True).values_list("period", flat=True)[0].upper
    assert ends == today + timedelta(days=100)


@pytest.mark.req("D01", "P11")
def test_a_refused_postponement_goes_out_with_its_reasons(cast: Cast) -> None:
    today = localdate()
    term(cast, today + timedelta(days=40))
    branch, above = sit_down(cast.branch_secretary), sit_down(cast.secretary)
    sent(branch, "/elections/of/branch/postpone/", until=str(today + timedelta(days=100)), grounds="等待转接")
    here = f"/elections/postponements/{Case.objects.get().uuid}/"
    why = {"reason": "理由不足", "next_steps": "按期召开党员大会", "other_clause": OF_ELECTIONS}
    short = sent(above, f"{here}refuse/", **{**why, "next_steps": ""})
    assert short.status_code == 422 and "本机关的发文代字还没有确定" in short.content.decode()
    marked(cast)
    assert sent(above, f"{here}refuse/", **why).status_code == 302
    number = f"澄科联〔{today.year}〕1号"
    page = text(branch, here)
    assert "不同意：理由不足" in page and "按期召开党员大会" in page and number in page
    paper = Document.objects.get()
    said = "".join(
        one.text for one in WordFile(BytesIO(branch.get(f"/elections/letters/{paper.uuid}/").content)).paragraphs
    )
    parts = (number, "不同意", "延期换届", "理由不足", "选举工作条例", "按期召开党员大会", "此复")
    places = [said.index(part) for part in parts]
    assert places == sorted(places), said


def test_terms_stand_in_their_classes_and_on_their_rungs(cast: Cast) -> None:
    today = localdate()
    days = {
        cast.branch: after_months(today, -12) - timedelta(days=3), cast.other: today - timedelta(days=3),
        cast.joint: after_months(today, 3), cast.top: after_months(today, 7),
    }  # fmt: skip
    for node, ends_on in days.items():
        term(cast, ends_on, node)
    above = sit_down(cast.clerk)
    said = {
        "": (NAME, "教育领域", "科技领域"),
        "beyond": (NAME,),
        "over": ("教育领域",),
        "near": ("科技领域",),
        "open": (),
    }
    for which, names in said.items():
        page = text(above, f"/elections/?which={which}")
        table = page[page.index("<table") :] if "<table" in page else ""
        assert [name for name in (NAME, "教育领域", "科技领域") if name in table] == [*names], which
    marked(cast, cast.top)
    assert "发提醒函" in text(above, "/elections/?which=near") and "没有" in text(
        above, "/elections/of/joint/reminder/"
    )
    assert sent(above, "/elections/of/joint/reminder/").status_code == 302
    assert f"澄科联〔{today.year}〕1号（下载 Word）" in text(above, "/elections/of/joint/reminder/")
    assert f"{today} 已发" in text(above, "/elections/?which=near")
    register = text(above, f"/cases/documents/{Document.objects.get().uuid}/")
    assert f"/elections/letters/{Document.objects.get().uuid}/" in register and "/word/" not in register
    assert above.get(f"/cases/documents/{Document.objects.get().uuid}/word/").status_code == 404
    letter = above.get(f"/elections/letters/{Document.objects.get().uuid}/")
    assert letter.content.startswith(b"PK") and "attachment" in letter["Content-Disposition"]
    assert sit_down(cast.outsider).get(f"/elections/letters/{Document.objects.get().uuid}/").status_code == 404
    assert "4 个月内届满" in text(above, "/elections/?which=near")
    assert "届满超过1年未换届" in text(above, "/elections/?which=beyond")
    home = text(above, "/")
    for words in (
        "任期届满超过1年、尚未换届的党组织：1 个",
        "任期已届满、尚未换届的党组织：1 个",
        "任期4个月内届满的党组织：1 个",
    ):
        assert words in home
    book = above.get("/elections/export/?which=over")
    assert b"".join(book.streaming_content).startswith(b"PK")
    book.close()


def test_who_has_no_business_with_it_finds_nothing(cast: Cast) -> None:
    enrol(cast)
    term(cast, localdate() + timedelta(days=40))
    sent(sit_down(cast.branch_secretary), "/elections/of/branch/", seats="3", planned_on=str(localdate()))
    here = f"/elections/{Case.objects.get().uuid}/"
    stranger = sit_down(cast.outsider)
    for address in (here, f"{here}candidates/", f"{here}vote/", f"{here}reply/", "/elections/of/branch/"):
        assert stranger.get(address).status_code == 404, address
    assert NAME not in text(stranger, "/elections/")
    # Nothing of what comes later is done before its turn.
    for address in ("candidates", "vote", "report"):
        assert sit_down(cast.branch_secretary).get(f"{here}{address}/").status_code == 403


def test_who_files_for_a_branch_takes_it_back_and_is_told_who_decides(cast: Cast) -> None:
    term(cast, localdate() + timedelta(days=40))
    above = sit_down(cast.secretary)
    sent(above, "/elections/of/branch/", seats="3", deputies="0", planned_on=str(localdate()))
    here = f"/elections/{Case.objects.get().uuid}/"
    page = text(above, here)
    assert "没有其他账号的，请上级党组织办理" in page and f"{here}approve/" not in page
    push(above, here, "withdraw")
    assert Case.objects.get().state == "draft"
    assert "填写换届请示" in text(above, here), "and goes on filling it in"
