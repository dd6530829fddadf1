"""The document by which a leadership is appointed: numbered by the register, or put down as it went out on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shuniu.commands.cases.numbering import Paper, against_numbering, number_document
from shuniu.commands.cases.outgoing import OutgoingDocument
from shuniu.commands.cases.turning_down import verdict_of
from shuniu.commands.journal import Act
from shuniu.kernel.decision import Objection
from shuniu.models import Case
from shuniu.policy.leadership.appointing import title_of
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.facts.meetings import decided_at
from shuniu.queries.facts.party import nodes


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentReply:
    """``effective_on`` is the day from which the posts are held. The register of what goes out gives the number, under
    ``mark`` where the office has several; ``number`` and ``issued_on`` are those of a document that went out on paper.
    """

    case: UUID
    version: int
    effective_on: date
    mark: str = ""
    number: str = ""
    issued_on: date | None = None


def number_for(act: Act, row: Case, reply: AppointmentReply, name: str) -> str:
    """Within an open act: where that fails the number was never given, nor put down. Raises Refused."""
    return number_document(act, _document(act, row, reply, name), _paper(reply))


def against_number_for(act: Act, row: Case, reply: AppointmentReply, name: str) -> tuple[Objection, ...]:
    """What stands against it; nothing is given or put down."""
    return against_numbering(act, _document(act, row, reply, name), _paper(reply))


def _paper(reply: AppointmentReply) -> Paper:
    return Paper(number=reply.number, issued_on=reply.issued_on)


def answer_for(act: Act, row: Case, mark: str) -> OutgoingDocument | None:
    """What tells whoever asked that it is refused or put off; None where nobody did."""
    if not _asked(row):
        return None
    body, origin = row.party_organization_id or 0, row.origin_id or 0
    known = nodes({body, origin})
    return OutgoingDocument(
        party_organization=row.committee_id or 0,
        kind=DocumentKind.REPLY,
        title=title_of(known[body].label, verdict=verdict_of(row)),
        addressee=known[origin].label,
        issued_on=act.actor.today,
        mark=mark,
        case=row.pk,
        meeting=decided_at(row.pk),
    )


def _asked(row: Case) -> bool:
    """The committee itself may have begun it; then nobody asked."""
    return row.origin_id is not None and row.origin_id != row.committee_id


def _document(act: Act, row: Case, reply: AppointmentReply, name: str) -> OutgoingDocument:
    """A reply to whoever asked; where nobody did, the committee gives notice."""
    asked = _asked(row)
    return OutgoingDocument(
        party_organization=row.committee_id or 0,
        kind=DocumentKind.REPLY if asked else DocumentKind.NOTICE,
        title=title_of(name, "批复" if asked else "通知"),
        addressee=name,
        issued_on=act.actor.today,
        mark=reply.mark,
        case=row.pk,
        meeting=decided_at(row.pk),
    )
