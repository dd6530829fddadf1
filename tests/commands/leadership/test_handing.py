"""A change of secretary opens the hand-over; with that day the old one signs in no more, and the work stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.commands.cast import START, TODAY, World, refused
from tests.commands.members.roll import branch, entered, row

from shuniu.access import Actor, cases_on_the_list
from shuniu.commands.cases.filling import Beginning, begin
from shuniu.commands.cases.planned import plan_case
from shuniu.commands.journal import ChangedMeanwhile, open_act
from shuniu.commands.leadership.handing import (
    HandedOver,
    TakenOver,
    begin_handover,
    end_untaken,
    hand_over,
    leave_untaken,
    return_handover,
    take_over,
)
from shuniu.commands.leadership.renewing import add_to_leadership, end_in_leadership, renew_leadership
from shuniu.commands.members.posts import PostEnded, PostHeld
from shuniu.models import Assignment, Case, Post, Step
from shuniu.policy.leadership.handover import HANDOVER
from shuniu.policy.words import PartyPost
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import CaseKind
from shuniu.policy.words.leadership import HandoverItem
from shuniu.queries.cases.listing import LATE, cases

pytestmark = pytest.mark.django_db
ITEMS: dict[str, dict[str, Any]] = {one.value: {"state": "handed"} for one in HandoverItem}
NAMES = tuple(ITEMS)
MAY = date(2026, 5, 1)
DAY = timedelta(days=1)


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

    def take(self, by: Actor, *received: str) -> None:
        said = TakenOver(case=self.case.uuid, version=self.case.version, received=received or NAMES)
        take_over(self.world.act(by=by), said)

    def leave(self, by: Actor, reason: str) -> None:
        leave_untaken(self.world.act(by=by), self.case.uuid, self.case.version, reason)

    def begin(self, by: Actor, changes_on: date) -> None:
        begin_handover(self.world.act(by=by), self.node, changes_on)


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
    # The old one signs in no more; nobody else does yet, and it lies with the level above.
    assert not held(office.old.account) and held(office.old.account, START)
    assert case in cases_on_the_list(office.world.clerk)
    new = office.world.actor(Role.BRANCH_SECRETARY, office.node)
    assert list(cases_on_the_list(new)) == [case]
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


def unfinished_at(office: Office) -> Case:
    with open_act(office.world.act(), "handover.begin") as opened:
        about = Beginning(public=uuid4(), party_organization=office.node, origin=office.node)
        return begin(opened.act, replace(HANDOVER, kind=CaseKind.ELECTION), about, {})


@pytest.mark.req("B12")
def test_unfinished_work_lies_with_the_successor_from_the_day_of_the_change(office: Office) -> None:
    world = office.world
    unfinished = unfinished_at(office)
    assert unfinished in cases_on_the_list(office.old)
    case = office.follow()
    assert {unfinished, case} <= set(cases_on_the_list(world.clerk))
    new = world.actor(Role.BRANCH_SECRETARY, office.node)
    assert set(cases_on_the_list(new)) == {unfinished, case}
    assert not {unfinished, case} & set(cases_on_the_list(world.clerk))
    office.hand(new)
    assert office.case.state == "taking" and case in cases_on_the_list(new)
    office.take(new)
    assert (office.case.state, office.case.holder) == ("done", "")
    assert held(new.account) and list(cases_on_the_list(new)) == [unfinished]
    verbs = Step.objects.filter(case=case).order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[1:] == ["hand_over", "take_over"]


@pytest.mark.req("B12")
def test_a_secretary_who_leaves_without_a_successor_signs_in_no_more(office: Office) -> None:
    left = PostEnded(person=office.first, party_organization=office.node, ends_on=TODAY)
    for _ in range(2):
        end_in_leadership(office.world.act(key="left"), [left])
    assert office.case.state == "handing" and not held(office.old.account)
    assert office.case in cases_on_the_list(office.world.clerk)


@pytest.mark.req("B12")
def test_the_account_ends_on_the_day_of_the_change_and_that_of_the_successor_stays(office: Office) -> None:
    world, later = office.world, date(TODAY.year + 1, 3, 2)
    office.begin(office.old, later)
    assert held(office.old.account) and held(office.old.account, later - DAY) and not held(office.old.account, later)
    # Until then the old one hands over, and never takes over himself.
    office.hand(office.old)
    (found,) = refused(lambda: office.take(office.old))
    assert found.code == "own_handover" and "授予岗位" in found.remedy
    office.take(world.clerk)
    assert office.case.state == "done"


@pytest.mark.req("B12")
def test_what_was_given_since_a_change_of_the_past_is_the_successors(office: Office) -> None:
    given_on = Assignment.objects.get(account=office.old.account).period.lower
    office.begin(office.world.clerk, given_on)
    assert held(office.old.account)
    Case.objects.filter(pk=office.case.pk).update(holder="", state="done")
    office.begin(office.world.clerk, given_on + DAY)
    # It was held until today, and is no more.
    assert not held(office.old.account) and held(office.old.account, TODAY - DAY)


@pytest.mark.req("B12")
def test_what_nobody_takes_over_is_late_for_the_level_above_until_it_ends_it(office: Office) -> None:
    office.follow()
    new, clerk = office.world.actor(Role.BRANCH_SECRETARY, office.node), office.world.clerk

    def late() -> set[Case]:
        return set(cases(clerk, LATE))

    # On the day of the change it is not late yet; from the next one on it is while no day was planned.
    assert not late()
    Case.objects.filter(pk=office.case.pk).update(law_day=TODAY - DAY)
    assert late() == {office.case}
    plan_case(office.world.act(by=new), office.case.uuid, office.case.version, TODAY)
    assert not late()
    (found,) = refused(lambda: office.leave(new, " "))
    assert (found.code, found.who) == ("reason_missing", "新任书记")
    office.leave(new, "钥匙不在，正在查找")
    assert (office.case.state, office.case.holder) == ("untaken", "applicant") and late() == {office.case}
    # Whoever works there does not end it.
    refused(lambda: end_untaken(office.world.act(by=new), office.case.uuid, office.case.version, "不再交接"))
    (found,) = refused(lambda: end_untaken(office.world.act(), office.case.uuid, office.case.version, ""))
    assert (found.code, found.who) == ("reason_missing", "上级党组织")
    office.hand(new)
    # For the step it is in now no day is planned again.
    assert office.case.state == "taking" and late() == {office.case}
    office.leave(new, "仍未找到")
    end_untaken(office.world.act(), office.case.uuid, office.case.version, "另配钥匙，由上级保管")
    assert (office.case.state, office.case.holder) == ("waived", "") and not late()


def test_whoever_says_that_it_is_not_taken_does_not_end_it(office: Office) -> None:
    office.follow()
    office.leave(office.world.clerk, "钥匙不在")
    (found,) = refused(lambda: end_untaken(office.world.act(), office.case.uuid, office.case.version, "算了"))
    assert found.code == "own_case"


@pytest.mark.req("B12")
def test_what_is_missing_is_returned_and_handed_over_again(office: Office) -> None:
    office.follow()
    new = office.world.actor(Role.BRANCH_SECRETARY, office.node)
    found = refused(lambda: office.hand(office.world.clerk, venue={}))
    assert [(one.code, one.field) for one in found] == [("item_unsaid", "venue")]
    office.hand(office.world.clerk)
    found = refused(lambda: office.take(new, "venue", "staff"))
    assert [one.field for one in found] == ["resources", "materials"]
    assert office.case.state == "taking"
    remarks = {"materials": "印章还没有移交"}
    return_handover(office.world.act(by=new), office.case.uuid, office.case.version, remarks)
    assert office.case.state == "handing"
    office.hand(office.world.clerk, materials={"state": "handed", "note": "印章一枚"})
    office.take(new)
    assert office.case.filed["materials"]["note"] == "印章一枚"


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
        hand_over(office.world.act(), stale)


def test_a_key_counts_once(office: Office) -> None:
    office.follow()
    case, world = office.case, office.world
    new = world.actor(Role.BRANCH_SECRETARY, office.node)
    for _ in range(2):
        hand_over(world.act(key="hand"), HandedOver(case=case.uuid, version=1, items=ITEMS))
    for _ in range(2):
        take_over(world.act(by=new, key="take"), TakenOver(case=case.uuid, version=2, received=NAMES))
    assert Step.objects.filter(case=case).count() == 3
