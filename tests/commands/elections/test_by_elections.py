"""A by-election: what fell vacant within a term is filled, whoever sits stays, the term ends when it was to end."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.commands.cast import TODAY, World, refused
from tests.commands.elections.bench import BEGUN, DAY, END, MEMBER, SECRETARY, Bench, bench

from shuniu.commands.elections.nominating import Nomination, submit_candidates
from shuniu.commands.members.posts import PostEnded, PostHeld, end_posts, set_posts
from shuniu.models import Case, Document
from shuniu.policy.elections.vacancies import BY_ELECTION
from shuniu.policy.words import PartyPost
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db
LEFT = date(2026, 8, 1)


@pytest.fixture
def one(world: World) -> Bench:
    """Secretary and two members; the secretary has left the branch's committee."""
    made = bench(world)
    seat(made, {0: SECRETARY, 1: MEMBER, 2: MEMBER})
    leave(made, 0)
    return made


def seat(one: Bench, posts: dict[int, PartyPost], since: date = BEGUN) -> None:
    set_posts(
        one.world.act(since),
        [
            PostHeld(person=one.people[key], party_organization=one.body, post=post, begins_on=since)
            for key, post in posts.items()
        ],
    )


def leave(one: Bench, key: int) -> None:
    ended = PostEnded(person=one.people[key], party_organization=one.body, ends_on=LEFT)
    end_posts(one.world.act(LEFT), [ended])
    Case.objects.filter(kind="handover").update(holder="", state="done")


def ask(one: Bench, **more: Any) -> None:
    usual: dict[str, Any] = {"topic": BY_ELECTION, "seats": 0, "secretary": True, "grounds": "书记调离"}
    one.request(**{**usual, **more})


def name(one: Bench, members: list[int], secretary: int | None) -> None:
    named = [(one.public(one.people[key]), MEMBER) for key in members]
    named += [] if secretary is None else [(one.public(one.people[secretary]), SECRETARY)]
    said = {} if secretary is None else {"secretary_source": "party_member_head"}
    named_with = Nomination(case=one.row.uuid, version=one.row.version, candidates=named, secretary=said)
    submit_candidates(one.act(), named_with)


def codes(command: Any) -> list[str]:
    return [told.code for told in refused(command)]


@pytest.mark.req("D01")
def test_a_member_is_elected_and_the_committee_elects_its_secretary(one: Bench) -> None:
    ask(one, seats=1, grounds="书记调离，委员缺一名")
    assert (one.row.topic, one.row.number, one.row.at_id) == (BY_ELECTION, "补选2026-0001", one.world.north)
    one.move(Verb.APPROVE, one.joint)
    name(one, [5], 1)
    one.move(Verb.ACCEPT, one.joint)
    assert one.row.state == "voting"
    one.vote({5: 9})
    assert one.row.state == "first_meeting"
    assert codes(lambda: one.vote({1: 3}, present=3, voters=4)) == ["voters_differ", "quorum"]
    one.vote({1: 3}, present=3, voters=3)
    assert one.row.state == "to_report"
    one.report(p5="publicity_commissary")
    one.reply()
    assert one.posts(TODAY) == {
        1: ("secretary", "elected"), 2: ("committee_member", ""), 5: ("publicity_commissary", "elected"),
    }  # fmt: skip
    assert one.posts(TODAY - DAY) == {1: ("committee_member", ""), 2: ("committee_member", "")}, "the past stays"
    assert one.terms() == [(BEGUN, END)], "they sit for the rest of the term"
    titles = list(Document.objects.order_by("number").values_list("title", flat=True))
    assert titles == ["关于同意甲协会党支部补选的批复", "关于甲协会党支部补选结果的批复"]
    one.move(Verb.ARCHIVE)
    assert one.row.state == "done"


