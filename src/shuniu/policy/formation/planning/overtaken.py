"""Has a proposal been overtaken by what was done since it was computed? Each time with the fact.

And may what was accepted be taken back: only while nobody has gone on with what it became.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shuniu.kernel.decision import Decision, Objection
from shuniu.policy.formation.planning.deciding import PLANNER

ANEW = "不采纳这一项，或重新计算规划"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFacts:
    """``name``: its organizations. Those of them that a Party organization ``covered`` since, that are ``applied`` for
    in an open case, to which an instructor was ``sent``. ``branch``: the one they would join, ``adjusting``: what is
    under way there."""

    name: str
    covered: tuple[str, ...] = ()
    applied: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    branch: str = ""
    branch_stands: bool = True
    adjusting: tuple[str, ...] = ()


def still_open(facts: ProposalFacts, row: int) -> Decision:
    return Decision(tuple(_overtaken(facts, row)))


def _overtaken(facts: ProposalFacts, row: int) -> Iterator[Objection]:
    told = (
        (facts.covered, "covered", "已有党组织覆盖"),
        (facts.applied, "applied_for", "已在办理组建或者增加覆盖单位"),
        (facts.sent, "instructor_there", "已派驻指导员"),
    )
    for names, code, fact in told:
        if names:
            yield _objection(code, facts.name, f"{'、'.join(names)}{fact}", row)
    if not facts.branch_stands:
        yield _objection("branch_ended", facts.name, f"“{facts.branch}”已不存在", row)
    if facts.adjusting:
        fact = f"“{facts.branch}”正在办理：{'、'.join(facts.adjusting)}"
        yield _objection("branch_adjusted", facts.name, fact, row, "等那一项办结，或终止那一项")


def _objection(code: str, name: str, fact: str, row: int, remedy: str = ANEW) -> Objection:
    return Objection(
        clause=PLANNER,
        code=code,
        missing=f"“{name}”的方案提出以后情况已经变化。",
        fact=fact,
        remedy=remedy,
        who="责任党组织",
        row=row,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedFacts:
    """``sent``: the case that it became has left its draft, with the ``state`` it is in. ``changed``: the plan was
    changed or ended since; ``posted``: an instructor was sent to it."""

    name: str
    sent: bool = False
    state: str = ""
    changed: bool = False
    posted: bool = False


def may_take_back(facts: AcceptedFacts, row: int) -> Decision:
    return Decision(tuple(_gone_on(facts, row)))


def _gone_on(facts: AcceptedFacts, row: int) -> Iterator[Objection]:
    told = (
        (facts.sent, "case_gone_on", f"起草的事项已经{facts.state}", "先撤回并终止那一件事项"),
        (facts.changed, "plan_changed", "组建方案后来又有变更", "在该单位的组建方案中结束方案"),
        (facts.posted, "posted", "已按方案派驻指导员", "先结束派驻"),
    )
    for holds, code, fact, remedy in told:
        if holds:
            yield Objection(
                clause=PLANNER,
                code=code,
                missing=f"“{facts.name}”的方案已经往下办理，不能撤回采纳。",
                fact=fact,
                remedy=remedy,
                who="责任党组织",
                row=row,
            )
