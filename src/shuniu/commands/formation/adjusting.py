"""Have a Party organization adjusted: fill in, keep, send, take back, give up; look it through and send it back.

The branch itself reports for it, or an office above does (支部条例7). Whoever reviews is the superior.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from uuid import UUID, uuid4

from django.db import transaction

from shuniu.access import visible
from shuniu.commands.cases.filling import Beginning, begin, keep, name_units, numbered, to_file, unchanged
from shuniu.commands.cases.moving import Move, action_of, case_to_move, move, state_of
from shuniu.commands.formation.adjusting_law import (
    Adjusting,
    facts_of,
    in_reach,
    judged,
    office_of,
    open_of,
    wanted,
)
from shuniu.commands.formation.reviewing import Looked
from shuniu.commands.journal import Act, ChangedMeanwhile, keep_tree, open_act
from shuniu.commands.journal.reaching import out_of_reach, refuse
from shuniu.kernel.decision import Objection
from shuniu.models import Case, Naming
from shuniu.policy.formation.adjusting import may_adjust
from shuniu.policy.formation.adjusting_steps import ADJUSTMENT
from shuniu.policy.grants import Action
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.cases import CaseState, Verb
from shuniu.queries.facts.adjusting import adjusted

MARK = "调整"


def keep_adjustment(act: Act, row: Adjusting) -> UUID:
    """暂存; only its beginning stands in the journal. Raises Refused, ChangedMeanwhile."""
    if row.version == 0:
        return begin_adjustment(act, row)
    with transaction.atomic():
        held = _to_fill_in(act, row)
        assert held is not None, "what has a version is there"
        keep(ADJUSTMENT, held, wanted(row), set(row.filed))
        return held.uuid


def begin_adjustment(act: Act, row: Adjusting) -> UUID:
    """起办, with as much as is known. Raises Refused, ChangedMeanwhile where one is open already."""
    public = uuid4()
    with open_act(act, "adjustment.begin", about=("case", public), request=asdict(row)) as opened:
        if opened.repeated:
            return UUID(opened.answer["case"])
        _to_fill_in(opened.act, row)
        opened.answer["case"] = str(public)
        return _begin(opened.act, row, public).uuid


def submit_adjustment(act: Act, row: Adjusting) -> UUID:
    """提交: it lies with the superior from now on. Raises Refused with all that the law says, ChangedMeanwhile."""
    held = open_of(row.party_organization, row.topic)
    public = held.uuid if held else uuid4()
    with open_act(act, "adjustment.submit", about=("case", public), request=asdict(row)) as opened:
        if opened.repeated:
            return UUID(opened.answer["case"])
        held = _to_fill_in(opened.act, row) or _begin(opened.act, row, public, silent=True)
        filed = to_file(ADJUSTMENT, held, wanted(row), set(row.filed))
        refuse(judged(opened.act, row.topic, row.party_organization, filed, held).decision.objections)
        now = adjusted(row.party_organization, act.on)
        numbered(held, MARK, act.on.year)
        name_units(held, filed.get("units") or ())
        said = Move(verb=Verb.SUBMIT, filed=filed, seen=names_behind(now.key), at=now.parent)
        move(opened.act, ADJUSTMENT, held, said)
        opened.answer["case"] = str(held.uuid)
        return held.uuid


def withdraw_adjustment(act: Act, public: UUID, version: int) -> None:
    """撤回, while nobody has decided on it. Raises Refused, ChangedMeanwhile."""
    _moved(act, "adjustment.withdraw", Looked(case=public, version=version), Move(verb=Verb.WITHDRAW))


def drop_adjustment(act: Act, public: UUID, version: int, reason: str = "") -> None:
    """终止. Raises Refused, ChangedMeanwhile."""
    said = Move(verb=Verb.DROP, reason=reason[:500])
    _moved(act, "adjustment.drop", Looked(case=public, version=version), said)


def check_adjustment(act: Act, looked: Looked) -> None:
    """材料审查通过. Raises Refused with what the law says today, ChangedMeanwhile."""
    _accept(act, "adjustment.check", looked, CaseState.CHECKING)


def review_adjustment(act: Act, looked: Looked) -> None:
    """初审通过: to the meeting. Raises Refused, ChangedMeanwhile."""
    _accept(act, "adjustment.review", looked, CaseState.REVIEWING)


def return_adjustment(act: Act, looked: Looked, remarks: Mapping[str, str]) -> None:
    """退回: with remarks by field, at least one. Raises Refused, ChangedMeanwhile."""
    said = {name: text.strip() for name, text in remarks.items()}
    _moved(act, "adjustment.return", looked, Move(verb=Verb.RETURN, remarks=said))


def names_behind(key: int) -> tuple[int, ...]:
    """The names in force of the Party organization: whoever fills in or decides has looked at these."""
    rows = Naming.objects.filter(retracted__isnull=True, party_organization=key).order_by("pk")
    return tuple(rows.values_list("pk", flat=True))


def adjustment_to_move(act: Act, looked: Looked, verb: Verb, *, only: CaseState | None = None) -> Case:
    """The case as it was looked at, locked after the tree. Raises Refused, ChangedMeanwhile."""
    keep_tree()
    row = case_to_move(act, ADJUSTMENT, looked.case, action_of(ADJUSTMENT, looked.case, verb), looked.version)
    refuse(ADJUSTMENT.may_move(state_of(ADJUSTMENT, row), verb, only).objections)
    if looked.seen is not None and set(looked.seen) != set(names_behind(row.party_organization_id or 0)):
        raise ChangedMeanwhile
    return row


def _moved(act: Act, name: str, looked: Looked, said: Move) -> None:
    request = [asdict(looked), dict(said.remarks), said.reason]
    with open_act(act, name, about=("case", looked.case), request=request) as opened:
        if not opened.repeated:
            move(opened.act, ADJUSTMENT, adjustment_to_move(opened.act, looked, said.verb), said)


def _accept(act: Act, name: str, looked: Looked, state: CaseState) -> None:
    with open_act(act, name, about=("case", looked.case), request=asdict(looked)) as opened:
        if opened.repeated:
            return
        row = adjustment_to_move(opened.act, looked, Verb.ACCEPT, only=state)
        assert row.party_organization_id is not None, "an adjustment is about a Party organization"
        topic = AdjustmentTopic(row.topic)
        refuse(judged(opened.act, topic, row.party_organization_id, row.filed, row).decision.objections)
        move(opened.act, ADJUSTMENT, row, Move(verb=Verb.ACCEPT))


def against_carrying_out(act: Act, row: Case) -> list[Objection]:
    """What the register has against it on the day from which it counts; whether it is wise was decided before."""
    assert row.party_organization_id is not None, "an adjustment is about a Party organization"
    now = adjusted(row.party_organization_id, act.on)
    facts = facts_of(act, AdjustmentTopic(row.topic), now, row.filed, row)
    return [*may_adjust(facts).objections, *facts.against]


def _to_fill_in(act: Act, row: Adjusting) -> Case | None:
    """The open adjustment of this topic, locked after the tree; None where there is none."""
    keep_tree()
    in_reach(act.actor, row)
    if row.seen is not None and set(row.seen) != set(names_behind(row.party_organization)):
        raise ChangedMeanwhile
    mine = Case.objects.filter(
        kind=ADJUSTMENT.kind.value, topic=row.topic.value, party_organization=row.party_organization
    )
    found = mine.exclude(holder="").select_for_update(no_key=True).first()
    unchanged(found, row.version)
    if found is not None:
        if not visible(Case.objects.filter(pk=found.pk), act.actor, Action.FILE_CASE, named=True).exists():
            refuse([out_of_reach(ADJUSTMENT.what)])
        refuse(ADJUSTMENT.may_fill_in(state_of(ADJUSTMENT, found)).objections)
    return found


def _begin(act: Act, row: Adjusting, public: UUID, *, silent: bool = False) -> Case:
    now = adjusted(row.party_organization, act.on)
    filed = wanted(row)
    refuse(may_adjust(facts_of(act, row.topic, now, {}, None)).objections)
    office = office_of(act, now, act.on)
    assert office is not None, "what has no superior was refused"
    about = Beginning(
        public=public,
        party_organization=now.key,
        committee=office.committee,
        origin=act.actor.node,
        topic=row.topic.value,
    )
    return begin(act, ADJUSTMENT, about, filed, silent=silent)
