"""Templates as an office may bring them: made here, byte by byte, so that none is kept in the repository."""

from __future__ import annotations

import io
import zipfile

import docx

from shuniu.documents.writing import ours
from shuniu.policy.words.templates import TemplateKind


def template(*paragraphs: str) -> bytes:
    """A Word file with these paragraphs."""
    document = docx.Document()
    for one in paragraphs:
        document.add_paragraph(one)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(
    content: bytes | None = None,
    *,
    add: dict[str, bytes] | None = None,
    drop: str = "",
    also: tuple[str, bytes, bytes] | None = None,
) -> bytes:
    """Our notice, or ``content``, with parts added or dropped, and in part ``also[0]`` one text put for another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content or ours(TemplateKind.NOTICE))) as before:
        parts = {name: before.read(name) for name in before.namelist() if name != drop}
    if also is not None:
        name, old, new = also
        assert old in parts[name], f"{old!r} stands nowhere in {name}"
        parts[name] = parts[name].replace(old, new, 1)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name, body in {**parts, **(add or {})}.items():
            after.writestr(name, body)
    return out.getvalue()
