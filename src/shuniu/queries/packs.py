"""Which chain of texts, and which figures, hold at a node on a day? For screens and for the counter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q

from shuniu.policy.packs import Figures
from shuniu.queries.facts.packs import FiguresThrough, figures_along, figures_at, texts_at


class NoTexts(LookupError):
    """Neither the node nor anything above it names the texts that apply."""

    def __init__(self) -> None:
        super().__init__("本级和上级都没有登记适用文件，请先登记适用文件")


def figures_of(node: int, on: date) -> Figures:
    """The merged figures at a node: the nearest chain above it, with what offices decided on top. Raises NoTexts."""
    found = figures_of_each([node], on)[node]
    if found is None:
        raise NoTexts
    return found


def texts_of(node: int, on: date) -> Figures | None:
    """What the texts alone say at a node, without what offices decided; None where no text applies."""
    return texts_at([node], on)[node]


def figures_of_each(nodes: Iterable[int], on: date) -> dict[int, Figures | None]:
    """The same for several nodes in a constant number of queries for each level; None where no text applies."""
    return figures_at(nodes, on)


def figures_through(nodes: Iterable[int], first: date) -> FiguresThrough:
    """The merged figures of the nodes on any day from ``first`` on; their facts are read once."""
    return FiguresThrough(nodes, first)


def figures_standing(lines: Mapping[int, list[int]], on: date, standing: Q) -> dict[int, Figures | None]:
    """The same by other facts than those in force now: ``lines`` is what stood above each node, nearest first."""
    return figures_along(lines, on, standing)


def chain_of(node: int, on: date) -> tuple[str, ...]:
    """The chain of packs in force at a node, nearest first; empty where none is named."""
    found = figures_at([node], on)[node]
    return () if found is None else found.chain
