"""Which columns does the roll of members have, and in which words? Numbers of persons are never among them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shuniu.policy import words
from shuniu.policy.persons.education import EDUCATION
from shuniu.policy.persons.ethnic_groups import ETHNIC_GROUPS
from shuniu.queries.members.telling import partial
from shuniu.web.lists import Field
from shuniu.web.parts import Status
from shuniu.web.wording import word

Row = Mapping[str, Any]
UNTOLD = "未写明"


def state_of(held: Row | None) -> Any:
    """正式党员, 预备党员; what no ledger says is said to be so."""
    if held is None:
        return "只参加组织生活"
    return word(held["state"], words.MembershipState) if held["state"] else UNTOLD


def remarks_of(held: Row | None) -> list[Status]:
    """What else is to be known of a membership at a glance."""
    if held is None:
        return []
    told = []
    if held["status"] == words.MembershipStatus.SUSPENDED:
        told.append(Status(words.MembershipStatus.SUSPENDED.label, "soon"))
    if held["lost_contact"]:
        told.append(Status("失去联系", "soon"))
    if held["mobile_member"]:
        told.append(Status("流动党员"))
    return told


def posts_of(row: Row) -> str | None:
    told = [word(post, words.PartyPost) + (f"（{node}）" if node else "") for post, node in row["posts"]]
    return "；".join(told) or None


def branch_of(row: Row) -> str | None:
    """Where the relation lies; for who only takes part, where that is."""
    if row["held"]:
        return str(row["branch"])
    return "参加：" + "、".join(row["takes_part_at"]) if row["takes_part_at"] else None


def _of_held(row: Row, name: str) -> str | None:
    return partial(row["held"], name) or None if row["held"] else None


def _remarks(row: Row) -> str | None:
    return "、".join(one.word for one in remarks_of(row["held"])) or None


FIELDS = (
    Field(key="name", label="姓名", show=lambda row: row["name"]),
    Field(key="sex", label="性别", show=lambda row: word(row["sex"], words.Sex) if row["sex"] else None),
    Field(key="state", label="人员类别", show=lambda row: state_of(row["held"])),
    Field(key="branch", label="所在党组织", show=branch_of),
    Field(key="posts", label="党内职务", show=posts_of),
    Field(key="admitted", label="入党日期", show=lambda row: _of_held(row, "admitted")),
    Field(key="confirmed", label="转正日期", show=lambda row: _of_held(row, "full_member"), quiet=True),
    Field(key="education", label="学历", show=lambda row: EDUCATION.get(row["education"])),
    Field(
        key="work",
        label="工作单位和岗位",
        show=lambda row: " ".join(part for part in (row["unit"], row["position"]) if part) or None,
    ),
    Field(key="remarks", label="党籍、联系", show=_remarks),
    Field(key="shared", label="参加组织生活", show=lambda row: "、".join(row["takes_part_at"]) or None, quiet=True),
    Field(key="ethnic", label="民族", show=lambda row: ETHNIC_GROUPS.get(row["ethnic_group"]), quiet=True),
    Field(key="born", label="出生日期", show=lambda row: partial(row, "born") or None, quiet=True),
)
