"""Hold a case and move it from one state to the next, with the step that tells of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.access import visible
from shuniu.commands.cases.citing import citable_for
from shuniu.commands.cases.days import due_of
from shuniu.commands.journal import Act, ChangedMeanwhile, lock_units
from shuniu.commands.journal.reaching import out_of_reach, refuse
from shuniu.kernel.decision import Objection
from shuniu.models import Case, Remark, Step
from shuniu.policy.cases.deciding import DECIDING, may_decide, may_return
from shuniu.policy.cases.procedure import Procedure
from shuniu.policy.cases.reasoning import REASONED, Reasons, may_give_reasons, may_put_off
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseHolder, CaseState, Verb
from shuniu.policy.words.word import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What goes with an act on a case. ``filed``: what was sent, kept with the step together with the facts ``seen``.

    ``at`` is the Party organization it lies with from now on, where the procedure's holder does not follow the unit.
    ``when`` is the condition of the table that is met. ``effective_on``: from when what was decided counts;
    ``clauses``, ``next_steps`` and ``due_on`` are what goes with the reason of a refusal or a deferral.
    """

    verb: Verb
    filed: Mapping[str, Any] | None = None
    seen: Sequence[int] | None = None
    remarks: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    clauses: tuple[str, ...] = ()
    next_steps: str = ""
    at: int | None = None
    when: str = ""
    effective_on: date | None = None
    due_on: date | None = None

    @classmethod
    def of(cls, verb: Verb, said: Reasons) -> Move:
        reason, next_steps = said.reason.strip(), said.next_steps.strip()
        return cls(verb=verb, reason=reason, clauses=said.clauses, next_steps=next_steps, due_on=said.due_on)

    @property
    def said(self) -> Reasons:
        return Reasons(reason=self.reason, clauses=self.clauses, next_steps=self.next_steps, due_on=self.due_on)


def case_to_move(act: Act, procedure: Procedure, public: UUID, action: Action, version: int) -> Case:
    """The case, locked after its unit. Raises Refused out of reach, ChangedMeanwhile for another version."""
    mine = visible(Case.objects.filter(uuid=public, kind=procedure.kind.value), act.actor, action, named=True)
    named = mine.values_list("unit", flat=True).first()
    if named is not None:
        lock_units([named])
    # Asked again under the lock: who is responsible may have changed while it was waited for.
    found = mine.select_for_update(of=("self",), no_key=True).first()
    if found is None:
        refuse([out_of_reach(procedure.what)])
    assert found is not None
    if found.version != version:
        raise ChangedMeanwhile
    return found


def action_of(procedure: Procedure, public: UUID, verb: Verb) -> Action:
    """The right that the act takes where the case stands now; who may read it learns what cannot be done there."""
    mine = Case.objects.filter(uuid=public, kind=procedure.kind.value)
    state = mine.values_list("state", flat=True).first()
    found = [one.action for one in procedure.transitions if one.verb is verb and one.state == state]
    return found[0] if found else Action.READ_CASE


def move(act: Act, procedure: Procedure, row: Case, said: Move) -> Step:
    """Into the next state. Raises Refused where the table has no such step or the law stands against it."""
    state = state_of(procedure, row)
    refuse(procedure.may_move(state, said.verb).objections)
    _lawful(act, procedure, row, said)
    becomes = _becomes(procedure, row, state, said)
    holder = procedure.holders.get(becomes)
    given = _day_set(row, becomes, said) if holder is CaseHolder.APPLICANT else None
    due = None if given else due_of(procedure, row, becomes, act.on)
    filed = row.filed if said.filed is None else dict(said.filed)
    planned = None if given or due else _day_planned(procedure, becomes, filed, act.on)
    changed: dict[str, Any] = {
        "state": becomes.value,
        "holder": holder.value if holder else "",
        "at_id": _at(row, holder, said),
        "version": row.version + 1,
        "filed": filed,
        "effective_on": said.effective_on or row.effective_on,
        "law_day": act.on if state is procedure.first and said.verb is Verb.SUBMIT else row.law_day,
        "due_on": due.day if due else given or planned,
        "due_provisional": due.provisional if due else False,
        "due_planned": planned is not None,
    }
    Case.objects.filter(pk=row.pk).update(**changed)
    for name, value in changed.items():
        setattr(row, name, value)
    return record_step(act, row, said)


