"""May an account keep this address under this name, for itself or for the offices below?"""

from __future__ import annotations

from dataclasses import dataclass

from shuniu.kernel.decision import Clause, Decision, Objection

KEPT = Clause("platform#常用视图", "常用视图的名称、数量和共享范围")
MOST = 50
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewFacts:
    """``held``: how many the account keeps beside this one; ``taken``: another of them has the name.

    ``at_node``: the office one acts for is that of a Party organization.
    """

    name: str
    shared: bool
    held: int
    taken: bool
    at_node: bool


def may_keep_view(facts: ViewFacts) -> Decision:
    return Decision.of([_named(facts), _taken(facts), _too_many(facts), _nobody_below(facts)])


def _named(facts: ViewFacts) -> Objection | None:
    if facts.name and len(facts.name) <= LONGEST_NAME:
        return None
    fact = f"名称有 {len(facts.name)} 个字"
    return _objection("name", f"名称应为 1 至 {LONGEST_NAME} 个字。", fact, "请改写名称", field="name")


def _taken(facts: ViewFacts) -> Objection | None:
    if not facts.taken:
        return None
    return _objection("taken", "您已有同名的常用视图。", f"名称：{facts.name}", "请换一个名称", field="name")


def _too_many(facts: ViewFacts) -> Objection | None:
    if facts.held < MOST:
        return None
    return _objection("too_many", f"常用视图最多 {MOST} 个。", f"现有 {facts.held} 个", "请先删除不再使用的")


def _nobody_below(facts: ViewFacts) -> Objection | None:
    if not facts.shared or facts.at_node:
        return None
    fact = "当前岗位不在党组织"
    return _objection("no_node", "只有党组织的岗位可以共享。", fact, "请只留给自己，或切换岗位", field="shared")


def _objection(code: str, missing: str, fact: str, remedy: str, *, field: str = "") -> Objection:
    return Objection(clause=KEPT, code=code, missing=missing, fact=fact, remedy=remedy, who="本人", field=field)
