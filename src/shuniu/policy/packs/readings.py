"""How does a value of a text read in Chinese, and between which readings can an office choose?

The packs store codes where the platform counts or judges by a value; whatever else they hold is Chinese already.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from shuniu.kernel.decision import Clause
from shuniu.policy.packs.loading import load_packs
from shuniu.policy.words import EligibilityState, FormationMode, Grade, PartyOrganizationKind, RegistrationStatus, Word

# Its clauses are titled with the text they are of.
NATIONAL = "national"
_PERIODS = {"month": "每月", "quarter": "每季度", "half_year": "每半年", "year": "每年"}
_BASES = {
    "as_reported": "填报的正式党员",
    "full_time_staff": "专职工作人员",
    "full_time_staff_and_managers": "专职工作人员和管理人员",
}
# Keys whose text is a code: the closed list of what it can be.
_CODED: Mapping[str, Mapping[str, str]] = {
    "organizations.charter_clause": {"required": "应当写入", "promoted": "推动写入", "recorded": "登记是否写入"},
    "leading_body.relation_to_supervisors": {"peer": "平行关系"},
    "formation.headcount_base": _BASES,
    "formation.headcount_base_explored": _BASES,
    "formation.new_registration": {"urge": "督促推动同步建立"},
    "formation.start_grant": {"superior_supports": "上级党组织给予一定的经费支持"},
    "formation.unqualified": {"strengthen_work": "加强党的工作"},
    "coverage.separate_denominator": {
        "organization_covered": "有党组织覆盖的社会组织",
        "all_organizations": "全部社会组织",
    },
    "coverage.combined": {"organization_or_work": "有党组织覆盖或者有党的工作覆盖"},
    "assessment.gate": {
        "none": "不作条件",
        "indicator": "作为评估内容（不限制参评和等级）",
        "mandatory": "必备条件和必查内容",
        "cap": "限制可评等级",
        "bar": "不允许参加评估",
    },
    "assessment.gate_subject": {
        "eligible_not_formed": EligibilityState.ELIGIBLE_NOT_FORMED.label,
        "no_party_organization": "未组建党组织的社会组织",
    },
    "assessment.cap_grade": dict(Grade.choices()),
    "funding.per_capita_rule": {"fixed": "按照", "floor": "不低于"},
    "meeting.quorum": {
        "half": "应到会人数的半数以上",
        "more_than_half": "超过应到会人数的半数",
        "two_thirds": "应到会人数的三分之二以上",
    },
    "meeting.majority": {
        "more_than_half_of_due": "赞成超过应到会人数的半数",
        "more_than_half_of_present": "赞成超过实到会人数的半数",
    },
    "training.rotation_period": _PERIODS,
    "theory_talk.period": _PERIODS,
    "instructor.residence_period": _PERIODS,
    "meetings.joint_period": _PERIODS,
    "branch.general_meeting_period": _PERIODS,
    "branch.committee_meeting_period": _PERIODS,
    "branch.theme_day_period": _PERIODS,
    "branch.lecture_period": _PERIODS,
}
# Keys that list codes: the words they are taken from.
_LISTED: Mapping[str, type[Word]] = {
    "coverage.counted_statuses": RegistrationStatus,
    "coverage.counted_kinds": PartyOrganizationKind,
    "coverage.branch_kinds": PartyOrganizationKind,
    "coverage.joint_committee_kinds": PartyOrganizationKind,
    "coverage.separate_modes": FormationMode,
    "assessment.grades": Grade,
}
# Beside key and label a row may carry these; they are said after the label.
_ROW_NOTES = ("number", "unit", "bound", "duty", "task", "role", "basis", "deadline", "since")
# How exactly a number is meant; said after the number and its unit.
BOUNDS: Mapping[str, str] = {"min": "以上", "about": "左右"}
# What the platform proposes where a text is damaged or silent; it holds only once an office has decided it.
_PROPOSED: Mapping[str, str] = {
    "formation.headcount_base": "as_reported",
    "coverage.separate_denominator": "organization_covered",
    "instructor.residence_period": "month",
}

# What a text tells of how things were, and targets, which are set as such: nobody decides that as a value.
TOLD = frozenset(
    {
        "structure.hub_counts",
        "structure.reported",
        "coverage.headline",
        "coverage.targets",
        "bodies.reported",
        "training.reported",
        "instructor.reported",
    }
)


def choices(key: str) -> dict[str, str]:
    """What a value of the key can be, by code; empty where it is not a code."""
    return dict(_CODED.get(key, {})) or (dict(_LISTED[key].choices()) if key in _LISTED else {})


def proposed(key: str) -> str:
    """The code the platform proposes where the texts leave the key open; empty where it proposes nothing."""
    return _PROPOSED.get(key, "")


def fits(key: str, value: Any) -> bool:
    """Is every code of the value one that can be read? What is not a code is not judged here."""
    known = choices(key)
    codes = list(value) if isinstance(value, list | tuple) else [value]
    return not known or all(code in known for code in codes)


def said(key: str, value: Any) -> str:
    """The value in words, without its unit."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return "；".join(_row(one) if isinstance(one, Mapping) else _word(key, one) for one in value)
    return _word(key, value) if isinstance(value, str) else str(value)


def _word(key: str, value: Any) -> str:
    return choices(key).get(value, str(value))


def _row(row: Mapping[str, Any]) -> str:
    notes = [_note(name, row[name]) for name in _ROW_NOTES if name in row]
    if "baseline" in row:
        notes.append(f"基数{row['baseline']}%，提升{row['delta']}个百分点以上")
    told = "".join(notes)
    return f"{row['label']}（{told}）" if told else str(row["label"])


def _note(name: str, value: object) -> str:
    if name == "bound":
        return BOUNDS[str(value)]
    if isinstance(value, date):
        return f"{value} 前，" if name == "deadline" else f"，自 {value}"
    return f"，{value}" if name == "basis" else str(value)


def known_items(key: str) -> dict[str, Mapping[str, Any]]:
    """Every row that any text lists under the key, by its label, so that an office need not invent a code for it."""
    found: dict[str, Mapping[str, Any]] = {}
    for pack in load_packs().values():
        for one in pack.statements:
            if one.key == key and isinstance(one.value, tuple):
                found.update({row["label"]: row for row in one.value if isinstance(row, Mapping)})
    return found


def clause_words(key: str) -> str:
    """``bj2016#6`` → the title of the clause and which text it is of; a key that no pack holds is shown as it is.

    The titles of the national pack name their text themselves. A numbered text is cited by its number and article, the
    others, whose places are only the platform's own, by name.
    """
    place = key.partition("#")[2]
    pack = load_packs().get(key.partition("#")[0])
    title = pack.clauses.get(place) if pack is not None else None
    if pack is None or not title:
        return key
    if pack.key == NATIONAL:
        return title
    return f"{title}（{pack.number}第{place}条）" if place.isdecimal() else f"{title}（《{pack.title}》）"


def cited(clause: Clause) -> str:
    """The same of a clause that a rule names; what is of no pack is said by the title it has."""
    found = clause_words(clause.key)
    return found if found != clause.key else clause.title or clause.key
