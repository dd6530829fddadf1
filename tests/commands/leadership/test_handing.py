"""A change of secretary opens the hand-over; when it is taken over the old one signs in no more, and the work stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.commands.cast import START, TODAY, World, refused
from tests.commands.members.roll import branch, entered, row

from shuniu.access import Actor, cases_on_the_list
from shuniu.commands.cases.filling import Beginning, begin
from shuniu.commands.journal import ChangedMeanwhile, open_act
from shuniu.commands.leadership.handing import (
    HandedOver,
    TakenOver,
    begin_handover,
    hand_over,
    return_handover,
    take_over,
)
from shuniu.commands.leadership.renewing import add_to_leadership, renew_leadership
from shuniu.commands.members.posts import PostHeld
from shuniu.models import Assignment, Case, Post, Step
from shuniu.policy.leadership.handover import HANDOVER
from shuniu.policy.words import PartyPost
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import CaseKind
from shuniu.policy.words.leadership import HandoverItem

pytestmark = pytest.mark.django_db
ITEMS: dict[str, dict[str, Any]] = {one.value: {"state": "handed"} for one in HandoverItem}
NAMES = tuple(ITEMS)
MAY = date(2026, 5, 1)


def secretary(person: int, node: int, on: date) -> PostHeld:
    return PostHeld(person=person, party_organization=node, post=PartyPost.SECRETARY, begins_on=on)


def held(account: int, on: date = TODAY) -> bool:
    return Assignment.objects.filter(account=account, retracted__isnull=True, period__contains=on).exists()


class Office:
    """A branch with a secretary who is followed by another today, the old account and the new one."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.node = branch(world)
        self.first, self.second = entered(world, row(self.node), row(self.node, "乙党员"))
        renew_leadership(world.act(MAY), [self.node], [secretary(self.first, self.node, MAY)], MAY)
        self.old = world.actor(Role.BRANCH_SECRETARY, self.node)

    def follow(self) -> Case:
        renew_leadership(self.world.act(), [self.node], [secretary(self.second, self.node, TODAY)], TODAY)
        return self.case

    @property
    def case(self) -> Case:
        return Case.objects.filter(kind="handover", party_organization=self.node).latest("pk")

    def hand(self, by: Actor, **more: Any) -> None:
        items = ITEMS | more
        hand_over(self.world.act(by=by), HandedOver(case=self.case.uuid, version=self.case.version, items=items))

    def take(self, by: Actor, *received: str) -> list[int]:
        said = TakenOver(case=self.case.uuid, version=self.case.version, received=received or NAMES)
        return take_over(self.world.act(by=by), said)


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


@pytest.mark.req("B12")
def test_another_secretary_opens_it_and_the_first_did_not(office: Office) -> None:
    assert not Case.objects.filter(kind="handover").exists()
    case = office.follow()
    assert (case.state, case.holder, case.at_id, case.committee_id) == (
        "handing",
        "applicant",
        office.node,
        office.world.north,
    )
    assert case.filed["changed_on"] == TODAY.isoformat()
    assert list(cases_on_the_list(office.old)) == [case]
    assert not cases_on_the_list(office.world.clerk).filter(pk=case.pk).exists()


def test_the_same_secretary_or_another_member_opens_none(office: Office) -> None:
    again = secretary(office.first, office.node, TODAY)
    renew_leadership(office.world.act(), [office.node], [again], TODAY)
    deputy = PostHeld(
        person=office.second, party_organization=office.node, post=PartyPost.DEPUTY_SECRETARY, begins_on=TODAY
    )
    add_to_leadership(office.world.act(), [deputy], TODAY)
    assert not Case.objects.filter(kind="handover").exists()


@pytest.mark.req("B12")
def test_a_secretary_added_to_a_leadership_follows_the_old_one(office: Office) -> None:
    add_to_leadership(office.world.act(), [secretary(office.second, office.node, TODAY)], TODAY)
    now = Post.objects.filter(party_organization=office.node, retracted__isnull=True, period__contains=TODAY)
    assert list(now.values_list("person", "post")) == [(office.second, "secretary")]
    assert office.case.state == "handing"


