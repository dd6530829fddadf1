"""May an organization be planned to be covered in this way, by this Party organization, until this day?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.formation.eligibility import THRESHOLD
from shuniu.policy.formation.pipeline import UNQUALIFIED
from shuniu.policy.packs import Figures
from shuniu.policy.packs.open_lists import not_open
from shuniu.policy.words.pipeline import PlanWay

PLAN = Clause("platform#组建方案", "未建立党组织的社会组织的组建方案：责任党组织、方式、计划日")
MODES, INSTRUMENTS = "formation.modes", "work_coverage.instruments"
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """``known``: in the register that day; ``covered`` by a Party organization; ``eligible`` None: not known.

    ``figures`` hold where the organization is answered for.
    """

    name: str
    way: str
    planned_on: date
    on: date
    reason: str
    known: bool
    covered: bool
    eligible: bool | None
    owner_exists: bool
    figures: Figures


def may_plan_formation(facts: PlanFacts, row: int | None = None) -> Decision:
    """Every objection at once: who reaches the standard is to form one (应建尽建), who does not cannot form its own."""
    return Decision(tuple([*_register(facts, row), *_way(facts, row), *_rest(facts, row)]))


def _register(facts: PlanFacts, row: int | None) -> Iterator[Objection]:
    if not facts.known:
        said = (f"{facts.on.isoformat()}没有登记", "请改正日期，或取消选择")
        yield _objection(PLAN, "unit_ended", f"“{facts.name}”当日不在登记之中。", said, "unit", row)
    if facts.covered:
        said = ("当日已有党组织覆盖", "不需要方案；方案仍在的，请结束方案")
        yield _objection(PLAN, "covered", f"“{facts.name}”已有党组织覆盖。", said, "unit", row)
    if not facts.owner_exists:
        said = (f"责任党组织在{facts.on.isoformat()}不存在", "请选择当日存在的党组织")
        yield _objection(PLAN, "owner_absent", "请改选责任党组织。", said, "party_organization", row)


def _way(facts: PlanFacts, row: int | None) -> Iterator[Objection]:
    if facts.way not in set(PlanWay):
        said = (f"“{facts.way}”不是方案的方式", "可选：" + "、".join(one.label for one in PlanWay))
        yield _objection(PLAN, "way_unknown", "请选择方式。", said, "way", row)
        return
    way = PlanWay(facts.way)
    listed = not_open(MODES if way.forms else INSTRUMENTS, way.value, facts.figures, field="way", row=row)
    if listed is not None:
        yield listed
    threshold = facts.figures.value(THRESHOLD)
    if way is PlanWay.INSTRUCTOR and facts.eligible:
        unqualified = facts.figures.stated(UNQUALIFIED)
        said = (f"正式党员已达{threshold.value}名以上的应建标准", "改选组建党组织的方式；指导员可以另行派驻，协助组建")
        clause = unqualified.clause if unqualified else threshold.clause
        yield _objection(clause, "to_be_formed", f"“{facts.name}”应当组建党组织，不能只做工作覆盖。", said, "way", row)
    if way is PlanWay.SEPARATE and facts.eligible is False:
        said = (f"正式党员不足{threshold.value}名", "改选联合组建、挂靠组建，或选派指导员加强党的工作")
        yield _objection(threshold.clause, "too_few", f"“{facts.name}”不能单独组建党组织。", said, "way", row)


def _rest(facts: PlanFacts, row: int | None) -> Iterator[Objection]:
    if facts.planned_on < facts.on:
        said = (f"计划日{facts.planned_on.isoformat()}早于{facts.on.isoformat()}", "填写方案开始之日或以后的日期")
        yield _objection(PLAN, "planned_in_the_past", "请改正计划日。", said, "planned_on", row)
    if not facts.reason.strip() or len(facts.reason) > LONGEST_REASON:
        said = (f"写了 {len(facts.reason.strip())} 字", f"写明至今没有组建的原因，不超过 {LONGEST_REASON} 字")
        yield _objection(PLAN, "reason_missing", "请写明未组建的原因。", said, "reason", row)


def _objection(
    clause: Clause, code: str, missing: str, said: tuple[str, str], field: str, row: int | None
) -> Objection:
    """``said``: the fact and the remedy."""
    return Objection(
        clause=clause, code=code, missing=missing, fact=said[0], remedy=said[1], who="责任党组织", field=field, row=row
    )
