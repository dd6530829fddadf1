"""One data sheet while its rows are judged: what was read, what it became, and what is wrong with it."""

from dataclasses import dataclass, field
from typing import Any

from shuniu.spreadsheets.imports.findings import Flaw
from shuniu.spreadsheets.imports.kinds.kind import Kind
from shuniu.spreadsheets.imports.layout import Layout
from shuniu.spreadsheets.imports.opening import Grid


@dataclass
class Sheet:
    """One data sheet while its rows are judged. Rows are counted from 0 at the sheet's top."""

    number: int
    grid: Grid
    layout: Layout
    kind: Kind
    values: dict[str, list[Any]] = field(default_factory=dict)  # by field, one value for every row of the sheet
    hints: int = 0
    flaws: dict[int, list[tuple[int, str, Flaw]]] = field(default_factory=dict)  # row → place, field, flaw

    @property
    def start(self) -> int:
        return self.layout.last + 1

    def add(self, row: int, place: int, name: str, flaw: Flaw) -> None:
        self.flaws.setdefault(row, []).append((place, name, flaw))
