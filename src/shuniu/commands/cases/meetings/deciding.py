"""Put down who was present by number, what was decided on each case, and close the meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from uuid import UUID

from shuniu.commands.cases.citing import citable_for
from shuniu.commands.cases.meetings.agenda import items_of
from shuniu.commands.cases.meetings.holding import (
    CaseNamed,
    cases_to_move,
    changed,
    hold_units,
    meeting_day,
    meeting_to_change,
    steps_allowed,
)
from shuniu.commands.cases.moving import Move, move, sent_by
from shuniu.commands.journal import Act, open_act
from shuniu.commands.journal.reaching import named_twice, refuse
from shuniu.kernel.decision import Objection
from shuniu.models import AgendaItem, Case, Meeting, Resolution
from shuniu.policy.cases.agenda import MeetingAct
from shuniu.policy.cases.attending import Presence, may_attend
from shuniu.policy.cases.deciding import may_decide
from shuniu.policy.cases.reasoning import REASONED, Reasons
from shuniu.policy.cases.voting import Attendance, Vote, may_hold, may_resolve
from shuniu.policy.packs import Figures
from shuniu.policy.procedures import procedure_of
from shuniu.policy.words.cases import Verb
from shuniu.policy.words.meetings import MeetingState
from shuniu.queries.facts.meetings import posts_held
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.party import nodes


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """``reason``: why the number due is another than that of the posts held in the committee that day. ``who`` led it,
    was on leave or sat in, by posts and numbers."""

    due: int
    present: int
    reason: str = ""
    who: Presence = Presence()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedCase:
    """``recused``: how many of those present took no part in this one. ``said``: why it is refused or put off."""

    case: UUID
    version: int
    outcome: Verb
    yes: int = 0
    no: int = 0
    abstain: int = 0
    recused: int = 0
    said: Reasons = Reasons()


def hold_meeting(act: Act, public: UUID, version: int, row: Attended) -> None:
    """登记到会: how many were due and present. Raises Refused without a quorum, ChangedMeanwhile."""
    request = [str(public), version, asdict(row)]
    act = meeting_day(act, public)
    with open_act(act, "meeting.hold", about=("meeting", public), request=request) as opened:
        if opened.repeated:
            return
        meeting = meeting_to_change(opened.act, public, MeetingAct.HOLD, version)
        proposed = posts_held(meeting.party_organization_id, meeting.held_on) or None
        facts = Attendance(
            held_on=meeting.held_on,
            today=act.actor.today,
            due=row.due,
            present=row.present,
            proposed=proposed,
            reason=row.reason,
        )
        fits = may_attend(row.who, row.due, row.present)
        refuse([*may_hold(facts, _figures(meeting)).objections, *fits.objections])
        changed(
            meeting,
            state=MeetingState.HELD.value,
            proposed=proposed,
            due=row.due,
            present=row.present,
            due_reason=row.reason.strip() if row.due != proposed else "",
            attended=opened.act.line,
            **asdict(row.who),
        )


def decide_cases(act: Act, public: UUID, rows: Sequence[DecidedCase]) -> list[UUID]:
    """One decision for each case named, all of them or none. Returns the cases. Raises Refused, ChangedMeanwhile.

    The decisions count from the day of the meeting, whenever they are put down.
    """
    request = [str(public), [asdict(row) for row in rows]]
    act = meeting_day(act, public)
    with open_act(act, "meeting.decide", about=("meeting", public), request=request) as opened:
        if not opened.repeated:
            named = [CaseNamed(case=row.case, version=row.version) for row in rows]
            refuse(named_twice([row.case for row in rows], "该事项"))
            hold_units(opened.act, named)
            meeting = meeting_to_change(opened.act, public, MeetingAct.DECIDE)
            held = cases_to_move(opened.act, named)
            items = items_of(meeting, held)
            refuse(_against(opened.act, meeting, held, rows))
            for item, case, row in zip(items, held, rows, strict=True):
                _resolve(opened.act, item, case, row)
        return [row.case for row in rows]


def close_meeting(act: Act, public: UUID, version: int) -> None:
    """办结, once every case of its agenda is decided or moved back. Raises Refused, ChangedMeanwhile."""
    request = [str(public), version]
    with open_act(act, "meeting.close", about=("meeting", public), request=request) as opened:
        if opened.repeated:
            return
        changed(meeting_to_change(opened.act, public, MeetingAct.CLOSE, version), state=MeetingState.CLOSED.value)


def _figures(meeting: Meeting) -> Figures | None:
    """The texts of the committee on the day of the meeting; of one from before the register, those named first."""
    node = meeting.party_organization_id
    began_on = nodes([node])[node].names[0].period.start
    return figures_at([node], max(meeting.held_on, began_on))[node]


def _against(act: Act, meeting: Meeting, held: Sequence[Case], rows: Sequence[DecidedCase]) -> Iterator[Objection]:
    figures, texts = _figures(meeting), citable_for(held, act.on)
    for index, (case, row) in enumerate(zip(held, rows, strict=True)):
        procedure = procedure_of(case.kind)
        yield from steps_allowed([case], row.outcome, index)
        for objection in may_decide(procedure, sent_by(case), act.actor.account).objections:
            yield replace(objection, row=index)
        vote = Vote(
            outcome=row.outcome,
            yes=row.yes,
            no=row.no,
            abstain=row.abstain,
            recused=row.recused,
            due=meeting.due or 0,
            present=meeting.present or 0,
            clause=procedure.clause,
            held_on=meeting.held_on,
            said=row.said,
            citable=texts[case.pk],
        )
        yield from may_resolve(vote, figures, index).objections


def _resolve(act: Act, item: AgendaItem, case: Case, row: DecidedCase) -> None:
    said = Move.of(row.outcome, row.said if row.outcome in REASONED else Reasons())
    Resolution.objects.create(
        item=item,
        outcome=row.outcome.value,
        yes=row.yes,
        no=row.no,
        abstain=row.abstain,
        recused=row.recused,
        reason=said.reason,
        clauses=list(said.clauses),
        next_steps=said.next_steps,
        due_on=said.due_on,
        recorded=act.line,
    )
    move(act, procedure_of(case.kind), case, said)
