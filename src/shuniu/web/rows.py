"""How are the rows of a list written?

They are most of a page, so they are put together here at once; drawn by the template cell by cell they took longer
than everything around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

from shuniu.web.parts import Column, Listing, Row
from shuniu.web.wording import NOTHING, cell, plain

# The beginning of a cell, and of the same cell where it holds nothing.
_Opening = tuple[str, str]


def table_rows(one: Listing) -> Markup:
    """Every row of a list as a line of its table: the first cell leads to the card."""
    openings = [_opening(column) for column in one.shown[1:]]
    return Markup("\n".join(_row(row, openings, bool(one.actions)) for row in one.rows))


def _opening(column: Column) -> _Opening:
    kind, label = "number" if column.numeric else "", escape(column.label)
    return f'<td class="{kind}" data-label="{label}">', f'<td class="{kind} nothing" data-label="{label}">'


def _row(row: Row, openings: Sequence[_Opening], selecting: bool) -> str:
    first, *others = row.cells
    parts = ["<tr>"]
    if selecting:
        parts.append(
            '<td class="select-cell"><input class="form-check-input" type="checkbox" name="row"'
            f' value="{escape(row.key)}" data-select aria-label="选择 {escape(plain(first))}"></td>'
        )
    if row.address:
        parts.append(f'<td class="row-name"><a href="{escape(row.address)}">{escape(plain(first))}</a></td>')
    else:
        parts.append(f'<td class="row-name">{cell(first)}</td>')
    parts += [_cell(value, opening) for value, opening in zip(others, openings, strict=True)]
    parts.append("</tr>")
    return "".join(parts)


def _cell(value: Any, opening: _Opening) -> str:
    if value is None or value == "":
        return f"{opening[1]}{NOTHING}</td>"
    return f"{opening[0]}{cell(value)}</td>"
