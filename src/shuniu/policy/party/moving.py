"""May a Party organization be moved under another one?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection

TREE = Clause("platform#隶属", "党组织的隶属关系自上而下，不得循环")


@dataclass(frozen=True, slots=True, kw_only=True)
class MovingFacts:
    """``circle_on``: the earliest day on which it would stand under itself. ``parent_gap``: the earliest day of
    the new place on which the new parent does not exist."""

    name: str
    exists: bool
    parent: str
    parent_gap: date | None = None
    circle_on: date | None = None


def may_move(facts: MovingFacts, row: int | None = None) -> Decision:
    return Decision.of([_absent(facts, row), _parent(facts, row), _circle(facts, row)])


def _absent(facts: MovingFacts, row: int | None) -> Objection | None:
    if facts.exists:
        return None
    return Objection(
        clause=TREE,
        code="absent",
        missing=f"“{facts.name}”在这一天并不存在，不能划转。",
        fact="当日没有名称登记",
        remedy="请改正划转日期",
        who="登记人",
        field="on",
        row=row,
    )


def _parent(facts: MovingFacts, row: int | None) -> Objection | None:
    if facts.parent_gap is None:
        return None
    return Objection(
        clause=TREE,
        code="parent_absent",
        missing=f"上级“{facts.parent}”在{facts.parent_gap.isoformat()}并不存在。",
        fact="上级党组织尚未成立或已经撤销",
        remedy="请选择划转期间一直存在的上级党组织，或改正划转日期",
        who="登记人",
        field="parent",
        row=row,
    )


def _circle(facts: MovingFacts, row: int | None) -> Objection | None:
    if facts.circle_on is None:
        return None
    return Objection(
        clause=TREE,
        code="circle",
        missing=f"“{facts.name}”不能划到自己的下级“{facts.parent}”之下。",
        fact=f"自{facts.circle_on.isoformat()}起“{facts.parent}”在“{facts.name}”之下，划转后隶属关系会成为循环",
        remedy=f"请先把“{facts.parent}”划出“{facts.name}”，或选择其他上级",
        who="综合党委",
        field="parent",
        row=row,
    )
