"""The documents that the texts name: their numbers in one spelling, from their day on."""

from datetime import date
from typing import Any

import pytest

from shuniu.kernel.text import document_number
from shuniu.policy.packs import load_packs, merged

ANHUI = load_packs()["ah2017"].chain
ISSUED = date(2017, 3, 1)


def documents(on: date) -> dict[str, Any]:
    figure = merged(ANHUI, on).stated("instructor.documents")
    return {row["number"]: row for row in figure.value} if figure is not None else {}


@pytest.mark.parametrize(
    ("number", "title", "clause"),
    [
        pytest.param(
            "皖社党〔2017〕1号",
            "省级社会组织党建工作指导员选派管理暂行办法",
            "ah2017#G04",
            marks=pytest.mark.req("G04"),
        ),
        pytest.param(
            "皖社党〔2017〕2号",
            "关于做好省级社会组织党建工作指导员选派工作的通知",
            "ah2017#G05",
            marks=pytest.mark.req("G05"),
        ),
    ],
)
def test_documents_on_instructors_are_held_from_march_2017(number: str, title: str, clause: str) -> None:
    row = documents(ISSUED)[number]
    assert (row["label"], row["clause"]) == (title, clause)
    assert load_packs()["ah2017"].clause(clause).title
    held = merged(ANHUI, ISSUED).rows("institutions.documents")
    assert number in {one["label"] for one in held}
    assert documents(date(2017, 2, 28)) == {}
    # The report prints square brackets: whoever writes them means the same document.
    assert document_number(number.replace("〔", "[").replace("〕", "]")) == number


def test_documents_of_every_pack_are_numbered_in_one_spelling() -> None:
    texts = [pack.number for pack in load_packs().values()]
    texts += [
        str(cell)
        for pack in load_packs().values()
        for one in pack.statements
        if one.key in ("instructor.documents", "institutions.documents")
        for row in one.value
        for cell in row.values()
    ]
    assert all(document_number(text) == text for text in texts)
