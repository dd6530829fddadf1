"""Outside bodies are renamed and abolished and stay findable; one body is one row; hubs and grids are dated."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.commands.cast import START, TODAY, World, refused

from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.organizations.hubs import (
    Designation,
    ElementOfHub,
    designate_hubs,
    end_hubs,
    set_hub_elements,
)
from shuniu.commands.organizations.identity import Same, resolve_duplicates
from shuniu.commands.organizations.outside import (
    Abolition,
    OutsideUnit,
    UnitRenaming,
    abolish_units,
    register_outside_units,
    rename_units,
)
from shuniu.commands.organizations.planning import Cell, plan_cells
from shuniu.commands.organizations.succession import SuccessionOf, record_successions
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.commands.party.work_coverage import Instrument, begin_work_coverage, end_work_coverage
from shuniu.models import (
    Coverage,
    HeadCount,
    Hub,
    Identity,
    Jurisdiction,
    PlannedCell,
    Registration,
    Standing,
    Succession,
    Unit,
    UnitName,
    WorkCoverage,
)
from shuniu.models import (
    HubElement as StoredElement,
)
from shuniu.policy.words import HubElement, HubLevel, SuccessionKind, UnitKind

DAY = timedelta(days=1)
LATER = date(2018, 11, 1)


def entered(world: World, *names: str, kind: UnitKind = UnitKind.SUPERVISING_UNIT) -> list[int]:
    return register_outside_units(
        world.act(START), [OutsideUnit(name=name, kind=kind) for name in names], world.committee
    )


def test_bodies_are_entered_once_and_never_as_social_organizations(world: World) -> None:
    (unit,) = entered(world, "某市工商局")
    assert Unit.objects.get(pk=unit).kind == "supervising_unit"
    rows = [
        OutsideUnit(name="某市工商局", kind=UnitKind.SUPERVISING_UNIT),
        OutsideUnit(name="", kind=UnitKind.ENTERPRISE),
        OutsideUnit(name="某协会", kind=UnitKind.SOCIAL_ORGANIZATION),
    ]
    objections = refused(lambda: register_outside_units(world.act(), rows, world.committee))
    assert [(one.row, one.code) for one in objections] == [(0, "name_taken"), (1, "name_missing"), (2, "kind_unknown")]
    theirs = world.neighbour_committee
    assert refused(lambda: register_outside_units(world.act(), rows[:1], theirs))[0].code == "not_in_reach"


def test_renamed_and_abolished_bodies_stay_findable_with_their_successor(world: World) -> None:
    trade, food, market = entered(world, "某市工商局", "某市食药监局", "某市市场监管局")
    rename_units(world.act(date(2017, 6, 1)), [UnitRenaming(unit=trade, name="某市工商行政管理局")])
    rows = [Abolition(unit=trade, successor=market), Abolition(unit=food, successor=market)]
    assert abolish_units(world.act(LATER), rows) == sorted([trade, food])
    names = UnitName.objects.filter(retracted__isnull=True, unit=trade).order_by("period")
    assert [(one.name, one.abolished) for one in names] == [
        ("某市工商局", False),
        ("某市工商行政管理局", False),
        ("某市工商行政管理局", True),
    ]
    assert names.get(abolished=True).period.lower == LATER
    assert set(Succession.objects.values_list("predecessor", "successor", "kind")) == {
        (trade, market, "merged"),
        (food, market, "merged"),
    }
    again = [UnitRenaming(unit=trade, name="别名")]
    assert [one.code for one in refused(lambda: rename_units(world.act(), again))] == ["already_abolished"]
    before = [UnitRenaming(unit=trade, name="别名")]
    assert [one.code for one in refused(lambda: rename_units(world.act(START - DAY), before))] == ["unit_unknown"]


def test_what_was_abolished_stays_abolished_under_every_later_name(world: World) -> None:
    """The later name was known already: it stays findable, and with it that the body is no more."""
    trade, other = entered(world, "某市工商局", "某市商务局")
    rename_units(world.act(date(2020, 1, 1)), [UnitRenaming(unit=trade, name="某市工商行政管理局")])
    rename_units(world.act(date(2021, 1, 1)), [UnitRenaming(unit=other, name="某市商务委")])
    assert abolish_units(world.act(LATER), [Abolition(unit=trade)]) == [trade]
    names = UnitName.objects.filter(retracted__isnull=True, unit=trade).order_by("period")
    assert [(one.name, one.abolished, one.period.lower) for one in names] == [
        ("某市工商局", False, START),
        ("某市工商局", True, LATER),
        ("某市工商行政管理局", True, date(2020, 1, 1)),
    ]
    assert not UnitName.objects.filter(retracted__isnull=True, unit=other, abolished=True).exists()


def test_succession_never_runs_in_a_circle(world: World) -> None:
    one, other, third = (world.organization(name) for name in ("甲协会", "乙协会", "丙协会"))
    rows = [
        SuccessionOf(predecessor=one, successor=other, kind=SuccessionKind.MERGED),
        SuccessionOf(predecessor=other, successor=third, kind=SuccessionKind.RENAMED),
    ]
    assert record_successions(world.act(LATER), rows) == 2
    assert record_successions(world.act(LATER), rows) == 0
    back = [
        SuccessionOf(predecessor=third, successor=one, kind=SuccessionKind.SPLIT),
        SuccessionOf(predecessor=one, successor=one, kind=SuccessionKind.SPLIT),
    ]
    assert [one.code for one in refused(lambda: record_successions(world.act(), back))] == ["circle", "itself"]


def test_a_duplicate_resolves_to_the_kept_one_with_all_it_had(world: World) -> None:
    kept = world.organization("甲协会", on=LATER)
    duplicate = world.organization("甲 协会", on=START)
    (branch,) = world.establish("甲党支部", under=world.north, kind="party_branch")
    take_jurisdiction(world.act(START), [Answering(unit=duplicate, party_organization=world.north)])
    take_jurisdiction(world.act(date(2020, 1, 1)), [Answering(unit=kept, party_organization=world.south)])
    cover_units(world.act(START), [Covering(party_organization=branch, unit=duplicate)])
    report_head_counts(world.act(), [CountOfMembers(unit=duplicate, as_of=START, source="台账", members=3)])
    assert resolve_duplicates(world.act(), [Same(duplicate=duplicate, kept=kept)]) == [kept]
    assert Identity.objects.get(duplicate=duplicate).kept_id == kept
    for model in (Registration, Jurisdiction, Coverage, HeadCount):
        assert not model._default_manager.filter(retracted__isnull=True, unit=duplicate).exists()
    registered = Registration.objects.filter(retracted__isnull=True, unit=kept)
    assert registered.get(period__contains=START).name == "甲 协会"
    assert registered.get(period__contains=LATER).name == "甲协会"
    responsible = Jurisdiction.objects.filter(retracted__isnull=True, unit=kept)
    assert responsible.get(period__contains=date(2019, 12, 31)).party_organization_id == world.north
    assert responsible.get(period__contains=date(2020, 1, 1)).party_organization_id == world.south
    assert Coverage.objects.get(retracted__isnull=True, unit=kept).period.lower == START
    assert HeadCount.objects.get(retracted__isnull=True, unit=kept).members == 3
    assert not Standing.objects.filter(unit=duplicate).exists()
    assert [
        one.code for one in refused(lambda: resolve_duplicates(world.act(), [Same(duplicate=kept, kept=kept)]))
    ] == ["itself"]


def test_a_duplicate_supervising_unit_is_replaced_everywhere(world: World) -> None:
    kept, duplicate = entered(world, "某市文化和旅游局", "某市文旅局")
    unit = world.organization("甲协会", mode="dual_administration", supervising_unit=duplicate)
    resolve_duplicates(world.act(), [Same(duplicate=duplicate, kept=kept)])
    assert Registration.objects.get(retracted__isnull=True, unit=unit).supervising_unit_id == kept
    assert Standing.objects.get(unit=unit, valid_to__isnull=True).supervisor_id == kept
    other = world.organization("乙协会")
    wrong = [Same(duplicate=other, kept=kept), Same(duplicate=duplicate, kept=kept)]
    codes = [(one.row, one.code) for one in refused(lambda: resolve_duplicates(world.act(), wrong))]
    assert (0, "kinds_differ") in codes and (1, "already") in codes


@pytest.mark.req("C01", "C02")
def test_hubs_have_level_designator_verb_and_days(world: World) -> None:
    units = entered(world, "市科协", "区工商联", "某街道联合会", kind=UnitKind.OTHER)
    rows = [
        Designation(unit=unit, level=level, designated_by="社会建设工作领导小组", field="科技")
        for unit, level in zip(units, HubLevel, strict=True)
    ]
    assert designate_hubs(world.act(START), rows) == sorted(units)
    assert list(Hub.objects.order_by("unit").values_list("level", "verb")) == [
        ("municipal", "accredited"),
        ("district", "set_up"),
        ("street", "set_up"),
    ]
    end_hubs(world.act(LATER), units[:1])
    held = Hub.objects.filter(retracted__isnull=True, unit=units[0])
    assert held.filter(period__contains=LATER - DAY).exists() and not held.filter(period__contains=LATER).exists()
    bare = Designation(unit=units[1], level=HubLevel.STREET, designated_by="")
    assert [one.code for one in refused(lambda: designate_hubs(world.act(), [bare]))] == ["designator_missing"]


@pytest.mark.req("C04")
def test_the_elements_of_a_hub_stand_and_fall_on_their_days(world: World) -> None:
    (hub,) = entered(world, "市科协", kind=UnitKind.OTHER)
    rows = [ElementOfHub(unit=hub, element=element) for element in HubElement]
    assert {one.code for one in refused(lambda: set_hub_elements(world.act(), rows))} == {"not_a_hub"}
    designate_hubs(world.act(START), [Designation(unit=hub, level=HubLevel.MUNICIPAL, designated_by="市委")])
    assert set_hub_elements(world.act(START), rows) == [hub]
    gone = ElementOfHub(unit=hub, element=HubElement.REGULAR_MEETING, stands=False)
    set_hub_elements(world.act(LATER), [gone])
    held = StoredElement.objects.filter(retracted__isnull=True, unit=hub)
    assert held.filter(period__contains=LATER - DAY).count() == 4
    assert held.filter(period__contains=LATER).count() == 3
    end_hubs(world.act(TODAY), [hub])
    assert not held.filter(period__contains=TODAY).exists()


@pytest.mark.req("A14")
def test_cells_of_the_grid_are_planned_and_filled(world: World) -> None:
    chamber = world.organization("某省商会", subtype="provenance_chamber")
    rows = [
        Cell(party_organization=world.committee, subtype="provenance_chamber", cell="某省", unit=chamber),
        Cell(party_organization=world.committee, subtype="trade_association", cell="人工智能"),
    ]
    assert plan_cells(world.act(START), rows) == 2
    assert PlannedCell.objects.get(cell="某省").unit_id == chamber
    given_up = Cell(party_organization=world.committee, subtype="trade_association", cell="人工智能", wished=False)
    assert plan_cells(world.act(LATER), [given_up]) == 1
    wrong = Cell(party_organization=world.committee, subtype="club", cell="")
    assert [one.code for one in refused(lambda: plan_cells(world.act(), [wrong]))] == [
        "subtype_unknown",
        "cell_missing",
    ]


@pytest.mark.req("C05")
def test_instruments_of_work_coverage_are_those_the_texts_list(world: World) -> None:
    unit = world.organization("甲协会")
    take_jurisdiction(world.act(START), [Answering(unit=unit, party_organization=world.north)])
    wrong = Instrument(unit=unit, instrument="telepathy")
    (objection,) = refused(lambda: begin_work_coverage(world.act(), [wrong]))
    assert objection.code == "instrument_not_open" and any("3+1" in one for one in objection.alternatives)
    rows = [
        Instrument(unit=unit, instrument="hub_mechanism", party_organization=world.north),
        Instrument(unit=unit, instrument="trade_union", note="2019年建立"),
    ]
    assert begin_work_coverage(world.act(START), rows) == [unit]
    assert Standing.objects.filter(unit=unit, work_covered=True).exists()
    assert end_work_coverage(world.act(LATER), rows) == [unit]
    held = WorkCoverage.objects.filter(retracted__isnull=True, unit=unit)
    assert held.filter(period__contains=LATER - DAY).count() == 2
    assert not held.filter(period__contains=LATER).exists()
