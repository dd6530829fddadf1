"""Tables with lines: rows of boxes, and the rows that say which of them are repeated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scripts.official_form import measures as form
from scripts.official_form.package import element, paragraph
from scripts.official_form.parts import markup

# Texts, widths, style: a text that begins with {%tr stands in a row of its own, in one box.
Row = tuple[tuple[str, ...], Sequence[int], str]
SPANNING = "—"


def grid(rows: Sequence[Row], columns: Sequence[int], height: float) -> Any:
    """As wide as the type area, each row at least ``height`` mm high."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    widths = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return element(
        f'<w:tbl><w:tblPr><w:tblW w:w="{form.WIDTH}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{edges}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{widths}</w:tblGrid>'
        + "".join(_boxes(*row, height) for row in rows)
        + "</w:tbl>"
    )


def repeated(tag: str, end: str, columns: Sequence[int], style: str, *between: Row) -> tuple[Row, ...]:
    """Rows between two marks: for each, or where there is one."""
    return (
        ((f"{{%tr {tag} %}}",), columns[:1], style),
        *between,
        ((f"{{%tr {end} %}}",), columns[:1], style),
    )


def _boxes(texts: tuple[str, ...], widths: Sequence[int], style: str, height: float) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        + ('<w:gridSpan w:val="2"/>' if text == SPANNING else "")
        + f'<w:vAlign w:val="center"/></w:tcPr>{markup(paragraph(text, style))}</w:tc>'
        for text, width in zip(texts, widths, strict=True)
    )
    least = f'<w:trHeight w:val="{form.mm(height)}" w:hRule="atLeast"/>'
    return f'<w:tr><w:trPr><w:cantSplit/>{least}<w:jc w:val="center"/></w:trPr>{cells}</w:tr>'
