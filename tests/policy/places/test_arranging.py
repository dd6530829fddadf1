"""Tiles: every code stands once, an arrangement only where it has a place for all."""

from __future__ import annotations

from collections import Counter

import pytest

from shuniu.policy.places.arranging import arranged, arrangements, plain_grid
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
