"""The counter: figures as of a day, and the checker of what is derived."""

from shuniu.policy.measures import UnknownMeasure
from shuniu.statistics.answers import (
    Cell,
    CountedRow,
    NoFigures,
    NotCountedSo,
    NotYours,
    Pair,
    Point,
    RowPage,
    Table,
    Wanted,
)
from shuniu.statistics.asking import figure_for, figures_beside_for, figures_for, keys_instead_for, rows_for, trends_for
from shuniu.statistics.places import Ambiguous, node_named

__all__ = [
    "Ambiguous",
    "Cell",
    "CountedRow",
    "NoFigures",
    "NotCountedSo",
    "NotYours",
    "Pair",
    "Point",
    "RowPage",
    "Table",
    "UnknownMeasure",
    "Wanted",
    "figure_for",
    "figures_beside_for",
    "figures_for",
    "keys_instead_for",
    "node_named",
    "rows_for",
    "trends_for",
]
