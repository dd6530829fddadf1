"""May setting up a Party organization be begun from the plan of an instructor: is the instructor sent there?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection

# 联系服务、协调指导: what instructors are sent for.
DUTIES = Clause("platform#指导员计划", "由派驻该单位的指导员计划发起组建，办理仍由党组织负责")


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginningFacts:
    """``who`` would be sent there; ``sent_since``: from when, None where nobody is on the day."""

    who: str
    unit: str
    on: date
    sent_since: date | None


def may_begin_from_plan(facts: BeginningFacts) -> Decision:
    if facts.sent_since is not None:
        return Decision()
    return Decision(
        (
            Objection(
                clause=DUTIES,
                code="not_sent_there",
                missing=f"{facts.who}没有派驻“{facts.unit}”。",
                fact=f"{facts.on.isoformat()}没有派驻",
                remedy="先办理派驻，或直接起草组建申请",
                who="负责的党组织",
                field="instructor",
            ),
        )
    )
