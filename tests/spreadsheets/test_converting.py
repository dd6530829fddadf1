"""Does each field take every spelling of its value, and refuse what says nothing certain?"""

from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shuniu.spreadsheets.imports import converting
from shuniu.spreadsheets.imports.findings import Flaw, column_letters, sentence
from shuniu.spreadsheets.imports.headings import Heading
from shuniu.spreadsheets.imports.kinds import KINDS
from shuniu.spreadsheets.imports.kinds.social_organizations import STATUSES, TYPES, funds, supervisor

UNKNOWN = object()
CELLS = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="0123456789-—（）()元万人./至年月日 无A级", max_size=20),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.none(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


def said(converter: converting.Converter, cell: Any) -> Any:
    answer = converter(cell)
    return answer.code if isinstance(answer, Flaw) else answer


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("15463647928", "15463647928"),
        (15487375910.0, "15487375910"),
        (15487375910, "15487375910"),
        ("154-0640-0809", "15406400809"),
        ("15463647928.0", "15463647928"),
        ("+86 15445381733", "15445381733"),
        ("86-15445381733", "15445381733"),
        ("１５４７１９２７６３０", "15471927630"),
        ("（010）00112546", "010-00112546"),
        ("(0551) 62345678", "0551-62345678"),
        ("010—00479922", "010-00479922"),
        ("01062345678", "010-62345678"),
        ("62345678", "62345678"),
        ("0351-7654321", "0351-7654321"),
        ("电话：15463647928", "15463647928"),
        ("15463647928；010-62345678", "15463647928"),
        ("无", None),
        ("暂无", "placeholder_value"),
        ("见附件", "phone_invalid"),
        ("12", "phone_invalid"),
    ],
)
def test_phones(cell: object, number: str | None) -> None:
    assert said(converting.phone, cell) == number


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12人", 12),
        ("十四", 14),
        (" ８ ", 8),
        (8.0, 8),
        ("1,200", 1200),
        ("", None),
        ("/", None),
        ("若干", "number_invalid"),
        ("约20", "number_invalid"),
        ("12、3", "number_invalid"),
        (2.5, "number_invalid"),
        (-1, "number_invalid"),
    ],
)
def test_counts(cell: object, number: int | str | None) -> None:
    assert said(converting.count, cell) == number


@pytest.mark.parametrize(
    ("heading", "title", "cell", "amount"),
    [
        ("注册资金（万元）", "", 3.0, 30_000),
        ("注册资金（万元）", "", "30,000元", 30_000),
        ("注册资金（万元）", "", "3.5", 35_000),
        ("注册资金（元）", "", "30000.00", 30_000),
        ("注册资金", "单位：万元、人", "10", 100_000),
        ("注册资金", "", "10", "fund_unit_ambiguous"),
        ("注册资金", "", "3.00 （单位：元 / 万元）", "fund_unit_ambiguous"),
        ("注册资金（元/万元）", "", "3", "fund_unit_ambiguous"),
        ("注册资金", "", "10万元整", 100_000),
        ("注册资金", "", "￥1,234.50元", 1234.5),
        ("注册资金", "", "2亿元", 200_000_000),
        ("注册资金", "", "—", None),
        ("注册资金（万元）", "", "若干", "number_invalid"),
        ("注册资金（万元）", "", "1.2.3", "number_invalid"),
    ],
)
def test_money(heading: str, title: str, cell: object, amount: float | str | None) -> None:
    assert said(funds(Heading((heading,)), title), cell) == amount


