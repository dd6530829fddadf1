"""Which rows together tell of one record, and what do the following rows add to it?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from shuniu.kernel.text import fold
from shuniu.spreadsheets.imports.findings import Flaw
from shuniu.spreadsheets.imports.judged import Sheet


class Group(NamedTuple):
    head: int
    rows: tuple[int, ...]
    units: list[dict[str, Any]]


def single_rows(data: Sequence[int]) -> list[Group]:
    return [Group(row, (row,), []) for row in data]


def group_units(sheet: Sheet, data: Sequence[int]) -> list[Group]:
    """A row that only names a further unit continues the record above it."""
    own = {name: one.place for name, one in sheet.layout.by_field.items() if one.field and one.field.level == "record"}
    units = {name: one for name, one in sheet.layout.by_field.items() if one.field and one.field.level == "unit"}
    places = {one.place for one in units.values()}
    groups: list[Group] = []
    for row in data:
        if groups and units and _continues(sheet, row, groups[-1], own):
            last = groups[-1]
            for place in own.values():
                _forget(sheet, row, place)
            groups[-1] = last._replace(rows=(*last.rows, row))
        else:
            groups.append(Group(row, (row,), []))
    for group in groups:
        for row in group.rows:
            _add_unit(sheet, group, row, places, list(units))
        _demand_unit(sheet, group, units)
    return groups


def _continues(sheet: Sheet, row: int, last: Group, own: dict[str, int]) -> bool:
    cells, head = sheet.grid.rows[row], sheet.grid.rows[last.head]
    written = {place for place in own.values() if fold(cells[place])}
    if not written:
        return row == last.rows[-1] + 1
    # Without merged cells each unit's row repeats the whole record: same words, another unit.
    same = all(fold(cells[place]) == fold(head[place]) for place in own.values())
    codes = sheet.values.get("units.uscc")
    if not same or codes is None:
        return False
    earlier = {codes[one - sheet.start] for one in last.rows}
    return codes[row - sheet.start] not in earlier


def _add_unit(sheet: Sheet, group: Group, row: int, places: set[int], names: list[str]) -> None:
    if not any(fold(sheet.grid.rows[row][place]) for place in places):
        for place in places:
            _forget(sheet, row, place)
        return
    group.units.append(
        {
            key: sheet.values[f"units.{key}"][row - sheet.start]
            for key in ("name", "uscc", "formation")
            if f"units.{key}" in names
        }
    )


def _demand_unit(sheet: Sheet, group: Group, units: dict[str, Any]) -> None:
    """A branch of a legal person names its unit; only one that shares its superior's unit need not."""
    situation = sheet.values.get("unit_situation")
    if group.units or situation is None or "units.uscc" not in units:
        return
    if situation[group.head - sheet.start] in ("法人单位", "联合党支部"):
        sheet.add(group.head, units["units.uscc"].place, "units.uscc", Flaw(None, "uscc_missing"))


def _forget(sheet: Sheet, row: int, place: int) -> None:
    if row in sheet.flaws:
        sheet.flaws[row] = [flaw for flaw in sheet.flaws[row] if flaw[0] != place]
