"""What a ledger or a late act brings into the register is told apart from what came into being between two days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.commands.cast import START, World
from tests.commands.imports.ledgers import code

from shuniu.commands.figures.recount import recount
from shuniu.commands.organizations.edit import EditedOrganization, edit_organizations
from shuniu.commands.organizations.register import NewOrganization, register_organizations
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.commands.party.establish import NewPartyOrganization, Terms, establish_party_organizations
from shuniu.policy.figures.changing import Cause
from shuniu.policy.words import Precision
from shuniu.statistics.changes import Changes, changes_for

BEFORE, BETWEEN, AFTER = date(2020, 1, 15), date(2020, 6, 1), date(2021, 1, 15)
DAY = timedelta(days=1)
VALUES = {
    "type": "social_association", "legal_status": "legal_person", "mode": "direct_registration", "status": "normal",
    "level": "province",
}  # fmt: skip


@pytest.fixture
def world(small_deployment: World) -> World:
    return small_deployment


def causes(world: World, measure: str) -> dict[Cause, int]:
    found = changes_for(world.clerk, measure, world.committee, BEFORE, AFTER)
    assert isinstance(found, Changes)
    assert found.numbers[1] - found.numbers[0] == sum(line.came - line.went for line in found.lines)
    return {line.cause: line.came for line in found.lines if line.came}


def entered(world: World, precision: str, **values: Any) -> int:
    row = NewOrganization(code=code(7), values={"name": "甲协会", **VALUES, **values})
    (unit,) = register_organizations(world.act(BETWEEN), [row], world.committee, precision=precision)
    return unit


LATE, FRESH = Precision.OPENING.value, Precision.DAY.value
# How well the beginning is known, the day of founding, how well that is known: brought in late?
FOUNDED = [
    (LATE, None, "", True),
    (FRESH, None, "", False),
    (LATE, date(2010, 5, 1), "day", True),
    (FRESH, date(2010, 5, 1), "day", True),
    (LATE, BEFORE, "day", True),
    (FRESH, BEFORE, "day", True),
    (LATE, BEFORE + DAY, "day", False),
    (FRESH, BEFORE + DAY, "day", False),
    (LATE, AFTER, "day", False),
    (LATE, AFTER + DAY, "day", True),
    # The month and the year of the first day lie on neither side of it: then the beginning itself decides.
    (LATE, date(2020, 1, 1), "month", True),
    (FRESH, date(2020, 1, 1), "month", False),
    (FRESH, date(2020, 1, 1), "year", False),
    (LATE, date(2020, 2, 1), "month", False),
    (FRESH, date(2019, 12, 1), "month", True),
    (FRESH, date(2019, 1, 1), "year", True),
]


@pytest.mark.parametrize(("precision", "founded", "to", "late"), FOUNDED)
def test_an_organization_is_new_if_it_was_founded_since(
    world: World, precision: str, founded: date | None, to: str, late: bool
) -> None:
    entered(world, precision, established_on=founded, established_precision=to)
    assert causes(world, "social_organizations") == {Cause.ENTERED if late else Cause.REGISTERED: 1}


@pytest.mark.parametrize("later", [BETWEEN, BETWEEN + DAY])
def test_a_later_change_does_not_make_it_new(world: World, later: date) -> None:
    """Also one of the very day of the ledger, which takes the place of the ledger's row."""
    unit = entered(world, LATE)
    edit_organizations(world.act(later), [EditedOrganization(unit=unit, values={"name": "改名协会"})])
    assert causes(world, "social_organizations") == {Cause.ENTERED: 1}


def branch(world: World, precision: str, founded: date | None, to: str, on: date = BETWEEN) -> int:
    terms = Terms(mode="separate", established_on=founded, established_precision=to)
    row = NewPartyOrganization(name="甲支部", kind="party_branch", parent=world.north, terms=terms)
    (key,) = establish_party_organizations(world.act(on, by=world.clerk), [row], precision=precision)
    return key


@pytest.mark.parametrize(("precision", "founded", "to", "late"), FOUNDED)
def test_a_branch_is_new_if_it_was_founded_since(
    world: World, precision: str, founded: date | None, to: str, late: bool
) -> None:
    unit = world.organization("甲协会", on=START)
    recount(None, units=[unit])
    cover_units(world.act(BETWEEN), [Covering(party_organization=branch(world, precision, founded, to), unit=unit)])
    assert causes(world, "organization_coverage") == {Cause.FOUNDED_BEFORE if late else Cause.FORMED: 1}


def test_who_came_under_a_branch_of_the_first_day_was_covered_by_one_there_was(world: World) -> None:
    unit = world.organization("甲协会", on=START)
    recount(None, units=[unit])
    old = branch(world, LATE, None, "", on=BEFORE)
    cover_units(world.act(BETWEEN), [Covering(party_organization=old, unit=unit)])
    assert causes(world, "organization_coverage") == {Cause.COVERED: 1}
