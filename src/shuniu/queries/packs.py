"""Which chain of texts, and which figures, hold at a node on a day? For screens and for the counter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from django.db.models import Q

from shuniu.models import Lineage, LocalFigure, PackBinding, Placement
from shuniu.policy.packs import Figures, load_packs
from shuniu.queries.facts.packs import figures_along, figures_at, texts_at


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


def figures_standing(lines: Mapping[int, list[int]], on: date, standing: Q) -> dict[int, Figures | None]:
    """The same by other facts than those in force now: ``lines`` is what stood above each node, nearest first."""
    return figures_along(lines, on, standing)


def chain_of(node: int, on: date) -> tuple[str, ...]:
    """The chain of packs in force at a node, nearest first; empty where none is named."""
    found = figures_at([node], on)[node]
    return () if found is None else found.chain


def days_of_change(node: int, first: date, last: date) -> list[date]:
    """Days after ``first`` up to ``last`` on which other figures may begin to hold at a node, in order."""
    above = set(Lineage.objects.filter(descendant=node).values_list("ancestor", flat=True)) | {node}
    days = set(_days_of_texts())
    for model in (PackBinding, LocalFigure, Placement):
        rows = model._default_manager.filter(party_organization__in=above, retracted__isnull=True)
        for period in rows.values_list("period", flat=True):
            days |= {day for day in (period.lower, period.upper) if day is not None}
    return sorted(day for day in days if first < day <= last)


@cache
def _days_of_texts() -> frozenset[date]:
    """Days on which a text begins or ceases to say anything."""
    packs = load_packs().values()
    periods = [statement.period for pack in packs for statement in pack.statements]
    bounds = {day for period in periods for day in (period.start, period.end) if day is not None}
    return frozenset(bounds | {pack.valid_from for pack in packs})
