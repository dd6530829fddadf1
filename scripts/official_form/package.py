"""A Word file with the page, the styles and the fonts of an official document, and nothing else in it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree
from scripts.official_form import measures as form

from shuniu.documents.fonts import FONTS

MADE = datetime(2026, 1, 1, tzinfo=UTC)
_NS = nsdecls("w")
_FIRST = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def element(text: str) -> Any:
    """One element of Word's markup, with its namespace declared."""
    return parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {_NS}", text, count=1))


def blank() -> Any:
    """An empty document: page, grid, styles, fonts."""
    made = Document()
    body = made.element.body
    for one in list(body):
        if not one.tag.endswith("}sectPr"):
            body.remove(one)
    _styles(made)
    _fonts(made)
    _page(made.sections[0])
    _settings(made)
    properties = made.core_properties
    properties.author = properties.title = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = MADE
    return made


def paragraph(text: str, style: str) -> Any:
    """Text in a style; \\t is a tab."""
    runs = "<w:r><w:tab/></w:r>".join(
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape(one)}</w:t></w:r>'
        if one
        else ""
        for one in text.split("\t")
    )
    return element(f'<w:p><w:pPr><w:pStyle w:val="{_key(style)}"/></w:pPr>{runs}</w:p>')


def add(made: Any, *elements: Any) -> None:
    for one in elements:
        made.element.body.insert(len(made.element.body) - 1, one)


def write(made: Any, *lines: tuple[str, str]) -> None:
    add(made, *(paragraph(text, style) for text, style in lines))


def field(code: str, style: str, before: str, after: str) -> Any:
    """A paragraph with a field of Word between two texts."""
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    parts = "".join(
        f"<w:r>{one}</w:r>"
        for one in (
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    words = run.format(before) + parts + run.format(after)
    return element(f'<w:p><w:pPr><w:pStyle w:val="{_key(style)}"/></w:pPr>{words}</w:p>')


def packed(made: Any) -> bytes:
    """The file, the same bytes whenever it is made: no times of the day in it."""
    raw = io.BytesIO()
    made.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as before, zipfile.ZipFile(out, "w") as after:
        for name in sorted(before.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            if name == "docProps/thumbnail.jpeg":
                continue
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(part, _without_thumbnail(name, before.read(name)))
    return out.getvalue()


def _without_thumbnail(name: str, content: bytes) -> bytes:
    if name != "_rels/.rels":
        return content
    tree = parse_xml(content)
    for one in list(tree):
        if one.get("Target", "").endswith("thumbnail.jpeg"):
            tree.remove(one)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _key(name: str) -> str:
    return f"S{[style.name for style in form.STYLES].index(name) + 1}"


def _styles(made: Any) -> None:
    tree = made.styles.element
    for one in list(tree):
        if one.tag.endswith("}style") and one.get(f"{{{tree.nsmap['w']}}}styleId") not in {
            "Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Header", "Footer",
        }:  # fmt: skip
            tree.remove(one)
    for name in ("Normal", "Header", "Footer"):
        _replace(made, name)
    defaults = tree.find(".//{*}docDefaults")
    tree.replace(
        defaults,
        element(
            f"<w:docDefaults><w:rPrDefault><w:rPr>{_letters(form.FANGSONG, form.BODY)}"
            '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            "<w:pPrDefault/></w:docDefaults>"
        ),
    )
    for style in form.STYLES:
        tree.append(element(_style(style)))


def _replace(made: Any, name: str) -> None:
    style = made.styles[name].element
    for one in list(style):
        if one.tag.endswith(("}pPr", "}rPr", "}link")):
            style.remove(one)
    if name == "Normal":
        style.append(element('<w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr>'))
        style.append(element('<w:rPr><w:kern w:val="2"/></w:rPr>'))


def _letters(font: str, size: float, more: str = "") -> str:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
    return f'{fonts}{more}<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'


def _style(style: form.Style) -> str:
    spacing = f'<w:spacing w:val="{form.TIGHTER}"/>' if style.size == form.BODY else ""
    color = f'<w:color w:val="{style.color}"/>' if style.color else ""
    width = f'<w:w w:val="{style.wide}"/>' if style.wide < 100 else ""
    letters = _letters(style.font, style.size, color + spacing + width)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{_key(style.name)}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{_paragraph(style)}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _paragraph(style: form.Style) -> str:
    parts = ["<w:keepNext/>"] if style.keep else []
    if style.under:
        color, weight, distance = style.under
        parts.append(
            f'<w:pBdr><w:bottom w:val="single" w:sz="{weight}" w:space="{distance}" w:color="{color}"/></w:pBdr>'
        )
    if style.tabs:
        stops = "".join(f'<w:tab w:val="{kind}" w:pos="{place}"/>' for kind, place in style.tabs)
        parts.append(f"<w:tabs>{stops}</w:tabs>")
    parts.append(
        f'<w:spacing w:before="{style.before}" w:after="{style.after}" w:line="{style.line}" w:lineRule="exact"/>'
    )
    parts.append(_indents(style))
    parts.append(f'<w:jc w:val="{style.align}"/>')
    return "".join(parts)


def _indents(style: form.Style) -> str:
    said = []
    hanging = style.first < 0
    for name, count in (
        ("left", style.left),
        ("right", style.right),
        ("hanging" if hanging else "firstLine", abs(style.first)),
    ):
        if count:
            said.append(f'w:{name}Chars="{round(count * 100)}" w:{name}="{round(count * form.CHARACTER)}"')
    return f"<w:ind {' '.join(said)}/>" if said else ""


def _fonts(made: Any) -> None:
    """Word takes the first of the other names that it finds, where the font itself is missing."""
    listed: Iterable[str] = (
        f'<w:font w:name="{font.name}"><w:altName w:val="{",".join(font.others)}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{"modern" if font.name == form.HEITI else "roman"}"/><w:pitch w:val="variable"/></w:font>'
        for font in FONTS
    )
    for part in made.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = f"{_FIRST}<w:fonts {_NS}>{''.join(listed)}</w:fonts>".encode()


def _page(section: Any) -> None:
    properties = section._sectPr
    for one in list(properties):
        properties.remove(one)
    for text in (
        f'<w:pgSz w:w="{form.PAGE[0]}" w:h="{form.PAGE[1]}"/>',
        f'<w:pgMar w:top="{form.TOP}" w:right="{form.RIGHT}" w:bottom="{form.BOTTOM}" w:left="{form.LEFT}"'
        f' w:header="851" w:footer="{form.FOOT}" w:gutter="0"/>',
        '<w:cols w:space="425"/>',
        f'<w:docGrid w:linePitch="{form.LINE}"/>',
    ):
        properties.append(element(text))


def _settings(made: Any) -> None:
    tree = made.settings.element
    for one in list(tree):
        tree.remove(one)
    for text in (
        "<w:evenAndOddHeaders/>",
        '<w:characterSpacingControl w:val="compressPunctuation"/>',
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat>',
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>',
    ):
        tree.append(element(text))
