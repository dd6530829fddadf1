"""A reply takes up the number of a paper that stands in the register already, or puts one down, never both."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from shuniu.queries.cases.documents import PaperLine
from shuniu.web.cases.numbering import NumberedForm

PAPER = PaperLine(
    uuid=uuid4(), number="澄社党〔2020〕3号", title="关于成立两个党组织的批复", issued_on=date(2020, 6, 2)
)
OTHER = {"number": "澄社党〔2020〕4号", "issued_on": "2020-06-03"}


def filled(**cells: str) -> NumberedForm:
    return NumberedForm(
        {"version": "1", "key": str(uuid4()), "number": "", "issued_on": "", **cells}, ("澄社党",), [PAPER]
    )


@pytest.mark.req("P11")
def test_a_paper_that_is_chosen_brings_its_number_and_day() -> None:
    form = filled(paper=str(PAPER.uuid))
    assert form.is_valid()
    assert form.numbering == {"mark": "", "number": PAPER.number, "issued_on": PAPER.issued_on}


def test_without_one_the_number_is_what_was_written() -> None:
    form = filled(paper="", **OTHER)
    assert form.is_valid() and form.numbering["number"] == OTHER["number"]
    assert filled().is_valid()


def test_nothing_is_written_beside_what_is_chosen_and_nothing_strange_is_chosen() -> None:
    assert list(filled(paper=str(PAPER.uuid), **OTHER).errors) == ["paper"]
    assert list(filled(paper=str(uuid4())).errors) == ["paper"]


def test_where_none_can_be_chosen_none_is_asked_for() -> None:
    form = NumberedForm(None, ("澄社党",))
    assert [bound.name for bound in form.on_paper()] == ["number", "issued_on"]
    assert [bound.name for bound in filled().on_paper()] == ["paper", "number", "issued_on"]
