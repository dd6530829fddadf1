"""From everything that is told, on one page and on all together, no withheld number follows nor comes nearer than 0–4.

The reader below knows nothing of flows: every told number is an equation, and a linear program asks for the ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuniu.policy.figures.withholding import SMALLEST_TOLD, TOTAL, Withholding

COLUMNS = ("a", "b", "c")
TOP = 1
Variable = tuple[int, str]  # leaf, column
TINY = 1e-9


@dataclass
class Reader:
    """Somebody with all pages before him, and a linear program."""

    truth: Mapping[Variable, int]
    sums: list[tuple[frozenset[Variable], int, bool]] = field(
        default_factory=list
    )  # cells, number, exactly or at least

    def reads(self, leaves: Sequence[int], row: Mapping[str, int | None]) -> None:
        """A row over some leaves; a body without members has none, so a withheld sum is at least 1."""
        for column, number in row.items():
            if number is not None:
                self.sums.append((frozenset(within(leaves, column)), number, True))
            elif column == TOTAL:
                self.sums.append((frozenset(within(leaves, column)), 1, False))

    def program(self) -> Program:
        cells = sorted(self.truth)
        found = Program(len(cells) + sum(1 for _, _, exact in self.sums if not exact))
        spare = len(cells)
        for among, number, exact in dict.fromkeys(self.sums):
            line = [1.0 if cell in among else 0.0 for cell in cells] + [0.0] * (found.variables - len(cells))
            if not exact:
                line[spare] = -1.0
                spare += 1
            found.lines.append([*line, float(number)])
        found.begin()
        return found


class Program:
    """Least and most of a sum of variables, none below 0, under equations: the tableau of the textbook."""

    def __init__(self, variables: int) -> None:
        self.variables = variables
        self.lines: list[list[float]] = []
        self.basis: list[int] = []

    def begin(self) -> None:
        """A first solution, by making artificial variables vanish."""
        many = len(self.lines)
        self.lines = [
            [*line[:-1], *(1.0 if at == own else 0.0 for own in range(many)), line[-1]]
            for at, line in enumerate(self.lines)
        ]
        self.basis = [self.variables + at for at in range(many)]
        assert self._least([0.0] * self.variables + [1.0] * many) < TINY
        for at, one in enumerate(self.basis):
            if one >= self.variables:
                column = next((c for c in range(self.variables) if abs(self.lines[at][c]) > TINY), None)
                if column is not None:
                    self._pivot(at, column)
        kept = [at for at, one in enumerate(self.basis) if one < self.variables]
        self.basis = [self.basis[at] for at in kept]
        self.lines = [[*self.lines[at][: self.variables], self.lines[at][-1]] for at in kept]

    def ends(self, among: Sequence[int]) -> tuple[int, float]:
        chosen = [1.0 if at in among else 0.0 for at in range(self.variables)]
        return round(self._least(chosen)), -self._least([-one for one in chosen])

    def _least(self, costs: Sequence[float]) -> float:
        while True:
            paid = [costs[one] for one in self.basis]
            column = next(
                (
                    at
                    for at in range(len(costs))
                    if costs[at] - sum(p * line[at] for p, line in zip(paid, self.lines, strict=True) if p) < -TINY
                ),
                None,
            )
            if column is None:
                return sum(p * line[-1] for p, line in zip(paid, self.lines, strict=True))
            able = [at for at, line in enumerate(self.lines) if line[column] > TINY]
            if not able:
                return -inf
            self._pivot(
                min(able, key=lambda at: (round(self.lines[at][-1] / self.lines[at][column], 6), self.basis[at])),
                column,
            )

    def _pivot(self, at: int, column: int) -> None:
        by = self.lines[at][column]
        line = self.lines[at] = [value / by for value in self.lines[at]]
        for other, row in enumerate(self.lines):
            if other != at and (factor := row[column]):
                self.lines[other] = [one - factor * two for one, two in zip(row, line, strict=True)]
        self.basis[at] = column


def within(leaves: Sequence[int], column: str) -> list[Variable]:
    return [(leaf, one) for leaf in leaves for one in COLUMNS if column in (one, TOTAL)]


Tree = Mapping[int, Mapping[int, Mapping[str, int]]]  # child of the top → leaf → numbers


def summed(rows: Iterable[Mapping[str, int]]) -> dict[str, int]:
    found = dict.fromkeys(COLUMNS, 0)
    for row in rows:
        for column in COLUMNS:
            found[column] += row[column]
    return found


def pages(tree: Tree) -> tuple[Reader, list[tuple[list[int], Mapping[str, int | None]]]]:
    """Every row of every page: the top, its table, and the table of each child, each page made for itself."""
    reader = Reader({(leaf, one): row[one] for rows in tree.values() for leaf, row in rows.items() for one in COLUMNS})
    children = {child: summed(rows.values()) for child, rows in tree.items()}
    every = [leaf for rows in tree.values() for leaf in rows]
    first = Withholding(TOP, summed(children.values()))
    told: list[tuple[list[int], Mapping[str, int | None]]] = [(every, first.told_of(TOP))]
    if first.told_of(TOP)[TOTAL] is not None:
        first.descend(TOP, children)
        for child, rows in tree.items():
            told.append((list(rows), first.told(TOP, child)))
            told += _page_of(child, rows, children)
    for leaves, row in told:
        reader.reads(leaves, row)
    return reader, told


def _page_of(
    child: int, rows: Mapping[int, Mapping[str, int]], children: Mapping[int, Mapping[str, int]]
) -> list[tuple[list[int], Mapping[str, int | None]]]:
    """The table of a child, made without the others; where its sum is withheld it has none."""
    page = Withholding(TOP, summed(children.values()))
    page.descend(TOP, children)
    if page.told_of(child)[TOTAL] is None:
        return [(list(rows), page.told_of(child))]
    page.descend(child, rows)
    return [(list(rows), page.told_of(child)), *(([leaf], page.told(child, leaf)) for leaf in rows)]


def leaks(tree: Tree) -> list[str]:
    """Cells that are told though they are small, and withheld ones of which too much is known."""
    reader, told = pages(tree)
    program, places = reader.program(), {cell: at for at, cell in enumerate(sorted(reader.truth))}
    found = []
    for leaves, row in told:
        for column, number in row.items():
            cells = within(leaves, column)
            true = sum(reader.truth[cell] for cell in cells)
            if number is not None:
                if number < SMALLEST_TOLD or number != true:
                    found.append(f"{leaves} {column}: told {number}")
                continue
            least, most = program.ends([places[cell] for cell in cells])
            if true < SMALLEST_TOLD and (least > (column == TOTAL) or most < SMALLEST_TOLD - 1):
                found.append(f"{leaves} {column}: {true} is known to be {least} to {most}")
            if most - least < 1:
                found.append(f"{leaves} {column}: exactly {true}")
    return found


numbers = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 8, 13])
rows = st.fixed_dictionaries({one: numbers for one in COLUMNS}).filter(lambda row: any(row.values()))


@st.composite
def trees(draw: st.DrawFn, children: int = 3, leaves: int = 3) -> Tree:
    wide = draw(st.lists(st.lists(rows, min_size=1, max_size=leaves), min_size=1, max_size=children))
    return {
        10 + at: {100 * (at + 1) + number: row for number, row in enumerate(below)} for at, below in enumerate(wide)
    }


@pytest.mark.req("I21")
class TestNothingFollows:
    @given(trees(children=4, leaves=1))
    def test_from_one_page_with_its_children(self, tree: Tree) -> None:
        assert leaks(tree) == []

    @given(trees(children=2, leaves=3))
    @settings(max_examples=60)
    def test_from_the_pages_of_a_node_and_of_all_its_children_together(self, tree: Tree) -> None:
        assert leaks(tree) == []
