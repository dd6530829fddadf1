"""Do the derived tables say what the facts say, and do the facts keep what no index holds?

Everything is counted a second time, by another way: day by day and unit by unit over the facts in force, in plain
Python, without the statements of the recount. Each difference is one Chinese sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shuniu.statistics.check.invariants import broken_invariants
from shuniu.statistics.check.members import roll_differences
from shuniu.statistics.check.tallies import tally_differences
from shuniu.statistics.check.tree import tree_differences
from shuniu.statistics.check.units import unit_differences


def check(units: Iterable[int] | None = None) -> Iterator[str]:
    """Differences, one sentence each; nothing when all is well. ``units`` narrows the sweep over stretches."""
    yield from broken_invariants()
    yield from tree_differences()
    yield from unit_differences(units)
    yield from tally_differences()
    yield from roll_differences()


__all__ = ["check"]
