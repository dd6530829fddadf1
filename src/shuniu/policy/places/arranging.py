"""Where does the tile of each district stand? As the place has it arranged, else in a plain grid by code."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib import resources
from math import ceil, sqrt

EMPTY = ""
WIDEST = 8  # tiles beside one another that are still read from some distance
Grid = Sequence[Sequence[str]]


@cache
def arrangements() -> Mapping[str, Grid]:
    """By the code of the place, as shipped."""
    text = resources.files(__package__).joinpath("arrangements.toml").read_text("utf-8")
    return {place: held["rows"] for place, held in tomllib.loads(text).items()}


def arranged(codes: Collection[str]) -> list[list[str]]:
    """Rows of codes, north first. The arrangement of a place is used where it has a tile for every code and at least
    half of its own are asked for; two or three of a whole city would otherwise stand lost in it."""
    wanted = set(codes)
    for grid in arrangements().values():
        own = {code for row in grid for code in row if code}
        if wanted <= own and 2 * len(wanted) >= len(own):
            return [list(row) for row in grid]
    return plain_grid(sorted(wanted))


def plain_grid(codes: Sequence[str]) -> list[list[str]]:
    """As square as it can be, read like a text; the last row is filled up so that tiles stand below one another."""
    if not codes:
        return []
    wide = min(WIDEST, ceil(sqrt(len(codes))))
    rows = [list(codes[at : at + wide]) for at in range(0, len(codes), wide)]
    rows[-1] += [EMPTY] * (wide - len(rows[-1]))
    return rows
