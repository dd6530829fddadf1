"""Write a document: the values of its content into the form of a template, as a Word file.

Templates come from offices: what stands in one runs in a sandbox, a name nobody knows is an error and never an empty
place, and every value is text, whatever it looks like.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from docx.opc.pkgwriter import PackageWriter
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from shuniu.documents.content import Archive, Ballot, Content, ElectionMinutes, Minutes, Reminder
from shuniu.documents.titles import title_lines
from shuniu.policy.words.templates import TemplateKind

# 版记 is one line of 4号 letters: a longer name leaves the day no place beside it.
LONGEST_PRINTER = 18
PLACE = Path(__file__).parent / "templates"
# What XML cannot carry, and what docxtpl would take for a break of line or page.
_CONTROLS = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")


def write(kind: TemplateKind, content: Content, template: bytes | None = None) -> bytes:
    """A Word file. Raises jinja2.TemplateError for a template that asks for what is not there."""
    document = DocxTemplate(io.BytesIO(template or ours(kind)))
    document.render(context_of(content), environment())
    return _packed(document.docx.part.package)


def _packed(package: Any) -> bytes:
    out = io.BytesIO()
    for part in package.parts:
        part.before_marshal()
    PackageWriter.write(out, package.rels, package.parts)
    return out.getvalue()


@cache
def ours(kind: TemplateKind) -> bytes:
    """The template that comes with the platform."""
    return (PLACE / f"{kind.value}.docx").read_bytes()


def environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def context_of(content: Content) -> dict[str, Any]:
    """The values by the names that templates know, and what a template cannot count itself."""
    found = _named(content)
    if not isinstance(content, Minutes | Ballot):
        found["标题"] = Markup("\n").join(_text(one) for one in title_lines(_CONTROLS.sub(" ", content.title)))
    if isinstance(content, Ballot):
        name = Markup("\n").join(_text(one) for one in title_lines(_CONTROLS.sub(" ", content.party_organization)))
        return {**found, "党组织": name, "另选": [""] * content.others}
    if isinstance(content, ElectionMinutes | Archive):
        return found
    if not isinstance(content, Reminder) and len(content.printed_by) > LONGEST_PRINTER:
        found["印发机关"] += Markup("\n")
    mark = content.meeting + "纪要" if isinstance(content, Minutes) else content.issuer + "文件"
    return {**found, "标志字数": len(mark), "署名字数": len(content.issuer)}


def _named(content: Any) -> dict[str, Any]:
    return {one.metadata["called"]: _said(getattr(content, one.name)) for one in fields(content)}


def _said(value: Any) -> Any:
    if is_dataclass(value):
        return _named(value)
    if isinstance(value, tuple):
        return [_said(one) for one in value]
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if value is None:
        return ""
    return _text(value) if isinstance(value, str) else value


def _text(value: str) -> Markup:
    """Text as text. docxtpl reads {_{ and its like as marks of its own, after everything else."""
    clean = str(escape(_CONTROLS.sub(" ", value)))
    return Markup(clean.replace("{_", "{&#95;").replace("_}", "&#95;}").replace("%_", "%&#95;").replace("_%", "&#95;%"))


def names_of(content: type) -> Mapping[str, str]:
    """The names a template may ask for, each with the values it holds below it."""
    return {one.metadata["called"]: one.name for one in fields(content)}
