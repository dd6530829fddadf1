"""Apply for a Party organization: fill in, keep, send, take back while nobody has decided, or give it up.

The organization's own clerk applies for it (D14); an office does for those it answers for, and then holds it.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from shuniu.access import visible
from shuniu.commands.cases.filling import Beginning, begin, keep, name_units, numbered, to_file, unchanged
from shuniu.commands.cases.moving import Move, case_to_move, move, state_of
from shuniu.commands.formation.asking import (
    Applied,
    Office,
    facts_behind,
    facts_of,
    in_reach,
    office_for,
    open_of,
    wanted,
)
from shuniu.commands.formation.consenting import ask_again
from shuniu.commands.journal import Act, ChangedMeanwhile, lock_units, open_act
from shuniu.commands.journal.reaching import out_of_reach, refuse, units_in_reach
from shuniu.models import Case
from shuniu.policy.formation.checking import check_formation, may_begin
from shuniu.policy.formation.fields import FIELDS
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseState, Verb
from shuniu.queries.facts.formation import responsible_for

MARK = "组建"
# The committee takes back from an outside body by an act of its own.
_ONLY = {Verb.WITHDRAW: CaseState.CHECKING}


def begin_formation(act: Act, row: Applied, action: Action = Action.FILE_CASE) -> UUID:
    """起办, with as much as is known, by whoever may do ``action``. Raises Refused, ChangedMeanwhile where one is open
    already."""
    node, public = row.office or _node(act, row.unit), uuid4()
    with open_act(act, "formation.begin", node=node, about=("case", public), request=asdict(row)) as opened:
        if opened.repeated:
            return UUID(opened.answer["case"])
        _to_fill_in(opened.act, row, action)
        opened.answer["case"] = str(public)
        filed = wanted(opened.act, row)
        office = office_for(filed, act.on, act.on)
        # Nothing needs to be filled in yet; when it is sent, everything is asked.
        refuse(may_begin(facts_of(opened.act, row.unit, filed, None), office.figures).objections)
        return _begin(opened.act, row, public, filed, office).uuid


def keep_formation(act: Act, row: Applied) -> UUID:
    """暂存; only its beginning stands in the journal. Raises Refused, ChangedMeanwhile."""
    if row.version == 0:
        return begin_formation(act, row)
    with transaction.atomic():
        held = _to_fill_in(act, row)
        assert held is not None, "what has a version is there"
        before = held.filed
        keep(FORMATION, held, wanted(act, row), _asked(row))
        held.refresh_from_db()
        ask_again(held, before, held.filed)
        _placed(act, held)
        return held.uuid


def submit_formation(act: Act, row: Applied) -> UUID:
    """提交. Raises Refused with all that the law says, ChangedMeanwhile."""
    node, public = _node(act, row.unit), _public(row.unit)
    with open_act(act, "formation.submit", node=node, about=("case", public), request=asdict(row)) as opened:
        if opened.repeated:
            return UUID(opened.answer["case"])
        held, filed = _to_fill_in(opened.act, row), wanted(opened.act, row)
        if held is not None:
            filed = to_file(FORMATION, held, filed, _asked(row))
            ask_again(held, held.filed, filed)
        office = office_for(filed, act.on, _law_day(opened.act, held))
        begun = held or _begin(opened.act, row, public, filed, office, silent=True)
        facts = facts_of(opened.act, row.unit, filed, begun, by=act.actor)
        refuse(check_formation(facts, office.figures).objections)
        if held is not None:
            held.filed = filed
            _placed(opened.act, held, office)
        numbered(begun, MARK, act.on.year)
        seen = facts_behind([row.unit, *filed.get("units", ())])
        move(opened.act, FORMATION, begun, Move(verb=Verb.SUBMIT, filed=filed, seen=seen))
        opened.answer["case"] = str(begun.uuid)
        return begun.uuid


def withdraw_formation(act: Act, public: UUID, version: int) -> None:
    """撤回, while the material has not been decided on. Raises Refused, ChangedMeanwhile."""
    _moved(act, "formation.withdraw", public, version, Move(verb=Verb.WITHDRAW))


def drop_formation(act: Act, public: UUID, version: int, reason: str = "") -> None:
    """终止: it is given up, and may be begun anew. Raises Refused, ChangedMeanwhile."""
    _moved(act, "formation.drop", public, version, Move(verb=Verb.DROP, reason=reason[:500]))


def _moved(act: Act, name: str, public: UUID, version: int, said: Move) -> None:
    mine = visible(Case.objects.filter(uuid=public), act.actor, Action.FILE_CASE, named=True)
    unit = mine.values_list("unit", flat=True).first()
    node = _node(act, unit) if unit is not None else None
    request = [str(public), version, said.reason]
    with open_act(act, name, node=node, about=("case", public), request=request) as opened:
        if opened.repeated:
            return
        row = case_to_move(opened.act, FORMATION, public, Action.FILE_CASE, version)
        refuse(FORMATION.may_move(state_of(FORMATION, row), said.verb, _ONLY.get(said.verb)).objections)
        move(opened.act, FORMATION, row, said)


def _node(act: Act, unit: int) -> int | None:
    """In whose journal it stands; nothing is told of a unit that is not the actor's."""
    if act.actor.node is not None:
        return act.actor.node
    return responsible_for(unit, act.on) if units_in_reach(act.actor, [unit], Action.FILE_CASE) else None


def _public(unit: int) -> UUID:
    """The id of the open application, else the one that a new one will bear. Which it is, is asked under the lock."""
    held = open_of(unit)
    return held.uuid if held else uuid4()


def _to_fill_in(act: Act, row: Applied, action: Action = Action.FILE_CASE) -> Case | None:
    """The open application of the unit, both locked; None where there is none. The page must have shown this one."""
    lock_units([row.unit, *(row.filed.get("units") or ())])
    in_reach(act.actor, row, action)
    held = Case.objects.filter(kind=FORMATION.kind.value, unit=row.unit).exclude(holder="")
    found = held.select_for_update(no_key=True).first()
    unchanged(found, row.version)
    if row.seen is not None and set(row.seen) != set(facts_behind([row.unit, *(row.filed.get("units") or ())])):
        raise ChangedMeanwhile
    if found is not None:
        if not visible(Case.objects.filter(pk=found.pk), act.actor, Action.FILE_CASE, named=True).exists():
            refuse([out_of_reach(FORMATION.what)])
        refuse(FORMATION.may_fill_in(state_of(FORMATION, found)).objections)
    return found


def _begin(
    act: Act, row: Applied, public: UUID, filed: dict[str, Any], office: Office, *, silent: bool = False
) -> Case:
    about = Beginning(
        public=public,
        unit=row.unit,
        committee=office.committee,
        origin=row.office or act.actor.node,
        units=filed["units"],
        begun_from=row.begun_from,
        told=row.told,
    )
    return begin(act, FORMATION, about, filed, silent=silent)


def _placed(act: Act, held: Case, office: Office | None = None) -> None:
    """Who decides follows the superior that is filled in; a number once given stays."""
    if not held.number:
        held.committee_id = (office or office_for(held.filed, act.on, act.on)).committee
        Case.objects.filter(pk=held.pk).update(committee=held.committee_id)
    name_units(held, held.filed.get("units", ()))


def _law_day(act: Act, held: Case | None) -> date:
    """The texts of today while it is first sent, of the law's day afterwards."""
    return act.on if held is None or state_of(FORMATION, held) is FORMATION.first else held.law_day


def _asked(row: Applied) -> set[str]:
    return {name for name in FIELDS if name in row.filed}
