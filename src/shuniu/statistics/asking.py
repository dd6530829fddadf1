"""Figures for somebody: the same answers, once the guard has said that the node is theirs to read.

A figure is guarded by its node, by now: its rows (code, name, counted attributes of that day) open with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from shuniu.access import Actor
from shuniu.statistics.answers import NoFigures, Pair, Point, RowPage, Table, Wanted
from shuniu.statistics.figures import figure, figures, figures_beside
from shuniu.statistics.known import keys_instead
from shuniu.statistics.places import guarded, require
from shuniu.statistics.rows import FIRST_PAGE, rows
from shuniu.statistics.trends import trends


def figure_for(
    actor: Actor, measure_key: str, node: int, on: date, by: Sequence[str] = (), *, with_digest: bool = True
) -> Table | NoFigures:
    """The figure of a node, when the actor may read it. Raises NotYours, UnknownMeasure, NotCountedSo."""
    require(actor, node)
    return figure(measure_key, node, on, by, with_digest=with_digest)


def rows_for(
    actor: Actor,
    measure_key: str,
    node: int,
    on: date,
    filters: Mapping[str, str] | None = None,
    wanted: Wanted = FIRST_PAGE,
) -> RowPage | NoFigures:
    """The rows behind it. Raises NotYours, UnknownMeasure, NotCountedSo."""
    require(actor, node)
    return rows(measure_key, node, on, filters, wanted)


def keys_instead_for(
    actor: Actor, measure_key: str, node: int, on: date, filters: Mapping[str, str]
) -> dict[str, list[str]]:
    """Of ``filters``, those whose key nobody knows, with the keys there are. Raises NotYours and as ``rows_for``."""
    require(actor, node)
    found = {name: keys_instead(measure_key, node, on, name, key) for name, key in filters.items()}
    return {name: keys for name, keys in found.items() if keys is not None}


def figures_for(actor: Actor, measure_keys: Sequence[str], node: int, on: date) -> list[Table | NoFigures]:
    """Several figures of a node, without cells and digest. Raises NotYours, UnknownMeasure."""
    require(actor, node)
    return figures(measure_keys, node, on)


def trends_for(
    actor: Actor, measure_keys: Sequence[str], node: int, on: date, months: int = 12
) -> dict[str, list[Point]]:
    """Month-ends up to the day, by measure. Raises NotYours, UnknownMeasure."""
    require(actor, node)
    return trends(measure_keys, node, on, months)


def figures_beside_for(
    actor: Actor, nodes: Sequence[int], on: date, measures: Sequence[str]
) -> dict[int, dict[str, Pair | None]]:
    """Many figures beside many nodes; nodes that are not the actor's are left out."""
    mine = guarded(actor, nodes)
    return figures_beside([node for node in nodes if node in mine], on, measures)
