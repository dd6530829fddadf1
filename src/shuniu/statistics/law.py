"""Which figures of law hold where something is counted? The conventions of the platform where no text is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from shuniu.policy.packs import Figures, merged
from shuniu.queries.packs import figures_of_each, figures_through

CONVENTIONS = ("national",)


def law_at(nodes: Iterable[int], on: date) -> dict[int, Figures]:
    """Nodes under the same texts share one answer."""
    found = figures_of_each(nodes, on)
    plain = merged(CONVENTIONS, on) if None in found.values() else None
    return {node: figures if figures is not None else _given(plain) for node, figures in found.items()}


def laws_on(node: int, days: Sequence[date]) -> list[tuple[date, Figures]]:
    """The law of each of ``days``, given in their order, with its facts read once."""
    if not days:
        return []
    texts = figures_through([node], days[0])
    return [(on, texts.at(on)[node] or merged(CONVENTIONS, on)) for on in days]


def _given(figures: Figures | None) -> Figures:
    assert figures is not None
    return figures
