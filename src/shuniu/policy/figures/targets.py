"""Is a target met: a baseline, a rise in percentage points, a deadline?

All arithmetic is exact: 35.9 does not reach 36, and no rounding lets it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class TargetState(StrEnum):
    MET = "met"
    UNDER_WAY = "under_way"
    MISSED = "missed"
    NO_FIGURE = "no_figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """``baseline`` and ``delta`` are percentages and percentage points; 以上 includes the number."""

    measure: str
    baseline: Decimal
    delta: Decimal
    deadline: date

    @property
    def goal(self) -> Decimal:
        return self.baseline + self.delta


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """``distance``: percentage points still wanting, negative once passed; None without a figure."""

    state: TargetState
    goal: Decimal
    percent: Fraction | None
    distance: Fraction | None
    sentence: str

    @property
    def shown(self) -> str:
        """35.89%, or nothing without a figure."""
        return "" if self.percent is None else f"{_shown(self.percent)}%"

    @property
    def wanting(self) -> str:
        """还差 0.11 个百分点, or by how much it is past the goal."""
        if self.distance is None:
            return ""
        if self.distance > 0:
            return f"还差 {_shown(self.distance, up=True)} 个百分点"
        return f"超出 {_shown(-self.distance)} 个百分点" if self.distance else "刚好达到"


def judge_target(target: Target, numerator: int, denominator: int, on: date) -> Progress:
    """Progress from the counted numbers themselves, so that no rounded percentage stands between."""
    if denominator == 0:
        return _progress(target, None, on)
    return _progress(target, Fraction(numerator * 100, denominator), on)


def judge_percent(target: Target, percent: Decimal, on: date) -> Progress:
    """Progress from a reported percentage."""
    return _progress(target, Fraction(percent), on)


def _progress(target: Target, percent: Fraction | None, on: date) -> Progress:
    goal = Fraction(target.goal)
    if percent is None:
        state, distance, said = TargetState.NO_FIGURE, None, "没有数据"
    else:
        distance = goal - percent
        state = _state(percent >= goal, on > target.deadline)
        said = f"现为{_shown(percent)}%，" + ("已达到" if distance <= 0 else f"还差{_shown(distance, up=True)}个百分点")
    return Progress(
        state=state,
        goal=target.goal,
        percent=percent,
        distance=distance,
        sentence=f"目标：{target.deadline.isoformat()}前达到{target.goal}%（基数{target.baseline}%，"
        f"提升{target.delta}个百分点以上）；{said}",
    )


def _state(reached: bool, late: bool) -> TargetState:
    if reached:
        return TargetState.MET
    return TargetState.MISSED if late else TargetState.UNDER_WAY


def _shown(value: Fraction, *, up: bool = False) -> str:
    # Shown values are cut against the reader's hope: a percentage down, a distance up, so 35.999 never reads 36.
    scaled = value * 100
    hundredths = -(-scaled.numerator // scaled.denominator) if up else scaled.numerator // scaled.denominator
    return f"{Decimal(hundredths) / 100:.2f}".rstrip("0").rstrip(".")
