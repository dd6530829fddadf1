"""Review a proposed leadership, and after the meeting give the reply: the posts are written and the secretary's unit.

Everything in one transaction: where the register stands against it, the case stays where it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from uuid import UUID

from shuniu.commands.cases.following import end_follow_ups, open_follow_ups
from shuniu.commands.cases.moving import Move, case_to_move, move
from shuniu.commands.cases.turning_down import Answer, answer_case, next_steps_of
from shuniu.commands.journal import Act, lock_tree, lock_units, open_act
from shuniu.commands.journal.reaching import refuse
from shuniu.commands.leadership.issuing import AppointmentReply, against_number_for, answer_for, number_for
from shuniu.commands.leadership.knowing import figures_for, known_of
from shuniu.commands.leadership.renewing import add_to_leadership, renew_leadership
from shuniu.commands.members.posts import PostHeld
from shuniu.commands.party.seating import Seating, seat_party_organizations, unseat_party_organizations
from shuniu.models import Case
from shuniu.policy.grants import Action
from shuniu.policy.leadership.appointing import ReplyFacts, may_appoint, may_reply, mode_of
from shuniu.policy.leadership.appointment import APPOINTMENT
from shuniu.policy.words import AppointmentMode, PartyPost, SeatRole
from shuniu.policy.words.cases import CaseState, FollowUpTopic, Verb
from shuniu.queries.facts.leadership import members_named, secretary_units, unit_of


def accept_appointment(act: Act, public: UUID, version: int) -> None:
    """初审通过: it goes to the meeting. The law is asked again, of whoever reviews. Raises Refused as it says."""
    request = [str(public), version]
    with open_act(act, "appointment.accept", about=("case", public), request=request) as opened:
        if opened.repeated:
            return
        row = _to_decide(opened.act, public, version)
        refuse(may_appoint(known_of(opened.act, row, row.filed), figures_for(row, act.on)).objections)
        move(opened.act, APPOINTMENT, row, Move(verb=Verb.ACCEPT))


def return_appointment(act: Act, public: UUID, version: int, remarks: Mapping[str, str]) -> None:
    """退回 with remarks by field. Raises Refused, ChangedMeanwhile."""
    request = [str(public), version, dict(remarks)]
    with open_act(act, "appointment.return", about=("case", public), request=request) as opened:
        if not opened.repeated:
            row = _to_decide(opened.act, public, version)
            move(opened.act, APPOINTMENT, row, Move(verb=Verb.RETURN, remarks=remarks))


def reply_appointment(act: Act, reply: AppointmentReply) -> list[int]:
    """任命. Returns the Party organizations whose posts were written. Raises Refused, ChangedMeanwhile."""
    with open_act(act, "appointment.reply", about=("case", reply.case), request=asdict(reply)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        row = _to_decide(opened.act, reply.case, reply.version)
        on = replace(opened.act, on=reply.effective_on)
        asked = ReplyFacts(
            submitted_on=row.law_day,
            effective_on=reply.effective_on,
            number=reply.number,
            issued_on=reply.issued_on,
        )
        facts, figures = known_of(on, row, row.filed), figures_for(row, act.on)
        against = against_number_for(opened.act, row, reply, facts.name)
        refuse([*may_reply(asked).objections, *may_appoint(facts, figures).objections, *against])
        how = mode_of(facts.kind, figures, led_before=facts.led_before)
        assert how is not None, "the law has refused what is elected"
        number = number_for(opened.act, row, reply, facts.name)
        rows = _posts(row, reply.effective_on, how, number)
        node = row.party_organization_id or 0
        move(opened.act, APPOINTMENT, row, Move(verb=Verb.REPLY, effective_on=reply.effective_on))
        if row.filed.get("whole"):
            changed = renew_leadership(on, [node], rows, reply.effective_on)
        else:
            changed = add_to_leadership(on, rows, reply.effective_on)
        _seat(on, row, rows)
        end_follow_ups(opened.act, FollowUpTopic.APPOINTMENT_NEXT_STEPS, node, f"班子已任命（{number}）")
        opened.answer["party_organizations"] = changed
        return changed


def answer_appointment(act: Act, answer: Answer) -> None:
    """答复 under a number, with the reason and the next steps of the meeting. What was refused leaves whoever proposed
    it those to do; what was put off lies with them itself. Raises Refused, ChangedMeanwhile."""
    with open_act(act, "appointment.answer", about=("case", answer.case), request=asdict(answer)) as opened:
        if opened.repeated:
            return
        row = _to_decide(opened.act, answer.case, answer.version)
        said = answer_case(opened.act, APPOINTMENT, row, answer, answer_for(opened.act, row, answer.mark))
        if row.state == CaseState.REFUSED:
            wanted = next_steps_of(row, said, FollowUpTopic.APPOINTMENT_NEXT_STEPS)
            open_follow_ups(opened.act, [wanted])


def _to_decide(act: Act, public: UUID, version: int) -> Case:
    """Locked after the tree and the secretary's unit."""
    lock_tree()
    found = Case.objects.filter(uuid=public, kind=APPOINTMENT.kind.value).values_list("filed", flat=True).first()
    unit = unit_of(UUID(found["secretary_unit"])) if found and found.get("secretary_unit") else None
    lock_units([unit] if unit is not None else [])
    return case_to_move(act, APPOINTMENT, public, Action.DECIDE_CASE, version)


def _posts(row: Case, on: date, how: AppointmentMode, number: str) -> list[PostHeld]:
    named = members_named([UUID(one["person"]) for one in row.filed["posts"]], on)
    return [
        PostHeld(
            person=named[UUID(one["person"])].person,
            party_organization=row.party_organization_id or 0,
            post=PartyPost(one["post"]),
            begins_on=on,
            how=how,
            document_number=number,
            full_time=one.get("full_time"),
        )
        for one in row.filed["posts"]
    ]


def _seat(act: Act, row: Case, rows: Sequence[PostHeld]) -> None:
    """The unit of the new secretary takes the place of the one before (B10, B12)."""
    unit = unit_of(UUID(row.filed["secretary_unit"])) if row.filed.get("secretary_unit") else None
    if unit is None or not any(one.post is PartyPost.SECRETARY for one in rows):
        return
    node, role = row.party_organization_id or 0, SeatRole.SECRETARY_UNIT
    left = [one for one in secretary_units(node, act.on) if one != unit]
    if left:
        unseat_party_organizations(act, [Seating(party_organization=node, unit=one, role=role) for one in left])
    seat_party_organizations(act, [Seating(party_organization=node, unit=unit, role=role)])
