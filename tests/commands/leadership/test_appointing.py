"""A joint committee's leadership from the proposal to the reply: posts, the secretary's unit, the hand-over."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests.cast import NOW, Cast
from tests.commands.cast import refused
from tests.commands.members.roll import row
from tests.web.offices import attach, enter

from shuniu.access import cases_on_the_list
from shuniu.commands.cases.moving import Move, case_to_move, move
from shuniu.commands.journal import ChangedMeanwhile, open_act
from shuniu.commands.leadership.appointing import (
    AppointmentReply,
    accept_appointment,
    answer_appointment,
    reply_appointment,
    return_appointment,
)
from shuniu.commands.leadership.proposing import (
    Proposal,
    drop_appointment,
    keep_appointment,
    submit_appointment,
    withdraw_appointment,
)
from shuniu.commands.members.enter import enter_members
from shuniu.commands.members.posts import PostHeld, set_posts
from shuniu.commands.party.seating import Seating, seat_party_organizations
from shuniu.models import Case, Person, Post, Seat, Unit
from shuniu.policy.grants import Action
from shuniu.policy.leadership.appointment import APPOINTMENT
from shuniu.policy.words import PartyPost, SeatRole
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
NUMBER = "京社综党〔2020〕3号"


class Desk:
    """The joint committee proposes, the comprehensive committee decides."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        entered = enter_members(cast.act(date(2018, 1, 1)), [row(cast.branch, name) for name in ("甲", "乙", "丙")])
        self.people = [key for key in entered.persons if key is not None]
        self.units = enter(cast, "澄川市阿岚学会", "澄川市碧川学会", start=0)
        attach(cast, self.units, cast.joint)

    @property
    def case(self) -> Case:
        return Case.objects.filter(kind="appointment").latest("pk")

    def public(self, place: int) -> str:
        return str(Person.objects.get(pk=self.people[place]).uuid)

    def values(self, secretary: int = 0, unit: int = 0, **more: Any) -> dict[str, Any]:
        posts = [
            {"person": self.public(secretary), "post": "secretary", "full_time": True},
            {"person": self.public(2), "post": "committee_member", "full_time": None},
        ]
        named = str(Unit.objects.get(pk=self.units[unit]).uuid)
        return {"source": "internal", "posts": posts, "secretary_unit": named, "whole": True} | more

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
        values = {"effective_on": TODAY, "number": NUMBER} | more
        return reply_appointment(
            self.cast.act(), AppointmentReply(case=self.case.uuid, version=self.case.version, **values)
        )

    def appointed(self, version: int = 0, **more: Any) -> None:
        self.submit(version, **more)
        self.accept()
        self.decide(Verb.APPROVE)
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
    found = refused(lambda: desk.submit(source="", secretary_unit="", posts=[]))
    assert {one.code for one in found} == {"source_missing", "posts_missing"}
    found = refused(lambda: desk.submit(secretary_unit=""))
    assert [one.code for one in found] == ["secretary_unit_missing"]
    assert not Case.objects.filter(kind="appointment").exists()


def test_a_branch_elects(desk: Desk) -> None:
    enter_members(desk.cast.act(date(2018, 1, 1)), [row(desk.cast.branch, "丁", post="secretary")])
    proposal = Proposal(party_organization=desk.cast.branch, values=desk.values(source="party_member_head"))
    (found,) = refused(lambda: submit_appointment(desk.cast.act(actor=desk.cast.secretary), proposal))
    assert found.code == "is_elected"


def test_it_is_kept_returned_with_remarks_and_mended(desk: Desk) -> None:
    cast = desk.cast
    keep_appointment(cast.act(actor=cast.secretary), desk.proposal(source=""))
    assert desk.case.state == "draft"
    with pytest.raises(ChangedMeanwhile):
        desk.submit()
    desk.submit(desk.case.version)
    return_appointment(cast.act(), desk.case.uuid, desk.case.version, {"source": "请核对来源"})
    assert desk.case.state == "returned"
    (found,) = refused(lambda: desk.submit(desk.case.version, whole=False))
    assert (found.code, found.field) == ("locked", "whole")
    desk.submit(desk.case.version, source="recommended")
    assert desk.case.filed["source"] == "recommended"
    withdraw_appointment(cast.act(actor=cast.secretary), desk.case.uuid, desk.case.version)
    drop_appointment(cast.act(actor=cast.secretary), desk.case.uuid, desk.case.version)
    assert (desk.case.state, desk.case.holder) == ("dropped", "")


def test_a_refusal_is_answered_with_its_reason(desk: Desk) -> None:
    desk.submit()
    desk.accept()
    refused(lambda: desk.decide(Verb.REFUSE))
    desk.decide(Verb.REFUSE, reason="人选另有安排", next_steps="重新推荐人选")
    answer_appointment(desk.cast.act(), desk.case.uuid, desk.case.version)
    step = desk.case.steps.latest("pk")
    assert (desk.case.state, step.reason, step.next_steps) == ("refused", "人选另有安排", "重新推荐人选")
    assert desk.posts() == {}


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


def test_a_reply_bears_a_number_and_a_day(desk: Desk) -> None:
    desk.submit()
    desk.accept()
    desk.decide(Verb.APPROVE)
    found = refused(lambda: desk.reply(number="", effective_on=date(2020, 6, 30)))
    assert [one.code for one in found] == ["number_missing", "effective_early"]
    assert desk.case.state == "to_reply" and desk.posts() == {}


def test_a_key_counts_once(desk: Desk) -> None:
    cast = desk.cast
    for _ in range(2):
        desk_case = submit_appointment(cast.act(actor=cast.secretary, key="sent"), desk.proposal())
    for _ in range(2):
        accept_appointment(cast.act(key="accepted"), desk_case, 2)
    desk.decide(Verb.APPROVE)
    version = desk.case.version
    for _ in range(2):
        reply = AppointmentReply(case=desk_case, version=version, effective_on=TODAY, number=NUMBER)
        assert reply_appointment(cast.act(key="replied"), reply) == [cast.joint]
    assert Post.objects.count() == 2
