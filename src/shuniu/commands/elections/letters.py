"""Send out what an election is told by, 批复 and 换届提醒函, each under a number of the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from shuniu.commands.cases.documents import (
    IssuedDocument,
    against_issuing,
    against_recording,
    issue_document,
    record_document,
)
from shuniu.commands.cases.outgoing import OutgoingDocument
from shuniu.commands.journal import Act, ChangedMeanwhile, keep_tree, open_act
from shuniu.commands.journal.reaching import nodes_in_reach, out_of_reach, refuse
from shuniu.kernel.decision import Objection
from shuniu.models import Case, Document, PartyOrganization
from shuniu.policy.elections.letters import Letter, ReminderFacts, may_remind, title_of
from shuniu.policy.grants import Action
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.facts.elections import body_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """``mark`` empty: the office's first. ``number`` is that of a letter numbered on paper before (补录), ``issued_on``
    its day; None: the register gives the next one today."""

    mark: str = ""
    number: int | None = None
    issued_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """``seen``: the reminders sent to the body that the office looked at, by their keys."""

    body: int
    numbering: Numbering = Numbering()
    seen: Sequence[int] = ()


def send_reply(act: Act, row: Case, letter: Letter, said: Numbering) -> str:
    """The 批复 on a case by the office with which it lies; returns its number. Raises Refused."""
    return _numbered(act, _reply(act, row, letter), said).number


def against_reply(act: Act, row: Case, letter: Letter, said: Numbering) -> tuple[Objection, ...]:
    """What stands against its number; nothing is given or put down."""
    document = _reply(act, row, letter)
    if said.number is None:
        return against_issuing(act, replace(document, mark=said.mark), Action.REVIEW_CASE)
    return against_recording(act, _on_paper(document, said), said.number, Action.REVIEW_CASE)


def _reply(act: Act, row: Case, letter: Letter) -> OutgoingDocument:
    assert row.at_id is not None and row.party_organization_id is not None, "it lies with the level above"
    body = body_facts(row.party_organization_id, act.on)
    return OutgoingDocument(
        party_organization=row.at_id,
        kind=DocumentKind.REPLY,
        title=title_of(letter, body.label),
        addressee=body.label,
        issued_on=act.actor.today,
        case=row.pk,
        addressed_to=body.key,
    )


def send_reminder(act: Act, row: Reminding) -> IssuedDocument:
    """换届提醒函, from the level above to the body. Raises Refused, ChangedMeanwhile where another one went out."""
    mine = nodes_in_reach(act.actor, [row.body], Action.REVIEW_CASE)
    node = row.body if mine else None
    with open_act(act, "election.remind", node=node, request=asdict(row)) as opened:
        if opened.repeated:
            held = Document.objects.get(pk=opened.answer["document"])
            return IssuedDocument(key=held.pk, uuid=held.uuid, number=opened.answer["number"])
        keep_tree()
        # Rows that only grow cannot be locked: two who remind one body wait for each other at the body.
        PartyOrganization.objects.filter(pk=row.body).select_for_update(no_key=True).first()
        if not mine:
            refuse([out_of_reach("该党组织")])
        sent = Document.objects.filter(addressed_to=row.body, kind=DocumentKind.LETTER.value)
        if set(sent.values_list("pk", flat=True)) != set(row.seen):
            raise ChangedMeanwhile
        body = body_facts(row.body, act.on)
        refuse(may_remind(ReminderFacts(ends_on=body.ends_on, own=body.above == body.key)).objections)
        document = OutgoingDocument(
            party_organization=body.above,
            kind=DocumentKind.LETTER,
            title=title_of(Letter.REMINDER, body.label),
            addressee=body.label,
            issued_on=act.actor.today,
            addressed_to=body.key,
        )
        issued = _numbered(opened.act, document, row.numbering)
        opened.answer.update(document=issued.key, number=issued.number)
        return issued


def _numbered(act: Act, row: OutgoingDocument, said: Numbering) -> IssuedDocument:
    if said.number is None:
        return issue_document(act, replace(row, mark=said.mark), Action.REVIEW_CASE)
    return record_document(act, _on_paper(row, said), said.number, Action.REVIEW_CASE)


def _on_paper(row: OutgoingDocument, said: Numbering) -> OutgoingDocument:
    return replace(row, mark=said.mark.strip(), issued_on=said.issued_on or row.issued_on)
