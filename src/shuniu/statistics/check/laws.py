"""Which law holds at a node on a day, for the second count, and on which days may it change?"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from shuniu.models import LocalFigure, PackBinding
from shuniu.policy.packs import Figures, load_packs
from shuniu.statistics.check.held import Facts, bounds, held
from shuniu.statistics.law import law_at

# Only these decide how a unit is counted.
_DECIDING = ("coverage.", "work_coverage.", "formation.")


class Laws:
    """The figures at a node on a day, asked once for each stretch of days in which no text and no place changes."""

    def __init__(self, nodes: set[int], places: Facts) -> None:
        self._nodes, self._places = nodes, places
        self._stated = _days_of_texts()
        self._said: dict[int, set[date]] = {}
        for model in (PackBinding, LocalFigure):
            for node, rows in held(model, "party_organization", ()).items():
                self._said.setdefault(node, set()).update(bounds(rows))
        self._changes = {node: self._days(node) for node in nodes}
        self._all = sorted(set().union(self._stated, *self._changes.values()))
        self._known: dict[int, dict[int, Figures]] = {}

    def at(self, node: int, day: date) -> Figures:
        index = bisect_right(self._all, day)
        if index not in self._known:
            self._known[index] = law_at(self._nodes, self._all[index - 1] if index else day)
        return self._known[index][node]

    def changes(self, node: int) -> set[date]:
        """Days on which another law may begin at a node: what texts say, and what it or anything above it does."""
        return self._changes[node]

    def _days(self, node: int) -> set[date]:
        days, found, frontier = set(self._stated), {node}, {node}
        while frontier:
            for one in frontier:
                days |= bounds(self._places.get(one, ())) | self._said.get(one, set())
            frontier = {row.values[0] for one in frontier for row in self._places.get(one, ())} - {None} - found
            found |= frontier
        return days


def _days_of_texts() -> set[date]:
    stated = [one.period for pack in load_packs().values() for one in pack.statements if one.key.startswith(_DECIDING)]
    return {day for period in stated for day in (period.start, period.end) if day is not None}
