"""What is each class of organizations to be brought to: 分类指导、区别施策 (B23)?

The classes and what is due of each are the text's; which rows belong to a class, and which are done, is told here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from shuniu.kernel.decision import Clause
from shuniu.policy.packs import Figures

CLASSES = "formation.class_duties"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """So many organizations of which the same is known; ``eligible`` is None while the members are not known."""

    eligible: bool | None
    org_covered: bool
    work_covered: bool
    organizations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassDuty:
    """A class with what is due of it, how many there are, and for how many it is done."""

    label: str
    duty: str
    clause: Clause
    organizations: int
    done: int

    @property
    def open(self) -> int:
        return self.organizations - self.done


@dataclass(frozen=True, slots=True)
class _Class:
    belongs: Callable[[Group], bool]
    done: Callable[[Group], bool]


# Who is covered by an organization needs no instructor in place of one.
_CLASSES: Mapping[str, _Class] = {
    "eligible": _Class(lambda one: one.eligible is True, lambda one: one.org_covered),
    "not_eligible": _Class(lambda one: one.eligible is False, lambda one: one.org_covered or one.work_covered),
}


def judge_classes(groups: Iterable[Group], figures: Figures) -> list[ClassDuty]:
    """One line for each class of the text; organizations of which nothing is known belong to none."""
    figure = figures.stated(CLASSES)
    if figure is None:
        return []
    known = list(groups)
    lines = []
    for row in figure.value:
        law = _CLASSES[row["key"]]
        members = [one for one in known if law.belongs(one)]
        lines.append(
            ClassDuty(
                label=row["label"],
                duty=row["duty"],
                clause=figure.clause,
                organizations=sum(one.organizations for one in members),
                done=sum(one.organizations for one in members if law.done(one)),
            )
        )
    return lines
