"""党务工作者: dated, of the roll, ended with the membership; who keeps no such roll writes nothing."""

from __future__ import annotations

from datetime import date

import pytest
from tests.commands.cast import START, TODAY, World, refused
from tests.commands.members.roll import branch, entered, row

from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.members.move import Departure, let_go
from shuniu.commands.members.workers import AffairsWorker, end_workers, set_workers
from shuniu.models import PartyAffairsWorker
from shuniu.policy.words import Leaving

pytestmark = pytest.mark.django_db
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def working(node: int, on: date) -> dict[int, bool]:
    rows = PartyAffairsWorker.objects.filter(party_organization=node, retracted__isnull=True, period__contains=on)
    return dict(rows.values_list("person", "full_time"))


@pytest.mark.req("J09", "B11")
def test_a_worker_is_dated_and_says_from_which_unit(world: World) -> None:
    here, unit = branch(world), world.organization("甲协会")
    (person,) = entered(world, row(here))
    worker = AffairsWorker(person=person, party_organization=world.north, full_time=True, unit=unit)
    assert set_workers(world.act(MAY), [worker]) == [world.north]
    assert set_workers(world.act(JUNE), [AffairsWorker(person=person, party_organization=world.north)]) == [world.north]
    assert (working(world.north, MAY), working(world.north, JUNE)) == ({person: True}, {person: False})
    assert end_workers(world.act(TODAY), [worker]) == [world.north]
    assert (working(world.north, JUNE), working(world.north, TODAY)) == ({person: False}, {})
    assert PartyAffairsWorker.objects.filter(unit=unit).exists()


def test_it_ends_with_the_membership(world: World) -> None:
    here = branch(world)
    (person,) = entered(world, row(here))
    set_workers(world.act(MAY), [AffairsWorker(person=person, party_organization=here)])
    let_go(world.act(JUNE), [Departure(person=person, why=Leaving.DIED)])
    assert (working(here, MAY), working(here, JUNE)) == ({person: False}, {})


def test_who_may_not_writes_nothing(world: World) -> None:
    here, unit = branch(world), world.organization("甲协会")
    (person,) = entered(world, row(here))
    worker = AffairsWorker(person=person, party_organization=here, unit=unit)
    found = refused(lambda: set_workers(world.act(by=world.neighbour), [worker]))
    assert [one.field for one in found] == ["party_organization", "person", "unit"]
    set_workers(world.act(MAY), [worker])
    refused(lambda: end_workers(world.act(by=world.neighbour), [worker]))
    with pytest.raises(ChangedMeanwhile):
        set_workers(world.act(), [AffairsWorker(person=person, party_organization=here, full_time=True, seen=())])
    assert working(here, TODAY) == {person: False}
    (before,) = refused(lambda: set_workers(world.act(date(2016, 1, 1)), [worker]))[:1]
    assert before.code == "not_held" and date(2016, 1, 1) < START


def test_a_key_counts_once(world: World) -> None:
    here = branch(world)
    (person,) = entered(world, row(here))
    for _ in range(2):
        worker = AffairsWorker(person=person, party_organization=here)
        assert set_workers(world.act(MAY, key="set"), [worker]) == [here]
        assert end_workers(world.act(JUNE, key="end"), [worker]) == [here]
    assert PartyAffairsWorker.objects.filter(retracted__isnull=True).count() == 1
