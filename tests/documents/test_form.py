"""Do documents stand on paper as GB/T 9704-2012 asks? Measured on what LibreOffice prints, to a millimetre."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.documents.measuring import BLACK, RED, fonts, pages, paper
from tests.documents.samples import FULL_LINE, ISSUER, MINUTES, NOTICE, OFFICE, REPLY

from shuniu.documents.content import lines
from shuniu.documents.fonts import FONTS, missing
from shuniu.documents.pdf import as_pdfs
from shuniu.documents.writing import write
from shuniu.policy.words.templates import TemplateKind

Printed = dict[TemplateKind, Path]
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
DATE = "2026年11月27日"
RED_HEADS = [
    kind for kind in TemplateKind if kind.value in ("request", "report", "reply", "notice", "circular", "minutes")
]
LETTERS = [TemplateKind.REPLY_LETTER, TemplateKind.LETTER, TemplateKind.REMINDER]


def near(value: float, within: float = 1.0) -> object:
    return pytest.approx(value, abs=within)


@pytest.mark.parametrize("kind", list(TemplateKind))
def test_the_paper_is_a4(printed: Printed, kind: TemplateKind) -> None:
    assert paper(printed[kind]) == (near(210, 0.2), near(297, 0.2))


def test_a_full_page_has_22_lines_of_28_characters_in_the_type_area(printed: Printed) -> None:
    page = pages(printed[TemplateKind.NOTICE])[1]
    full = [line for line in page.lines if len(line.text) == 28]
    assert len(full) == 22
    assert all(line.left == near(LEFT, 0.3) and line.right <= RIGHT + 0.3 for line in full)
    pitch = {round(below.middle - above.middle, 1) for above, below in zip(full, full[1:], strict=False)}
    assert pitch == {10.2}
    assert full[0].middle == near(TOP + 10.2 / 2, 1.5)
    assert full[-1].middle == near(BOTTOM - 10.2 / 2, 1.5)


@pytest.mark.parametrize("kind", RED_HEADS)
def test_the_red_head_stands_35_mm_under_the_upper_edge_of_the_type_area(printed: Printed, kind: TemplateKind) -> None:
    page = pages(printed[kind])[0]
    assert page.bands(RED)[0][0] == near(TOP + 35)
    line = page.lines[0]
    assert line.text.startswith(ISSUER)
    assert (line.left + line.right) / 2 == near((LEFT + RIGHT) / 2, 0.5)


@pytest.mark.parametrize("kind", RED_HEADS)
def test_the_red_rule_is_156_mm_wide_and_4_mm_under_the_number(printed: Printed, kind: TemplateKind) -> None:
    page = pages(printed[kind])[0]
    ((top, _),) = page.bands(RED, across=100)
    assert page.reach(RED, top) == (near(LEFT, 0.3), near(RIGHT, 0.3))
    number = next(bottom for above, bottom in reversed(page.bands(BLACK)) if above < top)
    assert top - number == near(4)


@pytest.mark.parametrize("kind", RED_HEADS)
def test_the_number_stands_two_lines_below_the_head(printed: Printed, kind: TemplateKind) -> None:
    page = pages(printed[kind])[0]
    head, number = page.lines[:2]
    assert "〔2026〕" in number.text
    assert number.middle - head.middle == near(3 * 10.2, 4)


@pytest.mark.parametrize("kind", [TemplateKind.REQUEST, TemplateKind.REPORT])
def test_the_number_of_an_upward_document_stands_left_and_the_signer_right(
    printed: Printed, kind: TemplateKind
) -> None:
    page = pages(printed[kind])[0]
    number, signer = page.lines[1:3]
    assert number.text == "示综党〔2026〕4号"
    assert number.left == near(LEFT + 5.5)
    assert signer.text.startswith("签发人：")
    assert signer.right == near(RIGHT - 5.5)


@pytest.mark.parametrize("kind", [TemplateKind.REPLY, TemplateKind.NOTICE])
def test_the_title_is_centred_and_the_addressee_flush_left(printed: Printed, kind: TemplateKind) -> None:
    page = pages(printed[kind])[0]
    title, second, addressee = page.lines[2:5]
    for line in (title, second):
        assert (line.left + line.right) / 2 == near((LEFT + RIGHT) / 2, 0.5)
    assert len(title.text) > len(second.text)
    assert addressee.left == near(LEFT, 0.3)
    assert addressee.text.endswith("：")
    assert addressee.middle - second.middle == near(2 * 10.2)


def test_a_paragraph_is_indented_by_two_characters(printed: Printed) -> None:
    page = pages(printed[TemplateKind.REPLY])[0]
    assert page.line("你单位《").left == near(LEFT + 2 * 5.57, 0.5)


def test_the_date_stands_four_characters_from_the_right_and_the_issuer_centred_on_it(printed: Printed) -> None:
    page = pages(printed[TemplateKind.REPLY])[-1]
    date, issuer = page.line(DATE), page.line(ISSUER)
    assert date.right == near(RIGHT - 4 * 5.57, 1)
    assert (issuer.left + issuer.right) / 2 == near((date.left + date.right) / 2, 2)


def test_attachments_are_told_one_blank_line_below_without_a_full_stop(printed: Printed) -> None:
    page = pages(printed[TemplateKind.NOTICE])[-1]
    first, second = page.line("附件：1."), page.line("2.社会组织名册")
    assert first.text == "附件：1.任务分解表"
    assert first.left == near(LEFT + 2 * 5.57, 0.5)
    assert second.left == near(LEFT + 5 * 5.57, 1)


def test_the_foot_has_three_rules_and_ends_with_the_type_area_of_the_last_page(printed: Printed) -> None:
    page = pages(printed[TemplateKind.REPLY])[-1]
    rules = page.bands(BLACK, across=100)
    assert len(rules) == 3
    assert [round(bottom - top, 1) for top, bottom in rules] == [near(0.35, 0.1), near(0.25, 0.1), near(0.35, 0.1)]
    assert rules[-1][1] == near(BOTTOM)
    assert page.reach(BLACK, rules[0][0]) == (near(LEFT, 0.3), near(RIGHT, 0.3))
    copies, printed_by, printed_on = page.line("抄送："), page.line(f"{ISSUER}办公室"), page.line("2026年11月27日印发")
    assert copies.text == "抄送：市委组织部，市民政局。"
    assert copies.left == printed_by.left == near(LEFT + 5.5)
    assert printed_on.right == near(RIGHT - 5.5)


def test_without_copies_the_foot_has_two_rules(printed: Printed) -> None:
    assert len(pages(printed[TemplateKind.NOTICE])[-1].bands(BLACK, across=100)) == 2


LONG = "市民办教育领域社会服务机构第一联合党委"
LONGER = "中共示例市教育培训领域社会服务机构第一联合委员会"


@pytest.fixture(scope="module")
def long_names(tmp_path_factory: pytest.TempPathFactory, printed: Printed) -> dict[tuple[str, TemplateKind], Path]:
    """Replies of offices whose names are longer than a line of large letters."""
    folder = tmp_path_factory.mktemp("long")
    asked = [(name, kind) for name in (LONG, LONGER) for kind in (TemplateKind.REPLY, TemplateKind.REPLY_LETTER)]
    made = as_pdfs([write(kind, replace(REPLY, issuer=name, printed_by=name)) for name, kind in asked])
    found = {one: folder / f"{number}.pdf" for number, one in enumerate(asked)}
    for file, pdf in zip(found.values(), made, strict=True):
        file.write_bytes(pdf)
    return found


@pytest.mark.parametrize("name", [LONG, LONGER])
def test_a_long_name_stands_on_one_line(long_names: dict[tuple[str, TemplateKind], Path], name: str) -> None:
    head = pages(long_names[name, TemplateKind.REPLY])[0]
    (line,) = [one for one in head.lines if one.text.startswith(name)]
    assert line.text == f"{name}文件" and line.left >= LEFT - 0.3 and line.right <= RIGHT + 0.3
    assert head.bands(RED)[0][0] == near(TOP + 35)
    letter = pages(long_names[name, TemplateKind.REPLY_LETTER])[0].lines[0]
    assert letter.text == name and letter.left >= 20 and letter.right <= 190


@pytest.mark.parametrize("name", [LONG, LONGER])
def test_the_day_stands_whole_below_a_long_name(long_names: dict[tuple[str, TemplateKind], Path], name: str) -> None:
    page = pages(long_names[name, TemplateKind.REPLY])[-1]
    printed_by = [one for one in page.lines if one.text == name][-1]
    printed_on = page.line("2026年11月27日印发")
    assert printed_by.left == near(LEFT + 5.5)
    assert printed_on.right == near(RIGHT - 5.5) and printed_on.middle > printed_by.middle
    assert page.bands(BLACK, across=100)[-1][1] == near(BOTTOM)


def test_page_numbers_stand_7_mm_under_the_type_area_odd_right_even_left(printed: Printed) -> None:
    for number, page in enumerate(pages(printed[TemplateKind.NOTICE]), 1):
        line = page.line(f"—{number}—")
        assert line.middle == near(BOTTOM + 7 + 2.5, 1.5)
        if number % 2:
            assert line.right == near(RIGHT - 5.5)
        else:
            assert line.left == near(LEFT + 5.5)


@pytest.mark.parametrize("kind", LETTERS)
def test_a_letter_has_its_name_at_30_mm_and_two_double_rules_of_170_mm(printed: Printed, kind: TemplateKind) -> None:
    page = pages(printed[kind])[0]
    red = page.bands(RED, across=2)
    assert red[0][0] == near(30)
    upper, lower = page.bands(RED, across=150)[:2], page.bands(RED, across=150)[2:]
    name = [bottom for top, bottom in red if top < 40][-1]
    assert upper[0][0] - name == near(4)
    assert lower[-1][1] == near(297 - 20)
    # The thicker line lies outside: above at the head, below at the foot.
    assert upper[0][1] - upper[0][0] > upper[1][1] - upper[1][0]
    assert lower[1][1] - lower[1][0] > lower[0][1] - lower[0][0]
    for top, _ in (upper[0], lower[0]):
        assert page.reach(RED, top) == (near(20, 0.3), near(190, 0.3))


@pytest.mark.parametrize("kind", LETTERS)
def test_a_letter_has_its_number_top_right_and_no_page_number_on_page_1(printed: Printed, kind: TemplateKind) -> None:
    page = pages(printed[kind])[0]
    number = page.lines[1]
    assert "〔2026〕" in number.text
    assert number.right == near(RIGHT, 0.5)
    assert not any(line.text == "—1—" for line in page.lines)
    assert not any(line.text.endswith("印发") for line in pages(printed[kind])[-1].lines)


@pytest.mark.parametrize("kind", [*LETTERS, TemplateKind.REPLY, TemplateKind.REQUEST])
def test_no_page_bears_a_signature_alone(printed: Printed, kind: TemplateKind) -> None:
    signed = next(page for page in pages(printed[kind]) if any(one.text == DATE for one in page.lines))
    texts = [line.text for line in signed.lines]
    assert texts.index(DATE) > 1
    assert texts[texts.index(DATE) - 1] == ISSUER


def test_a_ballot_is_one_page_without_number_or_red(printed: Printed) -> None:
    (page,) = pages(printed[TemplateKind.BALLOT])
    assert page.bands(RED, across=2) == []
    assert [one.text for one in page.lines if one.text in {"丁一", "王二", "李三", "张四"}] == [
        "丁一",
        "王二",
        "李三",
        "张四",
    ]


@pytest.mark.parametrize("kind", [TemplateKind.ELECTION_MINUTES, TemplateKind.ARCHIVE])
def test_what_is_kept_bears_a_centred_title_and_no_red(printed: Printed, kind: TemplateKind) -> None:
    (page,) = pages(printed[kind])
    assert page.bands(RED, across=2) == []
    for line in page.lines[:2]:
        assert (line.left + line.right) / 2 == near((LEFT + RIGHT) / 2, 0.5)
    assert page.line("—1—").right == near(RIGHT - 5.5)


def test_the_table_of_votes_is_as_wide_as_the_type_area_and_signed_below(printed: Printed) -> None:
    (page,) = pages(printed[TemplateKind.ELECTION_MINUTES])
    rules = page.bands(BLACK, across=150)
    # Above and below each of three rows.
    assert len(rules) == 4 and page.reach(BLACK, rules[0][0]) == (near(LEFT, 0.5), near(RIGHT, 0.5))
    assert {round(below[0] - above[0]) for above, below in zip(rules, rules[1:], strict=False)} == {9}
    names = [line.middle for line in page.lines if line.text.startswith(("丁一", "王二"))]
    assert rules[1][0] < names[0] < rules[2][0] < names[1] < rules[3][0]
    signed = page.line("监票人（签字）：")
    assert signed.left == near(LEFT + 2 * 5.57, 0.5) and signed.middle > rules[-1][0]


def test_the_papers_stand_in_a_table_of_four_columns(printed: Printed) -> None:
    (page,) = pages(printed[TemplateKind.ARCHIVE])
    rules = page.bands(BLACK, across=150)
    assert len(rules) == 5 and page.reach(BLACK, rules[0][0]) == (near(LEFT, 0.5), near(RIGHT, 0.5))
    assert sum("2号柜第3盒" in line.text for line in page.lines) == 3


def test_the_fonts_are_those_named_or_what_stands_in_for_them(printed: Printed) -> None:
    absent = missing()
    assert absent is not None
    instead = {one.font.name: one.instead for one in absent}
    if not instead.get(FONTS[0].name, "Noto").startswith("Noto"):
        pytest.skip("this machine has other Chinese fonts than those of Debian")
    used = fonts(printed[TemplateKind.NOTICE])
    assert used
    assert all(one.startswith(("NotoSerifCJK", "NotoSansCJK")) for one in used)
    # 小标宋 and 黑体 are told apart from the text.
    assert any("Bold" in one for one in used)
    assert any("Sans" in one for one in used)


def test_a_line_of_the_sample_is_a_full_line() -> None:
    assert len(FULL_LINE) == 28


CLOSED_TOGETHER = (
    *((TemplateKind.NOTICE, replace(NOTICE, body=lines(["请认真落实。"] * count), attachments=())) for count in (3, 4)),
    (TemplateKind.NOTICE, replace(NOTICE, body=lines(["请认真落实。", "请认真落实。", FULL_LINE * 4]), attachments=())),
    *(
        (TemplateKind.MINUTES, replace(minutes, resolutions=(minutes.resolutions[0],) * count))
        for minutes in (MINUTES, replace(MINUTES, attended=(), excused=(), sat_in=()))
        for count in (3, 4)
    ),
)


def test_no_page_bears_the_foot_alone(tmp_path: Path, printed: Printed) -> None:
    """Whatever the length: what closes a document stands on a page with text, the foot below it."""
    made = as_pdfs([write(kind, content) for kind, content in CLOSED_TOGETHER])
    counts = []
    for number, pdf in enumerate(made):
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(pdf)
        found = pages(file)
        counts.append(len(found))
        texts = [line.text for line in found[-1].lines]
        foot = next(place for place, text in enumerate(texts) if text.startswith(("抄送：", "发送：", OFFICE)))
        above = [text for text in texts[:foot] if text not in (ISSUER, DATE)]
        assert above, (number, texts)
    assert min(counts) == 1 and max(counts) == 2, "both sides of the page's end were looked at"
