"""An organization that is named in the application of another one agrees, does not, or takes its consent back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from shuniu.commands.cases.moving import Move, record_step
from shuniu.commands.journal import Act, ChangedMeanwhile, lock_units, open_act
from shuniu.commands.journal.reaching import out_of_reach, refuse, units_in_reach
from shuniu.models import Case, CaseUnit
from shuniu.policy.formation.consenting import ConsentFacts, is_another_proposal, may_consent
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseState, Consent, Verb
from shuniu.queries.facts.consents import signs_in
from shuniu.queries.facts.organizations import units

_VERBS = {Consent.AGREED: Verb.CONSENT, Consent.DECLINED: Verb.DECLINE, Consent.TAKEN_BACK: Verb.TAKE_BACK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Consenting:
    """``unit`` is named in the case. ``basis``: on what an office says it in its place. ``shown``: what the page said
    that it had answered so far (empty: nothing)."""

    case: UUID
    unit: int
    answer: Consent
    basis: str = ""
    shown: str = ""


def answer_consent(act: Act, row: Consenting) -> None:
    """Two organizations that answer at once both do; of two who answer for one, the second sees what the first said.

    Raises Refused, ChangedMeanwhile.
    """
    with open_act(act, "formation.consent", about=("case", row.case), request=asdict(row)) as opened:
        if opened.repeated:
            return
        host = Case.objects.filter(uuid=row.case, kind=FORMATION.kind.value).values_list("unit", flat=True).first()
        lock_units([key for key in (host, row.unit) if key is not None])
        behalf = _in_reach(act, row.unit)
        case, named = _named(row)
        if named.answer != row.shown:
            raise ChangedMeanwhile
        facts = ConsentFacts(
            state=CaseState(case.state),
            answer=row.answer,
            current=Consent(named.answer) if named.answer else None,
            behalf=behalf,
            signs_in=signs_in([row.unit], act.actor.today).get(row.unit, False),
            basis=row.basis,
            own_case=case.origin_id is None,
        )
        refuse(may_consent(facts).objections)
        CaseUnit.objects.filter(pk=named.pk).update(answer=row.answer.value, on_behalf=behalf, answered=opened.act.line)
        told = units([row.unit], act.on)[row.unit].label
        if behalf:
            told += f"（负责的党组织代为确认，依据：{row.basis.strip()}）"
        record_step(opened.act, case, Move(verb=_VERBS[row.answer], reason=told))


def ask_again(case: Case, before: Mapping[str, Any], filed: Mapping[str, Any]) -> None:
    """Where the proposal becomes another one, nobody has agreed to it; what each said stays in the steps."""
    if is_another_proposal(before, filed):
        CaseUnit.objects.filter(case=case).update(answer="", on_behalf=False, answered=None)


def _in_reach(act: Act, unit: int) -> bool:
    """Whether an office says it in the place of the organization; the own clerk does for the own one alone."""
    own = act.actor.unit == unit
    action = Action.FILE_CASE if own else Action.REVIEW_CASE
    if unit not in units_in_reach(act.actor, [unit], action):
        refuse([out_of_reach("该社会组织", field="answer")])
    return not own


def _named(row: Consenting) -> tuple[Case, CaseUnit]:
    """The open application that names it, locked; the answer is the same for what is foreign and what is not there."""
    mine = Case.objects.filter(uuid=row.case, kind=FORMATION.kind.value).exclude(holder="")
    case = mine.select_for_update(of=("self",), no_key=True).first()
    named = CaseUnit.objects.filter(case=case, unit=row.unit).first() if case is not None else None
    if case is None or named is None:
        refuse([out_of_reach(FORMATION.what)])
    assert case is not None and named is not None
    return case, named
