"""Does the template environment hold its promises: strict names, escaping, addresses that keep the day?"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from django.test import RequestFactory
from scripts import vendor_assets
from tests.web.gallery_import import IMPORT

from shuniu.web import jinja
from shuniu.web.jinja import environment, sparkline

WEB = Path(jinja.__file__).parent
TEMPLATES = sorted((WEB / "templates").rglob("*.jinja"))


def written(source: str, **context: Any) -> str:
    return environment().from_string(source).render(context)


def test_a_misspelt_name_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        written("{{ nmae }}")


def test_text_is_escaped() -> None:
    assert written("{{ name }}", name="<b>") == "&lt;b&gt;"


def test_here_changes_one_parameter_and_starts_a_new_question_on_page_one() -> None:
    request = RequestFactory().get("/organizations/?type=foundation&after=xyz&on=2019-12-31")
    assert written("{{ here(type=none) }}", request=request) == "/organizations/?on=2019-12-31"
    assert written("{{ here(after='k') }}", request=request).endswith("after=k&amp;on=2019-12-31")


def test_sheets_with_the_columns_of_one_before_are_folded() -> None:
    """A workbook with a sheet for each district tells its columns once; those that differ stand open."""
    first, note = IMPORT.sheets
    other = replace(first, name="榆林区", columns=first.columns[:3])
    opened = replace(IMPORT, sheets=(first, replace(first, name="柳荫区"), note, other))
    read = environment(loader=jinja2.FileSystemLoader(WEB / "templates")).get_template("macros/importing.html.jinja")
    page = str(read.module.understood(opened, ""))  # type: ignore[attr-defined]
    heads = re.findall(r'<details class="columns"( data-fold open)?>\s*<summary>(.*?)</summary>', page)
    assert heads == [
        (" data-fold open", "4 列，1 列不写入"),
        ("", "4 列，1 列不写入，与前面的工作表相同"),
        (" data-fold open", "3 列"),
    ]


def test_link_keeps_a_chosen_day_and_only_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jinja, "reverse", lambda name, args=None: f"/{name}/")
    today, past = date(2026, 11, 24), date(2019, 12, 31)
    assert written("{{ link('home') }}", shell=SimpleNamespace(on=today, today=today)) == "/home/"
    assert written("{{ link('home') }}", shell=SimpleNamespace(on=past, today=today)) == "/home/?on=2019-12-31"


def test_on_query_always_names_the_day() -> None:
    assert written("{{ on_query(on) }}", on=date(2019, 12, 31)) == "?on=2019-12-31"


def test_sparkline_stands_on_zero_and_leaves_gaps_open() -> None:
    line = sparkline([100, None, 50, 100], width=66, height=26)
    assert line["lines"] == ["43.0,13.0 63.0,3.0"]
    assert line["end"] == (63.0, 3.0)
    assert sparkline([None, 5])["end"] is None


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB / "templates").as_posix())
def test_template_compiles_is_short_and_needs_nothing_inline(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    environment().parse(source)
    assert source.count("\n") <= 120
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=|hx-on|hx-vals='js|javascript:|\|\s*safe\b", source)
    for script in re.findall(r"<script[^>]*>", source):
        assert "src=" in script or 'type="application/json"' in script


def test_vendored_files_are_the_recorded_ones() -> None:
    assert vendor_assets.differences() == []


def test_a_changed_vendored_file_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vendor_assets, "digest", lambda path: "other")
    assert "htmx.org/htmx.min.js" in vendor_assets.differences()
