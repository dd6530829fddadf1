"""What becomes of an open case when a Party organization or an organization that it has to do with is no more?

No text says it. What cannot be meant any more ends with whom it is about; what somebody else has asked for goes on,
with whoever takes on the work.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Objection
from shuniu.policy.words.cases import CaseKind, CaseState, Fate, Tie

RULES = Clause("platform#未办结事项", "关于撤并党组织和注销单位的事项自动终止，由其办理的转由承接的党组织办理")

MOVING = Clause("platform#隶属变更", "党组织划转的，原上级办理的该党组织未办结事项转由新的上级办理")
RESOLVING = Clause("platform#重复登记", "重复登记归并的，未办结事项转到保留的登记名下，那里已有同一种的终止")
# What the superior itself decides on, or has to do; of the others it only looks through the material.
_OF_THE_SUPERIOR = frozenset({CaseKind.ELECTION, CaseKind.POSTPONEMENT, CaseKind.HANDOVER, CaseKind.FOLLOW_UP})


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """``merged``: what ends goes on as another one, which stands in its place."""

    kind: str
    state: str
    tie: Tie
    merged: bool = False


def fate_of(case: OpenCase) -> Fate:
    if case.tie is Tie.NAMED:
        return Fate.STAYS
    if case.tie is Tie.HELD:
        return Fate.PASSES_ON
    if case.tie is Tie.UNDER:
        # Another one stands in its place; where none does, nobody guesses under whom the applicant would rather be.
        return Fate.PASSES_ON if case.merged else Fate.LAPSES
    # Its result was replied to: what is left is to put the papers away.
    elected = case.kind == CaseKind.ELECTION and case.state == CaseState.TO_ARCHIVE
    return Fate.PASSES_ON if elected else Fate.LAPSES


def follows_superior(kind: str) -> tuple[str, ...]:
    """In which of its places a case about a Party organization goes along to another superior: where it lies, who
    decides, who has it to do. Who decides on an adjustment or an appointment was settled when it was sent."""
    return ("at", "committee", "origin") if kind in _OF_THE_SUPERIOR else ("at",)


def too_late(name: str, ends_on: date) -> Objection:
    """The objection to beginning what nobody would settle: what was open when the end was put down is settled by it."""
    return Objection(
        clause=RULES,
        code="party_organization_ending",
        missing="该党组织即将撤销或并入其他党组织，不再发起新的事项。",
        fact=dissolved(name, ends_on),
        remedy="改由承接的党组织发起；撤销、合并登记有误的，先更正登记再办理",
        who="承接的党组织，或登记撤销、合并的上级党组织",
    )


def dissolved(name: str, on: date) -> str:
    return f"“{name}”自{on.isoformat()}起撤销"


def merged(name: str, into: str, on: date) -> str:
    return f"“{name}”自{on.isoformat()}起并入“{into}”"


def struck_off(name: str, status: str, on: date) -> str:
    """``status``: the word of what it is since."""
    return f"“{name}”自{on.isoformat()}起{status}"


def moved(name: str, parent: str, on: date) -> str:
    return f"“{name}”自{on.isoformat()}起隶属于“{parent}”"


def reason_of(what: str, fate: Fate, to: str = "", clause: Clause = RULES) -> str:
    """What a step says: what happened, where the case lies since, and by which rule. At most 500 characters."""
    then = f"转由“{to}”办理" if fate is Fate.PASSES_ON else "本事项随之终止"
    return f"{what}，{then}。依据：{clause.title}"[:500]


def fate_of_duplicate(*, kept_has_one: bool) -> Fate:
    """Of what is open about a duplicate: it goes on about the body that is kept, unless one of the kind is open there
    already."""
    return Fate.LAPSES if kept_has_one else Fate.PASSES_ON


def resolved(duplicate: str, kept: str, fate: Fate) -> str:
    """What a step says of it. At most 500 characters."""
    then = "转到保留的登记名下" if fate is Fate.PASSES_ON else "保留的登记名下已有同一种事项，本事项终止"
    return f"“{duplicate}”与“{kept}”是同一家，登记归并，{then}。依据：{RESOLVING.title}"[:500]
