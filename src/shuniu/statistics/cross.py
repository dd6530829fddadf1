"""How does a figure stand by two dimensions at once? A table that stays readable and still adds up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shuniu.access import Actor
from shuniu.policy.measures import Dimension, Measure, Subject
from shuniu.policy.measures import measure as measure_of
from shuniu.statistics.answers import Cell, NoFigures, NotCountedSo, Pair, Table
from shuniu.statistics.asking import figure_for
from shuniu.statistics.dimensions import dimensions

REST = ""  # the key under which everything stands that has no line of its own
MOST_DOWN, MOST_ACROSS = 50, 12


@dataclass(frozen=True, slots=True)
class Heading:
    """One line or column; the key of what is gathered under 其余 is empty."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cross:
    """``cells`` by the keys of line and column; what is not there is nothing. ``whole`` is the figure itself.

    ``gathered``: how many values of each dimension stand together under 其余.
    """

    whole: Table
    down: Dimension
    across: Dimension
    rows: Sequence[Heading]
    columns: Sequence[Heading]
    cells: Mapping[tuple[str, str], Pair]
    row_totals: Mapping[str, Pair]
    column_totals: Mapping[str, Pair]
    gathered: tuple[int, int]


def crossable(measure: Measure) -> bool:
    """Only where every row stands in exactly one cell do cells add up to the figure."""
    return measure.subject is not Subject.REPORTED and not measure.distinct and len(measure.dimensions) > 1


def cross_for(
    actor: Actor, measure_key: str, node: int, on: date, by: tuple[str, str], most: tuple[int, int] | None = None
) -> Cross | NoFigures:
    """The dimension with more values goes down; of each the largest ``most`` have a line, the others stand together.

    ``most`` None: as many as a page holds. Raises NotYours, UnknownMeasure, NotCountedSo.
    """
    measure = measure_of(measure_key)
    if not crossable(measure) or len(dimensions(measure, by)) != 2:
        raise NotCountedSo(f"“{measure.name}”不能按这两项同时分组。")
    found = figure_for(actor, measure_key, node, on, by, with_digest=False)
    if isinstance(found, NoFigures):
        return found
    first, second = (Dimension(one) for one in by)
    values = {one: _by_size(found.by, one) for one in (first, second)}
    down, across = (first, second) if len(values[first]) >= len(values[second]) else (second, first)
    limits = most or (MOST_DOWN, MOST_ACROSS)
    rows, columns = (_headings(values[one], limit) for one, limit in ((down, limits[0]), (across, limits[1])))
    cells = _gathered(found.by, (down, across), (rows, columns))
    return Cross(
        whole=found,
        down=down,
        across=across,
        rows=rows,
        columns=columns,
        cells=cells,
        row_totals={one.key: _sum([pair for (row, _), pair in cells.items() if row == one.key]) for one in rows},
        column_totals={one.key: _sum([pair for (_, key), pair in cells.items() if key == one.key]) for one in columns},
        gathered=(_left(values[down], rows), _left(values[across], columns)),
    )


def _by_size(cells: Sequence[Cell], dimension: Dimension) -> list[Heading]:
    """The values of a dimension, the largest first; of the same size in the order of their keys."""
    sizes: dict[str, float] = {}
    names: dict[str, str] = {}
    for one in cells:
        key = one.cell[dimension.value]
        sizes[key] = sizes.get(key, 0) + (one.numerator if one.denominator is None else one.denominator)
        names[key] = one.names.get(dimension.value) or key
    return [Heading(key, names[key]) for key in sorted(sizes, key=lambda key: (-sizes[key], key))]


def _headings(values: Sequence[Heading], most: int) -> list[Heading]:
    return list(values) if len(values) <= most else [*values[:most], Heading(REST, "其余")]


def _left(values: Sequence[Heading], shown: Sequence[Heading]) -> int:
    return len(values) - sum(1 for one in shown if one.key != REST)


def _gathered(
    cells: Sequence[Cell], by: tuple[Dimension, Dimension], shown: tuple[Sequence[Heading], Sequence[Heading]]
) -> dict[tuple[str, str], Pair]:
    own = [{heading.key for heading in headings} for headings in shown]
    found: dict[tuple[str, str], list[Pair]] = {}
    for one in cells:
        row, column = (
            key if (key := one.cell[dimension.value]) in keys else REST for dimension, keys in zip(by, own, strict=True)
        )
        found.setdefault((row, column), []).append(one)
    return {place: _sum(pairs) for place, pairs in found.items()}


def _sum(pairs: Sequence[Pair]) -> Pair:
    ratio = any(one.denominator is not None for one in pairs)
    whole = sum(one.denominator or 0 for one in pairs) if ratio else None
    return Pair(numerator=sum(one.numerator for one in pairs), denominator=whole)
