"""May what is urged be put aside for a while: with a reason, and where it has an end, until a day?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.cases.deciding import LONGEST_REASON

CLAUSE = Clause("platform#督促", "督促的事项不自行消失：办成为止，或者写明原因暂不办理")
_WHO = "负责的党组织"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaivingFacts:
    """``urged``: it stands on a list now. ``ends``: what is urged is the end of something, so a day is asked for."""

    urged: bool
    reason: str
    until: date | None
    on: date
    ends: bool = False


def may_waive(facts: WaivingFacts) -> Decision:
    return Decision(tuple(_objections(facts)))


def not_urged() -> Objection:
    said = ("已经办成、正在办理，或者已写明暂不办理", "请重新打开名单，核对后再办")
    return _objection("not_urged", "这一项现在不在督促之列。", said, "reason")


def _objections(facts: WaivingFacts) -> Iterator[Objection]:
    if not facts.urged:
        yield not_urged()
    written = len(facts.reason.strip())
    if not 0 < written <= LONGEST_REASON:
        said = (f"写了 {written} 字", f"写明单位的情况，不写个人，不超过 {LONGEST_REASON} 字")
        yield _objection("reason_missing", "请写明暂不办理的原因。", said, "reason")
    if facts.ends and facts.until is None:
        said = ("没有填写", "填写任务延长到哪一天，到那一天再次督促")
        yield _objection("until_missing", "临时党支部暂不撤销的，请写明到哪一天。", said, "until")
    if facts.until is not None and facts.until <= facts.on:
        said = (f"填写为 {facts.until.isoformat()}", f"填写 {facts.on.isoformat()} 以后的日期")
        yield _objection("until_passed", "再次督促的日期应在今天以后。", said, "until")


def _objection(code: str, missing: str, said: tuple[str, str], field: str) -> Objection:
    return Objection(clause=CLAUSE, code=code, missing=missing, fact=said[0], remedy=said[1], who=_WHO, field=field)
