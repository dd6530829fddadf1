"""Answer with a document as a file to keep: Word, or PDF where this machine can make it."""

from __future__ import annotations

import re

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from shuniu.documents.fonts import missing
from shuniu.documents.pdf import NotConverted, as_pdf, converter

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
# What an address asks with that leads to Word otherwise.
AS_PDF = "pdf"
# What file names on Windows may not hold, and what would end the line of a header.
_UNFIT = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|]+')
_LONGEST = 120


def word_file(name: str, content: bytes) -> HttpResponse:
    """``name`` without its ending: 关于…的批复."""
    return _attached(f"{_fit(name)}.docx", content, WORD)


def pdf_file(name: str, content: bytes) -> HttpResponse:
    return _attached(f"{_fit(name)}.pdf", content, PDF)


def pdf_of(name: str, word: bytes) -> HttpResponse:
    """404 where this machine cannot make one: the page then does not offer it."""
    try:
        return pdf_file(name, as_pdf(word))
    except NotConverted as problem:
        raise Http404 from problem


def font_notes() -> tuple[str, ...]:
    """What a page says where documents are made: which fonts are missing here, and what stands in for them."""
    if converter() is None:
        return ("这台服务器没有安装 LibreOffice，不能生成 PDF；Word 文件照常下载。",)
    absent = missing()
    if not absent:
        return ()
    told = "；".join(
        f"{one.font.name}（{one.font.used_for}）" + (f"以 {one.instead} 代替" if one.instead else "没有合适的字体代替")
        for one in absent
    )
    return (
        f"这台服务器缺少公文字体，生成的 PDF 用相近字体：{told}。",
        "Word 文件按标准写明字体；您的电脑缺少的，Word 或 WPS 会用相近字体显示，打印前请安装。",
    )


def _fit(name: str) -> str:
    return _UNFIT.sub(" ", name).strip(" .")[:_LONGEST] or "公文"


def _attached(name: str, content: bytes, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    # Opened from where it was saved, never as a page of this place.
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
