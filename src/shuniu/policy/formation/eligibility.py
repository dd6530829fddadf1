"""Could this unit form a Party organization of its own, should it have done so, and on whose count does that stand?

The threshold includes its number (以上). The base is named with the answer: the reconciled roll, else the latest
head-count; and which full members count is the text's or the office's to say. Where the texts leave that open,
the reported number of full members is read as a proposal and marked as not confirmed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause
from shuniu.policy.packs import Figures
from shuniu.policy.words import EligibilityState, MemberBase

THRESHOLD = "formation.min_full_members"
BASE = "formation.headcount_base"
PROPOSED_READING = "as_reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCount:
    """Counts of one unit without names. ``full_time`` and ``managers`` are full members among those groups.

    ``members`` may be reported without saying how many of them are full members.
    """

    base: MemberBase
    as_of: date
    full: int | None
    members: int | None = None
    probationary: int = 0
    full_time: int | None = None
    managers: int | None = None
    managers_transferred: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityFacts:
    has_party_organization: bool
    roll: MemberCount | None = None
    head_count: MemberCount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    """``confirmed``: a text or the office says which members count; ``exact``: the count distinguishes them."""

    state: EligibilityState
    counted: int | None
    threshold: int
    clause: Clause
    count: MemberCount | None
    reading: str
    confirmed: bool
    exact: bool
    sentence: str

    @property
    def eligible(self) -> bool | None:
        """Whether the standard is reached, formed or not; None while the count does not tell."""
        if self.counted is not None:
            return self.counted >= self.threshold
        return False if self.state is EligibilityState.NOT_ELIGIBLE else None


@dataclass(frozen=True, slots=True)
class Reading:
    label: str
    counts: Callable[[MemberCount, bool], int | None]


def _as_reported(count: MemberCount, transfer_required: bool) -> int | None:
    return count.full


def _full_time(count: MemberCount, transfer_required: bool) -> int | None:
    return count.full_time


def _with_managers(count: MemberCount, transfer_required: bool) -> int | None:
    managers = count.managers_transferred if transfer_required else count.managers
    if count.full_time is None or managers is None:
        return None
    return count.full_time + managers


READINGS: dict[str, Reading] = {
    PROPOSED_READING: Reading("填报的正式党员", _as_reported),
    "full_time_staff": Reading("专职工作人员中的正式党员", _full_time),
    "full_time_staff_and_managers": Reading("专职工作人员和管理人员中的正式党员", _with_managers),
}


def judge(facts: EligibilityFacts, figures: Figures) -> Eligibility:
    """The state of one unit on the day of the facts."""
    threshold = figures.value(THRESHOLD)
    base = figures.stated(BASE)
    reading = READINGS[base.value if base else PROPOSED_READING]
    count = facts.roll or facts.head_count
    counted, exact = _counted(reading, count, figures)
    state = _state(facts, counted, count, threshold.value)
    return Eligibility(
        state=state,
        counted=counted,
        threshold=threshold.value,
        clause=threshold.clause,
        count=count,
        reading=reading.label,
        confirmed=base is not None,
        exact=exact,
        sentence=_sentence(state, counted, count, reading, threshold.value)
        + ("" if base else "；计数范围原文未明示，暂按填报数，待本级确认")
        + ("" if exact or counted is None else "；填报数未分专职和兼职，按正式党员总数")
        + f"（{threshold.clause}）",
    )


def _counted(reading: Reading, count: MemberCount | None, figures: Figures) -> tuple[int | None, bool]:
    if count is None:
        return None, False
    rows = figures.stated("formation.transfer_required")
    required = any(row["key"] == "managers_counted" and row["required"] for row in rows.value) if rows else False
    counted = reading.counts(count, required)
    return (count.full, False) if counted is None else (counted, True)


def _state(facts: EligibilityFacts, counted: int | None, count: MemberCount | None, threshold: int) -> EligibilityState:
    if facts.has_party_organization:
        return EligibilityState.FORMED
    if counted is not None:
        reached = counted >= threshold
        return EligibilityState.ELIGIBLE_NOT_FORMED if reached else EligibilityState.NOT_ELIGIBLE
    # Fewer members altogether than full members are needed: whoever is on probation, it does not reach.
    too_few = count is not None and count.members is not None and count.members < threshold
    return EligibilityState.NOT_ELIGIBLE if too_few else EligibilityState.UNKNOWN


def _sentence(
    state: EligibilityState, counted: int | None, count: MemberCount | None, reading: Reading, threshold: int
) -> str:
    if count is None:
        return f"{state.label}：没有党员名册，也没有人数填报"
    base = f"依据{count.as_of.isoformat()}{count.base.label}" + (f"（{count.source}）" if count.source else "")
    if counted is None:
        return f"{state.label}：未填报正式党员数，党员总数{count.members}名，应建标准{threshold}名以上，{base}"
    return f"{state.label}：{reading.label}{counted}名，应建标准{threshold}名以上，{base}"
