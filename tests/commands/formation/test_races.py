"""Many decisions on one application at once give one; a branch is set up once."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.commands.formation.desk import Desk, another_clerk, desk
from tests.commands.racers import Racers
from tests.ground.sizes import sample

from shuniu.commands.formation.replying import Reply, reply_formation
from shuniu.commands.formation.reviewing import check_formation_case, return_formation
from shuniu.models import Coverage, Formation, PartyOrganization, Step

pytestmark = pytest.mark.django_db(transaction=True)
THREADS, RACES = 16, sample(3, full=1000)


@pytest.fixture
def one(cast: Cast) -> Desk:
    return desk(cast)


@pytest.mark.req("D10")
def test_sixteen_decisions_at_once_give_one(one: Desk, at_once: Racers) -> None:
    cast = one.cast
    one.submit()
    for _ in range(RACES):
        looked, steps = one.looked(), Step.objects.count()

        def accept() -> None:
            check_formation_case(cast.act(actor=cast.secretary), looked)  # noqa: B023

        def send_back() -> None:
            return_formation(cast.act(), looked, {"probationary": "请核对"})  # noqa: B023

        done = at_once(*([accept, send_back] * (THREADS // 2)))
        assert done.count(True) == 1 and Step.objects.count() == steps + 1
        accepted = done.index(True) % 2 == 0
        assert one.row.state == ("reviewing" if accepted else "returned")
        if accepted:
            one.send_back(cast.clerk, probationary="请核对")
        one.submit()


@pytest.mark.req("D10")
def test_sixteen_replies_at_once_set_up_one_branch(one: Desk, at_once: Racers) -> None:
    cast = one.cast
    one.approved()
    nodes = PartyOrganization.objects.count()
    row, others = one.row, [cast.clerk, another_clerk(cast)] * (THREADS // 2)
    reply = Reply(
        case=row.uuid,
        version=row.version,
        effective_on=cast.act().on,
        number="澄社党〔2020〕1号",
        issued_on=cast.act().on,
    )
    done = at_once(*(lambda actor=actor: reply_formation(cast.act(actor=actor), reply) for actor in others))  # type: ignore[misc]
    assert done.count(True) == 1
    assert PartyOrganization.objects.count() == nodes + 1
    assert (Formation.objects.count(), Coverage.objects.count()) == (1, 1)


def test_two_who_begin_at_once_begin_one(one: Desk, at_once: Racers) -> None:
    done = at_once(lambda: one.begin(), lambda: one.begin(one.cast.secretary))
    assert sorted(done) == [False, True]
