"""May the reply be given: from which day, under which number, for organizations that are still there?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Decision, Objection
from shuniu.policy.cases.issuing import may_bear
from shuniu.policy.formation.applying import COMMITTEE
from shuniu.policy.formation.steps import RULES


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyFacts:
    """``applied_on`` is the day whose texts the case stands under. ``number`` and ``issued_on`` are those of a paper;
    without them the register of what goes out gives the number. ``outside``: another body's reply is written down, in
    its own way of numbering."""

    applied_on: date
    effective_on: date
    today: date
    number: str = ""
    issued_on: date | None = None
    outside: bool = False


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
    if facts.outside:
        yield from _of_another(facts)
    else:
        yield from may_bear(facts.number, facts.issued_on).objections


def _of_another(facts: ReplyFacts) -> Iterator[Objection]:
    """It stands in no register here: what it bears is written down as it came."""
    if not facts.number.strip():
        yield Objection(
            clause=RULES,
            code="number_missing",
            missing="请写明批复文号。",
            fact="文号为空",
            remedy="填写批准机关批复的文号",
            who=COMMITTEE,
            field="number",
        )
    if facts.issued_on is not None and facts.issued_on > facts.today:
        yield Objection(
            clause=RULES,
            code="issued_later",
            missing="成文日期不能晚于今天。",
            fact=f"填写为 {facts.issued_on.isoformat()}",
            remedy="照批复的成文日期填写",
            who=COMMITTEE,
            field="issued_on",
        )
