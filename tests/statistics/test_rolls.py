"""The nightly check names a member held twice, and one held where nobody can be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from psycopg.types.range import DateRange
from tests.cast import BEGINNING, Cast, node
from tests.web.members.people import enrolled, second_branch

from shuniu.commands.members.move import Relocation, move_members
from shuniu.models import Membership, Naming, Person
from shuniu.statistics.check.rolls import broken_rolls

MOVED = date(2020, 1, 1)


def hold(cast: Cast, person: int, at: int, start: date, end: date | None = None) -> None:
    """Past the commands."""
    fact: Any = {"person_id": person, "party_organization_id": at, "recorded": cast.opening}
    Membership.objects.create(period=DateRange(start, end), **fact)


def test_it_is_silent_over_a_member_who_moved(cast: Cast) -> None:
    second = second_branch(cast)
    (person,) = enrolled(cast, "甲党员")
    move_members(cast.act(MOVED), [Relocation(person=person, party_organization=second)])
    assert list(broken_rolls()) == []


def test_a_member_held_twice_is_named_by_number_and_day(cast: Cast) -> None:
    (person,) = enrolled(cast, "甲党员")
    hold(cast, person, cast.branch, date(2017, 1, 1), MOVED)
    (said,) = broken_rolls()
    assert str(Person.objects.get(pk=person).uuid)[:8] in said and "甲党员" not in said


@pytest.mark.parametrize("where", ["joint", "not yet", "later another kind"])
def test_a_member_held_where_nobody_can_be_is_named(cast: Cast, where: str) -> None:
    (person,) = enrolled(cast, "甲党员", membership={}, takes_part=True)
    at = cast.joint
    if where == "not yet":
        at = node(cast.opening, "young", "中共澄川市青笠学会支部委员会", "party_branch", cast.joint, start=MOVED)
    if where == "later another kind":
        at = node(cast.opening, "grown", "中共澄川市青笠学会支部委员会", "party_branch", cast.joint, end=MOVED)
        more: Any = {"party_organization_id": at, "recorded": cast.opening, "sort_key": "grown"}
        Naming.objects.create(name="中共青笠联合委员会", kind="joint_committee", period=DateRange(MOVED, None), **more)
    hold(cast, person, at, BEGINNING)
    (said,) = broken_rolls()
    code = {"joint": "joint", "not yet": "young"}.get(where, "grown")
    assert f"“{code}”" in said
