"""At which administrative level is an organization registered?

Positions 3–8 of a unified social credit code are the area code of the registering authority (GB 32100-2015), so
the code tells the level where it exists; a name tells it only where it is unambiguous.
"""

from __future__ import annotations

from shuniu.policy.words import AdministrativeLevel

MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")


def level_from_uscc(code: str) -> AdministrativeLevel | None:
    return level_from_area(code[2:8]) if len(code) == 18 else None


def level_from_area(area: str) -> AdministrativeLevel | None:
    """The level of a six-digit area code (GB/T 2260)."""
    if len(area) != 6 or not area.isdigit():
        return None
    if area == "100000":
        return AdministrativeLevel.NATIONAL
    if area.endswith("0000"):
        return AdministrativeLevel.PROVINCE
    return AdministrativeLevel.CITY if area.endswith("00") else AdministrativeLevel.COUNTY


def level_from_authority(name: str) -> AdministrativeLevel | None:
    """The level an authority's name says; None where a city may be of prefecture or county level."""
    if name.startswith(("民政部", "中华人民共和国民政部", "国家")):
        return AdministrativeLevel.NATIONAL
    municipality = next((one for one in MUNICIPALITIES if name.startswith(one)), "")
    place = name.removeprefix(municipality)
    for end in ("街道", "镇人民政府", "乡人民政府"):
        if end in place:
            return AdministrativeLevel.STREET
    if any(mark in place.replace("自治区", "") for mark in ("区", "县", "旗")):
        return AdministrativeLevel.COUNTY
    if municipality or (("省" in place or "自治区" in place) and "市" not in place):
        return AdministrativeLevel.PROVINCE
    return None
