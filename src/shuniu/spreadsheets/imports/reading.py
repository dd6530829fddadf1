"""What does a ledger say? The one door: bytes in, a Reading out, or NotRead with a sentence."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from shuniu.kernel.text import fold
from shuniu.spreadsheets.imports.cells import cells_of
from shuniu.spreadsheets.imports.checking import Seen, check, record_fields
from shuniu.spreadsheets.imports.findings import NotRead
from shuniu.spreadsheets.imports.judged import Sheet
from shuniu.spreadsheets.imports.kinds import KINDS, SIGNATURES, Kind, Signature
from shuniu.spreadsheets.imports.kinds.social_organizations import is_a_code
from shuniu.spreadsheets.imports.layout import Layout, layouts, recognised_by_values
from shuniu.spreadsheets.imports.opening import Book, Grid, open_book
from shuniu.spreadsheets.imports.results import Column, PackedRow, Reading, SheetReading
from shuniu.spreadsheets.imports.rows import stated_day

Mapped = Mapping[str, str | None]
Corrections = Mapping[tuple[str, int, int], str]
_LEAST_SCORE = 3


@dataclass(frozen=True)
class Asked:
    """How a ledger is to be read.

    `mapping`: column key → field name, or None to leave the column out. `corrections`: (sheet, row, column), both
    counted from 1 → the text that should stand there. `on`: the day terms are judged by; else the ledger's own.
    """

    file_name: str
    kind: str | None = None
    mapping: Mapped = field(default_factory=dict)
    corrections: Corrections = field(default_factory=dict)
    on: date | None = None


def read_ledger(
    content: bytes,
    file_name: str,
    kind: str | None = None,
    mapping: Mapped | None = None,
    corrections: Corrections | None = None,
    on: date | None = None,
) -> Reading:
    """Read and check in this process; for files from outside see `confinement.read_in_child`."""
    asked = Asked(file_name, kind, mapping or {}, corrections or {}, on)
    return read_book(open_book(content), hashlib.sha256(content).hexdigest(), asked)


def read_book(book: Book, digest: str, asked: Asked) -> Reading:
    _correct(book, asked.corrections)
    wanted = _kind_asked(asked.kind)
    found = {number: layout for number, grid in enumerate(book.grids) if (layout := _best(grid, wanted, asked.mapping))}
    chosen = _decide(book, found, wanted)
    data = {
        number: recognised_by_values(layout, book.grids[number], asked.mapping)
        for number, layout in found.items()
        if layout.kind is chosen
    }
    stated = next((day for number, layout in data.items() if (day := stated_day(book.grids[number], layout))), None)
    on = asked.on or (date.fromisoformat(stated) if stated else None)
    seen = Seen()
    rows: list[PackedRow] = []
    for number, layout in data.items():
        rows.extend(check(Sheet(number, book.grids[number], layout, chosen), seen, on))
    sheets = tuple(_sheet(grid, data.get(number), chosen) for number, grid in enumerate(book.grids))
    spoken_of = cells_of(book.grids, sheets, rows)
    return Reading(chosen.name, asked.file_name, digest, book.form, stated, sheets, rows, spoken_of)


def fields_of(kind: str) -> list[tuple[str, str]]:
    """What a clerk may map an unknown column to."""
    return [(one.name, one.label) for one in KINDS[kind].fields]


def kinds() -> list[tuple[str, str]]:
    return [(kind.name, kind.label) for kind in KINDS.values()]


def _kind_asked(kind: str | None) -> Kind | None:
    if kind is None:
        return None
    if kind not in KINDS:
        known = "、".join(f"{one.name}（{one.label}）" for one in KINDS.values())
        raise NotRead("kind_unknown", f"不能导入“{kind}”类台账。可导入的种类：{known}。")
    return KINDS[kind]


def _correct(book: Book, corrections: Corrections) -> None:
    for (name, row, column), text in corrections.items():
        grid = next((one for one in book.grids if one.name == name), None)
        if grid is not None and 1 <= row <= len(grid.rows) and column >= 1:
            cells = grid.rows[row - 1]
            cells.extend([""] * (column - len(cells)))
            cells[column - 1] = text


def _best(grid: Grid, wanted: Kind | None, mapping: Mapped) -> Layout | None:
    if not grid.visible or not grid.rows:
        return None
    kinds: tuple[Kind | Signature, ...] = (wanted,) if wanted else (*KINDS.values(), *SIGNATURES)
    tried = layouts(grid, kinds, mapping)
    if not tried or (wanted is None and tried[0].score < _LEAST_SCORE):
        return None
    return tried[0]


def _decide(book: Book, found: Mapping[int, Layout], wanted: Kind | None) -> Kind:
    """The kind most of the file's rows speak for; sheets of another kind are left aside."""
    if wanted is not None and found:
        return wanted
    votes: dict[str, float] = {}
    for number, layout in found.items():
        votes[layout.kind.name] = votes.get(layout.kind.name, 0) + layout.score * min(len(book.grids[number].rows), 50)
    if not votes:
        raise _nothing_found(book, wanted)
    winner = max(votes, key=lambda name: votes[name])
    if winner in KINDS:
        return KINDS[winner]
    label = next(one.label for one in SIGNATURES if one.name == winner)
    raise NotRead(
        "kind_unknown",
        f"这份文件看来是“{label}”，目前还不能导入这类台账。可导入{'、'.join(one.label for one in KINDS.values())}。",
    )


def _nothing_found(book: Book, wanted: Kind | None) -> NotRead:
    rows = [row for grid in book.grids if grid.visible for row in grid.rows[:200]]
    if not any(fold(cell) for row in rows for cell in row):
        return NotRead("no_header", "文件中没有任何内容，也就没有表头。请确认选对了文件。")
    names = "、".join(f"“{grid.name}”" for grid in book.grids[:3] if grid.visible)
    asked_for = (wanted or KINDS["social_organizations"]).asked_for
    needed = f"至少应有{asked_for}等列名；请在第一条记录上方补上表头后再上传"
    if wanted is not None or any(is_a_code(cell) for row in rows for cell in row):
        return NotRead("no_header", f"在工作表{names}中没有找到表头。{needed}。")
    return NotRead("kind_unknown", f"在工作表{names}中没有认出是哪一种台账。{needed}，或在导入时指明种类。")


def _sheet(grid: Grid, layout: Layout | None, kind: Kind) -> SheetReading:
    if layout is None:
        empty = not any(fold(cell) for row in grid.rows for cell in row)
        role = "hidden" if not grid.visible else "empty" if empty else "ignore"
        return SheetReading(grid.name, role, None, (), ())
    columns = tuple(
        Column(
            one.place + 1,
            one.heading.path,
            one.field.name if one.field else None,
            one.key,
            one.field.label if one.field else "",
        )
        for one in layout.columns
    )
    return SheetReading(grid.name, "data", (layout.first + 1, layout.last + 1), columns, record_fields(layout, kind))
