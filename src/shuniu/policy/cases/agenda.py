"""May this be done with a meeting, and may this case be put on its agenda?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from shuniu.kernel.decision import Decision, Objection
from shuniu.policy.cases.voting import CLERK, MEETING
from shuniu.policy.words.meetings import MeetingState

S = MeetingState
LONGEST = 80
# A meeting is planned for a day in sight; later ones are a slip of the pen.
FURTHEST = timedelta(days=366)


class MeetingAct(StrEnum):
    CHANGE = "改"
    CANCEL = "取消"
    SCHEDULE = "增加议题"
    UNSCHEDULE = "移出议题"
    ARRANGE = "调整议题顺序"
    HOLD = "登记到会"
    DECIDE = "登记决定"
    CLOSE = "办结"


# In which states which act may be done. Attendance may be mended until something has been decided.
ALLOWED: Mapping[MeetingAct, tuple[MeetingState, ...]] = {
    MeetingAct.CHANGE: (S.PLANNED,),
    MeetingAct.CANCEL: (S.PLANNED,),
    MeetingAct.SCHEDULE: (S.PLANNED, S.HELD),
    MeetingAct.UNSCHEDULE: (S.PLANNED, S.HELD),
    MeetingAct.ARRANGE: (S.PLANNED, S.HELD),
    MeetingAct.HOLD: (S.PLANNED, S.HELD),
    MeetingAct.DECIDE: (S.HELD,),
    MeetingAct.CLOSE: (S.HELD,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """``open_items`` of its agenda are not decided yet, ``decided`` are."""

    state: MeetingState
    open_items: int
    decided: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    held_on: date
    today: date
    title: str
    place: str
    # The latest day on which a case of its agenda was submitted; None where the agenda is empty.
    submitted_on: date | None = None
    # The day on which the committee was set up, where the register holds one: its first day there is not that day.
    founded_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFacts:
    """A case that is to be put on the agenda: whether this committee decides on it, since when it is submitted.

    ``decided_on``: the day of the meeting that decided on it last, where it is to be reconsidered; ``same``: that was
    this very meeting.
    """

    label: str
    here: bool
    submitted_on: date
    held_on: date
    decided_on: date | None = None
    same: bool = False


def may_act(act: MeetingAct, facts: MeetingFacts) -> Decision:
    return Decision(tuple(_acting(act, facts)))


def _acting(act: MeetingAct, facts: MeetingFacts) -> Iterator[Objection]:
    if facts.state not in ALLOWED[act]:
        states = "、".join(one.label for one in ALLOWED[act])
        said = (f"会议{facts.state.label}", f"只有{states}的会议可以{act.value}")
        yield _plain("meeting_state", f"这次会议现在不能{act.value}。", said)
    if act is MeetingAct.HOLD and facts.decided:
        said = (f"已登记 {facts.decided} 项决定", "到会人数是表决的依据，登记决定之后不再改动")
        yield _plain("already_decided", "已有决定，到会人数不能再改。", said, "present")
    if act in (MeetingAct.CLOSE, MeetingAct.CANCEL) and facts.open_items:
        said = (f"议程上还有 {facts.open_items} 项没有决定", "逐项登记决定，或移出议程留待下次会议")
        yield _plain("items_open", f"议程上还有事项，会议不能{act.value}。", said)


def may_plan(plan: Plan) -> Decision:
    return Decision(tuple(_planning(plan)))


def _planning(plan: Plan) -> Iterator[Objection]:
    if plan.held_on > plan.today + FURTHEST:
        said = (f"填写为 {plan.held_on}", "填写一年以内的日期")
        yield _plain("meeting_too_far", "会议日期太远。", said, "held_on")
    if plan.founded_on is not None and plan.held_on < plan.founded_on:
        said = (f"填写为 {plan.held_on}，该党组织于 {plan.founded_on} 成立", "核对会议日期；成立日期有误的，先更正")
        yield _plain("before_committee", "会议早于该党组织的成立。", said, "held_on")
    if plan.submitted_on is not None and plan.held_on < plan.submitted_on:
        said = (f"议程上的事项最晚于 {plan.submitted_on} 提交", "核对会议日期，或先把该事项移出议程")
        yield _plain("before_submission", "会议早于议程上事项的提交。", said, "held_on")
    for field, label, text in (("title", "会议名称", plan.title), ("place", "地点", plan.place)):
        if len(text) > LONGEST:
            yield _plain("text_length", f"{label}太长。", (f"写了 {len(text)} 字", f"不超过 {LONGEST} 字"), field)


def may_schedule(item: ItemFacts, row: int | None = None) -> Decision:
    """Besides what its own procedure says of the step."""
    return Decision(tuple(_scheduling(item, row)))


def _scheduling(item: ItemFacts, row: int | None) -> Iterator[Objection]:
    if not item.here:
        said = ("由另一个党组织审批", "列入审批党组织自己的会议")
        yield _plain("other_committee", f"{item.label}不由这个党组织审批。", said, row=row)
    if item.held_on < item.submitted_on:
        said = (f"会议日期 {item.held_on}，提交日期 {item.submitted_on}", "列入提交之后的会议，或核对会议日期")
        yield _plain("before_submission", f"{item.label}在会议之后才提交。", said, row=row)
    if item.same or (item.decided_on is not None and item.held_on < item.decided_on):
        said = (f"{item.decided_on}的会议已经作出决定，本次会议 {item.held_on}", "列入以后召开的另一次会议")
        yield _plain("decided_before", f"{item.label}的复议要由以后的会议研究。", said, row=row)


def _plain(code: str, missing: str, said: tuple[str, str], field: str = "", row: int | None = None) -> Objection:
    """``said``: the fact and the remedy."""
    return Objection(
        clause=MEETING, code=code, missing=missing, fact=said[0], remedy=said[1], who=CLERK, field=field, row=row
    )
