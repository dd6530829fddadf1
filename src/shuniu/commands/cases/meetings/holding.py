"""Hold a meeting and the cases of an act; locks in the order tree → units → meeting → cases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from shuniu.access import visible
from shuniu.commands.journal import Act, ChangedMeanwhile, lock_units
from shuniu.commands.journal.reaching import nodes_in_reach, out_of_reach, refuse
from shuniu.kernel.decision import Objection
from shuniu.models import AgendaItem, Case, Meeting, Step
from shuniu.policy.cases.agenda import MeetingAct, MeetingFacts, may_act
from shuniu.policy.grants import Action
from shuniu.policy.procedures import procedure_of
from shuniu.policy.words.cases import Verb
from shuniu.policy.words.meetings import MeetingState

WHAT, CASE = "这次会议", "该事项"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNamed:
    """A case as it was looked at."""

    case: UUID
    version: int


def meeting_day(act: Act, public: UUID) -> Act:
    """The act, counted from the day of the meeting where that has passed: decisions bear the day they were taken on."""
    held = Meeting.objects.filter(uuid=public).values_list("held_on", flat=True).first()
    return act if held is None or held >= act.on else replace(act, on=held)


def meeting_to_change(act: Act, public: UUID, what: MeetingAct, version: int | None = None) -> Meeting:
    """The meeting, locked. Raises Refused out of reach and where its state does not allow it, ChangedMeanwhile for
    another version."""
    row = Meeting.objects.select_for_update(of=("self",), no_key=True).filter(uuid=public).first()
    if row is None or not nodes_in_reach(act.actor, [row.party_organization_id], Action.DECIDE_CASE):
        refuse([out_of_reach(WHAT)])
    assert row is not None
    if version is not None and row.version != version:
        raise ChangedMeanwhile
    refuse(may_act(what, facts_of(row)).objections)
    return row


def facts_of(row: Meeting) -> MeetingFacts:
    items = AgendaItem.objects.filter(meeting=row)
    decided = items.filter(resolution__isnull=False).count()
    return MeetingFacts(state=MeetingState(row.state), open_items=items.count() - decided, decided=decided)


def changed(row: Meeting, **values: object) -> None:
    Meeting.objects.filter(pk=row.pk).update(version=row.version + 1, **values)


def hold_units(act: Act, named: Sequence[CaseNamed]) -> None:
    """The units of all the cases that the actor decides on: before the meeting and the cases themselves."""
    mine = _mine(act, named).filter(unit__isnull=False)
    lock_units(sorted(set(mine.values_list("unit", flat=True))))


def cases_to_move(act: Act, named: Sequence[CaseNamed]) -> list[Case]:
    """The cases in the order they were named, locked. Raises Refused for any out of reach, ChangedMeanwhile."""
    mine = _mine(act, named)
    held = {one.uuid: one for one in mine.select_for_update(of=("self",), no_key=True).order_by("pk")}
    refuse(out_of_reach(CASE, row) for row, one in enumerate(named) if one.case not in held)
    if any(held[one.case].version != one.version for one in named):
        raise ChangedMeanwhile
    return [held[one.case] for one in named]


def _mine(act: Act, named: Sequence[CaseNamed]) -> QuerySet[Case]:
    wanted = Case.objects.filter(uuid__in={one.case for one in named})
    return visible(wanted, act.actor, Action.DECIDE_CASE, named=True)


def steps_allowed(rows: Iterable[Case], verb: Verb, first: int = 0) -> Iterable[Objection]:
    """What the procedures of the cases say against this step, by row."""
    for index, row in enumerate(rows, first):
        procedure = procedure_of(row.kind)
        for objection in procedure.may_move(type(procedure.first)(row.state), verb).objections:
            yield replace(objection, row=index)


def submitted_on(keys: Collection[int]) -> dict[int, date]:
    """The day on which each case was first submitted."""
    sent = Step.objects.filter(case__in=keys, filed__isnull=False).order_by("-pk").values_list("case", "recorded__on")
    return dict(sent)


def decided_last(keys: Collection[int]) -> dict[int, tuple[date, set[int]]]:
    """Of those that a meeting has decided on: the day of the latest such meeting, and all of them."""
    items = AgendaItem.objects.filter(case__in=keys, resolution__isnull=False)
    found: dict[int, tuple[date, set[int]]] = {}
    for case, meeting, held_on in items.order_by("meeting__held_on").values_list("case", "meeting", "meeting__held_on"):
        found[case] = (held_on, {meeting, *(found[case][1] if case in found else ())})
    return found


def label_of(row: Case) -> str:
    return row.number or procedure_of(row.kind).what
