"""Which regions are tiles, and where does each stand? As the place has it arranged, else in a plain grid by code."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib import resources
from math import ceil, sqrt

EMPTY = ""
WIDEST = 8  # tiles beside one another that are still read from some distance
MOST_TILES = 60  # above so many districts cities are told, above so many cities provinces
DISTRICT, CITY, PROVINCE = 6, 4, 2  # digits of a code
# What lies right under the State has districts and no cities between.
_WITHOUT_CITIES = frozenset({"11", "12", "31", "50"})
Grid = Sequence[Sequence[str]]


def gathered(codes: Collection[str]) -> dict[str, list[str]]:
    """By what the codes of each tile begin with, its codes: at the finest level of no more tiles than can be read.

    Streets are told only where all lie in one district.
    """
    wanted = sorted({code for code in codes if code})
    districts = _by(wanted, DISTRICT)
    if len(districts) == 1 and len(wanted) <= MOST_TILES:
        return {code: [code] for code in wanted}
    levels = (districts, _by(wanted, CITY), _by(wanted, PROVINCE))
    return next((level for level in levels if len(level) <= MOST_TILES), levels[-1])


def _by(codes: Sequence[str], digits: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code in codes:
        wide = PROVINCE if digits == CITY and code[:PROVINCE] in _WITHOUT_CITIES else digits
        found.setdefault(code[:wide], []).append(code)
    return found


def region_of(beginning: str) -> str:
    """The code of what all codes that begin so lie in."""
    return beginning.ljust(DISTRICT, "0")


def called(beginning: str, name: str) -> str:
    """The name of a tile, by the name of the region its code is of. A province among cities and a city among districts
    is what lies in none of them as far as it is told, and no tile for all of it."""
    if not PROVINCE < len(beginning) <= DISTRICT or not beginning.endswith("00"):
        return name
    whole_province = not beginning[PROVINCE:].strip("0")
    has_cities = beginning[:PROVINCE] not in _WITHOUT_CITIES
    return f"{name}（{'未分市' if whole_province and has_cities else '未分区'}）"


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
