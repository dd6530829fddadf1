"""Where does an organization without a Party organization stand, and what do the texts ask for it (D03, E10)?

A state is a function of what the register and the procedure say on a day. Every combination of the three facts is
told once, as a table, so that whole registers are sorted by the same law that judges one organization.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product

from shuniu.kernel.calendar import after_months
from shuniu.kernel.decision import Clause
from shuniu.policy.formation.eligibility import THRESHOLD
from shuniu.policy.packs import Figures
from shuniu.policy.words.cases import CaseState
from shuniu.policy.words.pipeline import Age, PipelineState

UNQUALIFIED, EXCEPTIONS = "formation.unqualified", "coverage.eligible_not_formed_max"
# What did not get consent counts as deferred for so long, unless it is taken up again; and the bands of ageing. Both
# are conventions of the platform: no text names them, and the pages say so.
LATELY_MONTHS = 12
FRESH_MONTHS, YEAR_MONTHS = 3, 12
STRENGTHEN = {"strengthen_work": "加强党的工作"}
# A case that has come to these says nothing any more of what is under way.
_OVER = frozenset({CaseState.DONE, CaseState.DROPPED, CaseState.LAPSED})
_PUT_OFF = frozenset({CaseState.DEFERRED, CaseState.REFUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineFacts:
    """``eligible``: reaches the standard; None while its members are not known. ``anybody``: has any member.

    ``case``: how far the foremost case is by which it would be covered, an application that names it or an adjustment
    that would take it in; None where there is none, or where it was refused longer ago than ``lately_since`` says.
    """

    eligible: bool | None
    anybody: bool | None
    case: CaseState | None = None


def state_of(facts: PipelineFacts) -> PipelineState:
    """What is under way comes first, then what was put off, then what the members allow."""
    if facts.case in _PUT_OFF:
        return PipelineState.DEFERRED
    if facts.case is not None and facts.case not in _OVER:
        return PipelineState.IN_PROGRESS
    if facts.eligible:
        return PipelineState.ELIGIBLE
    if facts.anybody is False:
        return PipelineState.NO_MEMBER
    # Members of whom nobody said how many are full members: nothing is known of the standard.
    return PipelineState.UNKNOWN if facts.eligible is None else PipelineState.FEW


def foremost(case: CaseState) -> int:
    """Of several cases that name it the one with the least counts: under way, then put off, then over."""
    return 2 if case in _OVER else 1 if case in _PUT_OFF else 0


def key_of(facts: PipelineFacts) -> str:
    """The three facts as a counter writes them: t, f or - for the first two, then the state of the case."""
    return "".join(_told(one) for one in (facts.eligible, facts.anybody)) + (facts.case.value if facts.case else "")


def _told(fact: bool | None) -> str:
    return "-" if fact is None else "t" if fact else "f"


_ANSWERS = (True, False, None)
STATES: Mapping[str, PipelineState] = {
    key_of(facts): state_of(facts)
    for facts in (
        PipelineFacts(eligible=eligible, anybody=anybody, case=case)
        for eligible, anybody, case in product(_ANSWERS, _ANSWERS, (None, *CaseState))
    )
}


def lately_since(on: date) -> date:
    """What was refused on this day or later is still put off on ``on``."""
    return after_months(on, -LATELY_MONTHS)


def bands(on: date) -> tuple[date, date]:
    """Without since after the first: fresh; since after the second: months; else a year and more."""
    return after_months(on, -FRESH_MONTHS), after_months(on, -YEAR_MONTHS)


def age_of(since: date, on: date) -> Age:
    fresh, year = bands(on)
    return Age.FRESH if since > fresh else Age.MONTHS if since > year else Age.YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a text asks for organizations in a state."""

    what: str
    clause: Clause


def asked_of(state: PipelineState, figures: Figures) -> Asked | None:
    """应建尽建 for who reaches the standard, Party work for who does not (E10); None where no text speaks."""
    if state is PipelineState.ELIGIBLE:
        threshold = figures.stated(THRESHOLD)
        return Asked(what="应建尽建", clause=threshold.clause) if threshold is not None else None
    if state in (PipelineState.FEW, PipelineState.NO_MEMBER):
        figure = figures.stated(UNQUALIFIED)
        return Asked(what=STRENGTHEN[figure.value], clause=figure.clause) if figure is not None else None
    return None
