"""Does a code or an authority's name tell the level of registration?"""

import pytest

from shuniu.policy.organizations.levels import level_from_authority, level_from_uscc
from shuniu.policy.words import AdministrativeLevel


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("513400000000000199", AdministrativeLevel.PROVINCE),
        ("511411810000000438", AdministrativeLevel.COUNTY),
        ("51340100000000000X", AdministrativeLevel.CITY),
        ("51100000000000000X", AdministrativeLevel.NATIONAL),
        ("5134", None),
    ],
)
@pytest.mark.req("B36")
def test_levels_follow_the_area_of_the_registering_authority(code: str, level: AdministrativeLevel | None) -> None:
    assert level_from_uscc(code) is level


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("民政部", AdministrativeLevel.NATIONAL),
        ("安徽省民政厅", AdministrativeLevel.PROVINCE),
        ("内蒙古自治区民政厅", AdministrativeLevel.PROVINCE),
        ("北京市民政局", AdministrativeLevel.PROVINCE),
        ("北京市朝阳区民政局", AdministrativeLevel.COUNTY),
        ("安徽省肥西县民政局", AdministrativeLevel.COUNTY),
        ("孝义市民政局", None),
        ("安徽省合肥市民政局", None),
        ("某区某街道办事处", AdministrativeLevel.STREET),
    ],
)
def test_levels_are_read_from_a_name_only_where_it_is_unambiguous(name: str, level: AdministrativeLevel | None) -> None:
    assert level_from_authority(name) is level
