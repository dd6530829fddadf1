"""使用指南: the chapters of docs/guide, shown in the product to whoever has signed in."""

from __future__ import annotations

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from shuniu.web.frame import framed, with_day
from shuniu.web.parts import Link

# A link to docs/guide, so that the chapters are read beside the code as well and travel with the package.
CHAPTERS = Path(__file__).with_name("chapters")
FIRST = "README"
ENDING = ".md"
# Markup in a chapter is shown, never obeyed; addresses that are no addresses become text.
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    """The list of chapters."""
    return _shown(request, FIRST)


@require_GET
def guide_chapter(request: HttpRequest, chapter: str) -> HttpResponse:
    # Looked up among what is there: an address is never made into the name of a file.
    if chapter == FIRST or chapter not in {one.stem for one in CHAPTERS.glob(f"*{ENDING}")}:
        raise Http404
    return _shown(request, chapter)


def _shown(request: HttpRequest, chapter: str) -> HttpResponse:
    title, body = _parts(request, (CHAPTERS / f"{chapter}{ENDING}").read_text("utf-8"))
    first = Link("使用指南", with_day(request, reverse("guide")))
    crumbs = [] if chapter == FIRST else [first, Link(title, "")]
    return framed(request, "pages/guide.html.jinja", {"title": title, "body": body, "crumbs": crumbs})


def _parts(request: HttpRequest, text: str) -> tuple[str, Markup]:
    """The heading apart: the frame of the page says it."""
    tokens = _markdown.parse(text)
    title = tokens[1].content
    for token in (inner for outer in tokens[3:] for inner in (outer, *(outer.children or ()))):
        _fit(request, token)
    html = _markdown.renderer.render(tokens[3:], _markdown.options, {})
    # Written by the renderer, which lets no markup of the text through.
    return title, Markup(html)


def _fit(request: HttpRequest, token: Token) -> None:
    """Chapters point to each other as files beside each other; here they are pages on the day of this one."""
    if token.type == "table_open":
        token.attrSet("class", "table-plain")
    target = str(token.attrGet("href") or "") if token.type == "link_open" else ""
    if target.endswith(ENDING) and "/" not in target:
        name = target.removesuffix(ENDING)
        address = reverse("guide") if name == FIRST else reverse("guide_chapter", args=[name])
        token.attrSet("href", with_day(request, address))
