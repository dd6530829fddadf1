"""The pieces that documents are put together of: head, body, signature, 版记, page number."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree
from scripts.official_form import measures as form
from scripts.official_form.package import add, element, field, paragraph, write


def body_lines(*last: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Headings and paragraphs; ``last`` is how the last one is told apart, where nothing follows but the signature.

    A short one goes along with the signature.
    """
    return (
        ("{%p for 段 in 正文 %}", "公文正文"),
        ("{%p if 段.层次 == 1 %}", "公文正文"),
        ("{{ 段.文 }}", "公文一级标题"),
        ("{%p elif 段.层次 == 2 %}", "公文正文"),
        ("{{ 段.文 }}", "公文二级标题"),
        *last,
        ("{%p else %}", "公文正文"),
        ("{{ 段.文 }}", "公文正文"),
        ("{%p endif %}", "公文正文"),
        ("{%p endfor %}", "公文正文"),
    )


# Five lines: LibreOffice carries a paragraph over as a whole, so more would tear a page open.
CARRIED = 140


def last_kept(text: str, said: str = "''") -> tuple[tuple[str, str], ...]:
    """Of what is told of each: of the last of them it goes along with whatever closes the document, where what is
    ``said`` there is short."""
    return (
        (f"{{%p if loop.last and ({said})|length <= {CARRIED} %}}", "公文正文"),
        (text, "公文末段"),
        ("{%p else %}", "公文正文"),
        (text, "公文正文"),
        ("{%p endif %}", "公文正文"),
    )


BODY = body_lines((f"{{%p elif loop.last and 段.文|length <= {CARRIED} %}}", "公文正文"), ("{{ 段.文 }}", "公文末段"))
ATTACHED = (
    ("{%p if 附件|length == 1 %}", "公文正文"),
    ("附件：{{ 附件[0] }}", "公文附件说明"),
    ("{%p elif 附件 %}", "公文正文"),
    ("{%p for 一件 in 附件 %}", "公文正文"),
    ("{%p if loop.first %}", "公文正文"),
    ("附件：1. {{ 一件 }}", "公文附件说明"),
    ("{%p else %}", "公文正文"),
    ("{{ loop.index }}. {{ 一件 }}", "公文附件续行"),
    ("{%p endif %}", "公文正文"),
    ("{%p endfor %}", "公文正文"),
    ("{%p endif %}", "公文正文"),
)
SIGNED = (
    ("{%p if 署名字数 <= 15 %}", "公文正文"),
    ("\t{{ 发文机关 }}", "公文署名"),
    ("{%p else %}", "公文正文"),
    ("{{ 发文机关 }}", "公文署名（长）"),
    ("{%p endif %}", "公文正文"),
    ("{{ 成文日期 }}", "公文成文日期"),
)


def head(made: Any, mark: str, number: tuple[str, str], first: str = "{{ 紧急程度 }}") -> None:
    """The red head. A long name takes smaller letters, then narrower ones, so that it stays on one line."""
    write(made, (first, "公文紧急程度"))
    for condition, size, wide in choices("标志字数", form.MARKS):
        write(made, ("{%p " + condition + " %}", "公文正文"), (mark, form.mark_style(size, wide)))
    write(made, ("{%p endif %}", "公文正文"), number)


def choices(counted: str, marks: Any) -> list[tuple[str, int, int]]:
    """The conditions under which each size and width is taken."""
    first, *between, last = marks
    return [
        (f"if {counted} <= {first[0]}", *first[1:]),
        *((f"elif {counted} <= {most}", size, wide) for most, size, wide in between),
        ("else", *last[1:]),
    ]


def numbered(made: Any, *below: Any) -> None:
    """Page numbers: odd pages right, even pages left; ``below`` lies between them and the place of the footer."""
    section = made.sections[0]
    for part, style in ((section.footer, "公文页码单页"), (section.even_page_footer, "公文页码双页")):
        part.is_linked_to_previous = False
        for one in list(part._element):
            part._element.remove(one)
        part._element.append(field("PAGE", style, "— ", " —"))
        for one in below:
            part._element.append(deepcopy(one))


def closing(made: Any, copied: str = "抄送") -> None:
    """版记: at the foot of the last page, between rules of 0.35, 0.25 and 0.35 mm."""
    thick, thin = 8, 6  # eighths of a point
    printed, copies = "{{ 印发机关 }}\t{{ 印发日期 }}印发", f"{copied}：" + "{{ " + copied + "|join('，') }}。"
    rows = (
        ("{%tr if " + copied + " %}", thick, thin),
        (copies, thick, thin),
        (printed, thin, thick),
        ("{%tr else %}", thick, thin),
        (printed, thick, thick),
        ("{%tr endif %}", thick, thin),
    )
    add(
        made,
        paragraph("{%p if 印发机关 %}", "公文正文"),
        _at_the_foot("".join(_row(*one) for one in rows)),
        paragraph("{%p endif %}", "公文正文"),
        paragraph("", "公文末行"),
    )


def _at_the_foot(rows: str) -> Any:
    """Measured from the page sideways and from the type area upwards: so LibreOffice too takes it out of the text."""
    return element(
        '<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="page"'
        f' w:tblpX="{form.LEFT}" w:tblpYSpec="bottom"/><w:tblW w:w="{form.WIDTH}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f'</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{form.WIDTH}"/></w:tblGrid>{rows}</w:tbl>'
    )


def _row(text: str, above: int, below: int) -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{weight}" w:color="000000"/>'
        for side, weight in (("top", above), ("bottom", below))
    )
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{form.WIDTH}" w:type="dxa"/>'
        f"<w:tcBorders>{edges}</w:tcBorders></w:tcPr>{markup(paragraph(text, '公文版记'))}</w:tc></w:tr>"
    )


def markup(one: Any) -> str:
    return etree.tostring(one, encoding="unicode")
