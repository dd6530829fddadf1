"""After a move those units are counted anew for which something else counts, and nobody else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.commands.cast import World

from shuniu.commands.figures import recount as recounting
from shuniu.commands.packs.bind import Binding, bind_packs
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.merge import merge_party_organizations
from shuniu.commands.party.move import Move, move_party_organizations
from shuniu.models import Lineage, Standing
from shuniu.statistics.check import check

pytestmark = pytest.mark.django_db
BOUND, MOVED = date(2019, 1, 1), date(2020, 7, 1)


@pytest.fixture
def district(world: World) -> int:
    """Under the northern committee, with a unit; at the southern one others are counted."""
    (node,) = world.establish("区联合党委", under=world.north)
    unit = world.organization("甲协会")
    take_jurisdiction(world.act(date(2018, 1, 1)), [Answering(unit=unit, party_organization=node)])
    said = {"key": "coverage.counted_statuses", "value": ["abnormal"], "decision": "统计口径的通知"}
    decide_figures(world.act(BOUND), [DecidedFigure(party_organization=world.south, **said)])
    return node


def stretches() -> list[tuple[Any, ...]]:
    return list(Standing.objects.order_by("unit", "valid_from").values_list("pk", "valid_from", "valid_to"))


def moved(world: World, node: int, under: int) -> None:
    move_party_organizations(world.act(MOVED), [Move(party_organization=node, parent=under)])


def test_under_the_same_texts_every_stretch_stays(world: World, district: int, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stretches()
    assert len(before) > 0
    asked: list[set[int]] = []
    known = recounting._hanging_on
    monkeypatch.setattr(recounting, "_hanging_on", lambda nodes: (asked.append(nodes), known(nodes))[1])
    moved(world, district, world.committee)
    assert asked == [set()]
    assert stretches() == before
    above = Lineage.objects.filter(descendant=district, ancestor=world.north)
    assert [row.valid_to for row in above] == [MOVED]
    assert list(check()) == []


def test_under_other_texts_the_units_are_counted_by_them(world: World, district: int) -> None:
    moved(world, district, world.south)
    assert stretches()[-1][1:] == (date(2018, 1, 1), MOVED)
    assert list(check()) == []


def test_what_is_laid_down_there_later_counts_too(world: World, district: int) -> None:
    bind_packs(world.act(date(2022, 1, 1)), [Binding(party_organization=world.north, chain=("xy", "national"))])
    moved(world, district, world.committee)
    assert list(check()) == []


def test_the_register_of_what_has_ended_goes_with_those_above(world: World, district: int) -> None:
    (street,) = world.establish("街道联合党委", under=district)
    unit = world.organization("乙协会", at=street)
    merge_party_organizations(world.act(MOVED), [street], into=world.south)
    move_party_organizations(world.act(date(2019, 6, 1)), [Move(party_organization=district, parent=world.committee)])
    assert Standing.objects.filter(unit=unit, valid_to=None).values_list("node", flat=True).get() == district
    assert list(check()) == []


def test_nobody_counted_anew_would_be_noticed(world: World, district: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check finds what a wrong answer leaves behind."""
    monkeypatch.setattr(recounting, "counted_otherwise", lambda _: set())
    moved(world, district, world.south)
    assert list(check()) != []


def test_of_the_lines_upward_those_that_differ_are_written(world: World, district: int) -> None:
    (street,) = world.establish("街道联合党委", under=district)
    kept = set(Lineage.objects.filter(descendant=street, ancestor__in=[street, district]).values_list("pk", flat=True))
    moved(world, district, world.south)
    left = set(Lineage.objects.filter(descendant=street).values_list("pk", flat=True))
    assert kept < left
