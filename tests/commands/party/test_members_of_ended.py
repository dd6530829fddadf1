"""A Party organization with members neither ends nor becomes a body without members; merged, they go along."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.commands.cast import START, World, refused
from tests.commands.members.roll import branch, entered, row

from shuniu.commands.members.move import Relocation, move_members
from shuniu.commands.members.participate import Part, begin_participation
from shuniu.commands.party.dissolve import dissolve_party_organizations
from shuniu.commands.party.establish import NewPartyOrganization
from shuniu.commands.party.merge import merge_party_organizations
from shuniu.commands.party.rename import ChangeOfKind, change_kinds
from shuniu.commands.party.split import Part as Split
from shuniu.commands.party.split import split_party_organization
from shuniu.models import Membership, Participation, Post

LATER = date(2020, 7, 1)
DAY = timedelta(days=1)


def held_at(person: int, on: date) -> list[int]:
    rows = Membership.objects.filter(retracted__isnull=True, person=person, period__contains=on)
    return list(rows.values_list("party_organization", flat=True))


@pytest.mark.req("I01")
def test_a_branch_with_members_is_not_dissolved_until_they_are_held_elsewhere(world: World) -> None:
    here, there = branch(world), branch(world, "乙协会党支部")
    (person,) = entered(world, row(here))
    (found,) = refused(lambda: dissolve_party_organizations(world.act(LATER), [here]))
    assert (found.code, found.clause.key) == ("still_hanging", "national#党章8")
    assert "还有党员，不能撤销" in found.missing and "先转接组织关系" in found.remedy
    move_members(world.act(LATER), [Relocation(person=person, party_organization=there)])
    assert dissolve_party_organizations(world.act(LATER), [here]) == [here]
    assert (held_at(person, LATER - DAY), held_at(person, LATER)) == ([here], [there])


def test_merging_two_branches_takes_members_along_and_ends_their_posts(world: World) -> None:
    here, there = branch(world), branch(world, "乙协会党支部")
    (person, guest) = entered(world, row(here, post="secretary"), row(there, "乙党员"))
    begin_participation(world.act(START), [Part(person=guest, party_organization=here)])
    merge_party_organizations(world.act(LATER), [here], into=there)
    assert (held_at(person, LATER - DAY), held_at(person, LATER)) == ([here], [there])
    in_force = {"retracted__isnull": True, "period__contains": LATER}
    assert not Post.objects.filter(**in_force).exists() and not Participation.objects.filter(**in_force).exists()
    assert Post.objects.filter(retracted__isnull=True, period__contains=LATER - DAY).exists()


def test_members_are_not_merged_into_a_body_that_has_none(world: World) -> None:
    here = branch(world)
    (person,) = entered(world, row(here))
    (found,) = refused(lambda: merge_party_organizations(world.act(LATER), [here], into=world.south))
    assert (found.code, found.clause.key) == ("still_members", "national#党章8")
    assert held_at(person, LATER) == [here]
    (empty,) = world.establish("丙协会党支部", under=world.north, kind="party_branch")
    assert merge_party_organizations(world.act(LATER), [empty], into=world.south) == []


@pytest.mark.parametrize(("kind", "refuses"), [("general_branch", False), ("joint_committee", True)])
def test_a_branch_with_members_becomes_only_what_has_members(world: World, kind: str, refuses: bool) -> None:
    here = branch(world)
    entered(world, row(here))
    wanted = [ChangeOfKind(party_organization=here, kind=kind)]
    if refuses:
        assert "still_members" in {one.code for one in refused(lambda: change_kinds(world.act(LATER), wanted))}
    else:
        assert change_kinds(world.act(LATER), wanted) == [here]


def test_splitting_leaves_the_members_where_they_are(world: World) -> None:
    here = branch(world)
    (person,) = entered(world, row(here))
    new = NewPartyOrganization(name="甲协会第二党支部", kind="party_branch", parent=world.north)
    split_party_organization(world.act(LATER), here, [Split(new=new)])
    assert held_at(person, LATER) == [here]
    other = Split(new=NewPartyOrganization(name="甲协会第三党支部", kind="party_branch", parent=world.north))
    found = refused(lambda: split_party_organization(world.act(LATER), here, [other], dissolve=True))
    assert [(one.code, one.fact) for one in found] == [("still_hanging", "党员1项")]
