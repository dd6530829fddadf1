"""Are joint committees named as the report names them?"""

from datetime import date

import pytest

from shuniu.policy.packs import load_packs, merged
from shuniu.policy.party.naming import (
    NameIncomplete,
    NameParts,
    chinese_number,
    chinese_value,
    joint_committee_name,
    next_ordinal,
)

BJ2020 = merged(load_packs()["bj2020"].chain, date(2020, 7, 1))


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        pytest.param(
            NameParts(field="社会服务", type="基金会", ordinal=1),
            "市社会服务领域基金会第一联合党委",
            id="bj2020#B05",
        ),
        pytest.param(
            NameParts(type="行业协会商会", ordinal=12), "市行业协会商会第十二联合党委", id="bj2020#B05-category"
        ),
        pytest.param(NameParts(field="科技"), "市科技领域联合党委", id="bj2020#B05-no-ordinal"),
    ],
)
@pytest.mark.req("B05")
def test_naming_follows_the_evidenced_pattern(parts: NameParts, name: str) -> None:
    assert joint_committee_name(parts, BJ2020) == name


@pytest.mark.req("B05")
def test_naming_takes_the_next_ordinal_of_the_same_field_and_type() -> None:
    existing = [
        "市社会服务领域基金会第一联合党委",
        "市社会服务领域基金会第三联合党委",
        "市科技领域基金会第九联合党委",
        "市社会服务领域基金会第十党支部",
    ]
    assert next_ordinal(NameParts(field="社会服务", type="基金会"), existing, BJ2020) == 4
    assert next_ordinal(NameParts(field="文化", type="基金会"), existing, BJ2020) == 1


def test_naming_refuses_a_name_that_says_nothing() -> None:
    with pytest.raises(NameIncomplete):
        joint_committee_name(NameParts(ordinal=1), BJ2020)


@pytest.mark.parametrize("number", range(1, 100))
def test_naming_numbers_are_read_back(number: int) -> None:
    assert chinese_value(chinese_number(number)) == number


@pytest.mark.parametrize(("number", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (52, "五十二")])
def test_naming_numbers_are_written_as_usual(number: int, text: str) -> None:
    assert chinese_number(number) == text
