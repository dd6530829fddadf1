"""Which law holds at a node on a day, for the second count, and on which days may it change?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from shuniu.models import LocalFigure, PackBinding
from shuniu.policy.packs import Figures, load_packs
from shuniu.statistics.check.held import Facts, Held, bounds, held
from shuniu.statistics.law import law_at

# Only these decide how a unit is counted.
DECIDING = ("coverage.", "work_coverage.", "formation.")


class Laws:
    """The figures at a node on a day. Nodes below the same bindings and decisions share them: they are asked once for
    each stretch of days in which no text changes and none of those is laid down or ends."""

    def __init__(self, nodes: set[int], places: Facts, deciding: Sequence[str] = DECIDING) -> None:
        self._places = places
        self._stated = _days_of_texts(tuple(deciding))
        self._said: dict[int, list[Held]] = {}
        for model in (PackBinding, LocalFigure):
            for node, rows in held(model, "party_organization", ()).items():
                self._said.setdefault(node, []).extend(rows)
        self._turns = sorted(self._stated.union(*map(bounds, self._said.values())))
        self._changes = {node: self._days(node) for node in nodes}
        self._own: dict[int, list[date]] = {}
        self._at: dict[tuple[int, int], Figures] = {}
        self._known: dict[tuple[int, ...], Figures] = {}

    def at(self, node: int, day: date) -> Figures:
        if node not in self._own:
            self._own[node] = sorted(self._changes[node])
        stretch = (node, bisect_right(self._own[node], day))
        if stretch not in self._at:
            self._at[stretch] = self._law(node, day)
        return self._at[stretch]

    def changes(self, node: int) -> set[date]:
        """Days on which another law may begin at a node: what texts say, and what it or anything above it does."""
        return self._changes[node]

    def _law(self, node: int, day: date) -> Figures:
        alike = (bisect_right(self._turns, day), *self._deciding(node, day))
        if alike not in self._known:
            self._known[alike] = law_at([node], day)[node]
        return self._known[alike]

    def _deciding(self, node: int | None, day: date) -> Iterator[int]:
        """Those on its line upward that have laid something down for the day, nearest first."""
        passed: set[int] = set()
        while node is not None and node not in passed:
            passed.add(node)
            if any(row.on(day) for row in self._said.get(node, ())):
                yield node
            node = next((row.values[0] for row in self._places.get(node, ()) if row.on(day)), None)

    def _days(self, node: int) -> set[date]:
        days, found, frontier = set(self._stated), {node}, {node}
        while frontier:
            for one in frontier:
                days |= bounds(self._places.get(one, ())) | bounds(self._said.get(one, ()))
            frontier = {row.values[0] for one in frontier for row in self._places.get(one, ())} - {None} - found
            found |= frontier
        return days


@cache
def _days_of_texts(deciding: tuple[str, ...]) -> frozenset[date]:
    stated = [one.period for pack in load_packs().values() for one in pack.statements if one.key.startswith(deciding)]
    return frozenset(day for period in stated for day in (period.start, period.end) if day is not None)
