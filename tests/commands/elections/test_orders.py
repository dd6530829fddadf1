"""The order of the names on a ballot: by strokes, or set by the body with its reason, kept with the case."""

from __future__ import annotations

from typing import Any

import pytest
from tests.commands.cast import TODAY, World, refused
from tests.commands.elections.bench import DEPUTY, MEMBER, Bench, bench
from tests.commands.racers import Racers

from shuniu.access import Actor
from shuniu.commands.elections.nominating import Nomination, keep_candidates
from shuniu.commands.elections.ordering import OrderByHand, order_ballot
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.models import BallotOrder, Candidate, Entry
from shuniu.policy.words import PartyPost
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import Verb
from shuniu.queries.elections.card import election_card

pytestmark = pytest.mark.django_db
BY = "按大会通过的名单顺序排列"


@pytest.fixture
def one(world: World) -> Bench:
    return bench(world)


def order(one: Bench, *people: int, by: Actor | None = None, post: PartyPost = MEMBER, **more: Any) -> None:
    """``people`` from the first place on."""
    row = one.row
    places = [(one.public(one.people[key]), place) for place, key in enumerate(people, 1)]
    usual: dict[str, Any] = {"case": row.uuid, "version": row.version, "post": post, "places": places, "reason": BY}
    order_ballot(one.act(by), OrderByHand(**{**usual, **more}))


def standing(one: Bench, post: PartyPost = MEMBER) -> list[int]:
    """Who stands for a post, in the order of the page."""
    found = election_card(one.secretary, one.row.uuid, TODAY)
    keys = {one.public(key): place for place, key in enumerate(one.people)}
    return [keys[line.person] for line in found.candidates if line.post == post]


@pytest.mark.req("P11")
def test_the_order_is_kept_with_its_reason_and_used_until_it_is_taken_back(one: Bench) -> None:
    one.to_voting()
    usual, entries = standing(one), Entry.objects.count()
    order(one, 2, 0, 3, 1)
    assert standing(one) == [2, 0, 3, 1] != usual
    assert list(BallotOrder.objects.values_list("post", "reason")) == [("committee_member", BY)]
    assert Entry.objects.count() == entries + 1
    order(one, 1, 0, 3, 2, reason="按得票多少排列")
    assert (standing(one), BallotOrder.objects.get().reason) == ([1, 0, 3, 2], "按得票多少排列")
    order(one)
    assert standing(one) == usual and not BallotOrder.objects.exists()
    assert not Candidate.objects.filter(place__isnull=False).exists()


def test_a_run_off_keeps_the_order_and_who_is_written_in_comes_after(one: Bench) -> None:
    one.to_voting()
    order(one, 3, 2, 1, 0)
    one.vote({3: 10, 2: 4, 1: 4, 0: 9, 7: 1}, written=(7,))
    assert standing(one) == [3, 2, 1, 0, 7]
    order(one, 1, 2, 3, 0, 7)
    assert standing(one) == [1, 2, 3, 0, 7]


def test_deputies_stand_as_they_were_approved(one: Bench) -> None:
    """Two are elected by the committee: the level above approved them in an order that a list does not tell."""
    one.request(seats=5, deputies=2)
    one.move(Verb.APPROVE, one.joint)
    one.nominate(range(6), 0, (1, 2))
    one.move(Verb.ACCEPT, one.joint)
    assert standing(one, DEPUTY) == [1, 2]
    order(one, 2, 1, post=DEPUTY, reason="按上级党组织批准的顺序排列")
    assert standing(one, DEPUTY) == [2, 1]


def test_what_cannot_be_is_refused_and_nothing_is_kept(one: Bench) -> None:
    one.to_voting()
    for people, more, codes in (
        ((0, 1, 2, 3), {"reason": " "}, ["reason_length"]),
        ((), {"places": [(one.public(one.people[key]), 1) for key in range(4)]}, ["places_wrong"]),
        ((0,), {"post": PartyPost.SECRETARY}, ["nobody_to_order"]),
    ):
        assert [found.code for found in refused(lambda p=people, m=more: order(one, *p, **m))] == codes
    with pytest.raises(ChangedMeanwhile):
        order(one, 0, 1, 2)
    with pytest.raises(ChangedMeanwhile):
        order(one, 0, 1, 2, 3, version=one.row.version - 1)
    assert not BallotOrder.objects.exists()


def test_only_the_body_sets_it_and_only_before_the_vote(one: Bench, world: World) -> None:
    one.request()
    one.move(Verb.APPROVE, one.joint)
    one.nominate(range(4), 0)
    # It lies with the level above.
    assert [found.code for found in refused(lambda: order(one, 3, 2, 1, 0))] == ["wrong_state"]
    one.move(Verb.ACCEPT, one.joint)
    for who in (world.neighbour, world.actor(Role.INSTRUCTOR, one.body)):
        assert [found.code for found in refused(lambda who=who: order(one, 3, 2, 1, 0, by=who))] == ["not_in_reach"]
    one.vote({0: 10, 1: 9, 2: 8, 3: 1})
    assert [found.code for found in refused(lambda: order(one, 3, 2, 1, 0))] == ["settled"]


def test_other_candidates_have_no_order_yet(one: Bench) -> None:
    one.request()
    one.move(Verb.APPROVE, one.joint)

    def name(*people: int) -> None:
        row, named = one.row, [(one.public(one.people[key]), MEMBER) for key in people]
        keep_candidates(one.act(), Nomination(case=row.uuid, version=row.version, candidates=named))

    name(0, 1, 2, 3)
    order(one, 3, 2, 1, 0)
    name(3, 0, 1, 2)  # the same four
    assert standing(one) == [3, 2, 1, 0]
    name(0, 1, 2, 4)
    assert not BallotOrder.objects.exists() and not Candidate.objects.filter(place__isnull=False).exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_order_at_once_order_once(one: Bench, at_once: Racers) -> None:
    one.to_voting()
    row = one.row

    def by(people: tuple[int, ...]) -> None:
        places = [(one.public(one.people[key]), place) for place, key in enumerate(people, 1)]
        said = OrderByHand(case=row.uuid, version=row.version, post=MEMBER, places=places, reason=BY)
        order_ballot(one.act(), said)

    done = at_once(lambda: by((3, 2, 1, 0)), lambda: by((1, 0, 3, 2)))
    assert sorted(done) == [False, True]
    assert standing(one) == ([3, 2, 1, 0] if done[0] else [1, 0, 3, 2])
