"""Give a document the next number of its office, put down one that went out on paper, or declare one void."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID, uuid4

from shuniu.commands.cases.addressing import put_down_receivers
from shuniu.commands.cases.answering import against_answering, answered_by, live_upward
from shuniu.commands.cases.numbers import next_number
from shuniu.commands.cases.outgoing import OutgoingDocument
from shuniu.commands.journal import Act, Opened, keep_tree, open_act
from shuniu.commands.journal.reaching import nodes_in_reach, out_of_reach, refuse
from shuniu.kernel.decision import Objection
from shuniu.models import Case, Document, DocumentCase, DocumentWithdrawal, Meeting, Series
from shuniu.policy.cases.issuing import (
    OnPaper,
    Outgoing,
    Withdrawing,
    may_issue,
    may_record,
    may_withdraw,
    number_of,
)
from shuniu.policy.grants import Action
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.facts.meetings import marks_of
from shuniu.queries.facts.passing import asker_of

# What the numbers of cases are counted under bears no brackets, so the two are never mixed.
_SERIES = "{}〔〕"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedDocument:
    """``number`` as it is written: 机关代字〔年份〕顺序号."""

    key: int
    uuid: UUID
    number: str


def issue_document(act: Act, row: OutgoingDocument, action: Action = Action.ISSUE_DOCUMENT) -> IssuedDocument:
    """发文编号. Within an open act it joins it: where that fails, the number was never given. Raises Refused.

    ``action`` is the right it takes: to number whatever goes out, or to decide on the case it replies to.
    """
    public, node = uuid4(), row.party_organization
    with open_act(act, "document.issue", node=node, about=("document", public), request=asdict(row)) as opened:
        if opened.repeated:
            return IssuedDocument(**{**opened.answer, "uuid": UUID(opened.answer["uuid"])})
        refuse(_out_of_reach(act, row, action))
        facts = _facts(opened.act, row)
        refuse([*may_issue(facts).objections, *against_answering(row)])
        number = next_number(node, _SERIES.format(facts.mark), row.issued_on.year)
        return _written(opened, public, row, (facts.mark, number, False))


def record_document(
    act: Act, row: OutgoingDocument, number: int, action: Action = Action.ISSUE_DOCUMENT
) -> IssuedDocument:
    """补录: it bears the number it was given on paper. Raises Refused."""
    public, node, request = uuid4(), row.party_organization, [asdict(row), number]
    with open_act(act, "document.record", node=node, about=("document", public), request=request) as opened:
        if opened.repeated:
            return IssuedDocument(**{**opened.answer, "uuid": UUID(opened.answer["uuid"])})
        refuse(_out_of_reach(act, row, action))
        facts = _facts(opened.act, row)
        series = held_series(node, facts.mark, row.issued_on.year)
        refuse(may_record(facts, _paper(row, facts.mark, number)).objections)
        if number > series.last:
            Series.objects.filter(pk=series.pk).update(last=number)
        return _written(opened, public, row, (facts.mark, number, True))


def against_issuing(act: Act, row: OutgoingDocument, action: Action = Action.ISSUE_DOCUMENT) -> tuple[Objection, ...]:
    """What stands against giving it a number; nothing is given."""
    return _out_of_reach(act, row, action) or may_issue(_facts(act, row)).objections


def against_recording(
    act: Act, row: OutgoingDocument, number: int, action: Action = Action.ISSUE_DOCUMENT
) -> tuple[Objection, ...]:
    """What stands against putting it down with its number; nothing is put down."""
    found = _out_of_reach(act, row, action)
    if found:
        return found
    facts = _facts(act, row)
    return may_record(facts, _paper(row, facts.mark, number)).objections


def withdraw_document(act: Act, public: UUID, reason: str) -> None:
    """作废. Raises Refused."""
    request = [str(public), reason]
    with open_act(act, "document.withdraw", about=("document", public), request=request) as opened:
        if opened.repeated:
            return
        row = Document.objects.filter(uuid=public).first()
        if row is None or not nodes_in_reach(act.actor, [row.party_organization_id], Action.ISSUE_DOCUMENT):
            refuse([out_of_reach("这份文件")])
        assert row is not None
        # Rows that only grow cannot be locked: two who declare it void wait for each other at its series.
        held_series(row.party_organization_id, row.mark, row.year)
        withdrawn = DocumentWithdrawal.objects.filter(document=row).exists()
        of_a_case = row.case_id is not None or DocumentCase.objects.filter(document=row).exists()
        # What asks or reports decides on nothing: written anew, it is numbered anew.
        decides = of_a_case and row.kind not in (DocumentKind.REQUEST, DocumentKind.REPORT)
        facts = Withdrawing(reason=reason, withdrawn=withdrawn, of_a_case=decides)
        refuse(may_withdraw(facts).objections)
        DocumentWithdrawal.objects.create(document=row, reason=reason.strip(), recorded=opened.act.line)


def _out_of_reach(act: Act, row: OutgoingDocument, action: Action) -> tuple[Objection, ...]:
    keep_tree()
    if nodes_in_reach(act.actor, [row.party_organization], action):
        return ()
    return (out_of_reach("该党组织", field="party_organization"),)


def _facts(act: Act, row: OutgoingDocument) -> Outgoing:
    marks = marks_of(row.party_organization, act.actor.today)
    return Outgoing(
        kind=row.kind,
        title=row.title,
        addressee=row.addressee,
        issued_on=row.issued_on,
        today=act.actor.today,
        mark=row.mark.strip() or (marks[0] if marks else ""),
        marks=marks,
        here=_here(row),
        text=row.text.strip(),
        copies=row.copies,
        asked=_sent_already(row),
    )


def _here(row: OutgoingDocument) -> bool:
    """The case is decided on, or where it is asked for was begun, and the meeting held, by the office that sends the
    document out."""
    node = row.party_organization
    of_case = row.case is None or _theirs(row, row.case)
    return of_case and (row.meeting is None or Meeting.objects.filter(pk=row.meeting, party_organization=node).exists())


def _theirs(row: OutgoingDocument, key: int) -> bool:
    """Who begins a case, or passes it on, asks; who decides replies; either may report on it."""
    case = Case.objects.filter(pk=key).first()
    if case is None:
        return False
    node = row.party_organization
    if row.kind is DocumentKind.REQUEST:
        return asker_of(case, row.issued_on) == node
    return node == case.committee_id or (row.kind is DocumentKind.REPORT and node == case.origin_id)


def _sent_already(row: OutgoingDocument) -> bool:
    """What whoever applies sends upward about a case holds once."""
    if row.case is None or row.kind not in (DocumentKind.REQUEST, DocumentKind.REPORT):
        return False
    if row.kind is DocumentKind.REPORT and not Case.objects.filter(pk=row.case, origin=row.party_organization).exists():
        return False
    return live_upward(row.case, row.kind) is not None


def held_series(node: int, mark: str, year: int) -> Series:
    """The series, held until the transaction ends."""
    key = {"party_organization_id": node, "mark": _SERIES.format(mark), "year": year}
    Series.objects.bulk_create([Series(**key)], ignore_conflicts=True)
    return Series.objects.select_for_update(no_key=True).get(**key)


def _paper(row: OutgoingDocument, mark: str, number: int) -> OnPaper:
    key = {"party_organization": row.party_organization, "mark": _SERIES.format(mark), "year": row.issued_on.year}
    same = Document.objects.filter(party_organization=row.party_organization, mark=mark, year=row.issued_on.year)
    return OnPaper(
        number=number,
        latest=Series.objects.filter(**key).values_list("last", flat=True).first() or 0,
        numbered_here=same.filter(on_paper=False).exists(),
        taken=same.filter(number=number).exists(),
    )


def _written(opened: Opened, public: UUID, row: OutgoingDocument, numbered: tuple[str, int, bool]) -> IssuedDocument:
    """``numbered``: mark, number, and whether it was numbered on paper."""
    mark, number, on_paper = numbered
    made = Document.objects.create(
        uuid=public,
        party_organization_id=row.party_organization,
        mark=mark,
        year=row.issued_on.year,
        number=number,
        kind=row.kind.value,
        title=row.title.strip(),
        addressee=row.addressee.strip(),
        issued_on=row.issued_on,
        on_paper=on_paper,
        case_id=row.case,
        meeting_id=row.meeting,
        addressed_to_id=row.addressed_to,
        text=row.text.strip(),
        copies=list(row.copies),
        as_letter=row.as_letter,
        asks=row.asks,
        answers_id=answered_by(row),
        recorded=opened.act.line,
    )
    if not on_paper:
        put_down_receivers(opened.act, made, row)
    found = IssuedDocument(key=made.pk, uuid=public, number=number_of(mark, made.year, number))
    opened.answer.update(asdict(found), uuid=str(public))
    return found
