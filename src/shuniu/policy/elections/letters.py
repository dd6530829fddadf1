"""What is a letter of an election called, and may a body be reminded that its term ends?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shuniu.kernel.calendar import after_months
from shuniu.kernel.decision import Clause, Decision, Objection

REMINDING = Clause("national#换届提醒")


class Letter(StrEnum):
    APPROVAL = "approval"
    FIRST = "first"
    RESULT = "result"
    BY_ELECTION = "by_election"
    BY_ELECTION_RESULT = "by_election_result"
    DELAY = "delay"
    NO_DELAY = "no_delay"
    REMINDER = "reminder"


# What replies to a 报告, not to a 请示.
RESULTS = frozenset({Letter.RESULT, Letter.BY_ELECTION_RESULT})
_TITLES: Mapping[Letter, str] = {
    Letter.APPROVAL: "关于同意{}换届选举的批复",
    Letter.FIRST: "关于同意{}首次选举的批复",
    Letter.RESULT: "关于{}选举结果的批复",
    Letter.BY_ELECTION: "关于同意{}补选的批复",
    Letter.BY_ELECTION_RESULT: "关于{}补选结果的批复",
    Letter.DELAY: "关于同意{}延期换届的批复",
    Letter.NO_DELAY: "关于不同意{}延期换届的批复",
    Letter.REMINDER: "关于做好{}换届选举工作的提醒函",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderFacts:
    """``own``: nobody of the platform stands above the body, so it would write to itself."""

    ends_on: date | None
    own: bool


def title_of(letter: Letter, body: str) -> str:
    return _TITLES[letter].format(body)


def asked_in(body: str, topic: str, *, first: bool = False) -> str:
    """What the 请示 is called to which the letter of approval replies."""
    return f"关于{body}{'补选' if topic else '首次选举' if first else '换届选举'}的请示"


def reported_in(body: str, topic: str) -> str:
    """What the 报告 is called to which the letter of the result replies."""
    return f"关于{body}{'补选' if topic else '选举'}结果的报告"


def letter_of(title: str) -> Letter | None:
    """Which one bears the title; None: it is about something else."""
    for letter, said in _TITLES.items():
        before, after = said.split("{}")
        if title.startswith(before) and title.endswith(after):
            return letter
    return None


def months_left(on: date, ends_on: date) -> int:
    """“距届满不足 n 个月”: the least number of months that reaches the end; 0 once it is over."""
    months = 0
    while after_months(on, months) < ends_on:
        months += 1
    return months


def may_remind(facts: ReminderFacts) -> Decision:
    found = []
    if facts.ends_on is None:
        said = ("现任期没有登记届满日期", "先登记任期的届满日期")
        found.append(_objection("term_open", "没有届满日期，不能提醒。", said))
    if facts.own:
        said = ("平台上没有它的上级党组织", "由它的上级党组织提醒")
        found.append(_objection("nobody_above", "提醒函由上级党组织发出。", said))
    return Decision(tuple(found))


def _objection(code: str, missing: str, said: tuple[str, str]) -> Objection:
    """``said``: the fact and the remedy."""
    return Objection(clause=REMINDING, code=code, missing=missing, fact=said[0], remedy=said[1], who="上级党组织")
