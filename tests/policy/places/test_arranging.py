"""Tiles: every code stands once, an arrangement only where it has a place for all."""

from __future__ import annotations

from collections import Counter

import pytest

from shuniu.policy.places.arranging import MOST_TILES, arranged, arrangements, called, gathered, plain_grid, region_of
from shuniu.policy.places.divisions import divisions


def tiles(grid: list[list[str]]) -> Counter[str]:
    return Counter(code for row in grid for code in row if code)


def test_every_arrangement_has_each_district_in_force_once() -> None:
    for place, grid in arrangements().items():
        own = {one.code for one in divisions() if one.parent == place and one.end is None}
        assert tiles([list(row) for row in grid]) == Counter(own)
        assert len({len(row) for row in grid}) == 1


def test_a_place_with_an_arrangement_stands_as_arranged() -> None:
    grid = arrangements()["110000"]
    codes = [code for row in grid for code in row if code]
    assert arranged(codes[:10]) == [list(row) for row in grid]


@pytest.mark.parametrize(
    "codes", [["110101", "110102"], ["110101", "999999"], ["340102", "340103", "340104", "340111", "340121"], []]
)
def test_elsewhere_a_plain_grid_by_code(codes: list[str]) -> None:
    grid = arranged(codes)
    assert [code for row in grid for code in row if code] == sorted(codes)
    assert len({len(row) for row in grid}) <= 1


def test_a_grid_is_never_wider_than_can_be_read() -> None:
    assert max(len(row) for row in plain_grid([f"{number:06d}" for number in range(400)])) == 8


STREETS = ["340102001", "340102002"]
CITIES = [f"{city}{district:02d}" for city in range(3401, 3414) for district in range(1, 9)]
NATION = [one.code for one in divisions() if one.level == "county" and one.end is None]


@pytest.mark.parametrize(
    ("codes", "beginnings"),
    [
        ([], []),
        (STREETS, STREETS),
        ([*STREETS, "340102"], ["340102", *STREETS]),
        ([*STREETS, "340103"], ["340102", "340103"]),
        (["340000", "340100", "340102"], ["340000", "340100", "340102"]),
        (CITIES[:MOST_TILES], CITIES[:MOST_TILES]),
        (CITIES[: MOST_TILES + 1], [str(city) for city in range(3401, 3409)]),
        (CITIES, [str(city) for city in range(3401, 3414)]),
        # A province itself, and one without cities.
        ([*CITIES, "340000", "110101", "110000"], ["11", "3400", *(str(city) for city in range(3401, 3414))]),
        ([f"340102{street:03d}" for street in range(MOST_TILES + 1)], ["340102"]),
    ],
)
def test_tiles_are_told_at_the_finest_level_that_can_be_read(codes: list[str], beginnings: list[str]) -> None:
    found = gathered(codes)
    assert list(found) == beginnings
    assert all(code.startswith(beginning) for beginning, held in found.items() for code in held)


@pytest.mark.parametrize(
    ("beginning", "name"),
    [
        ("34", "安徽省"),
        ("3400", "安徽省（未分市）"),
        ("340000", "安徽省（未分市）"),
        ("3401", "安徽省"),
        ("340100", "安徽省（未分区）"),
        ("340102", "安徽省"),
        ("340102100", "安徽省"),
        ("11", "安徽省"),
        ("110000", "安徽省（未分区）"),
    ],
)
def test_what_is_told_of_no_part_of_a_place_is_not_called_the_whole_of_it(beginning: str, name: str) -> None:
    assert called(beginning, "安徽省") == name


@pytest.mark.parametrize("codes", [CITIES, NATION, STREETS, [*NATION, "110000", "340000", "340100"]])
def test_every_code_lies_in_exactly_one_tile_and_in_no_other_by_what_it_begins_with(codes: list[str]) -> None:
    found = gathered(codes)
    assert sorted(code for held in found.values() for code in held) == sorted(codes)
    assert len(found) <= MOST_TILES
    assert len({region_of(beginning) for beginning in found}) == len(found)
    for beginning, held in found.items():
        assert [code for code in sorted(codes) if code.startswith(beginning)] == sorted(held)
