"""Two imports at once, or an import and what others do meanwhile: nothing twice, nothing lost, nobody given up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.commands.cast import NOW, START, TODAY, World, founded
from tests.commands.imports.ledgers import PARTY, changes, given, organization, put, put_reading
from tests.commands.imports.test_members import BRANCH, member
from tests.commands.imports.test_reported import report
from tests.commands.members.roll import branch
from tests.commands.racers import Racers

from shuniu.access import Actor
from shuniu.commands.figures.building import build_tallies
from shuniu.commands.figures.folding import fold_tallies
from shuniu.commands.organizations.register import ChangedOrganization, update_organizations
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.commands.party.move import Move, move_party_organizations
from shuniu.models import (
    Coverage,
    HeadCount,
    Membership,
    Naming,
    Particulars,
    Person,
    Registration,
    ReportedState,
    Standing,
    Unit,
    WrappedKey,
)
from shuniu.queries.imports import LedgerRow
from shuniu.statistics.check import check

KIND, REPORTS = "social_organizations", "party_building_state"


@pytest.fixture
def shared_world(transactional_db: None) -> World:
    return founded()


def _overlapping(world: World, other: Actor, low: int, at_once: Racers) -> list[int]:
    """How many rows were new to each of two clerks."""
    one = [organization(number) for number in range(low, low + 120)]
    two = [organization(number) for number in reversed(range(low + 60, low + 180))]
    done: list[list[str | None]] = []
    came = at_once(
        lambda: done.append(changes(put(world, KIND, one))),
        lambda: done.append(changes(put(world, KIND, two, by=other))),
    )
    assert all(came)
    return sorted(found.count("new") for found in done)


def test_two_clerks_import_overlapping_files_at_once(shared_world: World, at_once: Racers) -> None:
    world = shared_world
    other = world.actor(world.clerk.role, world.committee)
    for step in range(3):
        assert _overlapping(world, other, step * 200, at_once) == [60, 120]
    held = Registration.objects.filter(retracted__isnull=True)
    assert held.count() == held.values("unit").distinct().count() == Unit.objects.filter(code__isnull=False).count()
    assert Standing.objects.count() == 540


def test_a_party_ledger_and_an_organization_ledger_at_once(shared_world: World, at_once: Racers) -> None:
    world = shared_world
    reading, truth = given(PARTY, clean=True)
    other = world.actor(world.clerk.role, world.committee)
    came = at_once(
        lambda: put_reading(world, reading, create_missing=True),
        lambda: put_reading(world, reading, create_missing=True, by=other),
        lambda: put(world, KIND, [organization(number) for number in range(100)]),
    )
    assert all(came)
    names = Naming.objects.filter(retracted__isnull=True)
    assert names.count() == names.values("name").distinct().count()
    assert truth["counts"]["accept"] <= names.count()


def test_two_clerks_import_overlapping_rolls_at_once(shared_world: World, at_once: Racers) -> None:
    """Whoever comes second finds the members there; nobody is entered twice, nobody is asked to try again."""
    world = shared_world
    branch(world, BRANCH)
    other = world.actor(world.clerk.role, world.committee)
    for low in (1, 201, 401):
        one = [member(number) for number in range(low, low + 120)]
        two = [member(number) for number in reversed(range(low + 60, low + 180))]
        done: list[list[str | None]] = []
        came = at_once(
            lambda one=one, done=done: done.append(changes(put(world, "members", one))),
            lambda two=two, done=done: done.append(changes(put(world, "members", two, by=other))),
        )
        assert all(came)
        assert sorted(found.count("new") for found in done) == [60, 120]
    held = Particulars.objects.filter(retracted__isnull=True)
    assert held.count() == held.values("number_index").distinct().count() == Person.objects.count() == 540
    assert Membership.objects.filter(retracted__isnull=True).count() == 540
    assert WrappedKey.objects.filter(purpose="person").count() == 540


def test_two_clerks_import_overlapping_tables_of_party_building_at_once(shared_world: World, at_once: Racers) -> None:
    """Whoever comes second finds the reports there; no organization is reported of twice."""
    world = shared_world
    put(world, KIND, [organization(number) for number in range(1, 181)])
    other = world.actor(world.clerk.role, world.committee)
    for step in range(3):
        one = [report(number, staff=20 + step) for number in range(1, 121)]
        two = [report(number, staff=20 + step) for number in reversed(range(61, 181))]
        done: list[list[str | None]] = []
        came = at_once(
            lambda one=one, done=done: done.append(changes(put(world, REPORTS, one))),
            lambda two=two, done=done: done.append(changes(put(world, REPORTS, two, by=other))),
        )
        assert came == [True, True]
        # The second says of sixty what stands already; the first time they are new, then changed.
        assert sorted(found.count("same") for found in done) == [0, 60]
        held = ReportedState.objects.filter(retracted__isnull=True, period__contains=TODAY)
        assert held.count() == held.values("unit").distinct().count() == 180
        assert set(held.values_list("staff", flat=True)) == {20 + step}
    counts = HeadCount.objects.filter(retracted__isnull=True)
    assert counts.count() == counts.values("unit").distinct().count() == 180


LEDGERS: dict[str, Callable[[int], list[LedgerRow]]] = {
    KIND: lambda step: [organization(number, full_time_staff=100 + step) for number in range(1, 61)],
    REPORTS: lambda step: [report(number, staff=100 + step) for number in range(1, 61)],
    "members": lambda step: [member(number, position=f"岗位{step}") for number in range(1, 61)],
}


@pytest.mark.parametrize("kind", LEDGERS)
def test_an_import_and_what_others_do_meanwhile(shared_world: World, at_once: Racers, settings: Any, kind: str) -> None:
    """Edit, cover, move and fold while a ledger about the same organizations comes in, again and again."""
    world, settings.TALLY_UNITS = shared_world, 5
    put(world, KIND, [organization(number) for number in range(1, 61)], START)
    here = branch(world, BRANCH)
    other = world.actor(world.clerk.role, world.committee)
    units = list(Unit.objects.filter(code__isnull=False).order_by("-pk").values_list("pk", flat=True))
    take_jurisdiction(world.act(START), [Answering(unit=unit, party_organization=world.north) for unit in units])
    assert build_tallies(NOW)

    def edit(step: int) -> None:
        values = {"street": f"第{step}街道"}
        update_organizations(world.act(by=other), [ChangedOrganization(unit=unit, values=values) for unit in units])

    def move(step: int) -> None:
        parent = (world.south, world.north)[step % 2]
        move_party_organizations(world.act(by=other), [Move(party_organization=here, parent=parent)])

    for step in range(3):
        covered = units[step * 5 : step * 5 + 5]
        came = at_once(
            lambda step=step: put(world, kind, LEDGERS[kind](step)),
            lambda step=step: edit(step),
            lambda some=covered: cover_units(world.act(), [Covering(party_organization=here, unit=u) for u in some]),
            lambda step=step: move(step),
            lambda: fold_tallies(TODAY),
        )
        assert came == [True] * 5
        at_work = Registration.objects.filter(retracted__isnull=True, period__contains=TODAY)
        assert set(at_work.values_list("street", flat=True)) == {f"第{step}街道"}
        assert at_work.count() == 60
        if kind == KIND:
            assert set(at_work.values_list("full_time_staff", flat=True)) == {100 + step}
    assert Coverage.objects.filter(retracted__isnull=True, period__contains=TODAY).count() == 15
    fold_tallies(TODAY)
    assert list(check()) == []
