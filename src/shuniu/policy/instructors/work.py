"""May an entry of an instructor's work log stand as it is, and may a posting end before what was done under it?

The text names three duties (组织宣传、联系服务、协调指导) and asks for management and supervision of instructors. An
entry tells of work at an organization, nothing of persons: a number by which one is found or reached is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.kernel.period import Period
from shuniu.kernel.text import narrow
from shuniu.policy.packs import Figures
from shuniu.policy.packs.open_lists import not_open, open_items
from shuniu.policy.words import InstructorDuty

KEY = "instructor.duties"
WORK = Clause("bj2016#15")
PERSONS = Clause("platform#不写个人", "工作日志只写对社会组织做的工作，不写个人情况")
LONGEST = 200
# A mobile number, or a citizen's number: eleven or eighteen signs that stand by themselves, however they are spaced.
_NUMBER = re.compile(r"(?<![0-9])(?:1[3-9][0-9]{9}|[1-9][0-9]{16}[0-9Xx])(?![0-9])")
_SPACED = re.compile(r"(?<=[0-9])[ -](?=[0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFacts:
    """``postings``: the days on which the instructor is or was sent to the unit. ``figures``: the texts of the pool."""

    instructor: str
    unit: str
    done_on: date
    today: date
    duty: str
    done: str
    postings: Sequence[Period] = ()
    figures: Figures | None = None


def duties(figures: Figures | None) -> dict[str, str]:
    """The headings an entry can stand under: those the texts list; where they list none, the platform's."""
    stated = figures is not None and figures.stated(KEY) is not None
    return open_items(KEY, figures) if stated and figures else dict(InstructorDuty.choices())


def may_log(facts: WorkFacts, row: int | None = None) -> Decision:
    return Decision.of([*_day(facts, row), _duty(facts, row), *_done(facts, row)])


def _day(facts: WorkFacts, row: int | None) -> Iterator[Objection]:
    on = facts.done_on.isoformat()
    if facts.done_on > facts.today:
        said = (f"填的是{on}，今天是{facts.today.isoformat()}", "请在做完以后再记，或改正日期")
        yield _objection("work_in_future", "工作日志只记已经做了的工作。", said, "done_on", row)
    elif not any(one.contains(facts.done_on) for one in facts.postings):
        said = (_stays(facts), "请改正日期；派驻登记有误的，请先补登派驻")
        missing = f"指导员{facts.instructor}{on}没有派驻到“{facts.unit}”。"
        yield _objection("not_posted_then", missing, said, "done_on", row)


def _stays(facts: WorkFacts) -> str:
    if not facts.postings:
        return "没有到这个单位的派驻"
    return "派驻登记为" + "、".join(_days(one) for one in facts.postings)


def _days(period: Period) -> str:
    last = period.latest_day
    return f"{period.start.isoformat()}起" if last is None else f"{period.start.isoformat()}至{last.isoformat()}"


def _duty(facts: WorkFacts, row: int | None) -> Objection | None:
    listed = not_open(KEY, facts.duty, facts.figures, field="duty", row=row) if facts.figures else None
    if listed is None and facts.duty not in duties(facts.figures):
        words = "、".join(duties(facts.figures).values())
        said = (f"“{facts.duty}”不是登记的职责" if facts.duty else "没有选职责", f"可选：{words}")
        return _objection("duty_unknown", "请选择工作日志的职责。", said, "duty", row)
    return listed


def _done(facts: WorkFacts, row: int | None) -> Iterator[Objection]:
    if not facts.done:
        yield _objection("nothing_done", "请写明做了什么。", ("没有写", "写一两句做了什么工作"), "done", row)
    if len(facts.done) > LONGEST:
        said = (f"写了{len(facts.done)}个字", f"请写在{LONGEST}个字以内")
        yield _objection("work_too_long", "工作日志写得太长。", said, "done", row)
    if _NUMBER.search(_SPACED.sub("", narrow(facts.done))):
        said = ("文字中有像电话号码或身份证号码的数字", "请删去个人情况，只写对社会组织做了什么")
        yield _objection("person_in_work_log", "工作日志不写个人情况。", said, "done", row, PERSONS)


def may_end_posting(instructor: str, unit: str, on: date, latest: date | None, row: int | None = None) -> Decision:
    """``latest``: the day of the last entry of the work log under the posting. What was done was done while sent."""
    if latest is None or latest < on:
        return Decision()
    said = (f"工作日志记到{latest.isoformat()}", f"请改为{latest.isoformat()}以后的日期，或先更正这些工作日志")
    missing = f"指导员{instructor}在“{unit}”的派驻不能止于有工作日志的日子以前。"
    return Decision((_objection("work_after_end", missing, said, "since", row),))


def _objection(
    code: str, missing: str, said: tuple[str, str], field: str, row: int | None, clause: Clause = WORK
) -> Objection:
    """``said``: the fact and the remedy."""
    return Objection(
        clause=clause, code=code, missing=missing, fact=said[0], remedy=said[1], who="指导员本人或综合党委经办人",
        field=field, row=row,
    )  # fmt: skip
