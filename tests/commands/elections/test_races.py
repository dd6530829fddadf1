"""Two clerks at once: one decision, one case, one vote; none is lost and none is written twice."""

from __future__ import annotations

import pytest
from tests.commands.cast import TODAY, founded
from tests.commands.elections.bench import Bench, bench
from tests.commands.racers import Racers
from tests.ground.sizes import sample

from shuniu.commands.elections.letters import Reminding, send_reminder
from shuniu.commands.elections.moving import Moved, move_election
from shuniu.commands.elections.reporting import ResultReply, reply_to_result
from shuniu.commands.elections.voting import record_vote
from shuniu.models import Case, Document, ElectionRound, Post, Step, Term, Votes
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = sample(3, full=16)
RACES = sample(1, full=1000)


@pytest.fixture
def one() -> Bench:
    return bench(founded())


def test_an_election_raced_through_has_one_of_everything(one: Bench, at_once: Racers) -> None:
    """The request is begun, approved, voted on and replied to by several at once."""
    clerks = [one.world.actor(Role.JOINT_COMMITTEE_CLERK, one.world.north) for _ in range(THREADS)]
    assert sum(at_once(*[one.request] * THREADS)) == 1
    assert Case.objects.count() == 1
    row = one.row
    approved = Moved(case=row.uuid, version=row.version, verb=Verb.APPROVE)
    returned = Moved(case=row.uuid, version=row.version, verb=Verb.RETURN, remarks={"seats": "请核对"})
    works = [
        lambda clerk=clerk, said=said: move_election(one.act(clerk), said)
        for clerk, said in zip(clerks, [approved, returned] * THREADS, strict=False)
    ]
    assert sum(at_once(*works)) == 1
    if one.row.state == "returned":
        one.request()
        one.move(Verb.APPROVE, one.joint)
    one.nominate(range(4), 0)
    one.move(Verb.ACCEPT, one.joint)
    assert sum(at_once(*[lambda: one.vote({0: 10, 1: 9, 2: 8, 3: 1})] * THREADS)) == 1
    assert ElectionRound.objects.count() == 1
    one.vote({0: 3}, present=3, voters=3)
    one.report()
    row = one.row
    said = ResultReply(case=row.uuid, version=row.version, effective_on=TODAY)
    assert sum(at_once(*[lambda clerk=clerk: reply_to_result(one.act(clerk), said) for clerk in clerks])) == 1
    assert Post.objects.filter(retracted__isnull=True, party_organization=one.body).count() == 3
    assert Term.objects.filter(retracted__isnull=True, party_organization=one.body).count() == 2
    assert Step.objects.filter(verb="reply").count() == 1


def test_letters_sent_at_once_are_numbered_without_a_gap(one: Bench, at_once: Racers) -> None:
    """As many bodies as threads, each approved by two clerks at once, one of whom is late; then each reminded."""
    bodies = [bench(one.world, 1, name=f"第{place}协会党支部") for place in range(THREADS)]
    for body in bodies:
        body.request(seats=0)
    said = [Moved(case=body.row.uuid, version=body.row.version, verb=Verb.APPROVE) for body in bodies] * 2
    clerks = [one.world.actor(Role.JOINT_COMMITTEE_CLERK, one.world.north) for _ in said]
    approving = [
        lambda clerk=clerk, row=row: move_election(one.act(clerk), row) for clerk, row in zip(clerks, said, strict=True)
    ]
    assert sum(at_once(*approving)) == THREADS
    # Both clerks have looked before either writes.
    shown = [Reminding(body=body.body, seen=seen(body)) for body in bodies] * 2
    reminding = [
        lambda clerk=clerk, row=row: send_reminder(one.act(clerk), row)
        for clerk, row in zip(clerks, shown, strict=True)
    ]
    assert sum(at_once(*reminding)) == THREADS
    numbers = Document.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 2 * THREADS + 1))


def seen(body: Bench) -> list[int]:
    return list(Document.objects.filter(addressed_to=body.body, kind="letter").values_list("pk", flat=True))


@pytest.mark.req("D10")
def test_sixteen_decide_at_once_and_one_does(one: Bench, at_once: Racers) -> None:
    """Sent back or approved; what is approved is forgotten, and the race is run again."""
    clerks = [one.world.actor(Role.JOINT_COMMITTEE_CLERK, one.world.north) for _ in range(16)]
    for _ in range(RACES):
        one.request()
        row, steps = one.row, Step.objects.count()
        approved = Moved(case=row.uuid, version=row.version, verb=Verb.APPROVE)
        returned = Moved(case=row.uuid, version=row.version, verb=Verb.RETURN, remarks={"seats": "请核对"})
        works = [
            lambda clerk=clerk, said=said: move_election(one.act(clerk), said)
            for clerk, said in zip(clerks, [approved, returned] * 8, strict=True)
        ]
        done = at_once(*works)
        assert done.count(True) == 1 and Step.objects.count() == steps + 1
        assert one.row.state == ("nominating" if done.index(True) % 2 == 0 else "returned")
        Case.objects.filter(pk=row.pk).update(holder="")  # done with: the body may ask again


@pytest.mark.req("D10")
def test_of_sixteen_votes_entered_at_once_one_is_counted(one: Bench, at_once: Racers) -> None:
    """Each has other minutes before it: what is written is wholly those of the one that was first."""
    clerks = [one.world.actor(Role.BRANCH_SECRETARY, one.body) for _ in range(16)]
    for race in range(1, RACES + 1):
        one.to_voting()
        told = [{0: 10, 1: 9, 2: 8, 3: place % 6} for place in range(16)]
        minutes = [one.counted(yes, note=f"第{place}份") for place, yes in enumerate(told)]
        steps = Step.objects.count()
        works = [
            lambda by=by, vote=vote: record_vote(one.act(by), vote) for by, vote in zip(clerks, minutes, strict=True)
        ]
        done = at_once(*works)
        assert done.count(True) == 1 and Step.objects.count() == steps + 1
        (held,) = ElectionRound.objects.filter(case=one.row)
        votes = dict(Votes.objects.filter(round=held).values_list("candidate__person", "yes"))
        first = done.index(True)
        assert (held.number, held.note) == (1, f"第{first}份")
        assert votes == {one.people[key]: yes for key, yes in told[first].items()}
        assert (one.row.state, ElectionRound.objects.count()) == ("first_meeting", race)
        Case.objects.filter(pk=one.row.pk).update(holder="")  # done with: the body may ask again
