"""Sign for a document that came in, or say what the body has done with it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from shuniu.commands.journal import Act, keep_tree, lock_units, open_act
from shuniu.commands.journal.reaching import nodes_in_reach, out_of_reach, refuse, units_in_reach
from shuniu.models import DocumentNote, DocumentReceipt, DocumentReceiver, PartyOrganization
from shuniu.policy.cases.receiving import Noting, may_note, may_sign
from shuniu.policy.grants import Action
from shuniu.policy.words.received import NoteOutcome
from shuniu.queries.facts.receiving import received_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """``document``: public id of what came in; the body is the one for which the actor works."""

    document: UUID
    outcome: NoteOutcome
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """送达: the office that sent it out says that a body has it on paper since the day of the act. ``receiver`` by
    key."""

    document: UUID
    receiver: int


def sign_document(act: Act, public: UUID) -> None:
    """签收. Raises Refused."""
    with open_act(act, "document.sign", about=("document", public), request=str(public)) as opened:
        if opened.repeated:
            return
        row = _mine(act, public)
        refuse(may_sign(received_by(row)).objections)
        DocumentReceipt.objects.create(receiver=row, recorded=opened.act.line)


def note_document(act: Act, row: Noted) -> None:
    """阅办: seen, put on record, or replied to in words. Raises Refused."""
    request = [str(row.document), row.outcome.value, row.text]
    with open_act(act, "document.note", about=("document", row.document), request=request) as opened:
        if opened.repeated:
            return
        held = _mine(act, row.document)
        refuse(may_note(received_by(held), Noting(outcome=row.outcome, text=row.text)).objections)
        DocumentNote.objects.create(
            receiver=held, outcome=row.outcome.value, text=row.text.strip(), recorded=opened.act.line
        )


def hand_over_document(act: Act, row: HandedOver) -> None:
    """登记送达. Raises Refused."""
    request = [str(row.document), row.receiver]
    with open_act(act, "document.hand_over", about=("document", row.document), request=request) as opened:
        if opened.repeated:
            return
        held = DocumentReceiver.objects.filter(pk=row.receiver, document__uuid=row.document).first()
        sender = held.document.party_organization_id if held else 0
        if held is None or not nodes_in_reach(act.actor, [sender], Action.ISSUE_DOCUMENT):
            refuse([out_of_reach("这份文件")])
        assert held is not None
        held = _held(held)
        refuse(may_sign(received_by(held)).objections)
        DocumentReceipt.objects.create(receiver=held, on_paper=True, recorded=opened.act.line)


def _mine(act: Act, public: UUID) -> DocumentReceiver:
    """As it lies with the body of the actor, held. Raises Refused, the same for what is foreign."""
    actor = act.actor
    nodes = nodes_in_reach(actor, [actor.node] if actor.node else [], Action.RECEIVE_DOCUMENT)
    units = units_in_reach(actor, [actor.unit] if actor.unit else [], Action.RECEIVE_DOCUMENT)
    rows = DocumentReceiver.objects.filter(document__uuid=public)
    row = rows.filter(party_organization__in=nodes).first() or rows.filter(unit__in=units).first()
    if row is None:
        refuse([out_of_reach("这份文件")])
    assert row is not None
    return _held(row)


def _held(row: DocumentReceiver) -> DocumentReceiver:
    """Rows that only grow cannot be locked: two of one body wait for each other at the body."""
    if row.unit_id is not None:
        lock_units([row.unit_id])
    else:
        keep_tree()
        PartyOrganization.objects.filter(pk=row.party_organization_id or 0).select_for_update(no_key=True).first()
    return DocumentReceiver.objects.select_related("document__withdrawal", "receipt", "note").get(pk=row.pk)
