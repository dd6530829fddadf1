"""时间倒推表: by which day is each step of a plan to be done, counted back from its day (G11, D11)?

Where neither a text nor the office sets a number of days the step has no day of its own, and the table says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from shuniu.kernel.calendar import after_months, is_working_day
from shuniu.policy.packs import Figures
from shuniu.policy.packs.merging import Figure
from shuniu.policy.words.cases import CaseHolder
from shuniu.policy.words.pipeline import PlanWay

REPLY = "formation.reply_months"
CHECK, REVIEW = "formation.check_working_days", "formation.review_working_days"
SILENT = "原文未明示天数，由审批党组织决定"


@dataclass(frozen=True, slots=True, kw_only=True)
class Countdown:
    """One step: until ``on`` at the latest; None where nothing says how long it takes. ``basis``: what that stands on.

    ``provisional``: counted through a year whose days off are not known yet.
    """

    step: str
    who: str
    on: date | None
    basis: str
    provisional: bool = False


def countdown(way: PlanWay, planned_on: date, figures: Figures) -> list[Countdown]:
    """From the first step to the last, which is the day of the plan itself."""
    if not way.forms:
        return [_step("派驻指导员，开始党的工作", "选派的党组织", planned_on, "方案的计划日")]
    months, check, review = (figures.stated(key) for key in (REPLY, CHECK, REVIEW))
    reviewing, known = _before(planned_on, review)
    checking, still_known = _before(reviewing, check)
    known = known and still_known
    latest = after_months(planned_on, -int(months.value)) if months else None
    counted = [day for day in (checking if check or review else None, latest) if day is not None]
    sent = min(counted) if counted else None
    return [
        _step("提交组建申请", CaseHolder.APPLICANT.label, sent, _months(months) if sent else SILENT,
              provisional=not known and sent == checking),
        _step("材料审查完毕", CaseHolder.REVIEWER.label, reviewing if review else None, _days(review),
              provisional=not known and review is not None),
        _step("初审完毕，提请上会", CaseHolder.COMMITTEE.label, None, "在会议召开之前；" + _days(review)),
        _step("党委会研究审批", CaseHolder.COMMITTEE.label, None, "在批复之前；原文未明示会期"),
        _step("批复，党组织成立", CaseHolder.COMMITTEE.label, planned_on, "方案的计划日"),
    ]  # fmt: skip


def _step(step: str, who: str, on: date | None, basis: str, *, provisional: bool = False) -> Countdown:
    return Countdown(step=step, who=who, on=on, basis=basis, provisional=provisional)


def _before(day: date, figure: Figure | None) -> tuple[date, bool]:
    """So many working days earlier; whether the calendar of every year on the way is known."""
    left, known = int(figure.value) if figure else 0, True
    while left > 0:
        working, told = is_working_day(day)
        known = known and told
        left -= working
        day -= timedelta(days=1)
    return day, known


def _months(figure: Figure | None) -> str:
    return f"批复时限{figure.value}{figure.unit}（{figure.clause}）" if figure else "审查和初审的时限"


def _days(figure: Figure | None) -> str:
    return f"{figure.label}{figure.value}{figure.unit}（{figure.clause}）" if figure else SILENT