@pytest.mark.parametrize(
    ("cell", "grade"),
    [
        ("5A级", "5A"),
        ("AAA", "3A"),
        ("４ａ", "4A"),
        ("三A", "3A"),
        ("未参评", None),
        ("", None),
        ("优秀", "value_unknown"),
    ],
)
def test_grades(cell: str, grade: str | None) -> None:
    assert said(converting.grade, cell) == grade


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("2016-05-09 至 2020-05-09", ("2016-05-09", "2020-05-09")),
        ("2016年5月9日—2020年5月9日", ("2016-05-09", "2020-05-09")),
        ("2016.5.9-2020.5.8", ("2016-05-09", "2020-05-08")),
        ("至", (None, None)),
        ("至 2028-03-28", (None, "2028-03-28")),
        ("2020-01-01至长期", ("2020-01-01", None)),
        ("1900-01-01 至 1900-01-01", "date_null_marker"),
        ("", (None, None)),
    ],
)
def test_validity(cell: str, days: object) -> None:
    assert said(converting.day_range, cell) == days


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("某区教育局", ("某区教育局", False)),
        ("直接登记（某市民政局）", (None, True)),
        ("无", (None, True)),
        ("", (None, None)),
        ("政府相关部门", "placeholder_value"),
        ("某区教育局,某区民政局", "two_supervisors"),
        ("某区住房和\n城乡建设局", ("某区住房和城乡建设局", False)),
    ],
)
def test_supervisors(cell: str, answer: object) -> None:
    assert said(supervisor, cell) == answer


@pytest.mark.parametrize("cell", ["是", "√", "有", "已", True, "1"])
def test_yes(cell: object) -> None:
    assert said(converting.yes_no, cell) is True


@pytest.mark.parametrize("cell", ["否", "×", "无", "未", False, "0"])
def test_no(cell: object) -> None:
    assert said(converting.yes_no, cell) is False


def test_codes_typed_as_numbers_have_lost_their_tail() -> None:
    """Eighteen digits kept as a number are no longer the digits that were typed."""
    for number in range(1_000):
        assert said(converting.code, float(511101019930592921 + number * 7)) == "uscc_precision_lost"


def test_guards_of_exports_are_no_part_of_a_code() -> None:
    for cell in ('="52110101997970358K"', "'52110101997970358K", "52110101997970358k\t", "52 110101 997970358K"):
        assert said(converting.code, cell) == "52110101997970358K"


@pytest.mark.parametrize(
    ("converter", "cell", "kept"),
    [
        (converting.count, "999999999", 999_999_999),
        (converting.count, "1000000000人", "number_invalid"),
        (converting.count, 999_999_999, 999_999_999),
        (converting.count, 1_000_000_000, "number_invalid"),
        (converting.count, "0000000000012", 12),
        (converting.money(1), "10000000000000", 10**13),
        (converting.money(1), "10000000000001", "number_invalid"),
        (converting.money(1), "100000亿元", 10**13),
        (converting.money(1), "100001亿元", "number_invalid"),
    ],
)
def test_a_number_no_column_could_hold_is_a_slip_of_the_hand(converter: Any, cell: object, kept: object) -> None:
    assert said(converter, cell) == kept


@given(CELLS)
@example("²")
@example("9" * 20)
@example("9" * 5_000)
@example(1e300)
@example(float("inf"))
@example("²A")
@example("²" * 18)
def test_no_cell_is_an_error_to_any_field(cell: object) -> None:
    for kind in KINDS.values():
        for field in kind.fields:
            answer = field.converter(Heading((field.label,)), "")(cell)
            if isinstance(answer, Flaw):
                told = sentence(answer, "A1", field.label, str(cell))
                assert told.message.startswith("A1") and told.suggestion


@given(st.one_of(st.sampled_from([*TYPES]), st.sampled_from([*STATUSES])))
def test_values_kept_are_values_taken(word: str) -> None:
    """A normal form read again is itself: exports of the register can be imported."""
    for choices in (TYPES, STATUSES):
        if word in choices:
            assert choices[choices[word]] == choices[word]


def test_cells_of_other_types_are_no_names() -> None:
    assert said(converting.day, time(8, 30)) == "date_invalid"
    assert said(converting.day, timedelta(hours=3)) == "date_invalid"
    assert said(converting.day, date(2020, 7, 1)) == "2020-07-01"


def test_letters_of_columns() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
