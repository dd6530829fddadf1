"""May an application be made for these organizations: in the register, not covered yet, not applied for elsewhere?"""

from __future__ import annotations

from shuniu.kernel.decision import Clause, Objection
from shuniu.policy.formation.applying import REVIEWER, Finding, FormationFacts, Said, UnitFacts, unfilled
from shuniu.policy.formation.fields import FIELDS
from shuniu.policy.formation.forms import JOINT
from shuniu.policy.formation.steps import RULES
from shuniu.policy.packs import Figure, Figures
from shuniu.policy.words import FormationMode

ONE = Clause("platform#组建", "一家社会组织同时只有一份组建申请")
TRANSITIONS = "formation.transitions"
TO_SEPARATE, TO_SMALLER = "joint_to_separate", "large_to_small_joint"


def check_units(facts: FormationFacts, figures: Figures | None) -> Said:
    for one in facts.units:
        if not one.known or one.ended:
            yield _not_registered(one)
        elif one.open_elsewhere:
            yield _applied_for(one)
        yield from _covered(facts, one, figures)
    if not facts.parent:
        yield unfilled("parent", FIELDS["parent"], why="由负责的党组织指定上级党组织")


def _not_registered(one: UnitFacts) -> Objection:
    return Objection(
        clause=RULES,
        code="unit_not_registered",
        missing=f"“{one.name}”不在登记之中。",
        fact=f"登记状态为{one.ended}" if one.ended else "当日没有登记事项",
        remedy="登记状态有误的，先更正登记",
        who=REVIEWER,
        field="units",
    )


def _applied_for(one: UnitFacts) -> Objection:
    return Objection(
        clause=ONE,
        code="applied_for_elsewhere",
        missing=f"“{one.name}”已在另一份组建申请中。",
        fact="那一份还没有办结",
        remedy="先办结或终止那一份，或从本申请中移出",
        who=REVIEWER,
        field="units",
    )


def _covered(facts: FormationFacts, one: UnitFacts, figures: Figures | None) -> Said:
    if not one.covered_by:
        return
    names = "、".join(name for name, _ in one.covered_by)
    evolution = _evolution(facts, one, figures)
    if evolution is not None:
        yield Finding(
            clause=evolution.clause,
            code="evolution",
            sentence=f"“{one.name}”由{names}覆盖；批复后改由新建党组织覆盖",
            field="units",
        )
        return
    yield Objection(
        clause=ONE,
        code="covered_already",
        missing=f"“{one.name}”已有党组织覆盖。",
        fact=f"现由{names}覆盖",
        remedy="需要改变的，办理党组织调整",
        who=REVIEWER,
        field="units",
    )


def _evolution(facts: FormationFacts, one: UnitFacts, figures: Figures | None) -> Figure | None:
    """大联合→小联合→单独 (D23), where a text speaks of it and the organization shares its Party organization now."""
    stated = figures.stated(TRANSITIONS) if figures else None
    if stated is None or not all(shared for _, shared in one.covered_by):
        return None
    wanted = {FormationMode.SEPARATE.value: TO_SEPARATE} | {mode.value: TO_SMALLER for mode in JOINT}
    open_ = {row["key"] for row in stated.value}
    return stated if wanted.get(facts.mode) in open_ else None
