"""Put cases on the agenda of a meeting, move them back, set their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from uuid import UUID

from django.db.models import Max

from shuniu.commands.cases.meetings.holding import (
    CaseNamed,
    cases_to_move,
    changed,
    decided_last,
    hold_units,
    label_of,
    meeting_day,
    meeting_to_change,
    steps_allowed,
    submitted_on,
)
from shuniu.commands.cases.moving import Move, move
from shuniu.commands.journal import Act, ChangedMeanwhile, open_act
from shuniu.commands.journal.reaching import named_twice, refuse
from shuniu.kernel.decision import Objection
from shuniu.models import AgendaItem, Case, Meeting
from shuniu.policy.cases.agenda import ItemFacts, MeetingAct, may_schedule
from shuniu.policy.procedures import procedure_of
from shuniu.policy.words.cases import Verb

__all__ = ["CaseNamed", "arrange_cases", "schedule_cases", "unschedule_cases"]
WHAT = "该事项"


def schedule_cases(act: Act, public: UUID, rows: Sequence[CaseNamed]) -> list[UUID]:
    """列入议程, after what stands there. Returns the cases. Raises Refused, ChangedMeanwhile."""
    request = [str(public), [asdict(row) for row in rows]]
    act = meeting_day(act, public)
    with open_act(act, "meeting.schedule", about=("meeting", public), request=request) as opened:
        if not opened.repeated:
            refuse(named_twice([row.case for row in rows], WHAT))
            hold_units(opened.act, rows)
            meeting = meeting_to_change(opened.act, public, MeetingAct.SCHEDULE)
            held = cases_to_move(opened.act, rows)
            refuse([*steps_allowed(held, Verb.SCHEDULE), *_fitting(meeting, held)])
            _put(meeting, held)
            for row in held:
                move(opened.act, procedure_of(row.kind), row, Move(verb=Verb.SCHEDULE))
        return [row.case for row in rows]


def unschedule_cases(act: Act, public: UUID, rows: Sequence[CaseNamed]) -> list[UUID]:
    """移出议程: back among those that wait for a meeting. Returns the cases. Raises Refused, ChangedMeanwhile."""
    request = [str(public), [asdict(row) for row in rows]]
    act = meeting_day(act, public)
    with open_act(act, "meeting.unschedule", about=("meeting", public), request=request) as opened:
        if not opened.repeated:
            refuse(named_twice([row.case for row in rows], WHAT))
            hold_units(opened.act, rows)
            meeting = meeting_to_change(opened.act, public, MeetingAct.UNSCHEDULE)
            held = cases_to_move(opened.act, rows)
            items = items_of(meeting, held)
            refuse(steps_allowed(held, Verb.UNSCHEDULE))
            AgendaItem.objects.filter(pk__in=[one.pk for one in items]).delete()
            for row in held:
                move(opened.act, procedure_of(row.kind), row, Move(verb=Verb.UNSCHEDULE))
        return [row.case for row in rows]


def arrange_cases(act: Act, public: UUID, version: int, order: Sequence[UUID]) -> None:
    """In the order named, each of the agenda once. Raises Refused, ChangedMeanwhile."""
    request = [str(public), version, [str(one) for one in order]]
    with open_act(act, "meeting.arrange", about=("meeting", public), request=request) as opened:
        if opened.repeated:
            return
        meeting = meeting_to_change(opened.act, public, MeetingAct.ARRANGE, version)
        items = {one.case.uuid: one for one in AgendaItem.objects.filter(meeting=meeting).select_related("case")}
        if sorted(order) != sorted(items):
            raise ChangedMeanwhile
        for position, case in enumerate(order, 1):
            items[case].position = position
        AgendaItem.objects.bulk_update(items.values(), ["position"])
        changed(meeting)


def items_of(meeting: Meeting, rows: Sequence[Case]) -> list[AgendaItem]:
    """The places of the cases on this agenda, undecided; whoever looked at another agenda is shown it again."""
    found = AgendaItem.objects.filter(meeting=meeting, case__in=rows, resolution__isnull=True)
    held = {one.case_id: one for one in found}
    if any(row.pk not in held for row in rows):
        raise ChangedMeanwhile
    return [held[row.pk] for row in rows]


def _fitting(meeting: Meeting, rows: Sequence[Case]) -> Iterator[Objection]:
    sent, decided = submitted_on([row.pk for row in rows]), decided_last([row.pk for row in rows])
    for index, row in enumerate(rows):
        facts = ItemFacts(
            label=label_of(row),
            here=row.committee_id == meeting.party_organization_id,
            submitted_on=sent.get(row.pk, row.law_day),
            held_on=meeting.held_on,
            decided_on=decided[row.pk][0] if row.pk in decided else None,
            same=row.pk in decided and meeting.pk in decided[row.pk][1],
        )
        yield from may_schedule(facts, index).objections


def _put(meeting: Meeting, rows: Sequence[Case]) -> None:
    latest = AgendaItem.objects.filter(meeting=meeting).aggregate(latest=Max("position"))["latest"] or 0
    AgendaItem.objects.bulk_create(
        [AgendaItem(meeting=meeting, case=row, position=latest + place) for place, row in enumerate(rows, 1)]
    )
