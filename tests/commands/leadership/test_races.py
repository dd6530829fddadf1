"""Sixteen at once: one appointment under one number, one hand-over that is taken; none is lost or written twice."""

from __future__ import annotations

from functools import partial

import pytest
from tests.cast import Cast
from tests.commands.cast import TODAY, founded
from tests.commands.leadership.test_appointing import TODAY as APPOINTED_ON
from tests.commands.leadership.test_appointing import Desk
from tests.commands.leadership.test_handing import NAMES, Office
from tests.commands.racers import Racers
from tests.ground.sizes import sample

from shuniu.access import Actor
from shuniu.commands.cases.documents import issue_document
from shuniu.commands.cases.outgoing import OutgoingDocument
from shuniu.commands.leadership.appointing import reply_appointment
from shuniu.commands.leadership.handing import TakenOver, return_handover, take_over
from shuniu.commands.leadership.issuing import AppointmentReply
from shuniu.models import Assignment, Document, Post, Step
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.meetings import DocumentKind

pytestmark = pytest.mark.django_db(transaction=True)
THREADS, RACES = sample(3, full=16), sample(1, full=1000)


def test_an_appointment_replied_to_by_several_is_made_once(cast: Cast, at_once: Racers) -> None:
    desk = Desk(cast)
    desk.decided()
    clerks = [cast.actor_at(cast.top, Role.COMMITTEE_CLERK) for _ in range(THREADS)]
    said = AppointmentReply(case=desk.case.uuid, version=desk.case.version, effective_on=APPOINTED_ON)
    works = [lambda clerk=clerk: reply_appointment(cast.act(actor=clerk), said) for clerk in clerks]
    assert sum(at_once(*works)) == 1
    assert (desk.case.state, Step.objects.filter(case=desk.case, verb="reply").count()) == ("done", 1)
    assert Post.objects.filter(party_organization=cast.joint, retracted__isnull=True).count() == 2
    assert Document.objects.filter(case=desk.case).count() == 1


def test_a_hand_over_is_taken_once_and_the_old_account_ends_once(at_once: Racers) -> None:
    office = Office(founded())
    office.follow()
    office.hand(office.old)
    new = [office.world.actor(Role.BRANCH_SECRETARY, office.node) for _ in range(THREADS)]
    said = TakenOver(case=office.case.uuid, version=office.case.version, received=NAMES)
    works = [lambda by=by: take_over(office.world.act(by=by), said) for by in new]
    assert sum(at_once(*works)) == 1
    assert (office.case.state, Step.objects.filter(case=office.case, verb="take_over").count()) == ("done", 1)
    ended = Assignment.objects.filter(account=office.old.account, retracted__isnull=True)
    assert [one.period.upper for one in ended] == [TODAY]


@pytest.mark.req("D10", "P11")
def test_a_number_is_given_to_one_reply_while_others_take_theirs(cast: Cast, at_once: Racers) -> None:
    """Eight reply to one appointment, eight send out a notice each under the same mark: nine numbers, without a gap."""
    desk = Desk(cast)
    clerks = [cast.actor_at(cast.top, Role.COMMITTEE_CLERK) for _ in range(16)]
    notice = OutgoingDocument(
        party_organization=cast.top, kind=DocumentKind.NOTICE, title="关于年度培训的通知", addressee="各支部",
        issued_on=APPOINTED_ON,
    )  # fmt: skip
    for race in range(1, RACES + 1):
        desk.decided()
        said = AppointmentReply(case=desk.case.uuid, version=desk.case.version, effective_on=APPOINTED_ON)

        def reply(clerk: Actor) -> None:
            reply_appointment(cast.act(actor=clerk), said)  # noqa: B023

        def send(clerk: Actor) -> None:
            issue_document(cast.act(actor=clerk), notice)

        done = at_once(*(partial((reply, send)[place % 2], clerk) for place, clerk in enumerate(clerks)))
        assert done[1::2] == [True] * 8 and done[::2].count(True) == 1
        assert (desk.case.state, Step.objects.filter(case=desk.case, verb="reply").count()) == ("done", 1)
        assert Document.objects.filter(case=desk.case).count() == 1
        numbers = Document.objects.filter(number__gt=9 * race - 9).order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(9 * race - 8, 9 * race + 1))


@pytest.mark.req("D10")
def test_sixteen_who_take_over_or_send_back_do_one_thing(at_once: Racers) -> None:
    """What is sent back is handed again; after what was taken others follow, and who took it signs in no more."""
    office = Office(founded())
    office.follow()
    new = signing_in(office)
    for _ in range(RACES):
        office.hand(new[0])
        case, steps = office.case, Step.objects.count()
        said = TakenOver(case=case.uuid, version=case.version, received=NAMES)

        def take(by: Actor) -> None:
            take_over(office.world.act(by=by), said)  # noqa: B023

        def send_back(by: Actor) -> None:
            return_handover(office.world.act(by=by), case.uuid, case.version, {"materials": "缺一枚印章"})  # noqa: B023

        done = at_once(*(partial((take, send_back)[place % 2], by) for place, by in enumerate(new)))
        assert done.count(True) == 1 and Step.objects.count() == steps + 1
        taken = done.index(True) % 2 == 0
        assert (office.case.state, office.case.holder) == (("done", "") if taken else ("handing", "applicant"))
        if taken:
            office.begin(new[0], TODAY)
            new = signing_in(office)


def signing_in(office: Office) -> list[Actor]:
    return [office.world.actor(Role.BRANCH_SECRETARY, office.node) for _ in range(16)]
