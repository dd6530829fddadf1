"""Could this unit form a Party organization of its own, should it have done so, and on whose count does that stand?

The threshold includes its number (以上). The base is named with the answer. A roll may have been loaded in part: whom
it names is there, and others may be there too. So the roll alone can tell that the standard is reached, never that it
is not; everything else is the latest head-count's to tell (docs/decisions/0008). Which full members count is the text's
or the office's to say. Where the texts leave that open, the reported number of full members is read as a proposal and
marked as not confirmed.
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
    """``roll``: the full members whom rolls name as working there, at least so many."""

    has_party_organization: bool
    roll: MemberCount | None = None
    head_count: MemberCount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    """``confirmed``: a text or the office says which members count; ``exact``: the count distinguishes them.
    ``waiting``: managers who would count once their relations are transferred."""

    state: EligibilityState
    counted: int | None
    threshold: int
    clause: Clause
    count: MemberCount | None
    reading: str
    confirmed: bool
    exact: bool
    sentence: str
    waiting: int = 0

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

NAMED = "名册载明在本单位工作的正式党员"
# What is said where a count does not distinguish whom the text distinguishes. A roll knows one place of work of each
# member: whoever works there counts, whether the text counts full-time staff or managers as well.
INEXACT = {
    MemberBase.HEAD_COUNT: "；填报数未分专职和兼职，按正式党员总数",
    MemberBase.ROLL: "；名册只载工作单位，未分专职和兼职",
}


def judge(facts: EligibilityFacts, figures: Figures) -> Eligibility:
    """The state of one unit on the day of the facts."""
    threshold = figures.value(THRESHOLD)
    base = figures.stated(BASE)
    reading = READINGS[base.value if base else PROPOSED_READING]
    count = _standing_on(facts, reading, figures, threshold.value)
    counted, exact = _counted(reading, count, figures)
    state = _state(facts, counted, count, threshold.value)
    waiting = _waiting(reading, count, figures)
    return Eligibility(
        state=state,
        counted=counted,
        threshold=threshold.value,
        clause=threshold.clause,
        count=count,
        reading=reading.label,
        confirmed=base is not None,
        exact=exact,
        waiting=waiting,
        sentence=_sentence(state, counted, facts, reading, count, threshold.value)
        + ("" if base else "；计数范围原文未明示，暂按填报数，待本级确认")
        + (f"；{waits(waiting)}，转入后计入" if waiting and state is EligibilityState.NOT_ELIGIBLE else "")
        + ("" if exact or counted is None or count is None else INEXACT[count.base])
        + f"（{threshold.clause}）",
    )


def _standing_on(facts: EligibilityFacts, reading: Reading, figures: Figures, threshold: int) -> MemberCount | None:
    """The roll where it reaches the standard by itself, else the head-count."""
    named, _ = _counted(reading, facts.roll, figures)
    return facts.roll if named is not None and named >= threshold else facts.head_count


def _counted(reading: Reading, count: MemberCount | None, figures: Figures) -> tuple[int | None, bool]:
    if count is None:
        return None, False
    counted = reading.counts(count, _transfer_required(figures))
    return (count.full, False) if counted is None else (counted, True)


def _transfer_required(figures: Figures) -> bool:
    """Whether managers count only where their relations lie in what is set up (D17)."""
    rows = figures.stated("formation.transfer_required")
    return any(row["key"] == "managers_counted" and row["required"] for row in rows.value) if rows else False


def _waiting(reading: Reading, count: MemberCount | None, figures: Figures) -> int:
    if count is None or count.managers is None or not _transfer_required(figures):
        return 0
    now, then = reading.counts(count, True), reading.counts(count, False)
    return 0 if now is None or then is None else max(then - now, 0)


def waits(managers: int) -> str:
    return f"{managers} 名管理人员组织关系未转入"


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
    state: EligibilityState,
    counted: int | None,
    facts: EligibilityFacts,
    reading: Reading,
    count: MemberCount | None,
    threshold: int,
) -> str:
    if count is None:
        return f"{state.label}：{_nothing_reported(facts.roll)}"
    base = f"依据{count.as_of.isoformat()}{count.base.label}" + (f"（{count.source}）" if count.source else "")
    if counted is None:
        return f"{state.label}：未填报正式党员数，党员总数{count.members}名，应建标准{threshold}名以上，{base}"
    who = NAMED if count.base is MemberBase.ROLL else reading.label
    return f"{state.label}：{who}{counted}名，应建标准{threshold}名以上，{base}"


def _nothing_reported(roll: MemberCount | None) -> str:
    if roll is None or not roll.full:
        return "没有党员名册，也没有人数填报"
    return f"{NAMED}{roll.full}名，名册可能不全，没有人数填报"
