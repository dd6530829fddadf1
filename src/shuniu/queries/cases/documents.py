"""发文登记 for screens: the register of an office, and one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from shuniu.access import Actor, granted, may, visible
from shuniu.models import Case, Document, LocalFigure, PartyOrganization
from shuniu.policy.cases.issuing import MARK, number_of
from shuniu.policy.elections.letters import letter_of
from shuniu.policy.grants import Action
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.days import during
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.paging import Page, Window, page_of

_LISTED = (
    "uuid", "mark", "year", "number", "kind", "title", "addressee", "issued_on", "on_paper", "party_organization_id",
    "withdrawal__id", "recorded__at",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCard:
    """``case``: kind and public id of that it replies to; ``of_election``: what it says is known there; ``withdrawn``:
    when, by whom and why it was declared void. ``registered``: this actor reads it in the register, else as one to whom
    it went.
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
    of_election: bool
    meeting: tuple[date, UUID] | None
    recorded_at: datetime
    recorded_by: str
    withdrawn: tuple[datetime, str, str] | None
    registered: bool
    writable: bool


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
    rows = Document.objects.filter(case__in=_read_cases(actor, case)).order_by("pk")
    found = rows.values_list("mark", "year", "number", "uuid", "on_paper")
    return [(number_of(mark, year, number), public, paper) for mark, year, number, public, paper in found]


def _read_cases(actor: Actor, case: int) -> QuerySet[Case]:
    return visible(Case.objects.filter(pk=case), actor, Action.READ_CASE, named=True)


def _went_to(actor: Actor, row: Any) -> bool:
    """Whoever reads the case reads what was answered; a letter without one is read by the body it was written to."""
    if row.case_id is not None:
        return _read_cases(actor, row.case_id).exists()
    letter = row.kind == DocumentKind.LETTER and row.addressed_to is not None
    return letter and granted(actor, Action.READ_CASE) and may(actor, Action.READ_PARTY_ORGANIZATION, row.addressed_to)


def years_of(actor: Actor) -> list[int]:
    return list(_registered(actor).order_by("-year").values_list("year", flat=True).distinct())


def marks_of(node: int, on: date) -> tuple[str, ...]:
    """Those the office itself has decided on."""
    decided = LocalFigure.objects.filter(during(on), party_organization=node, key=MARK)
    return tuple(str(one) for one in decided.values_list("value", flat=True).first() or ())


def document_card(actor: Actor, public: UUID, on: date) -> DocumentCard:
    """Raises NotFound, the same for what is foreign and for what does not exist."""
    rows = Document.objects.select_related(
        "recorded__actor", "withdrawal__recorded__actor", "case", "meeting", "addressed_to"
    )
    row: Any = rows.filter(uuid=public).first()
    registered = row is not None and _registered(actor).filter(pk=row.pk).exists()
    if row is None or not (registered or _went_to(actor, row)):
        raise NotFound
    node, void = row.party_organization_id, getattr(row, "withdrawal", None)
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
        case=(row.case.kind, row.case.uuid) if row.case else None,
        of_election=(row.case_id or row.addressed_to_id) is not None and letter_of(row.title) is not None,
        meeting=(row.meeting.held_on, row.meeting.uuid) if row.meeting else None,
        recorded_at=row.recorded.at,
        recorded_by=row.recorded.actor.title,
        withdrawn=(void.recorded.at, void.recorded.actor.title, void.reason) if void else None,
        registered=registered,
        writable=here.exists(),
    )
