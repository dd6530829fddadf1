"""Texts that apply: values with clause and force, silences said aloud, foreign nodes missing."""

from __future__ import annotations

from tests.cast import Cast
from tests.web.offices import sit_down


def test_values_silences_and_practice(cast: Cast) -> None:
    page = sit_down(cast.clerk).get("/settings/texts/").content.decode()
    head, _, values = page.partition("<h2>取值和依据</h2>")
    assert "正式党员计数范围" in head and "正式党员计数范围" not in values.replace("探索中的正式党员计数范围", "")
    assert "应当成立党组织的正式党员数" in values and "实践做法" in values and "规范性文件" in values


def test_follows_the_tree_and_foreign_is_missing(cast: Cast) -> None:
    client = sit_down(cast.clerk)
    assert "科技领域" in client.get("/settings/texts/", {"node": "joint"}).content.decode()
    for code in ("stranger", "nobody"):
        assert client.get("/settings/texts/", {"node": code}).status_code == 404


def test_a_day_before_any_text(cast: Cast) -> None:
    assert sit_down(cast.clerk).get("/settings/texts/?on=2017-01-01").status_code == 200
