"""Plan a meeting, change or cancel it while it has not been held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from shuniu.commands.cases.meetings.agenda import schedule_cases
from shuniu.commands.cases.meetings.holding import CaseNamed, changed, meeting_to_change, submitted_on
from shuniu.commands.journal import Act, keep_tree, open_act
from shuniu.commands.journal.lasting import ends_of
from shuniu.commands.journal.reaching import nodes_in_reach, out_of_reach, refuse
from shuniu.models import AgendaItem, Meeting
from shuniu.policy.cases.agenda import MeetingAct, Plan, may_plan
from shuniu.policy.grants import Action
from shuniu.policy.words.meetings import MeetingState
from shuniu.queries.facts.party import founded_on


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMeeting:
    """``held_on`` may have passed: a meeting that is put down later is marked so."""

    party_organization: int
    held_on: date
    title: str = ""
    place: str = ""


def plan_meeting(act: Act, row: PlannedMeeting, cases: Sequence[CaseNamed] = ()) -> UUID:
    """Returns the public id of the meeting; with the cases for which it is arranged on its agenda. Raises Refused,
    ChangedMeanwhile."""
    public = uuid4()
    node, about, request = row.party_organization, ("meeting", public), asdict(row)
    if cases:  # as an agenda that is set later: of a meeting that was held it counts from its day
        request, act = {**request, "cases": [asdict(one) for one in cases]}, replace(act, on=min(act.on, row.held_on))
    with open_act(act, "meeting.plan", node=node, about=about, request=request) as opened:
        if opened.repeated:
            return UUID(opened.answer["meeting"])
        keep_tree()
        if node not in nodes_in_reach(act.actor, [node], Action.DECIDE_CASE):
            refuse([out_of_reach("该党组织", field="party_organization")])
        ends_of(opened.act, [node])
        refuse(may_plan(_plan(opened.act, row)).objections)
        Meeting.objects.create(
            uuid=public,
            party_organization_id=node,
            held_on=row.held_on,
            title=row.title.strip(),
            place=row.place.strip(),
            state=MeetingState.PLANNED.value,
            recorded=opened.act.line,
        )
        if cases:
            schedule_cases(opened.act, public, cases)
        opened.answer["meeting"] = str(public)
        return public


def change_meeting(act: Act, public: UUID, version: int, row: PlannedMeeting) -> None:
    """Day, place and title; the committee stays. Raises Refused, ChangedMeanwhile."""
    request = [str(public), version, asdict(row)]
    with open_act(act, "meeting.change", about=("meeting", public), request=request) as opened:
        if opened.repeated:
            return
        held = meeting_to_change(opened.act, public, MeetingAct.CHANGE, version)
        refuse(may_plan(_plan(opened.act, row, held)).objections)
        changed(held, held_on=row.held_on, title=row.title.strip(), place=row.place.strip())


def cancel_meeting(act: Act, public: UUID, version: int) -> None:
    """Only with nothing left on its agenda. Raises Refused, ChangedMeanwhile."""
    request = [str(public), version]
    with open_act(act, "meeting.cancel", about=("meeting", public), request=request) as opened:
        if opened.repeated:
            return
        changed(meeting_to_change(opened.act, public, MeetingAct.CANCEL, version), state=MeetingState.CANCELLED.value)


def _plan(act: Act, row: PlannedMeeting, held: Meeting | None = None) -> Plan:
    node = row.party_organization if held is None else held.party_organization_id
    keys = [] if held is None else list(AgendaItem.objects.filter(meeting=held).values_list("case", flat=True))
    return Plan(
        held_on=row.held_on,
        today=act.actor.today,
        title=row.title.strip(),
        place=row.place.strip(),
        submitted_on=max(submitted_on(keys).values(), default=None),
        founded_on=founded_on(node),
    )
