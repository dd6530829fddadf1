"""May an organization be entered into the register with what is known about it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.kernel.identifier import uscc_problem
from shuniu.policy.words import LegalStatus

NAME = Clause("national#社会组织登记")
CODE = Clause("national#GB32100")
ONCE = Clause("platform#登记", "一个代码在登记簿中只有一家")
_NEEDED = {"name": "名称", "type": "类型", "status": "登记状态"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteringFacts:
    """``values`` are the columns of the registration; ``code_taken``: another body already bears the code."""

    code: str | None
    values: Mapping[str, Any]
    code_taken: bool


def may_enter(facts: EnteringFacts, row: int | None = None) -> Decision:
    """Name, type and status; a valid code where the status of law has one, none that is already borne.

    Organizations that are only on file have no code (A03).
    """
    if not facts.code_taken and not _plain_fault(facts):
        return Decision()
    objections = [
        Objection(
            clause=NAME,
            code=f"{field}_missing",
            missing=f"请补填{label}。",
            fact=f"{label}为空",
            remedy=f"填写{label}后再登记",
            who="登记人",
            field=field,
            row=row,
        )
        for field, label in _NEEDED.items()
        if not facts.values.get(field)
    ]
    code = _code_objection(facts, row)
    return Decision.of([*objections, code])


def _plain_fault(facts: EnteringFacts) -> bool:
    values = facts.values
    if not (values.get("name") and values.get("type") and values.get("status")):
        return True
    if facts.code is None:
        return _needs_code(facts)
    return bool(uscc_problem(facts.code))


def _needs_code(facts: EnteringFacts) -> bool:
    return facts.values.get("legal_status", LegalStatus.LEGAL_PERSON) == LegalStatus.LEGAL_PERSON


def _code_objection(facts: EnteringFacts, row: int | None) -> Objection | None:
    name = facts.values.get("name") or "该组织"
    if facts.code_taken:
        return Objection(
            clause=ONCE,
            code="code_taken",
            missing=f"统一社会信用代码“{facts.code}”已有登记。",
            fact="登记簿中已有同一代码的组织",
            remedy="请查找原登记并办理变更；若代码有误，请改正代码",
            who="登记人",
            field="code",
            row=row,
        )
    if facts.code is None and _needs_code(facts):
        return Objection(
            clause=CODE,
            code="uscc_missing",
            missing=f"请补填“{name}”的统一社会信用代码。",
            fact="法人登记的社会组织没有填写代码",
            remedy="按登记证书填写18位代码；仅备案的社区社会组织请选择“备案”",
            who="登记人",
            field="code",
            row=row,
        )
    fault = uscc_problem(facts.code) if facts.code else None
    if fault is None:
        return None
    return Objection(
        clause=CODE,
        code=fault,
        missing=f"统一社会信用代码“{facts.code}”有误。",
        fact="位数、字符或校验位不符",
        remedy="请按登记证书逐位核对",
        who="登记人",
        field="code",
        row=row,
    )
