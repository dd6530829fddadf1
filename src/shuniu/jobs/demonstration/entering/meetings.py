"""Two meetings of the committee decide, a third is planned; replies and minutes go out under numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from shuniu.commands.cases.documents import issue_document, record_document, withdraw_document
from shuniu.commands.cases.meetings import (
    Attended,
    CaseNamed,
    DecidedCase,
    PlannedMeeting,
    close_meeting,
    decide_cases,
    hold_meeting,
    plan_meeting,
    schedule_cases,
)
from shuniu.commands.cases.outgoing import OutgoingDocument
from shuniu.commands.cases.turning_down import Answer
from shuniu.commands.formation.replying import Reply, answer_formation, reply_formation
from shuniu.jobs.demonstration.beijing.committees import PAPERS
from shuniu.jobs.demonstration.entering.formations import FIRST, NEXT, SECOND
from shuniu.jobs.demonstration.entering.known import Known
from shuniu.policy.cases.reasoning import Reasons
from shuniu.policy.words.cases import Verb
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.cases.meetings import meeting_card

PLACE = "第一会议室"
DUE, PRESENT = 9, 8
FIRST_HELD, SECOND_HELD, NEXT_IN, PUT_OFF = 41, 9, 6, 60
AGREED = Reasons()
# Said of what was not agreed to; nobody is named.
REFUSED = Reasons(
    reason="申请所列正式党员中两名的组织关系近期转出，转出后不足3名。",
    clauses=("national#党章30", "national#支部条例4"),
    next_steps="先与同领域的单位联系，符合条件的联合组建；由负责的党组织选派指导员开展工作。",
)
DEFERRED = Reasons(
    reason="书记人选的培训尚未完成，暂缓审议。",
    clauses=("national#支部条例24",),
    next_steps="参加最近一期书记培训班后重新提交。",
)


def hold_meetings(
    known: Known, node: int, found: Mapping[tuple[int, int, int], Sequence[CaseNamed]], appointment: CaseNamed
) -> None:
    """The first decides to its end, also on an appointment; of the second something is left to be put down."""
    _first(known, node, appointment, found[FIRST])
    _second(known, node, found[SECOND])
    on = known.clerk.today + timedelta(days=NEXT_IN)
    meeting = _planned(known, node, on, known.clerk.today - timedelta(days=3))
    if found[NEXT]:
        schedule_cases(known.act(known.clerk.today - timedelta(days=2)), meeting, found[NEXT][:1])


def papers(known: Known, node: int) -> None:
    """What went out on paper before the register was kept here, and a notice that no longer holds."""
    today = known.clerk.today
    january = date(today.year, 1, 1)
    for number, title in enumerate(("关于印发年度党建工作要点的通知", "关于做好换届工作的通知"), 1):
        on = january + (today - january) * number // 12
        record_document(known.act(on), _document(node, DocumentKind.NOTICE, title, on, mark=PAPERS), number)
    on = january + (today - january) // 3
    notice = _document(node, DocumentKind.NOTICE, "关于召开党务工作者培训班的通知", on, mark=PAPERS)
    withdraw_document(known.act(today), issue_document(known.act(on), notice).uuid, "培训时间调整，另行通知")


def _document(
    node: int, kind: DocumentKind, title: str, on: date, *, mark: str, meeting: int | None = None
) -> OutgoingDocument:
    addressee = "" if kind is DocumentKind.MINUTES else "各联合党委"
    return OutgoingDocument(
        party_organization=node,
        kind=kind,
        title=title,
        issued_on=on,
        addressee=addressee,
        mark=mark,
        meeting=meeting,
    )


def _planned(known: Known, node: int, held_on: date, on: date) -> UUID:
    planned = PlannedMeeting(party_organization=node, held_on=held_on, place=PLACE)
    return plan_meeting(known.act(on), planned)


def _held(known: Known, node: int, days: int, rows: Sequence[CaseNamed]) -> tuple[UUID, date]:
    """With the cases on its agenda and who was there by number."""
    on = known.clerk.today - timedelta(days=days)
    meeting = _planned(known, node, on, on - timedelta(days=5))
    schedule_cases(known.act(on - timedelta(days=4)), meeting, rows)
    hold_meeting(known.act(on), meeting, 1, Attended(due=DUE, present=PRESENT))
    return meeting, on


def _decided(row: CaseNamed, outcome: Verb, said: Reasons = AGREED) -> DecidedCase:
    """On the agenda each has moved on by one."""
    yes, no, abstain = {Verb.APPROVE: (8, 0, 0), Verb.REFUSE: (2, 5, 1), Verb.DEFER: (3, 1, 4)}[outcome]
    return DecidedCase(
        case=row.case,
        version=row.version + 1,
        outcome=outcome,
        yes=yes,
        no=no,
        abstain=abstain,
        said=said,
    )


def _first(known: Known, node: int, appointment: CaseNamed, rows: Sequence[CaseNamed]) -> None:
    """The last two are not agreed to."""
    agreed, others = rows[:-2], rows[-2:]
    meeting, on = _held(known, node, FIRST_HELD, [appointment, *rows])
    decided = [_decided(row, Verb.APPROVE) for row in (appointment, *agreed)]
    put_off = replace(DEFERRED, due_on=on + timedelta(days=PUT_OFF))
    outcomes = ((Verb.REFUSE, REFUSED), (Verb.DEFER, put_off))
    decided += [_decided(row, outcome, said) for row, (outcome, said) in zip(others, outcomes, strict=False)]
    decide_cases(known.act(on), meeting, decided)
    close_meeting(known.act(on), meeting, 2)
    _minutes(known, node, meeting, on + timedelta(days=2))
    for place, row in enumerate(agreed):
        replied = on + timedelta(days=5 + place)
        reply_formation(known.act(replied), Reply(case=row.case, version=row.version + 2, effective_on=replied))
    for row in others:
        answer_formation(known.act(on + timedelta(days=5)), Answer(case=row.case, version=row.version + 2))


def _minutes(known: Known, node: int, meeting: UUID, on: date) -> None:
    key = meeting_card(known.clerk, meeting, on).key
    issue_document(known.act(on), _document(node, DocumentKind.MINUTES, "党委会会议纪要", on, mark=PAPERS, meeting=key))


def _second(known: Known, node: int, rows: Sequence[CaseNamed]) -> None:
    """The reply and the answer are still to be given, and what was said of the rest to be put down."""
    if not rows:
        return
    meeting, on = _held(known, node, SECOND_HELD, rows)
    outcomes = ((Verb.APPROVE, AGREED), (Verb.REFUSE, REFUSED))
    decided = [_decided(row, outcome, said) for row, (outcome, said) in zip(rows, outcomes, strict=False)]
    decide_cases(known.act(on + timedelta(days=1)), meeting, decided)
