"""Which facts of a social organization does its card show, in which words?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shuniu.policy import words
from shuniu.policy.grants import Action, reaches
from shuniu.policy.words.accounts import Role
from shuniu.queries.organizations.card import OrganizationCard
from shuniu.web.organizations.columns import partial_day, status_of
from shuniu.web.parts import Link
from shuniu.web.wording import day, number, word

Pairs = list[tuple[str, Any]]


def registration_facts(card: OrganizationCard) -> Pairs:
    """登记事项, one pair for everything the register says."""
    row = card.registration
    if row is None:
        return []
    funds = None if row["funds_yuan"] is None else f"{number(float(row['funds_yuan']), 2)} 元"
    return [
        ("统一社会信用代码", card.code),
        ("类型", word(row["type"], words.OrganizationType)),
        ("细类", word(row["subtype"], words.OrganizationSubtype)),
        ("登记状态", status_of(row["status"])),
        ("法律地位", word(row["legal_status"], words.LegalStatus)),
        ("登记方式", word(row["mode"], words.RegistrationMode)),
        ("登记管理机关", row["authority"]),
        ("业务主管单位", row["supervisor"]),
        ("登记层级", word(row["level"], words.AdministrativeLevel)),
        ("区", row["region_name"]),
        ("街道（乡镇）", row["street"]),
        ("住所", row["address"]),
        ("领域", row["field"]),
        ("活动范围", word(row["activity_scope"], words.ActivityScope)),
        ("成立登记日期", partial_day(row, "established")),
        ("注册资金", funds),
        ("证书有效期", _days(row["certificate_from"], row["certificate_to"])),
        ("专职人员", row["full_time_staff"]),
        ("兼职人员", row["part_time_staff"]),
        ("慈善组织", row["charity"]),
        ("评估等级", word(card.grade, words.Grade)),
        ("行业特征明显", row["industry_distinct"]),
        ("规模和影响力", word(row["influence"], words.Influence)),
        ("认定依据", _classified(row)),
        ("章程写入党建内容", row["charter_clause"]),
        ("章程写入日期", row["charter_clause_on"]),
        ("章程条款内容", row["charter_clause_text"]),
    ]


def _days(start: Any, end: Any) -> str | None:
    return f"{day(start)} 至 {day(end)}" if start or end else None


def _classified(row: Mapping[str, Any]) -> str | None:
    """A judgement names who decided it, when and why."""
    parts = [row["classified_by"], day(row["classified_on"]) if row["classified_on"] else "", row["classified_reason"]]
    return "，".join(part for part in parts if part) or None


def party_facts(card: OrganizationCard, links: Mapping[str, str]) -> dict[str, Any]:
    """党建情况: what covers it, by which instruments, how many members were reported, whether it is a hub."""
    row = card.registration
    branches = [] if row is None else row["branches"]
    return {
        "branches": [
            (word(one["role"], words.CoverageRole), Link(one["name"], links.get(one["code"], ""))) for one in branches
        ],
        "instruments": [word(one, words.WorkCoverageInstrument) for one in card.instruments],
        "due": _due(card),
        "counts": _counts(card.head_count),
        "hub": hub_facts(card.hub),
        "guided_by": [(word(kind, words.GuidanceKind), name) for kind, name in card.guided_by],
        "planned": [(word(subtype, words.OrganizationSubtype), cell) for subtype, cell in card.planned],
    }


def _due(card: OrganizationCard) -> Pairs:
    """Whether the standard of forming a Party organization is reached, and on which count that stands.

    How many a roll names is for those who may know who works there; the others are told the base.
    """
    row = card.registration
    if row is None or not row["coverage"]:
        return []
    reached = {True: "达到", False: "未达到"}.get(row["reached"], "不详")
    pairs: Pairs = [("应建标准", reached), ("依据", word(row["base"], words.MemberBase) or None)]
    if row["roll_full_members"] and card.may_see_contact:
        pairs.append(("名册正式党员", f"{row['roll_full_members']} 名（名册可能不全）"))
    return pairs


COUNTS = (
    ("members", "党员"),
    ("full_members", "其中：正式党员"),
    ("probationary", "其中：预备党员"),
    ("relations_in", "组织关系在本单位"),
    ("relations_out", "组织关系不在本单位"),
    ("full_time", "专职人员"),
)


def _counts(count: Mapping[str, Any] | None) -> Pairs:
    if count is None:
        return []
    pairs: Pairs = [(label, f"{count[name]} 名") for name, label in COUNTS if count[name] is not None]
    return [*pairs, ("截至", count["as_of"]), ("来源", count["source"])]


def hub_facts(hub: Mapping[str, Any] | None) -> Pairs:
    if hub is None:
        return []
    missing = [one.label for one in words.HubElement if one.value not in hub["elements"]]
    return [
        ("级别", word(hub["level"], words.HubLevel)),
        ("认定或建立单位", hub["designated_by"]),
        ("领域", hub["field"]),
        ("“3+1”", "健全" if not missing else "还缺：" + "、".join(missing)),
    ]


WHAT: tuple[tuple[str, Action], ...] = (
    ("查看登记事项和变动", Action.READ_UNIT),
    ("变更、更正登记事项，归口，工作覆盖，填报人数，注销", Action.WRITE_UNIT),
    ("查看联系电话（写明用途，留有记录）", Action.READ_CONTACT),
    ("整册导入台账", Action.IMPORT_LEDGER),
)


def who_acts() -> list[tuple[str, str]]:
    """Each act with the offices that may do it, within their reach."""
    return [(what, "、".join(role.label for role in Role if reaches(role, action))) for what, action in WHAT]
