"""Does a joint committee carry more or fewer organizations than it was meant for?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from shuniu.kernel.decision import Clause
from shuniu.policy.packs import Figures

TARGET = "structure.joint_committee_target_load"
TOLERANCE = "structure.joint_committee_load_tolerance"


class LoadState(StrEnum):
    OVER = "over"
    WITHIN = "within"
    UNDER = "under"


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    state: LoadState
    organizations: int
    target: int
    tolerance: int
    clause: Clause
    sentence: str

    @property
    def warns(self) -> bool:
        return self.state is not LoadState.WITHIN


def judge_load(organizations: int, figures: Figures) -> Load:
    """The warning for one joint committee; without a decided tolerance every deviation is shown."""
    target = figures.value(TARGET)
    tolerance = figures.stated(TOLERANCE)
    margin = int(tolerance.value) if tolerance else 0
    difference = organizations - target.value
    state, advice = LoadState.WITHIN, "规模适当"
    if difference > margin:
        parts = -(-organizations // target.value)
        state = LoadState.OVER
        advice = f"超出{difference}家，可调出{difference}家，或分设{parts}个（每个约{-(-organizations // parts)}家）"
    elif -difference > margin:
        state = LoadState.UNDER
        advice = f"少{-difference}家，可调入，或与相近的联合党委合并"
    return Load(
        state=state,
        organizations=organizations,
        target=target.value,
        tolerance=margin,
        clause=target.clause,
        sentence=f"覆盖{organizations}家，目标{target.value}家：{advice}（{target.clause}）",
    )


def mergeable(loads: Mapping[str, int], figures: Figures) -> list[tuple[str, str]]:
    """Pairs that stay within the target when merged, smallest together first."""
    target = figures.integer(TARGET)
    pairs = [pair for pair in combinations(sorted(loads), 2) if loads[pair[0]] + loads[pair[1]] <= target]
    return sorted(pairs, key=lambda pair: loads[pair[0]] + loads[pair[1]])
