"""The guide: every chapter is a page, every link leads somewhere, every quoted word stands on some page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from tests.cast import Cast
from tests.web.offices import sit_down

from shuniu.web.pages import guide

ROOT = Path(__file__).parents[3]
SOURCE = ROOT / "src" / "shuniu"
CHAPTERS = sorted((ROOT / "docs" / "guide").glob("*.md"))
SLUGS = [path.stem for path in CHAPTERS if path.stem != "README"]


def quoted(text: str) -> list[str]:
    return re.findall("「([^」]+)」", text)


@cache
def spoken() -> str:
    """Everything the product can say: its templates and what stands in quotation marks in its code."""
    templates = [re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL) for path in _files("*.jinja")]
    literals = [
        one
        for path in _files("*.py")
        for one in re.findall(r'(?<!")"(?!")([^"\n]+)"(?!")', path.read_text("utf-8"))
        if not path.is_relative_to(SOURCE / "jobs")
    ]
    return "\n".join([*templates, *literals])


def _files(pattern: str) -> list[Path]:
    return sorted(path for path in SOURCE.rglob(pattern) if "migrations" not in path.parts)


def said(word: str) -> bool:
    """The whole word, not a part of a longer one."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", spoken()) is not None


@pytest.mark.req("P03")
@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_guide_every_quoted_word_stands_on_a_page(path: Path) -> None:
    words = quoted(path.read_text("utf-8").replace("引号「」", ""))
    assert [word for word in words if not said(word)] == []


def test_guide_a_word_no_page_has_is_found_out() -> None:
    assert said("撤销本次导入") and said("导出 Excel")
    assert not said("撤销本次导") and not said("一键撤销全部导入")


@pytest.mark.req("P03")
@pytest.mark.django_db
def test_guide_every_chapter_is_a_page_reached_from_the_frame_and_every_link_leads_somewhere(cast: Cast) -> None:
    client = sit_down(cast.clerk)
    assert 'href="/guide/">帮助</a>' in client.get("/").content.decode()
    asked, reached = ["/guide/"], set()
    while asked:
        address = asked.pop()
        reached.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        body = answer.content.decode().partition('<article class="guide">')[2].partition("</article>")[0]
        assert "<script" not in body and "style=" not in body and ".md" not in body
        asked += [link for link in re.findall('href="([^"]+)"', body) if link not in reached]
    assert reached == {"/guide/", *(f"/guide/{slug}/" for slug in SLUGS)}


@pytest.mark.django_db
def test_guide_is_for_whoever_has_signed_in_whatever_the_office(cast: Cast) -> None:
    assert Client().get("/guide/").headers["Location"] == "/sign-in/?next=/guide/"
    for actor in (cast.clerk, cast.secretary, cast.outsider):
        assert sit_down(actor).get("/guide/figures/").status_code == 200
    for address in ("/guide/README/", "/guide/none/", "/guide/..%2Fhouse/"):
        assert sit_down(cast.clerk).get(address).status_code == 404
    past = sit_down(cast.clerk).get("/guide/?on=2020-07-01").content.decode()
    assert 'href="/guide/day/?on=2020-07-01"' in past


def test_guide_shows_markup_in_a_chapter_and_does_not_obey_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guide, "with_day", lambda request, address: address)
    text = "# 题\n\n<script>alert(1)</script>\n\n[甲](javascript:alert(1)) [乙](day.md) **<b>丙</b>**\n"
    title, body = guide._parts(RequestFactory().get("/"), text)
    assert title == "题"
    assert "<script" not in body and "<b>" not in body and 'href="javascript' not in body
    assert 'href="/guide/day/"' in body
