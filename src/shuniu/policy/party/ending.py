"""May a Party organization be merged into another, or dissolved, with what still hangs on it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection

ENDING = Clause("platform#撤并", "党组织撤销前，下级、归口单位、覆盖关系等应当先有去处")
HELD = Clause("national#党章8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """Something that still points to a Party organization: what, how many, what to do with it, by which clause."""

    what: str
    count: int
    remedy: str
    clause: Clause = ENDING


@dataclass(frozen=True, slots=True, kw_only=True)
class MergingFacts:
    """``into_below``: the receiving one stands below the merged one. ``into_gap``: a day on which it does not exist."""

    name: str
    into: str
    exists: bool
    itself: bool = False
    into_gap: date | None = None
    into_below_on: date | None = None


def may_dissolve(name: str, hanging: Sequence[Hanging], row: int | None = None) -> Decision:
    """One objection for each kind of thing that hangs on it."""
    return Decision.of(
        Objection(
            clause=one.clause,
            code="still_hanging",
            missing=f"“{name}”还有{one.what}，不能撤销。",
            fact=f"{one.what}{one.count}项",
            remedy=one.remedy,
            who="综合党委",
            alternatives=("合并到另一个党组织",),
            field="party_organization",
            row=row,
        )
        for one in hanging
        if one.count
    )


def may_merge(facts: MergingFacts, row: int | None = None) -> Decision:
    return Decision(tuple(_merging(facts, row)))


def _merging(facts: MergingFacts, row: int | None) -> Iterator[Objection]:
    if facts.itself:
        yield _objection("itself", "党组织不能并入自己。", "双方是同一党组织", "请另选并入的党组织", row)
    if not facts.exists:
        yield _objection(
            "party_organization_absent", f"“{facts.name}”当日并不存在。", "尚未成立或已经撤销", "请改正合并日期", row
        )
    if facts.into_gap is not None:
        yield _objection(
            "into_absent",
            f"并入的“{facts.into}”在{facts.into_gap.isoformat()}并不存在。",
            "尚未成立或已经撤销",
            "请选择其后一直存在的党组织，或改正合并日期",
            row,
        )
    if facts.into_below_on is not None and not facts.itself:
        yield _objection(
            "into_below",
            f"“{facts.into}”是“{facts.name}”的下级，不能把上级并入下级。",
            f"{facts.into_below_on.isoformat()}“{facts.into}”在“{facts.name}”之下",
            f"请先把“{facts.into}”划到其他上级之下，或改为把下级并入上级",
            row,
        )


def _objection(code: str, missing: str, fact: str, remedy: str, row: int | None) -> Objection:
    return Objection(
        clause=ENDING,
        code=code,
        missing=missing,
        fact=fact,
        remedy=remedy,
        who="综合党委",
        field="party_organization",
        row=row,
    )