@pytest.mark.req("B12")
def test_when_it_is_taken_over_the_old_account_ends_and_the_work_stays(office: Office) -> None:
    world = office.world
    with open_act(world.act(), "handover.begin") as opened:
        unfinished = begin(
            opened.act,
            replace(HANDOVER, kind=CaseKind.ELECTION),
            Beginning(public=uuid4(), party_organization=office.node, origin=office.node),
            {},
        )
    assert unfinished in cases_on_the_list(office.old)
    case = office.follow()
    new = world.actor(Role.BRANCH_SECRETARY, office.node)
    office.hand(office.old)
    assert office.case.state == "taking" and case in cases_on_the_list(new)
    assert office.take(new) == [office.old.account]
    assert (office.case.state, office.case.holder) == ("done", "")
    assert (held(office.old.account), held(new.account)) == (False, True)
    assert held(office.old.account, START)
    assert list(cases_on_the_list(new)) == [unfinished]
    verbs = Step.objects.filter(case=case).order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[1:] == ["hand_over", "take_over"]


@pytest.mark.req("B12")
def test_what_is_missing_is_returned_and_handed_over_again(office: Office) -> None:
    office.follow()
    new = office.world.actor(Role.BRANCH_SECRETARY, office.node)
    found = refused(lambda: office.hand(office.old, venue={}))
    assert [(one.code, one.field) for one in found] == [("item_unsaid", "venue")]
    office.hand(office.old)
    found = refused(lambda: office.take(new, "venue", "staff"))
    assert [one.field for one in found] == ["resources", "materials", "account"]
    assert office.case.state == "taking" and held(office.old.account)
    remarks = {"materials": "印章还没有移交"}
    return_handover(office.world.act(by=new), office.case.uuid, office.case.version, remarks)
    assert office.case.state == "handing"
    office.hand(office.old, materials={"state": "handed", "note": "印章一枚"})
    office.take(new)
    assert office.case.filed["materials"]["note"] == "印章一枚"


def test_nobody_takes_over_what_he_handed_over(office: Office) -> None:
    office.follow()
    office.hand(office.old)
    (found,) = refused(lambda: office.take(office.old))
    assert found.code == "own_handover" and "授予岗位" in found.remedy
    assert held(office.old.account)


@pytest.mark.req("B12")
def test_where_the_level_above_hands_over_whoever_signed_in_before_ends(office: Office) -> None:
    office.follow()
    new = office.world.actor(Role.BRANCH_SECRETARY, office.node)
    office.hand(office.world.clerk)
    assert office.take(new) == [office.old.account]
    assert held(office.world.clerk.account) and held(new.account)


def test_it_is_opened_by_hand_once(office: Office) -> None:
    begin_handover(office.world.act(by=office.old), office.node)
    (found,) = refused(lambda: begin_handover(office.world.act(), office.node))
    assert found.code == "handover_open"
    office.follow()
    assert Case.objects.filter(kind="handover").count() == 1


def test_who_does_not_work_there_touches_nothing(office: Office) -> None:
    office.follow()
    there = branch(office.world, "乙协会党支部")
    other = office.world.actor(Role.BRANCH_SECRETARY, there)
    for by in (other, office.world.neighbour):
        refused(lambda by=by: office.hand(by))
        refused(lambda by=by: begin_handover(office.world.act(by=by), office.node))
    with pytest.raises(ChangedMeanwhile):
        stale = HandedOver(case=office.case.uuid, version=office.case.version + 1, items=ITEMS)
        hand_over(office.world.act(by=office.old), stale)


def test_a_key_counts_once(office: Office) -> None:
    office.follow()
    case, world = office.case, office.world
    new = world.actor(Role.BRANCH_SECRETARY, office.node)
    for _ in range(2):
        hand_over(world.act(by=office.old, key="hand"), HandedOver(case=case.uuid, version=1, items=ITEMS))
    for _ in range(2):
        said = TakenOver(case=case.uuid, version=2, received=NAMES)
        assert take_over(world.act(by=new, key="take"), said) == [office.old.account]
    assert Step.objects.filter(case=case).count() == 3
