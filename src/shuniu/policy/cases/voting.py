"""May a committee resolve with so many members present, and has a case been agreed to with these votes?

Only numbers are kept: nobody's vote is put down by name. How many must be present, and how many must agree, the packs
say; the numbers due, present and entitled are told apart, because each of the two rules counts another of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.cases.reasoning import Reasons, may_give_reasons, may_put_off, reasons_clause
from shuniu.policy.packs import Figure, Figures, NotStated
from shuniu.policy.packs.readings import said
from shuniu.policy.words.cases import Verb

QUORUM, MAJORITY = "meeting.quorum", "meeting.majority"
MEETING = Clause("platform#会议", "党委会研究：逐项表决，只记票数，不记姓名")
OUTCOMES = (Verb.APPROVE, Verb.REFUSE, Verb.DEFER)
CLERK = "会议记录人"
# By code: how many times the part, how many times the whole, and whether exactly that many is enough.
_SHARES: Mapping[str, tuple[int, int, bool]] = {
    "half": (2, 1, True),
    "more_than_half": (2, 1, False),
    "two_thirds": (3, 2, True),
    "more_than_half_of_due": (2, 1, False),
    "more_than_half_of_present": (2, 1, False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """``proposed`` is how many hold a post in the committee that day, None where no post is known there."""

    held_on: date
    today: date
    due: int
    present: int
    proposed: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """``recused`` of those present took no part in this one case; ``due`` and ``present`` are those of the meeting.

    ``clause`` is that of the procedure, for what no pack says; ``held_on`` the day of the meeting. ``said``: why it is
    not agreed to, ``citable``: by which clauses that may be.
    """

    outcome: Verb
    yes: int
    no: int
    abstain: int
    due: int
    present: int
    clause: Clause
    held_on: date
    recused: int = 0
    said: Reasons = Reasons()
    citable: Collection[str] = ()

    @property
    def entitled(self) -> int:
        return self.present - self.recused

    @property
    def counts(self) -> tuple[tuple[str, str, int], ...]:
        return (
            ("yes", "赞成", self.yes),
            ("no", "反对", self.no),
            ("abstain", "弃权", self.abstain),
            ("recused", "回避", self.recused),
        )


def may_hold(facts: Attendance, figures: Figures | None) -> Decision:
    """Whether the meeting may resolve at all."""
    return Decision(tuple(_holding(facts, figures)))


def _holding(facts: Attendance, figures: Figures | None) -> Iterator[Objection]:
    if facts.held_on > facts.today:
        said_so = (f"会议定于 {facts.held_on} 召开", "召开之后登记；已提前召开的，先改会议日期")
        yield _plain("not_held_yet", "会议还没有召开。", said_so, "held_on")
    if facts.due < 1 or not 0 <= facts.present <= facts.due:
        said_so = (f"应到 {facts.due} 名，实到 {facts.present} 名", "应到至少1名，实到不超过应到")
        yield _plain("attendance_wrong", "应到和实到人数不合。", said_so, "present")
        return
    if facts.proposed is not None and facts.due != facts.proposed and not facts.reason.strip():
        fact = f"当日在该党组织任职的共 {facts.proposed} 名，填写应到 {facts.due} 名"
        said_so = (fact, "写明为什么不一致，或先更正任职")
        yield _plain("due_reason_missing", "应到人数与任职登记不一致，请写明原因。", said_so, "due_reason")
    yield from _quorum(facts, figures)


def _quorum(facts: Attendance, figures: Figures | None) -> Iterator[Objection]:
    figure = _stated(figures, QUORUM)
    if figure is None:
        yield _not_stated(QUORUM, "present")
    elif not _reached(figure, facts.present, facts.due):
        yield Objection(
            clause=figure.clause,
            code="quorum_missed",
            missing="到会人数不足，会议不能作出决定。",
            fact=f"应到 {facts.due} 名，实到 {facts.present} 名，要求{said(QUORUM, figure.value)}",
            remedy="改期召开，各事项留在议程上",
            who="召集会议的党组织",
            field="present",
        )


def may_resolve(vote: Vote, figures: Figures | None, row: int | None = None) -> Decision:
    """Whether the votes bear the outcome; ``row`` is that of the act."""
    found = [*_outcome(vote), *_counting(vote)]
    if not found:  # whether the outcome follows of the votes is asked only of votes that there can be
        found += _following(vote, figures)
    found += _reasons(vote, figures)
    return Decision(tuple(replace(one, row=row) for one in found))


def _outcome(vote: Vote) -> Iterator[Objection]:
    if vote.outcome not in OUTCOMES:
        words = "、".join(one.label for one in OUTCOMES)
        yield _plain("outcome_unknown", "请选择会议的决定。", (vote.outcome.label, f"从{words}中选定"), "outcome")


def _counting(vote: Vote) -> Iterator[Objection]:
    for field, label, number in vote.counts:
        if number < 0:
            yield _plain("votes_negative", f"{label}人数不能小于0。", (f"填写为 {number}", "填写实际人数"), field)
    cast = vote.yes + vote.no + vote.abstain
    if vote.recused > vote.present or cast > vote.entitled:
        told = "、".join(f"{label} {number}" for _, label, number in vote.counts)
        fact = f"实到 {vote.present} 名；{told}"
        remedy = "赞成、反对、弃权合计不超过实到减去回避；未表决的不计入"
        yield _plain("votes_exceed", "票数多于有表决权的到会人数。", (fact, remedy), "yes")


def _following(vote: Vote, figures: Figures | None) -> Iterator[Objection]:
    figure = _stated(figures, MAJORITY)
    if figure is None:
        yield _not_stated(MAJORITY, "outcome")
        return
    whole = vote.present if figure.value == "more_than_half_of_present" else vote.due
    passed = _reached(figure, vote.yes, whole)
    if passed is (vote.outcome is Verb.APPROVE):
        return
    fact = f"应到 {vote.due} 名，实到 {vote.present} 名，赞成 {vote.yes} 名，要求{said(MAJORITY, figure.value)}"
    missing, remedy = (
        (f"赞成已达到要求，决定不能是{vote.outcome.label}。", "核对赞成人数，或改选同意；没有表决的，赞成填0")
        if passed
        else ("赞成人数不足，不能作出同意的决定。", "核对赞成人数，或改选不同意、暂缓")
    )
    yield Objection(
        clause=figure.clause,
        code="outcome_against_votes" if passed else "not_passed",
        missing=missing,
        fact=fact,
        remedy=remedy,
        who=CLERK,
        field="outcome",
    )


def _reasons(vote: Vote, figures: Figures | None) -> tuple[Objection, ...]:
    clause = reasons_clause(figures, vote.clause)
    why = may_give_reasons(vote.outcome, vote.said, clause, vote.citable).objections
    return (*why, *may_put_off(vote.outcome, vote.said.due_on, vote.held_on).objections)


def _reached(figure: Figure, part: int, whole: int) -> bool:
    times, of_whole, exactly = _SHARES[str(figure.value)]
    left, right = times * part, of_whole * whole
    return left >= right if exactly else left > right


def _stated(figures: Figures | None, key: str) -> Figure | None:
    return figures.stated(key) if figures is not None else None


def _not_stated(key: str, field: str) -> Objection:
    silence = NotStated(key)
    return Objection(
        clause=MEETING,
        code="not_stated",
        missing=f"“{silence.label}”还没有明确。",
        fact="适用文件原文未明示，本级也没有决定",
        remedy="先在“管理”的适用文本中作出本级决定",
        who=silence.who,
        field=field,
    )


def _plain(code: str, missing: str, said_so: tuple[str, str], field: str) -> Objection:
    """``said_so``: the fact and the remedy."""
    return Objection(
        clause=MEETING, code=code, missing=missing, fact=said_so[0], remedy=said_so[1], who=CLERK, field=field
    )
