"""Open the hand-over when a secretary changes, hand over thing by thing, take over what was handed.

When it is taken over the old secretary's assignment at that Party organization ends. What lies unfinished there lies
with the Party organization and stays with it: nothing moves from account to account.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from shuniu.commands.accounts.reaching import end_sessions
from shuniu.commands.cases.filling import Beginning, begin
from shuniu.commands.cases.moving import Move, case_to_move, move, sent_by
from shuniu.commands.journal import Act, keep_tree, lock_tree, open_act
from shuniu.commands.journal.ending import end_facts
from shuniu.commands.journal.reaching import nodes_in_reach, out_of_reach, refuse
from shuniu.models import Assignment, Case
from shuniu.policy.grants import Action
from shuniu.policy.leadership.handover import (
    ASSIGNMENTS,
    CHANGED_ON,
    HANDOVER,
    TOPIC,
    may_hand_over,
    may_open,
    may_receive,
    may_take_over,
)
from shuniu.policy.words.cases import Verb
from shuniu.queries.facts.leadership import handing_over, signing_in_for, superior_of


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """``items``: by thing, ``{"state": handed or none, "note": …}``."""

    case: UUID
    version: int
    items: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """``received``: the things that are confirmed."""

    case: UUID
    version: int
    received: Collection[str] = ()


def begin_handover(act: Act, node: int) -> UUID:
    """The secretary of ``node`` has changed, or is about to: opened by hand. Raises Refused."""
    public = uuid4()
    with open_act(act, "handover.begin", node=node, about=("case", public), request=[node]) as opened:
        if opened.repeated:
            return UUID(opened.answer["case"])
        lock_tree()
        if node not in nodes_in_reach(act.actor, [node], Action.FILE_CASE):
            refuse([out_of_reach("该党组织", field="party_organization")])
        refuse(may_open(open_already=node in handing_over([node])).objections)
        row = open_handover(opened.act, node, act.on, public)
        opened.answer["case"] = str(row.uuid)
        return row.uuid


def open_handover(act: Act, node: int, changed_on: date, public: UUID | None = None) -> Case:
    """Within an open act that holds the tree, where none is open. It lies with the Party organization itself."""
    filed = {CHANGED_ON: changed_on.isoformat(), ASSIGNMENTS: [str(one) for one in signing_in_for(node, act.on)]}
    about = Beginning(
        public=public or uuid4(),
        party_organization=node,
        committee=superior_of(node, act.on),
        origin=node,
        topic=TOPIC,
    )
    return begin(act, HANDOVER, about, filed, silent=False)


def hand_over(act: Act, said: HandedOver) -> None:
    """移交. Raises Refused with everything that was left open, ChangedMeanwhile."""
    with open_act(act, "handover.hand_over", about=("case", said.case), request=asdict(said)) as opened:
        if opened.repeated:
            return
        row = _held(opened.act, said.case, said.version)
        refuse(may_hand_over(said.items).objections)
        items = {name: dict(said.items[name]) for name in HANDOVER.fields if name in said.items}
        move(opened.act, HANDOVER, row, Move(verb=Verb.HAND_OVER, filed={**row.filed, **items}))


def return_handover(act: Act, public: UUID, version: int, remarks: Mapping[str, str]) -> None:
    """退回: something is missing; with a remark on the thing. Raises Refused, ChangedMeanwhile."""
    request = [str(public), version, dict(remarks)]
    with open_act(act, "handover.return", about=("case", public), request=request) as opened:
        if not opened.repeated:
            row = _held(opened.act, public, version)
            move(opened.act, HANDOVER, row, Move(verb=Verb.RETURN, remarks=remarks))


def take_over(act: Act, said: TakenOver) -> list[int]:
    """接收: the old secretary's assignments there end on the day of the act, his sessions at once.

    Returns the accounts whose assignment ended. Raises Refused, ChangedMeanwhile.
    """
    request = [str(said.case), said.version, sorted(said.received)]
    with open_act(act, "handover.take_over", about=("case", said.case), request=request) as opened:
        if opened.repeated:
            return list(opened.answer["accounts"])
        row = _held(opened.act, said.case, said.version)
        handed_by = sent_by(row)
        refuse([*may_receive(handed_by, act.actor.account).objections, *_missing(row, said)])
        move(opened.act, HANDOVER, row, Move(verb=Verb.TAKE_OVER))
        ended = _end_assignments(opened.act, row, handed_by)
        opened.answer["accounts"] = ended
        return ended


def _missing(row: Case, said: TakenOver) -> Any:
    return may_take_over(row.filed, said.received).objections


def _held(act: Act, public: UUID, version: int) -> Case:
    keep_tree()
    return case_to_move(act, HANDOVER, public, Action.FILE_CASE, version)


def _end_assignments(act: Act, row: Case, handed_by: Collection[int]) -> list[int]:
    """That of the account which handed over; where the level above did so, those of everybody who signed in for the
    secretary when it began. Never that of whoever takes over."""
    noted = [UUID(one) for one in row.filed[ASSIGNMENTS]]
    held = Assignment.objects.filter(uuid__in=noted, retracted__isnull=True).exclude(account=act.actor.account)
    own = held.filter(account__in=handed_by)
    wanted = list((own if own.exists() else held).values_list("pk", flat=True))
    ended = {one["account_id"] for one in end_facts(act, Assignment, "id", wanted)}
    for account in sorted(ended):
        end_sessions(account)
    return sorted(ended)
