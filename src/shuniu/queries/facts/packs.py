"""Which figures hold at each of several nodes on a day?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from shuniu.kernel.decision import Clause
from shuniu.models import LocalFigure, PackBinding
from shuniu.policy.packs import Figures, LocalValue, merged, vocabulary
from shuniu.policy.packs.loading import value_of
from shuniu.queries.days import during
from shuniu.queries.facts.party import period_of, places_upward

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
    places = places_upward(wanted, on)
    parents = {
        node: next((place.parent for place in rows if place.period.contains(on)), None) for node, rows in places.items()
    }
    found: dict[int, list[int]] = {}
    for node in wanted:
        line, current = [], node
        while current is not None and current not in line:
            line.append(current)
            current = parents.get(current)  # type: ignore[assignment]
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
    everything = {node for line in lines.values() for node in line}
    chains = dict(
        PackBinding.objects.filter(standing, party_organization__in=everything).values_list(
            "party_organization", "chain"
        )
    )
    decided: dict[int, list[LocalValue]] = defaultdict(list)
    rows = LocalFigure.objects.filter(standing, party_organization__in=everything if local else ())
    for node, *cells in rows.values_list("party_organization", "key", "period", "value", "clause", "decision"):
        decided[node].append(local_value(*cells))
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
    line: list[int], chains: dict[int, list[str]], decided: dict[int, list[LocalValue]], on: date
) -> Figures | None:
    chain = next((chains[node] for node in line if node in chains), None)
    if chain is None:
        return None
    nearest: dict[str, LocalValue] = {}
    for node in line:
        for one in decided.get(node, ()):
            nearest.setdefault(one.key, one)
    return merged(chain, on, list(nearest.values()))
