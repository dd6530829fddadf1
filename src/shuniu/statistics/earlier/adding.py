"""What do the rows of a measure add up to? Portion by portion: the rows themselves are not kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from shuniu.kernel.public_ids import PublicIds
from shuniu.policy.measures import Dimension, Measure
from shuniu.statistics.answers import Cell, Number
from shuniu.statistics.earlier.subjects import Split

# Numerator, denominator and what is missing.
Numbers = tuple[Number | None, Number | None, int]


@dataclass(slots=True)
class Added:
    """One measure by some dimensions. ``public``: the public ids of what it counts, portion by portion.

    What is counted once (``distinct``) comes in one portion.
    """

    measure: Measure
    by: tuple[Dimension, ...] = ()
    numerator: Number = 0
    denominator: Number | None = None
    missing: int = 0
    public: list[PublicIds] = field(default_factory=list)
    cells: dict[tuple[str, ...], Cell] = field(default_factory=dict)

    def add(self, part: Split, cells: Iterable[Cell], public: PublicIds) -> None:
        self.add_numbers((part.numerator, part.denominator, part.missing), cells, public)

    def add_numbers(self, numbers: Numbers, cells: Iterable[Cell], public: PublicIds) -> None:
        numerator, denominator, missing = numbers
        self.numerator += numerator or 0
        self.denominator = _sum(self.denominator, denominator)
        self.missing += missing
        self.public.append(public)
        for cell in cells:
            place = tuple(cell.cell.values())
            held = self.cells.get(place)
            self.cells[place] = cell if held is None else _both(held, cell)

    @property
    def sorted_cells(self) -> tuple[Cell, ...]:
        return tuple(self.cells[place] for place in sorted(self.cells))


def _both(held: Cell, cell: Cell) -> Cell:
    return replace(
        held, numerator=held.numerator + cell.numerator, denominator=_sum(held.denominator, cell.denominator)
    )


def _sum(one: Number | None, other: Number | None) -> Number | None:
    return other if one is None else one if other is None else one + other
