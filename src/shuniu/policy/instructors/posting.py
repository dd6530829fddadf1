"""May an instructor enter a pool, be sent to a unit, or leave the pool?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.packs import Figures
from shuniu.policy.packs.open_lists import not_open, open_items
from shuniu.policy.words import InstructorSource

POOL = Clause("ah2017#G06")

SOURCES = "instructor.sources"


def sources_open(figures: Figures | None) -> dict[str, str]:
    """From where instructors may come, with the word for it: what texts and offices list, else the platform's own."""
    listed = open_items(SOURCES, figures) if figures is not None and figures.stated(SOURCES) is not None else {}
    return listed or dict(InstructorSource.choices())


def may_enter_pool(source: str, name: str, figures: Figures | None, row: int | None = None) -> Decision:
    """The source is one the texts list or the office opened; where nobody lists any, one of the platform's (G03)."""
    objections: list[Objection | None] = []
    if not name:
        said = ("姓名为空", "填写姓名，姓名只存于通讯录")
        objections.append(_objection("name_missing", "请填写指导员姓名。", said, "name", row))
    listed = not_open(SOURCES, source, figures, field="source", row=row) if figures else None
    if listed is None and source not in sources_open(figures):
        said = (f"“{source}”不是登记的来源", "可选：" + "、".join(sources_open(figures).values()))
        objections.append(_objection("source_unknown", "请选择指导员来源。", said, "source", row))
    return Decision.of([*objections, listed])


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingFacts:
    """``pooled``: stands in a pool that day; ``unit_known``: the unit is in the register that day."""

    instructor: str
    unit: str
    on: date
    pooled: bool
    available: bool
    unit_known: bool


def may_post(facts: PostingFacts, row: int | None = None) -> Decision:
    return Decision(tuple(_posting(facts, row)))


def _posting(facts: PostingFacts, row: int | None) -> Iterator[Objection]:
    if not facts.pooled:
        yield not_pooled(facts.instructor, facts.on, row)
    elif not facts.available:
        said = ("人才库中标为不可派驻", "请先改为可派驻，或另选指导员")
        yield _objection("not_available", f"指导员{facts.instructor}目前不可派驻。", said, "instructor", row)
    if not facts.unit_known:
        said = (f"{facts.on.isoformat()}没有登记", "请改正派驻日期")
        yield _objection("unit_ended", f"“{facts.unit}”当日不在登记之中。", said, "unit", row)


def not_pooled(instructor: str, on: date, row: int | None = None) -> Objection:
    """The objection to whatever is done on a day on which the instructor stands in no pool."""
    said = (f"{on.isoformat()}不在人才库中", "请先入库，或改正日期")
    return _objection("not_pooled", f"指导员{instructor}当日不在人才库中。", said, "instructor", row)


def may_leave_pool(instructor: str, postings: int, row: int | None = None) -> Decision:
    """Nobody leaves the pool while still sent somewhere."""
    if not postings:
        return Decision()
    said = (f"派驻{postings}家", "请先结束这些派驻")
    return Decision((_objection("still_posted", f"指导员{instructor}仍在派驻，不能出库。", said, "instructor", row),))


def _objection(code: str, missing: str, said: tuple[str, str], field: str, row: int | None) -> Objection:
    """``said``: the fact and the remedy."""
    return Objection(
        clause=POOL, code=code, missing=missing, fact=said[0], remedy=said[1], who="综合党委", field=field, row=row
    )
