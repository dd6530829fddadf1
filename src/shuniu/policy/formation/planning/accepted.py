"""May a moved 归口, or an instructor who is to be sent, be taken back as it was accepted from the planner?

Only while nothing has happened since that builds on it. Whoever accepted it takes it back: the office.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shuniu.kernel.decision import Decision, Objection
from shuniu.policy.formation.planning.deciding import PLANNER

# The acts by which they are accepted and taken back, as the journal calls them.
MOVED, MOVES_TAKEN_BACK = "balancing.accept", "balancing.take_back"
SENDING, SENDING_TAKEN_BACK = "assigning.accept", "assigning.take_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedFacts:
    """``changed``: who answers for it was put down anew since; ``giver``: who answered before, empty where nobody did,
    and whether it ``stands``; ``done``: what was recorded or handled since."""

    name: str
    changed: bool = False
    giver: str = ""
    giver_stands: bool = True
    done: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingFacts:
    """``changed``: the plan was changed or ended since; ``posted``: an instructor was sent."""

    name: str
    changed: bool = False
    posted: bool = False


def may_move_back(facts: MovedFacts, row: int | None = None) -> Decision:
    return Decision(tuple(_against_moving(facts, row)))


def may_take_sending_back(facts: SendingFacts, row: int | None = None) -> Decision:
    told = (
        (facts.changed, "plan_changed", "组建方案后来又有变更", "在该单位的组建方案中结束方案"),
        (facts.posted, "posted", "已按方案派驻指导员", "先结束派驻"),
    )
    return Decision(tuple(_gone_on(facts.name, one, row) for holds, *one in told if holds))


def _against_moving(facts: MovedFacts, row: int | None) -> Iterator[Objection]:
    anew = "在该单位的登记里另行变更归口"
    if facts.changed:
        yield _gone_on(facts.name, ["changed", "归口后来又有变更", anew], row)
        return
    if not facts.giver:
        yield _gone_on(facts.name, ["no_giver", "采纳以前没有归口的党组织", anew], row)
    elif not facts.giver_stands:
        yield _gone_on(facts.name, ["giver_ended", f"原归口的“{facts.giver}”已经撤销或将要撤销", anew], row)
    if facts.done:
        yield _gone_on(facts.name, ["gone_on", f"采纳以后{'、'.join(facts.done)}", anew], row)


def _gone_on(name: str, told: list[str], row: int | None) -> Objection:
    code, fact, remedy = told
    return Objection(
        clause=PLANNER,
        code=code,
        missing=f"“{name}”采纳以后已经往下办理，不能撤回采纳。",
        fact=fact,
        remedy=remedy,
        who="责任党组织",
        row=row,
    )
