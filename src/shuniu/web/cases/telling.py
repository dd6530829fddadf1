"""How do state, day and steps of a case read, and where is the page of its kind?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.policy.elections.vacancies import BY_ELECTION
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.cases import CaseKind, CaseState, FollowUpTopic, Verb
from shuniu.policy.words.word import Word
from shuniu.queries.cases.steps import Convened, StepLine
from shuniu.web.cases.citing import clauses_said
from shuniu.web.frame import address_of
from shuniu.web.parts import Link, Status, StepView, Tone
from shuniu.web.wording import day, moment, word

# What is not named here waits for somebody.
TONES: Mapping[Word, Tone] = {
    CaseState.DRAFT: "muted",
    CaseState.RETURNED: "urgent",
    CaseState.NOMINATION_RETURNED: "urgent",
    CaseState.REPORT_RETURNED: "urgent",
    CaseState.DONE: "done",
    CaseState.REFUSED: "plain",
    CaseState.DROPPED: "muted",
    CaseState.WAIVED: "plain",
    CaseState.LAPSED: "muted",
}
SOON_DAYS = 7
# What was begun and not sent, or came of something else.
_BEGUN: Mapping[Word, str] = {CaseState.DRAFT: "开始填写", CaseState.HANDING: "开始交接", CaseState.TO_DO: "产生，待办"}
TOPICS: Mapping[str, type[Word]] = {
    CaseKind.FOLLOW_UP.value: FollowUpTopic,
    CaseKind.ADJUSTMENT.value: AdjustmentTopic,
}
# With these the step says which organization spoke.
CONSENTING = frozenset({Verb.CONSENT, Verb.DECLINE, Verb.TAKE_BACK})


def status_of(state: Word) -> Status:
    return Status(state.label, TONES.get(state, "soon"))


def due_of(
    due_on: date | None, today: date, *, provisional: bool = False, planned: bool = False, named: bool = True
) -> Status | None:
    """还有 3 天, 今天到期, 已超期 2 天; 暂定 where the calendar of that year is not known yet, 计划日 where no text
    sets a day."""
    if due_on is None:
        return None
    left = (due_on - today).days
    words = f"还有 {left} 天" if left > 0 else "今天到期" if left == 0 else f"已超期 {-left} 天"
    tone: Tone = "urgent" if left < 0 else "soon" if left <= SOON_DAYS else "plain"
    mark = "（暂定）" if provisional else "（计划日）" if planned else ""
    said = f"{due_on.isoformat()}{mark}，{words}" if named else words
    return Status(said, tone)


def kind_of(row: Mapping[str, Any]) -> str:
    """What a case is called; of an election, whether it is one within the term or
    the first; else by its topic, where it has one."""
    topics = TOPICS.get(row["kind"])
    if topics is not None and row["topic"]:
        return word(row["topic"], topics)
    if row["topic"] == BY_ELECTION:
        return "补选"
    return "首次选举" if row.get("first") else word(row["kind"], CaseKind)


def page_of_kind(kind: str, uuid: UUID | str) -> str:
    """The page of a case: that which bears the name of its kind. Empty where the site map has none."""
    return address_of(CaseKind(kind).value, uuid)


def step_views(
    steps: Sequence[StepLine], labels: Mapping[str, str], address: Callable[[str], str] = str
) -> list[StepView]:
    """``labels``: the fields of the procedure as they are called; ``address``: one of a page, with the day asked of."""
    return [
        StepView(
            name=_when(one),
            state=Status(_act(one), TONES.get(one.state, "plain")),
            holder=one.by,
            due_on=one.due_on,
            remark="；".join(_said(one, labels)),
            meeting=meeting_link(one.meeting, address) if one.meeting is not None else None,
        )
        for one in steps
    ]


def meeting_link(one: Convened, address: Callable[[str], str]) -> Link:
    """By name and day; below the committee by its day alone, without a door."""
    page = address(address_of("meeting", one.uuid)) if one.uuid is not None else ""
    return Link(f"{one.title or '党委会'}（{day(one.held_on)}）", page)


def _when(one: StepLine) -> str:
    """What was put down on a later day says both: since when it counts, and when it was entered."""
    entered = moment(one.at)
    return entered if entered.startswith(day(one.on)) else f"{day(one.on)}（{entered} 登记）"


def _act(one: StepLine) -> str:
    """What was done, and what it is since."""
    if not one.verb:
        return one.state.label
    if one.verb == Verb.SUBMIT and one.state in _BEGUN:
        return _BEGUN[one.state]
    done = Verb(one.verb).label
    if one.verb in CONSENTING:
        return done
    if one.state.label in done:
        return done
    return one.state.label if done in one.state.label else f"{done}，{one.state.label}"


def _said(one: StepLine, labels: Mapping[str, str]) -> list[str]:
    remarks = [f"{labels.get(name, name)}：{text.rstrip('。')}" for name, text in one.remarks.items()]
    reason = "单位" if one.verb in CONSENTING else "来源" if one.verb == Verb.SUBMIT else "原因"
    told = ((reason, one.reason), ("依据", clauses_said(one.clauses)), ("下一步", one.next_steps))
    reasons = [f"{label}：{text.rstrip('。')}" for label, text in told if text]
    return [*remarks, *reasons]


def next_words(step: StepLine) -> str:
    """What comes after a refusal or a deferral, and until when."""
    put_off = step.state in (CaseState.TO_PUT_OFF, CaseState.DEFERRED)
    wanted = "再次提交" if put_off else "办好"
    until = f"请在 {day(step.due_on)} 以前{wanted}。" if step.due_on else ""
    return f"下步努力方向：{step.next_steps.rstrip('。')}。{until}"
