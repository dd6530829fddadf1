"""Merging, splitting and dissolving keep yesterday's tree; nothing is left hanging without being listed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.commands.cast import START, TODAY, World, refused

from shuniu.access import may
from shuniu.commands.accounts.assigning import NewAssignment
from shuniu.commands.accounts.opening import NewAccount, create_account
from shuniu.commands.journal import Act
from shuniu.commands.party.answering import Answering, release_jurisdiction, take_jurisdiction
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.commands.party.decouple import Decoupling, decouple_organizations
from shuniu.commands.party.dissolve import dissolve_party_organizations
from shuniu.commands.party.establish import NewPartyOrganization
from shuniu.commands.party.localities import Fallback, set_fallbacks
from shuniu.commands.party.merge import merge_party_organizations
from shuniu.commands.party.move import Move, move_party_organizations
from shuniu.commands.party.split import Part, split_party_organization
from shuniu.models import Account, Assignment, Coverage, Entry, Jurisdiction, Naming, Placement, Registration
from shuniu.models.facts import Fact
from shuniu.policy.grants import Action
from shuniu.policy.words.accounts import Role

DAY = timedelta(days=1)
LATER = date(2020, 7, 1)


def on_day(model: type[Fact], on: date, **conditions: object) -> list[int]:
    rows = model._default_manager.filter(retracted__isnull=True, period__contains=on, **conditions)
    return sorted(rows.values_list("party_organization", flat=True))  # type: ignore[misc]


def branch(world: World, name: str, under: int) -> int:
    return world.establish(name, under=under, kind="joint_branch")[0]


@pytest.fixture
def filled(world: World) -> tuple[World, int, int, int]:
    """North with a branch, a responsible unit, a covered unit and a fallback region."""
    node = branch(world, "甲联合党支部", world.north)
    one, other = world.organization("甲协会"), world.organization("乙协会")
    take_jurisdiction(world.act(START), [Answering(unit=unit, party_organization=world.north) for unit in (one, other)])
    cover_units(world.act(START), [Covering(party_organization=node, unit=one)])
    set_fallbacks(world.act(START), [Fallback(region="110101", party_organization=world.north)])
    return world, node, one, other


def test_merging_hands_everything_over_and_keeps_the_past(filled: tuple[World, int, int, int]) -> None:
    world, node, one, other = filled
    assert merge_party_organizations(world.act(LATER), [world.north], into=world.south) == sorted([one, other])
    assert on_day(Naming, LATER - DAY, party_organization=world.north) == [world.north]
    assert on_day(Naming, LATER, party_organization=world.north) == []
    assert on_day(Placement, LATER - DAY, parent=world.north) == [node]
    assert on_day(Placement, LATER, parent=world.south) == [node]
    assert on_day(Jurisdiction, LATER - DAY, unit=one) == [world.north]
    assert on_day(Jurisdiction, LATER, unit=one) == [world.south]
    assert on_day(Coverage, LATER, unit=one) == [node]


def held(node: int, on: date) -> list[int]:
    rows = Assignment.objects.filter(retracted__isnull=True, party_organization=node, period__contains=on)
    return list(rows.values_list("account", flat=True))


@pytest.mark.parametrize("verb", ["dissolve", "merge"])
def test_offices_of_what_ends_end_with_it(world: World, verb: str) -> None:
    """Nobody goes on acting for it, and nobody acts for another without having been given that."""
    node = branch(world, "甲联合党支部", world.north)
    wanted = NewAssignment(role=Role.BRANCH_SECRETARY, node=node)
    create_account(world.act(START), NewAccount(username="secretary", title="支部书记", assignment=wanted))
    if verb == "dissolve":
        dissolve_party_organizations(world.act(LATER), [node])
    else:
        merge_party_organizations(world.act(LATER), [node], into=world.south)
    assert len(held(node, LATER - DAY)) == 1
    assert held(node, LATER) == []
    assert held(world.south, LATER) == []
    assert may(world.act().actor, Action.WRITE_ACCOUNT, Account.objects.get(username="secretary"))


def test_merging_two_branches_that_cover_one_unit_covers_it_once(world: World) -> None:
    one, other = branch(world, "甲联合党支部", world.north), branch(world, "乙联合党支部", world.north)
    unit = world.organization("甲协会")
    take_jurisdiction(world.act(START), [Answering(unit=unit, party_organization=world.north)])
    cover_units(world.act(START), [Covering(party_organization=one, unit=unit)])
    cover_units(world.act(date(2022, 1, 1)), [Covering(party_organization=other, unit=unit)])
    merge_party_organizations(world.act(LATER), [one], into=other)
    assert on_day(Coverage, LATER - DAY, unit=unit) == [one]
    assert on_day(Coverage, LATER, unit=unit) == [other]
    assert on_day(Coverage, date(2023, 1, 1), unit=unit) == [other]


def test_merging_a_later_known_relation_takes_it_along(world: World) -> None:
    unit = world.organization("甲协会")
    take_jurisdiction(world.act(date(2022, 1, 1)), [Answering(unit=unit, party_organization=world.north)])
    merge_party_organizations(world.act(LATER), [world.north], into=world.south)
    assert on_day(Jurisdiction, date(2021, 12, 31), unit=unit) == []
    assert on_day(Jurisdiction, date(2022, 1, 1), unit=unit) == [world.south]


def test_a_superior_is_not_merged_into_its_subordinate(filled: tuple[World, int, int, int]) -> None:
    world, node, *_ = filled
    objections = refused(lambda: merge_party_organizations(world.act(), [world.north, node], into=node))
    assert [(one.row, one.code) for one in objections] == [(0, "into_below"), (1, "itself")]


def test_a_foreign_committee_neither_merges_nor_receives(world: World) -> None:
    theirs = world.neighbour_committee
    into = refused(lambda: merge_party_organizations(world.act(), [world.north], into=theirs))
    merged = refused(lambda: merge_party_organizations(world.act(), [theirs], into=world.north))
    own = refused(lambda: merge_party_organizations(world.act(), [world.committee], into=world.north))
    assert {one.code for one in (*into, *merged, *own)} == {"not_in_reach"}


def test_what_still_hangs_is_listed_with_what_to_do(filled: tuple[World, int, int, int]) -> None:
    world, node, one, _ = filled
    objections = refused(lambda: dissolve_party_organizations(world.act(), [world.north]))
    assert {one.code for one in objections} == {"still_hanging"}
    assert [one.fact for one in objections] == ["下级党组织1项", "归口管理的单位2项", "兜底的区域1项"]
    assert [one.fact for one in refused(lambda: dissolve_party_organizations(world.act(), [node]))] == ["覆盖的单位1项"]


def test_a_whole_empty_subtree_is_dissolved_in_one_act(world: World) -> None:
    node = branch(world, "甲联合党支部", world.north)
    assert dissolve_party_organizations(world.act(LATER), [world.north, node]) == [world.north, node]
    assert on_day(Naming, LATER - DAY, party_organization__in=[world.north, node]) == sorted([world.north, node])
    assert on_day(Naming, LATER, party_organization__in=[world.north, node]) == []
    assert on_day(Placement, LATER, party_organization=node) == []


def test_nobody_dissolves_the_node_from_which_he_acts(world: World) -> None:
    assert refused(lambda: dissolve_party_organizations(world.act(), [world.committee]))[0].code == "not_in_reach"


def parts(world: World, node: int, one: int, other: int) -> list[Part]:
    def new(name: str) -> NewPartyOrganization:
        return NewPartyOrganization(name=name, kind="joint_committee", parent=world.committee)

    return [
        Part(new=new("北片第一联合党委"), subordinates=(node,), responsible_for=(one,)),
        Part(new=new("北片第二联合党委"), responsible_for=(other,)),
    ]


def test_splitting_sets_up_the_parts_and_hands_over_what_is_named(filled: tuple[World, int, int, int]) -> None:
    world, node, one, other = filled
    entries = Entry.objects.count()
    first, second = split_party_organization(world.act(LATER), world.north, parts(world, node, one, other))
    assert Entry.objects.count() == entries + 1
    assert on_day(Placement, LATER, parent=first) == [node]
    assert (on_day(Jurisdiction, LATER, unit=one), on_day(Jurisdiction, LATER, unit=other)) == ([first], [second])
    assert on_day(Jurisdiction, LATER - DAY, unit=other) == [world.north]
    assert on_day(Naming, LATER, party_organization=world.north) == [world.north]


def test_a_split_that_leaves_something_behind_changes_nothing(filled: tuple[World, int, int, int]) -> None:
    world, node, one, other = filled
    wanted = parts(world, node, one, other)
    objections = refused(lambda: split_party_organization(world.act(LATER), world.north, wanted, dissolve=True))
    assert [one.fact for one in objections] == ["兜底的区域1项"]
    set_fallbacks(world.act(START), [Fallback(region="110101", party_organization=world.south)])
    split_party_organization(world.act(LATER), world.north, wanted, dissolve=True)
    assert on_day(Naming, LATER, party_organization=world.north) == []


@pytest.mark.req("A06")
def test_decoupling_changes_mode_and_leading_body_from_one_day(world: World) -> None:
    supervisor = world.body("某局", "supervising_unit")
    unit = world.organization("某行业协会", mode="dual_administration", supervising_unit=supervisor)
    act: Act = world.act(date(2018, 7, 1))
    row = Decoupling(unit=unit, party_organization=world.north, clause="bj2020#A06")
    assert decouple_organizations(act, [row]) == [unit]
    before = Registration.objects.get(retracted__isnull=True, unit=unit, period__contains=date(2018, 6, 30))
    after = Registration.objects.get(retracted__isnull=True, unit=unit, period__contains=date(2018, 7, 1))
    assert (before.mode, before.supervising_unit_id) == ("dual_administration", supervisor)
    assert (after.mode, after.supervising_unit_id) == ("decoupled", None)
    assert on_day(Jurisdiction, date(2018, 6, 30), unit=unit) == []
    assert on_day(Jurisdiction, date(2018, 7, 1), unit=unit) == [world.north]
    assert before.recorded_id == after.recorded_id


@pytest.mark.req("A07")
def test_a_decoupled_organization_is_never_without_a_leading_party_organization(world: World) -> None:
    unit = world.organization("某行业协会", mode="dual_administration")
    alone = Decoupling(unit=unit, party_organization=None)
    (objection,) = refused(lambda: decouple_organizations(world.act(), [alone]))
    assert (objection.code, objection.clause.key) == ("decoupled_unattached", "bj2016#17")
    decouple_organizations(world.act(LATER), [Decoupling(unit=unit, party_organization=world.north)])
    (objection,) = refused(lambda: release_jurisdiction(world.act(TODAY), [unit]))
    assert objection.clause.key == "bj2016#17"
    again = Decoupling(unit=unit, party_organization=world.south)
    assert [one.code for one in refused(lambda: decouple_organizations(world.act(), [again]))] == ["already_decoupled"]


def test_moving_after_a_merge_finds_the_new_tree(filled: tuple[World, int, int, int]) -> None:
    world, node, *_ = filled
    merge_party_organizations(world.act(LATER), [world.north], into=world.south)
    back = [Move(party_organization=node, parent=world.north)]
    assert [one.code for one in refused(lambda: move_party_organizations(world.act(), back))] == ["not_in_reach"]
