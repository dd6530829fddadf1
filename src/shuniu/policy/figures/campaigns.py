"""May a campaign be written down so, and how far has each of its goals been reached (E12)?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.figures.targets import Target
from shuniu.policy.measures import MEASURES

CAMPAIGNS = Clause("ah2017#E12")


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignFacts:
    """``ends_on`` is the last day."""

    name: str
    document_number: str
    issued_on: date | None
    bodies: Sequence[str]
    starts_on: date
    ends_on: date | None = None


def may_open_campaign(facts: CampaignFacts) -> Decision:
    return Decision(tuple(_campaign(facts)))


def _campaign(facts: CampaignFacts) -> Iterator[Objection]:
    if not facts.name.strip():
        yield _objection("name_missing", ("请填写专项行动的名称。", "名称为空", "按文件填写名称"), "name")
    if not facts.document_number.strip():
        yield _objection(
            "document_missing", ("请填写印发文件的文号。", "文号为空", "按文件填写文号"), "document_number"
        )
    if not [one for one in facts.bodies if one.strip()]:
        yield _objection("bodies_missing", ("请填写责任单位。", "责任单位为空", "一行写一个单位"), "bodies")
    if facts.issued_on is not None and facts.issued_on > facts.starts_on:
        said = f"印发于{facts.issued_on.isoformat()}，开始于{facts.starts_on.isoformat()}"
        yield _objection("begun_before_issued", ("开始日期早于印发日期。", said, "请核对两个日期"), "issued_on")
    if facts.ends_on is not None and facts.ends_on < facts.starts_on:
        said = f"开始于{facts.starts_on.isoformat()}，结束于{facts.ends_on.isoformat()}"
        yield _objection("ends_before_start", ("结束日期早于开始日期。", said, "请核对两个日期"), "ends_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFacts:
    """``baseline`` and ``goal`` are percentages."""

    measure: str
    baseline: Decimal | None
    goal: Decimal
    due_on: date
    on: date


def may_set_goal(facts: GoalFacts, row: int | None = None) -> Decision:
    return Decision(tuple(_goal(facts, row)))


def _goal(facts: GoalFacts, row: int | None) -> Iterator[Objection]:
    measure = MEASURES.get(facts.measure)
    if measure is None or not measure.is_ratio:
        name = measure.name if measure else facts.measure
        said = (f"“{name}”不是可以设目标的比率。", "目标以百分比表示", "请选择一个比率")
        yield _objection("measure_unknown", said, "measure", row)
    if facts.due_on <= facts.on:
        days = f"设定于{facts.on.isoformat()}，期限{facts.due_on.isoformat()}"
        yield _objection("due_passed", ("期限应晚于设定目标之日。", days, "请改正期限"), "due_on", row)
    numbers = [number for number in (facts.baseline, facts.goal) if number is not None]
    if any(not 0 <= number <= 100 for number in numbers):
        said = ("基数和目标应在0至100之间。", "、".join(f"{number}%" for number in numbers), "请改正")
        yield _objection("percent_wrong", said, "goal", row)
    if facts.baseline is not None and facts.goal <= facts.baseline:
        said = ("目标应高于基数。", f"基数{facts.baseline}%，目标{facts.goal}%", "请改正基数或目标")
        yield _objection("goal_not_higher", said, "goal", row)


def target_of(measure: str, baseline: Decimal | None, goal: Decimal, due_on: date) -> Target:
    """A goal as the targets of an office are judged; without a baseline only the goal counts."""
    start = goal if baseline is None else baseline
    return Target(measure=measure, baseline=start, delta=goal - start, deadline=due_on)


def _objection(code: str, said: tuple[str, str, str], field: str, row: int | None = None) -> Objection:
    """``said``: what is missing, the fact, the remedy."""
    missing, fact, remedy = said
    return Objection(
        clause=CAMPAIGNS, code=code, missing=missing, fact=fact, remedy=remedy, who="本级党组织", field=field, row=row
    )
