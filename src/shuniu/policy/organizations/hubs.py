"""Is the 3+1 of a hub complete: three bodies and the regular-meeting system?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from shuniu.kernel.decision import Clause
from shuniu.policy.packs import Figures
from shuniu.policy.words import DesignationVerb, HubElement, HubLevel

MECHANISM = "structure.hub_mechanism"
LEVELS = "structure.hub_levels"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mechanism:
    complete: bool
    present: tuple[HubElement, ...]
    missing: tuple[HubElement, ...]
    clause: Clause

    @property
    def sentence(self) -> str:
        if self.complete:
            return f"党建“3+1”工作机制已健全（{self.clause}）"
        lacking = "、".join(one.label for one in self.missing)
        return f"党建“3+1”工作机制尚缺：{lacking}（{self.clause}）"


def judge_mechanism(present: Collection[HubElement], figures: Figures) -> Mechanism:
    """``present`` are the elements that exist at the hub on the day."""
    figure = figures.value(MECHANISM)
    required = tuple(HubElement(row["key"]) for row in figure.value)
    missing = tuple(one for one in required if one not in present)
    return Mechanism(
        complete=not missing,
        present=tuple(one for one in required if one in present),
        missing=missing,
        clause=figure.clause,
    )


def designation_verb(level: HubLevel, figures: Figures) -> DesignationVerb:
    """Municipal hubs are accredited, lower ones set up."""
    verbs = {row["key"]: row["verb"] for row in figures.rows(LEVELS)}
    return DesignationVerb(verbs[level])
