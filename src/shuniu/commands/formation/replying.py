"""Give the reply: the Party organization stands from its day, covers its organizations, and what follows is opened.

Everything in one transaction: where the register stands against it, the case stays where it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.commands.cases.moving import Move, move, sent_by
from shuniu.commands.cases.numbering import Paper, against_numbering, number_document
from shuniu.commands.cases.outgoing import OutgoingDocument
from shuniu.commands.cases.turning_down import Answer, answer_case, verdict_of
from shuniu.commands.formation.asking import Office, facts_of, office_for, units_named
from shuniu.commands.formation.following import end_next_steps, open_after_answer, open_after_reply
from shuniu.commands.formation.reviewing import Looked, to_decide
from shuniu.commands.journal import Act, keep_tree, lock_tree, lock_units, open_act
from shuniu.commands.journal.reaching import refuse
from shuniu.commands.party.cover import Covering, cover_units, uncover_units
from shuniu.commands.party.establish import NewPartyOrganization, Terms, establish_party_organizations
from shuniu.commands.party.localities import Fallback, set_fallbacks
from shuniu.commands.party.terms import TermOfCommittee, record_terms
from shuniu.kernel.decision import Objection
from shuniu.models import Case, CaseUnit
from shuniu.policy.cases.deciding import may_decide
from shuniu.policy.formation.checking import may_begin
from shuniu.policy.formation.members import TEMPORARY
from shuniu.policy.formation.replying import ReplyFacts, may_reply
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.words import CoverageRole, Precision, SeatRole
from shuniu.policy.words.cases import Verb
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.facts.formation import covering_of, superior_named
from shuniu.queries.facts.meetings import decided_at
from shuniu.queries.facts.organizations import units
from shuniu.queries.facts.passing import asker_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """``number`` and ``issued_on`` are those of a document that went out on paper, which is put down in the register,
    or of an outside body; empty: the register gives the next one, under ``mark`` where the office has several."""

    case: UUID
    version: int
    effective_on: date
    number: str = ""
    issued_on: date | None = None
    mark: str = ""


def reply_formation(act: Act, reply: Reply) -> int:
    """批复. Returns the key of the Party organization that is set up. Raises Refused, ChangedMeanwhile."""
    with open_act(act, "formation.reply", about=("case", reply.case), request=asdict(reply)) as opened:
        if opened.repeated:
            return int(opened.answer["party_organization"])
        lock_tree()
        _lock_units_of(reply.case)
        row = to_decide(opened.act, Looked(case=reply.case, version=reply.version), Verb.REPLY)
        office = office_for(row.filed, act.on, row.law_day, row.committee_id)
        titled = (f"关于同意成立{row.filed['name']}的批复", reply.mark)
        document, paper = _document(opened.act, row, titled, office), _paper(reply)
        against = () if office.outside else against_numbering(opened.act, document, paper)
        refuse([*_against(opened.act, row, reply, office), *against])
        number = reply.number.strip() if office.outside else number_document(opened.act, document, paper)
        numbered = (number, reply.issued_on or opened.act.line.on)
        key = _set_up(replace(opened.act, on=reply.effective_on), row, numbered, office)
        move(opened.act, FORMATION, row, Move(verb=Verb.REPLY, effective_on=reply.effective_on))
        Case.objects.filter(pk=row.pk).update(party_organization=key)
        open_after_reply(opened.act, row, key, office)
        end_next_steps(opened.act, units_named(row), number)
        opened.answer["party_organization"] = key
        return key


def answer_formation(act: Act, answer: Answer) -> None:
    """答复: what was decided goes out under a number with reasons and next steps, which become work to follow up.
    Raises Refused, ChangedMeanwhile."""
    with open_act(act, "formation.answer", about=("case", answer.case), request=asdict(answer)) as opened:
        if opened.repeated:
            return
        keep_tree()
        _lock_units_of(answer.case)
        row = to_decide(opened.act, Looked(case=answer.case, version=answer.version), Verb.ANSWER)
        office = office_for(row.filed, act.on, row.law_day, row.committee_id)
        title = f"关于{verdict_of(row)}成立{row.filed['name']}的批复"
        said = answer_case(opened.act, FORMATION, row, answer, _document(opened.act, row, (title, answer.mark), office))
        open_after_answer(opened.act, row, units_named(row), said)


def _lock_units_of(public: UUID) -> None:
    """All of them before the case."""
    mine = Case.objects.filter(uuid=public).values_list("unit", flat=True)
    further = CaseUnit.objects.filter(case__uuid=public).values_list("unit", flat=True)
    lock_units([key for key in {*mine, *further} if key is not None])


def _against(act: Act, row: Case, reply: Reply, office: Office) -> list[Objection]:
    facts = facts_of(replace(act, on=reply.effective_on), row.unit_id or 0, row.filed, row)
    asked = ReplyFacts(
        applied_on=row.law_day,
        effective_on=reply.effective_on,
        today=act.actor.today,
        number=reply.number,
        issued_on=reply.issued_on,
        outside=office.outside,
    )
    # What a meeting decided is only sent out here; that an outside body agrees is decided by whoever enters it.
    own = may_decide(FORMATION, sent_by(row), act.actor.account).objections if office.outside else ()
    return [*own, *may_reply(asked).objections, *may_begin(facts, office.figures).objections]


def _document(act: Act, row: Case, titled: tuple[str, str], office: Office) -> OutgoingDocument:
    """The 批复 as it stands in the register of the committee; ``titled``: its title and under which mark."""
    addressee, parent = _addressee(act, row, office), superior_named(office.parent, act.on)
    return OutgoingDocument(
        party_organization=office.committee,
        kind=DocumentKind.REPLY,
        title=titled[0],
        addressee=addressee,
        issued_on=act.on,
        mark=titled[1],
        case=row.pk,
        meeting=decided_at(row.pk),
        copies=() if office.parent == office.committee or parent == addressee else (parent,),
    )


def _addressee(act: Act, row: Case, office: Office) -> str:
    """Whoever asked: the office that began it or passed it on, else the organization. What the committee began itself
    goes to the superior-to-be."""
    asker = asker_of(row, act.on)
    began = office.parent if asker == office.committee else asker
    if began not in (None, office.committee) and (name := superior_named(began, act.on)):
        return name
    return units([units_named(row)[0]], act.on)[units_named(row)[0]].label


def _paper(reply: Reply) -> Paper:
    return Paper(number=reply.number, issued_on=reply.issued_on)


def _set_up(act: Act, row: Case, document: tuple[str, date], office: Office) -> int:
    """``document``: number and day of the reply."""
    filed, named = row.filed, units_named(row)
    terms = Terms(
        mode=filed["mode"],
        basis=filed.get("basis", ""),
        approver=office.approver or superior_named(office.committee, act.on),
        document_number=document[0],
        document_on=document[1],
        established_on=act.on,
        established_precision=Precision.DAY.value,
    )
    new = NewPartyOrganization(
        name=filed["name"],
        kind=filed["kind"],
        parent=office.parent,
        short_name=filed.get("short_name", ""),
        terms=terms,
        seats=((filed.get("centre") or named[0], _seat(filed, named)),),
    )
    (key,) = establish_party_organizations(act, [new])
    before = [Covering(party_organization=node, unit=unit) for node, unit in sorted(covering_of(named, act.on))]
    if before:
        uncover_units(act, before)
    # Where a centre hosts it, whoever applied takes part as the others do.
    first = CoverageRole.MEMBER if filed.get("centre") else CoverageRole.HOST
    roles = [first, *(CoverageRole.MEMBER for _ in named[1:])]
    cover_units(
        act,
        [Covering(party_organization=key, unit=unit, role=role) for unit, role in zip(named, roles, strict=True)],
    )
    if filed.get("region"):
        set_fallbacks(act, [Fallback(region=filed["region"], party_organization=key)])
    # A committee's term begins with its election; only what is set up for a task ends with it.
    if filed["kind"] in TEMPORARY:
        ends_on = date.fromisoformat(filed["task_ends_on"])
        record_terms(act, [TermOfCommittee(party_organization=key, begins_on=act.on, ends_on=ends_on)])
    return key


def _seat(filed: Mapping[str, Any], named: list[int]) -> SeatRole:
    """Alone it is its own; what several have, or what a centre gathers, is hosted."""
    return SeatRole.HOST if filed.get("centre") or len(named) > 1 else SeatRole.OWN
