"""May a document that went out on paper, and stands in the register already, reply to one more case?

One 批复 may decide several cases of the same meeting: the paper says so, and the register holds it once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.cases.issuing import ISSUING
from shuniu.policy.words.cases import CaseKind
from shuniu.policy.words.meetings import DocumentKind

SHARING = Clause("platform#一文多事", "同一次会议决定的几件事项，可以由同一份纸质批复答复")
_CLERK = "发文登记人"
# What one reply decides together: what is set up, and what is adjusted because of it.
_TOGETHER = (frozenset({CaseKind.FORMATION, CaseKind.ADJUSTMENT}),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PutDown:
    """The document as the register holds it. ``office`` is who sent it out; ``cases`` are the kinds of those that it
    replies to already; ``met_on`` the day of the meeting that it follows, None where none is known of it."""

    office: str
    kind: DocumentKind
    issued_on: date
    on_paper: bool
    withdrawn: bool
    cases: frozenset[CaseKind] = frozenset()
    met_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMore:
    """The case that it is to reply to, the day that was said of the paper, and that of the meeting that decided on it.
    ``here``: the paper is of the committee's own register; ``same_meeting``: it follows
    of the very meeting, or of none that is known."""

    case: CaseKind
    said_on: date
    decided_on: date | None
    here: bool
    same_meeting: bool


def kinds_of(case: CaseKind) -> tuple[DocumentKind, ...]:
    """Which kinds of documents reply to such a case; posts are also given by a notice."""
    return (DocumentKind.REPLY, DocumentKind.NOTICE) if case is CaseKind.APPOINTMENT else (DocumentKind.REPLY,)


def may_share(paper: PutDown, case: OneMore) -> Decision:
    return Decision(tuple(_objections(paper, case)))


def _objections(paper: PutDown, case: OneMore) -> Iterator[Objection]:
    if not case.here:
        said = (f"由{paper.office}发出", "填写审批党组织自己的批复的文号")
        yield _plain("other_office", "这个文号属于另一个党组织。", said)
        return
    if not paper.on_paper:
        said = ("这个文号由平台编给另一份文件", "核对纸质文件上的文号")
        yield _plain("number_taken", "一个字号只登记一份文件。", said, clause=ISSUING)
        return
    if paper.withdrawn:
        yield _plain("paper_withdrawn", "这份文件已经作废。", ("已登记作废", "填写现行文件的文号"))
    yield from _subject(paper, case)
    yield from _days(paper, case)


def _subject(paper: PutDown, case: OneMore) -> Iterator[Objection]:
    if paper.kind not in kinds_of(case.case):
        wanted = "、".join(one.label for one in kinds_of(case.case))
        fact = f"登记的文种为{paper.kind.label}，本事项用{wanted}"
        said = (fact, "核对文号；文种登记有误的，作废后重新补录")
        yield _plain("kind_differs", "文种和本事项不一致。", said)
    apart = [one for one in sorted(paper.cases) if one is not case.case and not _go_together(one, case.case)]
    if apart:
        told = "、".join(one.label for one in apart)
        said = (f"这份文件已用于{told}", f"{case.case.label}另用一份文件，或核对文号")
        yield _plain("subject_differs", f"这份文件不是关于{case.case.label}的。", said)


def _days(paper: PutDown, case: OneMore) -> Iterator[Objection]:
    if paper.issued_on != case.said_on:
        said = (f"登记为 {paper.issued_on}，填写为 {case.said_on}", "照登记的成文日期填写，或核对文号")
        yield _plain("day_differs", "成文日期和发文登记不一致。", said, "issued_on")
    if not case.same_meeting:
        met = f"依据 {paper.met_on} 的会议" if paper.met_on else "没有登记依据的会议"
        decided = f"由 {case.decided_on} 的会议决定" if case.decided_on else "没有经过会议"
        said = (f"这份文件{met}，本事项{decided}", "同一次会议决定的事项才用同一份文件，请核对文号")
        yield _plain("meeting_differs", "这份文件依据的是另一次会议。", said)
    if case.decided_on is not None and paper.issued_on < case.decided_on:
        said = (f"成文于 {paper.issued_on}，会议于 {case.decided_on} 召开", "核对文号和成文日期")
        yield _plain("before_meeting", "这份文件早于作出决定的会议。", said, "issued_on")


def _go_together(one: CaseKind, other: CaseKind) -> bool:
    return any({one, other} <= group for group in _TOGETHER)


def _plain(
    code: str, missing: str, said: tuple[str, str], field: str = "number", clause: Clause = SHARING
) -> Objection:
    """``said``: the fact and the remedy."""
    return Objection(clause=clause, code=code, missing=missing, fact=said[0], remedy=said[1], who=_CLERK, field=field)
