"""Two decisions on one submission at once give one decision; nothing is written twice."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.commands.racers import Racers
from tests.commands.submissions.desk import ADDRESS, Desk, desk

from shuniu.commands.submissions.reviewing import accept_submission, return_submission
from shuniu.models import Entry, HeadCount, Registration, Step

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def one(cast: Cast) -> Desk:
    found = desk(cast)
    found.submit(address=ADDRESS, members=4)
    return found


@pytest.mark.req("P01")
@pytest.mark.parametrize("_", range(3))
def test_two_reviewers_at_once_give_one_decision(one: Desk, at_once: Racers, _: int) -> None:
    looked_at, cast = one.reviewed(), one.cast

    def accept() -> object:
        return accept_submission(cast.act(actor=cast.secretary), looked_at)

    def send_back() -> object:
        return return_submission(cast.act(), looked_at, {"address": "请写到门牌号"})

    accepted, returned = at_once(accept, send_back)
    assert accepted is not returned
    assert one.row.state == ("accepted" if accepted else "returned")
    assert Step.objects.count() == 2
    assert Registration.objects.filter(address=ADDRESS, retracted__isnull=True).count() == int(accepted)
    assert HeadCount.objects.count() == int(accepted)


def test_who_withdraws_and_who_accepts_at_once_do_not_both(one: Desk, at_once: Racers) -> None:
    looked_at, cast = one.reviewed(), one.cast
    accepted, withdrawn = at_once(lambda: accept_submission(cast.act(actor=cast.secretary), looked_at), one.withdraw)
    assert accepted is not withdrawn
    assert HeadCount.objects.count() == int(accepted)


def test_two_clerks_who_begin_at_once_begin_one(cast: Cast, at_once: Racers) -> None:
    found = desk(cast)
    first, second = (lambda: found.keep(version=0, members=4)), (lambda: found.keep(version=0, members=5))
    assert sorted(at_once(first, second)) == [False, True]
    assert Entry.objects.filter(act="submission.begin").count() == 1
