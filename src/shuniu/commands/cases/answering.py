"""Which document does one that goes out reply to, and may it?"""

from __future__ import annotations

from shuniu.commands.cases.outgoing import OutgoingDocument
from shuniu.commands.journal.reaching import out_of_reach
from shuniu.kernel.decision import Objection
from shuniu.models import Document, DocumentReceiver, PartyOrganization
from shuniu.policy.cases.receiving import may_reply
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.facts.receiving import received_by


def against_answering(row: OutgoingDocument) -> tuple[Objection, ...]:
    """What stands against replying to it with a document. Two clerks of one office wait for each other here."""
    if row.answers is None:
        return ()
    PartyOrganization.objects.filter(pk=row.party_organization).select_for_update(no_key=True).first()
    mine = DocumentReceiver.objects.filter(document=row.answers, party_organization=row.party_organization)
    held = mine.select_related("document__withdrawal", "receipt", "note").first()
    return (out_of_reach("要回复的文件"),) if held is None else may_reply(received_by(held)).objections


def answered_by(row: OutgoingDocument) -> int | None:
    """The document it replies to: the one it names, else the 请示 of the case on which it decides."""
    if row.answers is not None or row.kind is not DocumentKind.REPLY or row.case is None:
        return row.answers
    return live_request(row.case)


def live_request(case: int) -> int | None:
    asked = Document.objects.filter(case=case, kind=DocumentKind.REQUEST.value, withdrawal__isnull=True)
    return asked.order_by("-pk").values_list("pk", flat=True).first()
