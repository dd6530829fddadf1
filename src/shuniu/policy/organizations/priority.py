"""Which organizations come first when Party organizations are to be formed?

Neither text gives the number of staff that counts as many: without a decision of the office the answer is open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shuniu.kernel.decision import Clause
from shuniu.policy.packs import Figures, NotStated
from shuniu.policy.words import OrganizationType

CLASSES = "organizations.priority_classes"
THRESHOLD = "organizations.priority_staff_threshold"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityFacts:
    type: OrganizationType
    licensed_sector: bool | None = None
    staff: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    """``applies`` is None while an attribute or the office's number is lacking; ``lacking`` says which."""

    key: str
    label: str
    clause: Clause
    applies: bool | None
    lacking: tuple[str, ...] = ()


def judge_priority(facts: PriorityFacts, figures: Figures) -> list[Priority]:
    """One answer per priority class of the texts in force."""
    figure = figures.stated(CLASSES)
    if figure is None:
        return []
    try:
        threshold: int | None = figures.integer(THRESHOLD)
        silence = ""
    except NotStated as not_stated:
        threshold, silence = None, str(not_stated)
    many = None if threshold is None or facts.staff is None else facts.staff >= threshold
    answers = []
    for row in figure.value:
        known = (_CLASSES[row["key"]](facts), many)
        applies = False if False in known else None if None in known else True
        lacking = _lacking(facts, row["key"], silence) if applies is None else ()
        answers.append(
            Priority(key=row["key"], label=row["label"], clause=figure.clause, applies=applies, lacking=lacking)
        )
    return answers


def _lacking(facts: PriorityFacts, key: str, silence: str) -> tuple[str, ...]:
    lacking = [silence] if silence else []
    if facts.staff is None:
        lacking.append("缺少从业人员数")
    if _CLASSES[key](facts) is None:
        lacking.append("缺少行业准入条件是否严格的认定")
    return tuple(lacking)


def _licensed(facts: PriorityFacts) -> bool | None:
    if facts.type is not OrganizationType.PRIVATE_NON_ENTERPRISE:
        return False
    return facts.licensed_sector


def _substantive(facts: PriorityFacts) -> bool | None:
    # “社会团体、民办学校等实体性社会组织”: private schools are private non-enterprise units, as is what 等 adds.
    return facts.type in (OrganizationType.SOCIAL_ASSOCIATION, OrganizationType.PRIVATE_NON_ENTERPRISE)


_CLASSES: dict[str, Callable[[PriorityFacts], bool | None]] = {
    "licensed_and_many_staff": _licensed,
    "substantive_many_staff": _substantive,
}
