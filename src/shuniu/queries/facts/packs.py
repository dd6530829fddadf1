"""Which figures hold at each of several nodes on a day?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from shuniu.kernel.decision import Clause
from shuniu.kernel.period import Period
from shuniu.models import LocalFigure, PackBinding
from shuniu.policy.packs import Figures, LocalValue, merged, vocabulary
from shuniu.policy.packs.loading import value_of
from shuniu.queries.days import during, since
from shuniu.queries.facts.party import Placed, period_of, places_upward

ADOPTS = "adopts"


def local_value(key: str, days: Any, value: Any, clause: str, decision: str) -> LocalValue:
    """A decision of an office as the law takes it: ``{"adopts": pack}`` takes over what a text reports."""
    adopts = value[ADOPTS] if isinstance(value, dict) and set(value) == {ADOPTS} else ""
    return LocalValue(
        key=key,
        period=period_of(days),
        decision=decision,
        value=None if adopts else value_of(key, vocabulary()[key].shape, value),
        adopts=adopts,
        clause=Clause(clause) if clause else None,
    )


def upward(nodes: Iterable[int], on: date) -> dict[int, list[int]]:
    """Each node with everything above it on the day, nearest first."""
    wanted = set(nodes)
    return _upward(wanted, places_upward(wanted, on), on)


def _upward(nodes: Iterable[int], places: Mapping[int, list[Placed]], on: date) -> dict[int, list[int]]:
    parents = {
        node: next((place.parent for place in rows if place.period.contains(on)), None) for node, rows in places.items()
    }
    found: dict[int, list[int]] = {}
    for node in nodes:
        line: list[int] = []
        current: int | None = node
        while current is not None and current not in line:
            line.append(current)
            current = parents.get(current)
        found[node] = line
    return found


def texts_at(nodes: Iterable[int], on: date) -> dict[int, Figures | None]:
    """What the texts alone say at each node, without what an office decided."""
    return figures_at(nodes, on, local=False)


def figures_at(nodes: Iterable[int], on: date, *, local: bool = True) -> dict[int, Figures | None]:
    """The merged figures of each node; None where neither it nor anything above it names its texts."""
    return figures_along(upward(nodes, on), on, during(on), local=local)


def figures_along(
    lines: Mapping[int, list[int]], on: date, standing: Q, *, local: bool = True
) -> dict[int, Figures | None]:
    """The same where ``lines`` names what stands above each node, nearest first, and ``standing`` which facts count."""
    said = _Said({node for line in lines.values() for node in line}, standing, local=local)
    return said.at(lines, on)


class FiguresThrough:
    """The merged figures of some nodes on any day from one on: their facts are read once, whatever is asked of them."""

    def __init__(self, nodes: Iterable[int], first: date) -> None:
        self._nodes, self._first = set(nodes), first
        self._places = places_upward(self._nodes, first)
        self._said = _Said(self._places, since(first))

    def tells(self, nodes: Iterable[int], first: date) -> bool:
        """Was all read that it takes to say what holds at these nodes on any day from ``first`` on?"""
        return first >= self._first and self._places.keys() >= set(nodes)

    def at(self, on: date, nodes: Iterable[int] | None = None) -> dict[int, Figures | None]:
        """As ``figures_at``, of all or of some that it ``tells``; those under the same texts and decisions share one
        answer."""
        return self._said.at(_upward(self._nodes if nodes is None else nodes, self._places, on), on)

    def days(self) -> set[date]:
        """On which days may other figures begin to hold at one of them? What the texts themselves say apart."""
        periods = [one.period for rows in self._places.values() for one in rows]
        return {day for one in (*periods, *self._said.periods()) for day in (one.start, one.end) if day is not None}


class _Said:
    """Which texts, and which decisions, were laid down at each of several nodes."""

    def __init__(self, nodes: Iterable[int], standing: Q, *, local: bool = True) -> None:
        everything = set(nodes)
        self._chains: dict[int, list[tuple[Period, list[str]]]] = defaultdict(list)
        rows = PackBinding.objects.filter(standing, party_organization__in=everything)
        for node, days, chain in rows.values_list("party_organization", "period", "chain"):
            self._chains[node].append((period_of(days), chain))
        self._decided: dict[int, list[LocalValue]] = defaultdict(list)
        decisions = LocalFigure.objects.filter(standing, party_organization__in=everything if local else ())
        for node, *cells in decisions.values_list("party_organization", "key", "period", "value", "clause", "decision"):
            self._decided[node].append(local_value(*cells))

    def periods(self) -> Iterator[Period]:
        yield from (period for rows in self._chains.values() for period, _ in rows)
        yield from (one.period for rows in self._decided.values() for one in rows)

    def at(self, lines: Mapping[int, list[int]], on: date) -> dict[int, Figures | None]:
        everything = {node for line in lines.values() for node in line}
        chains = {
            node: chain for node in everything for period, chain in self._chains.get(node, ()) if period.contains(on)
        }
        decided = {
            node: rows
            for node in everything
            if (rows := [one for one in self._decided.get(node, ()) if one.period.contains(on)])
        }
        known: dict[tuple[int | None, ...], Figures | None] = {}
        found: dict[int, Figures | None] = {}
        for node, line in lines.items():
            # Nodes that follow the same binding and the same decisions share one answer.
            mark = (next((one for one in line if one in chains), None), *(one for one in line if one in decided))
            if mark not in known:
                known[mark] = _merged(line, chains, decided, on)
            found[node] = known[mark]
        return found


def _merged(
    line: list[int], chains: Mapping[int, list[str]], decided: Mapping[int, list[LocalValue]], on: date
) -> Figures | None:
    chain = next((chains[node] for node in line if node in chains), None)
    if chain is None:
        return None
    nearest: dict[str, LocalValue] = {}
    for node in line:
        for one in decided.get(node, ()):
            nearest.setdefault(one.key, one)
    return merged(chain, on, list(nearest.values()))
