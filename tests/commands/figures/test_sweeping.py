"""Everything at once says what unit by unit says, whatever the facts are."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from tests.cast import BEGINNING, NOW, Cast, node
from tests.statistics.ground import Ground

from shuniu.commands.figures.recount import rebuild, recount
from shuniu.commands.figures.stretches import COLUMNS
from shuniu.commands.figures.sweeping import sweep_lineage, sweep_standing
from shuniu.models import (
    Formation,
    Guidance,
    Jurisdiction,
    Lineage,
    LocalFigure,
    Naming,
    PackBinding,
    Placement,
    Standing,
)
from shuniu.statistics.check.units import unit_differences

pytestmark = pytest.mark.django_db
START, DAYS, MOVED = date(2016, 12, 1), 3_400, date(2018, 3, 1)
ELEMENTS = ("work_committee", "joint_party_organization", "committee_office", "regular_meeting")


def _derived() -> tuple[list[Any], list[Any]]:
    lines = Lineage.objects.values_list("ancestor", "descendant", "child", "depth", "valid_from", "valid_to")
    return sorted(map(str, Standing.objects.values_list(*COLUMNS))), sorted(map(str, lines))


class _Chance:
    """Facts drawn at random, of every kind that decides how a unit is counted."""

    def __init__(self, put: Ground, seed: int) -> None:
        self.put, self.cast, self.random = put, put.cast, Random(seed)
        entry = put.cast.opening
        self.ended = node(entry, "ended", "曾有党委", "joint_committee", put.cast.top, end=date(2019, 1, 1))
        self.plain = node(entry, "plain", "甲联合党支部", "joint_branch", put.cast.other)
        self.branches = [put.cast.branch, self.plain]

    def days(self) -> tuple[date, date | None]:
        start = START + timedelta(days=self.random.randrange(DAYS))
        return start, self.random.choice([None, start + timedelta(days=self.random.randrange(1, 2_000))])

    def unit(self, number: int) -> None:
        chance, cast = self.random, self.cast
        start, end = self.days()
        more = {
            "status": chance.choice(["normal", "abnormal", "filed", "deregistered"]),
            "full_time_staff": chance.choice([None, 3]),
            "start": start,
            "end": end,
        }
        unit = self.put.unit(f"第{number}会", **more)
        if chance.random() < 0.3:
            self.put.unit(f"又一{number}会", at=self.ended, start=START, end=date(2018, 1, 1))
        if chance.random() < 0.7:
            self.put.answer(unit, chance.choice([cast.joint, cast.other, cast.branch, cast.stranger]), *self.days())
        for branch in self.branches:
            if chance.random() < 0.5:
                self.put.cover(unit, branch, *self.days())
        if chance.random() < 0.5:
            self.put.work(unit, chance.choice(["trade_union", "liaison", "youth_league"]), *self.days())
        if chance.random() < 0.3:
            self.put.post(f"指导员{number}", unit, *self.days())
        self._related(unit)

    def _related(self, unit: int) -> None:
        chance, cast = self.random, self.cast
        for _ in range(chance.randrange(3)):
            self.put.heads(unit, chance.choice([None, 0, 3]), chance.choice([None, 2, 5]), self.days()[0])
        for _ in range(chance.choice([0, 0, 4, 12])):
            state, status = (
                chance.choice(["full", "full", "full", "probationary", ""]),
                chance.choice(["", "suspended"]),
            )
            held = chance.choice([(START, None), self.days()])
            self.put.works(unit, *self.days(), held=held, state=state, status=status * (chance.random() < 0.2))
        if chance.random() < 0.5:
            self.put.fact(Guidance, *self.days(), unit_id=unit, party_organization_id=cast.other, kind="guidance")

    def around(self) -> None:
        """The tree moves, branches change kind and form, a node decides something, a hub is whole for some years."""
        cast, put = self.cast, self.put
        Placement.objects.filter(party_organization=cast.joint).update(retracted=cast.opening)
        for first, last, above in ((BEGINNING, MOVED, cast.top), (MOVED, None, cast.stranger)):
            put.fact(Placement, first, last, party_organization_id=cast.joint, parent_id=above)
        Naming.objects.filter(party_organization=self.plain).update(retracted=cast.opening)
        named = {"party_organization_id": self.plain, "name": "甲联合党支部", "sort_key": "j"}
        put.fact(Naming, MOVED, date(2021, 1, 1), kind="joint_branch", **named)
        put.fact(Naming, date(2021, 1, 1), date(2023, 1, 1), kind="joint_committee", **named)
        put.fact(Formation, date(2017, 9, 1), None, party_organization_id=cast.branch, mode="separate")
        put.fact(PackBinding, date(2019, 1, 1), None, party_organization_id=cast.other, chain=["xy", "national"])
        put.fact(
            LocalFigure, date(2018, 1, 1), date(2020, 1, 1), party_organization_id=cast.top,
            key="coverage.counted_statuses", value=["normal"], decision="决定",
        )  # fmt: skip
        hub = put.unit("枢纽联合会")
        for element in ELEMENTS:
            put.hub_element(hub, element, self.days()[0])
        for unit in put.units[::3]:
            put.guide(unit, hub=hub, kind="contact")


@pytest.mark.parametrize("seed", range(4))
def test_everything_at_once_says_what_unit_by_unit_says(cast: Cast, seed: int) -> None:
    put = Ground(cast)
    chance = _Chance(put, seed)
    for number in range(40):
        chance.unit(number)
    chance.around()
    recount(None, units=put.units, nodes=[*chance.branches, chance.ended, cast.top, cast.stranger])
    recount(None, units=put.units)
    one_by_one = _derived()
    assert len(one_by_one[0]) > len(put.units)
    assert set(Standing.objects.values_list("base", flat=True)) == {"none", "roll", "head_count"}
    assert list(unit_differences()) == []
    assert rebuild(NOW) == len(put.units)
    assert _derived() == one_by_one


def test_portions_do_not_matter_and_nothing_is_left_behind(cast: Cast) -> None:
    put = Ground(cast)
    chance = _Chance(put, 9)
    for number in range(20):
        chance.unit(number)
    sweep_lineage()
    sweep_standing(1_000)
    whole = _derived()
    sweep_standing(3)
    assert _derived() == whole


def test_an_empty_register_is_built_too(cast: Cast) -> None:
    assert rebuild(NOW) == 0
    assert (Standing.objects.count(), Jurisdiction.objects.count()) == (0, 0)
    assert Lineage.objects.filter(ancestor=cast.top).count() == 4
