"""How does each table of facts tell about a member? Names are those of the day the card is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from shuniu.access import Actor
from shuniu.kernel.dates import PartialDate
from shuniu.models import Employment, Membership, Participation, Particulars, PartyAffairsWorker, Post
from shuniu.policy import words
from shuniu.policy.persons.education import EDUCATION
from shuniu.policy.persons.ethnic_groups import ETHNIC_GROUPS
from shuniu.queries.members.naming import OUT_OF_REACH, UNIT_OUT_OF_REACH, rolls_named, units_named
from shuniu.queries.timeline import Told
from shuniu.queries.wording import label

Row = Mapping[str, Any]


def told_of_member(actor: Actor, person: int, on: date) -> list[Told]:
    models: tuple[Any, ...] = (Membership, Participation, Post, PartyAffairsWorker)
    at = [key for model in models for key in _keys(model, person, "party_organization_id")]
    nodes = rolls_named(actor, at, on)
    units = units_named(actor, _keys(Employment, person, "unit_id"), on)

    def place(row: Row) -> str:
        key = row["party_organization_id"]
        return nodes[key].name if key in nodes else OUT_OF_REACH

    def works(row: Row) -> str:
        unit = units.get(row["unit_id"], UNIT_OUT_OF_REACH) if row["unit_id"] else ""
        return _joined(unit, row["position"])

    def in_post(row: Row) -> str:
        return f"{place(row)}（{label(words.PartyPost, row['post'])}）"

    return [
        Told(model=Particulars, heading="基本信息", tell=_particulars),
        Told(model=Membership, heading="组织关系", tell=lambda row: _joined(place(row), *_membership(row))),
        Told(model=Participation, heading="参加组织生活", tell=place),
        Told(model=Post, heading="党内职务", tell=lambda row: _joined(in_post(row), *_come_by(row))),
        Told(
            model=PartyAffairsWorker,
            heading="党务工作者",
            tell=lambda row: _joined(place(row), "专职" if row["full_time"] else "兼职"),
        ),
        Told(model=Employment, heading="工作单位和岗位", tell=works),
    ]


def _keys(model: Any, person: int, column: str) -> list[Any]:
    return list(model.objects.filter(person=person).values_list(column, flat=True))


def _come_by(row: Row) -> tuple[str, str]:
    return label(words.AppointmentMode, row["how"]) if row["how"] else "", row["document_number"]


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def partial(row: Row, name: str) -> str:
    """A day as precisely as the ledger knew it: 2010-07, 2010; empty where none is known."""
    day = row[f"{name}_on"]
    return PartialDate.of(day, row[f"{name}_precision"] or "day").iso if day else ""


def _particulars(row: Row) -> str:
    """Numbers are never told, only whether the roll holds them."""
    born = partial(row, "born")
    return _joined(
        row["name"],
        label(words.Sex, row["sex"]) if row["sex"] else "",
        ETHNIC_GROUPS.get(row["ethnic_group"], ""),
        f"{born} 出生" if born else "",
        EDUCATION.get(row["education"], ""),
        "已登记公民身份号码" if row["citizen_number"] else "",
        "已登记手机" if row["mobile"] else "",
    )


def _membership(row: Row) -> list[str]:
    admitted, confirmed, lost = (partial(row, name) for name in ("admitted", "full_member", "lost_contact"))
    return [
        label(words.MembershipState, row["state"]) if row["state"] else "",
        f"入党 {admitted}" if admitted else "",
        f"转正 {confirmed}" if confirmed else "",
        label(words.MembershipStatus, row["status"]) if row["status"] == words.MembershipStatus.SUSPENDED else "",
        f"失去联系{f'（{lost}）' if lost else ''}" if row["lost_contact"] else "",
        "流动党员" if row["mobile_member"] else "",
        f"流向 {row['moved_to']}" if row["moved_to"] else "",
        f"结束：{label(words.Leaving, row['leaving'])}" if row["leaving"] else "",
    ]
