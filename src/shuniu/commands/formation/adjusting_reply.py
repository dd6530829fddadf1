"""Give the reply: what was agreed to is carried out by the ordinary acts from its day, in the same transaction.

Where the register stands against it, the case stays where it is. The past stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.commands.cases.first_elections import decided_by, kinds_on, open_first_elections, raised
from shuniu.commands.cases.following import open_follow_ups
from shuniu.commands.cases.moving import Move, move
from shuniu.commands.cases.numbering import Paper, against_numbering, number_document
from shuniu.commands.cases.outgoing import OutgoingDocument
from shuniu.commands.cases.turning_down import Answer, answer_case, next_steps_of, verdict_of
from shuniu.commands.formation.adjusting import adjustment_to_move, against_carrying_out
from shuniu.commands.formation.adjusting_terms import new_rows
from shuniu.commands.formation.reviewing import Looked
from shuniu.commands.journal import Act, keep_tree, lock_tree, open_act
from shuniu.commands.journal.reaching import refuse
from shuniu.commands.members.move import Relocation, move_members
from shuniu.commands.party.cover import Covering, cover_units, uncover_units
from shuniu.commands.party.dissolve import dissolve_party_organizations
from shuniu.commands.party.establish import Terms, establish_party_organizations
from shuniu.commands.party.formations import FormationOf, set_formations
from shuniu.commands.party.merge import merge_party_organizations
from shuniu.commands.party.move import Move as Reattaching
from shuniu.commands.party.move import move_party_organizations
from shuniu.commands.party.rename import ChangeOfKind, Renaming, change_kinds, rename_party_organizations
from shuniu.commands.party.split import Part, split_party_organization
from shuniu.models import Case, Formation
from shuniu.policy.formation.adjusting_steps import ADJUSTMENT
from shuniu.policy.formation.replying import ReplyFacts, may_reply
from shuniu.policy.words import CoverageRole, FormationMode, Precision
from shuniu.policy.words.adjusting import AdjustmentTopic as Topic
from shuniu.policy.words.adjusting import Transition
from shuniu.policy.words.cases import FollowUpTopic, Verb
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.days import during
from shuniu.queries.facts.adjusting import Adjusted, adjusted, persons_named
from shuniu.queries.facts.formation import superior_named
from shuniu.queries.facts.meetings import decided_at
from shuniu.queries.facts.party import nodes


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentReply:
    """``number`` and ``issued_on`` are those of a document that went out on paper, which is put down in the register;
    empty: the register gives the next one, under ``mark`` where the office has several."""

    case: UUID
    version: int
    effective_on: date
    number: str = ""
    issued_on: date | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Agreed:
    """What was agreed to: the Party organization as it is on the day, what was filed, the terms of the reply; and the
    case itself, which goes on to its end where the Party organization ends by it."""

    now: Adjusted
    filed: Mapping[str, Any]
    terms: Terms
    case: int


def reply_adjustment(act: Act, reply: AdjustmentReply) -> list[int]:
    """批复. Returns the Party organizations that are set up. Raises Refused, ChangedMeanwhile."""
    with open_act(act, "adjustment.reply", about=("case", reply.case), request=asdict(reply)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        lock_tree()
        row = adjustment_to_move(opened.act, Looked(case=reply.case, version=reply.version), Verb.REPLY)
        from_then = replace(opened.act, on=reply.effective_on)
        asked = ReplyFacts(
            applied_on=row.law_day,
            effective_on=reply.effective_on,
            today=act.actor.today,
            number=reply.number,
            issued_on=reply.issued_on,
        )
        document, paper = (
            _document(row, "", reply.mark, act.actor.today),
            Paper(number=reply.number, issued_on=reply.issued_on),
        )
        against = against_numbering(opened.act, document, paper)
        refuse([*may_reply(asked).objections, *against_carrying_out(from_then, row), *against])
        number = number_document(opened.act, document, paper)
        before = kinds_on([row.party_organization_id or 0], from_then.on)
        made = _carried_out(from_then, row, (number, reply.issued_on or opened.act.line.on))
        move(opened.act, ADJUSTMENT, row, Move(verb=Verb.REPLY, effective_on=reply.effective_on))
        open_first_elections(from_then, [*raised(before, from_then.on), *made], decided_by(row))
        opened.answer["party_organizations"] = made
        return made


def answer_adjustment(act: Act, answer: Answer) -> None:
    """答复 under a number: what was refused or put off goes back with its reasons; the next steps become work of
    whoever began it. Raises Refused, ChangedMeanwhile."""
    with open_act(act, "adjustment.answer", about=("case", answer.case), request=asdict(answer)) as opened:
        if opened.repeated:
            return
        keep_tree()
        row = adjustment_to_move(opened.act, Looked(case=answer.case, version=answer.version), Verb.ANSWER)
        document = _document(row, verdict_of(row), answer.mark, act.actor.today)
        said = answer_case(opened.act, ADJUSTMENT, row, answer, document)
        open_follow_ups(opened.act, [next_steps_of(row, said, FollowUpTopic.NEXT_STEPS)])


def _document(row: Case, verdict: str, mark: str, today: date) -> OutgoingDocument:
    """The reply as it stands in the register of the committee. ``verdict``: empty where it is agreed to."""
    assert row.party_organization_id is not None and row.committee_id is not None
    origin = row.origin_id or row.party_organization_id
    known, topic = nodes({row.party_organization_id, origin}), Topic(row.topic)
    return OutgoingDocument(
        party_organization=row.committee_id,
        kind=DocumentKind.REPLY,
        title=f"关于{verdict}{known[row.party_organization_id].label}{topic.label}的批复",
        addressee=known[origin].label,
        issued_on=today,
        mark=mark,
        case=row.pk,
        meeting=decided_at(row.pk),
    )


def _carried_out(act: Act, row: Case, document: tuple[str, date]) -> list[int]:
    """``document``: number and day of the reply."""
    assert row.party_organization_id is not None and row.committee_id is not None
    terms = Terms(
        approver=superior_named(row.committee_id, act.on),
        document_number=document[0],
        document_on=document[1],
        established_on=act.on,
        established_precision=Precision.DAY.value,
    )
    now = adjusted(row.party_organization_id, act.on)
    agreed = _Agreed(now=now, filed=_as_it_is_now(row.filed, now), terms=terms, case=row.pk)
    return _ACTS[Topic(row.topic)](act, agreed)


def _as_it_is_now(filed: Mapping[str, Any], now: Adjusted) -> dict[str, Any]:
    """Whoever has left since it was agreed to does not come along, nor a unit that is no longer covered."""
    parts = [
        {
            **one,
            "units": sorted(set(one.get("units") or ()) & (now.units | now.further)),
            "members": sorted(set(one.get("members") or ()) & now.roll.keys()),
        }
        for one in filed.get("parts") or ()
    ]
    return {**filed, "parts": parts}


def _rename(act: Act, agreed: _Agreed) -> list[int]:
    short = agreed.filed.get("short_name")
    rename_party_organizations(
        act, [Renaming(party_organization=agreed.now.key, name=agreed.filed["name"], short_name=short)]
    )
    return []


def _rank(act: Act, agreed: _Agreed) -> list[int]:
    """升格: the body first, then the branches below it, then the members into them, each with the own history."""
    _change_kind(act, agreed)
    made = establish_party_organizations(act, new_rows(Topic.RANK, agreed.now, agreed.filed, agreed.terms))
    _hand_units(act, agreed, made)
    _hand_members(act, agreed, made)
    return made


def _merge(act: Act, agreed: _Agreed) -> list[int]:
    merge_party_organizations(act, [agreed.now.key], into=agreed.filed["into"], leaving=agreed.case)
    return []


def _split(act: Act, agreed: _Agreed) -> list[int]:
    made = _set_up_beside(act, agreed)
    if agreed.filed.get("dissolve"):
        dissolve_party_organizations(act, [agreed.now.key], leaving=agreed.case)
    return made


def _take_in(act: Act, agreed: _Agreed) -> list[int]:
    """They are covered as well, from the day of the reply on; what was covered before stays so."""
    units, role = agreed.filed["units"], CoverageRole.MEMBER
    cover_units(act, [Covering(party_organization=agreed.now.key, unit=unit, role=role) for unit in units])
    return []


def _reattach(act: Act, agreed: _Agreed) -> list[int]:
    rows = [Reattaching(party_organization=agreed.now.key, parent=agreed.filed["parent"])]
    move_party_organizations(act, rows, leaving=agreed.case)
    return []


def _dissolve(act: Act, agreed: _Agreed) -> list[int]:
    """Its members have gone on before it ends, and it covers nobody any more."""
    _uncover(act, agreed, agreed.now.units)
    if agreed.now.roll:
        goal = agreed.filed["receiver"]
        move_members(act, [Relocation(person=one.person, party_organization=goal) for one in agreed.now.roll.values()])
    dissolve_party_organizations(act, [agreed.now.key], leaving=agreed.case)
    return []


def _evolve(act: Act, agreed: _Agreed) -> list[int]:
    made = _set_up_beside(act, agreed) if agreed.filed.get("parts") else []
    if agreed.filed.get("kind"):
        _change_kind(act, agreed)
    elif agreed.filed.get("name"):
        _rename(act, agreed)
    separate = agreed.filed["transition"] == Transition.JOINT_TO_SEPARATE
    mode = FormationMode.SEPARATE if separate else FormationMode.JOINT
    held = Formation.objects.filter(during(act.on), party_organization=agreed.now.key).first()
    terms = replace(
        agreed.terms,
        mode=mode.value,
        basis=held.basis if held else "",
        sponsor=held.sponsor if held else "",
        established_on=held.established_on if held else None,
        established_precision=held.established_precision if held else "",
    )
    set_formations(act, [FormationOf(party_organization=agreed.now.key, terms=terms)])
    return made


_ACTS = {
    Topic.RENAME: _rename,
    Topic.RANK: _rank,
    Topic.MERGE: _merge,
    Topic.SPLIT: _split,
    Topic.TAKE_IN: _take_in,
    Topic.REATTACH: _reattach,
    Topic.DISSOLVE: _dissolve,
    Topic.EVOLVE: _evolve,
}


def _change_kind(act: Act, agreed: _Agreed) -> None:
    kind, name = agreed.filed["kind"], agreed.filed.get("name", "")
    change_kinds(act, [ChangeOfKind(party_organization=agreed.now.key, kind=kind, name=name)], elects=False)


def _set_up_beside(act: Act, agreed: _Agreed) -> list[int]:
    rows = new_rows(Topic.SPLIT, agreed.now, agreed.filed, agreed.terms)
    parts = [
        Part(new=new, covers=tuple(one.get("units") or ()))
        for new, one in zip(rows, agreed.filed["parts"], strict=True)
    ]
    made = split_party_organization(act, agreed.now.key, parts, elects=False)
    _hand_members(act, agreed, made)
    return made


def _hand_units(act: Act, agreed: _Agreed, made: list[int]) -> None:
    pairs = [
        (key, unit)
        for key, one in zip(made, agreed.filed.get("parts") or (), strict=True)
        for unit in one.get("units") or ()
    ]
    _uncover(act, agreed, {unit for _, unit in pairs})
    rows = [Covering(party_organization=key, unit=unit, role=CoverageRole.HOST) for key, unit in pairs]
    if rows:
        cover_units(act, rows)


def _uncover(act: Act, agreed: _Agreed, units: Any) -> None:
    rows = [Covering(party_organization=agreed.now.key, unit=unit, later_too=True) for unit in sorted(units)]
    if rows:
        uncover_units(act, rows)


def _hand_members(act: Act, agreed: _Agreed, made: list[int]) -> None:
    rows = [
        Relocation(person=person, party_organization=key)
        for key, one in zip(made, agreed.filed.get("parts") or (), strict=True)
        for person in persons_named(one.get("members") or (), agreed.now.roll)
    ]
    if rows:
        move_members(act, rows)
