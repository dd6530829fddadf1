"""Which document does one that goes out reply to, and may it?"""

from __future__ import annotations

from shuniu.commands.cases.outgoing import OutgoingDocument
from shuniu.commands.journal.reaching import out_of_reach
from shuniu.kernel.decision import Objection
from shuniu.models import Case, Document, DocumentReceiver, PartyOrganization
from shuniu.policy.cases.receiving import may_reply
from shuniu.policy.elections.letters import RESULTS, letter_of
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
    """The document it replies to: the one it names, else the 请示 of the case on which it decides; the result of an
    election is told by a 报告."""
    if row.answers is not None or row.kind is not DocumentKind.REPLY or row.case is None:
        return row.answers
    kind = DocumentKind.REPORT if letter_of(row.title) in RESULTS else DocumentKind.REQUEST
    return live_upward(row.case, kind)


def live_upward(case: int, kind: DocumentKind) -> int | None:
    """What whoever applies has sent about the case and still holds: the level above reports on it as well."""
    origin = Case.objects.filter(pk=case).values("origin")
    mine = {} if kind is DocumentKind.REQUEST else {"party_organization__in": origin}
    sent = Document.objects.filter(case=case, kind=kind.value, withdrawal__isnull=True, **mine)
    return sent.order_by("-pk").values_list("pk", flat=True).first()
