"""A joint committee's leadership from the proposal to the reply: posts, the secretary's unit, the hand-over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from psycopg.types.range import DateRange
from tests.cast import NOW, Cast
from tests.commands.cast import refused
from tests.commands.members.roll import row
from tests.web.offices import attach, enter

from shuniu.access import cases_on_the_list
from shuniu.commands.cases.documents import issue_document, record_document
from shuniu.commands.cases.moving import Move, case_to_move, move
from shuniu.commands.cases.outgoing import OutgoingDocument
from shuniu.commands.cases.planned import plan_case
from shuniu.commands.cases.turning_down import Answer
from shuniu.commands.journal import ChangedMeanwhile, open_act
from shuniu.commands.leadership.appointing import (
    accept_appointment,
    answer_appointment,
    reply_appointment,
    return_appointment,
)
from shuniu.commands.leadership.issuing import AppointmentReply
from shuniu.commands.leadership.proposing import (
    Proposal,
    drop_appointment,
    keep_appointment,
    submit_appointment,
    withdraw_appointment,
)
from shuniu.commands.members.enter import enter_members
from shuniu.commands.members.posts import PostHeld, set_posts
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.commands.party.seating import Seating, seat_party_organizations
from shuniu.models import Case, Document, DocumentReceiver, LocalFigure, Person, Post, Seat, Series, Unit
from shuniu.policy.grants import Action
from shuniu.policy.leadership.appointment import APPOINTMENT
from shuniu.policy.words import PartyPost, SeatRole
from shuniu.policy.words.cases import Verb
from shuniu.policy.words.meetings import DocumentKind

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
NUMBER = "京社综党〔2020〕1号"
JOINT = "中共澄川市科技领域社会团体联合委员会"
WHY: dict[str, Any] = {"reason": "人选另有安排", "clauses": ("bj2020#B09",), "next_steps": "重新推荐人选"}
PAPER: dict[str, Any] = {"number": "京社综党〔2019〕3号", "issued_on": date(2019, 3, 1)}


def decided_mark(cast: Cast) -> None:
    """The committee has decided under which mark it sends out documents."""
    LocalFigure.objects.create(
        party_organization_id=cast.top, key="documents.mark", value=["京社综党"], decision="会议纪要",
        period=DateRange(date(2000, 1, 1)), recorded=cast.opening,
    )  # fmt: skip


class Desk:
    """The joint committee proposes, the comprehensive committee decides."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        entered = enter_members(cast.act(date(2018, 1, 1)), [row(cast.branch, name) for name in ("甲", "乙", "丙")])
        self.people = [key for key in entered.persons if key is not None]
        self.units = enter(cast, "澄川市阿岚学会", "澄川市碧川学会", start=0)
        attach(cast, self.units, cast.joint)
        decided_mark(cast)

    @property
    def case(self) -> Case:
        return Case.objects.filter(kind="appointment").latest("pk")

    def public(self, place: int) -> str:
        return str(Person.objects.get(pk=self.people[place]).uuid)

    def values(self, secretary: int = 0, unit: int = 0, **more: Any) -> dict[str, Any]:
        posts = [
            {"person": self.public(secretary), "post": "secretary", "full_time": True, "source": "internal"},
            {"person": self.public(2), "post": "committee_member", "full_time": None, "source": "recommended"},
        ]
        named = str(Unit.objects.get(pk=self.units[unit]).uuid)
        return {"posts": posts, "secretary_unit": named, "whole": True} | more

    def proposal(self, version: int = 0, **more: Any) -> Proposal:
        return Proposal(party_organization=self.cast.joint, values=self.values(**more), version=version)

    def submit(self, version: int = 0, **more: Any) -> UUID:
        return submit_appointment(self.cast.act(actor=self.cast.secretary), self.proposal(version, **more))

    def accept(self) -> None:
        accept_appointment(self.cast.act(), self.case.uuid, self.case.version)

    def decide(self, verb: Verb, **said: Any) -> None:
        """What the committee's meeting does with it."""
        with open_act(self.cast.act(), "meeting.decide") as opened:
            for one in (Move(verb=Verb.SCHEDULE), Move(verb=verb, **said)):
                held = case_to_move(opened.act, APPOINTMENT, self.case.uuid, Action.DECIDE_CASE, self.case.version)
                move(opened.act, APPOINTMENT, held, one)

    def reply(self, **more: Any) -> list[int]:
        values = {"effective_on": TODAY} | more
        return reply_appointment(
            self.cast.act(), AppointmentReply(case=self.case.uuid, version=self.case.version, **values)
        )

    def answer(self, **more: Any) -> None:
        answer_appointment(self.cast.act(), Answer(case=self.case.uuid, version=self.case.version, **more))

    def decided(self, **more: Any) -> None:
        self.submit(**more)
        self.accept()
        self.decide(Verb.APPROVE)

    def appointed(self, **more: Any) -> None:
        self.decided(**more)
        self.reply()

    def posts(self) -> dict[int, str]:
        rows = Post.objects.filter(party_organization=self.cast.joint, retracted__isnull=True, period__contains=TODAY)
        return dict(rows.values_list("person", "post"))


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


