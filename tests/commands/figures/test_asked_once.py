"""A recount asks what it needs once: the law for the stretches and for 交叉任职, and every fact in few statements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.commands.cast import START, World
from tests.commands.figures.test_crossings import LATER, branch, covered, decided, leads, told
from tests.commands.members.roll import entered, row

from shuniu.commands.figures import crossings, gathering
from shuniu.commands.figures.recount import recount
from shuniu.commands.packs.decide import withdraw_figures
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.models import Entry, Jurisdiction
from shuniu.policy.members.secretary import MANAGERS
from shuniu.statistics.check import check
from shuniu.statistics.check.crossing import crossing_differences

pytestmark = pytest.mark.django_db


def asked(act: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(connection) as found:
        act()
    return [one["sql"] for one in found.captured_queries]


def answered_anew(units: list[int], node: int) -> None:
    """As a back-dated correction writes it, without its recount."""
    entry = Entry.objects.order_by("pk").values_list("pk", flat=True)[0]
    Jurisdiction.objects.filter(unit__in=units).update(retracted=entry)
    for unit in units:
        Jurisdiction.objects.create(unit_id=unit, party_organization_id=node, period=(LATER, None), recorded_id=entry)


def test_a_correction_reads_the_law_once_and_asks_as_much_for_one_as_for_many(world: World) -> None:
    here = branch(world)
    units = [covered(world, here, f"第{place}会") for place in range(5)]
    (person,) = entered(world, row(here, "甲", unit=units[0], position="会长"))
    leads(world, person, here)
    decided(world)
    for some in (units[:1], units):
        answered_anew(some, world.south)
        statements = asked(lambda some=some: recount(None, units=some))
        assert len([one for one in statements if 'FROM "shuniu_packbinding"' in one]) == 1
        assert len(statements) == 19
    assert told(here) == (1, 1, 1)
    assert list(check()) == []


def test_what_another_line_lays_down_is_read_beside(world: World) -> None:
    """The branch stands in a line of its own: what was read for the units' nodes does not tell its law."""
    here = branch(world)
    unit = covered(world, here)
    (person,) = entered(world, row(here, "甲", unit=unit, position="理事"))
    leads(world, person, here)
    decided(world, LATER, world.north, [{"key": "council_member", "label": "理事"}])
    answered_anew([unit], world.south)
    recount(None, units=[unit])
    assert (told(here, LATER - timedelta(days=1)), told(here)) == ((1, None, None), (1, 1, 1))
    withdraw_figures(world.act(LATER + timedelta(days=1)), [(world.north, MANAGERS)])
    assert list(check()) == []


def test_of_many_it_asks_the_same_in_statements_planned_for_them(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    here = branch(world)
    units = [covered(world, here, f"第{place}会") for place in range(3)]
    (person,) = entered(world, row(here, "甲", unit=units[0], position="会长"))
    leads(world, person, here)
    decided(world)
    for module in (gathering, crossings):
        monkeypatch.setattr(module, "FEW", 0)
    answered_anew(units, world.south)
    recount(None, units=units)
    assert told(here) == (1, 1, 1)
    assert list(check()) == []


def test_the_check_asks_for_the_law_once_wherever_the_same_was_laid_down(world: World) -> None:
    """However many Party organizations there are, each there from a day of its own on."""
    decided(world)
    costs = []
    for number in range(2):
        for place in range(1 + 4 * number):
            day = START + timedelta(days=30 * place + number)
            (node,) = world.establish(f"第{number}-{place}党支部", under=world.north, on=day, kind="party_branch")
            unit = world.organization(f"第{number}-{place}会")
            recount(None, units=[unit])
            cover_units(world.act(day), [Covering(party_organization=node, unit=unit)])
        costs.append(len(asked(lambda: list(crossing_differences()))))
    assert costs[0] == costs[1]
