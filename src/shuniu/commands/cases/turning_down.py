"""答复: what was refused or put off reaches the applicant under a number, with reasons, clauses and next steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shuniu.commands.cases.following import FollowUp
from shuniu.commands.cases.moving import Move, move, reasons_of, state_of
from shuniu.commands.cases.numbering import Paper, against_numbering, number_document
from shuniu.commands.cases.outgoing import OutgoingDocument
from shuniu.commands.journal import Act
from shuniu.commands.journal.reaching import refuse
from shuniu.models import Case
from shuniu.policy.cases.due import Due
from shuniu.policy.cases.issuing import may_bear
from shuniu.policy.cases.procedure import Procedure
from shuniu.policy.cases.reasoning import PUT_OFF, Reasons, may_answer
from shuniu.policy.words.cases import CaseState, FollowUpTopic, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """``number`` and ``issued_on`` are those of a document that went out on paper, which is put down in the register;
    empty: the register gives the next one, under ``mark`` where the office has several."""

    case: UUID
    version: int
    number: str = ""
    issued_on: date | None = None
    mark: str = ""


def verdict_of(row: Case) -> str:
    """As the title of the answer says it, before the case moves on."""
    return "暂缓" if row.state == CaseState.TO_PUT_OFF else "不同意"


def answer_case(
    act: Act, procedure: Procedure, row: Case, answer: Answer, document: OutgoingDocument | None
) -> Reasons:
    """Within an open act, of a case that is locked. Returns what was said. ``document`` is None where nobody asked: the
    office had begun it itself, and the minutes of its meeting say what became of it. Raises Refused."""
    refuse(procedure.may_move(state_of(procedure, row), Verb.ANSWER).objections)
    said, paper = reasons_of(row), Paper(number=answer.number, issued_on=answer.issued_on)
    refuse(
        [
            *may_bear(answer.number, answer.issued_on).objections,
            *may_answer(said.due_on, answer.issued_on or act.on).objections,
            *(against_numbering(act, document, paper) if document is not None else ()),
        ]
    )
    if document is not None:
        number_document(act, document, paper)
    move(act, procedure, row, Move.of(Verb.ANSWER, said))
    return said


def due_of(said: Reasons) -> Due | None:
    """Until when the next steps are to be taken, where the decision says so."""
    return Due(day=said.due_on, provisional=False, clause=PUT_OFF) if said.due_on else None


def next_steps_of(row: Case, said: Reasons, topic: FollowUpTopic) -> FollowUp:
    """下步努力方向 as work of whoever began the case, about its Party organization."""
    return FollowUp(
        topic=topic,
        text=said.next_steps,
        clause=said.clauses,
        party_organization=row.party_organization_id,
        office=row.origin_id,
        committee=row.committee_id,
        of=row.uuid,
        due=due_of(said),
    )