@pytest.mark.req("B09", "B10", "F10")
def test_from_the_proposal_to_the_posts_and_the_unit(desk: Desk) -> None:
    cast = desk.cast
    desk.submit()
    assert (desk.case.state, desk.case.committee_id, desk.case.origin_id) == ("reviewing", cast.top, cast.joint)
    assert desk.case.number == "任2020-0001"
    assert list(cases_on_the_list(cast.clerk)) == [desk.case] and not cases_on_the_list(cast.secretary).exists()
    desk.accept()
    desk.decide(Verb.APPROVE)
    assert desk.reply() == [cast.joint]
    assert desk.posts() == {desk.people[0]: "secretary", desk.people[2]: "committee_member"}
    fact = Post.objects.get(person=desk.people[0])
    assert (fact.how, fact.document_number, fact.full_time) == ("appointed", NUMBER, True)
    seat = Seat.objects.get(party_organization=cast.joint, role="secretary_unit", retracted__isnull=True)
    assert seat.unit_id == desk.units[0]
    assert desk.case.holder == "" and not Case.objects.filter(kind="handover").exists()


@pytest.mark.req("B10", "B12")
def test_the_next_secretary_brings_his_unit_and_the_hand_over_opens(desk: Desk) -> None:
    cast, earlier = desk.cast, date(2019, 1, 1)
    first = PostHeld(person=desk.people[0], party_organization=cast.joint, post=PartyPost.SECRETARY, begins_on=earlier)
    set_posts(cast.act(), [first])
    seat = Seating(party_organization=cast.joint, unit=desk.units[0], role=SeatRole.SECRETARY_UNIT)
    seat_party_organizations(cast.act(earlier), [seat])
    desk.appointed(secretary=1, unit=1)
    assert desk.posts() == {desk.people[1]: "secretary", desk.people[2]: "committee_member"}
    seats = Seat.objects.filter(party_organization=cast.joint, role="secretary_unit", retracted__isnull=True)
    assert list(seats.filter(period__contains=TODAY).values_list("unit", flat=True)) == [desk.units[1]]
    assert list(seats.filter(period__contains=earlier).values_list("unit", flat=True)) == [desk.units[0]]
    opened = Case.objects.get(kind="handover")
    assert (opened.party_organization_id, opened.state) == (cast.joint, "handing")


@pytest.mark.req("B10")
def test_everything_that_stands_against_it_is_said_at_once_and_nothing_is_written(desk: Desk) -> None:
    found = refused(lambda: desk.submit(secretary_unit="", posts=[]))
    assert {one.code for one in found} == {"posts_missing"}
    unsaid = [{**one, "source": ""} for one in desk.values()["posts"]]
    found = refused(lambda: desk.submit(secretary_unit="", posts=unsaid))
    assert {one.code for one in found} == {"source_missing", "secretary_unit_missing"}
    found = refused(lambda: desk.submit(secretary_unit=""))
    assert [one.code for one in found] == ["secretary_unit_missing"]
    assert not Case.objects.filter(kind="appointment").exists()


def test_what_was_filed_with_one_source_for_all_still_goes_its_way(desk: Desk) -> None:
    desk.submit(source="recommended", posts=[{**one, "source": ""} for one in desk.values()["posts"]])
    desk.accept()
    desk.decide(Verb.APPROVE)
    assert desk.reply() == [desk.cast.joint]


def test_a_branch_elects(desk: Desk) -> None:
    enter_members(desk.cast.act(date(2018, 1, 1)), [row(desk.cast.branch, "丁", post="secretary")])
    proposal = Proposal(party_organization=desk.cast.branch, values=desk.values(source="party_member_head"))
    (found,) = refused(lambda: submit_appointment(desk.cast.act(actor=desk.cast.secretary), proposal))
    assert found.code == "is_elected"


