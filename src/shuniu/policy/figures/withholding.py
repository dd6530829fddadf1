"""Which numbers of tables about persons are told, so that none under five can be worked out from the others?

A table is a flow: each cell runs from its row to its column, each total back. Whoever reads the numbers that are told
can shift the others along every circle of withheld cells, and in no other way. A cell is safe when it can still be
anything from 0 to 4. What is withheld further so that this holds looks the same as what is small: were small cells
marked, a sum of 7 over two of them would say that each is 3 or 4.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

# Requirements, design rule 7: statistics tell no cell of persons under 5 outside the owning branch.
SMALLEST_TOLD = 5
TOTAL = ""  # the column of the sum of a row

Cell = tuple[int, int, str]  # table, row, column
Joint = tuple[int | str, ...]
Rows = Mapping[int, Mapping[str, int]]
_TOP = 0  # the table that has only the row of the topmost node; keys begin at 1
_ROOT: Joint = ("root",)


@dataclass(slots=True)
class _Arc:
    """``floor``: a body without members has no row, so the sum of a row is at least 1, and everybody knows."""

    tail: Joint
    head: Joint
    value: int
    floor: int


class Withholding:
    """What is withheld on one way down the tree: first a node's own numbers, then each table of its children.

    ``descend`` adds a table and takes nothing back, and what it withholds depends on the tables above only: so the
    page of a child says what its row says at its parent, and all pages together say no more than each. For that, where
    the sum of a row or column is withheld, all of it is; where the sum of a node is, it has no table. Columns in
    ``plain`` say nothing of persons (未填写): they are told.
    """

    def __init__(self, top: int, numbers: Mapping[str, int], plain: frozenset[str] = frozenset()) -> None:
        self._plain = plain
        self._columns = list(numbers)
        self._arcs: dict[Cell, _Arc] = {}
        # The withheld ones by either end, and by both.
        self._near: dict[Joint, set[Cell]] = defaultdict(set)
        self._between: dict[tuple[Joint, Joint], Cell] = {}
        self._found_safe: set[Cell] = set()
        self._rows: dict[int, list[int]] = {}
        self._place: dict[int, int] = {top: _TOP}  # in whose table a node has its row
        self._lay(_TOP, {top: numbers})
        self.protect(_TOP)

    def descend(self, node: int, rows: Rows) -> None:
        """The table of ``node``: its children, and under its own key whom it holds itself."""
        descend_together([self], node, [rows])

    def begin(self, node: int, rows: Rows) -> None:
        """Lay the table; what its sums withhold is withheld in it."""
        self._open(node)
        self._lay(node, rows)
        for column in [*self._columns, TOTAL]:
            if not self._is_told((self._place[node], node, column)):
                self._withhold_all((node, row, column) for row in rows)
        self._place |= {row: node for row in rows if row != node}

    def withhold_row(self, table: int, row: int) -> None:
        self._withhold_all(self._row(table, row))

    def told(self, table: int, row: int) -> dict[str, int | None]:
        """A row of a node's table by column, the sum under ``TOTAL``; None is withheld."""
        return {
            column: self._arcs[cell].value if self._is_told(cell := (table, row, column)) else None
            for column in [*self._columns, TOTAL]
        }

    def told_of(self, node: int) -> dict[str, int | None]:
        """The node's own numbers, as the table above it tells them."""
        return self.told(self._place[node], node)

    def _lay(self, table: int, rows: Mapping[int, Mapping[str, int]]) -> None:
        self._rows[table] = list(rows)
        for row, numbers in rows.items():
            for column in self._columns:
                line, below = self._line(table, row), self._sum(table, column)
                self._arcs[table, row, column] = _Arc(line, below, numbers.get(column, 0), 0)
            line, beside = self._line(table, row), self._sum(table, TOTAL)
            self._arcs[table, row, TOTAL] = _Arc(beside, line, sum(numbers.values()), 1)

    @staticmethod
    def _line(table: int, row: int) -> Joint:
        return ("row", table, row)

    @staticmethod
    def _sum(table: int, column: str) -> Joint:
        return _ROOT if table == _TOP else ("column", table, column)

    def _open(self, node: int) -> None:
        """The row of the node becomes the sums of its own table."""
        for column in [*self._columns, TOTAL]:
            cell = (self._place[node], node, column)
            withheld = not self._is_told(cell)
            arc = self._arcs[cell]
            self._near[arc.tail].discard(cell)
            self._near[arc.head].discard(cell)
            self._between.pop((arc.tail, arc.head), None)
            if column == TOTAL:
                arc.head = self._sum(node, TOTAL)
            else:
                arc.tail = self._sum(node, column)
            if withheld:
                self._withhold(cell)

    def _is_told(self, cell: Cell) -> bool:
        return cell not in self._near[self._arcs[cell].tail]

    def _withhold(self, cell: Cell) -> None:
        arc = self._arcs[cell]
        self._near[arc.tail].add(cell)
        self._near[arc.head].add(cell)
        self._between[arc.tail, arc.head] = cell

    def _withhold_all(self, cells: Iterator[Cell]) -> None:
        for cell in cells:
            self._withhold(cell)

    def _row(self, table: int, row: int) -> Iterator[Cell]:
        return ((table, row, column) for column in [*self._columns, TOTAL])

    def _small(self, cell: Cell) -> bool:
        return self._arcs[cell].value < SMALLEST_TOLD and cell[2] not in self._plain

    def protect(self, table: int) -> int | None:
        """Withhold what has to be; a row of which also the sum has to be is returned, for its sum stands elsewhere too.

        What is withheld more gives what was safe only more room: each cell needs to be found safe once.
        """
        every = [cell for row in self._rows[table] for cell in self._row(table, row)]
        for cell in every:
            if self._small(cell):
                self._withhold_all(self._row(*cell[:2]) if cell[2] == TOTAL else iter([cell]))
        waiting = deque(every)
        while waiting:
            cell = waiting.popleft()
            if cell in self._found_safe or self._is_told(cell):
                continue
            while not self._safe(cell):
                more = self._further(cell)
                if not more:
                    return self._smallest_row(table)
                self._withhold_all(iter(more))
                waiting.extend(more)
            self._found_safe.add(cell)
        return None

    def _needs(self, cell: Cell) -> tuple[int, int]:
        """How far down and up a small cell must be able to go."""
        arc = self._arcs[cell]
        return max(arc.value - arc.floor, 0), max(SMALLEST_TOLD - 1 - arc.value, 0)

    def _safe(self, cell: Cell) -> bool:
        arc = self._arcs[cell]
        if not self._small(cell):
            return self._moves(cell, arc.head, arc.tail, 1) or self._moves(cell, arc.tail, arc.head, 1)
        down, up = self._needs(cell)
        return self._moves(cell, arc.tail, arc.head, down) and self._moves(cell, arc.head, arc.tail, up)

    def _moves(self, without: Cell, start: Joint, goal: Joint, many: int) -> bool:
        """Can ``many`` go from start to goal over withheld cells, with none below its floor?"""
        moved: dict[Cell, int] = defaultdict(int)
        while many > 0:
            steps = self._way(without, start, goal, moved)
            if steps is None:
                return False
            push = min([many, *(self._room(cell, moved) for cell, sign in steps if sign < 0)])
            for cell, sign in steps:
                moved[cell] += sign * push
            many -= push
        return True

    def _room(self, cell: Cell, moved: Mapping[Cell, int]) -> int:
        return self._arcs[cell].value - self._arcs[cell].floor + moved.get(cell, 0)

    def _way(
        self, without: Cell, start: Joint, goal: Joint, moved: Mapping[Cell, int]
    ) -> list[tuple[Cell, int]] | None:
        come: dict[Joint, tuple[Joint, Cell, int] | None] = {start: None}
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            for cell, sign, there in self._steps(here, moved):
                if there in come or cell == without:
                    continue
                come[there] = here, cell, sign
                # Nearly every way ends with the next step: asked for by its ends it need not be looked for.
                last = None if there == goal else self._step(there, goal, moved)
                if there == goal or (last is not None and last[0] != without):
                    return [*self._back(come, there), *([last] if last else [])]
                waiting.append(there)
        return None

    @staticmethod
    def _back(come: Mapping[Joint, tuple[Joint, Cell, int] | None], at: Joint) -> list[tuple[Cell, int]]:
        steps = []
        while (before := come[at]) is not None:
            at = before[0]
            steps.append(before[1:])
        return steps

    def _steps(self, here: Joint, moved: Mapping[Cell, int]) -> Iterator[tuple[Cell, int, Joint]]:
        for cell in self._near[here]:
            arc = self._arcs[cell]
            if arc.tail == here:
                yield cell, 1, arc.head
            elif self._room(cell, moved) > 0:
                yield cell, -1, arc.tail

    def _step(self, here: Joint, there: Joint, moved: Mapping[Cell, int]) -> tuple[Cell, int] | None:
        if (cell := self._between.get((here, there))) is not None:
            return cell, 1
        back = self._between.get((there, here))
        return (back, -1) if back is not None and self._room(back, moved) > 0 else None

    def _further(self, cell: Cell) -> list[Cell]:
        """What to withhold besides: the cheapest square that lets the cell move far enough, else one that lets it."""
        if cell[0] == _TOP:
            return self._smallest_of_row(cell)
        if cell[2] == TOTAL:
            return []
        down, up = self._needs(cell) if self._small(cell) else (0, 1)
        return self._square(cell, down, up) or self._square(cell, min(down, 1), min(up, 1))

    def _smallest_of_row(self, cell: Cell) -> list[Cell]:
        told = [one for one in self._row(*cell[:2]) if self._is_told(one)]
        told.sort(key=lambda one: (one[2] == TOTAL, one[2] in self._plain, self._arcs[one].value))
        return told[:1]

    def _smallest_row(self, table: int) -> int | None:
        told = [row for row in self._rows[table] if self._is_told((table, row, TOTAL))]
        return min(told, key=lambda row: (self._arcs[table, row, TOTAL].value, row), default=None)

    def _square(self, cell: Cell, down: int, up: int) -> list[Cell]:
        """Three cells that move with it: those beside and below give what it gains, the one across takes it up."""
        table, row, column = cell
        found: tuple[int, list[Cell]] | None = None
        for other in self._rows[table]:
            for beside in self._columns:
                if other == row or beside == column:
                    continue
                square = [(table, row, beside), (table, other, column), (table, other, beside)]
                values = [self._arcs[one].value for one in square]
                if min(values[:2]) < up or values[2] < down:
                    continue
                more = [one for one in square if self._is_told(one)]
                cost = sum(self._arcs[one].value for one in more)
                if more and (found is None or cost < found[0]):
                    found = cost, more
        return found[1] if found else []


def descend_together(parts: Sequence[Withholding], node: int, rows: Sequence[Rows]) -> None:
    """One table of each part. They have the sums of rows in common: one withheld in one is withheld in all."""
    for part, own in zip(parts, rows, strict=True):
        part.begin(node, own)
    waiting = list(parts)
    while waiting:
        row = waiting[-1].protect(node)
        if row is None:
            waiting.pop()
            continue
        for part in parts:
            part.withhold_row(node, row)
        waiting = list(parts)
