"""May the minutes be entered for this day, may the result be approved from this day on?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.packs import NotStated
from shuniu.policy.words import PartyPost

APPROVED = Clause("national#选举条例18")
DIVIDED = Clause("national#支部条例20")
# How a committee may divide its work among those who do not lead it.
DIVISIONS = (
    PartyPost.COMMITTEE_MEMBER,
    PartyPost.ORGANIZATION_COMMISSARY,
    PartyPost.PUBLICITY_COMMISSARY,
    PartyPost.DISCIPLINE_COMMISSARY,
    PartyPost.YOUTH_COMMISSARY,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalFacts:
    """``sits_until``: the end of the term that a by-election fills up; None where a new term begins."""

    effective_on: date
    elected_on: date
    today: date
    sits_until: date | None = None


def may_hold_on(held_on: date, today: date, opened_on: date) -> Decision:
    """A vote that was held is entered, however late; none is before the request was approved."""
    if held_on > today:
        said = (f"填写的是 {held_on.isoformat()}", "召开以后再登记结果")
        return Decision((_objection(APPROVED, "not_held", "会议还没有召开。", said, "held_on"),))
    if held_on < opened_on:
        said = (f"填写的是 {held_on.isoformat()}", f"核对日期，不早于 {opened_on.isoformat()}")
        return Decision((_objection(APPROVED, "before", "会议早于前一步办结的日期。", said, "held_on"),))
    return Decision()


def may_approve_result(facts: ApprovalFacts) -> Decision:
    if facts.sits_until is not None and facts.effective_on >= facts.sits_until:
        said = (f"任期 {facts.sits_until.isoformat()} 届满", "任期已经届满的，办理换届选举")
        return Decision((_objection(APPROVED, "term_over", "补选的任职到本届任期届满为止。", said, "effective_on"),))
    if facts.elected_on <= facts.effective_on <= facts.today:
        return Decision()
    said = (
        f"{facts.elected_on.isoformat()} 选举，填写的是 {facts.effective_on.isoformat()}",
        "不早于选举日期，不晚于今天",
    )
    return Decision((_objection(APPROVED, "effective", "任职起始日期不对。", said, "effective_on"),))


def may_divide(elected: Collection[str], divisions: Mapping[str, str]) -> Decision:
    """Only who was elected (public ids), and only work that a committee has."""
    known = {one.value for one in DIVISIONS}
    if set(divisions) <= set(elected) and set(divisions.values()) <= known:
        return Decision()
    said = ("分工不在委员会的职务中，或者不是当选的委员", "在当选的委员中分工")
    return Decision((_objection(DIVIDED, "division", "委员分工不对。", said, "division"),))


def not_stated(silent: NotStated) -> Objection:
    """原文未明示: nothing is made up, the office decides."""
    return Objection(
        clause=silent.clause or APPROVED,
        code="not_stated",
        missing=f"“{silent.label}”原文未明示。",
        fact=silent.note or "适用文件没有写明",
        remedy="在“管理”的口径中登记本级决定和依据",
        who=silent.who,
    )


def no_texts() -> Objection:
    return Objection(
        clause=APPROVED,
        code="no_texts",
        missing="这个党组织没有适用文件。",
        fact="本级和上级都没有登记适用文件",
        remedy="先登记适用文件",
        who="综合党委",
    )


def _objection(clause: Clause, code: str, missing: str, said: tuple[str, str], field: str) -> Objection:
    return Objection(
        clause=clause, code=code, missing=missing, fact=said[0], remedy=said[1], who="换届的党组织", field=field
    )
