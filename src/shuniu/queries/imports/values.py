"""What does a row of an organization ledger say in the register's own terms?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from shuniu.kernel.dates import PartialDate
from shuniu.kernel.pinyin import sort_key
from shuniu.policy.organizations.levels import level_from_area, level_from_authority
from shuniu.policy.organizations.registering import legal_status_of, mode_of
from shuniu.policy.words import Grade, OrganizationType, RegistrationMode, RegistrationStatus
from shuniu.queries.imports.bodies import Places

# Record field → (register field, label). A cell that is empty, or a column the file lacks, keeps its value.
PLAIN: dict[str, tuple[str, str]] = {
    "name": ("name", "名称"),
    "district": ("district", "所属区"),
    "street": ("street", "所在街道（乡镇）"),
    "address": ("address", "住所"),
    "full_time_staff": ("full_time_staff", "专职人员"),
    "part_time_staff": ("part_time_staff", "兼职人员"),
    "charity": ("charity", "慈善组织"),
}
LABELS: dict[str, str] = {
    **dict(PLAIN.values()),
    "type": "类型",
    "status": "登记状态",
    "mode": "登记方式",
    "region": "行政区划",
    "authority_id": "登记管理机关",
    "supervising_unit_id": "业务主管单位",
    "established_on": "成立登记日期",
    "funds_yuan": "注册资金（元）",
    "certificate_from": "证书有效期起",
    "certificate_to": "证书有效期止",
}
WIDEST = {"name": 200, "district": 60, "street": 60, "address": 300}


@lru_cache(maxsize=4096)
def _first_day(text: str) -> tuple[date, str]:
    partial = PartialDate.from_iso(text)
    return partial.earliest, partial.precision


@lru_cache(maxsize=4096)
def _last_day(text: str) -> date:
    return PartialDate.from_iso(text).latest


@lru_cache(maxsize=64)
def _legal(label: str) -> tuple[OrganizationType, str]:
    kind = OrganizationType.from_label(label)
    return kind, legal_status_of(kind).value


@lru_cache(maxsize=4096)
def _money(written: float | str) -> Decimal:
    return Decimal(str(written)).quantize(Decimal("0.01"))


_status = lru_cache(maxsize=64)(RegistrationStatus.from_label)
_grade = lru_cache(maxsize=64)(Grade.from_label)


@lru_cache(maxsize=4096)
def _level(area: str, authority: str) -> str:
    """The code says it where there is one; an authority's name says it only where it is unambiguous."""
    return level_from_area(area) or level_from_authority(authority) or ""


def supervisor_of(record: Mapping[str, Any]) -> str | None:
    """The supervising unit a row names; of several the first counts, and the row carries a warning."""
    written = record.get("supervising_unit")
    if not written or "、" not in written:
        return written or None
    parts: list[str] = written.split("、")
    return parts[0] if all(len(part) >= 4 for part in parts) else str(written)


def registration_values(record: Mapping[str, Any], bodies: Mapping[str, int], places: Places) -> dict[str, Any]:
    """Register fields that the row states, by column name. Names of bodies not yet known give None."""
    values: dict[str, Any] = {}
    for name, (field, _) in PLAIN.items():
        cell = record.get(name)
        if cell is not None:
            values[field] = cell[: WIDEST[name]] if name in WIDEST else cell
    if "name" in values:
        values["sort_key"] = sort_key(values["name"])
    if "district" in values:
        values["region"] = places.code(values["district"], record.get("uscc"))
    if record.get("status"):
        values["status"] = _status(record["status"]).value
    level = _level((record.get("uscc") or "")[2:8], record.get("registration_authority") or "")
    if level:
        values["level"] = level
    _kind(record, values)
    _bodies(record, bodies, values)
    _days(record, values)
    if record.get("registered_funds_yuan") is not None:
        values["funds_yuan"] = _money(record["registered_funds_yuan"])
    return values


def _kind(record: Mapping[str, Any], values: dict[str, Any]) -> None:
    if not record.get("type"):
        return
    kind, legal_status = _legal(record["type"])
    values["type"] = kind.value
    values["legal_status"] = legal_status
    mode = mode_of(kind, supervisor_of(record), record.get("direct_registration"))
    if mode is not None:
        values["mode"] = mode.value


def _bodies(record: Mapping[str, Any], bodies: Mapping[str, int], values: dict[str, Any]) -> None:
    if record.get("registration_authority"):
        values["authority_id"] = bodies.get(record["registration_authority"])
    supervisor = supervisor_of(record)
    if supervisor:
        values["supervising_unit_id"] = bodies.get(supervisor)
    elif values.get("mode") == RegistrationMode.DIRECT_REGISTRATION:
        values["supervising_unit_id"] = None


def _days(record: Mapping[str, Any], values: dict[str, Any]) -> None:
    if record.get("established_on"):
        values["established_on"], values["established_precision"] = _first_day(record["established_on"])
    if record.get("certificate_valid_from"):
        values["certificate_from"] = _first_day(record["certificate_valid_from"])[0]
    if record.get("certificate_valid_to"):
        values["certificate_to"] = _last_day(record["certificate_valid_to"])


def grade_of(record: Mapping[str, Any]) -> str | None:
    """The stored grade a row states, or None where it states none."""
    return _grade(record["grade"]).value if record.get("grade") else None
