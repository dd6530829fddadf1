"""Two clerks at once: one appointment, one hand-over that is taken; none is written twice."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.commands.cast import TODAY, founded
from tests.commands.leadership.test_appointing import TODAY as APPOINTED_ON
from tests.commands.leadership.test_appointing import Desk
from tests.commands.leadership.test_handing import NAMES, Office
from tests.commands.racers import Racers
from tests.ground.sizes import sample

from shuniu.commands.leadership.appointing import reply_appointment
from shuniu.commands.leadership.handing import TakenOver, take_over
from shuniu.commands.leadership.issuing import AppointmentReply
from shuniu.models import Assignment, Document, Post, Step
from shuniu.policy.words.accounts import Role

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = sample(3, full=16)


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
