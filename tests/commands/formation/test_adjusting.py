"""An adjustment goes through all hands; what was agreed to is carried out from its day, and the past stays."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.commands.cast import refused
from tests.commands.formation.adjusting_desk import AdjustingDesk, covered, held_at, members_at
from tests.web.offices import attach, cover, enter

from shuniu.access import cases_on_the_list
from shuniu.commands.formation.adjusting import check_adjustment
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.members.move import Relocation, move_members
from shuniu.commands.party.establish import NewPartyOrganization, establish_party_organizations
from shuniu.models import (
    Case,
    CaseUnit,
    Coverage,
    Entry,
    Formation,
    LocalFigure,
    Membership,
    Naming,
    Person,
    Placement,
    Standing,
)
from shuniu.policy.elections.requesting import FIRST
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.adjusting import AdjustmentTopic as Topic
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db
TODAY, LATER = date(2020, 7, 1), date(2020, 8, 1)
NEW = "中共澄川市澄笙科技学会支部委员会"


def names(node: int) -> list[tuple[str, str, date, date | None]]:
    rows = Naming.objects.filter(party_organization=node, retracted__isnull=True).order_by("period")
    return [(row.name, row.kind, row.period.lower, row.period.upper) for row in rows]


def first_elections() -> list[tuple[int, int]]:
    """Of whom, and who sees to it."""
    rows = Case.objects.filter(kind="follow_up", topic="first_election").exclude(holder="").order_by("pk")
    return [(row.party_organization_id or 0, row.at_id or 0) for row in rows]


@pytest.mark.req("L21")
def test_a_name_changes_from_its_day_and_the_past_stays(cast: Cast) -> None:
    desk = AdjustingDesk(cast, Topic.RENAME)
    desk.approved(name=NEW)
    assert (desk.row.state, desk.row.number, desk.row.committee_id) == ("to_reply", "调整2020-0001", cast.top)
    assert [row.name for row in Naming.objects.filter(party_organization=cast.branch)] != [NEW]
    entries = Entry.objects.count()
    assert desk.reply(LATER) == []
    assert Entry.objects.count() == entries + 1
    assert [(name, lower, upper) for name, _, lower, upper in names(cast.branch)] == [
        ("中共澄川市澄笙学会支部委员会", date(2016, 12, 1), LATER),
        (NEW, LATER, None),
    ]
    assert (desk.row.state, desk.row.holder) == ("done", "")


@pytest.mark.req("L21")
def test_each_step_stands_on_one_list(cast: Cast) -> None:
    desk = AdjustingDesk(cast, Topic.RENAME)
    everybody = (cast.branch_secretary, cast.secretary, cast.clerk, cast.outsider)

    def on_lists() -> list[str]:
        return [who.role.value for who in everybody if desk.row in cases_on_the_list(who)]

    desk.keep()
    assert on_lists() == ["branch_secretary"]
    desk.submit(name=NEW)
    assert on_lists() == ["joint_committee_clerk"]
    desk.withdraw()
    assert on_lists() == ["branch_secretary"]
    desk.submit(name=NEW)
    desk.send_back(name="请按章程核准的名称")
    assert on_lists() == ["branch_secretary"]
    assert {one.code for one in refused(lambda: desk.keep(name=NEW, grounds="另有理由"))} == {"locked"}
    desk.submit(name="中共澄川市澄笙科普学会支部委员会")
    desk.check()
    assert on_lists() == ["committee_clerk"]
    desk.review()
    desk.meet(Verb.SCHEDULE, Verb.DEFER, reason="材料待补", next_steps="补充会议记录")
    assert on_lists() == ["committee_clerk"]
    desk.answer()
    assert on_lists() == ["branch_secretary"]
    desk.drop()
    assert on_lists() == [] and desk.row.state == "dropped"


@pytest.mark.req("L21", "D01")
def test_raised_to_a_general_branch_the_members_go_into_branches_below_it_one_by_one(cast: Cast) -> None:
    units = covered(cast, cast.branch, "甲会", "乙会")
    members = members_at(cast, cast.branch, 8)
    desk = AdjustingDesk(cast, Topic.RANK)
    parts = [
        {"name": "中共甲会支部委员会", "kind": "party_branch", "units": units[:1], "members": members[:3]},
        {"name": "中共乙会支部委员会", "kind": "party_branch", "units": units[1:], "members": members[3:6]},
    ]
    filed = {"kind": "general_branch", "name": "中共澄川市澄笙学会总支部委员会", "parts": parts}
    assert {one.code for one in refused(lambda: desk.submit(**filed))} == {"kind_too_large"}
    desk.approved(**filed, exception_grounds="工作需要，经上级同意")
    first, second = desk.reply(LATER)
    assert names(cast.branch)[-1][:3] == ("中共澄川市澄笙学会总支部委员会", "general_branch", LATER)
    placed = Placement.objects.filter(party_organization__in=[first, second])
    assert {(row.parent_id, row.period.lower) for row in placed} == {(cast.branch, LATER)}
    for public, at in ((members[0], first), (members[5], second)):
        assert held_at(public) == [(cast.branch, date(2018, 1, 1), LATER), (at, LATER, None)]
    assert held_at(members[7]) == [(cast.branch, date(2018, 1, 1), None)]
    now = Coverage.objects.filter(retracted__isnull=True, period__endswith=None).order_by("unit")
    assert [(row.unit_id, row.party_organization_id) for row in now] == [(units[0], first), (units[1], second)]
    formed = Formation.objects.get(party_organization=first)
    assert (formed.mode, formed.document_number, formed.established_on) == ("separate", "澄社党〔2020〕9号", LATER)
    # Who was raised sees to the first elections of those that stand below it now, its superior to its own.
    assert first_elections() == [(cast.branch, cast.joint), (first, cast.branch), (second, cast.branch)]


@pytest.mark.req("L21")
def test_merged_everything_is_with_the_other_one(cast: Cast) -> None:
    units = covered(cast, cast.branch, "甲会")
    (member,) = members_at(cast, cast.branch, 1)
    other = establish(cast, "中共澄川市联合支部委员会", "joint_branch")
    desk = AdjustingDesk(cast, Topic.MERGE)
    assert {one.code for one in refused(lambda: desk.submit(cast.secretary, into=cast.branch))} == {"itself"}
    desk.submit(cast.secretary, into=other)
    desk.check(cast.actor_at(cast.joint, Role.JOINT_COMMITTEE_CLERK))
    desk.review()
    desk.meet(Verb.SCHEDULE, Verb.APPROVE)
    desk.reply(LATER)
    assert names(cast.branch)[-1][3] == LATER
    assert held_at(member)[-1] == (other, LATER, None)
    now = Coverage.objects.get(unit=units[0], period__endswith=None, retracted__isnull=True)
    assert now.party_organization_id == other


@pytest.mark.req("L21")
def test_split_off_a_pooling_branch_the_members_go_along_with_their_history(cast: Cast) -> None:
    units = covered(cast, cast.branch, "甲会", "乙会", "丙会")
    members = members_at(cast, cast.branch, 5)
    desk = AdjustingDesk(cast, Topic.SPLIT)
    part = {"name": "中共科技联合支部委员会", "kind": "joint_branch", "units": units[:2], "members": members[:3]}
    few = {**part, "members": members[:2]}
    assert {one.code for one in refused(lambda: desk.submit(parts=[few]))} == {"part_too_few"}
    desk.approved(parts=[part])
    # One of them has gone to another branch before the reply: whoever is not there is not moved.
    gone = Person.objects.get(uuid=members[0]).pk
    elsewhere = establish(cast, "中共另一支部委员会", "party_branch")
    move_members(cast.act(date(2020, 6, 1)), [Relocation(person=gone, party_organization=elsewhere)])
    (made,) = desk.reply(LATER)
    assert Placement.objects.get(party_organization=made).parent_id == cast.joint
    assert [held_at(one)[-1][0] for one in members] == [elsewhere, made, made, cast.branch, cast.branch]
    assert Formation.objects.get(party_organization=made).mode == "joint"
    assert first_elections() == [(made, cast.joint)]
    task = Case.objects.get(kind="follow_up")
    assert (task.filed["of"], task.filed["clause"], task.committee_id) == (str(desk.row.uuid), FIRST.key, cast.top)
    assert task in cases_on_the_list(cast.secretary)
    left = Coverage.objects.filter(party_organization=cast.branch, period__endswith=None, retracted__isnull=True)
    assert list(left.values_list("unit", flat=True)) == [units[2]]


@pytest.mark.req("L21")
def test_split_wholly_the_source_ends(cast: Cast) -> None:
    units, members = covered(cast, cast.branch, "甲会", "乙会"), members_at(cast, cast.branch, 6)
    desk = AdjustingDesk(cast, Topic.SPLIT)
    parts = [
        {"name": f"中共第{index}支部委员会", "kind": "party_branch", "units": [units[index]],
         "members": members[index * 3 : index * 3 + 3]}
        for index in range(2)
    ]  # fmt: skip
    assert {one.code for one in refused(lambda: desk.submit(parts=parts[:1], dissolve=True))} == {
        "members_left", "units_left",
    }  # fmt: skip
    desk.approved(parts=parts, dissolve=True)
    first, second = desk.reply(LATER)
    assert names(cast.branch)[-1][3] == LATER
    assert {held_at(one)[-1][0] for one in members} == {first, second}


@pytest.mark.req("L21")
def test_attached_elsewhere(cast: Cast) -> None:
    desk = AdjustingDesk(cast, Topic.REATTACH)
    assert {one.code for one in refused(lambda: desk.submit(parent=cast.other))} == {"not_in_reach"}
    desk.submit(cast.clerk, parent=cast.other)
    desk.check(cast.secretary)
    desk.review(cast.actor_at(cast.top, Role.COMMITTEE_CLERK))
    desk.meet(Verb.SCHEDULE, Verb.APPROVE, by=cast.actor_at(cast.top, Role.COMMITTEE_CLERK))
    desk.reply(LATER)
    rows = Placement.objects.filter(party_organization=cast.branch, retracted__isnull=True).order_by("period")
    assert [(row.parent_id, row.period.lower) for row in rows] == [(cast.joint, date(2016, 12, 1)), (cast.other, LATER)]


@pytest.mark.req("L21")
def test_dissolved_nobody_is_without_a_place(cast: Cast) -> None:
    covered(cast, cast.branch, "甲会")
    members = members_at(cast, cast.branch, 2)
    other = establish(cast, "中共另一支部委员会", "party_branch")
    desk = AdjustingDesk(cast, Topic.DISSOLVE)
    assert {one.code for one in refused(lambda: desk.submit(cast.secretary))} == {"receiver_missing"}
    desk.submit(cast.secretary, receiver=other)
    desk.check(cast.actor_at(cast.joint, Role.JOINT_COMMITTEE_CLERK))
    desk.review()
    desk.meet(Verb.SCHEDULE, Verb.APPROVE)
    desk.reply(LATER)
    assert names(cast.branch)[-1][3] == LATER
    assert [held_at(one)[-1] for one in members] == [(other, LATER, None)] * 2
    assert not Coverage.objects.filter(party_organization=cast.branch, period__endswith=None, retracted__isnull=True)


@pytest.mark.req("D23")
def test_a_joint_one_becomes_separate(cast: Cast) -> None:
    units, members = covered(cast, cast.branch, "甲会", "乙会"), members_at(cast, cast.branch, 6)
    desk = AdjustingDesk(cast, Topic.EVOLVE)
    part = {"name": "中共乙会支部委员会", "kind": "party_branch", "units": units[1:], "members": members[3:]}
    filed = {"transition": "joint_to_separate", "parts": [part]}
    assert {one.code for one in refused(lambda: desk.submit(**filed))} == {"not_open"}
    LocalFigure.objects.create(
        party_organization_id=cast.top, key="formation.transitions", value={"adopts": "xy"}, decision="会议纪要",
        period=Naming.objects.filter(party_organization=cast.top)[0].period, recorded=cast.opening,
    )  # fmt: skip
    desk.approved(**filed)
    (made,) = desk.reply(LATER)
    now = Formation.objects.get(party_organization=cast.branch, retracted__isnull=True, period__endswith=None)
    assert (now.mode, now.period.lower) == ("separate", LATER)
    assert Formation.objects.get(party_organization=made).mode == "separate"
    assert {held_at(one)[-1][0] for one in members[3:]} == {made}


@pytest.mark.req("D12")
def test_a_refusal_goes_back_with_its_reason_and_next_steps(cast: Cast) -> None:
    desk = AdjustingDesk(cast, Topic.RENAME)
    desk.submit(name=NEW)
    desk.check()
    desk.review()
    desk.meet(Verb.SCHEDULE, Verb.REFUSE, reason="名称未经核准", next_steps="先办理社会组织更名")
    desk.answer()
    assert desk.row.state == "refused"
    task = Case.objects.get(kind="follow_up")
    assert (task.topic, task.party_organization_id, task.at_id, task.filed["text"]) == (
        "next_steps", cast.branch, cast.branch, "先办理社会组织更名",
    )  # fmt: skip
    assert names(cast.branch)[-1][0] != NEW


def test_what_stands_against_it_at_the_reply_leaves_everything_as_it_was(cast: Cast) -> None:
    desk = AdjustingDesk(cast, Topic.RENAME)
    desk.approved(name=NEW)
    establish(cast, NEW, "party_branch")
    before = (Naming.objects.count(), Entry.objects.count())
    assert {one.code for one in refused(lambda: desk.reply(LATER))} == {"name_taken"}
    early = {one.code for one in refused(lambda: desk.reply(date(2020, 6, 30)))}
    assert early == {"effective_before_application", "name_taken"}
    assert (Naming.objects.count(), Entry.objects.count(), desk.row.state) == (*before, "to_reply")


@pytest.mark.req("D07")
def test_a_joint_branch_takes_in_one_more(cast: Cast) -> None:
    branch = establish(cast, "中共科技联合支部委员会", "joint_branch")
    before = covered(cast, branch, "甲会", "乙会")
    (free,) = enter(cast, "丙会", start=40)
    attach(cast, [free], cast.joint)
    desk = AdjustingDesk(cast, Topic.TAKE_IN, node=branch)
    desk.approved_by(cast.secretary, units=[free])
    assert {one.unit_id for one in CaseUnit.objects.filter(case=desk.row)} == {free}
    assert desk.reply(LATER) == []
    roles = dict(Coverage.objects.filter(party_organization=branch, period__contains=LATER).values_list("unit", "role"))
    assert roles == {before[0]: "host", before[1]: "host", free: "member"}
    assert not Coverage.objects.filter(unit=free, period__contains=TODAY).exists()
    assert Standing.objects.get(unit=free, valid_from=LATER).org_covered


def test_what_was_covered_meanwhile_is_not_taken_in(cast: Cast) -> None:
    branch = establish(cast, "中共科技联合支部委员会", "joint_branch")
    (free,) = enter(cast, "丙会", start=40)
    attach(cast, [free], cast.joint)
    desk = AdjustingDesk(cast, Topic.TAKE_IN, node=branch)
    desk.approved_by(cast.secretary, units=[free])
    cover(cast, [free], cast.branch)
    (told,) = refused(lambda: desk.reply(LATER))
    assert told.code == "covered_already" and "澄笙学会" in told.fact


def test_guards(cast: Cast) -> None:
    desk = AdjustingDesk(cast, Topic.RENAME)
    for who in (cast.outsider, cast.actor_at(cast.other, Role.JOINT_COMMITTEE_CLERK)):
        assert {one.code for one in refused(lambda who=who: desk.submit(who, name=NEW))} == {"not_in_reach"}
    desk.submit(cast.secretary, name=NEW)
    assert {one.code for one in refused(lambda: desk.check(cast.secretary))} == {"own_case"}
    assert {one.code for one in refused(lambda: desk.check(cast.branch_secretary))} == {"not_in_reach"}
    looked = desk.looked()
    desk.check(cast.clerk)
    with pytest.raises(ChangedMeanwhile):
        check_adjustment(cast.act(), looked)
    other = AdjustingDesk(cast, Topic.DISSOLVE)
    assert {one.code for one in refused(other.keep)} == {"adjusted_elsewhere"}
    strange = {"name": "中共甲支部委员会", "kind": "party_branch", "members": [str(uuid4())] * 3}
    top = AdjustingDesk(cast, Topic.SPLIT, node=cast.top)
    assert {one.code for one in refused(lambda: top.submit(cast.clerk, parts=[strange]))} == {"no_superior"}
    assert Membership.objects.count() == 0


def establish(cast: Cast, name: str, kind: str) -> int:
    row = NewPartyOrganization(name=name, kind=kind, parent=cast.joint)
    return establish_party_organizations(cast.act(date(2018, 1, 1)), [row])[0]
