"""May a target be set, or a figure be reported, with what is written down?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.measures import MEASURES
from shuniu.policy.words import FigureSource

TARGETS = Clause("ah2017#E07")
REPORTS = Clause("platform#填报数", "填报数应写明来源，不与按登记数据计算的数混用")


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetFacts:
    measure: str
    baseline: Decimal
    points: Decimal
    due_on: date
    on: date
    source: str


def may_set_target(facts: TargetFacts, row: int | None = None) -> Decision:
    return Decision(tuple(_target(facts, row)))


def _target(facts: TargetFacts, row: int | None) -> Iterator[Objection]:
    measure = MEASURES.get(facts.measure)
    if measure is None or measure.denominator is None:
        name = measure.name if measure else facts.measure
        yield _objection(
            TARGETS,
            "measure_unknown",
            (f"“{name}”不是可以设目标的比率。", "目标按百分点提升", "请选择一个比率"),
            "measure",
            row,
        )
    if facts.due_on <= facts.on:
        yield _objection(
            TARGETS,
            "due_passed",
            ("期限应晚于设定目标之日。", f"设定于{facts.on.isoformat()}，期限{facts.due_on.isoformat()}", "请改正期限"),
            "due_on",
            row,
        )
    if not 0 <= facts.baseline <= 100 or facts.points <= 0 or facts.baseline + facts.points > 100:
        yield _objection(
            TARGETS,
            "points_wrong",
            (
                "基数与提升的百分点之和应在0至100之间，提升应大于0。",
                f"基数{facts.baseline}%，提升{facts.points}个百分点",
                "请改正基数或提升的百分点",
            ),
            "points",
            row,
        )
    if not facts.source:
        yield _objection(TARGETS, "source_missing", ("请写明目标的依据。", "依据为空", "填写文件或决定"), "source", row)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedFacts:
    key: str
    numerator: Decimal | None
    denominator: Decimal | None
    share: Decimal | None
    source: str


def may_report(facts: ReportedFacts, row: int | None = None) -> Decision:
    return Decision(tuple(_report(facts, row)))


def _report(facts: ReportedFacts, row: int | None) -> Iterator[Objection]:
    measure = MEASURES.get(facts.key)
    if measure is None or measure.source is not FigureSource.REPORTED:
        fact = f"“{measure.name}”由登记数据计算得出" if measure else f"没有“{facts.key}”这一项"
        yield _objection(REPORTS, "not_reported", ("这一项不是填报数。", fact, "请从填报指标中选择"), "key", row)
    if not facts.source:
        yield _objection(
            REPORTS, "source_missing", ("请写明数据来源。", "来源为空", "填写文件、公报或台账名称"), "source", row
        )
    if facts.numerator is None and facts.share is None:
        yield _objection(
            REPORTS, "value_missing", ("请填写数值或比率。", "两项都为空", "至少填写一项"), "numerator", row
        )
    if facts.share is not None and not 0 <= facts.share <= 1:
        yield _objection(
            REPORTS, "share_wrong", ("比率应在0至1之间。", f"填写为{facts.share}", "百分之九十二填0.92"), "share", row
        )
    if facts.denominator is not None and (facts.denominator <= 0 or (facts.numerator or 0) > facts.denominator):
        yield _objection(
            REPORTS,
            "counts_wrong",
            ("分母应大于0，分子不应超过分母。", f"{facts.numerator}/{facts.denominator}", "请核对两个数"),
            "denominator",
            row,
        )


def _objection(clause: Clause, code: str, said: tuple[str, str, str], field: str, row: int | None) -> Objection:
    """``said``: what is missing, the fact, the remedy."""
    missing, fact, remedy = said
    return Objection(
        clause=clause, code=code, missing=missing, fact=fact, remedy=remedy, who="本级党组织", field=field, row=row
    )
