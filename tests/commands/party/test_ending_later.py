"""Ending from a day on, when the same or another relation is put down for later: at the days around its beginning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.commands.cast import START, World, refused

from shuniu.commands.instructors.pool import NewInstructor, enter_pool
from shuniu.commands.instructors.posting import Sending, end_postings, post_instructors
from shuniu.commands.organizations.hubs import (
    Designation,
    ElementOfHub,
    designate_hubs,
    end_hubs,
    set_hub_elements,
)
from shuniu.commands.organizations.planning import Cell, plan_cells
from shuniu.commands.packs.bind import Binding, bind_packs
from shuniu.commands.party.answering import Answering, release_jurisdiction, take_jurisdiction
from shuniu.commands.party.cover import Covering, cover_units, uncover_units
from shuniu.commands.party.guide import Guiding, guide_units, unguide_units
from shuniu.commands.party.localities import Fallback, set_fallbacks
from shuniu.commands.party.seating import Seating, seat_party_organizations, unseat_party_organizations
from shuniu.commands.party.work_coverage import Instrument, begin_work_coverage, end_work_coverage
from shuniu.models import (
    Coverage,
    Entry,
    Guidance,
    Hub,
    HubElement,
    Jurisdiction,
    Locality,
    PlannedCell,
    Posting,
    Seat,
    WorkCoverage,
)
from shuniu.models.facts import Fact
from shuniu.policy.words import CoverageRole, GuidanceKind, HubLevel, SeatRole
from shuniu.policy.words import HubElement as Element

DAY = timedelta(days=1)
BEGUN, GAP, LATER = date(2017, 6, 1), date(2019, 1, 1), date(2021, 1, 1)
Days = list[tuple[date, date | None]]


@dataclass
class Pair:
    """How a relation begins and ends; ``end`` takes whether later ones end too."""

    model: type[Fact]
    begin: Callable[[date], object]
    end: Callable[[date, bool], object]

    def days(self) -> Days:
        rows = self.model._default_manager.filter(retracted__isnull=True).order_by("period")
        return [(days.lower, days.upper) for days in rows.values_list("period", flat=True)]


def rows_of(world: World, model: type[Fact], begin: Any, end: Any, row: Any) -> Pair:
    return Pair(
        model,
        lambda on: begin(world.act(on), [row]),
        lambda on, too: end(world.act(on), [replace(row, later_too=too)]),
    )


def jurisdiction(world: World, unit: int) -> Pair:
    row = Answering(unit=unit, party_organization=world.north)
    return Pair(
        Jurisdiction,
        lambda on: take_jurisdiction(world.act(on), [row]),
        lambda on, too: release_jurisdiction(world.act(on), [unit], later_too=too),
    )


def coverage(world: World, unit: int) -> Pair:
    (branch,) = world.establish("甲联合党支部", under=world.north, kind="joint_branch")
    return rows_of(world, Coverage, cover_units, uncover_units, Covering(party_organization=branch, unit=unit))


def guidance(world: World, unit: int) -> Pair:
    row = Guiding(unit=unit, kind=GuidanceKind.GUIDANCE, party_organization=world.south)
    return rows_of(world, Guidance, guide_units, unguide_units, row)


def by_a_hub(world: World, unit: int) -> Pair:
    hub = world.organization("甲联合会")
    designate_hubs(world.act(START), [Designation(unit=hub, level=HubLevel.DISTRICT, designated_by="甲区")])
    row = Guiding(unit=unit, kind=GuidanceKind.CONTACT, hub=hub)
    return rows_of(world, Guidance, guide_units, unguide_units, row)


def posting(world: World, unit: int) -> Pair:
    pool = NewInstructor(party_organization=world.committee, name="甲某", source="retired")
    (key,) = enter_pool(world.act(START), [pool])
    return rows_of(world, Posting, post_instructors, end_postings, Sending(instructor=key, unit=unit))


def being_a_hub(world: World, unit: int) -> Pair:
    row = Designation(unit=unit, level=HubLevel.DISTRICT, designated_by="甲区")
    return Pair(
        Hub,
        lambda on: designate_hubs(world.act(on), [row]),
        lambda on, too: end_hubs(world.act(on), [unit], later_too=too),
    )


def work_coverage(world: World, unit: int) -> Pair:
    row = Instrument(unit=unit, instrument="trade_union")
    return rows_of(world, WorkCoverage, begin_work_coverage, end_work_coverage, row)


def seat(world: World, unit: int) -> Pair:
    row = Seating(party_organization=world.north, unit=unit, role=SeatRole.HOST)
    return rows_of(world, Seat, seat_party_organizations, unseat_party_organizations, row)


def locality(world: World, unit: int) -> Pair:
    row = Fallback(region="110101", party_organization=world.north)
    gone = replace(row, party_organization=None)
    return Pair(
        Locality,
        lambda on: set_fallbacks(world.act(on), [row]),
        lambda on, too: set_fallbacks(world.act(on), [replace(gone, later_too=too)]),
    )


def cell(world: World, unit: int) -> Pair:
    row = Cell(party_organization=world.committee, subtype="trade_association", cell="茶业")
    return Pair(
        PlannedCell,
        lambda on: plan_cells(world.act(on), [row]),
        lambda on, too: plan_cells(world.act(on), [replace(row, wished=False, later_too=too)]),
    )


PAIRS = [jurisdiction, coverage, guidance, by_a_hub, posting, being_a_hub, work_coverage, seat, locality, cell]


@pytest.fixture(params=PAIRS, ids=lambda pair: pair.__name__)
def pair(world: World, request: pytest.FixtureRequest) -> Pair:
    """In force from one day on, and as another fact again from later on."""
    bind_packs(world.act(START), [Binding(party_organization=world.committee, chain=("bj2016", "bj2015", "national"))])
    made: Pair = request.param(world, world.organization("甲协会"))
    made.begin(LATER)
    made.begin(BEGUN)
    assert made.days() == [(BEGUN, LATER), (LATER, None)]
    return made


@pytest.mark.parametrize(
    ("on", "left"),
    [
        (LATER - DAY, [(BEGUN, LATER - DAY)]),
        (LATER, [(BEGUN, LATER)]),
        (LATER + DAY, [(BEGUN, LATER), (LATER, LATER + DAY)]),
        (BEGUN, []),
    ],
)
def test_from_the_day_on_nothing_of_it_is_left(pair: Pair, on: date, left: Days) -> None:
    before, lines = pair.days(), Entry.objects.count()
    if on < LATER:
        (asked,) = refused(lambda: pair.end(on, False))
        assert (asked.code, asked.field) == ("later_too", "later_too") and LATER.isoformat() in asked.fact
        assert (pair.days(), Entry.objects.count()) == (before, lines)
    assert pair.end(on, on < LATER)
    assert pair.days() == left


def test_a_day_on_which_it_is_not_yet_in_force_is_no_day_to_end_it(pair: Pair) -> None:
    before = pair.days()
    for agreed in (False, True):
        (told,) = refused(lambda agreed=agreed: pair.end(BEGUN - DAY, agreed))
        assert (told.code, told.field) == ("not_begun", "on") and BEGUN.isoformat() in told.fact
    assert pair.days() == before


def test_what_is_in_force_on_no_day_from_then_on_is_left_alone(pair: Pair) -> None:
    pair.end(LATER, False)
    before = pair.days()
    assert not pair.end(LATER + DAY, False)
    assert pair.days() == before


def test_another_responsible_one_from_a_later_day_stands_against_having_none(world: World) -> None:
    unit = world.organization("甲协会")
    for on, node in ((START, world.north), (LATER, world.south)):
        take_jurisdiction(world.act(on), [Answering(unit=unit, party_organization=node)])
    for on in (GAP, LATER - DAY):
        (told,) = refused(lambda on=on: release_jurisdiction(world.act(on), [unit], later_too=True))
        assert told.code == "another_later" and "南" in told.fact and LATER.isoformat() in told.fact
    assert release_jurisdiction(world.act(LATER), [unit]) == [unit]
    assert release_jurisdiction(world.act(GAP), [unit]) == [unit]
    assert not Jurisdiction.objects.filter(retracted__isnull=True, period__contains=GAP).exists()


def test_another_level_from_a_later_day_stands_against_being_no_hub(world: World) -> None:
    unit = world.organization("甲联合会")
    for on, level in ((START, HubLevel.DISTRICT), (LATER, HubLevel.MUNICIPAL)):
        designate_hubs(world.act(on), [Designation(unit=unit, level=level, designated_by="甲区")])
    (told,) = refused(lambda: end_hubs(world.act(LATER - DAY), [unit], later_too=True))
    assert told.code == "another_later" and HubLevel.MUNICIPAL.label in told.fact


def test_the_other_role_from_a_later_day_is_the_same_coverage(world: World) -> None:
    unit = world.organization("甲协会")
    (branch,) = world.establish("甲联合党支部", under=world.north, kind="joint_branch")
    row = Covering(party_organization=branch, unit=unit)
    cover_units(world.act(START), [row])
    cover_units(world.act(LATER), [replace(row, role=CoverageRole.MEMBER)])
    assert [one.code for one in refused(lambda: uncover_units(world.act(GAP), [row]))] == ["later_too"]
    uncover_units(world.act(GAP), [replace(row, later_too=True)])
    assert Coverage.objects.get(retracted__isnull=True).period.upper == GAP


def test_no_hub_no_element_also_none_that_was_to_stand_later(world: World) -> None:
    unit = world.organization("甲联合会")
    designate_hubs(world.act(START), [Designation(unit=unit, level=HubLevel.DISTRICT, designated_by="甲区")])
    set_hub_elements(world.act(START), [ElementOfHub(unit=unit, element=Element.REGULAR_MEETING)])
    set_hub_elements(world.act(LATER), [ElementOfHub(unit=unit, element=Element.WORK_COMMITTEE)])
    end_hubs(world.act(GAP), [unit])
    (left,) = HubElement.objects.filter(retracted__isnull=True)
    assert (left.element, left.period.upper) == (Element.REGULAR_MEETING.value, GAP)


def test_an_element_that_no_longer_stands_does_not_stand_later_and_others_are_left(world: World) -> None:
    unit = world.organization("甲联合会")
    designate_hubs(world.act(START), [Designation(unit=unit, level=HubLevel.DISTRICT, designated_by="甲区")])
    for on, element in (
        (LATER, Element.REGULAR_MEETING),
        (START, Element.REGULAR_MEETING),
        (LATER, Element.WORK_COMMITTEE),
    ):
        set_hub_elements(world.act(on), [ElementOfHub(unit=unit, element=element)])
    ended = [ElementOfHub(unit=unit, element=one, stands=False) for one in Element]
    assert set_hub_elements(world.act(GAP), ended) == [unit]
    left = HubElement.objects.filter(retracted__isnull=True).order_by("period").values_list("element", "period")
    assert [(element, days.lower, days.upper) for element, days in left] == [
        (Element.REGULAR_MEETING.value, START, GAP),
        (Element.WORK_COMMITTEE.value, LATER, None),
    ]
