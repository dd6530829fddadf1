"""Which rows of a sheet are accepted, with which values, and why are the others not?

Columns are converted as wholes, so that fifty thousand rows cost about as much as reading them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any

from shuniu.kernel.text import cell_text, fold
from shuniu.spreadsheets.imports import rows as rows_of
from shuniu.spreadsheets.imports.carrying import carry, carry_groups, fill_merged, read_ticks
from shuniu.spreadsheets.imports.converting import code_hint, unguarded
from shuniu.spreadsheets.imports.findings import Flaw, Problem, column_letters, rejects, sentence
from shuniu.spreadsheets.imports.grouping import Group, group_units, single_rows
from shuniu.spreadsheets.imports.judged import Sheet
from shuniu.spreadsheets.imports.kinds.kind import Field, Kind
from shuniu.spreadsheets.imports.layout import Layout
from shuniu.spreadsheets.imports.opening import Grid
from shuniu.spreadsheets.imports.results import PackedRow

_FORMULA_SIGNS = frozenset("=+-@＝＋－＠\t\r\n")
_NUMBERLIKE = frozenset("0123456789.,-+() （）%")
_MOST_TRAILING_BLANKS = 1_000
_HINTED = frozenset(("uscc_length", "uscc_charset", "uscc_check"))
_MOST_HINTS = 200


@dataclass
class Seen:
    """Keys of the rows already accepted, over all sheets of the file."""

    keys: dict[Any, tuple[int, int, Any]] = field(default_factory=dict)


def record_fields(layout: Layout, kind: Kind) -> tuple[str, ...]:
    present = layout.by_field
    own = [key for one in kind.fields if one.level != "unit" and one.name in present for key in one.keys]
    if kind.grouped_by:
        own.append(kind.grouped_by)
    if any(one.level == "unit" and one.name in present for one in kind.fields):
        own.append(kind.units)
    return tuple(dict.fromkeys(own))


def check(sheet: Sheet, seen: Seen, on: date | None) -> list[PackedRow]:
    grid, layout, kind = sheet.grid, sheet.layout, sheet.kind
    _even_out(grid)
    _convert(sheet)
    ignored = _ignored(sheet)
    data = [row for row in range(sheet.start, len(grid.rows)) if row not in ignored]
    carry(sheet, ignored)
    read_ticks(sheet)
    if kind.grouped_by:
        carry_groups(sheet, ignored)
    if kind.complete is not None:
        kind.complete(sheet.values)
    _formula_like(sheet, data)
    groups = group_units(sheet, data) if kind.units else single_rows(data)
    _missing_columns(sheet, groups)
    fields = record_fields(layout, kind)
    records = _records(sheet, groups, fields)
    judged = dict(zip(fields, zip(*records, strict=True), strict=True)) if records else {}
    if "name" in judged:
        for place, name, flaw in kind.judge(judged, on):
            column = layout.by_field.get(name) or _holder(layout, name)
            sheet.add(groups[place].head, column.place if column else 0, name, flaw)
    keys = _keys(judged, kind, len(groups))
    rivals = judged.get(kind.rival, (None,) * len(groups))
    packed: list[PackedRow] = [
        (sheet.number, row + 1, "ignore", None, (), (), ignored_kind) for row, ignored_kind in ignored.items()
    ]
    packed += map(partial(_judged, sheet, seen=seen), groups, records, keys, rivals)
    packed.sort(key=itemgetter(1))
    return packed


def _holder(layout: Layout, key: str) -> Any:
    return next((one for one in layout.columns if one.field is not None and key in one.field.keys), None)


def _keys(judged: dict[str, tuple[Any, ...]], kind: Kind, count: int) -> list[Any]:
    """What tells each row from the others; None for one of which nothing does."""
    nothing = (None,) * count
    keys: list[Any] = list(zip(*(judged.get(name, nothing) for name in kind.key), strict=True))
    if kind.key_without:
        otherwise = zip(*(judged.get(name, nothing) for name in kind.key_without), strict=True)
        keys = [key if key[0] is not None else _telling(other) for key, other in zip(keys, otherwise, strict=True)]
    return keys


def _telling(key: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """Two of one name may be two persons: what tells them apart must be known."""
    return key if key[0] is not None and any(key[2:]) or len(key) == 1 else None


def _even_out(grid: Grid) -> None:
    width = max(map(len, grid.rows), default=0)
    for row in grid.rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))


def _convert(sheet: Sheet) -> None:
    body = sheet.grid.rows[sheet.start :]
    title = rows_of.title_of(sheet.grid, sheet.layout)
    for column in sheet.layout.columns:
        if column.field is None:
            continue
        cells = [row[column.place] for row in body]
        if not sheet.kind.units:
            fill_merged(sheet, column.place, cells)
        convert = column.field.converter(column.heading, title)
        said = {cell: convert(cell) for cell in set(cells)}  # equal cells are converted once
        answers = list(map(said.__getitem__, cells))
        if Flaw in map(type, said.values()):
            for offset, answer in enumerate(answers):
                if answer.__class__ is Flaw:
                    sheet.add(sheet.start + offset, column.place, column.field.name, answer)
                    answers[offset] = answer.value
        _keep(sheet, column.field, answers)


def _keep(sheet: Sheet, one: Field, answers: list[Any]) -> None:
    if not one.gives:
        sheet.values[one.name] = answers
        return
    nothing = (None,) * len(one.gives)
    for name, column in zip(one.gives, zip(*(answer or nothing for answer in answers), strict=True), strict=False):
        sheet.values[name] = list(column)
    if not answers:
        sheet.values |= {name: [] for name in one.gives}


def _ignored(sheet: Sheet) -> dict[int, str]:
    grid, layout = sheet.grid, sheet.layout
    found = {row: "title" if any(map(fold, grid.rows[row])) else "blank" for row in range(layout.first)}
    found |= dict.fromkeys(range(layout.first, layout.last + 1), "header")
    proven = sheet.values.get(sheet.kind.anchor)
    for row in range(sheet.start, len(grid.rows)):
        if proven is not None and proven[row - sheet.start] is not None:
            continue
        if kind := rows_of.kind_of(grid.rows[row], row, layout, grid):
            found[row] = kind
    last = min(grid.height, len(grid.rows) + _MOST_TRAILING_BLANKS)
    return found | dict.fromkeys(range(len(grid.rows), last), "blank")


def _formula_like(sheet: Sheet, data: list[int]) -> None:
    """Text that a spreadsheet would run: kept as text, but the clerk is told."""
    wanted = set(data)
    for place, cells in enumerate(zip(*sheet.grid.rows[sheet.start :], strict=True)):
        signed = [cell for cell in set(cells) if cell.__class__ is str and cell and cell[0] in _FORMULA_SIGNS]
        signs = {cell: sign for cell in signed if (sign := _formula_sign(cell))}
        if signs:
            for row, cell in enumerate(cells, sheet.start):
                if row in wanted and cell.__class__ is str and cell in signs:
                    sheet.add(row, place, "", Flaw(None, "formula_like_text", detail=signs[cell]))


def _formula_sign(cell: str) -> str:
    kept = unguarded(cell)
    runs = len(kept) > 1 and kept[0] in "=+-@＝＋－＠" and not _NUMBERLIKE.issuperset(kept)
    return kept[0] if runs else ""


def _missing_columns(sheet: Sheet, groups: Sequence[Group]) -> None:
    present = sheet.layout.by_field
    for one in sheet.kind.fields:
        if one.missing and one.name not in present:
            for group in groups:
                sheet.add(group.head, -1, one.name, Flaw(None, one.missing))


def _records(sheet: Sheet, groups: Sequence[Group], fields: tuple[str, ...]) -> list[tuple[Any, ...]]:
    start = sheet.start
    columns = []
    for name in fields:
        if name == sheet.kind.units:
            columns.append([group.units for group in groups])
        else:
            values = sheet.values[name]
            columns.append([values[group.head - start] for group in groups])
    return list(zip(*columns, strict=True))


def _judged(sheet: Sheet, group: Group, record: tuple[Any, ...], key: Any, rival: Any, seen: Seen) -> PackedRow:
    head = group.head
    flaws = [(row, *flaw) for row in group.rows for flaw in sheet.flaws.get(row, ())] if sheet.flaws else []
    problems = [one for one in flaws if rejects(one[3].code)]
    if not problems and (duplicate := _duplicate(sheet, head, key, rival, seen)):
        problems = [(head, *duplicate)]
    if not flaws and not problems:
        return (sheet.number, head + 1, "accept", record, (), (), None)
    told = tuple(_told(sheet, *one) for one in problems)
    warned = tuple(_told(sheet, *one) for one in flaws if not rejects(one[3].code))
    return (sheet.number, head + 1, "reject" if told else "accept", None if told else record, told, warned, None)


def _duplicate(sheet: Sheet, row: int, key: Any, rival: Any, seen: Seen) -> tuple[int, str, Flaw] | None:
    if key is None:
        return None
    first = seen.keys.setdefault(key, (sheet.number, row, rival))
    if first[:2] == (sheet.number, row):
        return None
    where = f"第{first[1] + 1}行" if first[0] == sheet.number else f"前面工作表的第{first[1] + 1}行"
    code = "duplicate_in_file" if first[2] == rival else "duplicate_conflict"
    present = sheet.layout.by_field
    anchor = present.get(sheet.kind.anchor) or present.get("name")
    return (anchor.place if anchor else 0, sheet.kind.anchor, Flaw(None, code, detail=where))


def _told(sheet: Sheet, row: int, place: int, name: str, flaw: Flaw) -> tuple[str, str, str, str]:
    if place < 0:
        heading, shown, cell = sheet.kind.field_named(name).label, "", f"第{row + 1}行"
    else:
        heading = sheet.layout.columns[place].heading.leaf or sheet.layout.columns[place].key
        shown, cell = cell_text(sheet.grid.rows[row][place]).strip(), f"{column_letters(place + 1)}{row + 1}"
        if flaw.code in _HINTED and sheet.hints < _MOST_HINTS:
            sheet.hints += 1
            flaw = flaw._replace(suggestion=code_hint(sheet.grid.rows[row][place]))
    told: Problem = sentence(flaw, cell, heading, shown)
    return (told.cell, told.code, told.message, told.suggestion)
