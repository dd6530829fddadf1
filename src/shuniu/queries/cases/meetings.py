"""党委会 for screens: the list with what came of each meeting, one meeting with its agenda, what waits for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import ExtractDay, ExtractMonth, ExtractYear

from shuniu.access import SHANGHAI, Actor, granted, visible
from shuniu.models import AgendaItem, Case, CaseUnit, Document, Meeting, PartyOrganization, Post, Registration
from shuniu.policy.cases.attending import Presence
from shuniu.policy.cases.issuing import number_of
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseKind, CaseState, Verb
from shuniu.policy.words.meetings import MeetingState
from shuniu.queries.days import during
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.paging import Page, Window, page_of

_LISTED = ("uuid", "held_on", "title", "place", "state", "due", "present", "party_organization_id", "attended__at")


@dataclass(slots=True)
class Results:
    """What a meeting, or all of a year, came to: ``applied`` for a Party organization, ``applicants`` the organizations
    they were about, ``covered`` by those agreed to; the others by kind of outcome, whatever they were about."""

    cases: int = 0
    applied: int = 0
    approved: int = 0
    refused: int = 0
    deferred: int = 0
    formed: int = 0
    applicants: set[int] = field(default_factory=set)
    covered: set[int] = field(default_factory=set)

    def add(self, row: Mapping[str, Any], units: Iterable[int]) -> None:
        self.cases += 1
        if row["case__kind"] == CaseKind.FORMATION:
            self.applied += 1
            self.applicants |= set(units)
        outcome = row["resolution__outcome"]
        self.approved += outcome == Verb.APPROVE
        self.refused += outcome == Verb.REFUSE
        self.deferred += outcome == Verb.DEFER
        if outcome == Verb.APPROVE and row["case__kind"] == CaseKind.FORMATION:
            self.formed += 1
            self.covered |= set(units)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case on an agenda, or one that waits for a meeting: whom it is about, the others it names, how far it is."""

    key: int
    uuid: UUID
    number: str
    kind: str
    state: CaseState
    version: int
    about: str
    others: tuple[str, ...] = ()
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """``outcome`` is None while it is not decided."""

    position: int
    case: CaseLine
    outcome: Verb | None = None
    yes: int = 0
    no: int = 0
    abstain: int = 0
    recused: int = 0
    reason: str = ""
    clauses: tuple[str, ...] = ()
    next_steps: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCard:
    """``late``: attendance was put down after the day of the meeting. ``minutes``: the numbers under which they went
    out, with the public ids of the documents. ``writable``: this actor decides there."""

    key: int
    uuid: UUID
    node: int
    node_name: str
    held_on: date
    title: str
    place: str
    state: MeetingState
    proposed: int | None
    due: int | None
    present: int | None
    due_reason: str
    who: Presence
    version: int
    recorded_at: datetime
    attended_at: datetime | None
    attended_by: str
    late: bool
    writable: bool
    items: Sequence[AgendaLine]
    minutes: Sequence[tuple[str, UUID]]

    @property
    def name(self) -> str:
        return self.title or "党委会"

    @property
    def open_items(self) -> list[AgendaLine]:
        return [one for one in self.items if one.outcome is None]


def readable_meetings(actor: Actor) -> QuerySet[Meeting]:
    """Those of the committees within reach, for whoever decides."""
    if not granted(actor, Action.DECIDE_CASE):
        return Meeting.objects.none()
    nodes = visible(PartyOrganization.objects.all(), actor, Action.READ_PARTY_ORGANIZATION)
    return Meeting.objects.filter(party_organization__in=nodes.values("pk"))


def meeting_page(actor: Actor, on: date, window: Window, year: int | None = None) -> Page:
    """The latest first. Each row with ``node`` and ``results``."""
    rows = readable_meetings(actor).filter(**({} if year is None else {"held_on__year": year}))
    # Keys of a page are numbers: the day as one.
    rows = rows.annotate(
        day=ExtractYear("held_on") * 10_000 + ExtractMonth("held_on") * 100 + ExtractDay("held_on"), meeting=F("pk")
    )
    found = page_of(rows, ("day", "pk"), window, (*_LISTED, "meeting"))
    names = node_names([row["party_organization_id"] for row in found.rows], on)
    came_to = results_of([row["meeting"] for row in found.rows])
    told = [
        {**row, "node": names.get(row["party_organization_id"], ""), "results": came_to[row["meeting"]]}
        for row in found.rows
    ]
    return replace(found, rows=told)


def years_of(actor: Actor) -> list[int]:
    """Those in which meetings were held, the latest first."""
    return sorted({day.year for day in readable_meetings(actor).dates("held_on", "year")}, reverse=True)


def year_results(actor: Actor, year: int | None = None) -> Results:
    """All meetings within reach that were held, together; an organization that two of them covered is one."""
    held = readable_meetings(actor).exclude(state__in=[MeetingState.PLANNED.value, MeetingState.CANCELLED.value])
    rows = held.filter(**({} if year is None else {"held_on__year": year}))
    total = Results()
    for row, units in _decided(rows.values("pk")):
        total.add(row, units)
    return total


