"""May what the register says about an organization be changed or corrected so?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.organizations.entering import EnteringFacts, may_enter
from shuniu.policy.words import (
    ActivityScope,
    AdministrativeLevel,
    Influence,
    LegalStatus,
    OrganizationSubtype,
    OrganizationType,
    RegistrationMode,
    RegistrationStatus,
    Word,
)

REGISTER = Clause("platform#登记", "登记事项的变更与更正")
JUDGEMENT = Clause("bj2016#4")
ENDED = frozenset({RegistrationStatus.DEREGISTERED.value, RegistrationStatus.REVOKED.value})

WORDS: dict[str, tuple[type[Word], str]] = {
    "type": (OrganizationType, "类型"),
    "subtype": (OrganizationSubtype, "细分类型"),
    "legal_status": (LegalStatus, "法律地位"),
    "mode": (RegistrationMode, "登记管理方式"),
    "status": (RegistrationStatus, "登记状态"),
    "level": (AdministrativeLevel, "登记层级"),
    "influence": (Influence, "规模影响力"),
    "activity_scope": (ActivityScope, "活动地域范围"),
}
COUNTS = {"funds_yuan": "注册资金", "full_time_staff": "专职人员", "part_time_staff": "兼职人员"}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingFacts:
    """``held`` is what the register says that day (None: nothing); ``changes`` the columns that change."""

    name: str
    code: str | None
    held: Mapping[str, Any] | None
    changes: Mapping[str, Any]
    on: date


def may_keep(facts: KeepingFacts, row: int | None = None) -> Decision:
    if facts.held is None:
        return Decision((unknown(facts.name, facts.on, row),))
    merged = {**facts.held, **facts.changes}
    entering = may_enter(EnteringFacts(code=facts.code, values=merged, code_taken=False), row)
    # A code that was entered before this law was asked is not this change's fault.
    kept = [
        one for one in entering.objections if one.field != "code" or {"legal_status", "code"} & facts.changes.keys()
    ]
    return Decision((*kept, *_values(facts, merged, row)))


def unknown(name: str, on: date, row: int | None = None) -> Objection:
    """The register holds nothing about it that day."""
    return _objection(
        "unit_unknown", f"“{name}”在{on.isoformat()}没有登记事项。", "当日不在登记之中", "请改正日期", "on", row
    )


def _values(facts: KeepingFacts, merged: Mapping[str, Any], row: int | None) -> Iterator[Objection]:
    for field, (words, label) in WORDS.items():
        value = facts.changes.get(field)
        if value and value not in set(words):
            choices = "、".join(word.label for word in words)
            yield _objection(
                f"{field}_unknown", f"请改选{label}。", f"“{value}”不在{label}之中", f"可选：{choices}", field, row
            )
    for field, label in COUNTS.items():
        value = facts.changes.get(field)
        if value is not None and value < 0:
            yield _objection(f"{field}_negative", f"{label}不能小于0。", f"填写为{value}", "请核对", field, row)
    begins, ends = merged.get("certificate_from"), merged.get("certificate_to")
    if {"certificate_from", "certificate_to"} & facts.changes.keys() and begins and ends and ends < begins:
        yield _objection(
            "certificate_reversed",
            "证书有效期止应不早于有效期起。",
            f"{begins}至{ends}",
            "请核对两个日期",
            "certificate_to",
            row,
        )
    established = facts.changes.get("established_on")
    if established is not None and established > facts.on:
        yield _objection(
            "established_later",
            "成立登记日期应不晚于变更日期。",
            f"成立{established.isoformat()}，变更{facts.on.isoformat()}",
            "请核对两个日期",
            "established_on",
            row,
        )


def may_classify(name: str, decided: tuple[str, date | None, str], on: date, row: int | None = None) -> Decision:
    """A judgement names who decided it, when and why (A09): ``decided`` is (decider, day, reason)."""
    by, decided_on, reason = decided
    lacking = [
        ("classified_by", "认定的机构", by),
        ("classified_on", "认定日期", decided_on),
        ("classified_reason", "认定理由", reason),
    ]
    objections = [
        Objection(
            clause=JUDGEMENT,
            code=f"{field}_missing",
            missing=f"请写明“{name}”的{label}。",
            fact=f"{label}为空",
            remedy=f"行业特征、规模影响力是认定，不是计算，须写明{label}",
            who="社会组织党建工作机构",
            field=field,
            row=row,
        )
        for field, label, value in lacking
        if not value
    ]
    if decided_on is not None and decided_on > on:
        objections.append(
            _objection(
                "classified_later",
                "认定日期应不晚于生效日期。",
                f"认定{decided_on.isoformat()}，生效{on.isoformat()}",
                "请核对两个日期",
                "classified_on",
                row,
            )
        )
    return Decision(tuple(objections))


def may_end(name: str, status: str, wanted: RegistrationStatus, row: int | None = None) -> Decision:
    """Striking off (注销) and revoking (撤销): only what still is in the register."""
    if status not in ENDED:
        return Decision()
    return Decision(
        (
            _objection(
                "already_ended",
                f"“{name}”不能办理{wanted.label}。",
                f"登记状态已是{RegistrationStatus(status).label}",
                "登记状态有误的，先更正登记状态",
                "status",
                row,
            ),
        )
    )


def may_restore(name: str, status: str, row: int | None = None) -> Decision:
    """Restoring: only what was struck off, revoked or marked abnormal."""
    if status in ENDED or status == RegistrationStatus.ABNORMAL:
        return Decision()
    label = RegistrationStatus(status).label
    fact = f"登记状态为{label}"
    return Decision(
        (_objection("not_ended", f"“{name}”不需要恢复登记。", fact, "登记状态有误的，办理更正", "status", row),)
    )


def _objection(code: str, missing: str, fact: str, remedy: str, field: str, row: int | None) -> Objection:
    return Objection(
        clause=REGISTER, code=code, missing=missing, fact=fact, remedy=remedy, who="登记人", field=field, row=row
    )
