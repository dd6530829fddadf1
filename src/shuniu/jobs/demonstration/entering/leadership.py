"""The leadership of the cast's joint committee is appointed, and what goes along with a secretary is handed over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from shuniu.commands.cases.meetings import CaseNamed
from shuniu.commands.journal import act_of
from shuniu.commands.leadership.appointing import accept_appointment, reply_appointment
from shuniu.commands.leadership.handing import HandedOver, hand_over
from shuniu.commands.leadership.issuing import AppointmentReply
from shuniu.commands.leadership.proposing import Proposal, submit_appointment
from shuniu.jobs.demonstration.entering.known import Known
from shuniu.jobs.demonstration.entering.meetings import FIRST_HELD
from shuniu.policy.words.cases import CaseKind
from shuniu.policy.words.leadership import Handed, HandoverItem
from shuniu.queries.accounts import Actor
from shuniu.queries.leadership.appointing import unit_public
from shuniu.queries.leadership.board import board

POSTS = ("secretary", "deputy_secretary", "committee_member", "committee_member")
VERSION_REPLIED = 6
NOTES = {HandoverItem.VENUE: "活动室一间，钥匙两把", HandoverItem.MATERIALS: "支部印章一枚，档案三卷"}


def propose(known: Known, office: Actor, node: int, unit: int, people: Sequence[UUID]) -> CaseNamed:
    """Recommended by the joint committee and reviewed: it waits for the meeting."""
    today = known.clerk.today
    posts: list[dict[str, Any]] = [
        {
            "person": str(person),
            "post": post,
            "full_time": post == "secretary" or None,
            "source": "recommended" if post == "deputy_secretary" else "internal",
        }
        for person, post in zip(people, POSTS, strict=False)
    ]
    values = {
        "posts": posts,
        "secretary_unit": str(unit_public(unit)),
        "whole": True,
        "grounds": "联合党委班子任期已满，按规定重新任命。",
    }
    act = act_of(office, today - timedelta(days=58))
    case = submit_appointment(act, Proposal(party_organization=node, values=values))
    accept_appointment(known.act(today - timedelta(days=50)), case, 2)
    return CaseNamed(case=case, version=3)


def appoint(known: Known, named: CaseNamed) -> None:
    """After the meeting has agreed to it; the register gives the number."""
    on = known.clerk.today - timedelta(days=FIRST_HELD - 4)
    reply = AppointmentReply(case=named.case, version=named.version + 2, effective_on=on)
    reply_appointment(known.act(on), reply)


def hand_over_what_there_is(clerk: Actor, code: str, days: int) -> None:
    """As the old secretary left it; the new one has not confirmed it."""
    case = board(clerk, code, clerk.today).open_cases.get(CaseKind.HANDOVER.value)
    if case is None:
        return
    items = {
        one.value: {
            "state": (Handed.NONE if one is HandoverItem.STAFF else Handed.HANDED).value,
            "note": NOTES.get(one, ""),
        }
        for one in HandoverItem
    }
    hand_over(act_of(clerk, clerk.today - timedelta(days=days)), HandedOver(case=case, version=1, items=items))
