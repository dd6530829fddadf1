"""A body does not write its own leadership; the level above puts down what was approved, ends it, corrects it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.commands.cast import TODAY, World, refused
from tests.commands.members.roll import branch, entered, row

from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.leadership.registering import correct_leaders, end_leaders, register_leaders, strike_leaders
from shuniu.commands.leadership.renewing import renew_leadership
from shuniu.commands.members.changing import MemberChange, change_members
from shuniu.commands.members.enter import enter_members
from shuniu.commands.members.posts import PostEnded, PostHeld, PostStruck
from shuniu.models import Case, Document, Post
from shuniu.policy.words import AppointmentMode, PartyPost
from shuniu.policy.words.accounts import Role
from shuniu.queries.facts.party import nodes

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 1)
DAY = timedelta(days=1)
SECRETARY, MEMBER, GROUP = PartyPost.SECRETARY, PartyPost.COMMITTEE_MEMBER, PartyPost.GROUP_LEADER
NUMBER = "教培一联〔2026〕7号"


class Body:
    """A branch with three members, its own clerk, and the secretary who is held there since May."""

    def __init__(self, world: World, how: AppointmentMode | None = None, number: str = "") -> None:
        self.world, self.node = world, branch(world)
        self.first, self.second, self.third = entered(world, *(row(self.node, f"{name}党员") for name in "甲乙丙"))
        self.own = world.actor(Role.BRANCH_SECRETARY, self.node)
        first = self.post(self.first, on=MAY, how=how, document_number=number)
        renew_leadership(world.act(MAY), [self.node], [first], MAY)

    def post(self, person: int, what: PartyPost = SECRETARY, on: date = TODAY, **more: Any) -> PostHeld:
        said = {"how": AppointmentMode.ELECTED, "document_number": "〔2026〕9号", **more}
        return PostHeld(person=person, party_organization=self.node, post=what, begins_on=on, **said)

    def held(self, on: date = TODAY) -> dict[int, str]:
        rows = Post.objects.filter(party_organization=self.node, retracted__isnull=True, period__contains=on)
        return dict(rows.values_list("person", "post"))

    def handovers(self) -> int:
        return Case.objects.filter(kind="handover", party_organization=self.node).count()


@pytest.mark.req("J03")
def test_a_branch_neither_replaces_nor_ends_its_secretary(world: World) -> None:
    body = Body(world)
    (found,) = refused(lambda: register_leaders(world.act(by=body.own), [body.post(body.second)]))
    assert (found.code, found.field, found.who) == ("decided_above", "post", nodes([world.north])[world.north].label)
    ending = PostEnded(person=body.first, party_organization=body.node, ends_on=TODAY)
    assert [one.code for one in refused(lambda: end_leaders(world.act(by=body.own), [ending]))] == ["decided_above"]
    struck = PostStruck(person=body.first, party_organization=body.node, on=TODAY)
    assert [one.code for one in refused(lambda: strike_leaders(world.act(by=body.own), [struck]))] == ["decided_above"]
    mine = [body.post(body.first, GROUP)]
    for act in (register_leaders, correct_leaders):
        assert [one.code for one in refused(lambda act=act: act(world.act(by=body.own), mine))] == ["decided_above"]
    assert body.held() == {body.first: "secretary"} and body.handovers() == 0


def test_a_branch_puts_down_who_leads_its_groups(world: World) -> None:
    body = Body(world)
    bare = body.post(body.second, GROUP, how=None, document_number="")
    register_leaders(world.act(by=body.own), [bare])
    assert body.held() == {body.first: "secretary", body.second: "group_leader"}
    end_leaders(world.act(by=body.own), [PostEnded(person=body.second, party_organization=body.node, ends_on=TODAY)])
    assert body.held() == {body.first: "secretary"}


@pytest.mark.req("J03")
def test_the_level_above_puts_it_down_out_of_a_document(world: World) -> None:
    body = Body(world)
    bare = body.post(body.second, how=None, document_number="")
    codes = [one.code for one in refused(lambda: register_leaders(world.act(), [bare]))]
    assert codes == ["how_missing", "number_missing"]
    register_leaders(world.act(), [body.post(body.second)])
    assert body.held() == {body.second: "secretary"} and body.handovers() == 1
    fact = Post.objects.get(retracted__isnull=True, person=body.second)
    assert (fact.how, fact.document_number) == ("elected", "〔2026〕9号")


@pytest.mark.req("J03")
def test_it_never_takes_the_place_of_an_election(world: World) -> None:
    body = Body(world, AppointmentMode.ELECTED, NUMBER)
    (found,) = refused(lambda: register_leaders(world.act(), [body.post(body.second)]))
    assert found.code == "ends_a_chosen_one" and NUMBER in found.fact
    (found,) = refused(lambda: register_leaders(world.act(), [body.post(body.first, MEMBER)]))
    assert found.code == "ends_a_chosen_one"
    # Another place ends nobody's; and where the post has ended, it is free.
    register_leaders(world.act(), [body.post(body.third, MEMBER)])
    end_leaders(world.act(), [PostEnded(person=body.first, party_organization=body.node, ends_on=TODAY)])
    register_leaders(world.act(), [body.post(body.second)])
    assert body.held() == {body.second: "secretary", body.third: "committee_member"}


@pytest.mark.req("B09")
@pytest.mark.parametrize(("by_case", "codes"), [(True, ["ends_a_chosen_one"]), (False, [])])
def test_what_a_case_has_appointed_is_told_from_what_was_only_written(
    world: World, by_case: bool, codes: list[str]
) -> None:
    body = Body(world, AppointmentMode.APPOINTED, NUMBER)
    case = Case.objects.create(
        kind="appointment" if by_case else "followup", state="done", holder="", law_day=MAY, version=3, filed={},
        at_id=body.node, party_organization_id=body.node, origin_id=body.node,
    )  # fmt: skip
    Document.objects.create(
        party_organization_id=world.north, mark="教培一联", year=2026, number=7, kind="reply", title="关于任职的批复",
        issued_on=MAY, case=case, recorded=Post.objects.get(person=body.first).recorded,
    )  # fmt: skip
    rows = [body.post(body.second)]
    if codes:
        assert [one.code for one in refused(lambda: register_leaders(world.act(), rows))] == codes
    else:
        register_leaders(world.act(), rows)
    assert body.held() == {body.first if codes else body.second: "secretary"}


def test_a_wrong_line_is_corrected_and_nobody_hands_over(world: World) -> None:
    body = Body(world, AppointmentMode.ELECTED, NUMBER)
    june = date(2026, 6, 1)
    seen = tuple(Post.objects.values_list("pk", flat=True))
    row_ = body.post(body.first, PartyPost.DEPUTY_SECRETARY, june, seen=seen)
    correct_leaders(world.act(), [row_])
    assert (body.held(june - DAY), body.held(june)) == ({}, {body.first: "deputy_secretary"})
    with pytest.raises(ChangedMeanwhile):
        correct_leaders(world.act(), [row_])
    (found,) = refused(lambda: correct_leaders(world.act(), [body.post(body.third)]))
    assert found.code == "nothing_to_correct"
    strike_leaders(world.act(), [PostStruck(person=body.first, party_organization=body.node, on=TODAY)])
    assert body.held(june) == {} and body.handovers() == 0


def test_where_nobody_is_above_it_writes_itself(world: World) -> None:
    body = Body(world)
    top = PostHeld(
        person=body.second, party_organization=world.committee, post=SECRETARY, begins_on=TODAY,
        how=AppointmentMode.APPOINTED, document_number="市委组〔2026〕1号",
    )  # fmt: skip
    assert register_leaders(world.act(), [top]) == [world.committee]


def test_who_has_no_such_roll_is_told_nothing_of_it(world: World) -> None:
    body = Body(world, AppointmentMode.ELECTED, NUMBER)
    found = refused(lambda: register_leaders(world.act(by=world.neighbour), [body.post(body.second)]))
    assert {one.code for one in found} == {"not_in_reach"}


@pytest.mark.req("J03")
def test_the_roll_is_no_way_round(world: World) -> None:
    body = Body(world)
    act = world.act(by=body.own)
    changes = [MemberChange(person=body.second, post="secretary")]
    assert [one.code for one in refused(lambda: change_members(act, changes, by_hand=True))] == ["leads"]
    gone = [MemberChange(person=body.first, post="")]
    assert [one.code for one in refused(lambda: change_members(act, gone, by_hand=True))] == ["leads"]
    new = [row(body.node, "丁党员", post="secretary")]
    assert [one.code for one in refused(lambda: enter_members(act, new, by_hand=True))] == ["leads"]
    change_members(act, [MemberChange(person=body.second, post="group_leader")], by_hand=True)
    assert body.held() == {body.first: "secretary", body.second: "group_leader"}


def test_a_key_counts_once(world: World) -> None:
    body = Body(world)
    for _ in range(2):
        register_leaders(world.act(key="set"), [body.post(body.second)])
        correct_leaders(world.act(key="corrected"), [body.post(body.second, MEMBER)])
        strike_leaders(
            world.act(key="struck"), [PostStruck(person=body.second, party_organization=body.node, on=TODAY)]
        )
        end_leaders(
            world.act(key="ended"), [PostEnded(person=body.second, party_organization=body.node, ends_on=TODAY)]
        )
    assert body.held() == {}
