"""Do the derived tables say what the facts say, and do the facts keep what no index holds?

Everything is counted a second time, by another way: day by day and unit by unit over the facts in force, in plain
Python, without the statements of the recount. Each difference is one Chinese sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from shuniu.statistics.check.crossing import crossing_differences
from shuniu.statistics.check.invariants import broken_invariants
from shuniu.statistics.check.members import roll_differences
from shuniu.statistics.check.tallies import tally_differences
from shuniu.statistics.check.tree import tree_differences
from shuniu.statistics.check.units import known_units, unit_differences

# Whoever checks a part reads what all units share once more: 5 s in a register of 900,000.
PART = 150_000


class Part(NamedTuple):
    """Something that can be checked apart from the rest, in a program of its own; units from ``first`` to ``last``."""

    what: str
    first: int = 0
    last: int = 0


def check(units: Iterable[int] | None = None) -> Iterator[str]:
    """Differences, one sentence each; nothing when all is well. ``units`` narrows the sweep over stretches."""
    yield from broken_invariants()
    yield from tree_differences()
    yield from unit_differences(units)
    yield from tally_differences()
    yield from roll_differences()
    yield from crossing_differences()


def parts(size: int = PART) -> list[Part]:
    """All that ``check`` looks at, cut up; what takes longest comes first."""
    units = known_units()
    swept = [units[start : start + size] for start in range(0, len(units), size)]
    return [Part("units", portion[0], portion[-1]) for portion in swept] + [Part(what) for what in _WHOLE]


def part_differences(part: Part) -> list[str]:
    """The differences of one part."""
    if part.what == "units":
        return list(unit_differences(known_units(part.first, part.last)))
    return list(_WHOLE[part.what]())


_WHOLE: Mapping[str, Callable[[], Iterator[str]]] = {
    "tallies": tally_differences,
    "invariants": broken_invariants,
    "crossing": crossing_differences,
    "roll": roll_differences,
    "tree": tree_differences,
}

__all__ = ["PART", "Part", "check", "part_differences", "parts"]
