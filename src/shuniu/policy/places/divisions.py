"""Read the shipped tables of administrative divisions."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from importlib import resources
from typing import NamedTuple


class Division(NamedTuple):
    """A code with the name it bore; ``start`` is None when older than the tables, ``end`` while in force."""

    code: str
    name: str
    level: str
    parent: str
    start: date | None
    end: date | None


def _rows(name: str) -> Iterator[dict[str, str]]:
    with resources.files(__package__).joinpath(name).open("r", encoding="utf-8") as source:
        yield from csv.DictReader(source)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def divisions() -> list[Division]:
    """Provinces, prefectures and counties, abolished ones included."""
    return [
        Division(row["code"], row["name"], row["level"], row["parent"], _day(row["from"]), _day(row["to"]))
        for row in _rows("divisions.csv")
    ]


def townships() -> list[Division]:
    """Streets and townships in force."""
    return [Division(row["code"], row["name"], "township", row["parent"], None, None) for row in _rows("townships.csv")]
