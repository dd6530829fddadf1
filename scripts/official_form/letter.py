"""The form of a letter: the office 30 mm from the top, two double red rules of 170 mm, no number on page 1."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn
from scripts.official_form import measures as form
from scripts.official_form.package import element, paragraph
from scripts.official_form.parts import choices

RULE = form.mm(170)
# The rule is centred on the page: it reaches beyond the type area on both sides.
OUT_LEFT = form.LEFT - (form.PAGE[0] - RULE) // 2
OUT_RIGHT = RULE - form.WIDTH - OUT_LEFT


def letter_frame(made: Any) -> None:
    section = made.sections[0]
    section.different_first_page_header_footer = True
    margins = section._sectPr.find(".//{*}pgMar")
    margins.set(qn("w:header"), str(form.mm(30)))
    margins.set(qn("w:footer"), str(form.mm(20)))
    head, foot = section.first_page_header, section.first_page_footer
    for part in (head, foot, section.header):
        part.is_linked_to_previous = False
        for one in list(part._element):
            part._element.remove(one)
    # A long name takes smaller letters, then narrower ones, so that it stays on one line.
    for condition, size, wide in choices("署名字数", form.LETTER_MARKS):
        head._element.append(paragraph("{%p " + condition + " %}", "公文末行"))
        name = paragraph("{{ 发文机关 }}", form.mark_style(size, wide, "信函机关标志"))
        head._element.append(_ruled(name, "bottom", "thickThinSmallGap", 8))
    head._element.append(paragraph("{%p endif %}", "公文末行"))
    section.header._element.append(paragraph("", "公文末行"))
    foot._element.append(_ruled(paragraph("", "公文末行"), "bottom", "thinThickSmallGap", 0))


def _ruled(line: Any, side: str, kind: str, distance: int) -> Any:
    properties = line[0]
    properties.append(
        element(f'<w:pBdr><w:{side} w:val="{kind}" w:sz="24" w:space="{distance}" w:color="{form.RED}"/></w:pBdr>')
    )
    properties.append(element(f'<w:ind w:left="-{OUT_LEFT}" w:right="-{OUT_RIGHT}"/>'))
    return line
