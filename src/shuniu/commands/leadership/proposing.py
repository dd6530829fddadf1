"""Propose a leadership to the level above that appoints it: keep it, submit it, take it back, end it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID, uuid4

from shuniu.commands.cases.filling import Beginning, begin, keep, numbered, to_file, unchanged
from shuniu.commands.cases.moving import Move, case_to_move, move
from shuniu.commands.journal import Act, lock_tree, open_act
from shuniu.commands.journal.reaching import nodes_in_reach, out_of_reach, refuse
from shuniu.commands.leadership.knowing import figures_for, known_of
from shuniu.models import Case
from shuniu.policy.grants import Action
from shuniu.policy.leadership.appointing import may_appoint
from shuniu.policy.leadership.appointment import APPOINTMENT, FIELDS
from shuniu.policy.words.cases import Verb
from shuniu.queries.facts.leadership import superior_of

MARK = "任"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """``values`` by field, as JSON: ``posts`` a list of person (public id), post, full_time and, where the leadership
    is appointed, source. ``version`` is that of the open case that was looked at, 0 where there was none."""

    party_organization: int
    values: Mapping[str, Any] = field(default_factory=dict)
    version: int = 0


def keep_appointment(act: Act, row: Proposal) -> UUID:
    """暂存. Returns the public id. Raises Refused, ChangedMeanwhile."""
    node = row.party_organization
    with open_act(act, "appointment.keep", node=node, request=asdict(row)) as opened:
        if opened.repeated:
            return UUID(opened.answer["case"])
        held = _to_fill_in(opened.act, row)
        if held is None:
            held = _begin(opened.act, row)
        else:
            keep(APPOINTMENT, held, _wanted(row), set(row.values))
        opened.answer["case"] = str(held.uuid)
        return held.uuid


def submit_appointment(act: Act, row: Proposal) -> UUID:
    """提交 with everything the law says against it. Raises Refused, ChangedMeanwhile."""
    with open_act(act, "appointment.submit", node=row.party_organization, request=asdict(row)) as opened:
        if opened.repeated:
            return UUID(opened.answer["case"])
        held = _to_fill_in(opened.act, row) or _begin(opened.act, row)
        filed = to_file(APPOINTMENT, held, _wanted(row), set(row.values))
        facts = known_of(opened.act, held, filed)
        refuse(may_appoint(facts, figures_for(held, act.on)).objections)
        move(opened.act, APPOINTMENT, held, Move(verb=Verb.SUBMIT, filed=filed))
        numbered(held, MARK, act.on.year)
        opened.answer["case"] = str(held.uuid)
        return held.uuid


def withdraw_appointment(act: Act, public: UUID, version: int) -> None:
    """撤回, while nobody has decided on it."""
    _move(act, public, version, Verb.WITHDRAW)


def drop_appointment(act: Act, public: UUID, version: int) -> None:
    """终止."""
    _move(act, public, version, Verb.DROP)


def _move(act: Act, public: UUID, version: int, verb: Verb) -> None:
    request = [str(public), version]
    with open_act(act, f"appointment.{verb.value}", about=("case", public), request=request) as opened:
        if not opened.repeated:
            lock_tree()
            row = case_to_move(opened.act, APPOINTMENT, public, Action.FILE_CASE, version)
            move(opened.act, APPOINTMENT, row, Move(verb=verb))


def _wanted(row: Proposal) -> dict[str, Any]:
    return {name: row.values[name] for name in FIELDS if name in row.values}


def _to_fill_in(act: Act, row: Proposal) -> Case | None:
    """The open case of the Party organization, locked; None where there is none. The page must have shown this one."""
    lock_tree()
    if row.party_organization not in nodes_in_reach(act.actor, [row.party_organization], Action.FILE_CASE):
        refuse([out_of_reach("该党组织", field="party_organization")])
    rows = Case.objects.filter(kind=APPOINTMENT.kind.value, party_organization=row.party_organization)
    found = rows.exclude(holder="").values_list("uuid", flat=True).first()
    if found is None:
        unchanged(None, row.version)
        return None
    return case_to_move(act, APPOINTMENT, found, Action.FILE_CASE, row.version)


def _begin(act: Act, row: Proposal) -> Case:
    node = row.party_organization
    about = Beginning(
        public=uuid4(), party_organization=node, committee=superior_of(node, act.on), origin=act.actor.node
    )
    return begin(act, APPOINTMENT, about, _wanted(row))
