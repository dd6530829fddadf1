"""Is the same thing, written by many hands, brought into one form?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuniu.kernel.text import cell_text, chinese_number, document_number, fold, narrow, whole_number


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("王　舵", "王舵"),
        ("１１号Ａ座", "11号A座"),
        (" 东城区\n民政局\u200b", "东城区民政局"),
        ("协会(海淀)", "协会（海淀）"),
        ("，：；保留", "，：；保留"),
        (12.0, "12"),
        (None, ""),
        (True, "是"),
    ],
)
def test_folding(written: object, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folded_text_holds_no_white_space(text: str) -> None:
    assert not any(sign.isspace() for sign in fold(text))


def test_narrowing_knows_dashes_and_full_width_signs() -> None:
    assert narrow("（０１０）—６２３４") == "(010)-6234"


def test_cells_are_shown_as_people_see_them() -> None:
    assert [cell_text(cell) for cell in (3.0, 3.5, "x", 7)] == ["3", "3.5", "x", "7"]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三百零五", 305),
        ("二〇一六", 2016),
        ("两", 2),
        ("若干", None),
        ("", None),
    ],
)
def test_chinese_numerals(written: str, number: int | None) -> None:
    assert chinese_number(written) == number


@given(st.integers(min_value=1, max_value=99))
def test_every_numeral_below_a_hundred(number: int) -> None:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    written = ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")
    assert chinese_number(written) == number


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("皖社党[2017]1号", "皖社党〔2017〕1号"),
        ("皖社党【2017】1号", "皖社党〔2017〕1号"),
        ("皖社党(2017)1号", "皖社党〔2017〕1号"),
        ("皖社党（2017）1号 ", "皖社党〔2017〕1号"),
        ("皖社党〔2017〕1号", "皖社党〔2017〕1号"),
        ("党委会纪要（第17期）", "党委会纪要（第17期）"),
        ("", ""),
    ],
)
def test_a_document_number_has_one_spelling(written: str, kept: str) -> None:
    assert document_number(written) == kept


@pytest.mark.parametrize(
    ("written", "read"),
    [("7", 7), ("007", 7), ("0", 0), ("31", 30), ("5" * 5_000, 30), ("0" * 5_000, 0)],
)
def test_a_whole_number_is_never_more_than_the_most(written: str, read: int) -> None:
    assert whole_number(written, 30) == read


@pytest.mark.parametrize("written", ["", "²", "٣", "-1", "1.0", " 1", "１"])
def test_what_only_looks_like_a_number_is_none(written: str) -> None:
    assert whole_number(written, 30) is None
