"""Registers that are hard for the planner: everybody in one place, everybody far from everybody, nothing to choose by.

Each is of one committee, so that nothing falls apart by who answers for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from random import Random

from shuniu.policy.formation.planning import Branch, Organization, Problem
from shuniu.policy.formation.planning.problem import Place

CITY, DISTRICTS = "1101", 16
SPOT = Place(region=f"{CITY}01", street="第一街道")


def _below(key: int, place: Place, members: int | None, field: str = "教育") -> Organization:
    eligible = None if members is None else members >= 3
    return Organization(key=key, node=1, field=field, place=place, members=members, eligible=eligible)


def _mixed(count: int) -> Iterator[tuple[int, int]]:
    chance = Random(count)
    for key in range(1, count + 1):
        yield key, chance.choice((1, 1, 2))


def one_place(count: int) -> Problem:
    """One field, one street."""
    return Problem([_below(key, SPOT, members) for key, members in _mixed(count)])


def one_place_with_branches(count: int) -> Problem:
    """One field, one street, and branches there that have room."""
    branches = [
        Branch(key=key, node=1, field="教育", place=SPOT, members=3 + key % 40, units=1 + key % 4, joint=key % 3 > 0)
        for key in range(1, count // 5 + 1)
    ]
    return Problem(one_place(count).organizations, branches)


def each_its_street(count: int) -> Problem:
    """One district, a street of its own for each: every distance is the same."""
    return Problem(
        [_below(key, Place(region=f"{CITY}01", street=f"第{key}街道"), members) for key, members in _mixed(count)]
    )


def each_its_street_with_branches(count: int) -> Problem:
    places = [Place(region=f"{CITY}01", street=f"第{key}街道") for key in range(1, count + 1, 5)]
    branches = [
        Branch(key=key, node=1, field="教育", place=place, members=5, units=2, joint=key % 2 > 0)
        for key, place in enumerate(places, 1)
    ]
    return Problem(each_its_street(count).organizations, branches)


def many_districts(count: int) -> Problem:
    """One city, its districts, a street of its own for each."""
    return Problem(
        [
            _below(key, Place(region=f"{CITY}{key % DISTRICTS + 1:02d}", street=f"第{key}街道"), members)
            for key, members in _mixed(count)
        ]
    )


def no_street(count: int) -> Problem:
    """The register has the district and nothing more."""
    return Problem(
        [_below(key, Place(region=f"{CITY}{key % DISTRICTS + 1:02d}"), members) for key, members in _mixed(count)]
    )


def far_apart(count: int) -> Problem:
    """A city of its own for each: nobody is anybody's neighbour."""
    return Problem([_below(key, Place(region=f"{key:04d}01", street="第一街道"), m) for key, m in _mixed(count)])


def every_field(count: int) -> Problem:
    """One street, hundreds of fields: many small questions."""
    return Problem([_below(key, SPOT, members, f"第{key % 500}领域") for key, members in _mixed(count)])


def one_each(count: int) -> Problem:
    """Three are needed for each joint branch, wherever they come from."""
    return Problem([_below(key, one.place, 1) for key, one in enumerate(many_districts(count).organizations, 1)])


def more_branches_than_organizations(count: int) -> Problem:
    """Two dozen streets of one district, and in each of them branches with little room."""
    street = [Place(region=f"{CITY}01", street=f"第{key}街道") for key in range(24)]
    branches = [
        Branch(key=key, node=1, field="教育", place=street[key % 24], members=3, units=4, joint=True)
        for key in range(1, count + 1)
    ]
    return Problem([_below(key, street[key % 24], members) for key, members in _mixed(count)], branches)


def nobody(count: int) -> Problem:
    """Not one of them has a member, and of half of them nobody knows."""
    return Problem([_below(key, SPOT, 0 if key % 2 else None) for key in range(1, count + 1)])


SHAPES: Mapping[str, Callable[[int], Problem]] = {
    one.__name__: one
    for one in (
        one_place,
        one_place_with_branches,
        each_its_street,
        each_its_street_with_branches,
        many_districts,
        no_street,
        far_apart,
        every_field,
        one_each,
        more_branches_than_organizations,
        nobody,
    )
}
