"""Tables of Party building are kept as reports beside what is counted; a formation they tell can be accepted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.commands.cast import TODAY, World, refused
from tests.commands.imports.ledgers import changes, everything, given, organization, put, put_reading

from shuniu.commands.party.reported import accept_formations
from shuniu.models import Coverage, Formation, HeadCount, Naming, OfficeContact, ReportedState, Standing, Unit
from shuniu.queries.imports import LedgerRow

LEDGER = "03_社会组织党建情况统计表.xls"
KIND = "party_building_state"


def report(number: int, **more: Any) -> LedgerRow:
    """An invented row of a table of Party building, as the reader gives it, about ``organization(number)``."""
    about = organization(number).record
    record = {
        "name": about["name"],
        "uscc": about["uscc"],
        "supervising_unit": "澄川市科学技术局",
        "staff": 12,
        "full_time_staff": 8,
        "members": 5,
        "full_members": 4,
        "probationary_members": 1,
        "relations_transferred": 3,
        "relations_not_transferred": 2,
        "has_party_organization": True,
        "formation_mode": "单独组建",
        "party_organization": f"中共澄川市第{number}学会支部委员会",
        "party_organization_established_on": "2018-03",
        "reason_not_formed": None,
        "instructor": "甲指导",
        "instructor_unit": "澄川市委社会工作部",
        "instructor_phone": "15400000001",
        "has_trade_union": True,
        "has_youth_league": False,
        "has_womens_federation": False,
    }
    return LedgerRow("统计表", number + 5, {**record, **more})


@pytest.fixture
def registered(world: World) -> World:
    put(world, "social_organizations", [organization(number) for number in range(1, 4)])
    return world


def unit(number: int) -> int:
    return Unit.objects.get(code=organization(number).record["uscc"]).pk


@pytest.mark.req("L10")
def test_a_report_stands_beside_the_register_and_counts_nothing(registered: World) -> None:
    standing = list(Standing.objects.order_by("unit").values_list("unit", "org_covered", "work_covered"))
    assert changes(put(registered, KIND, [report(1)])) == ["new"]
    held = ReportedState.objects.get()
    assert (held.has_party_organization, held.formation_mode, held.staff) == (True, "separate", 12)
    assert (held.formed_on, held.formed_precision) == (date(2018, 3, 1), "month")
    count = HeadCount.objects.get()
    assert (count.as_of, count.members, count.full_members, count.relations_out) == (TODAY, 5, 4, 2)
    contact = OfficeContact.objects.get(role="instructor")
    assert (contact.name, contact.unit_id) == ("甲指导", unit(1))
    assert contact.phone is not None
    assert b"15400000001" not in bytes(contact.phone)
    assert not Coverage.objects.exists()
    assert list(Standing.objects.order_by("unit").values_list("unit", "org_covered", "work_covered")) == standing
    before = everything()
    assert changes(put(registered, KIND, [report(1)])) == ["same"]
    assert everything() == before


def test_a_later_report_counts_from_its_day_and_says_what_differs(registered: World) -> None:
    put(registered, KIND, [report(1)], on=date(2026, 3, 31))
    later = report(1, staff=15, members=6, full_members=5, instructor_phone="15400000002")
    (judged,) = put(registered, KIND, [later], on=date(2026, 6, 30)).judgements
    told = {one.label: (one.before, one.after) for one in judged.differences}
    assert told["从业人员"] == ("12", "15")
    assert told["指导员电话"] == ("已登记", "改为台账所写")
    assert "15400000002" not in repr(told)
    states = ReportedState.objects.filter(retracted__isnull=True)
    assert states.get(period__contains=date(2026, 6, 29)).staff == 12
    assert states.get(period__contains=date(2026, 6, 30)).staff == 15
    assert set(HeadCount.objects.filter(retracted__isnull=True).values_list("as_of", "members")) == {
        (date(2026, 3, 31), 5),
        (date(2026, 6, 30), 6),
    }


def test_an_organization_the_register_lacks_is_refused_or_entered(world: World) -> None:
    applied = put(world, KIND, [report(1), report(2, uscc=None)])
    assert changes(applied) == [None, None]
    assert {one.problems[0].code for one in applied.judgements} == {"unknown_reference"}
    applied = put(world, KIND, [report(1), report(2, uscc=None)], create_missing=True)
    assert changes(applied) == ["new", None]
    assert ReportedState.objects.get().unit_id == unit(1)


def test_an_organization_out_of_reach_is_refused_without_a_word_more(registered: World) -> None:
    applied = put(registered, KIND, [report(1)], by=registered.neighbour, node=registered.neighbour_committee)
    assert [one.code for one in applied.judgements[0].problems] == ["not_in_reach"]
    assert not ReportedState.objects.exists()


def test_an_accepted_formation_is_set_up_and_covers_and_counts(registered: World) -> None:
    joint = {"formation_mode": "联合组建", "party_organization": "中共澄川市学会联合支部委员会"}
    put(registered, KIND, [report(1), report(2, **joint), report(3, **joint)])
    nodes = accept_formations(registered.act(), [unit(1), unit(2), unit(3)])
    assert len(nodes) == 2
    kinds = dict(Naming.objects.filter(party_organization__in=nodes).values_list("name", "kind"))
    assert set(kinds.values()) == {"party_branch", "joint_branch"}
    roles = dict(Coverage.objects.values_list("unit", "role"))
    assert roles == {unit(1): "host", unit(2): "host", unit(3): "member"}
    held = Formation.objects.get(party_organization__namings__name=joint["party_organization"])
    assert (held.mode, held.established_on, held.established_precision) == ("joint", date(2018, 3, 1), "month")
    assert set(Standing.objects.filter(valid_to__isnull=True).values_list("org_covered", "separate")) == {
        (True, True),
        (True, False),
    }
    again = refused(lambda: accept_formations(registered.act(), [unit(1)]))
    assert [one.code for one in again] == ["covered_already"]


def test_a_formation_the_register_holds_already_is_only_joined(registered: World) -> None:
    (held,) = registered.establish("中共澄川市第1学会支部委员会", under=registered.north, kind="party_branch")
    put(registered, KIND, [report(1)])
    assert accept_formations(registered.act(), [unit(1)]) == [held]
    assert Coverage.objects.get().party_organization_id == held


def test_what_cannot_be_accepted_says_why_and_changes_nothing(registered: World) -> None:
    none = {"has_party_organization": False, "formation_mode": None, "party_organization": None}
    put(registered, KIND, [report(1, **none), report(2, party_organization=None)])
    found = refused(lambda: accept_formations(registered.act(), [unit(1), unit(2), unit(3)]))
    assert [(one.row, one.code) for one in found] == [(0, "not_formed"), (1, "name_missing"), (2, "not_reported")]
    stale = ReportedState.objects.get(unit=unit(2)).pk
    put(registered, KIND, [report(2)], on=TODAY)
    found = refused(lambda: accept_formations(registered.act(), [unit(2)], seen={unit(2): (stale,)}))
    assert [one.code for one in found] == ["changed_meanwhile"]
    assert refused(lambda: accept_formations(registered.act(by=registered.neighbour), [unit(2)]))


@pytest.mark.req("L10")
@pytest.mark.parametrize("clean", [False, True], ids=["messy", "clean"])
def test_the_given_table_goes_in_whole_and_again_changes_nothing(world: World, clean: bool) -> None:
    reading, truth = given(LEDGER, clean=clean)
    applied = put_reading(world, reading, create_missing=True)
    assert len(applied.judgements) == truth["counts"]["accept"]
    assert set(changes(applied)) == {"new"}, [one.problems for one in applied.judgements if one.change is None][:3]
    assert ReportedState.objects.count() == truth["counts"]["accept"]
    before = everything()
    assert set(changes(put_reading(world, reading, create_missing=True))) == {"same"}
    assert everything() == before


def test_all_reported_formations_of_the_given_world_can_be_accepted(world: World) -> None:
    reading, _ = given("01_社会组织基本信息台账.xlsx", clean=True)
    put_reading(world, reading)
    reading, truth = given(LEDGER, clean=True)
    put_reading(world, reading)
    at_work = dict(Standing.objects.values_list("unit__code", "unit"))
    formed = {
        at_work[one["record"]["uscc"]]: one["record"]["formation_mode"]
        for one in truth["accept"]
        if one["record"]["has_party_organization"] and one["record"]["uscc"] in at_work
    }
    accept_formations(world.act(), list(formed))
    covered = dict(Standing.objects.filter(org_covered=True, valid_to__isnull=True).values_list("unit", "separate"))
    assert {unit: "单独组建" if alone else "联合组建" for unit, alone in covered.items()} == formed
