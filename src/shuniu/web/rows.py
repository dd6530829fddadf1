"""How are the rows of a list written?

They are most of a page, so they are put together here at once; drawn by the template cell by cell they took longer
than everything around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from shuniu.web.parts import Column, Listing, Row
from shuniu.web.wording import NOTHING, SIGNS, cell_text, escaped, plain

# The beginning of a cell, and the whole of it where it holds nothing.
_Opening = tuple[str, str]
_TEXTS, _NUMBERS = frozenset({str, type(None)}), frozenset({int, type(None)})


def table_rows(one: Listing) -> Markup:
    """Every row of a list as a line of its table: the first cell leads to the card. Written column by column, because
    what stands in one column is of one kind and often the same."""
    if not one.rows:
        return Markup("")
    firsts, *others = zip(*(row.cells for row in one.rows), strict=True)
    columns = [_names(one.rows, firsts)]
    if one.actions:
        columns.insert(0, [_box_of(row, first) for row, first in zip(one.rows, firsts, strict=True)])
    columns += [_cells(values, _opening(column)) for values, column in zip(others, one.shown[1:], strict=True)]
    return Markup("<tr>" + "</tr>\n<tr>".join(map("".join, zip(*columns, strict=True))) + "</tr>")


@lru_cache(maxsize=1_000)
def _opening(column: Column) -> _Opening:
    kind, label = "number" if column.numeric else "", escaped(column.label)
    nothing = f'<td class="{kind} nothing" data-label="{label}">{NOTHING}</td>'
    return f'<td class="{kind}" data-label="{label}">', nothing


def _box_of(row: Row, first: Any) -> str:
    return (
        '<td class="select-cell"><input class="form-check-input" type="checkbox" name="row"'
        f' value="{escaped(row.key)}" data-select aria-label="选择 {escaped(plain(first))}"></td>'
    )


def _names(rows: Sequence[Row], firsts: Sequence[Any]) -> list[str]:
    addresses = [row.address for row in rows]
    if set(map(type, firsts)) == {str} and all(firsts) and all(addresses) and _is_clean(*firsts, *addresses):
        pairs = zip(addresses, firsts, strict=True)
        return [f'<td class="row-name"><a href="{address}">{first}</a></td>' for address, first in pairs]
    return [_name(row.address, first) for row, first in zip(rows, firsts, strict=True)]


def _name(address: str, first: Any) -> str:
    if address:
        return f'<td class="row-name"><a href="{escaped(address)}">{escaped(plain(first))}</a></td>'
    return f'<td class="row-name">{cell_text(first)}</td>'


def _cells(values: Sequence[Any], opening: _Opening) -> list[str]:
    begun, nothing = opening
    kinds = set(map(type, values))
    if kinds <= _TEXTS and _is_clean(*filter(None, values)):
        return [f"{begun}{value}</td>" if value else nothing for value in values]
    if kinds <= _NUMBERS:
        return [nothing if value is None else f"{begun}{value:,}</td>" for value in values]
    # The same status is one value in many rows.
    written = {id(value): value for value in values}
    texts = {key: _cell(value, opening) for key, value in written.items()}
    return [texts[id(value)] for value in values]


def _is_clean(*texts: str) -> bool:
    """Nothing in them is a sign of markup, so that none has to be looked at by itself."""
    return not SIGNS.search("\n".join(texts))


def _cell(value: Any, opening: _Opening) -> str:
    return opening[1] if value is None or value == "" else f"{opening[0]}{cell_text(value)}</td>"


def column_boxes(columns: Sequence[Column]) -> Markup:
    """A box for each column that can be shown; the first one always is."""
    return Markup("".join(_box(column, not place) for place, column in enumerate(columns)))


@lru_cache(maxsize=1_000)
def _box(column: Column, always: bool) -> str:
    key = escaped(column.key)
    said = (" checked" if column.shown else "") + (" disabled" if always else "")
    return (
        f'<div class="form-check">\n  <input class="form-check-input" type="checkbox" name="columns" value="{key}"'
        f' id="column-{key}"{said}>\n  <label class="form-check-label" for="column-{key}">'
        f"{escaped(column.label)}</label>\n</div>\n"
    )
