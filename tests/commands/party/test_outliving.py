"""Nothing outlives its Party organization: its own ends with it, what hangs on it is named, nothing comes later."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from tests.commands.cast import START, World, refused

from shuniu.commands.instructors.pool import NewInstructor, enter_pool
from shuniu.commands.journal import open_act
from shuniu.commands.journal.ending import end_facts
from shuniu.commands.organizations.planning import Cell, plan_cells
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.commands.packs.figures import Reported, SetTarget, report_figures, set_targets
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.contacts import Contact, set_contacts
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.commands.party.dissolve import HANGING, OWN, dissolve_party_organizations
from shuniu.commands.party.guide import Guiding, guide_units
from shuniu.commands.party.localities import Fallback, set_fallbacks
from shuniu.commands.party.merge import merge_party_organizations
from shuniu.commands.party.seating import Seating, seat_party_organizations
from shuniu.commands.party.terms import TermOfCommittee, record_terms
from shuniu.models import (
    Entry,
    LocalFigure,
    Naming,
    OfficeContact,
    PartyOrganization,
    PlannedCell,
    ReportedFigure,
    Seat,
    Target,
    Term,
)
from shuniu.models.facts import Fact
from shuniu.policy.words import ContactRole, GuidanceKind
from shuniu.queries.entries.telling import TABLES
from shuniu.statistics.check.invariants import broken_invariants

DAY = timedelta(days=1)
ENDS = date(2027, 1, 1)  # the guard judges by now, so it still stands today
KEPT = (Seat, OfficeContact, PlannedCell, ReportedFigure, Target, LocalFigure, Term)


def keep(world: World, on: date) -> None:
    """What a Party organization keeps itself: seat, contact, plan, report, target, decision and term."""
    node, act = world.north, world.act(on)
    unit = world.organization("甲协会")
    seat_party_organizations(act, [Seating(party_organization=node, unit=unit)])
    set_contacts(act, [Contact(role=ContactRole.OFFICE, party_organization=node, name="党办", phone="100")])
    plan_cells(act, [Cell(party_organization=node, subtype="trade_association", cell="茶业")])
    report_figures(act, [Reported(party_organization=node, key="residents", source="年报", numerator=Decimal(9))])
    goal = SetTarget(party_organization=node, measure="organization_coverage", baseline=Decimal(30),
                     points=Decimal(5), due_on=date(2030, 1, 1), source="报告")  # fmt: skip
    set_targets(act, [goal])
    key = "formation.headcount_base"
    decide_figures(act, [DecidedFigure(party_organization=node, key=key, value="as_reported", decision="会议")])
    record_terms(act, [TermOfCommittee(party_organization=node, begins_on=on)])


def ends(world: World) -> dict[str, list[date | None]]:
    return {
        model.__name__: [
            days.upper
            for days in model._default_manager.filter(
                retracted__isnull=True, party_organization=world.north
            ).values_list("period", flat=True)
        ]
        for model in KEPT
    }


def test_every_fact_that_names_a_party_organization_is_spoken_of() -> None:
    """Whoever adds a table says what becomes of it when its Party organization is dissolved."""
    told = {(model, "party_organization") for model in OWN} | {(model, field) for model, field, *_ in HANGING}
    found = {
        (model, field.name)
        for model in apps.get_app_config("shuniu").get_models()
        if issubclass(model, Fact)
        for field in model._meta.concrete_fields
        if field.related_model is PartyOrganization
    }
    assert {f"{model.__name__}.{field}" for model, field in found - told} == set()


@pytest.mark.parametrize("verb", ["dissolve", "merge"])
def test_what_it_keeps_ends_with_it_in_the_same_entry(world: World, verb: str) -> None:
    keep(world, START)
    lines = Entry.objects.count()
    if verb == "dissolve":
        dissolve_party_organizations(world.act(ENDS), [world.north])
    else:
        merge_party_organizations(world.act(ENDS), [world.north], into=world.south)
    assert Entry.objects.count() == lines + 1
    assert ends(world) == {model.__name__: [ENDS] for model in KEPT}
    planned = PlannedCell.objects.filter(retracted__isnull=True, party_organization=world.south)
    assert [cell.period.lower for cell in planned] == ([ENDS] if verb == "merge" else [])
    assert list(broken_invariants()) == []


def test_what_was_planned_for_later_days_never_begins(world: World) -> None:
    keep(world, ENDS + DAY)
    dissolve_party_organizations(world.act(ENDS), [world.north])
    assert ends(world) == {model.__name__: [] for model in KEPT}


def test_what_is_put_down_once_the_end_is_known_ends_with_it_too(world: World) -> None:
    dissolve_party_organizations(world.act(ENDS), [world.north])
    keep(world, START)
    assert ends(world) == {model.__name__: [ENDS] for model in KEPT}
    assert list(broken_invariants()) == []


def test_nothing_is_hung_on_one_that_is_to_end(world: World) -> None:
    dissolve_party_organizations(world.act(ENDS), [world.north])
    unit, act, node = world.organization("甲协会"), world.act(ENDS - DAY), world.north
    refusals = [
        refused(lambda: take_jurisdiction(act, [Answering(unit=unit, party_organization=node)])),
        refused(lambda: cover_units(act, [Covering(unit=unit, party_organization=node)])),
        refused(lambda: guide_units(act, [Guiding(unit=unit, kind=GuidanceKind.CONTACT, party_organization=node)])),
        refused(lambda: set_fallbacks(act, [Fallback(region="110101", party_organization=node)])),
        refused(lambda: enter_pool(act, [NewInstructor(party_organization=node, name="甲某", source="retired")])),
    ]
    for objections in refusals:
        assert [one.code for one in objections] == ["party_organization_ending"]
        assert ENDS.isoformat() in objections[0].missing


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_the_check_names_what_outlived_it(world: World, model: type[Fact]) -> None:
    keep(world, START)
    with open_act(world.act(ENDS), "test.given") as opened:
        end_facts(opened.act, Naming, "party_organization", [world.north])
    code = PartyOrganization.objects.get(pk=world.north).code
    told = f"党组织“{code}”在{ENDS.isoformat()}已不存在，却还有它的登记：{TABLES[model][0]}。"
    assert told in set(broken_invariants())
