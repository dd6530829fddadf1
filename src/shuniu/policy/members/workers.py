"""May this member work for a Party organization as 党务工作者 from that day on (J07, J09)?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.packs import Figures

HELD = Clause("national#党章8")
ORDER, PART_TIME = "secretary.selection_order", "part_time"
TRAINING = Clause("ah2017#J07")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerFacts:
    """``begins_on``: the day from which the member works; ``trained_on``: the training before."""

    on_roll: bool
    full_time: bool
    begins_on: date
    trained_on: date | None = None


def training_comes_first(figures: Figures | None) -> bool:
    """Whether a text of the place wants whoever works beside other work to be trained before."""
    order = figures.stated(ORDER) if figures is not None else None
    return order is not None and any(row["key"] == PART_TIME for row in order.value)


def may_work(facts: WorkerFacts, figures: Figures | None, row: int | None = None) -> Decision:
    return Decision(tuple(_objections(facts, figures, row)))


def _objections(facts: WorkerFacts, figures: Figures | None, row: int | None) -> Iterator[Objection]:
    if not facts.on_roll:
        yield Objection(
            clause=HELD,
            code="not_held",
            missing="该党员当日不在党员名册中。",
            fact=f"{facts.begins_on.isoformat()}名册没有其组织关系，也不参加组织生活",
            remedy="请改正日期，或先登记组织关系",
            who="党支部",
            field="person",
            row=row,
        )
    if facts.full_time or not training_comes_first(figures):
        return
    if facts.trained_on is None or facts.trained_on > facts.begins_on:
        when = facts.trained_on.isoformat() if facts.trained_on else "没有培训日期"
        yield Objection(
            clause=TRAINING,
            code="training_first",
            missing="兼职党务工作者经过培训后上岗。",
            fact=f"培训：{when}；上岗：{facts.begins_on.isoformat()}",
            remedy="填写上岗以前的培训日期；没有培训的，先安排培训",
            who="社会组织党建工作机构",
            field="trained_on",
            row=row,
        )