def test_it_is_kept_returned_with_remarks_and_mended(desk: Desk) -> None:
    cast = desk.cast
    keep_appointment(cast.act(actor=cast.secretary), desk.proposal(posts=[]))
    assert desk.case.state == "draft"
    with pytest.raises(ChangedMeanwhile):
        desk.submit()
    desk.submit(desk.case.version)
    return_appointment(cast.act(), desk.case.uuid, desk.case.version, {"posts": "请核对来源"})
    assert desk.case.state == "returned"
    (found,) = refused(lambda: desk.submit(desk.case.version, whole=False))
    assert (found.code, found.field) == ("locked", "whole")
    desk.submit(desk.case.version, posts=[{**one, "source": "recommended"} for one in desk.values()["posts"]])
    assert [one["source"] for one in desk.case.filed["posts"]] == ["recommended", "recommended"]
    withdraw_appointment(cast.act(actor=cast.secretary), desk.case.uuid, desk.case.version)
    drop_appointment(cast.act(actor=cast.secretary), desk.case.uuid, desk.case.version)
    assert (desk.case.state, desk.case.holder) == ("dropped", "")


def test_a_refusal_is_answered_with_its_reason(desk: Desk) -> None:
    desk.submit()
    desk.accept()
    refused(lambda: desk.decide(Verb.REFUSE))
    desk.decide(Verb.REFUSE, **WHY)
    desk.answer()
    step = desk.case.steps.latest("pk")
    assert (desk.case.state, step.reason, step.next_steps) == ("refused", "人选另有安排", "重新推荐人选")
    assert desk.posts() == {}


def test_a_day_is_laid_down_again_but_not_beside_one_that_the_office_decided_on(desk: Desk) -> None:
    cast = desk.cast
    desk.submit()
    for later in (5, 9):
        plan_case(cast.act(), desk.case.uuid, desk.case.version, TODAY + timedelta(days=later))
        assert (desk.case.due_on, desk.case.due_planned) == (TODAY + timedelta(days=later), True)
    figure = DecidedFigure(
        party_organization=cast.top, key="appointment.decide_working_days", value=20, decision="规定"
    )
    decide_figures(cast.act(date(2020, 1, 1)), [figure])
    desk.accept()
    stated = desk.case.due_on
    assert stated is not None and not desk.case.due_planned
    sooner = TODAY + timedelta(days=5)
    found = refused(lambda: plan_case(cast.act(), desk.case.uuid, desk.case.version, sooner))
    assert [one.code for one in found] == ["stated"]
    assert desk.case.due_on == stated


@pytest.mark.req("B09", "D12", "P11")
def test_a_refusal_goes_out_under_a_number_and_leaves_work_to_whoever_proposed_it(desk: Desk) -> None:
    cast, until = desk.cast, TODAY + timedelta(days=20)
    desk.submit()
    desk.accept()
    desk.decide(Verb.REFUSE, due_on=until, **WHY)
    assert [one.code for one in refused(lambda: desk.answer(mark="别的代字"))] == ["mark_unknown"]
    desk.answer()
    paper = Document.objects.get(case=desk.case)
    assert (paper.title, paper.kind, paper.number) == (f"关于不同意{JOINT}班子任职的批复", "official_reply", 1)
    assert (paper.party_organization_id, paper.addressee) == (cast.top, JOINT)
    assert DocumentReceiver.objects.get(document=paper).party_organization_id == cast.joint
    work = Case.objects.get(kind="follow_up")
    assert (work.topic, work.at_id, work.due_on) == ("appointment_next_steps", cast.joint, until)
    assert work.filed["text"] == "重新推荐人选" and work.filed["of"] == str(desk.case.uuid)
    # Once somebody is appointed nothing of it is left to do.
    desk.appointed(secretary=1)
    work.refresh_from_db()
    assert (work.state, work.holder) == ("done", "")


def test_what_the_committee_had_proposed_itself_is_closed_without_a_document(cast: Cast) -> None:
    desk = Desk(cast)
    submit_appointment(cast.act(), desk.proposal())
    by = cast.actor_at(cast.top, cast.clerk.role)
    accept_appointment(cast.act(actor=by), desk.case.uuid, desk.case.version)
    with open_act(cast.act(actor=by), "meeting.decide") as opened:
        for one in (Move(verb=Verb.SCHEDULE), Move(verb=Verb.REFUSE, **WHY)):
            held = case_to_move(opened.act, APPOINTMENT, desk.case.uuid, Action.DECIDE_CASE, desk.case.version)
            move(opened.act, APPOINTMENT, held, one)
    desk.answer()
    assert desk.case.state == "refused" and not Document.objects.exists()
    assert Case.objects.get(kind="follow_up").at_id == cast.top


