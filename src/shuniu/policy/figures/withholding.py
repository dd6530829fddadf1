"""Which numbers of tables about persons are told, so that none under five can be worked out from the others?

A table is a flow: each cell runs from its row to its column, each total back. Whoever reads the numbers that are told
can shift the others along every circle of withheld cells, and in no other way. A cell is safe when it can still be
anything from 0 to 4. What is withheld further so that this holds looks the same as what is small: were small cells
marked, a sum of 7 over two of them would say that each is 3 or 4.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

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
    ``plain`` say nothing of persons (未填写): they are told, and beside what is withheld they may be worked out.
    """

    def __init__(self, top: int, numbers: Mapping[str, int], plain: frozenset[str] = frozenset()) -> None:
        self._plain = plain
        self._columns = list(numbers)
        self._arcs: dict[Cell, _Arc] = {}
        # The withheld ones by either end, in a stable order (the same tables withhold the same), and by both ends.
        self._near: dict[Joint, dict[Cell, None]] = defaultdict(dict)
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
            self._near[arc.tail].pop(cell, None)
            self._near[arc.head].pop(cell, None)
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
        self._near[arc.tail][cell] = None
        self._near[arc.head][cell] = None
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
            while (lacks := self._lacks(cell)) is not None:
                more = self._further(cell, *lacks)
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

    def _lacks(self, cell: Cell) -> tuple[Joint, Joint, dict[Cell, int]] | None:
        """From where to where one more would have to go, after what already can, that the cell be safe; None: it is."""
        arc = self._arcs[cell]
        if cell[2] in self._plain:
            return None
        if not self._small(cell):
            found = [self._flow(cell, *ends, 1) for ends in ((arc.head, arc.tail), (arc.tail, arc.head))]
            return None if None in found else (arc.head, arc.tail, {})
        down, up = self._needs(cell)
        for start, goal, many in ((arc.tail, arc.head, down), (arc.head, arc.tail, up)):
            if (moved := self._flow(cell, start, goal, many)) is not None:
                return start, goal, moved
        return None

    def _flow(self, without: Cell, start: Joint, goal: Joint, many: int) -> dict[Cell, int] | None:
        """None where ``many`` can go over withheld cells, none below its floor; else what has moved till none can."""
        moved: dict[Cell, int] = defaultdict(int)
        while many > 0:
            steps = self._way(without, start, goal, moved)
            if steps is None:
                return moved
            push = min([many, *(self._room(cell, moved) for cell, sign in steps if sign < 0)])
            for cell, sign in steps:
                moved[cell] += sign * push
            many -= push
        return None

    def _room(self, cell: Cell, moved: Mapping[Cell, int]) -> int:
        return self._arcs[cell].value - self._arcs[cell].floor + moved.get(cell, 0)

    def _way(
        self, without: Cell, start: Joint, goal: Joint, moved: Mapping[Cell, int]
    ) -> list[tuple[Cell, int]] | None:
        come: dict[Joint, tuple[Joint, Cell, int] | None] = {start: None}
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            for cell, sign, there in self._steps(here, moved, self._near[here]):
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

    def _steps(
        self, here: Joint, moved: Mapping[Cell, int], cells: Iterable[Cell]
    ) -> Iterator[tuple[Cell, int, Joint]]:
        for cell in cells:
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

    def _further(self, cell: Cell, start: Joint, goal: Joint, moved: Mapping[Cell, int]) -> list[Cell]:
        """What to withhold besides: the cells of the cheapest way over numbers of the table that are still told."""
        if cell[0] == _TOP:
            return self._smallest_of_row(cell)
        far: dict[Joint, int] = {start: 0}
        come: dict[Joint, tuple[Joint, Cell, int] | None] = {start: None}
        waiting: list[tuple[int, Joint]] = [(0, start)]
        while waiting:
            cost, here = heappop(waiting)
            if here == goal:
                return [one for one, _ in self._back(come, goal) if self._is_told(one)]
            for one, sign, there in self._steps(here, moved, [*self._near[here], *self._tellable(cell[0], here)]):
                price = cost + (self._arcs[one].value + 1 if self._is_told(one) else 0)
                if one != cell and price < far.get(there, price + 1):
                    far[there], come[there] = price, (here, one, sign)
                    heappush(waiting, (price, there))
        return []

    def _tellable(self, table: int, joint: Joint) -> list[Cell]:
        """Numbers of the table at a joint that are still told, without the sums of rows."""
        own = [one for one in self._columns if one not in self._plain]
        cells: list[Cell] = []
        if joint[:2] == ("row", table):
            cells = [(table, int(joint[2]), column) for column in own]
        elif joint[:2] == ("column", table) and joint[2] in own:
            cells = [(table, row, str(joint[2])) for row in self._rows[table]]
        return [cell for cell in cells if self._is_told(cell)]

    def _smallest_of_row(self, cell: Cell) -> list[Cell]:
        told = [one for one in self._row(*cell[:2]) if self._is_told(one)]
        told.sort(key=lambda one: (one[2] == TOTAL, one[2] in self._plain, self._arcs[one].value))
        return told[:1]

    def _smallest_row(self, table: int) -> int | None:
        told = [row for row in self._rows[table] if self._is_told((table, row, TOTAL))]
        return min(told, key=lambda row: (self._arcs[table, row, TOTAL].value, row), default=None)


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
