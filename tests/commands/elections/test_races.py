"""Two clerks at once: one decision, one case, one vote; none is lost and none is written twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.commands.cast import TODAY, founded
from tests.commands.elections.bench import Bench, bench
from tests.ground.sizes import sample

from shuniu.commands.elections.letters import Reminding, send_reminder
from shuniu.commands.elections.moving import Moved, move_election
from shuniu.commands.elections.reporting import ResultReply, reply_to_result
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.kernel.decision import Refused
from shuniu.models import Case, Document, ElectionRound, Post, Step, Term
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = sample(3, full=16)
TIMES = sample(1, full=20)


def at_once(works: list[Callable[[], object]]) -> list[bool]:
    """Each on a connection of its own, begun together; which of them were done."""
    together = Barrier(len(works))

    def begin(work: Callable[[], object]) -> bool:
        try:
            together.wait(30)
            work()
        except (Refused, ChangedMeanwhile):
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(begin, works))


@pytest.fixture
def one() -> Bench:
    return bench(founded())


def test_an_election_raced_through_has_one_of_everything(one: Bench) -> None:
    """The request is begun, approved, voted on and replied to by several at once."""
    clerks = [one.world.actor(Role.JOINT_COMMITTEE_CLERK, one.world.north) for _ in range(THREADS)]
    assert sum(at_once([one.request] * THREADS)) == 1
    assert Case.objects.count() == 1
    row = one.row
    approved = Moved(case=row.uuid, version=row.version, verb=Verb.APPROVE)
    returned = Moved(case=row.uuid, version=row.version, verb=Verb.RETURN, remarks={"seats": "请核对"})
    works = [
        lambda clerk=clerk, said=said: move_election(one.act(clerk), said)
        for clerk, said in zip(clerks, [approved, returned] * THREADS, strict=False)
    ]
    assert sum(at_once(works)) == 1
    if one.row.state == "returned":
        one.request()
        one.move(Verb.APPROVE, one.joint)
    one.nominate(range(4), 0)
    one.move(Verb.ACCEPT, one.joint)
    assert sum(at_once([lambda: one.vote({0: 10, 1: 9, 2: 8, 3: 1})] * THREADS)) == 1
    assert ElectionRound.objects.count() == 1
    one.vote({0: 3}, present=3, voters=3)
    one.report()
    row = one.row
    said = ResultReply(case=row.uuid, version=row.version, effective_on=TODAY)
    assert sum(at_once([lambda clerk=clerk: reply_to_result(one.act(clerk), said) for clerk in clerks])) == 1
    assert Post.objects.filter(retracted__isnull=True, party_organization=one.body).count() == 3
    assert Term.objects.filter(retracted__isnull=True, party_organization=one.body).count() == 2
    assert Step.objects.filter(verb="reply").count() == 1


def test_letters_sent_at_once_are_numbered_without_a_gap(one: Bench) -> None:
    """As many bodies as threads, each approved by two clerks at once, one of whom is late; then each reminded."""
    bodies = [bench(one.world, 1, name=f"第{place}协会党支部") for place in range(THREADS)]
    for body in bodies:
        body.request(seats=0)
    said = [Moved(case=body.row.uuid, version=body.row.version, verb=Verb.APPROVE) for body in bodies] * 2
    clerks = [one.world.actor(Role.JOINT_COMMITTEE_CLERK, one.world.north) for _ in said]
    approving = [
        lambda clerk=clerk, row=row: move_election(one.act(clerk), row) for clerk, row in zip(clerks, said, strict=True)
    ]
    assert sum(at_once(approving)) == THREADS
    # Both clerks have looked before either writes.
    shown = [Reminding(body=body.body, seen=seen(body)) for body in bodies] * 2
    reminding = [
        lambda clerk=clerk, row=row: send_reminder(one.act(clerk), row)
        for clerk, row in zip(clerks, shown, strict=True)
    ]
    assert sum(at_once(reminding)) == THREADS
    numbers = Document.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 2 * THREADS + 1))


def seen(body: Bench) -> list[int]:
    return list(Document.objects.filter(addressed_to=body.body, kind="letter").values_list("pk", flat=True))


@pytest.mark.proof
@pytest.mark.parametrize("_", range(TIMES))
def test_sixteen_decide_at_once_and_one_does(one: Bench, _: int) -> None:
    one.request()
    row = one.row
    clerks = [one.world.actor(Role.JOINT_COMMITTEE_CLERK, one.world.north) for _ in range(THREADS)]
    said = Moved(case=row.uuid, version=row.version, verb=Verb.APPROVE)
    assert sum(at_once([lambda clerk=clerk: move_election(one.act(clerk), said) for clerk in clerks])) == 1
    assert Step.objects.filter(verb="approve").count() == 1
