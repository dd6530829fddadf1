"""Does each field about a person take every spelling of its value, and refuse what says nothing certain?"""

import pytest
from tests.spreadsheets.test_converting import said

from shuniu.kernel.identifier import citizen_check_digit
from shuniu.policy.persons.education import EDUCATION, education_code
from shuniu.policy.persons.ethnic_groups import ETHNIC_GROUP_CODES, ETHNIC_GROUPS
from shuniu.spreadsheets.imports import persons
from shuniu.spreadsheets.imports.findings import Flaw

# Never issued: the sequence 999 is not handed out.
FIRST = "11010119500307999"
NUMBER = FIRST + citizen_check_digit(FIRST)
ENDS_IN_X = next(
    first + "X"
    for first in (f"1101011950{month:02d}{day:02d}999" for month in range(1, 13) for day in range(1, 29))
    if citizen_check_digit(first) == "X"
)
SHORT = NUMBER[:6] + NUMBER[8:17]


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        (NUMBER, NUMBER),
        (f" {NUMBER} ", NUMBER),
        (f"'{NUMBER}", NUMBER),
        (f'="{NUMBER}"', NUMBER),
        (f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}", NUMBER),
        (f"{NUMBER[:6]}-{NUMBER[6:14]}-{NUMBER[14:]}", NUMBER),
        (NUMBER.translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)}), NUMBER),
        (ENDS_IN_X, ENDS_IN_X),
        (ENDS_IN_X.lower(), ENDS_IN_X),
        (ENDS_IN_X[:17] + "Ｘ", ENDS_IN_X),
        (ENDS_IN_X[:17] + "Х", ENDS_IN_X),  # the Cyrillic letter
        (ENDS_IN_X[:17] + "×", ENDS_IN_X),
        (float(NUMBER), "ric_precision_lost"),
        (int(NUMBER), "ric_precision_lost"),
        (f"{float(NUMBER):.5E}", "ric_precision_lost"),
        (f"{NUMBER[:15]}000", "ric_precision_lost"),
        (f"{NUMBER[:10]}****{NUMBER[14:]}", "ric_masked"),
        (f"{NUMBER[:6]}XXXXXXXX{NUMBER[14:]}", "ric_masked"),
        (NUMBER[:17], "ric_length"),
        (NUMBER + "1", "ric_length"),
        ("护照E12345678", "ric_length"),
        ("", "ric_missing"),
        ("无", "ric_missing"),
        (f"{NUMBER[:10]}1301{NUMBER[14:]}", "ric_birth_invalid"),
        (f"{NUMBER[:10]}0230{NUMBER[14:]}", "ric_birth_invalid"),
        (NUMBER[:17] + ("1" if NUMBER[17] != "1" else "2"), "ric_check"),
    ],
)
def test_citizen_numbers(cell: object, answer: str) -> None:
    assert said(persons.citizen_number, cell) == answer


@pytest.mark.parametrize("cell", [SHORT, int(SHORT), float(SHORT), f" {SHORT} "])
def test_a_number_of_fifteen_digits_is_written_with_eighteen(cell: object) -> None:
    assert persons.citizen_number(cell) == Flaw(NUMBER, "ric_15_digits")


def test_a_last_x_left_out_is_guessed_for_the_clerk_only() -> None:
    flaw = persons.citizen_number(ENDS_IN_X[:17])
    assert (flaw.value, flaw.code) == (None, "ric_length") and "X" in flaw.suggestion


def test_codes_of_withdrawn_areas_are_known() -> None:
    assert "110103" in persons.withdrawn_areas()
    assert not {"110101", "330113"} & persons.withdrawn_areas()


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("汉", "01"),
        ("汉 族", "01"),
        ("汉族（01）", "01"),
        ("01", "01"),
        (1.0, "01"),
        ("蒙族", "02"),
        ("维吾尔", "05"),
        ("其他", "97"),
        ("", None),
        ("不详", "placeholder_value"),
        ("火星族", "value_unknown"),
    ],
)
def test_ethnic_groups(cell: object, code: str | None) -> None:
    assert said(persons.ethnic_group, cell) == code


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("大学本科毕业", "21"),
        ("省委党校大学", "21"),
        ("在职本科", "21"),
        ("大学", "21"),
        ("大学专科", "31"),
        ("党校大专", "31"),
        ("高职高专", "31"),
        ("中等专科毕业", "41"),
        ("中专", "41"),
        ("职高", "44"),
        ("中央党校研究生", "14"),
        ("研究生（硕士）", "14"),
        ("研究生（博士）", "11"),
        ("博士研究生", "11"),
        ("本科肄业", "23"),
        ("大专结业", "32"),
        ("初中肄业", "73"),
        ("高中", "61"),
        ("21", "21"),
        (21.0, "21"),
        ("21大学本科毕业", "21"),
        ("/", None),
        ("不详", "placeholder_value"),
        ("优秀", "value_unknown"),
    ],
)
def test_education(cell: object, code: str | None) -> None:
    assert said(persons.education, cell) == code


def test_every_name_of_the_tables_is_its_own_code() -> None:
    """What the product exports can be imported again."""
    assert {name: education_code(name) for name in EDUCATION.values()} == {
        name: code for code, name in EDUCATION.items()
    }
    assert {name: ETHNIC_GROUP_CODES[name] for name in ETHNIC_GROUPS.values()} == {
        name: code for code, name in ETHNIC_GROUPS.items()
    }
    assert (len(EDUCATION), len(ETHNIC_GROUPS)) == (40, 58)


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("正式", "正式党员"),
        ("中共党员", "正式党员"),
        ("中共预备党员", "预备党员"),
        ("预备", "预备党员"),
        ("", None),
        ("入党积极分子", "not_a_member"),
        ("群众", "not_a_member"),
    ],
)
def test_states(cell: str, state: str | None) -> None:
    assert said(persons.membership_state, cell) == state


@pytest.mark.parametrize("cell", ["忘记了", "不详", "待核实", "2018.2.29", "2019-13-01"])
def test_what_is_no_date_of_a_life_is_refused(cell: str) -> None:
    assert said(persons.day_of_life, cell) == "date_invalid"


@pytest.mark.parametrize("cell", ["1970-01-01", "1970年1月1日", "19700101", 25569])
def test_people_were_born_on_the_day_machines_begin(cell: object) -> None:
    assert said(persons.birthday, cell) == "1970-01-01"
    assert said(persons.day_of_life, cell) == "date_null_marker"


@pytest.mark.parametrize("dot", "·•．.・‧")
def test_the_dot_in_a_name_is_one_dot(dot: str) -> None:
    assert persons.name(f"阿依努尔{dot}艾合买提") == "阿依努尔·艾合买提"