@pytest.mark.req("D10")
def test_what_was_put_off_sent_again_and_taken_back_is_put_off_until_the_same_day(desk: Desk) -> None:
    desk.submit()
    desk.accept()
    until = TODAY + timedelta(days=30)
    why: dict[str, Any] = {"reason": "人选还不成熟", "clauses": ("bj2020#B09",), "next_steps": "另行物色后再报"}
    desk.decide(Verb.DEFER, due_on=until, **why)
    desk.answer()
    assert (desk.case.state, desk.case.due_on) == ("deferred", until)
    assert Document.objects.get(case=desk.case).title == f"关于暂缓{JOINT}班子任职的批复"
    assert not Case.objects.filter(kind="follow_up").exists(), "the proposal itself lies with them again"
    desk.submit(desk.case.version)
    assert desk.case.due_on != until
    withdraw_appointment(desk.cast.act(actor=desk.cast.secretary), desk.case.uuid, desk.case.version)
    assert (desk.case.state, desk.case.due_on) == ("deferred", until)


def test_who_may_not_decides_nothing(desk: Desk) -> None:
    cast = desk.cast
    desk.submit()
    for by in (cast.secretary, cast.outsider):
        refused(lambda by=by: accept_appointment(cast.act(actor=by), desk.case.uuid, desk.case.version))
    own = submit_appointment(cast.act(), Proposal(party_organization=cast.other, values=desk.values()))
    row_of = Case.objects.get(uuid=own)
    (found,) = refused(lambda: accept_appointment(cast.act(), own, row_of.version))
    assert found.code == "own_case"
    refused(lambda: submit_appointment(cast.act(actor=cast.outsider), desk.proposal()))


def test_the_register_numbers_the_reply_and_gives_no_number_where_it_fails(desk: Desk) -> None:
    desk.decided()
    found = refused(lambda: desk.reply(number="三号", effective_on=date(2020, 6, 30)))
    assert [one.code for one in found] == ["number_wrong", "day_missing", "effective_early"]
    found = refused(lambda: desk.reply(mark="别的代字"))
    assert [one.code for one in found] == ["mark_unknown"]
    assert desk.case.state == "to_reply" and desk.posts() == {}
    assert not Document.objects.exists() and not Series.objects.filter(mark__startswith="京社综党", last__gt=0).exists()
    desk.reply()
    out = Document.objects.get()
    assert (out.kind, out.number, out.on_paper, out.case) == ("official_reply", 1, False, desk.case)
    assert (out.title, out.addressee) == (f"关于{JOINT}班子任职的批复", JOINT)
    assert set(Post.objects.values_list("document_number", flat=True)) == {NUMBER}


def test_what_went_out_on_paper_is_put_down_with_its_own_number(desk: Desk) -> None:
    desk.decided()
    found = refused(lambda: desk.reply(number=PAPER["number"], issued_on=date(2020, 3, 1)))
    assert [one.code for one in found] == ["year_differs"]
    desk.reply(**PAPER)
    out = Document.objects.get()
    assert (out.year, out.number, out.on_paper, out.issued_on) == (2019, 3, True, date(2019, 3, 1))
    assert set(Post.objects.values_list("document_number", flat=True)) == {PAPER["number"]}


def test_a_paper_that_stands_in_the_register_already_is_used_and_no_other(desk: Desk) -> None:
    paper = OutgoingDocument(
        party_organization=desk.cast.top, kind=DocumentKind.NOTICE, title="任职", addressee="联合党委",
        issued_on=PAPER["issued_on"], mark="京社综党",
    )  # fmt: skip
    record_document(desk.cast.act(), paper, 3)
    desk.decided()
    desk.reply(**PAPER)
    assert Document.objects.count() == 1
    issued = issue_document(desk.cast.act(), replace(paper, issued_on=TODAY))
    desk.decided()
    (found,) = refused(lambda: desk.reply(number=issued.number, issued_on=TODAY))
    assert found.code == "number_taken" and desk.case.state == "to_reply"


def test_a_key_counts_once(desk: Desk) -> None:
    cast = desk.cast
    for _ in range(2):
        desk_case = submit_appointment(cast.act(actor=cast.secretary, key="sent"), desk.proposal())
    for _ in range(2):
        accept_appointment(cast.act(key="accepted"), desk_case, 2)
    desk.decide(Verb.APPROVE)
    version = desk.case.version
    for _ in range(2):
        reply = AppointmentReply(case=desk_case, version=version, effective_on=TODAY)
        assert reply_appointment(cast.act(key="replied"), reply) == [cast.joint]
    assert (Post.objects.count(), Document.objects.count()) == (2, 1)
