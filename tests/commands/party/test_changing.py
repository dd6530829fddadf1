"""Names, kinds, seats, terms, fallbacks and guidance change from their day; yesterday stays as it was."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.commands.cast import START, TODAY, World, refused

from shuniu.commands.party.establish import NewPartyOrganization, Terms, establish_party_organizations
from shuniu.commands.party.guide import Guiding, guide_units, unguide_units
from shuniu.commands.party.localities import Fallback, set_fallbacks
from shuniu.commands.party.rename import (
    ChangeOfKind,
    Profile,
    Renaming,
    change_kinds,
    rename_party_organizations,
    set_profiles,
)
from shuniu.commands.party.seating import Seating, seat_party_organizations, unseat_party_organizations
from shuniu.commands.party.terms import TermOfCommittee, record_terms
from shuniu.models import Formation, Guidance, Hub, Jurisdiction, Locality, Naming, Seat, Term, record
from shuniu.policy.words import GuidanceKind, SeatRole
from shuniu.policy.words.accounts import Role

DAY = timedelta(days=1)
LATER = date(2020, 7, 1)


def named(node: int, on: date) -> Naming:
    return Naming.objects.get(retracted__isnull=True, party_organization=node, period__contains=on)


def test_a_new_name_counts_from_its_day(world: World) -> None:
    rename_party_organizations(world.act(LATER), [Renaming(party_organization=world.north, name="第一联合党委")])
    assert named(world.north, LATER - DAY).name == "北片联合党委"
    assert named(world.north, LATER).name == "第一联合党委"
    assert named(world.north, LATER).sort_key.startswith("diyi")
    assert named(world.north, LATER).kind == "joint_committee"


def test_a_corrected_name_was_always_so(world: World) -> None:
    row = Renaming(party_organization=world.north, name="北区联合党委")
    assert rename_party_organizations(world.act(), [row], correction=True) == [world.north]
    assert named(world.north, START).name == "北区联合党委"
    assert Naming.objects.filter(party_organization=world.north, retracted__isnull=False).count() == 1


def test_a_sibling_keeps_its_name_to_itself(world: World) -> None:
    row = Renaming(party_organization=world.north, name="南片联合党委")
    assert [one.code for one in refused(lambda: rename_party_organizations(world.act(), [row]))] == ["name_taken"]


def test_a_branch_becomes_a_general_branch(world: World) -> None:
    (node,) = world.establish("甲党支部", under=world.north, kind="party_branch")
    row = ChangeOfKind(party_organization=node, kind="general_branch", name="甲党总支")
    change_kinds(world.act(LATER), [row])
    assert (named(node, LATER - DAY).kind, named(node, LATER).kind) == ("party_branch", "general_branch")
    assert named(node, LATER).name == "甲党总支"
    wrong = ChangeOfKind(party_organization=node, kind="club")
    assert [one.code for one in refused(lambda: change_kinds(world.act(), [wrong]))] == ["kind_unknown"]


def test_the_target_load_and_the_axis_are_dated(world: World) -> None:
    row = Profile(party_organization=world.north, axis="field", axis_value="社会服务", ordinal=1, target_load=50)
    assert set_profiles(world.act(LATER), [row]) == [world.north]
    assert named(world.north, LATER - DAY).target_load is None
    assert (named(world.north, LATER).target_load, named(world.north, LATER).axis_value) == (50, "社会服务")
    wrong = Profile(party_organization=world.north, axis="colour", axis_value="红")
    assert [one.code for one in refused(lambda: set_profiles(world.act(), [wrong]))] == ["axis_not_open"]


def test_what_does_not_exist_that_day_cannot_change(world: World) -> None:
    row = Renaming(party_organization=world.north, name="第一联合党委")
    (objection,) = refused(lambda: rename_party_organizations(world.act(START - DAY), [row]))
    assert objection.code == "party_organization_absent"


@pytest.mark.parametrize(
    "command",
    [
        lambda world, node: rename_party_organizations(world.act(), [Renaming(party_organization=node, name="x")]),
        lambda world, node: change_kinds(
            world.act(), [ChangeOfKind(party_organization=node, kind="primary_committee")]
        ),
        lambda world, node: record_terms(world.act(), [TermOfCommittee(party_organization=node, begins_on=TODAY)]),
        lambda world, node: set_fallbacks(world.act(), [Fallback(region="110101", party_organization=node)]),
        lambda world, node: seat_party_organizations(
            world.act(), [Seating(party_organization=node, unit=world.organization("甲协会"))]
        ),
        lambda world, node: guide_units(
            world.act(),
            [Guiding(unit=world.organization("甲协会"), kind=GuidanceKind.GUIDANCE, party_organization=node)],
        ),
    ],
)
def test_foreign_and_missing_are_refused_alike(world: World, command: Any) -> None:
    from shuniu.kernel.decision import Refused

    said = []
    for node in (world.neighbour_committee, 999_999):
        with pytest.raises(Refused) as caught:
            command(world, node)
        said.append([(one.code, one.missing, one.fact) for one in caught.value.decision.objections])
    assert said[0] == said[1] and said[0][0][0] == "not_in_reach"


def test_seats_begin_and_end(world: World) -> None:
    unit = world.organization("甲协会")
    (node,) = world.establish("甲党支部", under=world.north, kind="party_branch")
    seats = [
        Seating(party_organization=node, unit=unit),
        Seating(party_organization=node, unit=unit, role=SeatRole.SECRETARY_UNIT),
    ]
    assert seat_party_organizations(world.act(START), seats) == [node]
    assert unseat_party_organizations(world.act(LATER), seats[1:]) == [node]
    held = Seat.objects.filter(retracted__isnull=True, party_organization=node)
    assert held.filter(period__contains=LATER).count() == 1
    assert held.filter(period__contains=LATER - DAY).count() == 2


def test_a_term_ends_where_the_next_begins(world: World) -> None:
    record_terms(world.act(), [TermOfCommittee(party_organization=world.north, begins_on=START, ends_on=LATER)])
    early = date(2020, 3, 1)
    row = TermOfCommittee(party_organization=world.north, begins_on=early, ends_on=date(2025, 3, 1))
    record_terms(world.act(), [row])
    held = Term.objects.filter(retracted__isnull=True, party_organization=world.north).order_by("period")
    assert [(one.period.lower, one.period.upper) for one in held] == [
        (START, early),
        (early, date(2025, 3, 1)),
    ]
    overlapping = TermOfCommittee(party_organization=world.north, begins_on=date(2015, 1, 1), ends_on=LATER)
    assert [one.code for one in refused(lambda: record_terms(world.act(), [overlapping]))] == ["term_overlaps"]
    reversed_days = TermOfCommittee(party_organization=world.north, begins_on=TODAY, ends_on=TODAY)
    assert [one.code for one in refused(lambda: record_terms(world.act(), [reversed_days]))] == ["term_reversed"]


def test_a_region_has_one_fallback_and_another_tree_keeps_its_own(world: World) -> None:
    set_fallbacks(world.act(START), [Fallback(region="110101", party_organization=world.north)])
    set_fallbacks(world.act(LATER), [Fallback(region="110101", party_organization=world.south)])
    held = Locality.objects.filter(retracted__isnull=True, region="110101")
    assert held.get(period__contains=LATER - DAY).party_organization_id == world.north
    assert held.get(period__contains=LATER).party_organization_id == world.south
    theirs = Fallback(region="110101", party_organization=world.neighbour_committee)
    objections = refused(lambda: set_fallbacks(world.act(by=world.neighbour), [theirs]))
    assert [one.code for one in objections] == ["not_in_reach"]
    assert set_fallbacks(world.act(), [Fallback(region="110101", party_organization=None)]) == ["110101"]


def test_who_does_not_change_the_tree_puts_down_no_fallback(world: World) -> None:
    reader = world.actor(Role.JOINT_COMMITTEE_CLERK, node=world.north)
    own = Fallback(region="110101", party_organization=world.north)
    assert [one.code for one in refused(lambda: set_fallbacks(world.act(by=reader), [own]))] == ["not_in_reach"]
    assert not Locality.objects.exists()


@pytest.mark.req("B22", "B31")
def test_guidance_is_apart_from_responsibility_and_many_to_many(world: World) -> None:
    terms = Terms(sponsor="trade_association", mode="industry")
    row = NewPartyOrganization(name="互联网行业党委", kind="industry_committee", parent=world.committee, terms=terms)
    (industry,) = establish_party_organizations(world.act(START), [row])
    enterprise = world.body("某互联网企业", "enterprise")
    association = world.organization("某互联网协会")
    rows = [
        Guiding(unit=enterprise, kind=GuidanceKind.GUIDANCE, party_organization=industry),
        Guiding(unit=association, kind=GuidanceKind.GUIDANCE, party_organization=industry, clause="bj2016#7"),
        Guiding(unit=association, kind=GuidanceKind.CONTACT, party_organization=world.north),
    ]
    assert guide_units(world.act(LATER), rows) == sorted([enterprise, association])
    assert Guidance.objects.filter(unit=association).count() == 2
    assert not Jurisdiction.objects.exists()
    assert unguide_units(world.act(TODAY), rows[:1]) == [enterprise]
    held = Guidance.objects.filter(retracted__isnull=True, unit=enterprise)
    assert held.filter(period__contains=TODAY - DAY).exists() and not held.filter(period__contains=TODAY).exists()


@pytest.mark.req("C03")
def test_only_a_hub_contacts_as_a_hub(world: World) -> None:
    hub, unit = world.organization("某联合会"), world.organization("甲协会")
    row = Guiding(unit=unit, kind=GuidanceKind.CONTACT, hub=hub)
    assert [one.code for one in refused(lambda: guide_units(world.act(), [row]))] == ["not_a_hub"]
    record.record(
        world.entry,
        Hub,
        ["unit", "level", "verb", "designated_by", "field", "period"],
        [(hub, "municipal", "accredited", "市委", "", record.since(START))],
    )
    assert guide_units(world.act(), [row]) == [unit]
    both = Guiding(unit=unit, kind=GuidanceKind.GUIDANCE, hub=hub, party_organization=world.north)
    itself = Guiding(unit=hub, kind=GuidanceKind.CONTACT, hub=hub)
    assert [one.code for one in refused(lambda: guide_units(world.act(), [both, itself]))] == ["one_side", "itself"]


@pytest.mark.req("B15")
def test_an_industry_committee_names_one_of_four_sponsors(world: World) -> None:
    def committee(sponsor: str) -> NewPartyOrganization:
        return NewPartyOrganization(
            name="律师行业党委", kind="industry_committee", parent=world.committee, terms=Terms(sponsor=sponsor)
        )

    (objection,) = refused(lambda: establish_party_organizations(world.act(), [committee("newspaper")]))
    assert (objection.code, objection.clause.key) == ("sponsor_not_open", "bj2016#4")
    assert len(objection.alternatives) == 4
    (key,) = establish_party_organizations(world.act(), [committee("registration_authority")])
    assert Formation.objects.get(party_organization=key).sponsor == "registration_authority"
