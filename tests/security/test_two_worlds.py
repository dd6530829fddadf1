"""What one office sees does not depend on what stands at another: the same pages whatever the strangers have."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

import pytest
from django.utils.timezone import now
from psycopg.types.range import DateRange
from tests.cast import BEGINNING
from tests.security import people, places
from tests.security.asking import get, steady
from tests.security.leaks import pages
from tests.security.sitemap import EXPECTED
from tests.security.tree import World
from tests.security.walking import FULL

from shuniu import models
from shuniu.commands.figures.recount import recount

SEERS = ("committee", "joint", "branch", "supervisor", "organization") if FULL else ("supervisor",)

COUNTING = (
    "home", "party_list", "instructors", "bodies", "party_seat", "instructor_post",
    "members", "affairs_workers", "member_requests", "member_new",
    *(("organizations", "party", "figures", "reports", "organization", "party_organization", "hubs") if FULL else ()),
)  # fmt: skip


def grow(world: World) -> None:
    """More of everything at the strangers', and other names for what was there."""
    far = places.Place(world, "far")
    for number in range(3):
        places.organization(far, f"more_{number}", 70 + number, covered=number == 0)
        places.account(far, places.Role.BRANCH_SECRETARY, name=f"more_{number}")
    units = [world.units[f"more_{number}"] for number in range(3)]
    far.body("supervising_unit", "又一个主管单位")
    far.fact(models.Grade, unit_id=world.units["far"], grade="3a")
    models.HeadCount.objects.create(
        unit_id=world.units["far"], as_of=BEGINNING + timedelta(days=900), members=90, full_members=80, source="又一份",
        recorded=world.entry,
    )  # fmt: skip
    far.fact(models.Target, period=DateRange(now().date(), None), party_organization_id=far.node,
             measure="work_coverage", baseline=1, points=1, due_on=BEGINNING, source="又一个")  # fmt: skip
    recount(None, units=units)
    held = people.member(far, world.rolls["far"])[0]
    people.request(world, held, "remote")


def forget(world: World) -> None:
    for held in (world.units, world.public, world.numbers, world.contacts, world.accounts, world.held, world.entries):
        for name in [name for name in held if name.startswith("more_")]:
            del held[name]


def theirs(world: World) -> dict[str, str]:
    """A few pages of the strangers' own clerk."""
    asked = ("/organizations/", "/party/", "/settings/accounts/", "/settings/journal/", "/party/of/po-far/")
    return {where: steady(get(world, "outsider", where).body) for where in asked}


def told_apart(world: World, personas: Collection[str], names: Collection[str] = ()) -> list[tuple[str, str]]:
    """Pages that are not the same when the strangers have more; their own clerk sees that they have."""
    before, seen_by_them = pages(world, personas, names), theirs(world)
    grow(world)
    forget(world)
    after, changed = pages(world, personas, names), theirs(world)
    assert sum(seen_by_them[key] != changed[key] for key in seen_by_them) > 3, "the two worlds are two"
    return [key for key in before if before[key] != after[key]]


@pytest.mark.parametrize("persona", SEERS)
def test_pages_are_the_same_whatever_the_strangers_have(world: World, persona: str) -> None:
    shown = [name for name, row in EXPECTED.items() if "S" in row.get[persona].values()]
    assert told_apart(world, [persona], shown) == []


def test_lists_are_the_same_whatever_the_strangers_have(world: World) -> None:
    """What an office of the tree is offered and counts: lists, figures, forms that name a unit or an office."""
    assert told_apart(world, ["joint"], COUNTING) == []
