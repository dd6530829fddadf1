"""Which matters does an organization know of itself, who keeps the others, and how does a value travel as JSON?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

# Columns of the registration that are the organization's own matter.
OWN_FIELDS: tuple[str, ...] = (
    "address",
    "street",
    "activity_scope",
    "funds_yuan",
    "full_time_staff",
    "part_time_staff",
    "certificate_from",
    "certificate_to",
    "charter_clause",
    "charter_clause_on",
    "charter_clause_text",
)
# The Party part: columns of the head-count, numbers without names.
COUNT_FIELDS: tuple[str, ...] = ("members", "full_members", "probationary", "relations_in", "relations_out")
FIELDS: tuple[str, ...] = (*OWN_FIELDS, *COUNT_FIELDS)
# Shown and not asked for: whoever keeps it changes it.
KEPT_BY: Mapping[str, str] = {
    "name": "登记管理机关核准，负责的党组织登记",
    "code": "登记管理机关核发",
    "type": "登记管理机关核定",
    "status": "登记管理机关认定，负责的党组织登记",
    "mode": "负责的党组织按登记管理方式登记",
    "authority": "负责的党组织登记",
    "supervising_unit": "负责的党组织登记",
}
SOURCE = "社会组织填报"
_DAYS = frozenset({"certificate_from", "certificate_to", "charter_clause_on"})


def to_json(value: Any) -> Any:
    """Days and money as text; the rest is JSON already."""
    if isinstance(value, date):
        return value.isoformat()
    # 100 and 100.00 are one sum of money.
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def from_json(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _DAYS:
        return date.fromisoformat(value)
    return Decimal(value) if name == "funds_yuan" else value


def differing(held: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Of the matters of the registration in ``values``, those that the register says otherwise, as JSON."""
    return {name: to_json(values[name]) for name in OWN_FIELDS if name in values and held.get(name) != values[name]}


def edits_of(held: Mapping[str, Any], filed: Mapping[str, Any]) -> dict[str, Any]:
    """What of a submission the register does not say yet: the columns to change."""
    values = {name: from_json(name, filed[name]) for name in OWN_FIELDS if name in filed}
    return {name: value for name, value in values.items() if held.get(name) != value}


def counts_of(filed: Mapping[str, Any]) -> dict[str, int | None]:
    return {name: filed.get(name) for name in COUNT_FIELDS}
