"""收文 for screens: what came in to the body of an actor, one of these, and how what was sent out lies with whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from shuniu.access import Actor, granted, visible
from shuniu.models import Document, DocumentReceiver, Naming, PartyOrganization, Registration, Unit, UnitName
from shuniu.policy.cases.issuing import number_of
from shuniu.policy.cases.receiving import Received, owed, state_of
from shuniu.policy.grants import Action
from shuniu.policy.words.meetings import DocumentKind
from shuniu.policy.words.received import NoteOutcome, Owed, ReceivedState
from shuniu.queries.days import during
from shuniu.queries.facts.packs import upward
from shuniu.queries.facts.receiving import received_by, reply_of
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.paging import OFFERED, Page, Window, page_of

# Which of them: not signed for; to be replied to or noted.
UNREAD, OPEN = "unread", "open"
_LISTED = (
    "document__uuid", "document__mark", "document__year", "document__number", "document__kind", "document__title",
    "document__issued_on", "document__party_organization_id", "document__asks", "document__withdrawal__id", "copied",
    "receipt__id", "receipt__recorded__on", "note__outcome", "answered",
)  # fmt: skip
# So many bodies are told by name; of more it is told how many have signed.
MOST_TOLD = 50


def _mine(actor: Actor) -> QuerySet[DocumentReceiver]:
    if not granted(actor, Action.RECEIVE_DOCUMENT):
        return DocumentReceiver.objects.none()
    nodes = visible(PartyOrganization.objects.all(), actor, Action.RECEIVE_DOCUMENT)
    units = visible(Unit.objects.all(), actor, Action.RECEIVE_DOCUMENT)
    rows = DocumentReceiver.objects.filter(
        Q(party_organization__in=nodes.values("pk")) | Q(unit__in=units.values("pk"))
    )
    replies = Document.objects.filter(
        answers=OuterRef("document"), party_organization=OuterRef("party_organization"), withdrawal__isnull=True
    )
    return rows.annotate(answered=Exists(replies))


_HOLDS = Q(document__withdrawal__isnull=True)
_UNREAD = _HOLDS & Q(receipt__isnull=True)
# What is owed, as the law says it (policy.cases.receiving.owed).
_OWED = Q(copied=False) & (
    Q(document__kind__in=[DocumentKind.REQUEST.value, DocumentKind.REPORT.value])
    | Q(document__kind=DocumentKind.LETTER.value, document__asks=True)
)
_OPEN = _HOLDS & _OWED & Q(receipt__isnull=False, note__isnull=True, answered=False)
_WHICH: Mapping[str, Q] = {UNREAD: _UNREAD, OPEN: _OPEN}


def received_page(actor: Actor, on: date, window: Window, narrowing: Mapping[str, Any]) -> Page:
    """The latest first. ``narrowing``: which, text (title), kind."""
    rows = _mine(actor).filter(_WHICH.get(narrowing.get("which", ""), Q()))
    text = str(narrowing.get("text", "")).strip()
    if text:
        rows = rows.filter(document__title__contains=text)
    if narrowing.get("kind"):
        rows = rows.filter(document__kind=narrowing["kind"])
    found = page_of(rows, ("id",), window, _LISTED)
    names = node_names([row["document__party_organization_id"] for row in found.rows], on)
    told = [
        {
            **row,
            "uuid": row["document__uuid"],
            "written": number_of(row["document__mark"], row["document__year"], row["document__number"]),
            "from": names.get(row["document__party_organization_id"], ""),
            "state": _state(row),
        }
        for row in found.rows
    ]
    return replace(found, rows=told)


def _state(row: Mapping[str, Any]) -> ReceivedState:
    outcome = row["note__outcome"]
    return state_of(
        Received(
            kind=DocumentKind(row["document__kind"]),
            asks=row["document__asks"],
            copied=row["copied"],
            void=row["document__withdrawal__id"] is not None,
            signed=row["receipt__id"] is not None,
            outcome=NoteOutcome(outcome) if outcome else None,
            answered=row["answered"],
        )
    )


def came_in(actor: Actor) -> tuple[int, int]:
    """How many are not signed for, and how many wait for a reply or for what is done with them."""
    found = _mine(actor).aggregate(unread=Count("pk", filter=_UNREAD), open=Count("pk", filter=_OPEN))
    return found["unread"], found["open"]


def is_receiver(actor: Actor, document: int) -> bool:
    return _mine(actor).filter(document=document).exists()


def level_above(actor: Actor) -> str | None:
    """The name of the nearest managed Party organization above the actor's own; None where there is none."""
    line = upward([actor.node], actor.today)[actor.node][1:] if actor.node is not None else []
    managed = set(PartyOrganization.objects.filter(pk__in=line, managed=True).values_list("pk", flat=True))
    nearest = next((one for one in line if one in managed), None)
    return node_names([nearest], actor.today).get(nearest) if nearest is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CameIn:
    """A document as it lies with the body of this actor. ``signed`` and ``noted``: when and by which account, ``said``
    beside the note; ``reply``: number and public id of what the body has sent out for it, or of what decides on its
    case; ``replies``: this actor writes for an office with a register of its own."""

    document: UUID
    facts: Received
    state: ReceivedState
    owed: Owed
    signed: tuple[datetime, str, bool] | None
    noted: tuple[datetime, str] | None
    said: str
    reply: tuple[str, UUID] | None
    replies: bool


