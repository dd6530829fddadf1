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
from tests.ground.sizes import sample

from shuniu.policy.figures.withholding import SMALLEST_TOLD, TOTAL, Withholding, descend_together

PARTS = (("a", "b", "c", "none"), ("d", "e"))  # the same members, by two parts
COLUMNS = (*PARTS[0], *PARTS[1])
PLAIN = frozenset({"none"})
TOP = 1
Variable = tuple[int, str]  # leaf, column
Told = Mapping[str, int | None]
TINY = 1e-9


@dataclass
class Reader:
    """Somebody with all pages before him, and a linear program."""

    truth: Mapping[Variable, int]
    sums: list[tuple[frozenset[Variable], int, bool]] = field(
        default_factory=list
    )  # cells, number, exactly or at least

    def reads(self, leaves: Sequence[int], part: int, row: Told) -> None:
        """A row over some leaves; a body without members has none, so a withheld sum is at least 1."""
        for column, number in row.items():
            if number is not None:
                self.sums.append((frozenset(within(leaves, part, column)), number, True))
            elif column == TOTAL:
                self.sums.append((frozenset(within(leaves, part, column)), 1, False))

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
        for leaf in {leaf for leaf, _ in cells}:
            found.lines.append([_side(cell, leaf) for cell in cells] + [0.0] * (found.variables - len(cells) + 1))
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


def _side(cell: Variable, leaf: int) -> float:
    """Both parts of a leaf add up to the same."""
    return 0.0 if cell[0] != leaf else 1.0 if cell[1] in PARTS[0] else -1.0


def within(leaves: Sequence[int], part: int, column: str) -> list[Variable]:
    return [(leaf, one) for leaf in leaves for one in PARTS[part] if column in (one, TOTAL)]


Tree = Mapping[int, Mapping[int, Mapping[str, int]]]  # child of the top → leaf → numbers


def summed(rows: Iterable[Mapping[str, int]]) -> dict[str, int]:
    found = dict.fromkeys(COLUMNS, 0)
    for row in rows:
        for column in COLUMNS:
            found[column] += row[column]
    return found


Page = tuple[list[int], int, Told]  # leaves, part, what is told of them


def of_part(row: Mapping[str, int], part: int) -> dict[str, int]:
    return {one: row[one] for one in PARTS[part]}


def opened(tree: Tree, *way: int) -> list[Withholding]:
    """Both parts from the top down the way."""
    children = {child: summed(rows.values()) for child, rows in tree.items()}
    found = [Withholding(TOP, of_part(summed(children.values()), part), PLAIN) for part in range(2)]
    for node in way:
        rows = children if node == TOP else tree[node]
        descend_together(found, node, [{key: of_part(row, part) for key, row in rows.items()} for part in range(2)])
    return found


def pages(tree: Tree) -> tuple[Reader, list[Page]]:
    """Every row of every page, each page made for itself: the top, its table, and the table of each child. A node whose
    sum is withheld has no table."""
    reader = Reader({(leaf, one): row[one] for rows in tree.values() for leaf, row in rows.items() for one in COLUMNS})
    every = [leaf for rows in tree.values() for leaf in rows]
    told: list[Page] = [(every, part, one.told_of(TOP)) for part, one in enumerate(opened(tree))]
    if told[0][2][TOTAL] is not None:
        for part, one in enumerate(opened(tree, TOP)):
            told += [(list(rows), part, one.told(TOP, child)) for child, rows in tree.items()]
        for child in tree:
            told += _below(tree, child)
    for leaves, part, row in told:
        reader.reads(leaves, part, row)
    return reader, told


def _below(tree: Tree, child: int) -> list[Page]:
    if opened(tree, TOP)[0].told_of(child)[TOTAL] is None:
        return []
    return [
        page
        for part, one in enumerate(opened(tree, TOP, child))
        for page in [(list(tree[child]), part, one.told_of(child))]
        + [([leaf], part, one.told(child, leaf)) for leaf in tree[child]]
    ]


def leaks(tree: Tree) -> list[str]:
    """Cells that are told though they are small, and withheld ones of which too much is known."""
    reader, told = pages(tree)
    program, places = reader.program(), {cell: at for at, cell in enumerate(sorted(reader.truth))}
    found = []
    for leaves, part, row in told:
        for column, number in row.items():
            cells = within(leaves, part, column)
            true = sum(reader.truth[cell] for cell in cells)
            if column in PLAIN:
                continue
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


def both(drawn: tuple[list[int], int, float]) -> dict[str, int]:
    """The same members parted in two once more."""
    three, none, share = drawn
    whole = sum(three) + none
    first = round(whole * share)
    return dict(zip(COLUMNS, [*three, none, first, whole - first], strict=True))


leaf_rows = st.tuples(
    st.lists(numbers, min_size=3, max_size=3).filter(any),
    st.sampled_from([0, 0, 1, 3, 7]),
    st.sampled_from([0, 0.2, 0.5, 1]),
).map(both)


@st.composite
def trees(draw: st.DrawFn, children: int = 3, leaves: int = 3) -> Tree:
    wide = draw(st.lists(st.lists(leaf_rows, min_size=1, max_size=leaves), min_size=1, max_size=children))
    return {
        10 + at: {100 * (at + 1) + number: row for number, row in enumerate(below)} for at, below in enumerate(wide)
    }


@pytest.mark.req("I21")
class TestNothingFollows:
    @given(trees(children=4, leaves=1))
    @settings(max_examples=sample(100, full=5_000), deadline=None)
    def test_from_one_page_with_its_children(self, tree: Tree) -> None:
        assert leaks(tree) == []

    @given(trees(children=2, leaves=3))
    @settings(max_examples=sample(60, full=3_000), deadline=None)
    def test_from_the_pages_of_a_node_and_of_all_its_children_together(self, tree: Tree) -> None:
        assert leaks(tree) == []

    def test_a_reader_would_find_what_is_withheld_without_a_second(self) -> None:
        """The proof can fail: 12 and 3 with the sum of 15, and only the 3 withheld."""
        reader = Reader({(1, one): number for one, number in zip(COLUMNS, (12, 3, 0, 0, 15, 0), strict=True)})
        reader.reads([1], 0, {"a": 12, "b": None, "c": 0, "none": 0, TOTAL: 15})
        assert reader.program().ends([1]) == (3, 3)
