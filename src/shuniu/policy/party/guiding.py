"""May a Party organization or a hub guide or contact a unit, beside whoever is responsible for it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.words import GuidanceKind

GUIDING = Clause("bj2016#7")


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidingFacts:
    """``hub``: the guide is a unit; then ``hub_designated`` says whether it is a hub that day."""

    unit: str
    unit_known: bool
    on: date
    kind: str
    sides: int
    hub_designated: bool | None = None
    itself: bool = False


def may_guide(facts: GuidingFacts, row: int | None = None) -> Decision:
    return Decision(tuple(_objections(facts, row)))


def _objections(facts: GuidingFacts, row: int | None) -> Iterator[Objection]:
    if facts.kind not in set(GuidanceKind):
        yield _objection(
            "kind_unknown", "请选择指导、联系或指导督促。", f"“{facts.kind}”不是登记的关系", "改选一种", "kind", row
        )
    if facts.sides != 1:
        yield _objection(
            "one_side",
            "请写明由哪个党组织或哪个“枢纽型”社会组织指导联系，二者选一。",
            "没有写明或写了两个",
            "只保留一方；两方都指导的，分两项登记",
            "party_organization",
            row,
        )
    if facts.hub_designated is False:
        yield _objection(
            "not_a_hub",
            "指导联系的一方当日不是“枢纽型”社会组织。",
            f"{facts.on.isoformat()}没有认定或建立的登记",
            "请先登记“枢纽型”社会组织的认定（建立），或改正日期",
            "hub",
            row,
        )
    if facts.itself:
        yield _objection("itself", "“枢纽型”社会组织不能指导联系自己。", "双方是同一单位", "请另选单位", "unit", row)
    if not facts.unit_known:
        yield _objection(
            "unit_ended",
            f"“{facts.unit}”在{facts.on.isoformat()}不在登记之中。",
            "当日没有登记",
            "请改正日期",
            "unit",
            row,
        )


def _objection(code: str, missing: str, fact: str, remedy: str, field: str, row: int | None) -> Objection:
    return Objection(
        clause=GUIDING, code=code, missing=missing, fact=fact, remedy=remedy, who="登记人", field=field, row=row
    )