def received(actor: Actor, public: UUID) -> CameIn:
    """Raises NotFound for what did not come in here."""
    rows = _mine(actor).select_related("document__withdrawal", "receipt__recorded__actor", "note__recorded__actor")
    row: Any = rows.filter(document__uuid=public).first()
    if row is None:
        raise NotFound
    facts = received_by(row)
    receipt, note, reply = getattr(row, "receipt", None), getattr(row, "note", None), reply_of(row)
    office = row.party_organization_id is not None and granted(actor, Action.ISSUE_DOCUMENT)
    return CameIn(
        document=public,
        facts=facts,
        state=state_of(facts),
        owed=owed(facts.kind, asks=facts.asks, copied=facts.copied),
        signed=(receipt.recorded.at, receipt.recorded.actor.title, receipt.on_paper) if receipt else None,
        noted=(note.recorded.at, note.recorded.actor.title) if note else None,
        said=note.text if note else "",
        reply=(number_of(reply.mark, reply.year, reply.number), reply.uuid) if reply else None,
        replies=office and row.document.case_id is None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LiesWith:
    """With one body: ``since`` the day on which it was signed for or handed over, ``said`` what it answered."""

    key: int
    name: str
    copied: bool
    state: ReceivedState
    since: date | None
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentTo:
    """``told``: the first of them, those who have not signed before the others."""

    count: int
    signed: int
    told: list[LiesWith]


def sent_to(document: UUID, on: date) -> SentTo:
    """To whom a document went that this actor reads in the register."""
    rows = DocumentReceiver.objects.filter(document__uuid=document)
    counts = rows.aggregate(count=Count("pk"), signed=Count("receipt"))
    first = rows.select_related("document__withdrawal", "receipt__recorded", "note").order_by(
        "copied", "-receipt__id", "id"
    )
    told: list[Any] = list(first[:MOST_TOLD])
    nodes, units = (
        node_names([one.party_organization_id for one in told], on),
        names_of([one.unit_id for one in told], on),
    )
    answered = set(
        Document.objects.filter(answers__uuid=document, withdrawal__isnull=True).values_list(
            "party_organization", flat=True
        )
    )
    return SentTo(
        count=counts["count"],
        signed=counts["signed"],
        told=[
            LiesWith(
                key=one.pk,
                name=nodes.get(one.party_organization_id) or units.get(one.unit_id, ""),
                copied=one.copied,
                state=state_of(_lies(one, answered)),
                since=one.receipt.recorded.on if hasattr(one, "receipt") else None,
                said=one.note.text if hasattr(one, "note") else "",
            )
            for one in told
        ],
    )


def unsigned_of(document: UUID, on: date, words: str = "") -> tuple[list[tuple[int, str]], bool]:
    """Who has not signed for a document that this actor reads in the register and that holds, by key and name: those
    whose name or number has the words, and whether there are more of them."""
    rows = DocumentReceiver.objects.filter(
        document__uuid=document, receipt__isnull=True, document__withdrawal__isnull=True
    )
    if words:
        rows = rows.filter(_called(words, on))
    found = list(rows.order_by("copied", "id").values_list("pk", "party_organization", "unit")[: OFFERED + 1])
    more, found = len(found) > OFFERED, found[:OFFERED]
    nodes, units = node_names([node for _, node, _ in found], on), names_of([unit for _, _, unit in found], on)
    return [(key, nodes.get(node) or units.get(unit, "")) for key, node, unit in found], more


def _called(words: str, on: date) -> Q:
    today = during(on)
    nodes = Naming.objects.filter(Q(name__contains=words) | Q(short_name__contains=words), today)
    registered = Registration.objects.filter(today, name__contains=words)
    others = UnitName.objects.filter(today, name__contains=words)
    return (
        Q(party_organization__in=nodes.values("party_organization"))
        | Q(unit__in=registered.values("unit"))
        | Q(unit__in=others.values("unit"))
        | Q(unit__code__contains=words)
    )


def _lies(row: Any, answered: set[int]) -> Received:
    document, note = row.document, getattr(row, "note", None)
    return Received(
        kind=DocumentKind(document.kind),
        asks=document.asks,
        copied=row.copied,
        void=hasattr(document, "withdrawal"),
        signed=hasattr(row, "receipt"),
        outcome=NoteOutcome(note.outcome) if note else None,
        answered=row.party_organization_id in answered,
    )
