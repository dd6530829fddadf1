"""May the term of a committee be recorded with these days?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.kernel.period import Period

TERM = Clause("national#选举条例3")


def may_record_term(begins_on: date, ends_on: date | None, held: Sequence[Period], row: int | None = None) -> Decision:
    """``ends_on`` is the first day that no longer belongs to it. A term that began earlier ends when this begins;
    one that begins later may not be overlapped."""
    return Decision(tuple(_objections(begins_on, ends_on, held, row)))


def _objections(begins_on: date, ends_on: date | None, held: Sequence[Period], row: int | None) -> Iterator[Objection]:
    if ends_on is not None and ends_on <= begins_on:
        yield _objection(
            "term_reversed",
            "任期届满日期应晚于任期开始日期。",
            f"{begins_on.isoformat()}至{ends_on.isoformat()}",
            "请核对两个日期",
            row,
        )
        return
    later = next((one for one in held if one.start > begins_on and (ends_on is None or one.start < ends_on)), None)
    if later is not None:
        yield _objection(
            "term_overlaps",
            "与其后已登记的任期重叠。",
            f"下一届任期自{later.start.isoformat()}开始",
            f"届满日期不晚于{later.start.isoformat()}，或先更正下一届任期",
            row,
        )


def _objection(code: str, missing: str, fact: str, remedy: str, row: int | None) -> Objection:
    return Objection(
        clause=TERM, code=code, missing=missing, fact=fact, remedy=remedy, who="登记人", field="ends_on", row=row
    )
