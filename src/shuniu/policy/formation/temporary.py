"""When does a temporary branch end: on the day of its task, or with the body it was set up at?

随机构撤销自然撤销 (支部条例8). How long it may last at most the text does not say: where neither a day is known nor an
office has decided, that is said, and no day is invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shuniu.kernel.calendar import after_months
from shuniu.policy.formation.members import TASKED
from shuniu.policy.packs import Figures
from shuniu.policy.packs.readings import clause_words
from shuniu.policy.words.urging import TemporaryState

LONGEST, REMINDED = "formation.temporary_months_max", "formation.temporary_reminder_months"
CLAUSE = TASKED


@dataclass(frozen=True, slots=True, kw_only=True)
class TemporaryFacts:
    """``begins_on`` and ``ends_on`` of its term, as far as they are known; ``ends_on`` is the first day after it.

    ``ended_bodies``: units it was set up at that are no longer in the register.
    """

    begins_on: date | None
    ends_on: date | None
    ended_bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TemporaryStands:
    """``ends_on``: by the term, else by what the office decided at most; None where neither is known."""

    state: TemporaryState
    ends_on: date | None
    sentence: str

    @property
    def urged(self) -> bool:
        """Something is to be done: end it, or put down until when it lasts."""
        return self.state is not TemporaryState.RUNNING


def stands(facts: TemporaryFacts, on: date, figures: Figures | None) -> TemporaryStands:
    ends_on = facts.ends_on or _at_most(facts, figures)
    if facts.ended_bodies:
        names = "、".join(facts.ended_bodies)
        return _told(TemporaryState.BODY_ENDED, ends_on, f"所依托的{names}已不在登记之中，应随之撤销")
    if ends_on is None:
        return _told(TemporaryState.UNKNOWN, None, "没有登记任务结束的日期；最长期限原文未明示，请登记期限")
    if on >= ends_on:
        return _told(TemporaryState.OVER, ends_on, f"任务于{ends_on.isoformat()}结束，应当撤销")
    remind = figures.stated(REMINDED) if figures else None
    if remind is not None and on >= after_months(ends_on, -int(remind.value)):
        return _told(TemporaryState.NEAR, ends_on, f"任务将于{ends_on.isoformat()}结束，请准备撤销")
    return _told(TemporaryState.RUNNING, ends_on, f"到{ends_on.isoformat()}为止")


def _at_most(facts: TemporaryFacts, figures: Figures | None) -> date | None:
    longest = figures.stated(LONGEST) if figures else None
    if longest is None or facts.begins_on is None:
        return None
    return after_months(facts.begins_on, int(longest.value))


def _told(state: TemporaryState, ends_on: date | None, sentence: str) -> TemporaryStands:
    return TemporaryStands(state=state, ends_on=ends_on, sentence=sentence)


def grounds_of(told: TemporaryStands) -> str:
    """What a proposal to dissolve it says; whoever sends it may say more."""
    return f"{told.sentence}。依据：{clause_words(str(CLAUSE))}"[:500]
