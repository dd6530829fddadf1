"""May a selection or a training of instructors be put down as it is? No marks and no results are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection

SELECTION = Clause("bj2016#15")
TRAINING = Clause("bj2016#15")
# A day of teaching has so many hours at most; more is a slip of the pen.
HOURS_A_DAY = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingFacts:
    """``taking_part``: numbers of the instructors; ``outside``: those in no pool on any day of the training."""

    name: str
    begins_on: date
    ends_on: date
    today: date
    hours: int | None = None
    taking_part: Sequence[str] = ()
    outside: Sequence[str] = ()


def may_be_selected(selected_on: date | None, on: date, row: int | None = None) -> Decision:
    """Who is selected enters the pool afterwards, or on the same day. ``on``: the day that is put down."""
    if selected_on is None or selected_on <= on:
        return Decision()
    said = (f"选派日为{selected_on.isoformat()}，登记自{on.isoformat()}起", "请改正其中一个日期")
    return Decision((_objection(SELECTION, "selected_later", "选派日不能晚于入库日。", said, "selected_on", row),))


def may_record_training(facts: TrainingFacts, row: int | None = None) -> Decision:
    return Decision((*_named(facts, row), *_days(facts, row), *_hours(facts, row), *_people(facts, row)))


def _named(facts: TrainingFacts, row: int | None) -> Iterator[Objection]:
    if not facts.name:
        yield _objection(TRAINING, "name_missing", "请填写培训名称。", ("名称为空", "填写培训名称"), "name", row)


def _days(facts: TrainingFacts, row: int | None) -> Iterator[Objection]:
    begins, ends = facts.begins_on.isoformat(), facts.ends_on.isoformat()
    if facts.ends_on < facts.begins_on:
        said = (f"{begins}开始，{ends}结束", "请改正其中一个日期")
        yield _objection(TRAINING, "ends_before_beginning", "培训不能在开始以前结束。", said, "ends_on", row)
    elif facts.ends_on > facts.today:
        said = (f"培训到{ends}，今天是{facts.today.isoformat()}", "请在培训结束以后登记")
        yield _objection(TRAINING, "training_in_future", "只登记已经结束的培训。", said, "ends_on", row)


def _hours(facts: TrainingFacts, row: int | None) -> Iterator[Objection]:
    if facts.hours is None or facts.ends_on < facts.begins_on:
        return
    days = (facts.ends_on - facts.begins_on).days + 1
    if not 0 < facts.hours <= days * HOURS_A_DAY:
        said = (f"{days}天填了{facts.hours}学时", f"请填1至{days * HOURS_A_DAY}学时，不清楚的可以不填")
        yield _objection(TRAINING, "hours_impossible", "学时与培训天数不符。", said, "hours", row)


def _people(facts: TrainingFacts, row: int | None) -> Iterator[Objection]:
    if not facts.taking_part:
        said = ("没有选指导员", "请选出参加培训的指导员")
        yield _objection(TRAINING, "nobody_took_part", "请选择参加培训的指导员。", said, "instructors", row)
    for one in facts.outside:
        said = ("培训期间不在人才库中", "请先入库，或从名单中去掉")
        yield _objection(TRAINING, "not_pooled", f"指导员{one}当时不在人才库中。", said, "instructors", row)


def _objection(
    clause: Clause, code: str, missing: str, said: tuple[str, str], field: str, row: int | None
) -> Objection:
    """``said``: the fact and the remedy."""
    return Objection(
        clause=clause, code=code, missing=missing, fact=said[0], remedy=said[1], who="综合党委经办人",
        field=field, row=row,
    )  # fmt: skip
