"""May whoever has a case in hand lay down a day for it?

Only where no text, and no decision of the office, sets one: then nothing is made up, and the day is shown as planned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseHolder, CaseKind

RULES = Clause("platform#计划日", "原文没有写期限的事项，由承办的党组织定计划日；计划日不是文件规定的期限")
# The kinds with steps of which the sources name no day.
PLANNED_KINDS = frozenset(
    {CaseKind.ELECTION, CaseKind.POSTPONEMENT, CaseKind.APPOINTMENT, CaseKind.HANDOVER, CaseKind.FOLLOW_UP}
)
# Whose turn it is lays down the day.
RIGHTS = {
    CaseHolder.APPLICANT: Action.FILE_CASE,
    CaseHolder.REVIEWER: Action.REVIEW_CASE,
    CaseHolder.COMMITTEE: Action.DECIDE_CASE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """``stated``: the day that a text or a decision sets for the state it is in. ``day``: the one to be laid down."""

    kind: CaseKind
    open: bool
    stated: date | None
    day: date
    today: date


def may_plan(facts: PlanFacts) -> Decision:
    return Decision(tuple(_planning(facts)))


def _planning(facts: PlanFacts) -> Iterator[Objection]:
    if facts.kind not in PLANNED_KINDS:
        yield _objection("not_planned", "这类事项不定计划日。", facts.kind.label, "按适用文件的期限办理", "")
    if not facts.open:
        yield _objection("closed", "已经办结的事项不定计划日。", "事项已经办结", "需要再办的另行办理", "")
    if facts.stated is not None:
        said = f"期限为 {facts.stated.isoformat()}"
        yield _objection(
            "stated", "这一步已有期限，不另定计划日。", said, "按期限办理；期限由本级决定的，改本级决定", ""
        )
    if facts.day < facts.today:
        said = f"填写的是 {facts.day.isoformat()}"
        yield _objection("day_past", "计划日不早于今天。", said, "填写今天或者以后的一天", "due_on")


def _objection(code: str, missing: str, fact: str, remedy: str, field: str) -> Objection:
    return Objection(
        clause=RULES, code=code, missing=missing, fact=fact, remedy=remedy, who="承办的党组织", field=field
    )
