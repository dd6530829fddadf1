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
from shuniu.web.wording import NOTHING, cell_text, escaped, plain

# The beginning of a cell, and of the same cell where it holds nothing.
_Opening = tuple[str, str]


def table_rows(one: Listing) -> Markup:
    """Every row of a list as a line of its table: the first cell leads to the card."""
    openings = [_opening(column) for column in one.shown[1:]]
    return Markup("\n".join(_row(row, openings, bool(one.actions)) for row in one.rows))


def _opening(column: Column) -> _Opening:
    kind, label = "number" if column.numeric else "", escaped(column.label)
    return f'<td class="{kind}" data-label="{label}">', f'<td class="{kind} nothing" data-label="{label}">'


def _row(row: Row, openings: Sequence[_Opening], selecting: bool) -> str:
    first, *others = row.cells
    parts = ["<tr>"]
    if selecting:
        parts.append(
            '<td class="select-cell"><input class="form-check-input" type="checkbox" name="row"'
            f' value="{escaped(row.key)}" data-select aria-label="选择 {escaped(plain(first))}"></td>'
        )
    if row.address:
        parts.append(f'<td class="row-name"><a href="{escaped(row.address)}">{escaped(plain(first))}</a></td>')
    else:
        parts.append(f'<td class="row-name">{cell_text(first)}</td>')
    parts += [_cell(value, opening) for value, opening in zip(others, openings, strict=True)]
    parts.append("</tr>")
    return "".join(parts)


def _cell(value: Any, opening: _Opening) -> str:
    if value is None or value == "":
        return f"{opening[1]}{NOTHING}</td>"
    if type(value) is str:
        # Words and codes hold no sign of markup; to ask a text for that is quicker than to look for one.
        return f"{opening[0]}{value if value.isalnum() else escaped(value)}</td>"
    return f"{opening[0]}{cell_text(value)}</td>"


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