def record_step(act: Act, row: Case, said: Move) -> Step:
    step = Step.objects.create(
        case=row,
        state=row.state,
        verb=said.verb.value,
        filed=None if said.filed is None else dict(said.filed),
        seen=None if said.seen is None else list(said.seen),
        reason=said.reason.strip(),
        clauses=list(said.clauses),
        next_steps=said.next_steps.strip(),
        due_on=said.due_on,
        recorded=act.line,
    )
    remarks = [Remark(step=step, field=name, text=text.strip()) for name, text in said.remarks.items()]
    Remark.objects.bulk_create(remarks)
    return step


def state_of(procedure: Procedure, row: Case) -> Word:
    return type(procedure.first)(row.state)


def reasons_of(row: Case) -> Reasons:
    """What was said when it was last refused or put off."""
    step = Step.objects.filter(case=row, verb__in=[one.value for one in REASONED]).latest("pk")
    return Reasons(reason=step.reason, clauses=tuple(step.clauses), next_steps=step.next_steps, due_on=step.due_on)


def sent_by(row: Case) -> set[int]:
    """The accounts that submitted it, whenever."""
    return set(Step.objects.filter(case=row, filed__isnull=False).values_list("recorded__actor", flat=True))


def unlocked_fields(procedure: Procedure, row: Case) -> frozenset[str] | None:
    """The fields remarked upon when it was last returned; None where nothing is locked."""
    if state_of(procedure, row) not in procedure.mending:
        return None
    returned = Step.objects.filter(case=row, remarks__isnull=False).order_by("-pk").values("pk")[:1]
    return frozenset(Remark.objects.filter(step__in=returned).values_list("field", flat=True))


def _lawful(act: Act, procedure: Procedure, row: Case, said: Move) -> None:
    if said.verb in DECIDING:
        refuse(may_decide(procedure, sent_by(row), act.actor.account).objections)
    if said.verb is Verb.RETURN:
        refuse(may_return(procedure, said.remarks).objections)
    refuse(against_reasons(act, procedure, row, said))


def against_reasons(act: Act, procedure: Procedure, row: Case, said: Move) -> tuple[Objection, ...]:
    """What is missing of why it is refused or put off, for whoever tells all objections at once."""
    if said.verb not in REASONED:
        return ()
    why = may_give_reasons(said.verb, said.said, procedure.clause, citable_for([row], act.on)[row.pk])
    return (*why.objections, *may_put_off(said.verb, said.due_on, act.on).objections)


def _becomes(procedure: Procedure, row: Case, state: Word, said: Move) -> Word:
    """What was returned once and its applicant takes back is returned again: it stays tied to its remarks."""
    becomes = procedure.transition(state, said.verb, said.when).becomes
    if said.verb is not Verb.WITHDRAW or becomes in procedure.mending or becomes not in procedure.filled_in:
        return becomes
    latest = Step.objects.filter(case=row, state__in=[one.value for one in procedure.filled_in]).order_by("-pk")
    before = latest.values_list("state", flat=True).first()
    return type(procedure.first)(before) if before else becomes


def _day_set(row: Case, becomes: Word, said: Move) -> date | None:
    """A day that was set binds the applicant: while the office has not answered yet, its own day runs. What was put off
    until a day, sent again and taken back is put off until that day as before."""
    again = said.verb is Verb.WITHDRAW and becomes == CaseState.DEFERRED
    return reasons_of(row).due_on if again else said.due_on


def _day_planned(procedure: Procedure, becomes: Word, filed: Mapping[str, Any], on: date) -> date | None:
    """By which the applicant itself has said that the state is to be over; a day that has passed says nothing of it."""
    said = filed.get(procedure.planned.get(becomes, ""))
    day = date.fromisoformat(said) if said else None
    return day if day and day >= on else None


def _at(row: Case, holder: CaseHolder | None, said: Move) -> int | None:
    """Where it lies: with the office that began it, with the committee, else as the act says (None: with the unit)."""
    if holder is CaseHolder.APPLICANT:
        return row.origin_id
    return row.committee_id if holder is CaseHolder.COMMITTEE else said.at
