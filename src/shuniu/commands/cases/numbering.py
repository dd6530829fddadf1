"""Give what replies to a case its number: the next of the register, or that of a paper, put down now or before.

One paper may reply to several cases of the same meeting; the register holds it once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from shuniu.commands.cases.documents import (
    against_issuing,
    against_recording,
    held_series,
    issue_document,
    record_document,
)
from shuniu.commands.cases.outgoing import OutgoingDocument
from shuniu.commands.journal import Act
from shuniu.commands.journal.reaching import nodes_in_reach, refuse
from shuniu.kernel.decision import Objection
from shuniu.models import Case, Document, DocumentCase, Meeting
from shuniu.policy.cases.issuing import number_read
from shuniu.policy.cases.sharing import OneMore, PutDown, may_share
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseKind
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.facts.party import nodes


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What went out on paper before, as it stands there: 机关代字〔年份〕顺序号 and its day. Empty: nothing did."""

    number: str = ""
    issued_on: date | None = None


def number_document(act: Act, row: OutgoingDocument, paper: Paper) -> str:
    """The number of what replies to a case. Within an open act: where that fails the number was never given, nor put
    down. Raises Refused."""
    if not paper.number.strip():
        return issue_document(act, row).number
    read = number_read(paper.number)
    assert read is not None and paper.issued_on is not None, "the law has refused what is not written so"
    mark, year, number = read
    # Two cases that take up one paper wait for each other, and whoever declares it void waits for them.
    held_series(row.party_organization, mark, year)
    held = _in_register(act, row, read)
    if held is None:
        record_document(act, replace(row, mark=mark, issued_on=paper.issued_on), number)
    else:
        refuse(_against_sharing(held, row, paper.issued_on))
        DocumentCase.objects.create(document=held, case_id=_case_of(row), meeting_id=row.meeting, recorded=act.line)
    return paper.number.strip()


def against_numbering(act: Act, row: OutgoingDocument, paper: Paper) -> tuple[Objection, ...]:
    """What stands against it, for whoever tells all objections at once; nothing is given or put down. How the number
    of a paper is written the law of the reply says."""
    if not paper.number.strip():
        return against_issuing(act, row)
    read = number_read(paper.number)
    if read is None or paper.issued_on is None or read[1] != paper.issued_on.year:
        return ()
    held = _in_register(act, row, read)
    if held is not None:
        return _against_sharing(held, row, paper.issued_on)
    return against_recording(act, replace(row, mark=read[0], issued_on=paper.issued_on), read[2])


def _in_register(act: Act, row: OutgoingDocument, read: tuple[str, int, int]) -> Document | None:
    """The document that bears the number: the office's own, else one of another office that this actor reads of."""
    mark, year, number = read
    same = Document.objects.filter(mark=mark, year=year, number=number).select_related("meeting")
    found = {one.party_organization_id: one for one in same}
    if row.party_organization in found:
        return found[row.party_organization]
    others = nodes_in_reach(act.actor, found, Action.READ_PARTY_ORGANIZATION)
    return next((one for node, one in found.items() if node in others), None)


def _against_sharing(held: Document, row: OutgoingDocument, said_on: date) -> tuple[Objection, ...]:
    further = list(DocumentCase.objects.filter(document=held).select_related("case", "meeting").order_by("pk"))
    replied = [*([held.case] if held.case is not None else []), *(one.case for one in further)]
    met = held.meeting or next((one.meeting for one in further if one.meeting is not None), None)
    of = Case.objects.get(pk=_case_of(row))
    decided_on = Meeting.objects.filter(pk=row.meeting or 0).values_list("held_on", flat=True).first()
    paper = PutDown(
        office=nodes([held.party_organization_id])[held.party_organization_id].label,
        kind=DocumentKind(held.kind),
        issued_on=held.issued_on,
        on_paper=held.on_paper,
        withdrawn=hasattr(held, "withdrawal"),
        cases=frozenset(CaseKind(one.kind) for one in replied),
        met_on=met.held_on if met else None,
    )
    case = OneMore(
        case=CaseKind(of.kind),
        said_on=said_on,
        decided_on=decided_on,
        here=held.party_organization_id == row.party_organization,
        same_meeting=met.pk == row.meeting if met is not None else not replied,
    )
    return may_share(paper, case).objections


def _case_of(row: OutgoingDocument) -> int:
    assert row.case is not None, "what is numbered here replies to a case"
    return row.case
