"""Two acts at once on units that share a branch: both are seen by what is counted of either."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.commands.cast import World, founded
from tests.commands.members.roll import branch

from shuniu.commands.figures.recount import recount
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.models import Standing
from shuniu.statistics.check.units import unit_differences


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("trial", range(4))
def test_two_offices_cover_units_by_one_branch_at_once(trial: int) -> None:
    world: World = founded()
    here = branch(world)
    units = [world.organization(f"第{number}协会") for number in range(2)]
    recount(None, units=units)
    gate = Barrier(2)

    def cover(unit: int) -> None:
        gate.wait()
        try:
            cover_units(world.act(), [Covering(party_organization=here, unit=unit)])
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(cover, units))
    standing = Standing.objects.filter(org_covered=True, valid_to__isnull=True)
    assert list(standing.order_by("unit").values_list("unit", "separate")) == [(unit, False) for unit in units]
    assert list(unit_differences(units)) == []
