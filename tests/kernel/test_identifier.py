"""Are numbers of organizations and citizens judged as the national standards say?"""

import csv
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from shuniu.kernel import identifier

VECTORS = Path(__file__).parents[1] / "data" / "uscc_test_vectors.csv"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODES = [row for row in csv.DictReader(VECTORS.read_text(encoding="utf-8").splitlines())]
GOOD = [row["uscc"] for row in CODES if row["uscc_check_ok"] == "1" and row["inner_org_code_check_ok"] == "1"]


def test_every_published_code_is_judged_right() -> None:
    assert len(CODES) > 300
    for row in CODES:
        assert (identifier.uscc_problem(row["uscc"]) is None) == (row["uscc_check_ok"] == "1"), row
        if len(row["uscc"]) == 18:
            assert identifier.organization_code_is_right(row["uscc"]) == (row["inner_org_code_check_ok"] == "1"), row


@given(st.text(alphabet=ALPHABET, min_size=17, max_size=17))
def test_check_digit_agrees_with_an_independent_library(first: str) -> None:
    assert identifier.uscc_check_digit(first) == uscc.calc_check_digit(first)


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("", "uscc_missing"),
        ("5211011899268948", "uscc_length"),
        ("52110118998445176Y1", "uscc_length"),
        ("511101149O9895849D", "uscc_charset"),
        ("52110102yy2880663l", "uscc_charset"),
        ("51110112989942420U", "uscc_check"),
        ("N1110112MA1234567X", "uscc_check"),
        ("52110101997970358K", None),
    ],
)
def test_reasons(code: str, problem: str | None) -> None:
    assert identifier.uscc_problem(code) == problem


def test_first_letters_the_standard_allows_are_allowed() -> None:
    for letter in "ANY":
        first = f"{letter}1110000MB0000000"[:17].ljust(17, "0")
        assert identifier.uscc_problem(first + identifier.uscc_check_digit(first)) is None


@given(st.sampled_from(GOOD), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_never_passes(code: str, place: int, character: str) -> None:
    damaged = code[:place] + character + code[place + 1 :]
    assert (identifier.uscc_problem(damaged) is None) == (damaged == code)


@given(st.sampled_from(GOOD), st.integers(0, 16))
def test_neighbours_changed_over_are_offered_back(code: str, place: int) -> None:
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if swapped != code and (found := identifier.uscc_candidates(swapped)):
        assert code in found


@given(st.sampled_from(GOOD), st.integers(0, 17), st.sampled_from("IOSVZ"))
def test_a_letter_no_code_uses_is_offered_back(code: str, place: int, strange: str) -> None:
    found = identifier.uscc_candidates(code[:place] + strange + code[place + 1 :])
    assert not found or code in found


def test_a_type_that_the_code_denies_is_told() -> None:
    assert identifier.uscc_warning("52110101997970358K", "基金会") == "uscc_kind_mismatch"
    assert identifier.uscc_warning("52110101997970358K", "民办非企业单位") is None
    assert identifier.uscc_warning("534100006897043010", "基金会") == "uscc_inner_check"


def made_number(county: str, born: str, order: str) -> str:
    return county + born + order + identifier.citizen_check_digit(county + born + order)


@given(st.dates(), st.integers(0, 999))
def test_citizen_check_digit_agrees_with_an_independent_library(born: object, order: int) -> None:
    first = f"110101{str(born).replace('-', '')}{order:03d}"
    assert identifier.citizen_check_digit(first) == ric.calc_check_digit(first + "0")


def test_citizen_numbers() -> None:
    number = made_number("110229", "19750301", "012")  # a county code given out after the birth is no fault
    assert identifier.citizen_number_problem(number) is None
    assert str(identifier.citizen_birth(number)) == "1975-03-01"
    assert identifier.citizen_sex(number) == "女"
    wrong = number[:-1] + next(digit for digit in string.digits if digit != number[-1])
    assert identifier.citizen_number_problem(wrong) == "ric_check"
    assert identifier.citizen_number_problem(made_number("110101", "19990230", "001")) == "ric_birth_invalid"
    assert identifier.citizen_number_problem("110101********0011") == "ric_masked"
    assert identifier.citizen_number_problem("1101011990") == "ric_length"


def test_fifteen_digits_become_eighteen() -> None:
    longer = identifier.citizen_number_of_eighteen("110101750301012")
    assert longer == made_number("110101", "19750301", "012")
    assert identifier.citizen_number_problem("110101750301012") is None
    assert identifier.citizen_birth("110101750301012") == identifier.citizen_birth(longer)
