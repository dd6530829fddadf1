"""A document goes out under a mark of its own office; what went out on paper keeps its number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shuniu.policy.cases.issuing import (
    LONGEST_COPY,
    LONGEST_TEXT,
    MOST_COPIES,
    OnPaper,
    Outgoing,
    Withdrawing,
    called_on_paper,
    may_bear,
    may_issue,
    may_record,
    may_withdraw,
    number_of,
)
from shuniu.policy.packs import load_packs, merged, vocabulary
from shuniu.policy.words.meetings import DocumentKind

DAY = date(2017, 3, 20)
NOTICE = Outgoing(
    kind=DocumentKind.NOTICE, title="关于开展专项行动的通知", addressee="各省级社会组织", issued_on=DAY, today=DAY,
    mark="皖民管函", marks=("皖民管函", "皖社党"),
)  # fmt: skip
FREE = OnPaper(number=138, latest=0, numbered_here=False, taken=False)


@pytest.mark.req("P11")
def test_a_number_is_written_in_full_years_and_without_zeros() -> None:
    assert number_of("皖民管函", 2017, 138) == "皖民管函〔2017〕138号"
    assert number_of("皖社党", 2017, 1) == "皖社党〔2017〕1号"


def test_the_texts_leave_the_mark_to_each_office() -> None:
    figures = merged(load_packs()["ah2017"].chain, DAY)
    assert figures.stated("documents.mark") is None
    assert figures.silent_keys()["documents.mark"].clause.key == "national#公文格式-字号"
    assert vocabulary()["documents.mark"].who == "本级党组织"


@pytest.mark.req("P11")
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (NOTICE, []),
        (replace(NOTICE, mark="皖社党"), []),
        (replace(NOTICE, marks=(), mark=""), [("mark_missing", "mark")]),
        (replace(NOTICE, mark="京社党"), [("mark_unknown", "mark")]),
        (replace(NOTICE, mark="皖〔2017", marks=("皖〔2017",)), [("mark_wrong", "mark")]),
        (replace(NOTICE, mark="皖2", marks=("皖2",)), [("mark_wrong", "mark")]),
        (replace(NOTICE, mark="皖" * 20, marks=("皖" * 20,)), []),
        (replace(NOTICE, mark="皖" * 21, marks=("皖" * 21,)), [("mark_wrong", "mark")]),
        (replace(NOTICE, title=" "), [("title_length", "title")]),
        (replace(NOTICE, title="字" * 200), []),
        (replace(NOTICE, title="字" * 201), [("title_length", "title")]),
        (replace(NOTICE, addressee=""), [("addressee_length", "addressee")]),
        (replace(NOTICE, asked=True), [("asked_already", "")]),
        (replace(NOTICE, addressee="字" * 200), []),
        (replace(NOTICE, addressee="字" * 201), [("addressee_length", "addressee")]),
        (replace(NOTICE, text="字" * LONGEST_TEXT), []),
        (replace(NOTICE, text="字" * (LONGEST_TEXT + 1)), [("text_length", "text")]),
        (replace(NOTICE, copies=("字" * LONGEST_COPY,) * MOST_COPIES), []),
        (replace(NOTICE, copies=("字",) * (MOST_COPIES + 1)), [("copies_length", "copies")]),
        (replace(NOTICE, copies=("字" * (LONGEST_COPY + 1),)), [("copies_length", "copies")]),
        (replace(NOTICE, kind=DocumentKind.MINUTES, addressee=""), []),
        (replace(NOTICE, issued_on=DAY + timedelta(days=1)), [("issued_later", "issued_on")]),
        (replace(NOTICE, here=False), [("other_office", "")]),
        (replace(NOTICE, marks=(), title="", addressee="", here=False),
         [("mark_missing", "mark"), ("title_length", "title"), ("addressee_length", "addressee"),
          ("other_office", "")]),
    ],
)  # fmt: skip
def test_what_stands_against_a_document(facts: Outgoing, expected: list[tuple[str, str]]) -> None:
    assert [(one.code, one.field) for one in may_issue(facts).objections] == expected


@pytest.mark.req("P11")
@pytest.mark.parametrize(
    ("paper", "codes"),
    [
        (FREE, []),
        (replace(FREE, number=1), []),
        (replace(FREE, number=0), ["number_wrong"]),
        (replace(FREE, number=99_999), []),
        (replace(FREE, number=100_000), ["number_wrong"]),
        (replace(FREE, latest=138), []),  # a gap of paper is filled
        (replace(FREE, latest=200, numbered_here=True), []),
        (replace(FREE, latest=138, numbered_here=True), []),
        (replace(FREE, latest=138, taken=True), ["number_taken"]),
        (replace(FREE, latest=137, numbered_here=True), ["number_ahead"]),
        (replace(FREE, latest=137), []),
    ],
)
def test_what_went_out_on_paper_keeps_its_number(paper: OnPaper, codes: list[str]) -> None:
    assert [one.code for one in may_record(NOTICE, paper).objections] == codes


@pytest.mark.req("P11")
@pytest.mark.parametrize(
    ("number", "issued_on", "codes"),
    [
        ("", None, []),
        ("", DAY, ["day_without_number"]),
        ("皖社党〔2017〕3号", DAY, []),
        ("皖社党〔2017〕3号", None, ["day_missing"]),
        ("皖社党〔2017〕3号", date(2018, 1, 1), ["year_differs"]),
        ("皖社党〔2017〕3号", date(2016, 12, 31), ["year_differs"]),
        ("皖社党(2017)3号", DAY, ["number_wrong"]),
        ("皖社党〔2017〕03号", DAY, ["number_wrong"]),
        ("皖社党〔2017〕3号", date(2017, 12, 31), []),
        ("第3号", None, ["number_wrong", "day_missing"]),
    ],
)
def test_a_paper_bears_a_number_and_a_day_of_its_year(number: str, issued_on: date | None, codes: list[str]) -> None:
    assert [one.code for one in may_bear(number, issued_on).objections] == codes


def test_on_paper_an_older_mark_may_stand() -> None:
    assert may_record(replace(NOTICE, mark="皖旧", marks=()), FREE).allowed


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (Withdrawing(reason="标题有误，另行发文", withdrawn=False, of_a_case=False), []),
        (Withdrawing(reason="字" * 200, withdrawn=False, of_a_case=False), []),
        (Withdrawing(reason="字" * 201, withdrawn=False, of_a_case=False), ["reason_length"]),
        (Withdrawing(reason=" ", withdrawn=True, of_a_case=True), ["already_withdrawn", "of_a_case", "reason_length"]),
    ],
)
def test_a_document_is_declared_void_once_and_never_one_that_a_case_stands_on(
    facts: Withdrawing, codes: list[str]
) -> None:
    assert [one.code for one in may_withdraw(facts).objections] == codes


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("", "党委会"),
        ("第9次党委会", "第9次党委会"),
        ("第十二次党委会会议", "第十二次党委会会议"),
        ("第3次会议", "第3次会议"),
        ("研究阿岚学会问题的会议", "党委会"),
        ("第9次党委会（整改专题）", "党委会"),
    ],
)
def test_a_paper_names_which_meeting_it_was_and_no_more_of_its_title(title: str, called: str) -> None:
    assert called_on_paper(title) == called
