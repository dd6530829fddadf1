"""Open the hand-over when a secretary changes, hand over thing by thing, take over what was handed, or say why not.

With the day of the change the old secretary's assignment at that Party organization ends. What lies unfinished there
lies with the Party organization, or, while nobody signs in for it, with the nearest office above: nothing moves from
account to account.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
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
from shuniu.policy.cases.deciding import may_decide
from shuniu.policy.grants import Action
from shuniu.policy.leadership.handover import (
    ASSIGNMENTS,
    CHANGED_ON,
    HANDOVER,
    TOPIC,
    may_end_untaken,
    may_hand_over,
    may_leave_untaken,
    may_open,
    may_receive,
    may_take_over,
)
from shuniu.policy.words.cases import Verb
from shuniu.queries.facts.leadership import accounts_of, handing_over, signing_in_for, superior_of


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


def begin_handover(act: Act, node: int, changes_on: date | None = None) -> UUID:
    """The secretary of ``node`` changes on that day, that of the act where none is said: opened by hand.

    Raises Refused.
    """
    public = uuid4()
    day = changes_on or act.on
    with open_act(act, "handover.begin", node=node, about=("case", public), request=[node, day]) as opened:
        if opened.repeated:
            return UUID(opened.answer["case"])
        lock_tree()
        if node not in nodes_in_reach(act.actor, [node], Action.FILE_CASE):
            refuse([out_of_reach("该党组织", field="party_organization")])
        refuse(may_open(open_already=node in handing_over([node])).objections)
        row = open_handover(opened.act, node, day, public)
        opened.answer["case"] = str(row.uuid)
        return row.uuid


def open_handover(act: Act, node: int, changed_on: date, public: UUID | None = None) -> Case:
    """Within an open act that holds the tree, where none is open. It lies with the Party organization itself."""
    last = max(changed_on, act.actor.today)
    noted = signing_in_for(node, last, changed_on)
    about = Beginning(
        public=public or uuid4(),
        party_organization=node,
        committee=superior_of(node, act.on),
        origin=node,
        topic=TOPIC,
    )
    filed = {CHANGED_ON: changed_on.isoformat(), ASSIGNMENTS: [str(one) for one in noted]}
    row = begin(act, HANDOVER, about, filed, silent=False)
    _end_assignments(replace(act, on=last), noted)
    return row


def _end_assignments(act: Act, noted: Collection[UUID]) -> None:
    """From the day of the change on, or from today where that day has passed: until then they were held indeed.

    What was given for that day or a later one is the successor's and stays.
    """
    held = Assignment.objects.filter(uuid__in=noted, retracted__isnull=True)
    ended = {one["account_id"] for one in end_facts(act, Assignment, "id", list(held.values_list("pk", flat=True)))}
    for account in sorted(ended):
        end_sessions(account)


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


def take_over(act: Act, said: TakenOver) -> None:
    """接收, thing by thing. Raises Refused, ChangedMeanwhile."""
    request = [str(said.case), said.version, sorted(said.received)]
    with open_act(act, "handover.take_over", about=("case", said.case), request=request) as opened:
        if opened.repeated:
            return
        row = _held(opened.act, said.case, said.version)
        old = accounts_of([UUID(one) for one in row.filed[ASSIGNMENTS]])
        missing = may_take_over(row.filed, said.received)
        refuse([*may_receive(old, act.actor.account).objections, *missing.objections])
        move(opened.act, HANDOVER, row, Move(verb=Verb.TAKE_OVER))


def leave_untaken(act: Act, public: UUID, version: int, reason: str) -> None:
    """注明未接收: it stays open, and the level above sees it among what is late. Raises Refused, ChangedMeanwhile."""
    request = [str(public), version, reason]
    with open_act(act, "handover.leave_untaken", about=("case", public), request=request) as opened:
        if not opened.repeated:
            row = _held(opened.act, public, version)
            refuse(may_leave_untaken(reason).objections)
            # What was filed goes along: whoever says that it was not taken does not end it as well.
            move(opened.act, HANDOVER, row, Move(verb=Verb.LEAVE_UNTAKEN, reason=reason, filed=row.filed))


def end_untaken(act: Act, public: UUID, version: int, reason: str) -> None:
    """不再交接, by the level above. Raises Refused, ChangedMeanwhile."""
    request = [str(public), version, reason]
    with open_act(act, "handover.end_untaken", about=("case", public), request=request) as opened:
        if not opened.repeated:
            keep_tree()
            row = case_to_move(opened.act, HANDOVER, public, Action.REVIEW_CASE, version)
            own = may_decide(HANDOVER, sent_by(row), act.actor.account)
            refuse([*own.objections, *may_end_untaken(reason).objections])
            move(opened.act, HANDOVER, row, Move(verb=Verb.WAIVE, reason=reason))


def _held(act: Act, public: UUID, version: int) -> Case:
    keep_tree()
    return case_to_move(act, HANDOVER, public, Action.FILE_CASE, version)
