"""May these counts, this grade or this designation be put down for an organization?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.packs import Figures
from shuniu.policy.packs.open_lists import not_open
from shuniu.policy.words import Grade, HubElement, HubLevel, OrganizationSubtype

COUNTS = Clause("platform#人数填报", "人数填报：截至日期、来源和相互关系")
GRADES = Clause("national#评估办法")
HUBS = Clause("bj2015#C01")
GRID = Clause("xy#A14")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountFacts:
    """``counts`` by column; None where the source does not say."""

    name: str
    as_of: date
    today: date
    source: str
    counts: Mapping[str, int | None]


def may_report_counts(facts: CountFacts, row: int | None = None) -> Decision:
    return Decision(tuple(_counts(facts, row)))


def _counts(facts: CountFacts, row: int | None) -> Iterator[Objection]:
    if not facts.source:
        said = ("来源为空", "填写台账、年报表或调查表的名称")
        yield _objection(COUNTS, "source_missing", "请写明人数的来源。", said, "source", row)
    if facts.as_of > facts.today:
        said = (f"截至{facts.as_of.isoformat()}", "人数只能填报到今天")
        yield _objection(COUNTS, "as_of_later", "截至日期不应晚于今天。", said, "as_of", row)
    if any(value is not None and value < 0 for value in facts.counts.values()):
        yield _objection(COUNTS, "negative", "人数不能小于0。", ("有负数", "请核对"), "members", row)
        return
    members, full = facts.counts.get("members"), facts.counts.get("full_members")
    probationary = facts.counts.get("probationary")
    parts = (full or 0) + (probationary or 0)
    if members is not None and parts > members:
        said = (f"党员{members}名，正式{full or 0}名、预备{probationary or 0}名", "请核对三个数")
        yield _objection(COUNTS, "parts_exceed", "正式党员与预备党员之和不应超过党员总数。", said, "members", row)
    if members is not None and full is not None and probationary is not None and parts < members:
        said = (f"党员{members}名，正式{full}名、预备{probationary}名", "请核对三个数")
        yield _objection(COUNTS, "parts_lack", "正式党员与预备党员之和应等于党员总数。", said, "members", row)


def may_grade(grade: str, row: int | None = None) -> Decision:
    if grade in set(Grade):
        return Decision()
    said = (f"“{grade}”不是评估等级", "可选：" + "、".join(one.label for one in Grade))
    return Decision((_objection(GRADES, "grade_unknown", "请改选评估等级。", said, "grade", row),))


def may_designate(level: str, designated_by: str, row: int | None = None) -> Decision:
    """A hub has a level and a body that accredits it or sets it up (C01, C02)."""
    return Decision(tuple(_designating(level, designated_by, row)))


def _designating(level: str, designated_by: str, row: int | None) -> Iterator[Objection]:
    if level not in set(HubLevel):
        said = (f"“{level}”不是“枢纽型”社会组织的层级", "可选：" + "、".join(one.label for one in HubLevel))
        yield _objection(HUBS, "level_unknown", "请选择层级。", said, "level", row)
    if not designated_by:
        said = ("认定（建立）单位为空", "填写认定或建立的单位")
        yield _objection(HUBS, "designator_missing", "请写明由谁认定或建立。", said, "designated_by", row)


def may_put_element(element: str, hub: bool, on: date, row: int | None = None) -> Decision:
    """One of the 3+1 stands only at a hub (C04)."""
    return Decision(tuple(_element(element, hub, on, row)))


def _element(element: str, hub: bool, on: date, row: int | None) -> Iterator[Objection]:
    if element not in set(HubElement):
        said = (f"“{element}”不在“3+1”之中", "可选：" + "、".join(one.label for one in HubElement))
        yield _objection(HUBS, "element_unknown", "请选择“3+1”中的一项。", said, "element", row)
    if not hub:
        said = (f"{on.isoformat()}没有认定或建立的登记", "请先登记认定（建立），或改正日期")
        yield _objection(HUBS, "not_a_hub", "该单位当日不是“枢纽型”社会组织。", said, "unit", row)


def may_plan(subtype: str, cell: str, row: int | None = None) -> Decision:
    """A cell of the planning grid names its class of organization and the industry, province or township (A14)."""
    return Decision(tuple(_planning(subtype, cell, row)))


def _planning(subtype: str, cell: str, row: int | None) -> Iterator[Objection]:
    if subtype not in set(OrganizationSubtype):
        said = (f"“{subtype}”不是细分类型", "可选：" + "、".join(one.label for one in OrganizationSubtype))
        yield _objection(GRID, "subtype_unknown", "请选择细分类型。", said, "subtype", row)
    if not cell:
        said = ("布局格为空", "填写新兴行业、省级地域或乡镇的名称")
        yield _objection(GRID, "cell_missing", "请写明布局格。", said, "cell", row)


def may_reach_by_work(
    name: str, instrument: str, known: bool, on: date, figures: Figures | None, row: int | None = None
) -> Decision:
    """An instrument of work coverage: one the texts of the place list, for an organization in the register."""
    objection = None
    if not known:
        said = (f"{on.isoformat()}没有登记", "请改正日期")
        objection = _objection(COUNTS, "unit_ended", f"“{name}”当日不在登记之中。", said, "unit", row)
    listed = (
        not_open("work_coverage.instruments", instrument, figures, field="instrument", row=row) if figures else None
    )
    return Decision.of([objection, listed])


def _objection(
    clause: Clause, code: str, missing: str, said: tuple[str, str], field: str, row: int | None
) -> Objection:
    """``said``: the fact and the remedy."""
    return Objection(
        clause=clause, code=code, missing=missing, fact=said[0], remedy=said[1], who="登记人", field=field, row=row
    )
