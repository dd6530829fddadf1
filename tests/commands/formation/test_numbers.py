"""A reply bears a number of the register of whoever decides: the next one, or that of a paper which is put down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.cast import Cast
from tests.commands.cast import refused
from tests.commands.formation.adjusting_desk import AdjustingDesk
from tests.commands.formation.desk import Desk, another_clerk, desk
from tests.commands.racers import Racers
from tests.ground.sizes import sample
from tests.web.offices import attach, enter

from shuniu.commands.cases.documents import issue_document, record_document, withdraw_document
from shuniu.commands.cases.meetings import (
    Attended,
    CaseNamed,
    DecidedCase,
    PlannedMeeting,
    decide_cases,
    hold_meeting,
    plan_meeting,
    schedule_cases,
)
from shuniu.commands.cases.outgoing import OutgoingDocument
from shuniu.commands.formation.adjusting_reply import AdjustmentReply, reply_adjustment
from shuniu.commands.formation.replying import Reply, reply_formation
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.models import Case, Document, Formation, Meeting, Naming, Series
from shuniu.policy.cases.issuing import MARK
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.adjusting import AdjustmentTopic as Topic
from shuniu.policy.words.cases import CaseKind, Verb
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.cases.documents import document_card, documents_of, papers_for

pytestmark = pytest.mark.django_db
TODAY, LATER = date(2020, 7, 1), date(2020, 8, 1)
NEW = "中共澄川市澄笙科技学会支部委员会"
PAPER = "澄社党〔2020〕3号"
JOINT = "中共澄川市科技领域社会团体联合委员会"


def marked(cast: Cast, *marks: str) -> None:
    row = DecidedFigure(party_organization=cast.top, key=MARK, value=list(marks), decision="综合党委会议")
    decide_figures(cast.act(), [row])


def sent() -> list[tuple[str, int, bool]]:
    return list(Document.objects.order_by("pk").values_list("mark", "number", "on_paper"))


def to_form(cast: Cast) -> Desk:
    one = desk(cast)
    one.approved()
    return one


def form(one: Desk, number: str = "", issued_on: date | None = None, mark: str = "") -> int:
    row = one.row
    said = Reply(case=row.uuid, version=row.version, effective_on=TODAY, number=number, issued_on=issued_on, mark=mark)
    return reply_formation(one.cast.act(), said)


def to_rename(cast: Cast) -> AdjustingDesk:
    one = AdjustingDesk(cast, Topic.RENAME)
    one.approved(name=NEW)
    return one


def rename(one: AdjustingDesk, number: str = "", issued_on: date | None = None, mark: str = "") -> None:
    row = one.row
    said = AdjustmentReply(
        case=row.uuid, version=row.version, effective_on=LATER, number=number, issued_on=issued_on, mark=mark
    )
    reply_adjustment(one.cast.act(), said)


@pytest.mark.req("P11")
def test_a_paper_is_put_down_with_its_case_and_the_series_goes_on(cast: Cast) -> None:
    marked(cast, "澄社党")
    one, other = to_form(cast), to_rename(cast)
    key = form(one, PAPER, date(2020, 6, 2))
    found = Document.objects.get()
    assert (found.mark, found.number, found.on_paper, found.case_id, found.issued_on) == (
        "澄社党", 3, True, one.row.pk, date(2020, 6, 2),
    )  # fmt: skip
    assert found.title == f"关于同意成立{one.row.filed['name']}的批复"
    formed = Formation.objects.get(party_organization=key)
    assert (formed.document_number, formed.document_on) == (PAPER, date(2020, 6, 2))
    rename(other)
    assert sent() == [("澄社党", 3, True), ("澄社党", 4, False)]
    assert Document.objects.get(number=4).case_id == other.row.pk


@pytest.mark.req("P11", "L21")
def test_an_adjustment_on_paper_is_put_down_too(cast: Cast) -> None:
    """The mark of the paper may be one that is no longer in use, or never was decided here."""
    one = to_rename(cast)
    rename(one, "澄旧党〔2019〕12号", date(2019, 12, 30))
    found = Document.objects.get()
    assert (found.mark, found.year, found.number, found.on_paper) == ("澄旧党", 2019, 12, True)
    assert found.case_id == one.row.pk and one.row.state == "done"


def ask(cast: Cast, one: Desk) -> Document:
    """The 请示 of the joint committee on it."""
    row = OutgoingDocument(
        party_organization=cast.joint, kind=DocumentKind.REQUEST, title=f"关于成立{one.row.filed['name']}的请示",
        issued_on=TODAY, mark="澄科联", case=one.row.pk, addressed_to=cast.top, addressee=JOINT, text="妥否，请批示。",
    )  # fmt: skip
    return Document.objects.get(pk=issue_document(cast.act(actor=cast.secretary), row).key)


@pytest.mark.req("D10", "P11")
def test_the_reply_goes_to_whoever_passed_it_on_and_quotes_its_request(cast: Cast) -> None:
    marked(cast, "澄社党")
    row = DecidedFigure(party_organization=cast.joint, key=MARK, value=["澄科联"], decision="联合党委会议")
    decide_figures(cast.act(actor=cast.secretary), [row])
    one = desk(cast)
    one.submit()
    # What has not been checked is not passed on.
    assert [found.code for found in refused(lambda: ask(cast, one))] == ["other_office"]
    one.check()
    asked = ask(cast, one)
    assert [found.code for found in refused(lambda: ask(cast, one))] == ["asked_already"]
    one.review()
    one.meet(Verb.SCHEDULE, Verb.APPROVE)
    form(one)
    reply = Document.objects.latest("pk")
    assert (reply.answers, reply.addressee, reply.copies) == (asked, JOINT, [])


@pytest.mark.req("D10")
def test_an_organization_that_asks_the_committee_itself_is_replied_to(cast: Cast) -> None:
    """Whoever is to stand above the new Party organization is told as well."""
    marked(cast, "澄社党")
    (unit,) = enter(cast, "澄川市直学会")
    attach(cast, [unit], cast.top)
    one = Desk(cast, unit, cast.actor_at(None, Role.ORGANIZATION_CLERK, unit), "澄川市直学会")
    one.wanted["parent"] = cast.joint
    one.submit(by=another_clerk(cast))
    Case.objects.filter(pk=one.row.pk).update(origin=None)
    one.check(by=cast.clerk)
    one.review()
    one.meet(Verb.SCHEDULE, Verb.APPROVE)
    form(one)
    reply = Document.objects.latest("pk")
    assert (reply.answers, reply.addressee, reply.copies) == (None, "澄川市直学会", [JOINT])


def test_of_several_marks_one_is_chosen(cast: Cast) -> None:
    marked(cast, "澄社党", "澄社组")
    one, other = to_form(cast), to_rename(cast)
    assert [found.code for found in refused(lambda: rename(other, mark="别处"))] == ["mark_unknown"]
    rename(other, mark="澄社组")
    form(one)
    assert sent() == [("澄社组", 1, False), ("澄社党", 1, False)]


@pytest.mark.parametrize(
    ("number", "issued_on", "codes"),
    [
        pytest.param("", None, ["mark_missing"], id="national#公文格式-字号 no mark"),
        pytest.param("", TODAY, ["day_without_number", "mark_missing"], id="platform#发文 a day alone"),
        pytest.param("三号", None, ["number_wrong", "day_missing"], id="national#公文格式-字号 not written so"),
        pytest.param(PAPER, date(2019, 6, 1), ["year_differs"], id="platform#发文 two years"),
        pytest.param(PAPER, date(2020, 7, 2), ["issued_later"], id="platform#发文 tomorrow"),
    ],
)
@pytest.mark.parametrize("begun", [(to_form, form), (to_rename, rename)], ids=["formation", "adjustment"])
def test_a_number_that_cannot_be_decides_nothing(
    cast: Cast,
    begun: tuple[Callable[..., Desk], Callable[..., object]],
    number: str,
    issued_on: date | None,
    codes: list[str],
) -> None:
    one = begun[0](cast)
    assert [found.code for found in refused(lambda: begun[1](one, number, issued_on))] == codes
    assert (one.row.state, sent(), Formation.objects.count()) == ("to_reply", [], 0)
    assert not Series.objects.filter(mark__contains="〔〕", last__gt=0).exists()


def test_one_number_is_one_document_and_what_stands_there_by_itself_is_taken(cast: Cast) -> None:
    """A paper that was put down before there was a case of it; cases of no common meeting do not share one."""
    one, other = to_form(cast), to_rename(cast)
    alone = OutgoingDocument(
        party_organization=cast.top, kind=DocumentKind.REPLY, title="关于成立两个党组织的批复", addressee="各有关单位",
        issued_on=date(2020, 6, 2), mark="澄社党",
    )  # fmt: skip
    record_document(cast.act(), alone, 3)
    form(one, PAPER, date(2020, 6, 2))
    assert sent() == [("澄社党", 3, True)]
    rename(other, "澄社党〔2020〕4号", date(2020, 6, 3))
    third = AdjustingDesk(cast, Topic.RENAME)
    third.approved(name="中共澄川市澄笙研究会支部委员会")
    taken = refused(lambda: rename(third, "澄社党〔2020〕4号", date(2020, 6, 3)))
    assert [found.code for found in taken] == ["meeting_differs"]
    assert third.row.state == "to_reply" and Document.objects.count() == 2


def met(cast: Cast, held_on: date, *desks: Desk | AdjustingDesk) -> None:
    """A meeting that agrees to all of them."""
    for one in desks:
        one.submit(**({"name": NEW} if isinstance(one, AdjustingDesk) else {}))
        one.check()
        one.review()
    act = cast.act()
    meeting = plan_meeting(act, PlannedMeeting(party_organization=cast.top, held_on=held_on))
    schedule_cases(act, meeting, [CaseNamed(case=one.row.uuid, version=one.row.version) for one in desks])
    hold_meeting(act, meeting, Meeting.objects.get(uuid=meeting).version, Attended(due=7, present=6))
    agreed = [DecidedCase(case=one.row.uuid, version=one.row.version, outcome=Verb.APPROVE, yes=6) for one in desks]
    decide_cases(act, meeting, agreed)


@pytest.mark.req("P11", "D10")
@pytest.mark.parametrize("alone", [True, False], ids=["put down alone", "put down with the first case"])
def test_one_paper_replies_to_several_cases_of_one_meeting(cast: Cast, alone: bool) -> None:
    one, other, third = desk(cast), AdjustingDesk(cast, Topic.RENAME), desk(cast, "澄川市阿峰学会", start=1)
    met(cast, TODAY, one, other)
    if alone:
        paper = OutgoingDocument(
            party_organization=cast.top, kind=DocumentKind.REPLY, title="关于成立和更名两个党组织的批复",
            addressee="各有关单位", issued_on=TODAY, mark="澄社党",
        )  # fmt: skip
        record_document(cast.act(), paper, 3)
    assert [line.number for line in papers_for(cast.clerk, one.row.pk, CaseKind.FORMATION)] == [PAPER] * alone
    form(one, PAPER, TODAY)
    assert [line.number for line in papers_for(cast.clerk, other.row.pk, CaseKind.ADJUSTMENT)] == [PAPER]
    wrong = refused(lambda: rename(other, PAPER, date(2020, 6, 30)))
    assert [found.code for found in wrong] == ["day_differs"]
    rename(other, PAPER, TODAY)
    assert sent() == [("澄社党", 3, True)] and (one.row.state, other.row.state) == ("done", "done")
    held = Document.objects.get()
    for row in (one.row, other.row):
        assert documents_of(cast.clerk, row.pk) == [(PAPER, held.uuid, True)]
    card = document_card(cast.clerk, held.uuid, TODAY)
    assert {public for _, public, _ in card.cases} == {one.row.uuid, other.row.uuid}
    assert card.meeting is not None and card.meeting[0] == TODAY
    assert [found.code for found in refused(lambda: withdraw_document(cast.act(), held.uuid, "有误"))] == ["of_a_case"]
    met(cast, TODAY, third)
    assert not papers_for(cast.clerk, third.row.pk, CaseKind.FORMATION)
    assert [found.code for found in refused(lambda: form(third, PAPER, TODAY))] == ["meeting_differs"]


def test_a_paper_of_another_office_or_declared_void_replies_to_nothing(cast: Cast) -> None:
    one = desk(cast)
    met(cast, TODAY, one)
    paper = OutgoingDocument(
        party_organization=cast.joint, kind=DocumentKind.NOTICE, title="关于开展学习的通知", addressee="各党支部",
        issued_on=TODAY, mark="澄社党",
    )  # fmt: skip
    record_document(cast.act(), paper, 3)
    assert [found.code for found in refused(lambda: form(one, PAPER, TODAY))] == ["other_office"]
    made = record_document(cast.act(), replace(paper, party_organization=cast.top), 3)
    assert [found.code for found in refused(lambda: form(one, PAPER, TODAY))] == ["kind_differs"]
    withdraw_document(cast.act(), made.uuid, "文种登记有误")
    found = [found.code for found in refused(lambda: form(one, PAPER, TODAY))]
    assert found == ["paper_withdrawn", "kind_differs"]


@pytest.mark.req("D12")
def test_what_lacks_a_mark_is_told_with_all_the_rest(cast: Cast) -> None:
    one, other = to_form(cast), to_rename(cast)
    early = date(2020, 6, 30)
    formed = Reply(case=one.row.uuid, version=one.row.version, effective_on=early)
    found = [found.code for found in refused(lambda: reply_formation(cast.act(), formed))]
    assert found[0] == "effective_before_application" and found[-1] == "mark_missing"
    renamed = AdjustmentReply(case=other.row.uuid, version=other.row.version, effective_on=early)
    found = [found.code for found in refused(lambda: reply_adjustment(cast.act(), renamed))]
    assert found[0] == "effective_before_application" and found[-1] == "mark_missing"


def test_what_the_register_refuses_uses_no_number(cast: Cast) -> None:
    marked(cast, "澄社党")
    one, other = to_form(cast), to_rename(cast)
    early = Reply(case=one.row.uuid, version=one.row.version, effective_on=date(2020, 6, 30))
    assert refused(lambda: reply_formation(cast.act(), early))
    rename(other)
    form(one)
    assert sent() == [("澄社党", 1, False), ("澄社党", 2, False)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.req("P11")
def test_replies_at_once_are_numbered_without_a_gap(cast: Cast, at_once: Racers) -> None:
    """Two who reply to each of two cases: each case is replied to once, whoever comes late uses no number."""
    marked(cast, "澄社党")
    second = another_clerk(cast)
    for race in range(sample(1, full=30)):
        one = desk(cast, f"澄川市第{race}学会", start=race)
        one.approved()
        other = AdjustingDesk(cast, Topic.RENAME)
        other.approved(name=f"中共澄川市澄笙第{race}学会支部委员会")
        formed = Reply(case=one.row.uuid, version=one.row.version, effective_on=TODAY)
        renamed = AdjustmentReply(case=other.row.uuid, version=other.row.version, effective_on=TODAY)
        done = at_once(
            *(
                work
                for who in (cast.clerk, second)
                for work in (
                    lambda who=who, said=formed: reply_formation(cast.act(actor=who), said),
                    lambda who=who, said=renamed: reply_adjustment(cast.act(actor=who), said),
                )
            )
        )
        assert (done[0::2].count(True), done[1::2].count(True)) == (1, 1)
        assert list(Document.objects.order_by("number").values_list("number", flat=True)) == list(
            range(1, 2 * race + 3)
        )
    assert Naming.objects.filter(name__startswith="中共澄川市澄笙第", retracted__isnull=True).exists()
