"""发文登记 for screens: the register of an office, and one document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from shuniu.access import Actor, granted, may, visible
from shuniu.models import Case, Document, DocumentCase, Meeting, PartyOrganization
from shuniu.policy.cases.issuing import called_on_paper, number_of
from shuniu.policy.cases.sharing import kinds_of
from shuniu.policy.elections.letters import letter_of
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseKind
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.cases.receiving import is_receiver
from shuniu.queries.facts.meetings import decided_at, marks_of
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.paging import Page, Window, page_of

__all__ = [
    "DocumentCard", "PaperLine", "document_card", "document_page", "documents_of", "marks_of", "papers_for", "years_of",
]  # fmt: skip
_LISTED = (
    "uuid", "mark", "year", "number", "kind", "title", "addressee", "issued_on", "on_paper", "party_organization_id",
    "withdrawal__id", "recorded__at",
)  # fmt: skip
_MOST_PAPERS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCard:
    """``case``: kind and public id of that it replies to; ``cases``: with their numbers, of all of them that the actor
    reads, where one paper replies to several; ``of_election``: what it says is known there; ``withdrawn``: when, by
    whom and why it was declared void. ``entry``: the line of the journal by which it was put down. ``registered``:
    this actor reads it in the register, else as one to whom it went.
    ``answers``: number, public id and title of what it replies to. ``meeting``: day, public id and name on paper.
    """

    uuid: UUID
    node: int
    node_name: str
    number: str
    kind: DocumentKind
    title: str
    addressee: str
    issued_on: date
    on_paper: bool
    case: tuple[str, UUID] | None
    cases: tuple[tuple[str, UUID, str], ...]
    of_election: bool
    meeting: tuple[date, UUID, str] | None
    entry: int
    recorded_at: datetime
    recorded_by: str
    withdrawn: tuple[datetime, str, str] | None
    registered: bool
    writable: bool
    text: str = ""
    copies: tuple[str, ...] = ()
    as_letter: bool = False
    key: int = 0
    answers: tuple[str, UUID, str] | None = None


def _registered(actor: Actor) -> QuerySet[Document]:
    """The register of the offices whose documents this actor numbers."""
    if not granted(actor, Action.ISSUE_DOCUMENT):
        return Document.objects.none()
    nodes = visible(PartyOrganization.objects.all(), actor, Action.READ_PARTY_ORGANIZATION)
    return Document.objects.filter(party_organization__in=nodes.values("pk"))


def document_page(actor: Actor, on: date, window: Window, narrowing: Mapping[str, Any]) -> Page:
    """The latest put down first. ``narrowing``: text (number or title), year, kind."""
    rows = _registered(actor).annotate(
        written=Concat(
            "mark", Value("〔"), Cast("year", CharField()), Value("〕"), Cast("number", CharField()), Value("号")
        )
    )
    text = str(narrowing.get("text", "")).strip()
    if text:
        rows = rows.filter(Q(written__contains=text) | Q(title__contains=text) | Q(addressee__contains=text))
    for name in ("year", "kind"):
        if narrowing.get(name):
            rows = rows.filter(**{name: narrowing[name]})
    found = page_of(rows, ("id",), window, _LISTED)
    names = node_names([row["party_organization_id"] for row in found.rows], on)
    told = [
        {
            **row,
            "written": number_of(row["mark"], row["year"], row["number"]),
            "node": names.get(row["party_organization_id"], ""),
        }
        for row in found.rows
    ]
    return replace(found, rows=told)


def documents_of(actor: Actor, case: int) -> list[tuple[str, UUID, bool]]:
    """Number, public id, and whether it was put down from paper, of what went out about a case that the actor reads:
    whom it is about is to know what was answered."""
    mine = _read_cases(actor, [case])
    further = DocumentCase.objects.filter(case__in=mine).values("document")
    rows = Document.objects.filter(Q(case__in=mine) | Q(pk__in=further)).order_by("pk")
    found = rows.values_list("mark", "year", "number", "uuid", "on_paper")
    return [(number_of(mark, year, number), public, paper) for mark, year, number, public, paper in found]


def _read_cases(actor: Actor, cases: Sequence[int]) -> QuerySet[Case]:
    return visible(Case.objects.filter(pk__in=cases), actor, Action.READ_CASE, named=True)


def _went_to(actor: Actor, row: Any, cases: Sequence[Case], *, came_in: bool) -> list[Case]:
    """Of its cases those that the actor reads: whoever reads one reads what was answered. A letter without any is read
    by the body it was written to. Raises NotFound."""
    read = set(_read_cases(actor, [one.pk for one in cases]).values_list("pk", flat=True)) if cases else set()
    if not (read or came_in) and (cases or not _was_written_to(actor, row)):
        raise NotFound
    return [one for one in cases if one.pk in read]


def _was_written_to(actor: Actor, row: Any) -> bool:
    letter = row.kind == DocumentKind.LETTER and row.addressed_to is not None
    return letter and granted(actor, Action.READ_CASE) and may(actor, Action.READ_PARTY_ORGANIZATION, row.addressed_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """A document put down from paper that may reply to one more case."""

    uuid: UUID
    number: str
    title: str
    issued_on: date


def papers_for(actor: Actor, case: int, kind: CaseKind) -> list[PaperLine]:
    """The papers of the committee that may reply to a case besides: of the meeting that decided on it, or of none that
    is known, the latest first."""
    meeting = Meeting.objects.filter(pk=decided_at(case) or 0).first()
    if meeting is None:
        return []
    rows = _registered(actor).filter(
        party_organization=meeting.party_organization_id, on_paper=True, withdrawal__isnull=True,
        kind__in=kinds_of(kind), issued_on__gte=meeting.held_on,
    )  # fmt: skip
    free = Q(meeting__isnull=True, case__isnull=True, further__isnull=True)
    mine = rows.filter(Q(meeting=meeting) | Q(further__meeting=meeting) | free).distinct()
    return [
        PaperLine(
            uuid=one.uuid,
            number=number_of(one.mark, one.year, one.number),
            title=one.title,
            issued_on=one.issued_on,
        )
        for one in mine.order_by("-issued_on", "-pk")[:_MOST_PAPERS]
    ]


def years_of(actor: Actor) -> list[int]:
    return list(_registered(actor).order_by("-year").values_list("year", flat=True).distinct())


def document_card(actor: Actor, public: UUID, on: date, *, came_in: bool = False) -> DocumentCard:
    """Raises NotFound, the same for what is foreign and for what does not exist. ``came_in``: asked by a body that has
    received it."""
    rows = Document.objects.select_related(
        "recorded__actor", "withdrawal__recorded__actor", "case", "meeting", "addressed_to", "answers"
    )
    row: Any = rows.filter(uuid=public).first()
    if row is None:
        raise NotFound
    further = list(DocumentCase.objects.filter(document=row).select_related("case", "meeting").order_by("pk"))
    cases = [*([row.case] if row.case else []), *(one.case for one in further)]
    registered = _registered(actor).filter(pk=row.pk).exists()
    if not registered:
        cases = _went_to(actor, row, cases, came_in=came_in and is_receiver(actor, row.pk))
    node, void = row.party_organization_id, getattr(row, "withdrawal", None)
    meeting = row.meeting or next((one.meeting for one in further if one.meeting is not None), None)
    here = visible(PartyOrganization.objects.filter(pk=node), actor, Action.ISSUE_DOCUMENT)
    return DocumentCard(
        uuid=row.uuid,
        node=node,
        node_name=node_names([node], row.issued_on).get(node) or node_names([node], on).get(node, ""),
        number=number_of(row.mark, row.year, row.number),
        kind=DocumentKind(row.kind),
        title=row.title,
        addressee=row.addressee,
        issued_on=row.issued_on,
        on_paper=row.on_paper,
        case=(cases[0].kind, cases[0].uuid) if cases else None,
        cases=tuple((one.kind, one.uuid, one.number) for one in cases),
        of_election=(row.case_id or row.addressed_to_id) is not None and letter_of(row.title) is not None,
        meeting=(meeting.held_on, meeting.uuid, called_on_paper(meeting.title)) if meeting else None,
        entry=row.recorded_id,
        recorded_at=row.recorded.at,
        recorded_by=row.recorded.actor.title,
        withdrawn=(void.recorded.at, void.recorded.actor.title, void.reason) if void else None,
        registered=registered,
        writable=here.exists(),
        text=row.text,
        copies=tuple(row.copies),
        as_letter=row.as_letter,
        key=row.pk,
        answers=_told(row.answers) if row.answers else None,
    )


def _told(row: Document) -> tuple[str, UUID, str]:
    return number_of(row.mark, row.year, row.number), row.uuid, row.title