def test_a_leader_alone_is_elected_by_the_committee_without_a_meeting_of_members(one: Bench) -> None:
    ask(one)
    one.move(Verb.APPROVE, one.joint)
    assert codes(lambda: name(one, [], 7)) == ["not_among_members"]
    name(one, [], 2)
    one.move(Verb.ACCEPT, one.joint)
    assert one.row.state == "first_meeting"
    one.vote({2: 2}, present=2, voters=2)
    one.report()
    one.move(Verb.RETURN, one.joint, minutes="请核对")
    one.move(Verb.RESUME)
    assert one.row.state == "first_meeting", "the minutes entered anew are those of the committee"
    one.vote({2: 2}, present=2, voters=2)
    one.report()
    one.reply()
    assert one.posts(TODAY) == {1: ("committee_member", ""), 2: ("secretary", "elected")}


def test_nobody_is_seated_for_the_rest_of_a_term_that_is_over(one: Bench) -> None:
    """The result lies with the level above until the term has ended: from its last day on, not from its end."""
    ask(one)
    one.move(Verb.APPROVE, one.joint)
    name(one, [], 2)
    one.move(Verb.ACCEPT, one.joint)
    one.vote({2: 2}, present=2, voters=2)
    one.report()
    one.day = END + DAY
    assert codes(lambda: one.reply(END)) == ["term_over"]
    one.reply(END - DAY)
    assert one.posts(END - DAY)[2] == ("secretary", "elected")


def test_a_member_alone_is_elected_and_nobody_else_is_voted_on(one: Bench) -> None:
    seat(one, {1: SECRETARY}, LEFT)
    Case.objects.filter(kind="handover").update(holder="", state="done")
    ask(one, seats=1, secretary=False, grounds="委员缺一名")
    one.move(Verb.APPROVE, one.joint)
    name(one, [4, 5], None)
    one.move(Verb.ACCEPT, one.joint)
    one.vote({4: 4, 5: 6})
    assert one.row.state == "to_report"
    one.report()
    one.reply()
    assert one.posts(TODAY) == {1: ("secretary", ""), 2: ("committee_member", ""), 5: ("committee_member", "elected")}


def test_a_small_branch_elects_its_secretary_in_a_meeting_of_members(world: World) -> None:
    one = bench(world, 5)
    seat(one, {0: SECRETARY})
    leave(one, 0)
    ask(one)
    one.move(Verb.APPROVE, one.joint)
    name(one, [], 3)
    one.move(Verb.ACCEPT, one.joint)
    assert one.row.state == "voting"
    one.vote({3: 5})
    one.report()
    one.reply()
    assert one.posts(TODAY) == {3: ("secretary", "elected")}
    assert one.terms() == [(BEGUN, END)]


def test_one_election_of_a_body_at_a_time(one: Bench) -> None:
    one.request()
    assert codes(lambda: ask(one)) == ["under_way"]
    one.move(Verb.WITHDRAW)
    one.move(Verb.DROP)
    ask(one)
    assert codes(lambda: one.request(topic="")) == ["under_way"]
    assert Case.objects.filter(kind="election").exclude(holder="").count() == 1


def test_what_is_not_vacant_is_not_filled_and_nothing_is_begun(one: Bench) -> None:
    seat(one, {3: SECRETARY}, LEFT)
    assert codes(lambda: ask(one, seats=0)) == ["secretary_held"]
    assert codes(lambda: ask(one, planned_on=END)) == ["term_over", "secretary_held"]
    assert not Case.objects.filter(kind="election").exists()


def test_whoever_leaves_by_the_day_of_the_meeting_has_left(one: Bench) -> None:
    """The post ends on a day to come; the by-election of that post is asked for before it."""
    seat(one, {3: SECRETARY}, LEFT)
    ended = PostEnded(person=one.people[3], party_organization=one.body, ends_on=TODAY + 10 * DAY)
    end_posts(one.world.act(TODAY), [ended])
    assert codes(lambda: ask(one, planned_on=TODAY + 9 * DAY)) == ["secretary_held"]
    ask(one, planned_on=TODAY + 10 * DAY)
    assert one.row.state == "requested"


def test_who_may_not_ask(one: Bench, world: World) -> None:
    other = bench(world, 8, name="乙协会党支部")
    assert codes(lambda: ask(one, by=other.secretary)) == ["not_in_reach"]
    assert codes(lambda: ask(one, by=world.neighbour)) == ["not_in_reach"]
