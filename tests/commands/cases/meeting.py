"""A committee with cases that wait for its meeting, and what is done at one, in one line each.

The procedure is a small one of this test: what is asked here holds for every kind that goes to a meeting.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from tests.cast import Cast
from tests.web.offices import attach, enter

from shuniu.access import Actor
from shuniu.commands.cases.filling import Beginning, begin
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
    unschedule_cases,
)
from shuniu.commands.cases.moving import Move, move
from shuniu.commands.journal import open_act
from shuniu.kernel.decision import Clause
from shuniu.models import Case, Meeting
from shuniu.policy.cases.procedure import Procedure, Transition
from shuniu.policy.cases.reasoning import Reasons
from shuniu.policy.grants import Action
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import CaseHolder, CaseKind, CaseState, Verb

S = CaseState
DECIDE = Action.DECIDE_CASE
SHORT = Procedure(
    kind=CaseKind.APPOINTMENT,
    what="这份申请",
    clause=Clause("platform#试", "试用的程序"),
    first=S.DRAFT,
    transitions=(
        Transition(S.DRAFT, Verb.SUBMIT, S.TO_MEET, Action.FILE_CASE),
        Transition(S.TO_MEET, Verb.SCHEDULE, S.ON_AGENDA, DECIDE),
        Transition(S.ON_AGENDA, Verb.UNSCHEDULE, S.TO_MEET, DECIDE),
        Transition(S.ON_AGENDA, Verb.APPROVE, S.TO_REPLY, DECIDE),
        Transition(S.ON_AGENDA, Verb.REFUSE, S.TO_ANSWER, DECIDE),
        Transition(S.ON_AGENDA, Verb.DEFER, S.TO_PUT_OFF, DECIDE),
        Transition(S.TO_REPLY, Verb.RECONSIDER, S.TO_MEET, DECIDE),
        Transition(S.TO_ANSWER, Verb.RECONSIDER, S.TO_MEET, DECIDE),
        Transition(S.TO_PUT_OFF, Verb.ANSWER, S.DEFERRED, DECIDE),
        Transition(S.DEFERRED, Verb.SUBMIT, S.TO_MEET, Action.FILE_CASE),
    ),
    holders={
        S.DRAFT: CaseHolder.APPLICANT,
        S.DEFERRED: CaseHolder.APPLICANT,
        S.TO_MEET: CaseHolder.COMMITTEE,
        S.TO_PUT_OFF: CaseHolder.COMMITTEE,
        S.ON_AGENDA: CaseHolder.COMMITTEE,
        S.TO_REPLY: CaseHolder.COMMITTEE,
        S.TO_ANSWER: CaseHolder.COMMITTEE,
    },
    fields={"name": "名称"},
)
SUBMITTED, MEETING_DAY, TODAY = date(2020, 6, 1), date(2020, 6, 15), date(2020, 7, 1)
DUE = date(2020, 9, 1)
WHY = Reasons(reason="正式党员不足3名", clauses=("national#党章30",), next_steps="先由指导员联系，具备条件后再报")


@dataclass
class Table:
    """The committee of the cast, ``units`` with a case each. Seven were due at its meeting, six present."""

    cast: Cast
    units: list[int]
    clerks: list[Actor]
    meeting: UUID = field(default_factory=uuid4)

    def file(self, which: int = 0, on: date = SUBMITTED) -> Case:
        """Submitted by the organization itself; it waits for a meeting."""
        act = self.cast.act(on, actor=self.clerks[which])
        with open_act(act, "case.submit") as opened:
            about = Beginning(public=uuid4(), unit=self.units[which], committee=self.cast.top)
            row = begin(opened.act, SHORT, about, {}, silent=True)
            move(opened.act, SHORT, row, Move(verb=Verb.SUBMIT, filed={"name": "支部"}))
        return row

    def row(self) -> Meeting:
        return Meeting.objects.get(uuid=self.meeting)

    def plan(self, held_on: date = MEETING_DAY, **more: Any) -> UUID:
        planned = PlannedMeeting(party_organization=self.cast.top, held_on=held_on, **more)
        self.meeting = plan_meeting(self.cast.act(), planned)
        return self.meeting

    def named(self, *cases: Case) -> list[CaseNamed]:
        for case in cases:
            case.refresh_from_db()
        return [CaseNamed(case=case.uuid, version=case.version) for case in cases]

    def schedule(self, *cases: Case, by: Actor | None = None) -> None:
        schedule_cases(self.cast.act(actor=by), self.meeting, self.named(*cases))

    def unschedule(self, *cases: Case) -> None:
        unschedule_cases(self.cast.act(), self.meeting, self.named(*cases))

    def hold(self, due: int = 7, present: int = 6, **more: Any) -> None:
        hold_meeting(self.cast.act(), self.meeting, self.row().version, Attended(due=due, present=present, **more))

    def decided(self, case: Case, outcome: Verb = Verb.APPROVE, **more: Any) -> DecidedCase:
        """Six yes, or none with the reasons."""
        case.refresh_from_db()
        said: dict[str, Any] = {"yes": 6} if outcome is Verb.APPROVE else {"no": 6, "said": WHY}
        if outcome is Verb.DEFER:
            said["said"] = replace(WHY, due_on=DUE)
        return DecidedCase(case=case.uuid, version=case.version, outcome=outcome, **(said | more))

    def decide(self, *rows: DecidedCase, by: Actor | None = None) -> None:
        decide_cases(self.cast.act(actor=by), self.meeting, rows)

    def close(self) -> None:
        close_meeting(self.cast.act(), self.meeting, self.row().version)


def table(cast: Cast, count: int = 3) -> Table:
    units = [enter(cast, f"澄川市第{number}学会", start=number * 3)[0] for number in range(count)]
    attach(cast, units, cast.joint)
    return Table(cast, units, [cast.actor_at(None, Role.ORGANIZATION_CLERK, unit) for unit in units])
