"""Posts are dated, one secretary at a time; who ends, sets and renews them, and who may not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection
from tests.commands.cast import TODAY, World, refused
from tests.commands.members.roll import branch, entered, row

from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.members.changing import MemberChange, change_members
from shuniu.commands.members.move import Relocation, move_members
from shuniu.commands.members.posts import PostEnded, PostHeld, end_posts, renew_posts, set_posts
from shuniu.kernel.decision import Refused
from shuniu.models import Post
from shuniu.policy.words import AppointmentMode, PartyPost
from shuniu.policy.words.accounts import Role

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
SECRETARY, DEPUTY = PartyPost.SECRETARY, PartyPost.DEPUTY_SECRETARY


def held(node: int, on: date) -> dict[int, str]:
    rows = Post.objects.filter(party_organization=node, retracted__isnull=True, period__contains=on)
    return dict(rows.values_list("person", "post"))


def post(person: int, node: int, what: PartyPost = SECRETARY, on: date = MAY, **more: object) -> PostHeld:
    return PostHeld(person=person, party_organization=node, post=what, begins_on=on, **more)  # type: ignore[arg-type]


def test_a_post_says_how_it_was_come_by_and_until_when(world: World) -> None:
    here = branch(world)
    (person,) = entered(world, row(here))
    said = post(person, here, how=AppointmentMode.ELECTED, document_number="综合党委〔2026〕3号", full_time=True)
    assert set_posts(world.act(), [said]) == [here]
    fact = Post.objects.get()
    assert (fact.how, fact.document_number, fact.full_time) == ("elected", "综合党委〔2026〕3号", True)
    assert (held(here, MAY - DAY), held(here, MAY)) == ({}, {person: "secretary"})


@pytest.mark.req("B09")
def test_a_post_is_held_above_the_branch_where_the_member_is_held(world: World) -> None:
    here = branch(world)
    (person,) = entered(world, row(here))
    set_posts(world.act(), [post(person, world.north, how=AppointmentMode.APPOINTED)])
    there = branch(world, "乙协会党支部", under=world.south)
    set_posts(world.act(), [post(person, here, DEPUTY)])
    move_members(world.act(JUNE), [Relocation(person=person, party_organization=there)])
    assert held(world.north, JUNE) == {person: "secretary"}
    assert (held(here, JUNE - DAY), held(here, JUNE)) == ({person: "deputy_secretary"}, {})


def test_the_next_post_of_a_member_ends_the_one_before(world: World) -> None:
    here = branch(world)
    (person,) = entered(world, row(here))
    set_posts(world.act(), [post(person, here, DEPUTY, how=AppointmentMode.ELECTED)])
    set_posts(world.act(), [post(person, here, SECRETARY, JUNE)])
    assert (held(here, JUNE - DAY), held(here, JUNE)) == ({person: "deputy_secretary"}, {person: "secretary"})
    rows = Post.objects.filter(retracted__isnull=True).order_by("period").values_list("post", "how")
    assert list(rows) == [("deputy_secretary", "elected"), ("secretary", "")]


def test_there_is_one_secretary_and_the_two_change_places_in_one_act(world: World) -> None:
    here = branch(world)
    one, other = entered(world, row(here), row(here, "乙党员"))
    set_posts(world.act(), [post(one, here), post(other, here, DEPUTY)])
    (found,) = refused(lambda: set_posts(world.act(), [post(other, here, on=JUNE)]))
    assert (found.code, found.field) == ("second_secretary", "post")
    assert held(here, JUNE) == {one: "secretary", other: "deputy_secretary"}
    set_posts(world.act(), [post(one, here, DEPUTY, JUNE), post(other, here, SECRETARY, JUNE)])
    assert held(here, JUNE) == {one: "deputy_secretary", other: "secretary"}
    third, fourth = entered(world, row(here, "丙党员"), row(here, "丁党员"))
    late = date(2026, 8, 1)
    end_posts(world.act(), [PostEnded(person=other, party_organization=here, ends_on=late)])
    (found,) = refused(lambda: set_posts(world.act(), [post(third, here, on=late), post(fourth, here, on=late)]))
    assert (found.code, found.row) == ("second_secretary", 1)


def test_a_new_leadership_ends_the_old_one_and_leaves_the_groups(world: World) -> None:
    here = branch(world)
    one, other, third, leader = entered(world, *(row(here, f"{name}党员") for name in "甲乙丙丁"))
    set_posts(world.act(), [post(one, here), post(other, here, DEPUTY), post(leader, here, PartyPost.GROUP_LEADER)])
    renew_posts(world.act(), [here], [post(third, here, on=JUNE), post(one, here, DEPUTY, JUNE)], JUNE)
    assert held(here, JUNE - DAY) == {one: "secretary", other: "deputy_secretary", leader: "group_leader"}
    assert held(here, JUNE) == {one: "deputy_secretary", third: "secretary", leader: "group_leader"}


def test_an_ended_post_stays_in_the_past_and_what_was_to_come_is_taken_back(world: World) -> None:
    here = branch(world)
    one, other = entered(world, row(here), row(here, "乙党员"))
    set_posts(world.act(), [post(one, here), post(other, here, DEPUTY, date(2026, 12, 1))])
    ending = [PostEnded(person=key, party_organization=here, ends_on=JUNE) for key in (one, other)]
    assert end_posts(world.act(), ending) == [here]
    assert (held(here, JUNE - DAY), held(here, JUNE), held(here, date(2027, 1, 1))) == ({one: "secretary"}, {}, {})


def test_who_keeps_no_such_roll_writes_nothing(world: World) -> None:
    here = branch(world)
    (person,) = entered(world, row(here))
    found = refused(lambda: set_posts(world.act(by=world.neighbour), [post(person, here)]))
    assert [one.field for one in found] == ["party_organization", "person"]
    elsewhere = branch(world, "乙协会党支部", under=world.south)
    secretary = world.actor(Role.BRANCH_SECRETARY, elsewhere)
    (found_one,) = refused(lambda: set_posts(world.act(by=secretary), [post(person, elsewhere)]))
    assert found_one.field == "person"
    set_posts(world.act(), [post(person, here)])
    ending = PostEnded(person=person, party_organization=here, ends_on=JUNE)
    refused(lambda: end_posts(world.act(by=secretary), [ending]))
    assert held(here, JUNE) == {person: "secretary"}


def test_what_the_office_has_not_seen_is_not_written_over(world: World) -> None:
    here = branch(world)
    (person,) = entered(world, row(here))
    set_posts(world.act(), [post(person, here)])
    with pytest.raises(ChangedMeanwhile):
        set_posts(world.act(), [post(person, here, DEPUTY, JUNE, seen=())])
    with pytest.raises(ChangedMeanwhile):
        end_posts(world.act(), [PostEnded(person=person, party_organization=here, ends_on=JUNE, seen=())])


def test_a_key_counts_once(world: World) -> None:
    here = branch(world)
    (person,) = entered(world, row(here))
    for _ in range(2):
        assert set_posts(world.act(key="once"), [post(person, here)]) == [here]
        ending = PostEnded(person=person, party_organization=here, ends_on=JUNE)
        assert end_posts(world.act(key="ended"), [ending]) == [here]
        assert renew_posts(world.act(key="anew"), [here], [post(person, here, on=TODAY)], TODAY) == [here]
    assert Post.objects.count() == Post.objects.filter(retracted__isnull=True).count() + 1


def test_another_post_said_on_the_card_was_not_come_by_as_the_one_before(world: World) -> None:
    here = branch(world)
    (person,) = entered(world, row(here))
    set_posts(world.act(), [post(person, here, how=AppointmentMode.ELECTED)])
    change_members(world.act(JUNE), [MemberChange(person=person, post="secretary")])
    assert Post.objects.get(retracted__isnull=True).how == "elected"
    change_members(world.act(JUNE), [MemberChange(person=person, post="committee_member")])
    now = Post.objects.get(retracted__isnull=True, period__contains=JUNE)
    assert (now.post, now.how) == ("committee_member", "")


@pytest.mark.django_db(transaction=True)
def test_two_offices_at_once_make_one_secretary(world: World) -> None:
    here = branch(world)
    people = entered(world, *(row(here, f"{name}党员") for name in "甲乙丙丁"))
    together = Barrier(len(people))

    def appoint(person: int) -> int | None:
        try:
            together.wait(30)
            set_posts(world.act(), [post(person, here)])
        except Refused:
            return None
        finally:
            connection.close()
        return person

    with ThreadPoolExecutor(len(people)) as threads:
        said = list(threads.map(appoint, people))
    (secretary,) = held(here, TODAY)
    assert [one for one in said if one is not None] == [secretary]
