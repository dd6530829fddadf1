"""Which columns can the list of social organizations show, and how does each value read?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any

from shuniu.policy.words import MemberBase, OrganizationType, RegistrationMode, RegistrationStatus
from shuniu.web.addresses import leading
from shuniu.web.lists import Field, Screen
from shuniu.web.parts import Status, Tone
from shuniu.web.wording import word, worded

STATUS_TONES: Mapping[str, Tone] = {
    RegistrationStatus.NORMAL: "done",
    RegistrationStatus.ABNORMAL: "soon",
    RegistrationStatus.FILED: "plain",
    RegistrationStatus.DEREGISTERED: "muted",
    RegistrationStatus.REVOKED: "muted",
}
COVERAGE = {"organization": "组织覆盖", "work": "工作覆盖", "none": "未覆盖"}
COVERAGE_TONES: Mapping[str, Tone] = {"organization": "done", "work": "plain", "none": "soon"}
_COVERAGE_STATUS = {code: Status(words, COVERAGE_TONES[code]) for code, words in COVERAGE.items()}

Row = Mapping[str, Any]


def name_of(row: Row) -> str:
    """With what it was found by, where that is not said by itself."""
    by = row.get("found_by")
    if by is None:
        return str(row["name"])
    return f"{row['name']}（由归并前的{'代码' if by.is_code else '名称'}“{by.words}”查到）"


@lru_cache(maxsize=100)
def status_of(code: str) -> Status:
    return Status(word(code, RegistrationStatus), STATUS_TONES.get(code, "plain"))


def coverage_of(row: Row) -> Status | None:
    return _COVERAGE_STATUS.get(row["coverage"])


def partial_day(row: Row, name: str) -> str | None:
    """A day as precisely as it is known."""
    value, precision = row[f"{name}_on"], row[f"{name}_precision"]
    if value is None:
        return None
    return str(value.isoformat()[: {"month": 7, "year": 4}.get(precision, 10)])


def responsible_of(row: Row) -> Any:
    if row["responsible"]:
        return row["responsible"]
    return Status("未归口", "urgent") if row["coverage"] else None


def branches_of(row: Row) -> str | None:
    return "、".join(one["name"] for one in row["branches"]) or None


def staff_of(row: Row) -> int | None:
    known = [row[name] for name in ("full_time_staff", "part_time_staff") if row[name] is not None]
    return sum(known) if known else None


def eligible_of(row: Row) -> Any:
    return Status("应建未建", "soon") if row["eligible"] else None


FIELDS = (
    Field(key="name", label="名称", show=name_of, plain=lambda row: row["name"]),
    Field(key="code", label="统一社会信用代码", show=itemgetter("unit__code")),
    Field(key="type", label="类型", show=worded("type", OrganizationType)),
    Field(
        key="status",
        label="登记状态",
        show=lambda row: status_of(row["status"]),
        plain=worded("status", RegistrationStatus),
    ),
    Field(key="mode", label="登记方式", show=worded("mode", RegistrationMode), quiet=True),
    Field(key="region", label="区", show=itemgetter("region_name")),
    Field(key="supervisor", label="业务主管单位", show=itemgetter("supervisor"), quiet=True),
    Field(
        key="responsible",
        label="归口党组织",
        show=responsible_of,
        plain=lambda row: row["responsible"] or ("未归口" if row["coverage"] else ""),
    ),
    Field(
        key="coverage",
        label="覆盖情况",
        show=coverage_of,
        plain=lambda row: COVERAGE.get(row["coverage"], ""),
    ),
    Field(key="branches", label="覆盖党组织", show=branches_of, quiet=True),
    Field(key="members", label="党员（填报）", show=itemgetter("members"), numeric=True),
    Field(
        key="eligible",
        label="应建未建",
        show=eligible_of,
        plain=lambda row: "应建未建" if row["eligible"] else "",
        quiet=True,
    ),
    Field(key="base", label="党员情况依据", show=worded("base", MemberBase), quiet=True),
    Field(key="staff", label="从业人员", show=staff_of, numeric=True, quiet=True),
    Field(key="field", label="领域", show=itemgetter("field"), quiet=True),
    Field(key="street", label="街道（乡镇）", show=itemgetter("street"), quiet=True),
    Field(key="established", label="成立日期", show=lambda row: partial_day(row, "established"), quiet=True),
    Field(key="certificate", label="证书有效期至", show=itemgetter("certificate_to"), quiet=True),
    Field(key="authority", label="登记管理机关", show=itemgetter("authority"), quiet=True),
)


def screen(query: str) -> Screen:
    """``query`` keeps the day of the list in the links to its cards."""
    return Screen(
        key="organizations",
        title="社会组织",
        fields=FIELDS,
        address=leading("organization", "unit__uuid", query),
        why_empty="这一天没有符合条件的社会组织。",
        what_next="请减少筛选条件，或换一个账日；还没有登记的，请先导入台账或逐家登记。",
    )
