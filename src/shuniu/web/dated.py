"""How do the dated facts of a body stand on its page?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from shuniu.queries.accounts import Actor
from shuniu.queries.timeline import TimelineFact, entries_to_read, state_of
from shuniu.web.clauses import clause_words
from shuniu.web.frame import address_of
from shuniu.web.parts import DatedFact
from shuniu.web.wording import moment, stretch


def dated_facts(actor: Actor, lines: Sequence[TimelineFact], on: date) -> list[DatedFact]:
    """Latest first; what was taken back as never so stands there, struck through, with when and by whom."""
    readable = entries_to_read(actor, lines)
    return [_fact(line, on, line.entry in readable) for line in lines]


def _fact(line: TimelineFact, on: date, readable: bool) -> DatedFact:
    correction = ""
    if line.wrong:
        correction = f"{moment(line.taken_back_at)} 由{line.taken_back_by}更正：这一条不再作数。"
    state = state_of(line, on)
    assert state in ("current", "past", "future", "retracted")
    return DatedFact(
        what=f"{line.heading}：{line.text}",
        period=stretch(line.period, line.precision),
        state=cast("str", state),  # type: ignore[arg-type]
        recorded_at=line.recorded_at,
        recorded_by=line.recorded_by,
        clause=clause_words(line.clause) if line.clause else "",
        entry=address_of("entry", line.entry) if readable else "",
        correction=correction,
    )
