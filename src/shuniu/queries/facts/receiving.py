"""How does a document lie with one of the bodies to which it went?"""

from __future__ import annotations

from shuniu.models import Document, DocumentReceiver
from shuniu.policy.cases.receiving import Received
from shuniu.policy.words.meetings import DocumentKind
from shuniu.policy.words.received import NoteOutcome


def received_by(receiver: DocumentReceiver) -> Received:
    document = receiver.document
    note = getattr(receiver, "note", None)
    return Received(
        kind=DocumentKind(document.kind),
        asks=document.asks,
        copied=receiver.copied,
        void=hasattr(document, "withdrawal"),
        signed=hasattr(receiver, "receipt"),
        outcome=NoteOutcome(note.outcome) if note is not None else None,
        answered=reply_of(receiver) is not None,
    )


def reply_of(receiver: DocumentReceiver) -> Document | None:
    """What this body has sent out to answer it, and what still holds of that."""
    if receiver.party_organization_id is None:
        return None
    mine = Document.objects.filter(answers=receiver.document_id, party_organization=receiver.party_organization_id)
    return mine.filter(withdrawal__isnull=True).order_by("pk").first()
