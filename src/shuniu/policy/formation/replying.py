"""May the reply be given: from which day, under which number, for organizations that are still there?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Decision, Objection
from shuniu.policy.formation.applying import COMMITTEE
from shuniu.policy.formation.steps import RULES


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyFacts:
    """``applied_on`` is the day whose texts the case stands under, ``number`` that of the document. ``numbered_here``:
    the register of what goes out gives it; another body's is written down."""

    applied_on: date
    effective_on: date
    number: str = ""
    numbered_here: bool = False


def may_reply(facts: ReplyFacts) -> Decision:
    return Decision(tuple(_objections(facts)))


def _objections(facts: ReplyFacts) -> Iterator[Objection]:
    if facts.effective_on < facts.applied_on:
        yield Objection(
            clause=RULES,
            code="effective_before_application",
            missing="成立日期不能早于申请日期。",
            fact=f"申请于{facts.applied_on.isoformat()}，成立日期填了{facts.effective_on.isoformat()}",
            remedy=f"填{facts.applied_on.isoformat()}或以后的日期",
            who=COMMITTEE,
            field="effective_on",
        )
    if not (facts.numbered_here or facts.number.strip()):
        yield Objection(
            clause=RULES,
            code="number_missing",
            missing="请写明批复文号。",
            fact="文号为空",
            remedy="由发文登记编号，或填写批准机关批复的文号",
            who=COMMITTEE,
            field="number",
        )