def results_of(meetings: Sequence[int]) -> dict[int, Results]:
    found = {key: Results() for key in meetings}
    for row, units in _decided(meetings):
        found[row["meeting"]].add(row, units)
    return found


def _decided(meetings: Any) -> list[tuple[Mapping[str, Any], list[int]]]:
    """Every item of the agendas, with the units its case is about."""
    items = list(
        AgendaItem.objects.filter(meeting__in=meetings).values(
            "meeting", "case", "case__kind", "case__unit", "resolution__outcome"
        )
    )
    units: dict[int, list[int]] = {row["case"]: [row["case__unit"]] for row in items if row["case__unit"]}
    for case, unit in CaseUnit.objects.filter(case__in=[row["case"] for row in items]).values_list("case", "unit"):
        units.setdefault(case, []).append(unit)
    return [(row, units.get(row["case"], [])) for row in items]


def meeting_card(actor: Actor, public: UUID, on: date) -> MeetingCard:
    """Raises NotFound, the same for what is foreign and for what does not exist."""
    row = readable_meetings(actor).select_related("recorded", "attended__actor").filter(uuid=public).first()
    if row is None:
        raise NotFound
    node = row.party_organization_id
    here = visible(PartyOrganization.objects.filter(pk=node), actor, Action.DECIDE_CASE)
    line: Any = row.attended
    return MeetingCard(
        key=row.pk,
        uuid=row.uuid,
        node=node,
        node_name=node_names([node], row.held_on).get(node) or node_names([node], on).get(node, ""),
        held_on=row.held_on,
        title=row.title,
        place=row.place,
        state=MeetingState(row.state),
        proposed=row.proposed,
        due=row.due,
        present=row.present,
        due_reason=row.due_reason,
        who=Presence(
            chaired_by=row.chaired_by,
            on_leave=row.on_leave,
            excused=tuple(row.excused),
            sat_in=row.sat_in,
            observers=tuple(row.observers),
        ),
        version=row.version,
        recorded_at=row.recorded.at,
        attended_at=line.at if line else None,
        attended_by=line.actor.title if line else "",
        late=line is not None and line.at.astimezone(SHANGHAI).date() > row.held_on,
        writable=here.exists(),
        items=_items(row, on),
        minutes=[
            (number_of(one.mark, one.year, one.number), one.uuid)
            for one in Document.objects.filter(meeting=row, case__isnull=True).order_by("pk")
        ],
    )


def _items(row: Meeting, on: date) -> list[AgendaLine]:
    items = list(AgendaItem.objects.filter(meeting=row).order_by("position", "pk").select_related("case", "resolution"))
    lines = lines_of([one.case for one in items], on)
    return [_agenda_line(item, lines[item.case_id]) for item in items]


def _agenda_line(item: AgendaItem, case: CaseLine) -> AgendaLine:
    held = getattr(item, "resolution", None)
    if held is None:
        return AgendaLine(position=item.position, case=case)
    return AgendaLine(
        position=item.position,
        case=case,
        outcome=Verb(held.outcome),
        yes=held.yes,
        no=held.no,
        abstain=held.abstain,
        recused=held.recused,
        reason=held.reason,
        clauses=tuple(held.clauses),
        next_steps=held.next_steps,
        due_on=held.due_on,
    )


def waiting_for(actor: Actor, node: int, on: date) -> list[CaseLine]:
    """What waits for a meeting of the committee, the earliest due first."""
    rows = visible(Case.objects.filter(committee=node), actor, Action.DECIDE_CASE, named=True)
    rows = rows.filter(state=CaseState.TO_MEET.value).exclude(holder="")
    ordered = list(rows.order_by(F("due_on").asc(nulls_last=True), "pk"))
    lines = lines_of(ordered, on)
    return [lines[one.pk] for one in ordered]


def due_proposed(node: int, on: date) -> int | None:
    """How many hold a post in the committee on the day; None where none is known."""
    held = Post.objects.filter(during(on), party_organization=node)
    return held.values("person").distinct().count() or None


def lines_of(rows: Sequence[Case], on: date) -> dict[int, CaseLine]:
    others: dict[int, list[int]] = {}
    for case, unit in CaseUnit.objects.filter(case__in=rows).order_by("unit").values_list("case", "unit"):
        others.setdefault(case, []).append(unit)
    keys = {one.unit_id for one in rows if one.unit_id} | {key for more in others.values() for key in more}
    registered: Any = Registration.objects.filter(during(on), unit__in=keys).values_list("unit", "name")
    units, nodes = dict(registered), node_names([one.party_organization_id for one in rows], on)
    return {
        one.pk: CaseLine(
            key=one.pk,
            uuid=one.uuid,
            number=one.number,
            kind=one.kind,
            state=CaseState(one.state),
            version=one.version,
            about=units.get(one.unit_id) or nodes.get(one.party_organization_id or 0, ""),
            others=tuple(units.get(key, "") for key in others.get(one.pk, ())),
            due_on=one.due_on,
        )
        for one in rows
    }
