"""May something end from a day on, when the register already says something of days after it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection

ENDED = Clause("platform#登记", "结束的登记，自结束之日起不再成立，以后各日也不成立")
# The field by which the office agrees that what begins later never begins; doors show it when it is asked for.
LATER_TOO = "later_too"


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """What is put down from a later day on. ``other`` names it where it is not the same relation going on."""

    begins_on: date
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingFacts:
    """``what`` is to end from ``on`` on. ``standing``: it is in force that day. ``agreed``: later ones end too."""

    what: str
    on: date
    standing: bool
    later: Sequence[Later] = ()
    agreed: bool = False


def may_end_from(facts: EndingFacts, row: int | None = None) -> Decision:
    """Nothing that begins later stays in force unseen, and nothing is undone by a wrong day.

    Another relation is an act of its own, which ending this one does not undo. What is not yet in force on the day
    does not end on it. The same relation going on later ends too, once that was said and agreed to.
    """
    return Decision(tuple(_ending(facts, row)))


def _ending(facts: EndingFacts, row: int | None) -> Iterator[Objection]:
    day, first = facts.on.isoformat(), min((one.begins_on for one in facts.later), default=None)
    others = [one for one in facts.later if one.other]
    if others:
        told = "；".join(f"自{one.begins_on.isoformat()}起为“{one.other}”" for one in others)
        yield _objection(
            "another_later", f"{facts.what}以后另有登记，不能从{day}起一直结束。", told,
            "请改从那一天起办理变更；那一条登记有误的，先从它开始的那一天起结束它", row,
        )  # fmt: skip
    elif first is not None and not facts.standing:
        yield _objection(
            "not_begun", f"{facts.what}在{day}还没有开始。", f"登记自{first.isoformat()}起",
            "请改正日期；要取消这项登记的，从它开始的那一天起办理", row,
        )  # fmt: skip
    elif first is not None and not facts.agreed:
        told = "、".join(one.begins_on.isoformat() for one in facts.later)
        yield _objection(
            "later_too", f"{facts.what}以后还有登记，从{day}起结束的，那些登记也不再开始。", f"另有登记自{told}起",
            "同意的，勾选“以后开始的一并取消”再办；不同意的，请改正日期", row, LATER_TOO,
        )  # fmt: skip


def _objection(code: str, missing: str, fact: str, remedy: str, row: int | None, field: str = "on") -> Objection:
    return Objection(
        clause=ENDED, code=code, missing=missing, fact=fact, remedy=remedy, who="登记人", field=field, row=row
    )
