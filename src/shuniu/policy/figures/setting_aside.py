"""May a difference between report and register be set aside for a while, and taken up again?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.figures.differences import DifferenceKind

CLAUSE = Clause(
    "platform#搁置",
    "填报与登记的差异一时不能办结的，写明原因和期限搁置；任一方的内容变了，或者期限到了，重新列入清单",
)
LONGEST_REASON = 200
_WHO = "负责的党组织"


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideFacts:
    """``until``: the last day on which it is set aside."""

    reason: str
    until: date
    on: date


def can_set_aside(facts: AsideFacts, row: int | None = None) -> Decision:
    return Decision(tuple(_objections(facts, row)))


def _objections(facts: AsideFacts, row: int | None) -> Iterator[Objection]:
    written = len(facts.reason.strip())
    if not 0 < written <= LONGEST_REASON:
        said = (f"写了 {written} 字", f"写明单位的情况，不写个人，不超过 {LONGEST_REASON} 字")
        yield _objection("reason_missing", "请写明搁置的原因。", said, "reason", row)
    if facts.until <= facts.on:
        said = (f"填写为 {facts.until.isoformat()}", f"填写 {facts.on.isoformat()} 以后的日期")
        yield _objection("until_passed", "搁置的期限应在今天以后。", said, "until", row)


def can_take_up(kind: DifferenceKind, aside: bool, row: int | None = None) -> Decision:
    if aside:
        return Decision()
    said = (f"“{kind.label}”今天没有搁置", "请重新打开清单，核对后再办")
    return Decision((_objection("not_aside", "没有搁置的差异不用恢复。", said, "kind", row),))


def _objection(code: str, missing: str, said: tuple[str, str], field: str, row: int | None) -> Objection:
    return Objection(
        clause=CLAUSE, code=code, missing=missing, fact=said[0], remedy=said[1], who=_WHO, field=field, row=row
    )
