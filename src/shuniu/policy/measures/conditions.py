"""Which conditions may a measure put on a row of standing? A small closed list.

The counter turns a name into SQL, the checker asks ``holds`` of a row: two readings of one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from shuniu.policy.words import HubElement, RegistrationMode

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Condition:
    """``columns`` are what it reads of a row – of standing, a hub, crossing; ``label`` is its part of the 口径."""

    name: str
    label: str
    columns: tuple[str, ...]
    holds: Callable[[Row], bool]


COMMITTEE_BLOCK = (RegistrationMode.DIRECT_REGISTRATION, RegistrationMode.DECOUPLED)
SUPERVISOR_BLOCK = (RegistrationMode.CIVIL_AFFAIRS_SUPERVISED, RegistrationMode.DUAL_ADMINISTRATION)

CONDITIONS: Mapping[str, Condition] = {
    one.name: one
    for one in (
        Condition("org_covered", "有党组织覆盖", ("org_covered",), lambda row: bool(row["org_covered"])),
        Condition("not_org_covered", "没有党组织覆盖", ("org_covered",), lambda row: not row["org_covered"]),
        Condition("work_covered", "有党的工作覆盖", ("work_covered",), lambda row: bool(row["work_covered"])),
        Condition(
            "org_or_work_covered",
            "有党组织或党的工作覆盖",
            ("org_covered", "work_covered"),
            lambda row: bool(row["org_covered"] or row["work_covered"]),
        ),
        Condition("active_covered", "有党的活动覆盖", ("active_covered",), lambda row: bool(row["active_covered"])),
        Condition("separate", "单独组建党组织", ("separate",), lambda row: bool(row["separate"])),
        Condition("eligible", "正式党员数达到应建标准", ("eligible",), lambda row: bool(row["eligible"])),
        Condition("known", "党员情况已填报", ("known",), lambda row: bool(row["known"])),
        Condition("not_known", "党员情况未填报", ("known",), lambda row: not row["known"]),
        Condition("unattached", "没有具体负责的党组织", ("attached",), lambda row: not row["attached"]),
        Condition("decoupled", "已脱钩", ("mode",), lambda row: row["mode"] == RegistrationMode.DECOUPLED),
        Condition("committee_block", "直接登记或脱钩", ("mode",), lambda row: row["mode"] in COMMITTEE_BLOCK),
        Condition("supervisor_block", "有业务主管单位", ("mode",), lambda row: row["mode"] in SUPERVISOR_BLOCK),
        Condition(
            "mechanism_complete",
            "党建“3+1”工作机制健全",
            ("elements",),
            lambda row: set(HubElement) <= set(row["elements"]),
        ),
        Condition("management_known", "管理职务已经明确", ("in_both",), lambda row: row["in_both"] is not None),
        Condition("crossed", "有交叉任职", ("in_both",), lambda row: bool(row["in_both"])),
    )
}
