"""Members for the tests of their commands: invented names, numbers with a right check digit that were never issued."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.commands.cast import START, World

from shuniu.commands.members.enter import NewMember, enter_members
from shuniu.kernel.identifier import citizen_check_digit

ADMITTED = {
    "state": "full",
    "admitted_on": date(2010, 7, 1),
    "admitted_precision": "day",
    "full_member_on": date(2011, 7, 1),
    "full_member_precision": "day",
    "status": "normal",
}


def number(place: int, born: str = "19800101") -> str:
    """A citizen number of a person born on ``born`` (YYYYMMDD), told apart by ``place`` (0–999)."""
    first = f"110101{born}{place:03d}"
    return first + citizen_check_digit(first)


def row(branch: int, name: str = "甲党员", **more: Any) -> NewMember:
    values: dict[str, Any] = {"membership": ADMITTED, "particulars": {"sex": "male"}} | more
    return NewMember(party_organization=branch, name=name, **values)


def branch(world: World, name: str = "甲协会党支部", under: int | None = None) -> int:
    (key,) = world.establish(name, under=under or world.north, kind="party_branch")
    return key


def entered(world: World, *rows: NewMember, on: date = START) -> list[int]:
    keys = enter_members(world.act(on), list(rows)).persons
    assert None not in keys
    return [key for key in keys if key is not None]
